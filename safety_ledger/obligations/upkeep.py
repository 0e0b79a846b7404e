"""What an enterprise must keep up: certificates, its grade, reviews of risk, safety expenses.

The whole last day is in time, here as everywhere: a certificate to be reviewed by the 2nd holds on
the 2nd and is void from the 3rd. What is dated after the day asked about is not known on it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from safety_ledger.model.enterprise import (
    Certificate,
    Enterprise,
    Expenses,
    RiskGrade,
    Standardization,
)
from safety_ledger.model.risk import RiskPoint
from safety_ledger.periods import months_after
from safety_ledger.text import Text


class State(StrEnum):
    """How something that runs out stands on a day; the values are terms in JSON."""

    VALID = "valid"
    EXPIRING = "expiring"
    REVIEW_DUE = "review_due"
    OVERDUE = "overdue"
    """Its review was missed, and it is no certificate that this would void."""
    VOID = "void"
    """A certificate whose review was missed, even inside its validity (plan §17)."""
    EXPIRED = "expired"
    UNDATED = "undated"
    """Nobody wrote until when it holds."""
    NEVER = "never"
    """There is none on record by that day."""

    @property
    def lapsed(self) -> bool:
        """Whether it no longer holds, or never did."""
        return self in _LAPSED

    @property
    def soon(self) -> bool:
        """Whether it holds and something is due within ``due_soon_days``."""
        return self in {State.EXPIRING, State.REVIEW_DUE}


_LAPSED: Final = frozenset({State.OVERDUE, State.VOID, State.EXPIRED, State.NEVER})

CERTIFICATE: Final[Mapping[State, Text]] = {
    State.VALID: Text("有效", "valid"),
    State.EXPIRING: Text("即将到期", "expiring"),
    State.REVIEW_DUE: Text("即将复审", "review due"),
    State.VOID: Text("逾期未复审，已失效", "void: review missed"),
    State.EXPIRED: Text("已过期", "expired"),
    State.UNDATED: Text("未填有效期", "no date given"),
}
"""How a report says the state of a certificate."""

GRADE: Final[Mapping[State, Text]] = {
    State.VALID: Text("有效", "valid"),
    State.EXPIRING: Text("即将到期", "expiring"),
    State.EXPIRED: Text("已过期", "expired"),
    State.UNDATED: Text("未填有效期", "no date given"),
    State.NEVER: Text("未定级", "never assessed"),
}
"""How a report says the state of a standardisation grade."""

REVIEW: Final[Mapping[State, Text]] = {
    State.VALID: Text("在期", "in time"),
    State.REVIEW_DUE: Text("即将到期", "due soon"),
    State.OVERDUE: Text("逾期", "overdue"),
    State.NEVER: Text("无记录", "none on record"),
}
"""How a report says the state of a review of risk."""


@dataclass(frozen=True, slots=True)
class Validity:
    """How something stands that holds until a day."""

    state: State
    until: dt.date | None = None
    """The last day on which it holds, or held; ``None`` where nobody knows."""
    days: int | None = None
    """Days left until then; below zero, the days since."""


def certificate(one: Certificate, day: dt.date, soon: int) -> Validity:
    """A certificate on a day (plan §17): void from the day after a missed review, else expired.

    Whichever came first ended it. ``soon`` is how many days before an end it counts as near.
    """
    ends = [date for date in (one.review_by, one.valid_until) if date is not None]
    if not ends:
        return Validity(State.UNDATED)
    until = min(ends)
    if until == one.valid_until:
        return _until(until, day, soon, State.EXPIRING, State.EXPIRED)
    return _until(until, day, soon, State.REVIEW_DUE, State.VOID)


def grade(one: Standardization | None, day: dt.date, soon: int) -> Validity:
    """The standardisation grade on a day (plan §14)."""
    if one is None:
        return Validity(State.NEVER)
    if one.valid_until is None:
        return Validity(State.UNDATED)
    return _until(one.valid_until, day, soon, State.EXPIRING, State.EXPIRED)


def risk_review(point: RiskPoint, months: int, day: dt.date, soon: int) -> Validity:
    """The review of a risk point (一单一图, plan §7): every ``policies.risk_review_months``."""
    return _review(point.reviewed_on, months, day, soon)


def assessment(risk: RiskGrade | None, months: int, day: dt.date, soon: int) -> Validity:
    """The assessment behind an enterprise's colour of risk, repeated as its risk points are."""
    return _review(risk.assessed_on if risk else None, months, day, soon)


def _review(last: dt.date | None, months: int, day: dt.date, soon: int) -> Validity:
    if last is None or last > day:
        return Validity(State.NEVER)
    return _until(months_after(last, months), day, soon, State.REVIEW_DUE, State.OVERDUE)


def _until(end: dt.date, day: dt.date, soon: int, near: State, over: State) -> Validity:
    """What holds to the end of a day: how that is called once it is near, and once it is over."""
    left = (end - day).days
    state = over if left < 0 else near if left <= soon else State.VALID
    return Validity(state, end, left)


@dataclass(frozen=True, slots=True)
class Spending:
    """Safety expenses of the last full year (plan 三(三)), in CNY."""

    year: int
    owed: bool
    """Not where the enterprise joined after that year."""
    extracted: Decimal | None = None
    used: Decimal | None = None

    @property
    def recorded(self) -> bool:
        """Whether both what was set aside and what was used are on record."""
        return self.extracted is not None and self.used is not None

    @property
    def missing(self) -> bool:
        """Whether it should be on record and is not, or not wholly."""
        return self.owed and not self.recorded

    @property
    def share(self) -> Decimal | None:
        """What was used of what was set aside, as a ratio; ``None`` without both, or of nothing."""
        if self.extracted is None or self.used is None or not self.extracted:
            return None
        return self.used / self.extracted


def spending(enterprise: Enterprise, day: dt.date) -> Spending:
    """Whether last year's safety expenses are on record, and how far they were used."""
    year = day.year - 1
    owed = enterprise.joined_on is None or enterprise.joined_on.year <= year
    found = [one for one in enterprise.expenses if one.year == year]
    if not found:
        return Spending(year, owed)
    return Spending(year, owed, found[-1].extracted, found[-1].used)


def expenses_until(enterprise: Enterprise, day: dt.date) -> list[Expenses]:
    """The years of safety expenses that had begun by a day, the oldest first."""
    return sorted(
        (one for one in enterprise.expenses if one.year <= day.year), key=lambda one: one.year
    )
