"""A report as Markdown, for merge requests and wikis. Text from files never becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from safety_ledger.render.cells import head, lines, seen, words
from safety_ledger.reports.report import Align, Cell, Report, Section, Table
from safety_ledger.text import Lang


def escaped(text: str) -> str:
    """The same visible text in Markdown."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]#|~!])", r"\\\1", text)


def table_row(cells: Iterable[str]) -> str:
    """One row of a table, of cells that hold no markup but their own."""
    return f"| {' | '.join(cells)} |"


def as_markdown(report: Report, lang: Lang) -> str:
    """The whole report."""
    title, subtitle = head(report, lang)
    parts = [f"# {escaped(title)}", escaped(subtitle)]
    for section in report.sections:
        parts += _section(section, lang)
    parts += ["\n".join(f"> {_said(note, lang)}" for note in report.foot)] if report.foot else []
    return "\n\n".join(parts) + "\n"


def _section(section: Section, lang: Lang) -> Iterator[str]:
    if section.title is not None:
        yield f"## {_said(section.title, lang)}"
    yield from (f"**{_said(line, lang)}**" for line in section.lead)
    yield from (_said(note, lang) for note in section.notes)
    if section.facts:
        facts = ((_said(name, lang), _said(cell, lang)) for name, cell in section.facts)
        yield "\n".join(f"- {name}：{cell}" for name, cell in facts)
    for table in section.tables:
        yield _table(table, lang)


def _table(table: Table, lang: Lang) -> str:
    if not table.rows:
        return _said(table.empty, lang)
    shown = seen(table)
    rules = ["---:" if heading.align is Align.RIGHT else "---" for heading in shown]
    rows = [[_said(heading.whole, lang) for heading in shown], rules]
    rows += [[escaped(cell) for cell in cells] for cells in lines(table, lang)]
    return "\n".join(map(table_row, rows))


def _said(cell: Cell, lang: Lang) -> str:
    return escaped(words(cell, lang))
