"""Findings on a terminal: the caret stands under the spot, whatever is written there."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from safety_ledger.diagnostics import Place, finding
from safety_ledger.render.findings import Listing
from safety_ledger.render.terminal import as_terminal, excerpt
from safety_ledger.rules.shape import TAB
from safety_ledger.text import Lang


def plain(text: str) -> list[str]:
    return re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()


def listing(line: str, column: int, width: int = 80) -> Listing:
    found = finding(TAB, Place("a.yaml", 12, column), {"count": 1})
    return Listing((found,), Lang.ZH, "data", line=lambda _: line, width=width)


@pytest.mark.parametrize(
    ("line", "spot"),
    [
        ("  title: [a线] 机房", "机"),
        ("- {name: 示例化工有限公司, level: 红}", "红"),
        ("\t\x1b[31mid: x", "i"),
        ("{name: " + "示例" * 60 + ", level: 重}", "重"),
        ("level: 重 " + "x" * 500, "重"),
    ],
)
def test_the_caret_is_under_the_spot(line: str, spot: str) -> None:
    lines = plain(as_terminal(listing(line, line.index(spot) + 1)))
    quoted, caret = lines[1], lines[2]
    before = quoted[: quoted.index(spot)]
    assert cell_len(before) == caret.index("^")
    assert cell_len(quoted) <= 80


def test_markup_in_data_is_text() -> None:
    shown = as_terminal(listing("name: [bold]甲[/bold] [/车间] :smile:", 1))
    assert "[bold]甲[/bold] [/车间] :smile:" in plain(shown)[1]


def test_it_is_coloured_and_says_what_the_plain_form_says() -> None:
    shown = as_terminal(listing("id: x", 1))
    assert "\x1b[" in shown
    assert plain(shown)[0].startswith("data/a.yaml:12:1: F004 ")


def test_a_place_without_text_shows_no_excerpt() -> None:
    assert not any("^" in line for line in plain(as_terminal(listing("", 1))))


def test_a_column_beyond_the_line_is_no_trouble() -> None:
    assert excerpt("id", 9, 40) == ("id", 2)
