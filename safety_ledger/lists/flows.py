"""Stock and flow: what was in stock, what came, what went; and that it adds up (design: principles).

期初 + 新增 + 重开 - 销号 - 作废 - 移送 - 退出 = 期末, for any period, filter or group. A flow is an entry
that counts and takes a hazard into stock (在账) or out of it, so a hazard that is closed, reopened
and closed again within a period is two closures. By an attribute that may change while it is in
stock (its level, its criterion) a 改判 takes it out of one row and into another.

What never was in stock is no flow: a public report found untrue, handed on or voided before it was
verified. Nor is the voiding of a closed hazard as a duplicate: its closure stands.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from safety_ledger.lifecycle import Standing
from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.model.hazard import Entry
from safety_ledger.periods import Period
from safety_ledger.text import Text
from safety_ledger.vocabulary import Status


class Flow(StrEnum):
    """A way into stock or out of it; the values are keys in JSON."""

    NEW = "new"
    REOPENED = "reopened"
    REJUDGED_IN = "rejudged_in"
    CLOSED = "closed"
    VOID = "void"
    TRANSFERRED = "transferred"
    GONE = "gone"
    REJUDGED_OUT = "rejudged_out"

    @property
    def label(self) -> Text:
        """The flow as the office calls it."""
        return _LABELS[self]


INFLOWS: Final = (Flow.NEW, Flow.REOPENED, Flow.REJUDGED_IN)
OUTFLOWS: Final = (Flow.CLOSED, Flow.VOID, Flow.TRANSFERRED, Flow.GONE, Flow.REJUDGED_OUT)
REJUDGED: Final = (Flow.REJUDGED_IN, Flow.REJUDGED_OUT)
"""Only where the level or the criterion is what rows or filters tell apart."""

_LABELS: Final = {
    Flow.NEW: Text("新增", "new"),
    Flow.REOPENED: Text("重开", "reopened"),
    Flow.REJUDGED_IN: Text("改判转入", "rejudged in"),
    Flow.CLOSED: Text("销号", "closed"),
    Flow.VOID: Text("作废", "void"),
    Flow.TRANSFERRED: Text("移送", "transferred"),
    Flow.GONE: Text("退出", "gone"),
    Flow.REJUDGED_OUT: Text("改判转出", "rejudged out"),
}
_ENDS: Final = {
    Status.CLOSED: Flow.CLOSED,
    Status.VOID: Flow.VOID,
    Status.TRANSFERRED: Flow.TRANSFERRED,
    Status.GONE: Flow.GONE,
}


class Window(NamedTuple):
    """What a report can see of a period: from the end of one day to the end of another."""

    opening: dt.date
    """The eve of the period; the report's own day when the period is still to come."""
    closing: dt.date
    """The period's last day; the report's own day while the period still runs."""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, dt.date) and self.opening < day <= self.closing


def window(period: Period, as_of: dt.date) -> Window:
    """The part of a period that is over by the end of a report's day."""
    return Window(min(period.eve, as_of), min(period.last, as_of))


class Move(NamedTuple):
    """A hazard coming into stock, leaving it, or changing its row within it."""

    view: HazardView
    before: Standing | None
    after: Standing

    @property
    def date(self) -> dt.date:
        """The day of the entry (or of the finding)."""
        return self.after.date

    @property
    def entry(self) -> Entry:
        """The entry that moved it; only the finding itself has none."""
        return self.view.record.history[self.after.ordinal]


@dataclass(frozen=True, slots=True)
class Line:
    """One reconciliation: every figure is the length of a list."""

    opening: list[HazardView] = field(default_factory=list)
    moves: dict[Flow, list[Move]] = field(default_factory=lambda: {flow: [] for flow in Flow})
    closing: list[HazardView] = field(default_factory=list)

    def count(self, flow: Flow) -> int:
        """How many times it happened."""
        return len(self.moves[flow])

    @property
    def balanced(self) -> bool:
        """Whether the stock at the end is what the flows make of the stock at the beginning."""
        came = sum(map(self.count, INFLOWS)) - sum(map(self.count, OUTFLOWS))
        return len(self.opening) + came == len(self.closing)

    @property
    def empty(self) -> bool:
        """Whether nothing was in stock and nothing moved."""
        return not self.opening and not self.closing and not any(self.moves.values())


