"""The rates of design 7, each with the hazards it counts. One small function a rate.

As things stand at the end of the day a report looks at, of the current cycle of each hazard, the
level in force that day. N is what was registered in the period, less 作废 and 移送 (退出 stays).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.obligations.share import percent
from safety_ledger.periods import Period
from safety_ledger.text import Text
from safety_ledger.vocabulary import Source, Status

if TYPE_CHECKING:
    from safety_ledger.lists.day import Day

LEFT_OUT: Final = frozenset({Status.VOID, Status.TRANSFERRED})
"""Recorded by mistake, or another body's: in no rate and no average."""


class RateName(StrEnum):
    """The rates; the values are keys in JSON."""

    RECTIFIED = "rectified"
    CLOSED = "closed"
    ON_TIME = "on_time"
    SELF_FOUND = "self_found"
    REVIEWED = "reviewed_in_time"
    REPEATED = "repeated"

    @property
    def label(self) -> Text:
        """The rate as the office calls it."""
        return _WORDS[self][0]

    @property
    def meaning(self) -> Text:
        """What is divided by what."""
        return _WORDS[self][1]


_WORDS: Final = {
    RateName.RECTIFIED: (
        Text("整改率", "rectified"),
        Text("复查合格 / 本期登记", "review passed / registered in the period"),
    ),
    RateName.CLOSED: (
        Text("销号率", "closed"),
        Text("已销号 / 本期登记", "closed / registered in the period"),
    ),
    RateName.ON_TIME: (
        Text("按期整改率", "rectified on time"),
        Text("按期整改 / 本期到期", "on time / deadlines that fell in the period"),
    ),
    RateName.SELF_FOUND: (
        Text("自查占比", "found by the enterprises"),
        Text("企业自查 / 本期登记", "found by the enterprise / registered in the period"),
    ),
    RateName.REVIEWED: (
        Text("复查及时率", "reviewed in time"),
        Text("按时复查 / 本期应复查", "reviews made in time / reviews falling due in the period"),
    ),
    RateName.REPEATED: (
        Text("重复隐患率", "repeated"),
        Text("重复隐患 / 本期登记", "repeats / registered in the period"),
    ),
}


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with the ids it counts; of reviews an id may stand twice."""

    hits: tuple[str, ...]
    of: tuple[str, ...]
    waiting: tuple[str, ...] = ()
    """Left out of both because the office has not looked yet (待复查)."""

    @property
    def percent(self) -> Decimal | None:
        """In percent; ``None`` for an empty denominator."""
        return percent(len(self.hits), len(self.of))


def registered(views: Sequence[HazardView], period: Period) -> list[HazardView]:
    """N: what was registered in a period and is neither void nor another body's."""
    first, last = period.first, period.last
    return [
        view
        for view in views
        if (day := view.standing.registered_on) is not None
        and first <= day <= last
        and view.standing.status not in LEFT_OUT
    ]


def rates(day: Day, views: Sequence[HazardView], period: Period) -> dict[RateName, Rate]:
    """Every rate of some hazards of a day for a period."""
    among = registered(views, period)
    shares: dict[RateName, Callable[[HazardView], bool]] = {
        RateName.RECTIFIED: lambda view: view.standing.passed is not None,
        RateName.CLOSED: lambda view: view.status is Status.CLOSED,
        RateName.SELF_FOUND: lambda view: view.record.source is Source.SELF,
        RateName.REPEATED: lambda view: view.id in day.repeats,
    }
    found = {
        name: Rate(_ids(view for view in among if hit(view)), _ids(among))
        for name, hit in shares.items()
    }
    found[RateName.ON_TIME] = _on_time(day, views, period)
    found[RateName.REVIEWED] = _reviewed(views, period)
    return {name: found[name] for name in RateName}


def _on_time(day: Day, views: Sequence[HazardView], period: Period) -> Rate:
    """Of the deadlines in force that fell in the period and are past.

    Who claimed in time waits for the office and counts neither way until reviewed.
    """
    first, last, today = period.first, period.last, day.date
    due = [
        view
        for view in views
        if (deadline := view.standing.deadline) is not None
        and first <= deadline <= last
        and deadline < today
        and view.standing.registered_on is not None
        and view.standing.status not in LEFT_OUT
    ]
    waiting = {view.id for view in due if _waits(view)}
    judged = [view for view in due if view.id not in waiting]
    hits = (view for view in judged if view.standing.passed and view.standing.passed.on_time)
    return Rate(_ids(hits), _ids(judged), tuple(id_ for id_ in _ids(due) if id_ in waiting))


def _waits(view: HazardView) -> bool:
    claim = view.standing.claim
    return claim is not None and (claim.deadline is None or claim.date <= claim.deadline)


def _reviewed(views: Sequence[HazardView], period: Period) -> Rate:
    pairs = [(view.id, review) for view in views for review in view.reviews if review.due in period]
    return Rate(tuple(id_ for id_, one in pairs if one.in_time), tuple(id_ for id_, _ in pairs))


def _ids(views: Iterable[HazardView]) -> tuple[str, ...]:
    return tuple(view.id for view in views)
