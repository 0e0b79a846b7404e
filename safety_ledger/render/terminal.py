"""Findings on a terminal: in colour, with the line they are about and a caret under the spot."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from safety_ledger.diagnostics import Finding, Severity
from safety_ledger.render.escape import neutral
from safety_ledger.render.findings import Listing, remarks

if TYPE_CHECKING:
    from rich.text import Text as Line

_COLOUR: Final = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_MARGIN: Final = 4
_LEAD: Final = 24
"""How much of a long line is kept before the spot that is pointed at."""


def as_terminal(listing: Listing) -> str:
    """Every finding with its excerpt; texts of the files are never taken for markup."""
    from rich.console import Console

    out = io.StringIO()
    console = Console(
        file=out,
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        no_color=False,
        width=listing.width,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for finding in listing.findings:
        for line in _lines(listing, finding):
            console.print(line, soft_wrap=True)
    return out.getvalue()


def understands_colour() -> bool:
    """Whether the console takes colour sequences: Windows consoles before 2016 do not."""
    from rich.console import detect_legacy_windows

    return not detect_legacy_windows()


def excerpt(line: str, column: int, width: int) -> tuple[str, int]:
    """The part of a line around a column, made harmless, and the cells before the spot.

    Chinese characters take two cells, so the caret is placed by cells and not by characters.
    """
    from rich.cells import cell_len, set_cell_size

    before, after = line[: column - 1], line[column - 1 :]
    if cell_len(neutral(line)) > width:
        before = "…" + before[-_LEAD:] if len(before) > _LEAD else before
    shown = neutral(before)
    whole = shown + neutral(after)
    if cell_len(whole) > width:
        whole = set_cell_size(whole, width - 2).rstrip() + "…"
    return whole, cell_len(shown)


def _lines(listing: Listing, finding: Finding) -> list[Line]:
    from rich.text import Text as Line

    head = Line()
    head.append(listing.spot(finding.place), style="bold")
    head.append(": ")
    head.append(finding.code.code, style=_COLOUR[finding.severity])
    head.append(f" {listing.message(finding)}")
    *seen, remedy = remarks(listing, finding)
    return [
        head,
        *_quoted(listing, finding),
        *(Line(f"    {remark}", style="dim") for remark in seen),
        Line(f"    {remedy}", style="green"),
    ]


def _quoted(listing: Listing, finding: Finding) -> list[Line]:
    from rich.text import Text as Line

    line = listing.line(finding.place)
    if not line.strip():
        return []
    number = f"{finding.place.line:>6} | "
    room = max(20, listing.width - len(number) - _MARGIN)
    shown, cells = excerpt(line, finding.place.column, room)
    under = " " * (len(number) - 2) + "| " + " " * cells
    return [
        Line.assemble((number, "dim"), shown),
        Line.assemble((under, "dim"), ("^", _COLOUR[finding.severity])),
    ]
