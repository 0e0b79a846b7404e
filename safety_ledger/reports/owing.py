"""What each section, person and unit owes besides hazards: tasks due and duties missed (§3, §4, §19)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from safety_ledger.lists import Day
from safety_ledger.lists.filters import Filter
from safety_ledger.obligations import DutyStanding
from safety_ledger.reports.by import By


@dataclass(frozen=True, slots=True)
class Owing:
    """How many of each, by who answers for it; an unknown name owes nothing."""

    tasks: Counter[str | None]
    duties: Counter[str | None]


def owing(day: Day, wanted: Filter, by: By) -> Owing:
    """Tasks fall to the lead section or, on leaders' lists, to their owner; duties to whom they bind.

    An enterprise's missed duty is also its section's (属地科室): that is who has to press it. Filters
    by level, source and the like say nothing of tasks and duties; those by place and section do.
    """
    tasks: Counter[str | None] = Counter()
    duties: Counter[str | None] = Counter()
    for view in day.tasks:
        name = {By.SECTION: view.record.lead, By.PERSON: view.record.owner}.get(by)
        if name is not None and view.pressing and _may(wanted, view.record.lead, name):
            tasks[name] += view.pressing
    for duty in day.duties:
        name = {By.SECTION: duty.section, By.ENTERPRISE: _unit(duty)}.get(by)
        if name is not None and duty.lapsed and _meant(wanted, duty):
            duties[name] += 1
    return Owing(tasks, duties)


def _unit(duty: DutyStanding) -> str | None:
    return duty.enterprise.name if duty.enterprise is not None else None


def _may(wanted: Filter, section: str, person: str) -> bool:
    """A task is of no enterprise, so a filter by one leaves it out."""
    if wanted.enterprises or wanted.areas or wanted.industries:
        return False
    of_section = not wanted.sections or section in wanted.sections
    return of_section and (not wanted.persons or person in wanted.persons)


def _meant(wanted: Filter, duty: DutyStanding) -> bool:
    site = duty.enterprise
    asked = (
        (wanted.enterprises, site.id if site else None),
        (wanted.sections, duty.section),
        (wanted.areas, site.area if site else None),
        (wanted.industries, site.industry if site else None),
    )
    return not wanted.persons and all(not names or name in names for names, name in asked)
