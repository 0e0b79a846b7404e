"""Which changes weaken control: what a reviewer must not wave through.

Each kind is one small function of a change and the two ledgers. What the rules of the trade allow
(an extension that is granted, a rejudgement that is signed) is no weakening; taking a fact out of
the record is, whatever it says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from safety_ledger.changes.compare import TASK, Change, What
from safety_ledger.changes.loosening import (
    later,
    loosened_task,
    lost_some,
    relaxed_policy,
    riskier,
)
from safety_ledger.changes.meaning import meaning
from safety_ledger.ledger import Ledger
from safety_ledger.lifecycle import Timeline, Timelines
from safety_ledger.lifecycle.transitions import ENDED
from safety_ledger.model.hazard import Entry
from safety_ledger.model.person import RoleSpan
from safety_ledger.model.policies import effective
from safety_ledger.text import Text
from safety_ledger.vocabulary import Event, Level, Role, Source


class Weakening(StrEnum):
    """How a change weakens control; the values are keys in JSON."""

    RECORD_REMOVED = "record_removed"
    ENTRY_REMOVED = "entry_removed"
    ENTRY_ALTERED = "entry_altered"
    DEADLINE_LOOSENED = "deadline_loosened"
    LEVEL_LOWERED = "level_lowered"
    CLOSED_CHANGED = "closed_changed"
    EVIDENCE_REMOVED = "evidence_removed"
    MEASURE_REMOVED = "measure_removed"
    CLOCK_MOVED = "clock_moved"
    POLICY_RELAXED = "policy_relaxed"
    TASK_LOOSENED = "task_loosened"
    RISK_LOWERED = "risk_lowered"
    SIGNATURE_WIDENED = "signature_widened"

    @property
    def label(self) -> Text:
        """What a reviewer reads."""
        return _LABELS[self]


_LABELS: Final = {
    Weakening.RECORD_REMOVED: Text("记录删除", "record removed"),
    Weakening.ENTRY_REMOVED: Text("记载删除", "entry removed"),
    Weakening.ENTRY_ALTERED: Text("记载改动", "entry altered"),
    Weakening.DEADLINE_LOOSENED: Text(
        "期限放宽而没有延期记载", "deadline loosened without an extension"
    ),
    Weakening.LEVEL_LOWERED: Text("降级而没有改判记载", "level lowered without a rejudgement"),
    Weakening.CLOSED_CHANGED: Text("已了结的记录改动", "closed record changed"),
    Weakening.EVIDENCE_REMOVED: Text("佐证材料删除", "evidence removed"),
    Weakening.MEASURE_REMOVED: Text("责任、措施或依据删去", "responsibility or measure removed"),
    Weakening.CLOCK_MOVED: Text("计时起点或归口改动", "where the clock starts was changed"),
    Weakening.POLICY_RELAXED: Text("规则或目标放宽", "policy or goal relaxed"),
    Weakening.TASK_LOOSENED: Text("任务放宽", "task loosened"),
    Weakening.RISK_LOWERED: Text("风险认定放宽", "risk rated lower"),
    Weakening.SIGNATURE_WIDENED: Text("签字要求放宽", "signatures loosened"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A weakening of one record; ``change`` is what did it, ``None`` where it follows from others."""

    weakening: Weakening
    kind: str
    id: str
    change: Change | None = None
    what: Any = None
    """What it is about besides the change: the entry that counts now, the file that is gone."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The two ledgers a change lies between."""

    before: Ledger
    after: Ledger

    def life(self, hazard_id: str, *, after: bool = False) -> Timeline | None:
        """The timeline of a hazard on one side; none where it is not there."""
        ledger = self.after if after else self.before
        return Timelines.shared(ledger)[hazard_id] if hazard_id in ledger.hazard else None


def weaken(changes: Iterable[Change], before: Ledger, after: Ledger) -> list[Mark]:
    """What weakens control between two ledgers: by the changes, then what follows from them."""
    sides = Sides(before, after)
    changes = tuple(changes)
    marks = [
        Mark(weakening, change.kind, change.id, change)
        for change in changes
        for weakening in _judged(change, sides)
    ]
    marks += _lost_files(sides)
    if any(change.kind in _SIGNED_BY for change in changes):
        touched = {change.id for change in changes if change.kind == "hazard"}
        marks += _now_counting(sides, touched)
    return marks


def _judged(change: Change, sides: Sides) -> Iterator[Weakening]:
    for weakening, judge in JUDGES:
        if judge(change, sides):
            yield weakening


# -- records and entries ------------------------------------------------------------------------


