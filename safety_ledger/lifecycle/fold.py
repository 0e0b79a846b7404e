"""The fold: all entries of a hazard, in date order, into the standings of every day.

A hazard is folded once. A view of a day only looks the day up.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Final, NamedTuple

from safety_ledger.ledger import Ledger
from safety_ledger.lifecycle.effects import EFFECTS, found
from safety_ledger.lifecycle.obstacles import OBSTACLES, out_of_place
from safety_ledger.lifecycle.refusal import Objection, Refusal, Refused, Unchecked
from safety_ledger.lifecycle.signatures import Case, Office, is_checked, objection
from safety_ledger.lifecycle.standing import Standing
from safety_ledger.lifecycle.transitions import ANYBODY, Transition, transition_of
from safety_ledger.model.hazard import Entry, Hazard
from safety_ledger.vocabulary import Status

_date: Final = attrgetter("date")


class Timeline(NamedTuple):
    """The life of one hazard: how it stood from which day on, and what did not count."""

    hazard: Hazard
    standings: tuple[Standing, ...]
    """By date, the finding first; only entries that changed something made one."""
    refused: tuple[Refused, ...]
    """What the rules object to, in date order. Most of it does not count; ``counted`` tells."""
    unchecked: tuple[Unchecked, ...]
    """Signatures nobody could check, because people/ names no holder of the role."""

    @property
    def last(self) -> Standing:
        """How it stands after all its entries."""
        return self.standings[-1]

    def on(self, day: dt.date) -> Standing | None:
        """How it stood at the end of that day; None before it was found."""
        standings = self.standings
        if standings[-1].date <= day:
            return standings[-1]
        at = bisect_right(standings, day, key=_date)
        return standings[at - 1] if at else None

    def until(self, day: dt.date) -> Sequence[Standing]:
        """The standings that began by the end of that day, the oldest first."""
        return self.standings[: bisect_right(self.standings, day, key=_date)]

    def days_overdue(self, day: dt.date) -> int:
        """By how many days the enterprise is late on that day; 0 when it is not."""
        standing = self.on(day)
        return standing.days_overdue(day) if standing is not None else 0

    def entries(self) -> Iterator[tuple[int, Entry]]:
        """The entries in the order they were folded, each with its place in the history."""
        return iter(_in_date_order(self.hazard.history))

    def counting(self, day: dt.date = dt.date.max) -> Iterator[Entry]:
        """The entries up to the end of a day that count, in date order."""
        uncounted = self.uncounted
        return (
            entry
            for ordinal, entry in self.entries()
            if entry.date <= day and ordinal not in uncounted
        )

    @property
    def uncounted(self) -> frozenset[int]:
        """The places in the history of the entries that do not count."""
        return frozenset(one.ordinal for one in self.refused if not one.counted)


def timeline(hazard: Hazard, ledger: Ledger) -> Timeline:
    """The timeline of one hazard. For many of one ledger, :class:`Timelines` shares the work."""
    return _fold(hazard, Office(ledger))


class Timelines:
    """The timelines of a ledger, each folded when it is first asked for and then kept.

    Made once beside a ledger and handed to the rules and to every report.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._office = Office(ledger)
        self._folded: dict[int, Timeline] = {}

    @classmethod
    def shared(cls, ledger: Ledger) -> Timelines:
        """The timelines that everybody who looks at this ledger shares."""
        known = ledger.derived.get(cls)
        if not isinstance(known, cls):
            known = ledger.derived[cls] = cls(ledger)
        return known

    def of(self, hazard: Hazard) -> Timeline:
        """The timeline of a hazard of this ledger, told apart even from one with the same id."""
        known = self._folded.get(id(hazard))
        # the kept timeline holds its hazard, so an identity is never used twice
        if known is None:
            known = self._folded[id(hazard)] = _fold(hazard, self._office)
        return known

    def __getitem__(self, hazard_id: str) -> Timeline:
        """The timeline of the hazard of that id."""
        return self.of(self.ledger.hazard[hazard_id])

    def __iter__(self) -> Iterator[Timeline]:
        """The timelines of all hazards, in file order."""
        return iter(self._all)

    @cached_property
    def _all(self) -> tuple[Timeline, ...]:
        return tuple(map(self.of, self.ledger.hazards))


def _fold(hazard: Hazard, office: Office) -> Timeline:
    case = Case(hazard, office)
    now = found(hazard)
    standings = [now]
    refused: list[Refused] = []
    unchecked: list[Unchecked] = []
    found_on = hazard.found_on
    for ordinal, entry in _in_date_order(hazard.history):
        row = transition_of(entry)
        if row is None:
            continue
        to = row.moves.get(now.status)
        early = entry.date < found_on
        against = _too_early(entry, found_on) if early else _against(now, entry, row, to, case)
        if against is not None:
            to = _all_the_same(now, row, to, against, office)
            refused.append(Refused(ordinal, *against, to is not None))
        if to is None:
            continue
        if office.blind and not is_checked(row.signer, now, office):
            unchecked.append(Unchecked(ordinal, row.signer.role))
        effect = EFFECTS.get(row.event)
        if effect is None:
            continue
        after = effect(now, entry, ordinal, to, case)
        if after is not now:
            now = after
            standings.append(now)
    return Timeline(hazard, tuple(standings), tuple(refused), tuple(unchecked))


def _in_date_order(history: Sequence[Entry]) -> Iterable[tuple[int, Entry]]:
    """By date, and the same day in file order, whatever order the file has them in."""
    dates = [*map(_date, history)]
    if dates != sorted(dates):
        return sorted(enumerate(history), key=lambda pair: pair[1].date)
    return enumerate(history)


def _too_early(entry: Entry, found_on: dt.date) -> Objection:
    params = {"event": entry.event, "date": entry.date, "found_on": found_on}
    return Objection(Refusal.BEFORE_FOUND, "date", params)


def _against(
    now: Standing, entry: Entry, row: Transition, to: Status | None, case: Case
) -> Objection | None:
    """The most specific thing that speaks against an entry, if anything does."""
    if to is None:
        return out_of_place(now, entry)
    obstacle = OBSTACLES.get(row.event)
    if obstacle is not None:
        against = obstacle(now, entry, case.office)
        if against is not None:
            return against
    return None if row.signer is ANYBODY else objection(now, entry, row, case)


def _all_the_same(
    now: Standing, row: Transition, to: Status | None, against: Objection, office: Office
) -> Status | None:
    """Where a refused entry leads that can only make things worse; else None: it does not count."""
    refusal = against.refusal
    if refusal is Refusal.BEFORE_FOUND:
        return None
    if to is None:
        # what was never registered is not in stock and cannot come back
        return row.worsens.get(now.status) if now.registered_on is not None else None
    if refusal is Refusal.REVIEWER_CLOSES_GENERAL and office.no_remark:
        return None
    return to if refusal in row.withstands else None
