"""Clues for holding an enterprise to account (plan §4), and what speaks for it.

A clue puts records side by side for a person to judge; it is no verdict, and none is ever stored.
Each kind is one small function of a day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from safety_ledger.lists.clue import Clue
from safety_ledger.lists.clues_against import long_open, not_checked, refusal, unfound, untrained
from safety_ledger.lists.clues_for import in_time, self_found

if TYPE_CHECKING:
    from safety_ledger.lists.day import Day

FINDERS: Final[tuple[Callable[[Day], Iterator[Clue]], ...]] = (
    not_checked,
    unfound,
    refusal,
    long_open,
    untrained,
    self_found,
    in_time,
)
"""One function a kind, in the order of :class:`~safety_ledger.lists.clue.ClueKind`."""


def clues(day: Day) -> Iterator[Clue]:
    """Every clue that the records of a day give."""
    for find in FINDERS:
        yield from find(day)
