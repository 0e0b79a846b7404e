"""A week and the one before it: what came, what went, what turned overdue, what comes next.

All standings are those at the end of the week's Sunday, or of the day asked about while the week
still runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from safety_ledger.lists.day import Day
from safety_ledger.lists.flows import (
    Flow,
    Line,
    Move,
    Window,
    entries,
    lines,
    spells,
    total,
    window,
)
from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.lists.inspections import Inspections, inspections
from safety_ledger.model.hazard import Entry
from safety_ledger.obligations import DutyPeriod, DutyStanding
from safety_ledger.periods import Period
from safety_ledger.vocabulary import Event, Fulfilment, Level, Result

AHEAD: Final = 7
"""Days after the week in which what falls due is named."""


_MEASURES: Final = (
    Event.LETTER,
    Event.CIRCULAR,
    Event.SUMMON,
    Event.EXPOSE,
    Event.LIST,
    Event.STOP_USE,
    Event.STOP_PRODUCTION,
    Event.SEAL,
    Event.PENALTY,
)
"""Steps of supervision and orders of an authority."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some hazards at the end of a week: those settled in it and those still in stock, by id."""

    settled: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def all(self) -> int:
        """How many there are."""
        return len(self.settled) + len(self.left)


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
    def old(self) -> Part:
        """What was in stock on the eve of the week."""
        return self._part(dict.fromkeys(one.id for one in self.line.opening))

    @cached_property
    def new(self) -> Part:
        """What came into stock in the week and was not there before: new, or reopened."""
        before = {one.id for one in self.line.opening}
        came = (*self.moves(Flow.NEW), *self.moves(Flow.REOPENED))
        ids = dict.fromkeys(move.view.id for move in came)
        return self._part(id_ for id_ in ids if id_ not in before)

    def _part(self, ids: Iterable[str]) -> Part:
        settled: list[str] = []
        left: list[str] = []
        there = {one.id for one in self.open}
        for id_ in ids:
            (left if id_ in there else settled).append(id_)
        return Part(tuple(settled), tuple(left))

    @cached_property
    def passed(self) -> tuple[HazardView, ...]:
        """Put right as a review of the week found: one for each review that was passed."""
        return tuple(view for view, entry in self._entries if entry.result is Result.PASS)

    @cached_property
    def measures(self) -> tuple[HazardView, ...]:
        """What steps of supervision and orders were for: one for each taken in the week."""
        return tuple(view for view, entry in self._entries if entry.event in _MEASURES)

    @cached_property
    def _entries(self) -> tuple[tuple[HazardView, Entry], ...]:
        return tuple(entries(self.day.hazards, self.seen))

    @cached_property
    def inspections(self) -> Inspections:
        """The office's inspections."""
        return inspections(self.day, self.period)

    @property
    def open(self) -> tuple[HazardView, ...]:
        """In stock at the end."""
        return self.day.open

    @cached_property
    def overdue(self) -> tuple[HazardView, ...]:
        """Overdue at the end, the worst first."""
        late = (one for one in self.open if one.days_overdue)
        return tuple(sorted(late, key=lambda one: one.urgency))

    @cached_property
    def newly_overdue(self) -> tuple[HazardView, ...]:
        """Overdue at the end and not on the eve of the week."""
        eve = self.seen.opening
        return tuple(one for one in self.overdue if not one.timeline.days_overdue(eve))

    @cached_property
    def due(self) -> tuple[HazardView, ...]:
        """To be put right within the seven days after."""
        return self._due_in(range(1, AHEAD + 1))

    @cached_property
    def due_at_the_end(self) -> tuple[HazardView, ...]:
        """To be put right on the very last day: in time while it lasts, late the day after."""
        return self._due_in(range(1))

    def _due_in(self, days: range) -> tuple[HazardView, ...]:
        found = (one for one in self.open if one.days_left in days)
        return tuple(sorted(found, key=lambda one: one.urgency))

    @cached_property
    def duties_missed(self) -> tuple[tuple[DutyStanding, DutyPeriod], ...]:
        """The periods of duties that turned out missed in the week: due the day before or later."""
        first, end = self.seen.opening, self.seen.closing
        return tuple(
            (duty, one)
            for duty in self.day.duties
            for one in duty.periods
            if one.state is Fulfilment.MISSED and first <= one.due < end
        )

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to say: nothing moved or is due, nobody was visited."""
        return not (
            any(self.line.moves.values())
            or self.inspections.visits
            or self.overdue
            or self.due
            or self.due_at_the_end
            or self.duties_missed
            or any(one.proposals for one in self.day.escalations)
            or any(one.delays for one in self.day.hazards)
        )


def week_of(day: Day, period: Period) -> tuple[Week, Week]:
    """A week as far as the day can see it, and the week before it."""
    before = period.before()
    return Week(_end(day, period), period), Week(_end(day, before), before)


def _end(day: Day, period: Period) -> Day:
    return day.at(min(period.last, day.date))


def majors(views: Iterable[HazardView]) -> int:
    """How many of some hazards are major."""
    return sum(one.level is Level.MAJOR for one in views)
