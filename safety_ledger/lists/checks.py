"""Which enterprises had to be checked in a period, and which were (forms: 应排查/已排查企业数)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from safety_ledger.ledger import Ledger
from safety_ledger.lists.flows import Window
from safety_ledger.model import Activity
from safety_ledger.model.enterprise import Enterprise
from safety_ledger.obligations import idle, joined
from safety_ledger.periods import Period, parse
from safety_ledger.vocabulary import ActivityKind

if TYPE_CHECKING:
    from safety_ledger.lists.day import Day

CHECKS: Final = frozenset({ActivityKind.SELF_CHECK, ActivityKind.INSPECTION})
"""What counts as a check for hazards: the enterprise's own, or the office's."""


def to_check(ledger: Ledger, period: Period, seen: Window) -> list[Enterprise]:
    """The enterprises of the zone that worked at least one day of the period, as they then were."""
    return [
        one.on(seen.closing)
        for one in ledger.enterprises
        if joined(one, seen.closing) and not idle(one, period.first, period.last)
    ]


def checked(day: Day, period: Period, seen: Window) -> frozenset[str]:
    """The ids of the enterprises checked for the period by the end of the day."""
    return frozenset(id_ for one in _checks(day, period, seen) for id_ in one.enterprises)


def _checks(day: Day, period: Period, seen: Window) -> Iterator[Activity]:
    """A check counts for the period it names, else for the one that holds its date."""
    for one in day.ledger.activities:
        if one.kind not in CHECKS or one.date > day.date:
            continue
        named = parse(one.period) if one.period else None
        if one.date in seen if named is None else named.first in period and named.last in period:
            yield one
