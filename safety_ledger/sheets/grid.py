"""A table as it was read: lines of cells, each what its program stored; nothing is guessed here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from safety_ledger.text import Text

BYTES: Final = 20 * 1024 * 1024
LINES: Final = 50_000
COLUMNS: Final = 200
"""More than an office keeps by hand: what is larger is the wrong file, and would stall reading."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """A cell without a value that can be taken: an error, a formula that was never worked out."""

    why: Text


Raw = str | int | Decimal | bool | dt.date | Unusable | None
"""What a cell holds: csv has texts only, a workbook dates and numbers too."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table, by its number in the file."""

    number: int
    cells: tuple[Raw, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file; ``name`` is the worksheet's, empty for csv. Blank lines are left out."""

    name: str
    lines: tuple[Line, ...]


def is_blank(cell: Raw) -> bool:
    """Whether a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def filled(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines that hold anything."""
    return tuple(line for line in lines if not all(map(is_blank, line.cells)))
