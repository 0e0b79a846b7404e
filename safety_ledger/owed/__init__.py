"""All that is owed at the end of a day, by enterprises and by the office itself.

What depends on the day is owed, not wrong: ``check`` never sees it. Each kind of owed thing is one
small function of a :class:`~safety_ledger.lists.Day`; a new kind is one more in :data:`KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from safety_ledger.lists import Day
from safety_ledger.owed import hazards, tasks, upkeep
from safety_ledger.owed.item import Actor, Owed, OwedKind

KINDS: Final[tuple[Callable[[Day], Iterator[Owed]], ...]] = (
    hazards.rectifications,
    hazards.office_steps,
    hazards.supervision,
    tasks.milestones,
    tasks.duties,
    tasks.coverages,
    upkeep.certificates,
    upkeep.grades,
    upkeep.risk_reviews,
    upkeep.assessments,
)

__all__ = ["KINDS", "Actor", "Owed", "OwedKind", "owed"]


def owed(day: Day) -> list[Owed]:
    """Everything that is owed, late or not yet due, the worst first."""
    return sorted((one for kind in KINDS for one in kind(day)), key=lambda one: one.order)
