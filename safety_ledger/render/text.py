"""A report as plain text, for pipes and mail: nothing is cut off, wide characters are aligned."""

from __future__ import annotations

from collections.abc import Iterator

from safety_ledger.render.bars import groups, names
from safety_ledger.render.cells import head, headings, lines, seen, words
from safety_ledger.reports.report import Align, Chart, Report, Section, Table
from safety_ledger.text import Lang

_SIDES = {Align.LEFT: "left", Align.RIGHT: "right"}


def as_text(report: Report, lang: Lang) -> str:
    """The whole report."""
    title, subtitle = head(report, lang)
    parts = [f"{title}\n{subtitle}"]
    parts += ["\n\n".join(_section(section, lang)) for section in report.sections]
    parts += ["\n".join(f"* {words(note, lang)}" for note in report.foot)] if report.foot else []
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(section: Section, lang: Lang) -> Iterator[str]:
    if section.title is not None:
        yield f"【{words(section.title, lang)}】"
    if said := (*section.lead, *section.notes):
        yield "\n".join(words(note, lang) for note in said)
    if section.facts:
        yield grid([[words(name, lang), words(cell, lang)] for name, cell in section.facts])
    if section.chart is not None and section.chart.rows:
        yield grid(_chart(section.chart, lang))
    if section.nothing is not None:
        yield words(section.nothing, lang)
    if section.table is not None:
        yield _table(section.table, lang)


def _chart(chart: Chart, lang: Lang) -> list[list[str]]:
    """A line a group: one bar and its number, or several under their names."""
    drawn = groups(chart, lang)
    if len(chart.series) == 1:
        return [[one.label, "█" * one.bars[0].length, one.bars[0].number] for one in drawn]
    rows = [
        [one.label, *(f"{'█' * bar.length} {bar.number}".lstrip() for bar in one.bars)]
        for one in drawn
    ]
    return [["", *names(chart, lang)], *rows]


def _table(table: Table, lang: Lang) -> str:
    from tabulate import tabulate

    if not table.rows:
        return words(table.empty, lang)
    shown = seen(table)
    made: str = tabulate(
        list(lines(table, lang)),
        headers=headings(shown, lang),
        tablefmt="simple",
        disable_numparse=True,
        colalign=[_SIDES[heading.align] for heading in shown],
    )
    return trimmed(made)


def grid(rows: list[list[str]]) -> str:
    """Cells below one another, without headings."""
    from tabulate import tabulate

    return trimmed(tabulate(rows, tablefmt="plain", disable_numparse=True))


def trimmed(text: str) -> str:
    """Lines without blanks at their ends."""
    return "\n".join(line.rstrip() for line in text.split("\n"))
