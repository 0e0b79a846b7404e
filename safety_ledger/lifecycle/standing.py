"""How a hazard stands from one day on: the value that every list and report looks up."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final, NamedTuple

from safety_ledger.model.hazard import Criterion
from safety_ledger.vocabulary import OPEN_STATUSES, Level, Status, Step

_OVERDUE_BY_THE_DAY = frozenset({Status.UNNOTIFIED, Status.RECTIFYING})


class Claim(NamedTuple):
    """The 整改完成 that awaits its review."""

    date: dt.date
    deadline: dt.date | None
    """The deadline in force on that day: who claims in time is not overdue while waiting."""
    by: tuple[str, ...]
    """Who rectified; without a name in the entry, the rectifier of the record."""


class Passed(NamedTuple):
    """The review that the hazard passed, with what closure and the rates need to know of it."""

    date: dt.date
    by: tuple[str, ...]
    rectified_on: dt.date
    """The day of the 整改完成; of the review itself when nobody had claimed."""
    on_time: bool | None
    """Not later than the deadline in force on the day it was rectified; unknown without one."""
    rectifiers: tuple[str, ...]
    ordinal: int
    """Which entry of ``hazard.history`` the review is."""


class Taken(NamedTuple):
    """A step of supervision (函告 通报 约谈 曝光, plan §5)."""

    date: dt.date
    step: Step
    ordinal: int
    """Which entry of ``hazard.history`` it is."""


class Standing(NamedTuple):
    """Everything the entries up to a day make of a hazard; holds until the next standing."""

    date: dt.date
    """The day it began to hold."""
    ordinal: int
    """Which entry of ``hazard.history`` made it; -1 for the finding itself."""
    status: Status
    since: dt.date
    """Since when it has that status: what the office's own clocks count from."""
    registered_on: dt.date | None
    """None while a public report is not verified, and for one that never was."""
    level: Level | None
    """The level in force. None only where the record lacks it."""
    criterion: Criterion | None
    own: bool
    """The enterprise works it itself: found by itself, 一般 in force (自查自改)."""
    deadline: dt.date | None
    """The deadline in force. None only where the record lacks it."""
    deadline_set_on: dt.date
    """When it was set: by 延期 or 重开, else by the finding."""
    deadline_set_by: int = -1
    """Which entry of ``hazard.history`` set it; -1 for the finding."""
    round: int = 1
    """1 + failed reviews since registration or 重开."""
    claim: Claim | None = None
    """Only in 待复查."""
    passed: Passed | None = None
    """From the passed review on, until a 重开."""
    reviewed_on: dt.date | None = None
    """The last review, whatever it found."""
    closed_on: dt.date | None = None
    """The last 销号, until a 重开."""
    notified_on: dt.date | None = None
    """When the principal was first told."""
    controller_told_on: dt.date | None = None
    """When the 实际控制人 was first told; the principal's notice serves both when they are one."""
    asked_on: dt.date | None = None
    """The date of the earliest 延期申请."""
    requests: tuple[dt.date, ...] = ()
    """The dates of the 延期申请 that the office has not answered."""
    steps: tuple[Taken, ...] = ()
    """All steps of supervision taken, oldest first."""
    listed_on: dt.date | None = None
    """Since when it is 挂牌督办; None after 摘牌."""
    stopped_on: dt.date | None = None
    """Since when work is stopped by 停产停业; None after 恢复生产."""

    def then(self, date: dt.date, ordinal: int, status: Status, **changes: Any) -> Standing:  # noqa: ANN401 - by field
        """What an entry of that day and place in the history, leading to a status, makes of it.

        ``_replace`` asks for every field by name: measured, twice as slow, and half of the fold.
        """
        since = self.since if status is self.status else date
        values = [date, ordinal, status, since, *self[4:]]
        for name, value in changes.items():
            values[_INDEX[name]] = value
        return tuple.__new__(Standing, values)

    @property
    def open(self) -> bool:
        """In stock (在账): registered and neither closed nor ended otherwise."""
        return self.status in OPEN_STATUSES

    @property
    def days_to_rectify(self) -> int | None:
        """From registration to the 整改完成 that passed; None before it passed."""
        if self.passed is None or self.registered_on is None:
            return None
        return (self.passed.rectified_on - self.registered_on).days

    @property
    def days_to_close(self) -> int | None:
        """From registration to the last 销号; None while it is not closed."""
        if self.closed_on is None or self.registered_on is None:
            return None
        return (self.closed_on - self.registered_on).days

    def days_overdue(self, day: dt.date) -> int:
        """By how many days the enterprise is late on ``day``; 0 when it is not.

        The whole last day is in time. Who claimed late stays late by as much until reviewed; who
        claimed in time waits for the office and is not late.
        """
        if self.status in _OVERDUE_BY_THE_DAY:
            return _days_after(self.deadline, day)
        if self.claim is not None:
            return _days_after(self.claim.deadline, self.claim.date)
        return 0


_INDEX: Final = {name: index for index, name in enumerate(Standing._fields)}


def _days_after(deadline: dt.date | None, day: dt.date) -> int:
    return (day - deadline).days if deadline is not None and day > deadline else 0
