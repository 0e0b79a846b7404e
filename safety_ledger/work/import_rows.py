"""The rows of a table one after the other: added, known, changed, or told why not."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from safety_ledger.lists import Day
from safety_ledger.model import KIND
from safety_ledger.reports.importing import Outcome, Verdict
from safety_ledger.rules.personal import secrets_in
from safety_ledger.sheets.headings import Row, Table
from safety_ledger.text import Text
from safety_ledger.vocabulary import Source
from safety_ledger.work.changes import Change, NewRecord
from safety_ledger.work.ids import Ids
from safety_ledger.work.import_changes import (
    Dated,
    Difference,
    activity_differences,
    enterprise_differences,
    hazard_differences,
)
from safety_ledger.work.import_keys import Key, has_course, key_of_record, key_of_values, shown
from safety_ledger.work.import_sites import is_anonymous
from safety_ledger.work.import_values import Draft, drafted, missing, reading, whole

_COURSE: Final = Text(
    "表里写有整改、复查或销号情况，导入后请逐条记载",
    "the table tells of rectification or closure: record those steps after the import",
)
_UPDATE: Final = Text("与台账不同，未改；要更新请加 --update", "differs, not changed: see --update")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an import is asked for: the kind; the day known records are looked at on; whether known
    records may be changed; the day a dated change counts from.
    """

    kind: str
    day: dt.date
    update: bool = False
    since: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A row with what becomes of it, and the changes it asks for."""

    row: Row
    outcome: Outcome
    changes: tuple[Change, ...] = ()


class Rows:
    """The rows of one table, read against a ledger; a row may repeat an earlier one."""

    def __init__(self, day: Day, table: Table, wanted: Wanted) -> None:
        self.day = day
        self.table = table
        self.wanted = wanted
        self.how = reading(day.ledger, KIND[wanted.kind])
        self.ids = Ids(day.ledger)
        self.records: dict[str, Any] = {}
        self.known: dict[Key, str] = {}
        self.alike: dict[Key, list[str]] = defaultdict(list)
        self.lines: dict[Key, int] = {}
        self.views = {view.id: view for view in day.hazards} if wanted.kind == "hazard" else {}
        for one in day.ledger.records(wanted.kind):
            self.records[one.id] = one
            key = key_of_record(wanted.kind, one)
            self.known.setdefault(key, one.id)
            self.alike[key[:2]].append(one.id)

    def run(self) -> Iterator[Prepared]:
        """Every row, in order."""
        return map(self._row, self.table.rows)

    def _row(self, row: Row) -> Prepared:
        draft = drafted(row, self.how)
        id_ = draft.values.get(("id",))
        if isinstance(id_, str) and id_ in self.records:
            return self._again(row, draft, id_)
        key = key_of_values(self.wanted.kind, draft.values)
        if (known := self.known.get(key)) is not None:
            return self._recognised(row, draft, known)
        return self._new(row, draft, key)

    # -- a record the ledger has ------------------------------------------------------------

    def _recognised(self, row: Row, draft: Draft, known: str) -> Prepared:
        """The same matter without its id. Another id for it is a contradiction."""
        if (given := draft.values.get(("id",))) is not None:
            return self._unclear(
                row,
                draft,
                Text(f"与 {known} 相同，编号却是 {given}", f"the same as {known}, with id {given}"),
            )
        if self.wanted.update:
            return self._again(row, draft, known)
        return Prepared(row, self._outcome(row, draft, Verdict.SAME, known))

    def _again(self, row: Row, draft: Draft, id_: str) -> Prepared:
        found = list(self._differences(row, id_))
        if not found:
            return Prepared(row, self._outcome(row, draft, Verdict.SAME, id_))
        if not self.wanted.update:
            outcome = self._outcome(row, draft, Verdict.SAME, id_)
            return Prepared(row, replace(outcome, notes=(*(one.said for one in found), _UPDATE)))
        refused = [_joined(one.said, one.why) for one in found if one.why is not None]
        if refused:
            return self._unclear(row, draft, *refused)
        outcome = self._outcome(row, draft, Verdict.CHANGE, id_)
        asked = tuple(one.change for one in found if one.change is not None)
        return Prepared(row, replace(outcome, notes=tuple(one.said for one in found)), asked)

    def _differences(self, row: Row, id_: str) -> Iterator[Difference]:
        record = self.records[id_]
        match self.wanted.kind:
            case "hazard":
                view = self.views.get(id_)
                return hazard_differences(view, row, self.how) if view else iter(())
            case "enterprise":
                dated = Dated(self.day.date, self.wanted.since)
                return enterprise_differences(self.day.ledger, record, row, self.how, dated)
            case _:
                return activity_differences(record, row, self.how)

    # -- a record to be added ---------------------------------------------------------------

    def _new(self, row: Row, draft: Draft, key: Key) -> Prepared:
        lacking = missing(self.how.kind, draft)
        reasons = [*draft.reasons, *([lacking] if lacking else ())]
        reasons += [*_secrets(draft), *_anonymous(draft)]
        if reasons:
            return self._unclear(row, draft, *reasons, *self._hint(key))
        if (line := self.lines.get(key)) is not None:
            outcome = self._outcome(row, draft, Verdict.SAME, None)
            same = Text(f"与第 {line} 行相同", f"the same as line {line}")
            return Prepared(row, replace(outcome, notes=(same,)))
        written = draft.values.get(("id",))
        if isinstance(written, str) and written in self.ids:
            taken = Text(f"编号 {written} 已被占用", f"the id {written} is taken")
            return self._unclear(row, draft, taken)
        self.lines[key] = row.number
        id_ = self.ids.take(written) if isinstance(written, str) else self._minted(draft)
        values = whole(self.how.kind, {**draft.values, ("id",): id_})
        outcome = self._outcome(row, draft, Verdict.ADD, id_)
        return Prepared(row, outcome, (NewRecord(self.wanted.kind, values),))

    def _minted(self, draft: Draft) -> str:
        values: dict[tuple[str, ...], Any] = dict(draft.values)
        match self.wanted.kind:
            case "hazard":
                site, body = values.get(("enterprise",)), values.get(("body", "name"))
                return self.ids.hazard(site, body, values["found_on",])
            case "activity":
                return self.ids.activity(values["date",])
            case _:
                return self.ids.enterprise()

    def _hint(self, key: Key) -> Iterator[Text]:
        """A row without its date may be one that the ledger has."""
        if len(key) > 1 and key[0] and (ids := self.alike.get(key[:2])):
            named = "、".join(ids[:3])
            yield Text(f"台账已有相近的：{named}", f"the ledger has one like it: {named}")

    # -- what is said of a row --------------------------------------------------------------

    def _unclear(self, row: Row, draft: Draft, *reasons: Text) -> Prepared:
        outcome = self._outcome(row, draft, Verdict.UNCLEAR, None)
        return Prepared(row, replace(outcome, reasons=tuple(dict.fromkeys(reasons)), notes=()))

    def _outcome(self, row: Row, draft: Draft, verdict: Verdict, id_: str | None) -> Outcome:
        about, what = shown(self.wanted.kind, row)
        notes = dict.fromkeys(draft.notes)
        if verdict is Verdict.ADD and has_course(row, self.table):
            notes[_COURSE] = None
        return Outcome(row.number, verdict, id_, about, what, (), tuple(notes))


def _joined(said: Text, why: Text | None) -> Text:
    return said if why is None else Text(f"{said.zh}，{why.zh}", f"{said.en}: {why.en}")


def _anonymous(draft: Draft) -> Iterator[Text]:
    name = draft.values.get(("name",))
    if isinstance(name, str) and is_anonymous(name):
        yield Text(
            f"“{name}”是隐去名称的写法，请填全称", f"“{name}” hides the name: give the whole one"
        )


def _secrets(draft: Draft) -> Iterator[Text]:
    """What gives a reporter away never enters the ledger (plan §10); it is not repeated here."""
    if draft.values.get(("source",)) is not Source.REPORT and ("case",) not in draft.values:
        return
    texts = [value for value in draft.values.values() if isinstance(value, str)]
    for kind in dict.fromkeys(kind for text in texts for kind in secrets_in(text)):
        yield Text(
            f"群众举报的行里有{kind.zh}，不得进入台账，请删去",
            f"{kind.en} in a public report must not enter the ledger: delete it",
        )
