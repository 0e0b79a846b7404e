"""Where changes go: the file of a record, its place among the ids, an entry's among the dates."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from safety_ledger.errors import LedgerError
from safety_ledger.ledger import KeyPath, Ledger
from safety_ledger.model import KIND
from safety_ledger.model.declaration import Origin
from safety_ledger.store.edit import in_file
from safety_ledger.store.edit_intent import Add, Insert, Put
from safety_ledger.store.edit_intent import Change as Edit
from safety_ledger.text import Text
from safety_ledger.work.changes import Change, NewEntry, NewRecord, SetField, id_of

_UNKNOWN: Final = Text("没有编号为“{id}”的{kind}", "there is no {kind} “{id}”")
_NO_NAME: Final = re.compile(r'[/\\:*?"<>|\s]|^\.+')
"""What no file may have in its name, here or on Windows."""
_FILES: Final = {
    "person": "people/people.yaml",
    "enterprise": "enterprises/enterprises.yaml",
    "risk": "risks/points.yaml",
}


@dataclass(slots=True)
class Job:
    """The edits of one file, in order."""

    path: str
    kind: str
    edits: list[Edit] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    """The ids of its records as the edits so far leave them."""
    dates: dict[tuple[str, str], list[dt.date]] = field(default_factory=dict)
    """The dates of lists that got an entry, by record and key."""


def planned(ledger: Ledger, changes: Iterable[Change]) -> list[Job]:
    """The edits that changes come to, by file. Raises :class:`LedgerError` for an unknown id."""
    plan = _Plan(ledger)
    for change in changes:
        match change:
            case NewRecord():
                plan.new(change)
            case NewEntry():
                plan.entry(change)
            case SetField():
                plan.set(change)
    return list(plan.jobs.values())


class _Plan:
    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.jobs: dict[str, Job] = {}

    def job(self, path: str, kind: str) -> Job:
        if path not in self.jobs:
            key = KIND[kind].key
            ids = [str(getattr(one, key, "")) for one in in_file(self.ledger, path, kind)]
            self.jobs[path] = Job(path, kind, ids=ids)
        return self.jobs[path]

    def new(self, change: NewRecord) -> None:
        id_ = id_of(change)
        job = self.job(change.path or file_for(self.ledger, change), change.kind)
        at = _among([_natural(one) for one in job.ids], _natural(id_))
        job.ids.insert(at, id_)
        job.edits.append(Insert(at, change.values))

    def entry(self, change: NewEntry) -> None:
        job, item, base, record = self._find(change.kind, change.id)
        known = [one.date for one in getattr(record, change.key) if hasattr(one, "date")]
        dates = job.dates.setdefault((change.id, change.key), known)
        date = change.values.get("date")
        at = len(dates)
        if isinstance(date, dt.date):
            at = _among(dates, date)
            dates.insert(at, date)
        last = at >= len(dates) - 1
        job.edits.append(Add(item, (*base, change.key), change.values, None if last else at))

    def set(self, change: SetField) -> None:
        job, item, base, _ = self._find(change.kind, change.id, change.file)
        job.edits.append(Put(item, (*base, *change.path), change.value))

    def _find(self, kind: str, id_: str, file: str = "") -> tuple[Job, int, KeyPath, Any]:
        """The file a record is in, its ordinal there, and the path to it within that item."""
        found = next(located(self.ledger, kind, id_, file), None)
        if found is None:
            raise LedgerError(_UNKNOWN, {"id": id_, "kind": KIND[kind].label})
        origin, base, record = found
        job = self.job(origin.path, kind)
        return job, 0 if base else job.ids.index(id_), base, record


def located(
    ledger: Ledger, kind: str, id_: str, file: str = ""
) -> Iterator[tuple[Origin, KeyPath, Any]]:
    """The records of an id, or the one in a file: where its item is, and the path to it in there."""
    found: Iterable[tuple[Origin | None, KeyPath, Any]]
    if kind == "task":
        held = ((one, task) for one in ledger.task_lists for task in one.tasks if task.id == id_)
        found = ((one.origin, ("tasks", task.ordinal), task) for one, task in held)
    else:
        key = KIND[kind].key
        named = (one for one in ledger.records(kind) if getattr(one, key) == id_)
        found = ((one.origin, (), one) for one in named)
    for origin, base, record in found:
        if origin is not None and file in {"", origin.path}:
            yield origin, base, record


def _among(sorted_: list[Any], one: Any) -> int:  # noqa: ANN401 - dates, or ids as they sort
    """Where something goes among its like: behind its equals; last where they are in no order."""
    if any(a > b for a, b in pairwise(sorted_)):
        return len(sorted_)
    return bisect_right(sorted_, one)


def _natural(id_: str) -> list[tuple[int, str]]:
    """An id as people sort it: 9 before 10."""
    return [
        (int(part), "") if part.isascii() and part.isdigit() else (-1, part)
        for part in re.split(r"([0-9]+)", id_)
    ]


# -- the file of a new record -------------------------------------------------------------------


def file_for(ledger: Ledger, change: NewRecord) -> str:
    """The file a new record belongs in: where its like are kept, else the place by the design."""
    values = change.values
    match change.kind:
        case "hazard":
            return _hazard_file(values)
        case "activity":
            date = values.get("date")
            year = date.year if isinstance(date, dt.date) else 0
            return _usual(one for one in ledger.activities if one.date.year == year) or (
                f"activities/{year}.yaml"
            )
        case "enterprise":
            area = [one for one in ledger.enterprises if one.area == values.get("area")]
            return _usual(area) or _usual(ledger.enterprises) or _FILES["enterprise"]
        case kind:
            return _usual(ledger.records(kind)) or _FILES[kind]


def _hazard_file(values: Any) -> str:  # noqa: ANN401 - values of any type by key
    """hazards/{year}/{enterprise}.yaml, so that two inspectors rarely touch one file."""
    found_on = values.get("found_on")
    year = found_on.year if isinstance(found_on, dt.date) else 0
    at = values.get("enterprise")
    folder = f"hazards/{year}"
    if at:
        return f"{folder}/{_NO_NAME.sub('-', str(at))}.yaml"
    parts = str(values.get("id", "")).split("-")
    match = re.fullmatch(r"([A-Za-z]+)([0-9]+)", parts[1]) if len(parts) > 1 else None
    return f"{folder}/{match[1]}-{match[2]}.yaml" if match else f"{folder}/other.yaml"


def _usual(records: Iterable[Any]) -> str:
    """The file that holds most of some records."""
    held = Counter(one.origin.path for one in records if one.origin is not None)
    return max(held, key=lambda path: (held[path], path)) if held else ""
