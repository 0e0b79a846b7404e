"""The life of a hazard: its history folded, once, into a timeline of dated standings.

What refuses an entry is decided here and only reported by rules; what was refused never improves a
standing in any report. Nothing here knows files, words for the reader, or today's date.
"""

from __future__ import annotations

from safety_ledger.lifecycle.fold import Timeline, Timelines, timeline
from safety_ledger.lifecycle.refusal import Refusal, Refused, Unchecked
from safety_ledger.lifecycle.signatures import Office
from safety_ledger.lifecycle.standing import Claim, Passed, Standing, Taken
from safety_ledger.lifecycle.transitions import TRANSITIONS, Signer, Transition

__all__ = [
    "TRANSITIONS",
    "Claim",
    "Office",
    "Passed",
    "Refusal",
    "Refused",
    "Signer",
    "Standing",
    "Taken",
    "Timeline",
    "Timelines",
    "Transition",
    "Unchecked",
    "timeline",
]
