"""A report as a value: title, day, sections with tables of typed cells. Renderers do the rest.

A column is declared once, with its JSON key, its words and how its value is got from a row; the
tables of every format come from that. Nothing here knows a format.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum
from typing import Any, Final, Generic, NamedTuple, TypeVar

from safety_ledger.ledger import Known
from safety_ledger.obligations.share import percent
from safety_ledger.text import Text


class Share(NamedTuple):
    """A part of a whole: printed as a percentage with both numbers, ``-`` without a whole."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        """To one decimal, half up; ``None`` when there is no whole."""
        return percent(self.part, self.whole)


Cell = str | int | Decimal | dt.date | bool | Text | Share | None | Sequence["Cell"]
"""What a cell may hold; ``None`` is unknown or not applicable."""

R = TypeVar("R")
NONE: Final = Text("（无）", "(none)")

MOST: Final = 5
"""How many records are named in a cell; json and ``--why`` have them all."""


def first_few(words: Sequence[str], counted: str = "条") -> Cell:
    """The first few ids or names, and how many there are (in Chinese, of what) when that is not all."""
    if len(words) <= MOST:
        return tuple(words)
    first = words[:MOST]
    zh, en = "、".join(first), ", ".join(first)
    return Text(f"{zh} 等 {len(words)} {counted}", f"{en} and {len(words) - MOST} more")


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
    over: Text | None = None
    """The heading above it, shared with its neighbours of the same."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells by column key."""

    cells: Mapping[str, Cell]
    tone: Tone = Tone.PLAIN
    total: bool = False
    """The sum of the rows above it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column without its function: all that a renderer needs."""

    key: str
    label: Text
    align: Align
    shown: bool
    over: Text | None = None

    @property
    def whole(self) -> Text:
        """The heading where one row of headings must do."""
        if self.over is None:
            return self.label
        return Text(f"{self.over.zh}{self.label.zh}", f"{self.over.en} {self.label.en}")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings. ``key`` is its name in JSON."""

    key: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    empty: Text
    """What is said in place of a table without rows."""


class Shape(Enum):
    """How a chart is drawn where there is room: lying bars for names, columns for time."""

    BARS = "bars"
    COLUMNS = "columns"


@dataclass(frozen=True, slots=True)
class Series:
    """A column of whole numbers that a chart draws."""

    key: str
    tone: Tone = Tone.PLAIN
    """Of every bar; a plain one takes the tone of its row."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Some columns of a table, drawn: a chart has no figure of its own, so it cannot differ."""

    table: Table
    label: str
    """The column whose cells name the groups of bars."""
    series: tuple[Series, ...]
    shape: Shape = Shape.BARS

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is drawn: a total would dwarf its parts."""
        return tuple(row for row in self.table.rows if not row.total)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: a title, remarks, facts, a chart, a table; each may be missing.

    Where a chart is drawn its numbers stand on the bars; formats that do not draw, and those for
    programs, have its table instead.
    """

    title: Text | None = None
    facts: tuple[tuple[Text, Cell], ...] = ()
    chart: Chart | None = None
    table: Table | None = None
    notes: tuple[Text, ...] = ()
    lead: tuple[Text, ...] = ()
    """What a hurried reader must see: stands out, above everything else of the section."""
    narrow: bool = False
    """Whether it may stand beside a narrow neighbour where there is room, as on paper."""

    @property
    def nothing(self) -> Text | None:
        """What is said in place of a chart that has nothing to draw."""
        if self.chart is None or self.chart.rows or self.table is not None:
            return None
        return self.chart.table.empty

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table with figures of this section, each once."""
        drawn = self.chart.table if self.chart is not None else None
        both = (drawn, self.table) if drawn is not self.table else (self.table,)
        return tuple(one for one in both if one is not None)


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
    also: tuple[Table, ...] = ()
    """Tables for programs alone: what people see laid out differently."""


def with_total(listed: Table, sums: Table) -> Table:
    """A table with the row of another below it: the sum of its rows."""
    last = tuple(replace(row, total=True) for row in sums.rows)
    return replace(listed, rows=(*listed.rows, *last))


def cells(columns: Iterable[Column[R]], row: R) -> dict[str, Cell]:
    """The values of one row, by column key."""
    return {one.key: one.of(row) for one in columns}


def table(
    key: str,
    columns: Sequence[Column[R]],
    rows: Iterable[R],
    tone: Callable[[R], Tone] = lambda _: Tone.PLAIN,
    empty: Text | None = None,
) -> Table:
    """A table of some rows, each cell worked out by its column."""
    headings = tuple(Heading(one.key, one.label, one.align, one.shown, one.over) for one in columns)
    made = tuple(Row(cells(columns, row), tone(row)) for row in rows)
    return Table(key, headings, made, empty or NONE)


RIGHT: Final = Align.RIGHT