Side = Callable[[HazardView, Standing], str | None]
"""Which row a hazard belongs to while it stands so; ``None`` is a row too: not given."""

Levels = frozenset[str]
Lines = dict[str | None, Line]


class Spell(NamedTuple):
    """A stretch in which a hazard is in stock and in one row, with what began and ended it."""

    row: str | None
    came: Move
    came_by: Flow
    left: Move | None
    left_by: Flow | None
    begun: dt.date
    ended: dt.date
    """The day on whose evening it is no longer there; far away while it lasts."""


_LASTING: Final = dt.date.max


def spells(
    views: Iterable[HazardView], side: Side | None = None, levels: Levels = frozenset()
) -> list[Spell]:
    """Every stretch in stock of some hazards until their day, in the order of the records.

    Without a side all are in one row. ``levels`` narrows to hazards while they have that level.
    """
    return [spell for view in views for spell in _spells(view, side, levels)]


def _spells(view: HazardView, side: Side | None, levels: Levels) -> Iterator[Spell]:
    """One hazard through its life: each change of place ends a spell and may begin another."""
    came: Move | None = None
    came_by = Flow.NEW
    before: Standing | None = None
    row: str | None = None
    for now in view.timeline.until(view.day.date):
        there = now.open and (not levels or now.level in levels)
        to = side(view, now) if side is not None and there else None
        if came is not None and (not there or to != row):
            left = Move(view, before, now)
            yield Spell(row, came, came_by, left, _left(now), came.date, now.date)
            came = None
        if there and came is None:
            came, came_by, row = Move(view, before, now), _came(before), to
        before = now
    if came is not None:
        yield Spell(row, came, came_by, None, None, came.date, _LASTING)


def _came(before: Standing | None) -> Flow:
    if before is None or before.registered_on is None:
        return Flow.NEW
    return Flow.REJUDGED_IN if before.open else Flow.REOPENED


def _left(after: Standing) -> Flow:
    return Flow.REJUDGED_OUT if after.open else _ENDS[after.status]


def lines(of: Iterable[Spell], seen: Window) -> Lines:
    """The reconciliation of each row for a window."""
    found: Lines = defaultdict(Line)
    opening, closing = seen
    for spell in of:
        begun, ended = spell.begun, spell.ended
        if begun > closing or ended <= opening:
            continue
        line = found[spell.row]
        if begun <= opening:
            line.opening.append(spell.came.view)
        else:
            line.moves[spell.came_by].append(spell.came)
        if ended > closing:
            line.closing.append(spell.came.view)
        elif spell.left is not None and spell.left_by is not None:
            line.moves[spell.left_by].append(spell.left)
    return dict(found)


def total(of: Iterable[Line]) -> Line:
    """The rows put together, so that a table's last row is the sum of the others."""
    every = list(of)
    return Line(
        [view for line in every for view in line.opening],
        {flow: [move for line in every for move in line.moves[flow]] for flow in Flow},
        [view for line in every for view in line.closing],
    )


def entries(views: Iterable[HazardView], seen: Window) -> Iterator[tuple[HazardView, Entry]]:
    """The entries of a window that count, in the order of the records."""
    opening, closing = seen
    for view in views:
        dated = [
            pair for pair in enumerate(view.record.history) if opening < pair[1].date <= closing
        ]
        if dated:
            uncounted = view.timeline.uncounted
            yield from ((view, entry) for ordinal, entry in dated if ordinal not in uncounted)
