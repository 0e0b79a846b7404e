"""Any record as labelled fields, by its declaration: what ``show`` prints and ``find`` searches."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, cast

from safety_ledger.ledger import Ledger
from safety_ledger.model import KINDS
from safety_ledger.model.declaration import Kind, fields_of
from safety_ledger.reports.report import Cell
from safety_ledger.text import Text


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """A record with the id people know it by."""

    kind: Text
    id: str
    record: Any


def named(ledger: Ledger) -> Iterator[Named]:
    """Every record of a ledger that has an id or a name, the tasks of a list among them."""
    for kind in KINDS:
        if not kind.single:
            yield from (_named(kind, record) for record in ledger.records(kind.name))
    task = Text("任务", "task")
    yield from (Named(task, one.id, one) for one in ledger.tasks)


def _named(kind: Kind, record: object) -> Named:
    return Named(kind.label, str(getattr(record, kind.key)), record)


def facts(record: object, prefix: Text | None = None) -> Iterator[tuple[Text, Cell]]:
    """The fields of a record that are filled in, each with its label; nested ones after a dot."""
    for one in fields_of(type(record)):
        value = getattr(record, one.name)
        label = one.label if prefix is None else _joined(prefix, one.label)
        if value is None or value == ():
            continue
        if dataclasses.is_dataclass(value):
            yield from facts(value, label)
        elif isinstance(value, tuple):
            yield label, tuple(_item(item) for item in value)
        else:
            yield label, value


def _item(value: object) -> Cell:
    """An item of a list: a scalar as it is, a nested record as its values."""
    if not dataclasses.is_dataclass(value):
        return cast("Cell", value)
    pairs = [(label, cell) for label, cell in facts(value)]
    zh = "，".join(f"{label.zh} {_said(cell)}" for label, cell in pairs)
    en = ", ".join(f"{label.en} {_said(cell)}" for label, cell in pairs)
    return Text(zh, en)


def _said(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return "、".join(_said(one) for one in cell)
    return cell.zh if isinstance(cell, Text) else str(cell)


def _joined(prefix: Text, label: Text) -> Text:
    return Text(f"{prefix.zh}·{label.zh}", f"{prefix.en}: {label.en}")
