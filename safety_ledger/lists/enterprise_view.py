"""One enterprise at the end of a day, with the hazards on its site."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.model.enterprise import Enterprise, Inactive
from safety_ledger.vocabulary import Level

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
        return self.record.joined_on is None or self.record.joined_on <= self.day.date

    @property
    def active(self) -> bool:
        """Whether it works that day."""
        return self.pause is None

    @property
    def pause(self) -> Inactive | None:
        """The span without work that holds that day."""
        day = self.day.date
        return next(
            (
                span
                for span in self.record.inactive
                if span.from_ <= day and (span.until is None or day <= span.until)
            ),
            None,
        )

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
    def urgency(self) -> tuple[object, ...]:
        """The order of the list: most overdue, most major, most open hazards first."""
        return (-len(self.overdue), -len(self.major), -len(self.open), self.id)
