"""Hazards that came back: the same trouble at the same enterprise soon after it was closed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.periods import months_after
from safety_ledger.vocabulary import Status

if TYPE_CHECKING:
    from safety_ledger.lists.day import Day

WITHIN: Final = 12
"""How many months after a closure a like hazard is a repeat (重复隐患)."""


def repeats(day: Day) -> dict[str, str]:
    """Each hazard that repeats another, by id, with the id of the one it repeats.

    Same enterprise and same criterion; without a criterion the same category and location;
    registered within twelve months after a closure of the earlier one.
    """
    alike: dict[tuple[object, ...], list[HazardView]] = defaultdict(list)
    for view in day.hazards:
        if (key := _trouble(view)) is not None and view.registered_on is not None:
            alike[key].append(view)
    return {
        later.id: earlier.id
        for group in alike.values()
        if len(group) > 1
        for later in group
        for earlier in group
        if earlier is not later and _came_back(later.registered_on, earlier)
    }


def _trouble(view: HazardView) -> tuple[object, ...] | None:
    record = view.record
    if record.enterprise is None:
        return None
    if record.criterion is not None:
        return (record.enterprise, record.criterion.standard, record.criterion.article)
    if record.category is None or record.location is None:
        return None
    return (record.enterprise, record.category, record.location)


def _came_back(registered: dt.date | None, earlier: HazardView) -> bool:
    closures = (one.date for one in earlier.timeline.standings if one.status is Status.CLOSED)
    return registered is not None and any(
        closed <= registered <= months_after(closed, WITHIN) for closed in closures
    )
