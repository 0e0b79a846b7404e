"""Any record as labelled fields, by its declaration: what ``show`` prints and ``find`` searches."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any, Final, cast

from safety_ledger.diagnostics import Place
from safety_ledger.ledger import KeyPath, Ledger
from safety_ledger.model import KINDS
from safety_ledger.model.declaration import Field, Kind, Many, Nested, Origin, fields_of
from safety_ledger.reports.fulfilment import EVERY
from safety_ledger.reports.report import NONE, Cell, Column, Section, table
from safety_ledger.text import Text
from safety_ledger.vocabulary import Every, GoalKind, Having

_ENGLISH: Final = EVERY | {
    Having.MONITORING: Text("接入监测预警", "monitoring"),
    Having.STANDARDIZATION: Text("标准化定级", "standardization"),
    Having.CERTIFICATE: Text("持有证书", "certificate"),
    Having.TRAINING: Text("开展培训", "training"),
    Having.TRAINED: Text("员工培训到人", "employees trained"),
    GoalKind.STOCK: Text("存量清零", "stock"),
    GoalKind.INCREMENT: Text("遏制增量", "increment"),
    GoalKind.NONE_OVERDUE: Text("无逾期", "none overdue"),
}
"""The terms that files have in English, as a reader is told them."""


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """A record with the id people know it by, and where in the files it stands."""

    kind: Text
    key: str
    """The kind's name in JSON."""
    id: str
    record: Any
    origin: Origin | None
    path: KeyPath = ()

    @property
    def title(self) -> str | None:
        """What it is called besides its id."""
        called = getattr(self.record, "title", None) or getattr(self.record, "name", None)
        return None if called == self.id else called


def named(ledger: Ledger) -> Iterator[Named]:
    """Every record of a ledger that has an id or a name, the tasks of a list among them."""
    for kind in KINDS:
        if not kind.single:
            yield from (_named(kind, record) for record in ledger.records(kind.name))
    task = Text("任务", "task")
    for one in ledger.task_lists:
        for item in one.tasks:
            yield Named(task, "task", item.id, item, one.origin, ("tasks", item.ordinal))


def _named(kind: Kind, record: Any) -> Named:  # noqa: ANN401 - of any kind
    return Named(kind.label, kind.name, str(getattr(record, kind.key)), record, record.origin)


def place(ledger: Ledger, one: Named, path: KeyPath = ()) -> Place | None:
    """Where a record, or a field of it, stands in the files."""
    if one.origin is None:
        return None
    return ledger.locator.place(one.origin, (*one.path, *path))


def facts(record: object, prefix: Text | None = None) -> Iterator[tuple[Text, Cell]]:
    """The fields that are filled in, each with its label; nested ones after a dot.

    Lists of nested records are left to :func:`parts`.
    """
    for one, value in _filled(record):
        label = one.label if prefix is None else _joined(prefix, one.label)
        if dataclasses.is_dataclass(value):
            yield from facts(value, label)
        elif not _is_part(one):
            yield label, said(value)


def parts(record: object) -> Iterator[Section]:
    """The lists of nested records (certificates, changes, milestones …), a table each."""
    for one, value in _filled(record):
        if _is_part(one):
            columns = [_column(field) for field in _used(one, value)]
            yield Section(one.label, table=table(one.key, columns, value))


def leaves(record: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Text, Cell]]:
    """Every single value of a record: its key path, its label with all that it stands in, itself."""
    for one, value in _filled(record):
        for sub, label, item in _items(one, value):
            here = (*path, *sub)
            if dataclasses.is_dataclass(item):
                for way, inner, leaf in leaves(item, here):
                    yield way, _joined(label, inner), leaf
            else:
                yield here, label, said(item)


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever a field holds
    """A record for JSON: the keys and terms of its file, dates and numbers as cells."""
    if dataclasses.is_dataclass(value):
        return {one.key: plain(item) for one, item in _filled(value)}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


def said(value: object) -> Cell:
    """A value as a reader is told it."""
    if isinstance(value, tuple):
        return tuple(said(item) for item in value) or NONE
    if dataclasses.is_dataclass(value):
        pairs = list(facts(value))
        zh = "，".join(f"{label.zh} {_word(cell)}" for label, cell in pairs)
        en = ", ".join(f"{label.en} {_word(cell)}" for label, cell in pairs)
        return Text(zh, en)
    known = _ENGLISH.get(value) if isinstance(value, Every | Having | GoalKind) else None
    return known or cast("Cell", value)


def _filled(record: object) -> Iterator[tuple[Field, Any]]:
    """The declared fields that have a value; an empty list that was written is one."""
    for one in fields_of(type(record)):
        value = getattr(record, one.name)
        empty = value == () and getattr(type(record), one.name, None) == ()
        if value is not None and not empty:
            yield one, value


def _is_part(one: Field) -> bool:
    return isinstance(one.type, Many) and isinstance(one.type.of, Nested)


def _used(one: Field, items: Sequence[object]) -> list[Field]:
    """The fields of the nested records that any of them has."""
    nested = cast("Nested", cast("Many", one.type).of)
    there = {field.name for item in items for field, _ in _filled(item)}
    return [field for field in fields_of(nested.cls) if field.name in there]


def _column(one: Field) -> Column[Any]:
    def of(item: object) -> Cell:
        value = getattr(item, one.name)
        return None if value == () else said(value)

    return Column(one.key, one.label, of)


def _items(one: Field, value: object) -> Iterator[tuple[KeyPath, Text, object]]:
    """A value, or each item of a list, with its path and label."""
    if not isinstance(value, tuple):
        yield (one.key,), one.label, value
        return
    for ordinal, item in enumerate(value):
        label = one.label
        if dataclasses.is_dataclass(item):
            label = Text(f"{label.zh}{ordinal + 1}", f"{label.en} {ordinal + 1}")
        yield (one.key, ordinal), label, item


def _word(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return "、".join(_word(one) for one in cell)
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return cell.zh if isinstance(cell, Text) else str(cell)


def _joined(prefix: Text, label: Text) -> Text:
    return Text(f"{prefix.zh}·{label.zh}", f"{prefix.en}: {label.en}")
