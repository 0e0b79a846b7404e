"""What stops the program speaks both languages."""

from __future__ import annotations

from safety_ledger.errors import LedgerError
from safety_ledger.text import Lang, Text


def test_an_error_is_one_line_in_the_readers_language() -> None:
    error = LedgerError(Text("读不了 {path}", "cannot read {path}"), {"path": "a"})
    assert (error.say(Lang.ZH), error.say(Lang.EN), str(error)) == (
        "读不了 a",
        "cannot read a",
        "cannot read a",
    )
