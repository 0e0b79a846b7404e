"""One enterprise at the end of a day, with the hazards on its site."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.model.enterprise import Enterprise
from safety_ledger.obligations import DutyStanding, active, joined
from safety_ledger.vocabulary import ActivityKind, Level

if TYPE_CHECKING:
    from safety_ledger.lists.day import Day


@dataclass(frozen=True)
class EnterpriseView:
    """An enterprise as it was on the day; ``record`` has the values of that day."""

    day: Day
    record: Enterprise
    hazards: tuple[HazardView, ...]

    @property
    def id(self) -> str:
        """The enterprise's id."""
        return self.record.id

    @property
    def high_risk(self) -> bool:
        """By its own word, else by its industry."""
        return self.day.ledger.high_risk(self.record, self.day.date)

    @property
    def present(self) -> bool:
        """Whether it had joined the zone by that day."""
        return joined(self.record, self.day.date)

    @property
    def active(self) -> bool:
        """Whether it works that day."""
        return active(self.record, self.day.date)

    @cached_property
    def open(self) -> tuple[HazardView, ...]:
        """Its hazards in stock."""
        return tuple(one for one in self.hazards if one.open)

    @property
    def major(self) -> tuple[HazardView, ...]:
        """Those in stock that are major."""
        return tuple(one for one in self.open if one.level is Level.MAJOR)

    @property
    def overdue(self) -> tuple[HazardView, ...]:
        """Those past their deadline."""
        return tuple(one for one in self.open if one.days_overdue)

    @property
    def duties(self) -> tuple[DutyStanding, ...]:
        """What it has to do in every period, and how it stands with that (plan §4, §19)."""
        return tuple(self.day.duties_of.get(self.id, ()))

    def duty(self, kind: ActivityKind) -> DutyStanding | None:
        """Its duty of one kind of activity that binds it now, the worst if there are several."""
        bound = [one for one in self.duties if one.duty.activity is kind and one.binds]
        return max(bound, key=lambda one: one.missed_in_a_row, default=None)

    @property
    def urgency(self) -> tuple[object, ...]:
        """The order of the list: most overdue, most major, most open hazards first."""
        return (-len(self.overdue), -len(self.major), -len(self.open), self.id)
