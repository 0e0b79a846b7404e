"""A report on a terminal: in colour, as wide as the window, no id cut off."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final, Literal

from safety_ledger.render.bars import ROOM, groups, names
from safety_ledger.render.cells import head, headings, lines, seen, words
from safety_ledger.reports.report import Align, Chart, Report, Section, Table, Tone
from safety_ledger.text import Lang

if TYPE_CHECKING:
    from rich.console import Console

_STYLES: Final = {
    Tone.PLAIN: "",
    Tone.GOOD: "green",
    Tone.WARN: "yellow",
    Tone.ALARM: "bold red",
    Tone.FAINT: "dim",
}


def as_console(report: Report, lang: Lang, width: int) -> str:
    """The whole report with the terminal's own colour codes."""
    from rich.console import Console
    from rich.text import Text as Styled

    out = io.StringIO()
    console = Console(
        file=out, force_terminal=True, width=width, markup=False, highlight=False, emoji=False
    )
    title, subtitle = head(report, lang)
    console.print(Styled(title, "bold"))
    console.print(Styled(subtitle, "dim"))
    for section in report.sections:
        _section(console, section, lang)
    for note in report.foot:
        console.print(Styled(f"* {words(note, lang)}", "yellow"))
    return out.getvalue()


def _section(console: Console, section: Section, lang: Lang) -> None:
    from rich.text import Text as Styled

    console.print()
    if section.title is not None:
        console.print(Styled(words(section.title, lang), "bold cyan"))
    for line in section.lead:
        console.print(Styled(words(line, lang), "bold"))
    for note in section.notes:
        console.print(Styled(words(note, lang)))
    if section.facts:
        rows = [(words(name, lang), words(cell, lang)) for name, cell in section.facts]
        _plain(console, [(Styled(name, "dim"), Styled(cell)) for name, cell in rows])
    if section.nothing is not None:
        console.print(Styled(words(section.nothing, lang), "dim"))
    elif section.chart is not None:
        _chart(console, section.chart, lang)
    if section.table is not None:
        _table(console, section.table, lang)


def _chart(console: Console, chart: Chart, lang: Lang) -> None:
    from rich.text import Text as Styled

    drawn = groups(chart, lang, min(ROOM, console.width // 2))
    rows: list[tuple[object, ...]] = [
        (
            Styled(one.label),
            *(
                Styled.assemble(("█" * bar.length, _STYLES[bar.tone]), f" {bar.number}".rstrip())
                for bar in one.bars
            ),
        )
        for one in drawn
    ]
    heads = [("", *(Styled(name, "dim") for name in names(chart, lang)))]
    _plain(console, [*(heads if len(chart.series) > 1 else ()), *rows])


def _plain(console: Console, rows: list[tuple[object, ...]]) -> None:
    from rich.table import Table as Grid

    grid = Grid.grid(padding=(0, 2))
    for row in rows:
        grid.add_row(*row)  # type: ignore[arg-type] # all of them are styled texts
    console.print(grid)


def _table(console: Console, table: Table, lang: Lang) -> None:
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text as Styled

    if not table.rows:
        console.print(Styled(words(table.empty, lang), "dim"))
        return
    grid = Grid(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    shown = seen(table)
    for number, (heading, label) in enumerate(zip(shown, headings(shown, lang), strict=True)):
        justify: Literal["left", "right"] = "right" if heading.align is Align.RIGHT else "left"
        grid.add_column(
            Styled(label),
            justify=justify,
            overflow="fold",
            no_wrap=number == 0,
        )
    for row, cells in zip(table.rows, lines(table, lang), strict=True):
        style = "bold" if row.total else _STYLES[row.tone]
        grid.add_row(*(Styled(cell) for cell in cells), style=style)
    console.print(grid)
