"""``find``: every record that holds a text, with the field it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from safety_ledger.lists import Day
from safety_ledger.reports.foot import foot
from safety_ledger.reports.records import facts, named
from safety_ledger.reports.report import Cell, Column, Report, Section, table
from safety_ledger.text import Lang, Text, spoken


@dataclass(frozen=True, slots=True)
class Hit:
    """A field that holds the text."""

    kind: Text
    id: str
    field: Text
    value: Cell


_COLUMNS: Final[tuple[Column[Hit], ...]] = (
    Column("id", Text("编号", "id"), lambda hit: hit.id),
    Column("kind", Text("类别", "kind"), lambda hit: hit.kind),
    Column("field", Text("字段", "field"), lambda hit: hit.field),
    Column("value", Text("内容", "value"), lambda hit: hit.value),
)


def report(day: Day, wanted: str) -> Report:
    """All fields, of all records, in which the text stands; case does not matter."""
    hits = list(_hits(day, wanted.casefold()))
    counted = Text(f"共 {len(hits)} 处", f"{len(hits)} places")
    return Report(
        command="find",
        title=Text(f"查找“{wanted}”", f"Find “{wanted}”"),
        ledger=day.ledger.file.name,
        as_of=day.date,
        sections=(
            Section(
                notes=(counted,),
                table=table("rows", _COLUMNS, hits, empty=Text("没有找到", "nothing found")),
            ),
        ),
        foot=foot(day),
    )


def _hits(day: Day, wanted: str) -> Iterator[Hit]:
    for one in named(day.ledger):
        for label, cell in facts(one.record):
            for item in cell if isinstance(cell, tuple) else (cell,):
                if wanted in spoken(item, Lang.ZH).casefold():
                    yield Hit(one.kind, one.id, label, item)
