"""Obligations: what the plan binds the office and the enterprises to, and how far it was done.

Three kinds: milestones (once, by a date), duties (every calendar period), coverage (a share, by
dates). Beside them: what an enterprise must keep up (:mod:`.upkeep`), and which step of supervision
a hazard calls for (:mod:`.escalation`). All are pure functions of the ledger and a day; nothing
dated later is ever seen.
"""

from __future__ import annotations

from safety_ledger.obligations.coverage import (
    CoverageStanding,
    Covered,
    Lacking,
    Stage,
    coverages,
    covered,
)
from safety_ledger.obligations.duties import DutyPeriod, DutyStanding, duties, share_of
from safety_ledger.obligations.milestones import Horizon, MilestoneStanding, milestones
from safety_ledger.obligations.performances import Performances, counted_for
from safety_ledger.obligations.selection import active, idle, joined, matching, selected
from safety_ledger.obligations.share import Share

__all__ = [
    "CoverageStanding",
    "Covered",
    "DutyPeriod",
    "DutyStanding",
    "Horizon",
    "Lacking",
    "MilestoneStanding",
    "Performances",
    "Share",
    "Stage",
    "active",
    "counted_for",
    "coverages",
    "covered",
    "duties",
    "idle",
    "joined",
    "matching",
    "milestones",
    "selected",
    "share_of",
]
