"""How long it took to rectify and to close, and how long what is open has been waiting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.lists.rates import LEFT_OUT
from safety_ledger.obligations.share import tenths
from safety_ledger.periods import Period
from safety_ledger.text import Text


@dataclass(frozen=True, slots=True)
class Spread:
    """Some numbers of days, each with the hazard it is of; what nobody took is ``None``."""

    of: tuple[tuple[int, str], ...]
    """Days and id, the shortest first."""

    @property
    def days(self) -> tuple[int, ...]:
        """The days alone."""
        return tuple(days for days, _ in self.of)

    @property
    def mean(self) -> Decimal | None:
        """To one decimal, half up."""
        return tenths(sum(self.days), len(self.of)) if self.of else None

    @property
    def median(self) -> Decimal | None:
        """The middle one; of an even number the mean of the two in the middle."""
        if not self.of:
            return None
        days, middle = self.days, len(self.of) // 2
        if len(days) % 2:
            return Decimal(days[middle])
        return tenths(days[middle - 1] + days[middle], 2)

    @property
    def ninetieth(self) -> int | None:
        """The 90th percentile by nearest rank: the ⌈0.9 n⌉-th shortest.

        The least number of days within which at least nine in ten were done; always one that
        really occurred.
        """
        return self.days[(9 * len(self.of) + 9) // 10 - 1] if self.of else None

    @property
    def longest(self) -> int | None:
        """The most days it took."""
        return self.days[-1] if self.of else None


def spread(of: Iterable[tuple[int, str]]) -> Spread:
    """Numbers of days in order."""
    return Spread(tuple(sorted(of)))


def to_rectify(views: Sequence[HazardView], period: Period) -> Spread:
    """From registration to the 整改完成 that passed, of what was rectified in the period.

    In the current cycle of each hazard, as it stands on the report's day; the on-the-spot is 0.
    """
    return spread(
        (days, view.id)
        for view in views
        if view.standing.passed is not None
        and view.standing.passed.rectified_on in period
        and view.status not in LEFT_OUT
        and (days := view.standing.days_to_rectify) is not None
    )


def to_close(views: Sequence[HazardView], period: Period) -> Spread:
    """From registration to the last 销号, of what was closed in the period and still is."""
    return spread(
        (days, view.id)
        for view in views
        if view.standing.closed_on is not None
        and view.standing.closed_on in period
        and view.status not in LEFT_OUT
        and (days := view.standing.days_to_close) is not None
    )


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of ages, both ends in it; without an end it is open."""

    least: int
    most: int | None

    def __contains__(self, days: object) -> bool:
        return (
            isinstance(days, int)
            and self.least <= days
            and (self.most is None or days <= self.most)
        )

    @property
    def label(self) -> Text:
        """How a report names it."""
        if self.most is None:
            return Text(f"{self.least - 1} 天以上", f"over {self.least - 1} days")
        if self.least == 0:
            return Text(f"{self.most} 天以内", f"up to {self.most} days")
        return Text(f"{self.least}-{self.most} 天", f"{self.least}-{self.most} days")


BANDS: Final = (Band(0, 30), Band(31, 90), Band(91, 180), Band(181, 365), Band(366, None))


def age(view: HazardView, day: dt.date) -> int:
    """For how many days a hazard has been on the books by a day, since it was registered."""
    return (day - view.registered_on).days if view.registered_on is not None else 0


def by_age(stock: Iterable[HazardView], day: dt.date) -> list[tuple[Band, list[HazardView]]]:
    """What is in stock on a day, in bands of age; every hazard is in one."""
    every = list(stock)
    return [(band, [one for one in every if age(one, day) in band]) for band in BANDS]
