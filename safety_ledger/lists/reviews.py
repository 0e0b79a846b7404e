"""The reviews the office had to make: when each fell due, and whether it was made in time.

A review falls due so many days after the enterprise claims to be done, or after a deadline that
passed without a claim and without a look (design: the office's own delays). What an enterprise
works itself is not the office's to review.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final, NamedTuple

from safety_ledger.lifecycle import Standing, Timeline
from safety_ledger.periods import days_after
from safety_ledger.vocabulary import Status


class Clock(NamedTuple):
    """A running clock: whether a claim started it, else a deadline, and when."""

    claimed: bool
    start: dt.date

    def runs(self, day: dt.date) -> bool:
        """Whether it runs on that day: for want of a claim only once the deadline has passed."""
        return self.claimed or day > self.start


class ReviewDue(NamedTuple):
    """A review that fell due."""

    start: dt.date
    """The day of the claim, or the deadline that passed."""
    due: dt.date
    """The last day on which it is in time."""
    made_on: dt.date | None
    """``None`` when nobody has reviewed since, or something else came first."""

    @property
    def in_time(self) -> bool:
        """Whether it was made, and not late."""
        return self.made_on is not None and self.made_on <= self.due


_NEVER: Final = dt.date.max


def reviews_due(line: Timeline, within: int, day: dt.date) -> Iterator[ReviewDue]:
    """The reviews of one hazard whose last day in time is past by the end of ``day``.

    A clock that something other than a review stopped in time (a claim after the deadline, an
    extension, the end of the hazard) made nothing fall due.
    """
    for clock, began, stopped_on, reviewed in _runs(line, day):
        # what only now becomes the office's, its days already gone by, falls due at once
        due = max(days_after(clock.start, within), began)
        if due >= day or (not reviewed and stopped_on <= due):
            continue
        yield ReviewDue(clock.start, due, stopped_on if reviewed else None)


class _Run(NamedTuple):
    """A clock that ran, from when to when, and whether a review stopped it."""

    clock: Clock
    began: dt.date
    stopped_on: dt.date
    reviewed: bool


def _runs(line: Timeline, day: dt.date) -> Iterator[_Run]:
    running: Clock | None = None
    began = dt.date.min
    for now in line.until(day):
        clock = review_clock(now)
        if clock == running:
            continue
        if running is not None and running.runs(now.date):
            yield _Run(running, began, now.date, now.reviewed_on == now.date and _made(line, now))
        running, began = clock, now.date
    if running is not None:
        yield _Run(running, began, _NEVER, reviewed=False)


def review_clock(now: Standing) -> Clock | None:
    """From the claim; without one from the deadline, if nobody has looked since it passed."""
    if now.own:
        return None
    if now.status is Status.UNREVIEWED:
        return Clock(claimed=True, start=now.since)
    if now.status is not Status.RECTIFYING or now.deadline is None:
        return None
    if now.reviewed_on is not None and now.reviewed_on > now.deadline:
        return None
    return Clock(claimed=False, start=now.deadline)


def _made(line: Timeline, now: Standing) -> bool:
    return now.ordinal >= 0 and line.hazard.history[now.ordinal].result is not None
