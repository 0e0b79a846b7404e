"""The comparison itself: two sides of records in, the changes that lead from one to the other out."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from safety_ledger.changes.items import match, reordered
from safety_ledger.changes.meaning import meaning, renamed, said
from safety_ledger.ledger import Ledger, Unread, UnreadText
from safety_ledger.model import KINDS
from safety_ledger.model.declaration import Either, Many, Nested, fields_of
from safety_ledger.model.task import TaskList

LIST: Final = "list"
TASK: Final = "task"
ORDER: Final = ("ledger", "person", "enterprise", "hazard", LIST, TASK, "activity", "risk")
"""Kinds in the order in which changes are told. A list of tasks and each of its tasks are compared
by themselves: tasks are known by their ids, whatever list they stand in."""

_KEYS: Final = {kind.name: kind.key for kind in KINDS if not kind.single} | {
    LIST: "title",
    TASK: "id",
}
_UNREAD: Final = {"task item": TASK, "task": LIST}
_HOLDER: Final = {LIST: "task"}
"""The kind of record whose files hold what is compared under another name."""


class What(StrEnum):
    """What happened; the values are keys in JSON."""

    ADDED = "added"
    REMOVED = "removed"
    RENUMBERED = "renumbered"
    UNREADABLE = "unreadable"
    READABLE = "readable"
    FIELD = "field"
    ITEM_ADDED = "entry_added"
    ITEM_REMOVED = "entry_removed"
    ITEM_ALTERED = "entry_altered"
    REORDERED = "entries_reordered"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one record.

    ``id`` is the one it has now. ``path`` leads to the field (attribute names); ``before`` and
    ``after`` are the record, the item or the value on either side, ``None`` where there is none;
    what became unreadable is there as :func:`side` takes it. An altered item has ``parts``.
    """

    kind: str
    id: str
    what: What
    path: tuple[str, ...] = ()
    before: Any = None
    after: Any = None
    parts: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A task with the title of the list it stands in."""

    task: Any
    title: str


Records = Mapping[tuple[str, str], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: its records by kind and id, and what could not be read of it."""

    records: Records
    unread: frozenset[tuple[str, str]] = frozenset()
    unread_text: tuple[UnreadText, ...] = ()

    def hides(self, kind: str, id_: str) -> bool:
        """Whether a record may be there and could only not be read."""
        holder = _HOLDER.get(kind, kind)
        return (kind, id_) in self.unread or any(
            one.kind == holder and id_ in one.text for one in self.unread_text
        )


def side_of(ledger: Ledger) -> Side:
    """All of a ledger as one side of a comparison."""
    records = [(kind.name, one) for kind in KINDS for one in ledger.records(kind.name)]
    return side(records, ledger.unread, ledger.unread_text)


def side(
    records: Iterable[tuple[str, Any]],
    unread: Iterable[Unread] = (),
    text: Iterable[UnreadText] = (),
) -> Side:
    """Records, each with its kind, as one side of a comparison."""
    named: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for kind, record in records:
        for key, one in _named(kind, record):
            named[key].append(one)
    hidden = frozenset((_UNREAD.get(one.kind, one.kind), one.id) for one in unread if one.id)
    return Side(named, hidden, tuple(text))


def _named(kind: str, record: Any) -> Iterator[tuple[tuple[str, str], Any]]:
    if isinstance(record, TaskList):
        yield (LIST, record.title), record
        yield from (((TASK, one.id), Listed(one, record.title)) for one in record.tasks)
    elif isinstance(record, Listed):
        yield (TASK, record.task.id), record
    else:
        key = _KEYS.get(kind)
        yield (kind, str(getattr(record, key)) if key else ""), record


def compare(before: Side, after: Side) -> list[Change]:
    """Every change that leads from one side to the other, by kind, then by id."""
    titles = dict(_retitled(before, after))
    old = {(kind, titles.get(id_, id_) if kind == LIST else id_): records
           for (kind, id_), records in before.records.items()}  # fmt: skip
    changes: list[Change] = []
    for kind, id_ in sorted(old.keys() | after.records.keys(), key=_order):
        was, now = old.get((kind, id_), ()), after.records.get((kind, id_), ())
        if was != now:
            changes += _records(kind, id_, (before, after), _pairs(was, now), titles)
    return _renumbered(changes)


_NUMBERED: Final = frozenset({"enterprise", "hazard", TASK, "activity", "risk"})


def _renumbered(changes: list[Change]) -> list[Change]:
    """The changes, a record that only has another id told as that, and what refers to it untold:
    where two branches minted one id, the second is renumbered after the merge.
    """
    went = [one for one in changes if one.what is What.REMOVED and one.kind in _NUMBERED]
    if not went:
        return changes
    came = {_but_id(one.kind, one.after): one for one in changes if one.what is What.ADDED}
    new: dict[str, Change] = {}
    for one in went:
        same = came.pop(_but_id(one.kind, one.before), None)
        if same is not None:
            new[same.id] = dataclasses.replace(same, what=What.RENUMBERED, before=one.before)
    if not new:
        return changes
    ids = {one.before.id: one.id for one in new.values()}
    return [
        new.get(one.id, one) if one.what is What.ADDED else one
        for one in changes
        if not (one.what is What.REMOVED and one.id in ids) and not _only_renamed(one, ids)
    ]


