"""Which rows of a list are wanted. The same filter repeated is or; different filters are and."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from safety_ledger.lists.clue import Clue
from safety_ledger.lists.enterprise_view import EnterpriseView
from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.lists.risk_view import RiskView
from safety_ledger.model.person import Person
from safety_ledger.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; an empty set asks for nothing."""

    enterprises: frozenset[str] = frozenset()
    """Ids."""
    sections: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    industries: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    since: dt.date | None = None
    until: dt.date | None = None
    all: bool = False
    """Everything found by that day, not only what is open or still to be verified."""

    def idle(self, *used: str) -> tuple[str, ...]:
        """What is asked for beside the attributes a list looks at: it narrows nothing there."""
        asked = (one.name for one in fields(self) if one.name not in (*used, "all"))
        return tuple(name for name in asked if getattr(self, name))

    def hazards(self, views: Iterable[HazardView]) -> list[HazardView]:
        """The hazards wanted, the most urgent first."""
        wanted = [one for one in views if self._standing(one) and self._attributes(one)]
        return sorted(wanted, key=lambda one: one.urgency)

    def on_record(self, views: Iterable[HazardView]) -> list[HazardView]:
        """The hazards wanted by what their record says, whatever their level and status.

        In the order of the records. Flows look at the level while it was in force.
        """
        if replace(self, levels=frozenset()) == Filter():
            return list(views)
        return [one for one in views if self._record(one)]

    def at_level(self, views: Iterable[HazardView]) -> list[HazardView]:
        """Those that have a level wanted at the end of the day."""
        return [one for one in views if admits(self.levels, one.level)]

    def _standing(self, one: HazardView) -> bool:
        if self.statuses:
            return one.status in self.statuses
        return self.all or one.open or one.status is Status.UNVERIFIED

    def _attributes(self, one: HazardView) -> bool:
        return admits(self.levels, one.level) and self._record(one)

    def _record(self, one: HazardView) -> bool:
        return admits(self.enterprises, one.record.enterprise) and self._but_where(one)

    def _but_where(self, one: HazardView) -> bool:
        """Every attribute of the record except the enterprise."""
        site = one.enterprise
        return (
            admits(self.sections, one.section)
            and admits(self.areas, site.area if site else None)
            and admits(self.industries, site.industry if site else None)
            and self._itself(one)
        )

    def _itself(self, one: HazardView) -> bool:
        """What is asked of the hazard alone, not of where it is or who looks after the place."""
        return (
            admits(self.persons, one.person)
            and admits(self.sources, one.record.source)
            and self._registered(one.registered_on)
        )

    def _registered(self, day: dt.date | None) -> bool:
        if self.since is None and self.until is None:
            return True
        if day is None:
            return False
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def enterprise_list(self, views: Iterable[EnterpriseView]) -> list[EnterpriseView]:
        """The enterprises wanted, the most urgent first.

        A filter on hazards (level, source, status, person, dates) asks for enterprises with such a
        hazard on their site.
        """
        wanted = [one for one in views if self._site(one) and self._on_site(one)]
        return sorted(wanted, key=lambda one: one.urgency)

    def _site(self, one: EnterpriseView) -> bool:
        return (
            admits(self.enterprises, one.id)
            and admits(self.sections, one.record.section)
            and admits(self.areas, one.record.area)
            and admits(self.industries, one.record.industry)
        )

    def risks(self, views: Iterable[RiskView]) -> list[RiskView]:
        """The risk points of the enterprises wanted, red first."""
        return sorted(
            (one for one in views if self._site(one.enterprise)), key=lambda one: one.urgency
        )

    def people(self, views: Iterable[Person], day: dt.date) -> list[Person]:
        """The people wanted: those with a role that day, with ``all`` the others too."""
        return [
            one
            for one in views
            if (self.all or one.roles_on(day))
            and admits(self.sections, one.section)
            and admits(self.persons, one.name)
        ]

    def clues(self, found: Iterable[Clue]) -> list[Clue]:
        """The clues wanted, enterprise by enterprise.

        Without ``all`` those that hold today, and what speaks for an enterprise only beside what
        speaks against it.
        """
        wanted = [one for one in found if self._clue(one)]
        against = Counter(one.about for one in wanted if not one.kind.favourable)
        if not self.all:
            wanted = [one for one in wanted if one.about in against]
        return sorted(wanted, key=lambda one: (-against[one.about], one.about, one.urgency))

    def _clue(self, one: Clue) -> bool:
        if one.hazard is not None:
            units = {one.enterprise.id if one.enterprise else None, one.hazard.record.enterprise}
            here = not self.enterprises or not self.enterprises.isdisjoint(units)
            level = admits(self.levels, one.hazard.level)
            return here and level and self._standing(one.hazard) and self._but_where(one.hazard)
        return one.enterprise is not None and self._site(one.enterprise) and not self._of_hazards

    @property
    def _of_hazards(self) -> bool:
        """Whether it asks for something that only a hazard has."""
        asked = (self.persons, self.levels, self.sources, self.statuses, self.since, self.until)
        return any(asked)

    def _on_site(self, one: EnterpriseView) -> bool:
        if not self._of_hazards:
            return True
        return any(
            admits(self.levels, hazard.level) and self._standing(hazard) and self._itself(hazard)
            for hazard in one.hazards
        )


def admits(wanted: frozenset[str], value: str | None) -> bool:
    """Whether a value is one of those wanted; an empty set asks for nothing."""
    return not wanted or value in wanted
