"""What differs in meaning between two states of a ledger, and which differences weaken control.

Order, comments, layout, line ends and the files that records lie in mean nothing here. Knows
records, days and lifecycles; knows no files, no git and no words for the reader but labels.
"""

from __future__ import annotations

from safety_ledger.changes.compare import Change, Side, What, compare, side_of
from safety_ledger.changes.effects import Effect, effects
from safety_ledger.changes.weakening import Mark, Weakening, weaken

__all__ = [
    "Change",
    "Effect",
    "Mark",
    "Side",
    "Weakening",
    "What",
    "compare",
    "effects",
    "side_of",
    "weaken",
]