def _but_id(kind: str, record: Any) -> tuple[object, ...]:
    return (kind, *((name, value) for name, value in said(record).items() if name != "id"))


def _only_renamed(change: Change, ids: Mapping[str, str]) -> bool:
    """Whether a change is only that what it refers to has another id."""
    if change.what not in {What.FIELD, What.ITEM_ALTERED}:
        return False
    return bool(meaning(renamed(change.before, ids)) == meaning(change.after))


def _order(key: tuple[str, str]) -> tuple[int, str]:
    return (ORDER.index(key[0]), key[1])


def _retitled(before: Side, after: Side) -> Iterator[tuple[str, str]]:
    """Lists of tasks that have another title now, known by a task they still hold."""
    titles = {id_ for kind, id_ in after.records if kind == LIST}
    for (kind, title), lists in before.records.items():
        if kind != LIST or title in titles:
            continue
        held = [(TASK, task.id) for one in lists for task in one.tasks]
        now = [one.title for key in held for one in after.records.get(key, ())]
        if now and (LIST, now[0]) not in before.records:
            yield title, now[0]


def _pairs(was: Sequence[Any], now: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """The records of one id on both sides; there are several only where the id is not unique."""
    new = list(now)
    left = []
    for one in was:
        same = next((other for other in new if one == other), None)
        if same is None:
            left.append(one)
        else:
            new.remove(same)
    for at in range(max(len(left), len(new))):
        yield left[at] if at < len(left) else None, new[at] if at < len(new) else None


def _records(
    kind: str,
    id_: str,
    sides: tuple[Side, Side],
    pairs: Iterable[tuple[Any, Any]],
    titles: Mapping[str, str],
) -> Iterator[Change]:
    for was, now in pairs:
        if was is None:
            hidden = sides[0].hides(kind, id_)
            yield Change(kind, id_, What.READABLE if hidden else What.ADDED, after=_bare(now))
        elif now is None:
            hidden = sides[1].hides(kind, id_)
            if hidden:
                yield Change(kind, id_, What.UNREADABLE, before=was)
            else:
                yield Change(kind, id_, What.REMOVED, before=_bare(was))
        else:
            yield from _record(Change(kind, id_, What.FIELD), was, now, titles)


def _bare(record: Any) -> Any:
    return record.task if isinstance(record, Listed) else record


def _record(of: Change, was: Any, now: Any, titles: Mapping[str, str]) -> Iterator[Change]:
    if isinstance(was, Listed):
        if titles.get(was.title, was.title) != now.title:
            yield dataclasses.replace(of, path=("list",), before=was.title, after=now.title)
        was, now = was.task, now.task
    skip = frozenset({"tasks"}) if of.kind == LIST else frozenset()
    yield from _fields(of, was, now, skip)


def _fields(
    of: Change,
    was: Any,
    now: Any,
    skip: frozenset[str] = frozenset(),
) -> Iterator[Change]:
    """What differs between two records of one class, field by field."""
    for one in fields_of(type(was)):
        if one.name in skip:
            continue
        old, new = getattr(was, one.name), getattr(now, one.name)
        if old == new or meaning(old) == meaning(new):
            if isinstance(old, tuple) and old != new and reordered(old, new):
                path = (*of.path, one.name)
                yield dataclasses.replace(of, what=What.REORDERED, path=path, before=old, after=new)
            continue
        at = dataclasses.replace(of, path=(*of.path, one.name))
        if isinstance(one.type, Many) and isinstance(one.type.of, Nested | Either):
            yield from _items(at, old or (), new or ())
        elif isinstance(one.type, Nested) and old is not None and new is not None:
            yield from _fields(at, old, new)
        else:
            yield dataclasses.replace(at, before=old, after=new)


def _items(of: Change, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
    found = match(old, new)
    for was, now in found.altered:
        parts = tuple(_parts(dataclasses.replace(of, path=()), was, now))
        yield dataclasses.replace(of, what=What.ITEM_ALTERED, before=was, after=now, parts=parts)
    for was in found.removed:
        yield dataclasses.replace(of, what=What.ITEM_REMOVED, before=was)
    for now in found.added:
        yield dataclasses.replace(of, what=What.ITEM_ADDED, after=now)
    if found.reordered:
        yield dataclasses.replace(of, what=What.REORDERED, before=tuple(old), after=tuple(new))


def _parts(of: Change, was: Any, now: Any) -> Iterator[Change]:
    if type(was) is type(now):
        yield from _fields(of, was, now)
    else:  # one of them stands bare: a role, and a role with dates
        yield dataclasses.replace(of, before=was, after=now)
