"""One point of major risk at the end of a day (一单一图, plan §7)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from safety_ledger.lists.enterprise_view import EnterpriseView
from safety_ledger.model.risk import RiskPoint
from safety_ledger.obligations.upkeep import Validity
from safety_ledger.text import Text
from safety_ledger.vocabulary import Colour

MEASURES: Final = {
    "people": Text("人防", "people"),
    "technology": Text("技防", "technology"),
    "works": Text("工程防", "works"),
    "management": Text("管理防", "management"),
}
"""The four kinds of measures, in the order the plan names them (一(二))."""

_RANK: Final = {colour: rank for rank, colour in enumerate(Colour)}


@dataclass(frozen=True, slots=True)
class RiskView:
    """A risk point, the enterprise it belongs to, and how its review stands."""

    record: RiskPoint
    enterprise: EnterpriseView
    review: Validity

    @property
    def id(self) -> str:
        """The point's id."""
        return self.record.id

    @property
    def reviewed_on(self) -> dt.date | None:
        """The last review known by that day."""
        last, day = self.record.reviewed_on, self.enterprise.day.date
        return last if last is not None and last <= day else None

    @property
    def missing(self) -> tuple[Text, ...]:
        """Which of the four kinds of measures it lacks."""
        held = self.record.measures
        return tuple(what for name, what in MEASURES.items() if not getattr(held, name, None))

    @property
    def urgency(self) -> tuple[object, ...]:
        """The order of the list: red first, the most overdue review first within a colour."""
        left = self.review.days
        return (_RANK[self.record.level], left is not None, left or 0, self.id)
