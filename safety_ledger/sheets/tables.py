"""A report's tables as CSV that opens well in a Chinese spreadsheet program.

UTF-8 with a byte-order mark; what a spreadsheet would take for a formula, or a code it would take
for a number, begins with an apostrophe.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Final

from safety_ledger.reports.report import Cell, Report, Table
from safety_ledger.text import Lang

BOM: Final = "\ufeff"
_GUARDED: Final = re.compile(r"'*(?:[=+\-@\t\r＝＋－＠].*|0[0-9]+|[0-9]{12,})", re.DOTALL)
"""What is written behind an apostrophe; also what has one of its own, so that reading can tell."""

Words = Callable[[Cell, Lang], str]
"""How a cell reads; given by the renderers, which are this package's neighbours."""


def as_csv(table: Table, lang: Lang, words: Words) -> str:
    """One table: the headings, then every row with every column."""
    heads = [words(heading.whole, lang) for heading in table.headings]
    rows = (
        [_cell(row.cells[heading.key], lang, words) for heading in table.headings]
        for row in table.rows
    )
    return written([heads, *rows])


def written(lines: Iterable[Sequence[str]]) -> str:
    """Lines of cells as a file."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(lines)
    return BOM + out.getvalue()


def tables_of(report: Report) -> dict[str, Table]:
    """The tables of a report by key, in order."""
    return {table.key: table for section in report.sections for table in section.tables}


def _cell(cell: Cell, lang: Lang, words: Words) -> str:
    if cell is None:
        return ""
    text = words(cell, lang)
    return text if isinstance(cell, int | Decimal | dt.date) else guarded(text)


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula, nor a code for a number."""
    return f"'{text}" if _GUARDED.fullmatch(text) else text


def bare(text: str) -> str:
    """What :func:`guarded` was given."""
    return text[1:] if text.startswith("'") and _GUARDED.fullmatch(text[1:]) else text
