"""A row about a record the ledger has: what differs, what an import may change, and what it may not.

Cells are compared with what an export would print, so that reading an export back changes nothing.
An empty cell says nothing and takes nothing away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from safety_ledger.ledger import Ledger
from safety_ledger.lists import HazardView
from safety_ledger.model.declaration import fields_of
from safety_ledger.model.enterprise import Change as EnterpriseChange
from safety_ledger.model.enterprise import Enterprise
from safety_ledger.render.cells import words
from safety_ledger.reports.report import Cell
from safety_ledger.sheets.aliases import SITE, Path
from safety_ledger.sheets.cells import convert, plain, text_of
from safety_ledger.sheets.columns import known_columns, label_of
from safety_ledger.sheets.grid import Raw
from safety_ledger.sheets.headings import Row
from safety_ledger.sheets.unclear import Unclear
from safety_ledger.text import Lang, Text
from safety_ledger.work.changes import Change, NewEntry, SetField
from safety_ledger.work.import_sites import Site
from safety_ledger.work.import_values import CRITERION, Reading

_BY_HAND: Final = Text(
    "登记的事实，表格里改不了；录错了请在文件里改正并写明原因",
    "a fact of the record that no table changes: mend a mistake in the file, and say why",
)
_LEVEL: Final = Text("级别变动要记改判", "a level is changed by 改判")
_DEADLINE: Final = Text("期限变动要记延期", "a deadline is moved by 延期")
_STATUS: Final = Text(
    "由过程记录推算，要记相应的事项", "it follows from the history: record the step instead"
)
_DATED: Final = Text(
    "变更要有日期：加 --from 日期，记作自该日起的变更",
    "a change needs its day: give --from DATE, and it is recorded as of that day",
)

_COMPUTED: Final[Mapping[Path, tuple[Text, Callable[[HazardView], Cell]]]] = {
    ("status",): (Text("状态", "status"), lambda view: view.status),
    ("deadline_in_force",): (Text("整改期限", "deadline in force"), lambda view: view.deadline),
    ("registered_on",): (Text("登记日期", "registered on"), lambda view: view.registered_on),
}
_EDITABLE: Final = frozenset({"title", "category", "location", "campaign", "interim_measures"})
_EDITABLE_GROUPS: Final = frozenset({"responsible", "plan"})
_DATED_FIELDS: Final = frozenset(one.key for one in fields_of(EnterpriseChange)) - {"date"}
_PLAIN_FIELDS: Final = frozenset({"address", "employees", "grid_inspector"})
"""Dated values that no past figure rests on: put right in place where no change is on record."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that says something else than the record: the change it asks for, or why not."""

    label: Text
    now: str
    then: str
    change: Change | None
    why: Text | None = None

    @property
    def said(self) -> Text:
        """What differs, in words."""
        now = self.now or "（空）"
        return Text(
            f"{self.label.zh}：{now} → {self.then}", f"{self.label.en}: {now} -> {self.then}"
        )


def hazard_differences(view: HazardView, row: Row, how: Reading) -> Iterator[Difference]:
    """What a row says otherwise than a hazard as it stands."""
    for path, cell in row.cells.items():
        if path in _COMPUTED:
            label, ask = _COMPUTED[path]
            yield from _fixed(label, cell, ask(view), _STATUS)
        elif path == CRITERION:
            now = view.standing.criterion
            label = label_of("hazard", path)
            yield from _fixed(label, cell, str(now) if now else None, _BY_HAND)
        elif path in {SITE, ("enterprise",), ("liable",)}:
            yield from _unit(path, cell, view, how)
        elif path in known_columns("hazard"):
            yield from _hazard_field(view, path, cell, how)


def _hazard_field(view: HazardView, path: Path, cell: Raw, how: Reading) -> Iterator[Difference]:
    printed = _printed(view.record, path)
    if path == ("level",):
        yield from _field("hazard", path, cell, view.level, how, why=_LEVEL)
    elif path == ("deadline",):
        if not _same("hazard", path, cell, view.deadline, how):
            yield from _field("hazard", path, cell, printed, how, why=_DEADLINE)
    elif path == ("responsible", "section"):
        yield from _settable("hazard", view.id, path, cell, view.section, how)
    elif path[0] in _EDITABLE_GROUPS or path[0] in _EDITABLE:
        yield from _settable("hazard", view.id, path, cell, printed, how)
    elif path != ("id",):
        yield from _field("hazard", path, cell, printed, how, why=_BY_HAND)


def _unit(path: Path, cell: Raw, view: HazardView, how: Reading) -> Iterator[Difference]:
    """An enterprise named by id or name, or the name of a body."""
    record, text = view.record, str(text_of(cell))
    wanted = (record.liable or record.enterprise) if path == ("liable",) else record.enterprise
    found = how.sites.find(text)
    if isinstance(found, Site) and found.id == wanted:
        return
    if plain(text) in {plain(view.where), plain(view.liable_name)}:
        return
    yield Difference(label_of("hazard", path), view.where, text, None, _BY_HAND)


