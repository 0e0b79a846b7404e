"""Duties: what an enterprise, or a section itself, has to do in every calendar period (plan §4, §19).

A duty is judged for every subject and every period; nothing is created by reading and nothing is
stored.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Final

from safety_ledger.ledger import Ledger
from safety_ledger.model.activity import Activity
from safety_ledger.model.enterprise import Enterprise
from safety_ledger.model.task import Duty, Task, TaskList
from safety_ledger.obligations.performances import Performances
from safety_ledger.obligations.selection import idle, joined, selected
from safety_ledger.obligations.share import Share
from safety_ledger.periods import Period, calendar_periods, days_after
from safety_ledger.vocabulary import Every, Fulfilment

DONE: Final = frozenset({Fulfilment.DONE, Fulfilment.DONE_LATE})
JUDGED: Final = DONE | {Fulfilment.MISSED}
"""What a period comes to once it is owed and settled."""


@dataclass(frozen=True, slots=True)
class DutyPeriod:
    """One period of a duty for one subject."""

    period: Period
    due: dt.date
    """The last day on which it is still done in time: the period's last, and ``within_days``."""
    state: Fulfilment
    activity: Activity | None
    """The earliest that counts for it; also kept for a period that turned out not applicable."""


@dataclass(frozen=True, slots=True)
class DutyStanding:
    """How one subject stood with one duty at the end of a day."""

    tasks: TaskList
    task: Task
    duty: Duty
    enterprise: Enterprise | None
    """Whose duty it is, with the values of that day; ``None`` when it is the lead section's own."""
    day: dt.date
    periods: tuple[DutyPeriod, ...]
    """From the first full one to the one that holds the day, the oldest first."""

    @property
    def subject(self) -> str:
        """The enterprise's id, or the section's name."""
        return self.enterprise.id if self.enterprise is not None else self.task.lead

    @property
    def name(self) -> str:
        """How people call the subject."""
        return self.enterprise.name if self.enterprise is not None else self.task.lead

    @property
    def section(self) -> str | None:
        """Who answers for it in the office: the enterprise's section, or the lead itself."""
        return self.enterprise.section if self.enterprise is not None else self.task.lead

    @property
    def last_closed(self) -> DutyPeriod | None:
        """The last period that was owed and is over and settled: done, done late or missed."""
        return next(iter(reversed(self._closed)), None)

    @property
    def missed_run(self) -> tuple[DutyPeriod, ...]:
        """The closed periods in a row, up to the last, that nothing was done in, the oldest first.

        A period that did not apply is passed over: standing still neither mends a run nor adds.
        """
        misses = takewhile(lambda one: one.state is Fulfilment.MISSED, reversed(self._closed))
        return tuple(misses)[::-1]

    @property
    def missed_in_a_row(self) -> int:
        """How many periods the run has."""
        return len(self.missed_run)

    @property
    def current(self) -> DutyPeriod | None:
        """The earliest period that can still be done in time, else the one that holds the day."""
        running = (one for one in self.periods if one.state is Fulfilment.RUNNING)
        return next(running, self.periods[-1] if self.periods else None)

    @property
    def fell_due(self) -> DutyPeriod | None:
        """The period whose time ran out last, owed or not: the same one for every subject."""
        over = (one for one in reversed(self.periods) if one.due < self.day)
        return next(over, None)

    @property
    def lapsed(self) -> bool:
        """Whether the period whose time ran out last was missed: who is lacking now."""
        return self.fell_due is not None and self.fell_due.state is Fulfilment.MISSED

    @property
    def binds(self) -> bool:
        """Whether it owes anything in the period that holds the day."""
        return bool(self.periods) and self.periods[-1].state is not Fulfilment.NOT_APPLICABLE

    def within(self, span: Period) -> tuple[DutyPeriod, ...]:
        """The periods that lie in a span of days, wholly or in part."""
        begin = bisect_left(self.periods, span.first, key=lambda one: one.period.last)
        end = bisect_right(self.periods, span.last, key=lambda one: one.period.first)
        return self.periods[begin:end]

    @property
    def _closed(self) -> Sequence[DutyPeriod]:
        return [one for one in self.periods if one.state in JUDGED and one.period.last < self.day]


