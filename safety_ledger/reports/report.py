"""A report as a value: title, day, sections with tables of typed cells. Renderers do the rest.

A column is declared once, with its JSON key, its words and how its value is got from a row; the
tables of every format come from that. Nothing here knows a format.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any, Final, Generic, TypeVar

from safety_ledger.ledger import Known
from safety_ledger.text import Text

Cell = str | int | Decimal | dt.date | bool | Text | None | Sequence["Cell"]
"""What a cell may hold; ``None`` is unknown or not applicable."""

R = TypeVar("R")
NONE: Final = Text("（无）", "(none)")


class Align(Enum):
    """Which side of its column a cell leans to."""

    LEFT = "left"
    RIGHT = "right"


class Tone(Enum):
    """What a row wants of the reader; colour on a terminal, a class in html."""

    PLAIN = "plain"
    GOOD = "good"
    WARN = "warn"
    ALARM = "alarm"
    FAINT = "faint"


@dataclass(frozen=True)  # no slots: a generic class with them cannot be called as Column[X](...)
class Column(Generic[R]):
    """One column: its JSON key, its heading, and the value of a row."""

    key: str
    label: Text
    of: Callable[[R], Cell]
    align: Align = Align.LEFT
    shown: bool = True
    """Whether people see it too; json has every column."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells by column key."""

    cells: Mapping[str, Cell]
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Heading:
    """A column without its function: all that a renderer needs."""

    key: str
    label: Text
    align: Align
    shown: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a small chart: a name, a length and what is written behind it."""

    label: Text | str
    length: int
    note: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings. ``key`` is its name in JSON."""

    key: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    empty: Text
    """What is said in place of a table without rows."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: a title, facts, a chart, a table, remarks; each may be missing."""

    title: Text | None = None
    facts: tuple[tuple[Text, Cell], ...] = ()
    bars: tuple[Bar, ...] = ()
    table: Table | None = None
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a command answers, ready for any format."""

    command: str
    title: Text
    ledger: str
    as_of: dt.date
    sections: tuple[Section, ...]
    foot: tuple[Text, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    """Further JSON members beside the tables."""
    known: Known | None = None
    """The commit whose records it rests on; none for the files as they are."""


def table(
    key: str,
    columns: Sequence[Column[R]],
    rows: Iterable[R],
    tone: Callable[[R], Tone] = lambda _: Tone.PLAIN,
    empty: Text | None = None,
) -> Table:
    """A table of some rows, each cell worked out by its column."""
    headings = tuple(Heading(one.key, one.label, one.align, one.shown) for one in columns)
    made = tuple(Row({one.key: one.of(row) for one in columns}, tone(row)) for row in rows)
    return Table(key, headings, made, empty or NONE)


RIGHT: Final = Align.RIGHT
