"""The three yearly goals (plan 一(二)): stock, increment, none overdue; each figure from records.

A major hazard counts by the level in force that day. What was recorded by mistake or handed to
another body counts in no goal, as in no rate; an enterprise that is gone has closed nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from safety_ledger.lifecycle import Standing, Timeline
from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.lists.rates import LEFT_OUT, registered
from safety_ledger.model.ledger_file import Goal
from safety_ledger.periods import Period, holding, last_closed
from safety_ledger.vocabulary import Every, GoalKind, Level, Source, Status

if TYPE_CHECKING:
    from safety_ledger.lists.day import Day

_QUARTERS: Final = 4
_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stock:
    """Of the major hazards registered by a day: how many are closed, and which are not."""

    goal: Goal
    until: dt.date
    closed: tuple[HazardView, ...]
    rest: tuple[HazardView, ...]

    @property
    def of(self) -> int:
        """How many there were."""
        return len(self.closed) + len(self.rest)

    @property
    def met(self) -> bool:
        """Whether none is left."""
        return not self.rest


@dataclass(frozen=True, slots=True)
class Quarter:
    """The major hazards registered in one quarter."""

    period: Period
    new: tuple[HazardView, ...]

    def of(self, source: Source) -> tuple[HazardView, ...]:
        """Those that came through one channel (plan §6)."""
        return tuple(one for one in self.new if one.record.source is source)


@dataclass(frozen=True, slots=True)
class Increment:
    """New major hazards: the last four quarters that are over against the four before."""

    goal: Goal
    before: tuple[Quarter, ...]
    last: tuple[Quarter, ...]
    running: Quarter | None
    """The quarter that holds the day, in no comparison until it is over; ``None`` at the end of one."""

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """All of them in their order, each once."""
        return (*self.before, *self.last, *([self.running] if self.running else []))

    @staticmethod
    def new(quarters: Sequence[Quarter], source: Source | None = None) -> int:
        """How many some quarters brought, through one channel or through all."""
        return sum(len(one.new if source is None else one.of(source)) for one in quarters)

    @property
    def met(self) -> bool:
        """Whether there were fewer. More self-reports are no failure: a person reads the figures."""
        return self.new(self.last) < self.new(self.before)


@dataclass(frozen=True, slots=True)
class NoneOverdue:
    """No major hazard past its deadline, and for how many days running."""

    goal: Goal
    overdue: tuple[HazardView, ...]
    since: dt.date | None
    """The first day of the run: the day after the last one with an overdue major hazard, else the
    day the first major hazard was found. ``None`` while one is overdue, or none was ever found."""
    days: int
    """Days of the run, the day itself among them."""

    @property
    def met(self) -> bool:
        """Whether none is overdue."""
        return not self.overdue


GoalStanding = Stock | Increment | NoneOverdue


def goals(day: Day) -> tuple[GoalStanding, ...]:
    """How each goal of ``ledger.yaml`` stands at the end of a day, in the order of the file."""
    majors = [one for one in day.hazards if counted_major(one)]
    return tuple(_standing(goal, day, majors) for goal in day.ledger.file.goals)


def counted_major(view: HazardView) -> bool:
    """A registered hazard, major by the level in force, that is neither void nor handed over."""
    return (
        view.level is Level.MAJOR and view.registered_on is not None and view.status not in LEFT_OUT
    )


def _standing(goal: Goal, day: Day, majors: Sequence[HazardView]) -> GoalStanding:
    match goal.kind:
        case GoalKind.STOCK:
            return _stock(goal, majors)
        case GoalKind.INCREMENT:
            return _increment(goal, day.date, majors)
        case GoalKind.NONE_OVERDUE:
            return _none_overdue(goal, day)


def _stock(goal: Goal, majors: Sequence[HazardView]) -> Stock:
    """Without a day of its own the goal is about what was registered before its year."""
    until = goal.until
    of = [one for one in majors if one.registered_on is not None and one.registered_on <= until]
    return Stock(
        goal,
        until,
        tuple(one for one in of if one.status is Status.CLOSED),
        tuple(one for one in of if one.status is not Status.CLOSED),
    )


def _increment(goal: Goal, day: dt.date, majors: Sequence[HazardView]) -> Increment:
    closed = last_closed(Every.QUARTER, day, 2 * _QUARTERS)
    quarters = [_quarter(period, majors) for period in closed]
    now = holding(Every.QUARTER, day)
    running = None if now in closed else _quarter(now, majors)
    last = tuple(quarters[-_QUARTERS:])
    return Increment(goal, tuple(quarters[:-_QUARTERS]), last, running)


def _quarter(period: Period, majors: Sequence[HazardView]) -> Quarter:
    return Quarter(period, tuple(registered(majors, period)))


def _none_overdue(goal: Goal, day: Day) -> NoneOverdue:
    overdue = tuple(one for one in day.open if one.level is Level.MAJOR and one.days_overdue)
    if overdue:
        return NoneOverdue(goal, overdue, None, 0)
    spans = [span for timeline in day.timelines for span in _major_spans(timeline, day.date)]
    first = min((span.standing.date for span in spans), default=None)
    last = max((late for span in spans if (late := span.last_overdue) is not None), default=None)
    since = last + _DAY if last is not None else first
    return NoneOverdue(goal, (), since, (day.date - since).days + 1 if since else 0)


@dataclass(frozen=True, slots=True)
class _Span:
    """A standing of a major hazard and the last day on which it held, by the day asked about."""

    standing: Standing
    until: dt.date

    @property
    def last_overdue(self) -> dt.date | None:
        """The last of its days on which the hazard was overdue: once late, late to the end."""
        return self.until if self.standing.days_overdue(self.until) else None


def _major_spans(timeline: Timeline, day: dt.date) -> Iterator[_Span]:
    """The spans of days by the end of a day on which a hazard was registered and major."""
    standings = timeline.until(day)
    for one, after in pairwise(standings):
        if _registered_major(one) and one.date < after.date:
            yield _Span(one, after.date - _DAY)
    if standings and _registered_major(standings[-1]):
        yield _Span(standings[-1], day)


def _registered_major(one: Standing) -> bool:
    return one.level is Level.MAJOR and one.registered_on is not None