def share_of(periods: Iterable[DutyPeriod]) -> Share:
    """How many of the settled periods were done, late ones among them; running ones wait."""
    settled = [one for one in periods if one.state in JUDGED]
    return Share(sum(one.state in DONE for one in settled), len(settled))


def duties(ledger: Ledger, day: dt.date) -> Iterator[DutyStanding]:
    """Every duty of every subject as it stood at the end of ``day``: by task, then enterprises.

    Subjects are the enterprises in the zone that were the duty's kind on the last day of at least
    one period; without ``applies_to`` the lead section. All periods from the first full one on or
    after ``since`` and ``joined_on`` are there, so that the states add up to them.
    """
    done = Performances.shared(ledger)
    for tasks in ledger.task_lists:
        for task in tasks.tasks:
            if task.duty is None:
                continue
            asked = _Asked(ledger, done, tasks, task, task.duty, day)
            if task.duty.applies_to is None:
                yield asked.of_section()
            else:
                yield from asked.of_enterprises()


@dataclass(frozen=True, slots=True)
class _Asked:
    """One duty about to be judged on one day."""

    ledger: Ledger
    done: Performances
    tasks: TaskList
    task: Task
    duty: Duty
    day: dt.date

    def of_section(self) -> DutyStanding:
        """The lead section's own duty (三(四), §20): it is always there and always at work."""
        done = self.done.of_section(self.duty, self.task.lead, self.day)
        periods = tuple(
            self._judged(period, done.get(period.name))
            for period in _periods(self.duty.every, self.duty.since, self.day)
        )
        return DutyStanding(self.tasks, self.task, self.duty, None, self.day, periods)

    def of_enterprises(self) -> Iterator[DutyStanding]:
        """What each enterprise that the duty ever meant has done of it."""
        for one in self.ledger.enterprises:
            if not joined(one, self.day):
                continue
            since = max(self.duty.since, one.joined_on or self.duty.since)
            periods = _periods(self.duty.every, since, self.day)
            meant = self._meant(one, periods)
            if any(meant):
                yield self._of(one, periods, meant)

    def _meant(self, one: Enterprise, periods: Sequence[Period]) -> list[bool]:
        """Whether it was the duty's kind on the last day of each period; while one runs, today."""
        selector = self.duty.applies_to
        if selector is None or not periods:
            return []
        if not one.changes:
            return [selected(self.ledger, selector, one, self.day)] * len(periods)
        return [
            selected(self.ledger, selector, one, min(period.last, self.day)) for period in periods
        ]

    def _of(
        self, one: Enterprise, periods: Sequence[Period], meant: Sequence[bool]
    ) -> DutyStanding:
        done = self.done.of_enterprise(self.duty, one, self.day)
        judged = tuple(
            self._judged(period, done.get(period.name), owed=owed and self._worked(one, period))
            for period, owed in zip(periods, meant, strict=True)
        )
        return DutyStanding(self.tasks, self.task, self.duty, one.on(self.day), self.day, judged)

    def _worked(self, one: Enterprise, period: Period) -> bool:
        """Whether it worked on any day of the period so far: a standstill of it all owes nothing."""
        return not one.inactive or not idle(one, period.first, min(period.last, self.day))

    def _judged(
        self, period: Period, activity: Activity | None, *, owed: bool = True
    ) -> DutyPeriod:
        """The whole last day is in time; only the day after it is the period missed."""
        due = days_after(period.last, self.duty.within_days or 0)
        if not owed:
            state = Fulfilment.NOT_APPLICABLE
        elif activity is not None:
            state = Fulfilment.DONE if activity.date <= due else Fulfilment.DONE_LATE
        else:
            state = Fulfilment.MISSED if self.day > due else Fulfilment.RUNNING
        return DutyPeriod(period, due, state, activity)


@cache
def _periods(every: Every, since: dt.date, day: dt.date) -> tuple[Period, ...]:
    """The periods from the first full one since a day to the one that holds another."""
    return tuple(calendar_periods(every, since, day)) if since <= day else ()
