"""One enterprise at the end of a day, with the hazards on its site."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.model.enterprise import Certificate, Enterprise, Inactive
from safety_ledger.obligations import DutyStanding, joined
from safety_ledger.obligations.upkeep import (
    Spending,
    State,
    Validity,
    assessment,
    certificate,
    grade,
    spending,
)
from safety_ledger.vocabulary import ActivityKind, Level

if TYPE_CHECKING:
    from safety_ledger.lists.clue import Clue
    from safety_ledger.lists.day import Day


@dataclass(frozen=True, slots=True)
class CertificateView:
    """A certificate of an enterprise and how it stands on the day (plan §17)."""

    enterprise: EnterpriseView
    record: Certificate
    validity: Validity

    @property
    def state(self) -> State:
        """Whether it holds."""
        return self.validity.state


@dataclass(frozen=True)
class EnterpriseView:
    """An enterprise as it was on the day; ``record`` has the values of that day."""

    day: Day
    record: Enterprise

    @property
    def id(self) -> str:
        """The enterprise's id."""
        return self.record.id

    @cached_property
    def hazards(self) -> tuple[HazardView, ...]:
        """The hazards on its site, in file order."""
        return tuple(self.day.hazards_at.get(self.id, ()))

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

    # -- what it must keep up -------------------------------------------------------------------

    @cached_property
    def certificates(self) -> tuple[CertificateView, ...]:
        """Its certificates, in file order."""
        day, soon = self.day.date, self.day.policies.due_soon_days
        return tuple(
            CertificateView(self, one, certificate(one, day, soon))
            for one in self.record.certificates
        )

    @cached_property
    def grade(self) -> Validity:
        """Its standardisation grade (plan §14)."""
        soon = self.day.policies.due_soon_days
        return grade(self.record.standardization, self.day.date, soon)

    @cached_property
    def assessment(self) -> Validity:
        """The assessment behind its colour of risk (plan §7)."""
        policies = self.day.policies
        months, soon = policies.risk_review_months, policies.due_soon_days
        return assessment(self.record.risk, months, self.day.date, soon)

    @cached_property
    def spending(self) -> Spending:
        """Its safety expenses of last year (plan 三(三))."""
        return spending(self.record, self.day.date)

    @property
    def clues(self) -> tuple[Clue, ...]:
        """The clues about it that hold today, what speaks for it among them (plan §4)."""
        return tuple(one for one in self.day.clues_of.get(self.id, ()) if one.current)

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
