"""One hazard at the end of a day: its record and its standing, put together for the lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Final

from safety_ledger.lifecycle import Standing, Timeline
from safety_ledger.lists.delays import Delay, Running, delays, running
from safety_ledger.lists.next_step import NextStep, Party, next_step
from safety_ledger.lists.reviews import ReviewDue, reviews_due
from safety_ledger.model.enterprise import Enterprise
from safety_ledger.model.hazard import Entry, Hazard
from safety_ledger.obligations.escalation import Proposal, proposals
from safety_ledger.text import Text
from safety_ledger.vocabulary import Event, Level, Status, Step

if TYPE_CHECKING:
    from safety_ledger.lists.day import Day

FIVE: Final = (
    Text("责任", "responsibility"),
    Text("措施", "measures"),
    Text("资金", "funds"),
    Text("时限", "deadline"),
    Text("预案", "contingency"),
)
"""五落实, in the order offices name them."""


@dataclass(frozen=True)
class HazardView:
    """A hazard as it stood at the end of a day."""

    day: Day
    record: Hazard
    timeline: Timeline
    standing: Standing

    # -- what the record says -------------------------------------------------------------------

    @property
    def id(self) -> str:
        """The hazard's id."""
        return self.record.id

    @cached_property
    def enterprise(self) -> Enterprise | None:
        """Where it is, as that enterprise was on the day the hazard was registered."""
        return self._enterprise(self.record.enterprise, self.standing.registered_on)

    @cached_property
    def liable(self) -> Enterprise | None:
        """The enterprise that must put it right, as it is today."""
        return self._enterprise(self.record.liable or self.record.enterprise, self.day.date)

    def _enterprise(self, id_: str | None, day: dt.date | None) -> Enterprise | None:
        found = self.day.ledger.enterprise.get(id_) if id_ else None
        return found.on(day or self.record.found_on) if found else None

    @property
    def where(self) -> str:
        """The enterprise's name, or the body's."""
        if self.record.body is not None:
            return self.record.body.name
        return self.enterprise.name if self.enterprise else self.record.enterprise or ""

    @property
    def liable_name(self) -> str:
        """Who must put it right."""
        return self.liable.name if self.liable else self.record.liable or self.where

    @property
    def section(self) -> str | None:
        """The section that answers for it: the record's own, else the enterprise's."""
        own = self.record.responsible.section if self.record.responsible else None
        return own or (self.enterprise.section if self.enterprise else None)

    @property
    def person(self) -> str | None:
        """The section's person for it."""
        return self.record.responsible.person if self.record.responsible else None

    @property
    def rectifier(self) -> str | None:
        """Who must put it right in person."""
        return self.record.responsible.rectifier if self.record.responsible else None

    # -- how it stands --------------------------------------------------------------------------

    @property
    def status(self) -> Status:
        """Where it is in its life."""
        return self.standing.status

    @property
    def level(self) -> Level | None:
        """The level in force."""
        return self.standing.level

    @property
    def open(self) -> bool:
        """Whether it is in stock."""
        return self.standing.open

    @property
    def ended(self) -> bool:
        """Closed, or ended otherwise: neither in stock nor waiting to be verified."""
        return not self.open and self.status is not Status.UNVERIFIED

    @property
    def registered_on(self) -> dt.date | None:
        """The day it became a hazard of the ledger; ``None`` while a report is not verified."""
        return self.standing.registered_on

    @property
    def deadline(self) -> dt.date | None:
        """The deadline in force."""
        return self.standing.deadline

    @cached_property
    def days_overdue(self) -> int:
        """Days beyond the deadline in force; 0 when not overdue."""
        return self.standing.days_overdue(self.day.date)

    @property
    def days_left(self) -> int | None:
        """Days until the deadline while the enterprise still has to act; ``None`` otherwise."""
        if self.status not in {Status.UNNOTIFIED, Status.RECTIFYING} or self.deadline is None:
            return None
        return (self.deadline - self.day.date).days

    @cached_property
    def delays(self) -> tuple[Delay, ...]:
        """What the office is late with."""
        return tuple(delays(self.standing, self.day.policies, self.day.date))

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """Which measures of supervision it calls for (plan §5)."""
        return proposals(self.timeline, self.day.policies, self.day.date)

    @property
    def running(self) -> tuple[Running, ...]:
        """What the office owes, late or not."""
        return tuple(running(self.standing, self.day.policies, self.day.date))

    @cached_property
    def reviews(self) -> tuple[ReviewDue, ...]:
        """The office's reviews of it that fell due and are past, of all rounds."""
        within = self.day.policies.review_within_days
        return tuple(reviews_due(self.timeline, within, self.day.date))

    @property
    def next_step(self) -> NextStep | None:
        """What comes next."""
        return next_step(self.standing)

    @property
    def owed_by(self) -> str:
        """Who owes the next step: a person where the record names one, else the section or unit."""
        step = self.next_step
        if step is None:
            return ""
        match step.party:
            case Party.ENTERPRISE:
                return (
                    self.rectifier
                    if step.event is Event.RECTIFY and self.rectifier
                    else self.liable_name
                )
            case Party.SECTION:
                return self.person or self.section or ""
            case Party.CLOSER:
                return self.day.policies.closure_section

    # -- what was done --------------------------------------------------------------------------

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries up to the day that count, in date order."""
        return tuple(self.timeline.counting(self.day.date))

    def done(self, *events: Event) -> Sequence[Entry]:
        """The counted entries of some events."""
        return [entry for entry in self.entries if entry.event in events]

    @property
    def supervision(self) -> Sequence[Entry]:
        """The steps of the ladder taken so far, 挂牌督办 among them (plan §5)."""
        return self.done(*(Event(step) for step in Step), Event.LIST)

    @property
    def spent(self) -> Decimal | None:
        """What was spent so far, in CNY; ``None`` where nobody said."""
        sums = [entry.spent for entry in self.entries if entry.spent is not None]
        return sum(sums, Decimal(0)) if sums else None

    @property
    def funds(self) -> Decimal | None:
        """What was committed, in CNY."""
        return self.record.plan.funds if self.record.plan else None

    @property
    def funded(self) -> bool:
        """Whether the money is settled; none at all needs a word on the measures."""
        plan = self.record.plan
        if plan is None or plan.funds is None:
            return False
        return plan.funds > 0 or bool(plan.measures)

    @cached_property
    def five(self) -> tuple[bool, ...]:
        """五落实 of a major hazard: responsibility, measures, funds, deadline, contingency."""
        plan = self.record.plan
        if plan is None:
            return (False,) * len(FIVE)
        return (
            bool(self.rectifier and plan.organisation),
            bool(plan.measures),
            self.funded,
            bool(self.record.deadline and plan.schedule),
            bool(plan.contingency),
        )

    @property
    def urgency(self) -> tuple[object, ...]:
        """The order of lists: overdue major hazards first, then overdue ones, then by deadline.

        What has ended stands last.
        """
        overdue = self.days_overdue
        major = self.level is Level.MAJOR
        return (
            self.ended,
            not (overdue and major),
            not overdue,
            -overdue,
            not major,
            self.deadline or dt.date.max,
            self.id,
        )
