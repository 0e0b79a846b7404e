"""Which column of a table is which field: headings in Chinese or English, with the trade's aliases.

An unknown heading is kept out and named; a table without the column that says what a record
is about is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from safety_ledger.errors import LedgerError
from safety_ledger.model import KIND
from safety_ledger.model.declaration import Kind
from safety_ledger.sheets.aliases import ALIASES, NEEDED, Path
from safety_ledger.sheets.columns import (
    Use,
    is_heading,
    known_columns,
    label_of,
    name_of,
    use_of,
)
from safety_ledger.sheets.grid import Line, Raw, Sheet, is_blank
from safety_ledger.text import Text

_LOOKED_AT: Final = 30
"""Lines among which the headings are looked for: titles, dates and units stand above them."""
_ORIGINAL: Final = frozenset({"原定期限", "originaldeadline"})
_NO_HEADINGS: Final = Text(
    "没有找到表头：前 {lines} 行里没有认得的列名",
    "no headings found: the first {lines} lines have no column that is known",
)
_LACKS: Final = Text(
    "第 {line} 行是表头，但没有“{label}”一列（也可写作 {aliases}），不能猜；认得的列：{known}",
    "line {line} has the headings but no column “{label}” (or {aliases}): known are {known}",
)
_TWICE: Final = Text(
    "有几列都是“{label}”：{headings}；只留一列，或给别的列改名",
    "several columns say “{label}”: {headings}; keep one, or rename the others",
)


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a table: where it stands, what it is called, what is done with it."""

    at: int
    text: str
    use: Use
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line below the headings: its cells by the field they fill."""

    number: int
    cells: Mapping[Path, Raw]
    raw: tuple[Raw, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose columns are known."""

    kind: Kind
    sheet: str
    line: int
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]


def table_of(sheet: Sheet, kind: str) -> Table:
    """A sheet with its headings found; :class:`LedgerError` where the needed column is missing."""
    line = _heading_line(sheet, kind)
    headings = _single((*_headings(line, kind), *_nameless(sheet, line)), kind)
    paths = {one.path for one in headings if one.use is Use.TAKEN}
    for needed in NEEDED[kind]:
        if needed not in paths:
            raise _lacking(kind, needed, line.number, headings)
    rows = tuple(_row(one, headings) for one in sheet.lines if one.number > line.number)
    rows = tuple(row for row in rows if _says_something(row, headings))
    return Table(KIND[kind], sheet.name, line.number, headings, rows)


def tables_in(sheets: Iterable[Sheet], kind: str) -> list[Table]:
    """The tables of those sheets that have the columns that are needed."""
    found: list[Table] = []
    for sheet in sheets:
        with suppress(LedgerError):
            found.append(table_of(sheet, kind))
    return found


def _heading_line(sheet: Sheet, kind: str) -> Line:
    """The line with the headings; where they stand on two lines, both as one."""
    head = sheet.lines[:_LOOKED_AT]
    best = max(range(len(head)), key=lambda at: _score(head[at], kind), default=None)
    if best is None or not _score(head[best], kind):
        raise LedgerError(_NO_HEADINGS, {"lines": _LOOKED_AT})
    if best + 1 < len(head) and _all_headings(head[best + 1], kind):
        return _over(head[best], head[best + 1])
    if best and _all_headings(head[best], kind) and _score(head[best - 1], kind) > 1:
        return _over(head[best - 1], head[best])
    return head[best]


def _all_headings(line: Line, kind: str) -> bool:
    written = [str(cell) for cell in line.cells if not is_blank(cell)]
    return all(is_heading(kind, text) for text in written)


def _over(upper: Line, lower: Line) -> Line:
    """A heading over several columns, and what each of them is called below it."""
    both = zip_longest(upper.cells, lower.cells)
    cells = tuple(above if is_blank(below) else below for above, below in both)
    return Line(lower.number, cells)


def _score(line: Line, kind: str) -> int:
    """How many different headings a line has."""
    return len({cell for cell in line.cells if isinstance(cell, str) and is_heading(kind, cell)})


def _headings(line: Line, kind: str) -> Iterator[Heading]:
    for at, cell in enumerate(line.cells):
        if is_blank(cell):
            continue
        text = " ".join(str(cell).split())
        use, path = use_of(kind, name_of(text))
        yield Heading(at, text, use, path)


def _nameless(sheet: Sheet, line: Line) -> Iterator[Heading]:
    """Columns that hold something and have no heading: kept out, but named."""
    named = {at for at, cell in enumerate(line.cells) if not is_blank(cell)}
    held = {
        at
        for one in sheet.lines
        if one.number > line.number
        for at, cell in enumerate(one.cells)
        if not is_blank(cell)
    }
    for at in sorted(held - named):
        yield Heading(at, f"（第{at + 1}列）", Use.UNKNOWN)


def _single(headings: tuple[Heading, ...], kind: str) -> tuple[Heading, ...]:
    """Each field once: by the field's own name, else by the alias that stands first in the list.

    An export has two deadlines. Beside the original one, the other is the one in force.
    """
    originals = [one for one in headings if name_of(one.text) in _ORIGINAL]
    if originals:
        headings = tuple(_in_force(one) if one not in originals else one for one in headings)
    best: dict[Path, Heading] = {}
    for one in headings:
        if one.use is Use.TAKEN:
            rival = best.setdefault(one.path, one)
            if rival is not one and name_of(rival.text) == name_of(one.text):
                params = {"label": label_of(kind, one.path), "headings": (rival.text, one.text)}
                raise LedgerError(_TWICE, params)
            best[one.path] = min(rival, one, key=lambda two: _rank(two, kind))
    return tuple(
        Heading(one.at, one.text, Use.UNKNOWN)
        if one.use is Use.TAKEN and best[one.path] is not one
        else one
        for one in headings
    )


def _in_force(one: Heading) -> Heading:
    if one.use is not Use.TAKEN or one.path != ("deadline",):
        return one
    return Heading(one.at, one.text, Use.COMPUTED, ("deadline_in_force",))


def _rank(one: Heading, kind: str) -> int:
    """How good a name is: -1 for the field's own, else its place among the aliases."""
    name, known = name_of(one.text), known_columns(kind).get(one.path)
    if known is not None and name in map(name_of, (".".join(one.path), known.field.label.zh)):
        return -1
    aliases = list(map(name_of, ALIASES[kind].get(one.path, ())))
    return aliases.index(name) if name in aliases else len(aliases)


def _lacking(kind: str, path: Path, line: int, headings: Sequence[Heading]) -> LedgerError:
    params = {
        "line": line,
        "label": label_of(kind, path),
        "aliases": ALIASES[kind].get(path, ()),
        "known": [one.text for one in headings if one.use is Use.TAKEN],
    }
    return LedgerError(_LACKS, params)


def _row(line: Line, headings: Sequence[Heading]) -> Row:
    cells = {
        one.path: line.cells[one.at]
        for one in headings
        if one.path and one.at < len(line.cells) and not is_blank(line.cells[one.at])
    }
    return Row(line.number, cells, line.cells)


def _says_something(row: Row, headings: Sequence[Heading]) -> bool:
    """A line that is numbered and else empty says nothing; nor do headings said again."""
    written = {at for at, cell in enumerate(row.raw) if not is_blank(cell)}
    again = {one.at for one in headings if row.raw[one.at : one.at + 1] == (one.text,)}
    return bool(written - {one.at for one in headings if one.use is Use.IGNORED} - again)
