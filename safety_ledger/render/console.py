"""A report on a terminal: in colour, as wide as the window, no id cut off."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Literal

from safety_ledger.render.bars import ROOM, groups, names
from safety_ledger.render.cells import UNKNOWN, head, headings, lines, seen, words
from safety_ledger.reports.report import Align, Chart, Report, Row, Section, Table, Tone
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

_HEIGHT: Final = 25
"""Never used, but without one rich takes a dumb terminal to be 80 wide."""


def as_console(report: Report, lang: Lang, width: int, *, colour: bool = True) -> str:
    """The whole report, with the terminal's own colour codes unless they are unwelcome."""
    from rich.console import Console
    from rich.text import Text as Styled

    out = io.StringIO()
    console = Console(
        file=out,
        force_terminal=True,
        color_system="auto" if colour else None,
        width=width,
        height=_HEIGHT,
        markup=False,
        highlight=False,
        emoji=False,
    )
    title, subtitle = head(report, lang)
    console.print(Styled(title, "bold"))
    console.print(Styled(subtitle, "dim"))
    for section in report.sections:
        _section(console, section, lang)
    if report.foot:
        console.print()
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
    for _ in rows[:1] and rows[0]:
        grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*row)  # type: ignore[arg-type] # all of them are styled texts
    console.print(grid)


def _table(console: Console, table: Table, lang: Lang) -> None:
    """A table where it fits; where the window is too narrow for it, a few lines a row."""
    from rich.text import Text as Styled

    if not table.rows:
        console.print(Styled(words(table.empty, lang), "dim"))
        return
    rows = list(lines(table, lang))
    labels = headings(seen(table), lang)
    columns = list(enumerate(zip(labels, *rows, strict=True)))
    least = [_least(column, whole=number == 0) for number, column in columns]
    room = console.width - _GAP * (len(least) - 1)
    if sum(least) <= room:
        widest = [_widest(column) for _, column in columns]
        _grid(console, table, rows, list(zip(labels, _shared(least, widest, room), strict=True)))
    else:
        whole = [words(heading.whole, lang) for heading in seen(table)]
        _cards(console, table, rows, whole)


_GAP: Final = 3
"""Between two columns: a space on either side and one for the rule."""
_SHORT: Final = 12
"""What is at most so wide (a date, a term, a number of days) is never broken."""
_NARROWEST: Final = 14
"""How narrow a column of longer texts may become: seven Chinese characters."""


_BETWEEN: Final = re.compile("(?<=[!-~])、(?=[!-~])")
"""Where a list of ids may be broken."""


def _widest(column: tuple[str, ...]) -> int:
    from rich.cells import cell_len

    return max(cell_len(line) for cell in column for line in cell.split("\n"))


def _least(column: tuple[str, ...], *, whole: bool) -> int:
    """The least width at which a column can still be read. The first cell is its heading."""
    from rich.cells import cell_len

    widest = _widest(column)
    if whole or widest <= _SHORT:
        return widest
    items = [item for cell in column for item in _BETWEEN.sub("、 ", cell).split()]
    kept = [cell_len(item) for item in items if item.removesuffix("、").isascii()]
    return max(min(widest, _NARROWEST), *kept, 0)


def _shared(least: list[int], widest: list[int], room: int) -> list[int]:
    """The widths of columns: what each needs, and an equal share of what is left where it helps."""
    widths = list(least)
    while needy := [at for at, width in enumerate(widths) if width < widest[at]]:
        share = (room - sum(widths)) // len(needy)
        if share < 1:
            break
        for at in needy:
            widths[at] += min(share, widest[at] - widths[at])
    return widths


def _listed(cell: str, room: int, indent: str = "") -> str:
    """A list of ids that is longer than its line: one a line, so that none is broken."""
    from rich.cells import cell_len

    return cell if cell_len(cell) <= room else _BETWEEN.sub(f"、\n{indent}", cell)


def _grid(
    console: Console, table: Table, rows: list[list[str]], columns: list[tuple[str, int]]
) -> None:
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text as Styled

    grid = Grid(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, show_edge=False)
    for heading, (label, width) in zip(seen(table), columns, strict=True):
        justify: Literal["left", "right"] = "right" if heading.align is Align.RIGHT else "left"
        grid.add_column(Styled(label), justify=justify, overflow="fold", width=width)
    for row, cells in zip(table.rows, rows, strict=True):
        shown = (
            Styled(_listed(cell, width)) for cell, (_, width) in zip(cells, columns, strict=True)
        )
        grid.add_row(*shown, style=_style(row))
    console.print(grid)


def _cards(console: Console, table: Table, rows: list[list[str]], labels: list[str]) -> None:
    """Each row as its first cell and below it, indented, every other cell that says something."""
    from rich.text import Text as Styled

    for row, cells in zip(table.rows, rows, strict=True):
        style = _style(row)
        console.print(Styled(cells[0], f"bold {style}"), soft_wrap=True)
        pairs = [
            (label, cell)
            for label, cell in zip(labels[1:], cells[1:], strict=True)
            if cell != UNKNOWN
        ]
        for line in _filled(pairs, console.width - 2):
            shown = Styled("  ")
            for number, (label, cell) in enumerate(line):
                shown.append(_APART if number else "").append(f"{label}：", "dim")
                shown.append(_listed(cell, console.width - 2, "    "), style)
            console.print(shown, overflow="fold")


def _style(row: Row) -> str:
    return f"bold {_STYLES[row.tone]}".rstrip() if row.total else _STYLES[row.tone]


_APART: Final = "  "


def _filled(pairs: list[tuple[str, str]], width: int) -> Iterator[list[tuple[str, str]]]:
    """The pairs over lines, as many on each as fit."""
    from rich.cells import cell_len

    line: list[tuple[str, str]] = []
    used = 0
    for label, cell in pairs:
        needs = cell_len(label) + 2 + cell_len(cell)
        if line and used + len(_APART) + needs > width:
            yield line
            line, used = [], 0
        used += needs + (len(_APART) if line else 0)
        line.append((label, cell))
    if line:
        yield line