def _record_removed(change: Change, _: Sides) -> bool:
    return change.what is What.REMOVED


def _entry_removed(change: Change, _: Sides) -> bool:
    return change.what is What.ITEM_REMOVED and change.path in FACTS


def _entry_altered(change: Change, _: Sides) -> bool:
    return rewrites(change)


def rewrites(change: Change) -> bool:
    """Whether a dated fact is told otherwise than it was entered. What only adds a paper or a note
    to it is a supplement.
    """
    if change.what is What.REORDERED:
        return True
    if change.kind == "activity" and change.what is What.FIELD:
        return change.before not in (None, ()) and not supplements(change)
    return change.what is What.ITEM_ALTERED and change.path in FACTS and not supplements(change)


FACTS: Final = frozenset({("history",), ("changes",), ("trained",), ("expenses",)})
"""Lists of dated facts: added to, never taken from."""

_ADDED_LATER: Final = frozenset({"evidence", "document", "note", "receipt", "decision"})


def supplements(change: Change) -> bool:
    """Whether a change only adds to what was there: a paper, a note, another file of evidence."""
    parts = change.parts or (change,)
    return all(
        part.path[-1] in _ADDED_LATER
        and (part.before in (None, ()) or _grown(part.before, part.after))
        for part in parts
    )


def _grown(before: Any, after: Any) -> bool:
    both = isinstance(before, tuple) and isinstance(after, tuple)
    return both and set(before) <= set(after)


def _closed_changed(change: Change, sides: Sides) -> bool:
    """What was closed is history: only what the table allows after closure is added to it."""
    if change.kind != "hazard" or change.what in {What.ADDED, What.REMOVED, What.UNREADABLE}:
        return False
    life = sides.life(change.id)
    if life is None or life.last.status not in ENDED:
        return False
    entry = change.after
    if change.what is What.ITEM_ADDED and isinstance(entry, Entry):
        return entry.date < life.last.date and entry.event not in _AFTERWARDS
    return True


_AFTERWARDS: Final = frozenset({Event.DELIST, Event.RESUME, Event.PENALTY})


def _evidence_removed(change: Change, _: Sides) -> bool:
    return any(
        part.path[-1:] == ("evidence",) and lost_some(part)
        for part in (change, *change.parts)
        if part.what is What.FIELD
    )


# -- hazards ------------------------------------------------------------------------------------


def _deadline_loosened(change: Change, sides: Sides) -> bool:
    """A later deadline is granted by an entry, which says by whom and why (plan §5)."""
    if change.kind != "hazard" or change.path != ("deadline",) or change.before is None:
        return False
    if change.after is not None and change.after <= change.before:
        return False
    granted = [one.until for one in _new(change, sides, Event.EXTEND) if one.until is not None]
    return change.after is None or all(until < change.after for until in granted)


def _level_lowered(change: Change, sides: Sides) -> bool:
    if change.kind != "hazard" or change.path != ("level",) or change.before is not Level.MAJOR:
        return False
    return not any(one.level is Level.GENERAL for one in _new(change, sides, Event.REJUDGE))


def _new(change: Change, sides: Sides, event: Event) -> list[Entry]:
    """The entries of an event that were added to a hazard and count."""
    life = sides.life(change.id, after=True)
    if life is None:
        return []
    known = {meaning(one) for one in sides.before.hazard[change.id].history}
    return [
        entry for entry in life.counting() if entry.event is event and meaning(entry) not in known
    ]


_MEASURES: Final = frozenset({"criterion", "interim_measures", "responsible", "plan", "judged"})


def _measure_removed(change: Change, _: Sides) -> bool:
    return (
        change.kind == "hazard"
        and change.what is What.FIELD
        and change.path[0] in _MEASURES
        and change.before is not None
        and change.after is None
    )


def _clock_moved(change: Change, _: Sides) -> bool:
    """When and by whom it was found decides whose clock runs; where it is, against whom."""
    if change.kind == "enterprise":
        return change.path == ("joined_on",) and later(change.before, change.after)
    if change.kind != "hazard" or change.what is not What.FIELD:
        return False
    match change.path:
        case ("found_on",):
            return later(change.before, change.after)
        case ("source",):
            return change.after is Source.SELF
        case ("enterprise",) | ("liable",) | ("body", "name"):
            return change.before is not None
        case _:
            return False


# -- policies, tasks, risks, roles ----------------------------------------------------------------


def _policy_relaxed(change: Change, _: Sides) -> bool:
    return change.kind == "ledger" and relaxed_policy(change)