@dataclass(frozen=True, slots=True)
class Dated:
    """The day known records are looked at on, and the day from which their changes count."""

    day: dt.date
    since: dt.date | None


def enterprise_differences(
    ledger: Ledger, record: Enterprise, row: Row, how: Reading, dated: Dated
) -> Iterator[Difference]:
    """What a row says otherwise than an enterprise as it is on the day."""
    then, since = record.on(dated.day), dated.since
    high_risk = ledger.high_risk(record, dated.day)
    for path, cell in row.cells.items():
        if path not in known_columns("enterprise") or path == ("id",):
            continue
        printed, key = _printed(then, path), path[0]
        if key == "high_risk" and _same("enterprise", path, cell, high_risk, how):
            continue  # an export has what the industry makes of it
        if key not in _DATED_FIELDS or (printed in {None, ()}):
            yield from _settable("enterprise", record.id, path, cell, printed, how)
        elif since is not None:
            yield from _changed_on(record, path, cell, printed, how, since)
        elif key in _PLAIN_FIELDS and all(getattr(one, key) is None for one in record.changes):
            yield from _settable("enterprise", record.id, path, cell, printed, how)
        else:
            yield from _field("enterprise", path, cell, printed, how, why=_DATED)


def _changed_on(  # noqa: PLR0913, PLR0917 - what a change is, and the day it counts from
    record: Enterprise, path: Path, cell: Raw, printed: Cell, how: Reading, since: dt.date
) -> Iterator[Difference]:
    for one in _settable("enterprise", record.id, path, cell, printed, how):
        match one.change:
            case SetField(value=value):
                entry = NewEntry(
                    "enterprise", record.id, "changes", {"date": since, path[0]: value}
                )
                yield Difference(one.label, one.now, one.then, entry)
            case _:
                yield one


def activity_differences(record: object, row: Row, how: Reading) -> Iterator[Difference]:
    """What a row says otherwise than an activity: a fact of its day, changed by hand alone."""
    for path, cell in row.cells.items():
        if path == ("enterprises",):
            ids = [how.sites.find(one) for one in str(text_of(cell)).split("、")]
            known = {one.id for one in ids if isinstance(one, Site)}
            if known == set(getattr(record, "enterprises", ())):
                continue
        if path in known_columns("activity") and path != ("id",):
            yield from _field("activity", path, cell, _printed(record, path), how, why=_BY_HAND)


# -- one cell -----------------------------------------------------------------------------------


def _printed(record: object, path: Path) -> Cell:
    """The value of a field as an export holds it."""
    value: Any = record
    for key in path:
        value = getattr(value, key, None)
    result: Cell = value
    return result


def _same(kind: str, path: Path, cell: Raw, printed: Cell, how: Reading) -> bool:
    """Whether a cell says what would be printed: as a value, else as a text."""
    known = known_columns(kind).get(path)
    if known is not None:
        value = convert(cell, known.field.type, how.scope)
        if value == printed or (isinstance(value, list) and tuple(value) == printed):
            return True
    return plain(str(text_of(cell))) == plain(_shown(printed))


def _shown(printed: Cell) -> str:
    return "" if printed is None else words(printed, Lang.ZH)


def _fixed(label: Text, cell: Raw, printed: Cell, why: Text) -> Iterator[Difference]:
    text = text_of(cell)
    shown = _shown(printed)
    if not isinstance(text, Unclear) and plain(text) != plain(shown):
        yield Difference(label, shown, text, None, why)


def _field(  # noqa: PLR0913 - a cell, what it is compared with, and why it may not differ
    kind: str, path: Path, cell: Raw, printed: Cell, how: Reading, *, why: Text
) -> Iterator[Difference]:
    if not _same(kind, path, cell, printed, how):
        yield Difference(label_of(kind, path), _shown(printed), str(text_of(cell)), None, why)


def _settable(  # noqa: PLR0913, PLR0917 - a cell, its record and what it is compared with
    kind: str, id_: str, path: Path, cell: Raw, printed: Cell, how: Reading
) -> Iterator[Difference]:
    if _same(kind, path, cell, printed, how):
        return
    label = label_of(kind, path)
    shown = _shown(printed)
    value = convert(cell, known_columns(kind)[path].field.type, how.scope)
    if isinstance(value, Unclear):
        yield Difference(label, shown, "", None, value.why)
        return
    said = (
        words(value, Lang.ZH)
        if isinstance(value, str | int | Decimal | dt.date)
        else str(text_of(cell))
    )
    yield Difference(label, shown, said, SetField(kind, id_, path, value))
