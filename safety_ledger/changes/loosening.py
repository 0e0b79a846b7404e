"""Whether a policy, a goal, a task or a rating asks for less than before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from safety_ledger.changes.compare import Change, What
from safety_ledger.changes.meaning import meaning
from safety_ledger.ledger import Ledger
from safety_ledger.model.declaration import make
from safety_ledger.model.ledger_file import Goal, Industry, Policies, Rung
from safety_ledger.model.policies import Effective, effective
from safety_ledger.model.task import Milestone, Selector, Target, Task
from safety_ledger.vocabulary import Colour, Every, Step, TaskEvent

_MORE_IS_LESS: Final = frozenset(
    {
        "verify_within_days",
        "notice_within_days",
        "review_within_days",
        "closure_within_days",
        "extension_reply_within_days",
        "record_within_days",
        "slow_after_days",
        "refusal_after_days",
        "long_open_days",
        "risk_review_months",
    }
)
"""Policies that ask for less when the number is larger."""
_LESS_IS_LESS: Final = frozenset({"due_soon_days", "unfound_within_days"})
_STEPS: Final = tuple(Step)
_COLOURS: Final = tuple(Colour)
_EVERY: Final = tuple(Every)


# -- ledger.yaml --------------------------------------------------------------------------------


def relaxed_policy(change: Change) -> bool:
    """Whether a change of ledger.yaml asks the office or the enterprises for less."""
    match change.path:
        case ("policies",):
            return _policies_relaxed(change.before, change.after)
        case ("policies", "escalation") | ("goals",):
            return _asks_less(change)
        case ("policies", "strict"):
            return lost_some(change)
        case ("policies", name):
            return _number_relaxed(name, change.before, change.after)
        case ("industries",):
            return _no_longer_high_risk(change)
        case _:
            return False


def _policies_relaxed(before: Policies | None, after: Policies | None) -> bool:
    """Policies that came or went as a whole: against the defaults."""
    was, now = effective(before), effective(after)
    lost = before is not None and after is None and (before.escalation or before.strict)
    return bool(lost) or any(
        _number_relaxed(name, getattr(was, name), getattr(now, name))
        for name in _MORE_IS_LESS | _LESS_IS_LESS
    )


def _number_relaxed(name: str, before: int | None, after: int | None) -> bool:
    if name not in _MORE_IS_LESS | _LESS_IS_LESS:
        return False
    usual = getattr(Effective(), name)
    was, now = (usual if one is None else one for one in (before, after))
    return bool(now > was if name in _MORE_IS_LESS else now < was)


def _asks_less(change: Change) -> bool:
    """Whether a rung of the ladder, a goal or a target asks for less, or is gone."""
    match change.before, change.after:
        case Rung() as was, Rung() as now:
            return now.after > was.after or _STEPS.index(now.step) < _STEPS.index(was.step)
        case Goal() as was, Goal() as now:
            return now.year > was.year or (now.year == was.year and now.until < was.until)
        case Target() as was, Target() as now:
            return now.due > was.due or now.share < was.share
        case _:
            return change.what is What.ITEM_REMOVED


def _no_longer_high_risk(change: Change) -> bool:
    """High-risk industries are inspected monthly and drill twice a year (plan §4, §19)."""
    was, now = change.before, change.after
    high = isinstance(was, Industry) and bool(was.high_risk)
    return high and not (isinstance(now, Industry) and now.high_risk)


# -- tasks --------------------------------------------------------------------------------------


def loosened_task(change: Change, tasks: Iterable[Task]) -> bool:
    """Whether a change of a task asks for less; ``tasks`` are the task as it is now."""
    if change.what is What.ITEM_REMOVED:
        return change.path != ("history",)
    match change.path:
        case ("milestones",):
            return _milestone_later(change, tasks)
        case ("coverage", "targets"):
            return _asks_less(change)
        case ("duty",) | ("coverage",) | ("owner",):
            return change.before is not None
        case ("duty" | "coverage", "applies_to", *_):
            return not _wider(change)
        case ("duty" | "coverage", name):
            return _obligation_loosened(name, change)
        case _:
            return False


def _obligation_loosened(name: str, change: Change) -> bool:
    """A field of a duty or a coverage target; a word for another word is looked at by a person."""
    match name:
        case "every":
            return _EVERY.index(change.after) > _EVERY.index(change.before)
        case "within_days":
            return (change.after or 0) > (change.before or 0)
        case "since":
            return bool(change.after > change.before)
        case _:
            return change.before is not None


def _milestone_later(change: Change, tasks: Iterable[Task]) -> bool:
    was, now = change.before, change.after
    if not isinstance(was, Milestone) or not isinstance(now, Milestone) or now.due <= was.due:
        return False
    return not adjusted(now, tasks)


def adjusted(now: Milestone, tasks: Iterable[Task]) -> bool:
    """Whether the date of a milestone is entered as its 调整, with the paper that allows it."""
    return any(
        one.event is TaskEvent.ADJUST and one.milestone == now.id and one.until == now.due
        for task in tasks
        for one in task.history
    )


def _wider(change: Change) -> bool:
    """Whether a selector now takes in all that it took in before, as far as it shows."""
    was, now = change.before, change.after
    if change.path[-1] == "applies_to":
        return isinstance(now, Selector) and meaning(now) == meaning(make(Selector))
    if change.path[-1] == "high_risk":
        return now is None
    return not now or (bool(was) and set(was) <= set(now))


# -- ratings ------------------------------------------------------------------------------------


def riskier(change: Change, before: Ledger, after: Ledger) -> bool:
    """Whether an enterprise or a risk point is rated lower without a newer assessment."""
    match change.kind, change.path:
        case "enterprise", ("high_risk",):
            return bool(change.before) and not change.after
        case "enterprise", ("tags",):
            return lost_some(change)
        case "enterprise", ("risk", "level"):
            was, now = (_assessed(one, change.id) for one in (before, after))
            return _milder(change) and not later(was, now)
        case "enterprise", ("risk",):
            return change.after is None
        case "risk", ("level",):
            was, now = (_reviewed(one, change.id) for one in (before, after))
            return _milder(change) and not later(was, now)
        case "risk", ("measures", *_):
            return change.before is not None and change.after is None
        case _:
            return False


def _milder(change: Change) -> bool:
    return _COLOURS.index(change.after) > _COLOURS.index(change.before)


def lost_some(change: Change) -> bool:
    """Whether a list of words no longer holds all that it held."""
    return not set(change.before or ()) <= set(change.after or ())


def later(before: dt.date | None, after: dt.date | None) -> bool:
    """Whether a day is put off, or given where there was none."""
    return after is not None and (before is None or after > before)


def _assessed(ledger: Ledger, id_: str) -> dt.date | None:
    enterprise = ledger.enterprise.get(id_)
    return enterprise.risk.assessed_on if enterprise and enterprise.risk else None


def _reviewed(ledger: Ledger, id_: str) -> dt.date | None:
    return next((one.reviewed_on for one in ledger.risks if one.id == id_), None)