def _task_loosened(change: Change, sides: Sides) -> bool:
    if change.kind != TASK or change.what in {What.ADDED, What.REMOVED}:
        return False
    return loosened_task(change, [one for one in sides.after.tasks if one.id == change.id])


def _risk_lowered(change: Change, sides: Sides) -> bool:
    return riskier(change, sides.before, sides.after)


_SIGNING: Final = frozenset({Role.INSPECTOR, Role.APPROVER})


def _signature_widened(change: Change, sides: Sides) -> bool:
    """Who may sign: the closing section, and roles given to a person for days already past."""
    if change.path == ("policies",):
        was, now = effective(change.before), effective(change.after)
        return was.closure_section != now.closure_section
    if change.path == ("policies", "closure_section"):
        return True
    if change.kind != "person" or change.path != ("roles",):
        return False
    role, start = _held(change.after)
    held, began = _held(change.before)
    if role is None:
        return held in _SIGNING and not sides.after.held(held)
    if role not in _SIGNING:
        return False
    backwards = start is None if change.before is None else began is not None and start != began
    return backwards or _longer(change.before, change.after)


def _held(item: Role | RoleSpan | None) -> tuple[Role | None, dt.date | None]:
    match item:
        case RoleSpan():
            return item.role, item.from_
        case Role():
            return item, None
        case _:
            return None, None


def _longer(before: Any, after: Any) -> bool:
    """Whether a role that had an end lasts longer now."""
    if not isinstance(before, RoleSpan) or before.until is None:
        return False
    return not isinstance(after, RoleSpan) or later(before.until, after.until or dt.date.max)


# -- what follows from changes elsewhere ----------------------------------------------------------


def _lost_files(sides: Sides) -> Iterator[Mark]:
    """Files of evidence that are gone, by the records that referred to them before."""
    gone = sides.before.evidence - sides.after.evidence
    if not gone:
        return
    for kind, id_, path in referred(sides.before):
        if path in gone:
            yield Mark(Weakening.EVIDENCE_REMOVED, kind, id_, what=path)


def referred(ledger: Ledger) -> Iterator[tuple[str, str, str]]:
    """Every reference to a file of evidence: kind and id of the record, and the path."""
    for hazard in ledger.hazards:
        for entry in hazard.history:
            yield from (("hazard", hazard.id, path) for path in entry.evidence)
    for activity in ledger.activities:
        yield from (("activity", activity.id, path) for path in activity.evidence)
    for task in ledger.tasks:
        for done in task.history:
            yield from ((TASK, task.id, path) for path in done.evidence)


_SIGNED_BY: Final = frozenset({"ledger", "person", "enterprise"})
"""The kinds of records by which signatures are judged."""


def _now_counting(sides: Sides, touched: set[str]) -> Iterator[Mark]:
    """Entries of unchanged hazards that the rules refused and that count now: somebody was given a
    role for the past, or the office asks for less.
    """
    for hazard_id in sorted(sides.before.hazard.keys() - touched):
        was, now = sides.life(hazard_id), sides.life(hazard_id, after=True)
        if was is None or now is None:
            continue
        refused = [was.hazard.history[ordinal] for ordinal in sorted(was.uncounted)]
        still = {meaning(now.hazard.history[ordinal]) for ordinal in now.uncounted}
        for entry in refused:
            if meaning(entry) not in still:
                yield Mark(Weakening.SIGNATURE_WIDENED, "hazard", hazard_id, what=entry)


Judge = Callable[[Change, Sides], bool]

JUDGES: Final[tuple[tuple[Weakening, Judge], ...]] = (
    (Weakening.RECORD_REMOVED, _record_removed),
    (Weakening.ENTRY_REMOVED, _entry_removed),
    (Weakening.ENTRY_ALTERED, _entry_altered),
    (Weakening.DEADLINE_LOOSENED, _deadline_loosened),
    (Weakening.LEVEL_LOWERED, _level_lowered),
    (Weakening.CLOSED_CHANGED, _closed_changed),
    (Weakening.EVIDENCE_REMOVED, _evidence_removed),
    (Weakening.MEASURE_REMOVED, _measure_removed),
    (Weakening.CLOCK_MOVED, _clock_moved),
    (Weakening.POLICY_RELAXED, _policy_relaxed),
    (Weakening.TASK_LOOSENED, _task_loosened),
    (Weakening.RISK_LOWERED, _risk_lowered),
    (Weakening.SIGNATURE_WIDENED, _signature_widened),
)
"""Each kind of weakening with the function that sees it in a change."""
