"""A ledger at the end of one day. A hazard was folded once; this only looks the day up."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from safety_ledger.ledger import Ledger
from safety_ledger.lifecycle import Timelines
from safety_ledger.lists.enterprise_view import EnterpriseView
from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.lists.recurrence import repeats
from safety_ledger.model.policies import Effective, effective


class Day:
    """How everything in a ledger stood at the end of a day. The only thing that remembers views."""

    def __init__(self, ledger: Ledger, date: dt.date, timelines: Timelines) -> None:
        self.ledger = ledger
        self.date = date
        self.timelines = timelines

    @cached_property
    def policies(self) -> Effective:
        """The office's deadlines, with their defaults."""
        return effective(self.ledger.policies)

    @cached_property
    def hazards(self) -> tuple[HazardView, ...]:
        """Every hazard found by that day, in file order."""
        return tuple(
            HazardView(self, timeline.hazard, timeline, now)
            for timeline in self.timelines
            if (now := timeline.on(self.date)) is not None
        )

    @cached_property
    def enterprises(self) -> tuple[EnterpriseView, ...]:
        """Every enterprise that had joined by that day, in file order."""
        views = (
            EnterpriseView(self, one.on(self.date), tuple(self._at.get(one.id, ())))
            for one in self.ledger.enterprises
        )
        return tuple(view for view in views if view.present)

    @cached_property
    def repeats(self) -> Mapping[str, str]:
        """The hazards that repeat another (重复隐患), each with the one it repeats."""
        return repeats(self)

    @cached_property
    def _at(self) -> Mapping[str, list[HazardView]]:
        by_site: dict[str, list[HazardView]] = defaultdict(list)
        for hazard in self.hazards:
            if hazard.record.enterprise is not None:
                by_site[hazard.record.enterprise].append(hazard)
        return by_site


def standing(ledger: Ledger, day: dt.date) -> Day:
    """A ledger as it stood at the end of ``day``: its hazards and enterprises.

    ``[h.id for h in standing(load("data"), date(2024, 6, 30)).hazards if h.days_overdue]`` names the
    hazards that were overdue that evening. Several days of one ledger share the folded timelines.
    """
    return Day(ledger, day, Timelines.shared(ledger))
