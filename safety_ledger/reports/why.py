"""Figures with the records they count: a figure is the length of a list that can be named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from safety_ledger.reports.report import RIGHT, Column, Section, table
from safety_ledger.text import Text


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a report and the records it counts."""

    of: Text
    """The part of the report it stands in."""
    what: Text
    ids: tuple[str, ...]


_COLUMNS: Final[tuple[Column[Figure], ...]] = (
    Column("of", Text("栏目", "part"), lambda one: one.of),
    Column("what", Text("数字", "figure"), lambda one: one.what),
    Column("count", Text("条数", "records"), lambda one: len(one.ids), RIGHT),
    Column("ids", Text("记录", "records behind it"), lambda one: one.ids or None),
)


def why_section(figures: Sequence[Figure]) -> Section:
    """Every figure with all its records, behind ``--why``."""
    return Section(
        Text("依据：每个数字后面的记录", "Why: the records behind each figure"),
        table=table("why", _COLUMNS, figures),
    )
