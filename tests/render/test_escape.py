"""What may not reach a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_ledger.render.escape import neutral, neutral_lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("甲醇罐区 [red]东侧[/red] ①—〔2024〕", "甲醇罐区 [red]东侧[/red] ①—〔2024〕"),
        ("\x1b[2J", r"\x1b[2J"),
        ("a\tb\r\nc", r"a\tb\r\nc"),
        ("\u202e文\u200b字\ufeff", r"\u202e文\u200b字\ufeff"),
        ("\x85\u2028\x9b", r"\x85\u2028\x9b"),
        ("\udcff", r"\udcff"),
    ],
)
def test_what_steers_is_spelled_out(text: str, shown: str) -> None:
    assert neutral(text) == shown


@given(st.text())
def test_the_result_is_one_plain_line(text: str) -> None:
    shown = neutral(text)
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in shown)
    assert neutral(shown) == shown


def test_lines_keep_their_ends() -> None:
    assert neutral_lines("a\tb\n\x07c\n") == "a\\tb\n\\x07c\n"
