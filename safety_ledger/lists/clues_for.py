"""What the records say for an enterprise: found by itself first, put right in time (plan §4)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from safety_ledger.lists.clue import Clue, ClueKind, Evidence, real_major
from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.text import Text
from safety_ledger.vocabulary import ActivityKind, Source

if TYPE_CHECKING:
    from safety_ledger.lists.day import Day


def self_found(day: Day) -> Iterator[Clue]:
    """Major hazards that it found itself, before any inspection had found them."""
    inspected: dict[str, dt.date] = {}
    for one in day.ledger.activities:
        if one.kind is ActivityKind.INSPECTION and one.date <= day.date:
            for id_ in one.found or ():
                inspected[id_] = min(one.date, inspected.get(id_, one.date))
    for site in day.enterprises:
        found = [
            view
            for view in site.hazards
            if view.record.source is Source.SELF
            and real_major(view)
            and inspected.get(view.id, dt.date.max) > view.record.found_on
        ]
        if found:
            words = Text(
                f"自查发现重大隐患 {len(found)} 条，均在督导检查查出之前",
                f"major hazards found by itself before any inspection did: {len(found)}",
            )
            what = Text("自查发现", "found by itself")
            evidence = tuple(Evidence(one.id, one.record.found_on, what) for one in found)
            yield Clue(ClueKind.SELF_FOUND, site.record.name, words, evidence, site)


def in_time(day: Day) -> Iterator[Clue]:
    """Major hazards that it put right within the deadline in force."""
    rectified: dict[str, list[HazardView]] = defaultdict(list)
    for view in day.hazards:
        if real_major(view) and view.standing.passed is not None:
            rectified[view.record.liable or view.record.enterprise or ""].append(view)
    for site in day.enterprises:
        of = rectified.get(site.id, ())
        evidence = tuple(
            Evidence(one.id, passed.rectified_on, Text("按期完成整改", "rectified in time"))
            for one in of
            if (passed := one.standing.passed) is not None and passed.on_time
        )
        if evidence:
            words = Text(
                f"已整改的 {len(of)} 条重大隐患中 {len(evidence)} 条按期完成",
                f"{len(evidence)} of {len(of)} major hazards put right in time",
            )
            yield Clue(ClueKind.IN_TIME, site.record.name, words, evidence, site)
