"""``find``: every record that holds a text, with the field it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

from safety_ledger.ledger import KeyPath, Ledger
from safety_ledger.lists import Day
from safety_ledger.reports.foot import foot
from safety_ledger.reports.records import Named, leaves, named, place
from safety_ledger.reports.report import Cell, Column, Report, Section, table
from safety_ledger.text import Lang, Text, spoken


@dataclass(frozen=True, slots=True)
class Hit:
    """A value that holds the text."""

    ledger: Ledger
    record: Named
    path: KeyPath
    field: Text
    value: Cell

    @property
    def place(self) -> str | None:
        """Where it stands in the files."""
        spot = place(self.ledger, self.record, self.path)
        return str(spot) if spot else None


_COLUMNS: Final[tuple[Column[Hit], ...]] = (
    Column("id", Text("编号", "id"), lambda hit: hit.record.id),
    Column("kind", Text("类别", "kind"), lambda hit: hit.record.kind),
    Column("field", Text("字段", "field"), lambda hit: hit.field),
    Column("value", Text("内容", "value"), lambda hit: hit.value),
    Column("place", Text("所在位置", "place"), lambda hit: hit.place),
)


def report(day: Day, wanted: str) -> Report:
    """All fields, of all records, in which the text stands; case and width do not matter."""
    hits = list(_hits(day, _plain(wanted)))
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
        for path, label, cell in leaves(one.record):
            if any(wanted in _plain(spoken(cell, lang)) for lang in Lang):
                yield Hit(day.ledger, one, path, label, cell)


def _plain(text: str) -> str:
    return normalize("NFKC", text).casefold()
