"""What a commit did to what was on record before: what nobody may do to a ledger afterwards.

A fact is entered once and soon; a mistake is put right by a further entry, never by rewriting. One
commit is looked at against one parent; knows no git and no clock.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from safety_ledger.changes.compare import LIST, TASK, Change, Side, What
from safety_ledger.changes.loosening import adjusted
from safety_ledger.changes.meaning import meaning
from safety_ledger.changes.weakening import FACTS, JUDGES, Sides, Weakening, rewrites
from safety_ledger.ledger import Ledger
from safety_ledger.lifecycle import Office, Timeline, timeline
from safety_ledger.lifecycle.transitions import CLOSER, ENDED
from safety_ledger.model.hazard import Entry, Hazard
from safety_ledger.model.policies import effective
from safety_ledger.model.task import Milestone, Task, TaskEntry
from safety_ledger.text import Text
from safety_ledger.vocabulary import Event, Role


class Gravity(StrEnum):
    """How a charge is to be taken."""

    GRAVE = "grave"
    """Something on record was taken back or rewritten."""
    LOOK = "look"
    """Something to look at: it may have its reason."""
    LISTED = "listed"
    """Rightly done, and worth a second look all the same."""


class Problem(StrEnum):
    """What is charged to a commit; the values are keys in JSON."""

    RECORD_REMOVED = "record_removed"
    ENTRY_REMOVED = "entry_removed"
    ENTRY_ALTERED = "entry_altered"
    ID_REUSED = "id_reused"
    DEADLINE_REWRITTEN = "deadline_rewritten"
    LEVEL_REWRITTEN = "level_rewritten"
    EVIDENCE_REMOVED = "evidence_removed"
    EVIDENCE_REPLACED = "evidence_replaced"
    FACT_REWRITTEN = "fact_rewritten"
    CLOSED_CHANGED = "closed_changed"
    POLICY_RELAXED = "policy_relaxed"
    TASK_LOOSENED = "task_loosened"
    RISK_LOWERED = "risk_lowered"
    SIGNATURE_WIDENED = "signature_widened"
    BACK_DATED = "back_dated"
    FOREIGN_CLOSER = "foreign_closer"
    REOPENED = "reopened"
    REJUDGED = "rejudged"

    @property
    def label(self) -> Text:
        """What a reader sees."""
        return _LABELS[self][0]

    @property
    def gravity(self) -> Gravity:
        """How it is to be taken."""
        return _LABELS[self][1]


_LABELS: Final = {
    Problem.RECORD_REMOVED: (Text("记录删除", "record deleted"), Gravity.GRAVE),
    Problem.ENTRY_REMOVED: (Text("记载删除", "entry removed"), Gravity.GRAVE),
    Problem.ENTRY_ALTERED: (Text("记载改动", "entry altered"), Gravity.GRAVE),
    Problem.ID_REUSED: (Text("编号再用", "id used again"), Gravity.GRAVE),
    Problem.DEADLINE_REWRITTEN: (Text("期限改写", "deadline rewritten"), Gravity.GRAVE),
    Problem.LEVEL_REWRITTEN: (Text("级别改写", "level rewritten"), Gravity.GRAVE),
    Problem.EVIDENCE_REMOVED: (Text("佐证删除", "evidence removed"), Gravity.GRAVE),
    Problem.EVIDENCE_REPLACED: (Text("佐证替换", "evidence replaced"), Gravity.GRAVE),
    Problem.FACT_REWRITTEN: (Text("登记事项改写", "registration rewritten"), Gravity.LOOK),
    Problem.CLOSED_CHANGED: (Text("已了结的记录改动", "closed record changed"), Gravity.LOOK),
    Problem.POLICY_RELAXED: (Weakening.POLICY_RELAXED.label, Gravity.LOOK),
    Problem.TASK_LOOSENED: (Weakening.TASK_LOOSENED.label, Gravity.LOOK),
    Problem.RISK_LOWERED: (Weakening.RISK_LOWERED.label, Gravity.LOOK),
    Problem.SIGNATURE_WIDENED: (Weakening.SIGNATURE_WIDENED.label, Gravity.LOOK),
    Problem.BACK_DATED: (Text("补录过晚", "recorded late"), Gravity.LOOK),
    Problem.FOREIGN_CLOSER: (
        Text("销号提交人不是有权审核人", "closure committed by no approver"),
        Gravity.LOOK,
    ),
    Problem.REOPENED: (Text("重开", "reopened"), Gravity.LISTED),
    Problem.REJUDGED: (Text("改判", "rejudged"), Gravity.LISTED),
}


@dataclass(frozen=True, slots=True)
class Charge:
    """One thing charged to a commit. ``change`` is what did it; ``about`` what it comes to: the
    late entry, the file of evidence; ``days`` how late it came.
    """

    problem: Problem
    kind: str
    id: str
    change: Change | None = None
    about: Any = None
    days: int = 0


@dataclass(frozen=True)
class Step:
    """One commit against one parent: both sides as far as they differ, the people and policies of
    either, and who recorded it when.
    """

    before: Side
    after: Side
    was: Ledger
    now: Ledger
    recorded: dt.date
    email: str

    def life(self, hazard_id: str, *, after: bool = False) -> Timeline | None:
        """The timeline of a hazard on one side."""
        records = (self.after if after else self.before).records.get(("hazard", hazard_id), ())
        ledger = self.now if after else self.was
        return timeline(records[0], ledger) if records else None

    @cached_property
    def sides(self) -> Sides:
        """Both sides as far as what is no hazard is judged by them."""
        return Sides(_with_rest(self.was, self.before), _with_rest(self.now, self.after))


def _with_rest(ledger: Ledger, side: Side) -> Ledger:
    """The people and enterprises of a state, with what else there is of one side of a step."""
    lists, risks = (
        tuple(one for (of, _), records in side.records.items() if of == kind for one in records)
        for kind in (LIST, "risk")
    )
    return dataclasses.replace(ledger, task_lists=lists, risks=risks)


def charges(changes: Iterable[Change], step: Step) -> Iterator[Charge]:
    """What is charged for the changes of a step; one charge a change, the gravest."""
    changes = tuple(changes)
    replaced = _replaced(changes)
    for id_ in sorted(replaced):
        of = next(one for one in changes if (one.kind, one.id) == id_)
        yield Charge(Problem.ID_REUSED, *id_, change=of)
    for change in changes:
        if (change.kind, change.id) in replaced and change.what is What.FIELD:
            continue
        problem = next((problem for problem, judge in _JUDGES if judge(change, step)), None)
        if problem is not None:
            yield Charge(problem, change.kind, change.id, change)
        yield from _entered(change, step)


# -- what was rewritten -------------------------------------------------------------------------


def _record_removed(change: Change, _: Step) -> bool:
    return change.what is What.REMOVED and change.kind != "ledger"


def _entry_removed(change: Change, _: Step) -> bool:
    return change.what is What.ITEM_REMOVED and change.path in FACTS | {("milestones",)}


def _entry_altered(change: Change, _: Step) -> bool:
    return rewrites(change)


def _deadline_rewritten(change: Change, step: Step) -> bool:
    """An extension is an entry; the first deadline stays what it was. So do milestones."""
    if change.kind == "hazard":
        return change.path == ("deadline",) and change.before is not None
    if change.kind != TASK or change.path != ("milestones",):
        return False
    was, now = change.before, change.after
    if not isinstance(was, Milestone) or not isinstance(now, Milestone) or was.due == now.due:
        return False
    listed = step.after.records.get((TASK, change.id), ())
    return not adjusted(now, (one.task for one in listed))


def _level_rewritten(change: Change, _: Step) -> bool:
    return change.kind == "hazard" and change.path == ("level",) and change.before is not None


_REGISTERED: Final = frozenset({"found_on", "source", "enterprise", "liable", "body", "case"})


def _fact_rewritten(change: Change, _: Step) -> bool:
    return (
        change.kind == "hazard"
        and change.what is What.FIELD
        and change.path[0] in _REGISTERED
        and change.before is not None
    )


def _closed_changed(change: Change, step: Step) -> bool:
    """A closed record is history; what was left empty may still be filled in."""
    if change.kind != "hazard" or change.what is not What.FIELD or change.before in (None, ()):
        return False
    life = step.life(change.id)
    return life is not None and life.last.status in ENDED


def _loosened(weakening: Weakening) -> Callable[[Change, Step], bool]:
    """What a reviewer of a difference is shown is what an audit shows afterwards."""
    judge = dict(JUDGES)[weakening]
    return lambda change, step: change.kind in _ASKING and judge(change, step.sides)


_ASKING: Final = frozenset({"ledger", "person", "enterprise", TASK, "risk"})
"""The kinds that say what is asked of everybody; there are few of them, hazards are many."""


_JUDGES: Final[tuple[tuple[Problem, Callable[[Change, Step], bool]], ...]] = (
    (Problem.RECORD_REMOVED, _record_removed),
    (Problem.ENTRY_REMOVED, _entry_removed),
    (Problem.ENTRY_ALTERED, _entry_altered),
    (Problem.DEADLINE_REWRITTEN, _deadline_rewritten),
    (Problem.LEVEL_REWRITTEN, _level_rewritten),
    (Problem.FACT_REWRITTEN, _fact_rewritten),
    (Problem.CLOSED_CHANGED, _closed_changed),
    *(
        (Problem(one.value), _loosened(one))
        for one in (
            Weakening.POLICY_RELAXED,
            Weakening.TASK_LOOSENED,
            Weakening.RISK_LOWERED,
            Weakening.SIGNATURE_WIDENED,
        )
    ),
)
"""The gravest first."""

_IDENTITY: Final = {
    "hazard": frozenset({"enterprise", "body", "title", "found_on", "source"}),
    "activity": frozenset({"date", "kind", "enterprises"}),
    "enterprise": frozenset({"name", "uscc"}),
}
"""What makes a record the one it is. When two of them change at once, the id has a new owner."""


def _replaced(changes: Sequence[Change]) -> set[tuple[str, str]]:
    touched: dict[tuple[str, str], set[str]] = {}
    for one in changes:
        if one.what is What.FIELD and one.path[0] in _IDENTITY.get(one.kind, ()) and one.before:
            touched.setdefault((one.kind, one.id), set()).add(one.path[0])
    return {key for key, fields in touched.items() if len(fields) > 1}


# -- what was entered ---------------------------------------------------------------------------


def _entered(change: Change, step: Step) -> Iterator[Charge]:
    """What is to be said of facts that a commit adds: too late, by whom, of which kind."""
    facts = list(_facts(change))
    late = [(step.recorded - one[0]).days for one in facts]
    if late and max(late) > effective(step.now.policies).record_within_days:
        worst = late.index(max(late))
        yield Charge(
            Problem.BACK_DATED, change.kind, change.id, change, facts[worst][1], late[worst]
        )
    for _, entry in facts:
        if not isinstance(entry, Entry):
            continue
        if entry.event is Event.CLOSE and _foreign(entry, change.id, step):
            yield Charge(Problem.FOREIGN_CLOSER, change.kind, change.id, change, entry)
        listed = _LISTED.get(entry.event)
        if listed is not None:
            yield Charge(listed, change.kind, change.id, change, entry)


_LISTED: Final = {Event.REOPEN: Problem.REOPENED, Event.REJUDGE: Problem.REJUDGED}


def _facts(change: Change) -> Iterator[tuple[dt.date, Any]]:
    """The dated facts that a change adds: an entry, or a record with all of its entries."""
    added = change.after
    if change.what is What.ITEM_ADDED and isinstance(added, Entry | TaskEntry):
        yield added.date, added
    elif change.what is What.ADDED:
        if isinstance(added, Hazard):
            yield added.found_on, None
        if isinstance(added, Hazard | Task):
            yield from ((one.date, one) for one in added.history)
        if change.kind == "activity":
            yield added.date, None


def _foreign(entry: Entry, hazard_id: str, step: Step) -> bool:
    """Whether a closure was committed by somebody who may not sign one. The author of a commit is
    no proof of who signed; a stranger cannot be told from an approver while no approver has an e-mail.
    """
    life = step.life(hazard_id, after=True)
    if life is not None and life.last.own:
        return False
    known = {one.email.casefold(): one for one in step.now.people if one.email}
    author = known.get(step.email.casefold())
    if author is None:
        return tells_approvers(step.now)
    return not Office(step.now).signs(author.name, entry.date, CLOSER)


def tells_approvers(ledger: Ledger) -> bool:
    """Whether an approver, of any day, has an e-mail, so that strangers can be told from approvers."""
    return any(Role.APPROVER in one.roles_ever for one in ledger.people if one.email)


# -- telling changes apart ----------------------------------------------------------------------

Key = tuple[object, ...]


def key_of(change: Change) -> Key:
    """What makes two changes the same one, made on two branches: where it leads."""
    led_to = change.before if change.after is None else change.after
    return (change.kind, change.id, change.what, change.path, _told(led_to), change.after is None)


def undo_of(change: Change) -> Key:
    """The key of the change that takes this one back."""
    return (change.kind, change.id, change.path, _told(change.after), _told(change.before))


def done_by(change: Change) -> Key:
    """What a change does, to be found among the keys of :func:`undo_of`."""
    return (change.kind, change.id, change.path, _told(change.before), _told(change.after))


def _told(value: Any) -> object:
    return None if value is None else meaning(value)


def same_identity(one: Any, other: Any) -> bool:
    """Whether a record that came back is the one that was removed, give or take a correction."""
    if type(one) is not type(other):
        return False
    names = _IDENTITY.get(type(one).__name__.lower(), frozenset({"name", "title", "id"}))
    shared = [name for name in names if hasattr(one, name)]
    apart = [
        name for name in shared if meaning(getattr(one, name)) != meaning(getattr(other, name))
    ]
    return len(apart) <= 1
