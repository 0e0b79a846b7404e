"""Lists of records within a record (a history, milestones, roles): which item became which."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final

from safety_ledger.changes.meaning import meaning, said
from safety_ledger.model.enterprise import Certificate, Change, Expenses, Inactive, Trained
from safety_ledger.model.hazard import Entry
from safety_ledger.model.ledger_file import Goal, Industry, Rung
from safety_ledger.model.person import RoleSpan
from safety_ledger.model.task import Milestone, Target, TaskEntry

_KEYS: Final[dict[type[Any], Callable[[Any], object]]] = {
    Entry: attrgetter("date", "event"),
    TaskEntry: attrgetter("date", "event", "milestone"),
    Milestone: attrgetter("id"),
    Target: attrgetter("due"),
    Rung: attrgetter("level", "step"),
    Goal: attrgetter("year", "kind"),
    Certificate: attrgetter("kind", "holder"),
    Inactive: attrgetter("from_"),
    Trained: attrgetter("date", "topic"),
    Expenses: attrgetter("year"),
    Change: attrgetter("date"),
}
"""What tells items of a class apart. Others are the same item when one field differs."""

_EITHER: Final = (str, RoleSpan, Industry)

_DATED: Final = (Entry, TaskEntry)
"""Items of which those of one day count in the order in which they stand."""


@dataclass(frozen=True, slots=True)
class Matched:
    """How one list became another."""

    removed: Sequence[Any]
    added: Sequence[Any]
    altered: Sequence[tuple[Any, Any]]
    reordered: bool


def match(before: Sequence[Any], after: Sequence[Any]) -> Matched:
    """Which items stayed, went, came, and became others."""
    old, new = _without(before, after), _without(after, before)
    altered = _paired(old, new, _one_key) + _paired(old, new, _one_field_apart)
    return Matched(old, new, altered, reordered(before, after))


def _paired(
    old: list[Any], new: list[Any], same: Callable[[Any, Any], bool]
) -> list[tuple[Any, Any]]:
    """What belongs together, taken out of both lists: each item with the first still free."""
    pairs = []
    for one in list(old):
        found = next((other for other in new if same(one, other)), None)
        if found is not None:
            pairs.append((one, found))
            old.remove(one)
            new.remove(found)
    return pairs


def _without(items: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    """The items that have no equal among the others, each other counting once."""
    free = Counter(meaning(one) for one in others)
    left = []
    for one in items:
        if free[meaning(one)]:
            free[meaning(one)] -= 1
        else:
            left.append(one)
    return left


def _one_key(old: Any, new: Any) -> bool:
    if isinstance(old, _EITHER) and isinstance(new, _EITHER):
        return _bare(old) == _bare(new)
    key = _KEYS.get(type(old))
    return key is not None and type(old) is type(new) and bool(key(old) == key(new))


def _bare(item: str | RoleSpan | Industry) -> str:
    """What an item is about that may stand bare or in braces."""
    match item:
        case RoleSpan():
            return item.role
        case Industry():
            return item.name
        case _:
            return item


def _one_field_apart(old: Any, new: Any) -> bool:
    """Whether one item is the other with a single field altered, added or left out."""
    if type(old) is not type(new) or isinstance(old, _EITHER):
        return False
    was, now = said(old), said(new)
    apart = sum(was.get(name) != now.get(name) for name in was.keys() | now.keys())
    return apart == 1 and len(was.keys() & now.keys()) > 0


def reordered(before: Sequence[Any], after: Sequence[Any]) -> bool:
    """Whether entries of one day that stayed the same stand in another order."""
    if not any(isinstance(one, _DATED) for one in before):
        return False
    common = Counter(map(meaning, before)) & Counter(map(meaning, after))
    return _by_day(before, common) != _by_day(after, common)


def _by_day(items: Sequence[Any], common: Counter[Any]) -> dict[object, list[Any]]:
    days: dict[object, list[Any]] = defaultdict(list)
    left = Counter(common)
    for one in items:
        if left[meaning(one)]:
            left[meaning(one)] -= 1
            days[one.date].append(meaning(one))
    return days
