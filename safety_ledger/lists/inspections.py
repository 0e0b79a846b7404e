"""The inspections of a period (督导检查) and what they found, as inspection bulletins count it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.model import Activity
from safety_ledger.periods import Period
from safety_ledger.vocabulary import ActivityKind, Event

if TYPE_CHECKING:
    from safety_ledger.lists.day import Day


@dataclass(frozen=True, slots=True)
class Inspections:
    """What was inspected in a period, by the end of the day."""

    visits: tuple[Activity, ...]
    found: tuple[HazardView, ...]
    """The hazards that the visits name as found, each once."""

    @property
    def groups(self) -> int:
        """检查组数; a visit that does not say was made by one group."""
        return sum(1 if one.groups is None else one.groups for one in self.visits)

    @property
    def units(self) -> tuple[str, ...]:
        """检查单位: the ids of the enterprises visited, each once."""
        return tuple(dict.fromkeys(id_ for one in self.visits for id_ in one.enterprises))

    @property
    def on_the_spot(self) -> tuple[HazardView, ...]:
        """当场整改: found and put right on the same day."""
        return tuple(one for one in self.found if _at_once(one))


def inspections(day: Day, period: Period) -> Inspections:
    """The inspections dated in a period, none after the day."""
    visits = tuple(
        one
        for one in day.ledger.activities
        if one.kind is ActivityKind.INSPECTION and one.date in period and one.date <= day.date
    )
    found = {id_ for one in visits for id_ in one.found or ()}
    return Inspections(visits, tuple(one for one in day.hazards if one.id in found))


def _at_once(view: HazardView) -> bool:
    return any(one.date == view.record.found_on for one in view.done(Event.RECTIFY))
