"""A report's tables as CSV that opens well in a Chinese spreadsheet program.

UTF-8 with a byte-order mark; what a spreadsheet would take for a formula, or a code it would take
for a number, begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Final

from safety_ledger.reports.report import Cell, Report, Table
from safety_ledger.text import Lang

BOM: Final = "\ufeff"
_FORMULA: Final = re.compile(r"[=+\-@\t\r]")
_CODE: Final = re.compile(r"0[0-9]+|[0-9]{12,}")

Words = Callable[[Cell, Lang], str]
"""How a cell reads; given by the renderers, which are this package's neighbours."""


def as_csv(table: Table, lang: Lang, words: Words) -> str:
    """One table: the headings, then every row with every column."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([words(heading.whole, lang) for heading in table.headings])
    for row in table.rows:
        cells = (row.cells[heading.key] for heading in table.headings)
        writer.writerow([_cell(cell, lang, words) for cell in cells])
    return BOM + out.getvalue()


def tables_of(report: Report) -> dict[str, Table]:
    """The tables of a report by key, in order."""
    return {table.key: table for section in report.sections for table in section.tables}


def _cell(cell: Cell, lang: Lang, words: Words) -> str:
    if cell is None:
        return ""
    text = words(cell, lang)
    if isinstance(cell, str) and (_FORMULA.match(text) or _CODE.fullmatch(text)):
        return f"'{text}"
    return text
