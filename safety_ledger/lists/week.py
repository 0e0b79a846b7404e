"""A week and the one before it: what came, what went, what turned overdue, what comes next.

All standings are those at the end of the week's Sunday, or of the day asked about while the week
still runs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from safety_ledger.lists.day import Day, standing
from safety_ledger.lists.flows import Flow, Line, Move, Window, lines, spells, total, window
from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.lists.inspections import Inspections, inspections
from safety_ledger.obligations import DutyPeriod, DutyStanding
from safety_ledger.periods import Period
from safety_ledger.vocabulary import Fulfilment, Level

AHEAD: Final = 7
"""Days after the week in which what falls due is named."""


@dataclass(frozen=True)
class Week:
    """The figures of one week; each is the length of a list."""

    day: Day
    """Its end: Sunday, or the day asked about while it runs."""
    period: Period

    @property
    def seen(self) -> Window:
        """The part of the week that is over."""
        return window(self.period, self.day.date)

    @cached_property
    def line(self) -> Line:
        """Stock and flow."""
        return total(lines(spells(self.day.hazards), self.seen).values())

    def moves(self, flow: Flow) -> tuple[Move, ...]:
        """What came or went in one way."""
        return tuple(self.line.moves[flow])

    @cached_property
    def inspections(self) -> Inspections:
        """The office's inspections."""
        return inspections(self.day, self.period)

    @cached_property
    def open(self) -> tuple[HazardView, ...]:
        """In stock at the end."""
        return tuple(one for one in self.day.hazards if one.open)

    @cached_property
    def overdue(self) -> tuple[HazardView, ...]:
        """Overdue at the end, the worst first."""
        late = (one for one in self.day.hazards if one.days_overdue)
        return tuple(sorted(late, key=lambda one: one.urgency))

    @cached_property
    def newly_overdue(self) -> tuple[HazardView, ...]:
        """Overdue at the end and not on the eve of the week."""
        eve = self.seen.opening
        return tuple(one for one in self.overdue if not one.timeline.days_overdue(eve))

    @cached_property
    def due(self) -> tuple[HazardView, ...]:
        """To be put right within the seven days after."""
        soon = (
            one
            for one in self.day.hazards
            if one.days_left is not None and 0 <= one.days_left <= AHEAD and not one.days_overdue
        )
        return tuple(sorted(soon, key=lambda one: one.urgency))

    @cached_property
    def duties_missed(self) -> tuple[tuple[DutyStanding, DutyPeriod], ...]:
        """The periods of duties that turned out missed in the week: due the day before or later."""
        first, last = self.seen.opening, self.seen.closing - dt.timedelta(days=1)
        return tuple(
            (duty, one)
            for duty in self.day.duties
            for one in duty.periods
            if one.state is Fulfilment.MISSED and first <= one.due <= last
        )

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to say: nothing moved, nobody was visited, nothing is late."""
        return not (
            any(self.line.moves.values())
            or self.inspections.visits
            or self.overdue
            or self.due
            or self.duties_missed
            or any(one.delays for one in self.day.hazards)
        )


def week_of(day: Day, period: Period) -> tuple[Week, Week]:
    """A week as far as the day can see it, and the week before it."""
    before = period.before()
    return (
        Week(_end(day, period), period),
        Week(_end(day, before), before),
    )


def _end(day: Day, period: Period) -> Day:
    return standing(day.ledger, min(period.last, day.date))


def majors(views: Iterable[HazardView]) -> int:
    """How many of some hazards are major."""
    return sum(one.level is Level.MAJOR for one in views)
