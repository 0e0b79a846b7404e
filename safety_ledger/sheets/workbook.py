"""Workbooks (.xlsx) through openpyxl, an optional extra; formulas are never worked out."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from safety_ledger.errors import LedgerError
from safety_ledger.reports.report import Align, Cell, Report, Table
from safety_ledger.sheets.grid import COLUMNS, LINES, Line, Raw, Sheet, Unusable, filled
from safety_ledger.sheets.tables import Words, tables_of
from safety_ledger.text import Lang, Text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell as Box
    from openpyxl.worksheet.worksheet import Worksheet

_MISSING: Final = Text(
    "读写 .xlsx 要另装 openpyxl：pip install 'safety-ledger[xlsx]'；或改用 CSV",
    ".xlsx needs openpyxl: pip install 'safety-ledger[xlsx]'; or use CSV",
)
_BROKEN: Final = Text(
    "这个 .xlsx 打不开：文件损坏、有密码，或其实是别的格式。请另存为 .xlsx 或 CSV 再试",
    "cannot open this .xlsx: damaged, protected, or of another format; save it as .xlsx or CSV",
)
_BOMB: Final = Text(
    "这个 .xlsx 解开后过大（超过 {limit} MB），不读",
    "this .xlsx unpacks to more than {limit} MB and is not read",
)
_TOO_LONG: Final = Text(
    "工作表“{name}”超过 {lines} 行或 {columns} 列（含空白但有格式的），请删去多余的行列再试",
    "sheet “{name}” has more than {lines} lines or {columns} columns: delete the empty ones",
)
_NOT_WORKED_OUT: Final = Text(
    "是公式而没有算好的值：请在表格软件里打开、保存后再导入",
    "a formula without its value: open and save it in the spreadsheet program first",
)
_ERROR: Final = Text("单元格是错误值 {value}", "the cell holds the error {value}")
_UNPACKED: Final = 200 * 1024 * 1024
_ZEROS: Final = re.compile(r"0+")
_LONGEST: Final = 32_000
"""A cell of a workbook holds 32,767 characters; what is longer would be cut off in silence."""


def read_workbook(data: bytes) -> list[Sheet]:
    """Every worksheet of a workbook, in order."""
    _check_size(data)
    values, formulas = _open(data, data_only=True), _open(data, data_only=False)
    return [
        Sheet(title, filled(_lines(values[title], formulas[title])))
        for title in values.sheetnames
        if hasattr(values[title], "iter_rows")  # a chart has a sheet of its own
    ]


def _check_size(data: bytes) -> None:
    """What unpacks to far more than it weighs, or brings entities along, is not opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _UNPACKED:
                raise LedgerError(_BOMB, {"limit": _UNPACKED // 1024 // 1024})
            for part in packed.infolist():
                if part.filename.endswith((".xml", ".rels")):
                    with packed.open(part) as opened:
                        if b"<!" in opened.read(2048).split(b"<!--")[0]:
                            raise LedgerError(_BROKEN)
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError) as error:
        raise LedgerError(_BROKEN) from error


def _open(data: bytes, *, data_only: bool) -> Workbook:
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise LedgerError(_MISSING) from error
    try:
        return load_workbook(io.BytesIO(data), data_only=data_only, keep_links=False)
    except Exception as error:  # openpyxl raises whatever a damaged part gives
        raise LedgerError(_BROKEN) from error


def _lines(values: Worksheet, formulas: Worksheet) -> Iterator[Line]:
    if values.max_row > LINES or values.max_column > COLUMNS:
        params = {"name": values.title, "lines": LINES, "columns": COLUMNS}
        raise LedgerError(_TOO_LONG, params)
    spread = _spread(values, formulas)
    pairs = zip(values.iter_rows(), formulas.iter_rows(), strict=True)
    for number, (row, written) in enumerate(pairs, start=1):
        cells = [_raw(box, other) for box, other in zip(row, written, strict=True)]  # type: ignore[arg-type] # merged boxes too
        for column, above in spread.get(number, {}).items():
            cells[column - 1] = above
        yield Line(number, tuple(cells))


def _spread(values: Worksheet, formulas: Worksheet) -> dict[int, dict[int, Raw]]:
    """A box merged downwards holds for every line it covers: its value, by line and column."""
    found: dict[int, dict[int, Raw]] = {}
    for area in values.merged_cells.ranges:
        if area.max_row > area.min_row:
            box, written = (one.cell(area.min_row, area.min_col) for one in (values, formulas))
            for line in range(area.min_row + 1, min(area.max_row, LINES) + 1):
                found.setdefault(line, {})[area.min_col] = _raw(box, written)  # type: ignore[arg-type] # the first box of an area
    return found


def _raw(box: Box, written: Box) -> Raw:
    value = box.value
    match value:
        case None:
            is_formula = getattr(written, "data_type", "") == "f"
            return Unusable(_NOT_WORKED_OUT) if is_formula else None
        case bool() | int():
            return _coded(value, box)
        case float():
            return _coded(int(value), box) if value.is_integer() else Decimal(repr(value))
        case dt.datetime():
            return value.date() if value.time() == dt.time() else str(value)
        case dt.date():
            return value
        case str() if box.data_type == "e":
            return Unusable(_ERROR.filled(value=value))
        case _:
            return str(value)


def _coded(value: int | bool, box: Box) -> Raw:  # noqa: FBT001 - a cell's value, not a switch
    """A number shown with leading zeros is a code: 0017."""
    if not isinstance(value, bool) and _ZEROS.fullmatch(box.number_format or ""):
        return str(value).zfill(len(box.number_format))
    return value


def as_workbook(report: Report, lang: Lang, words: Words) -> bytes:
    """The tables of a report as a workbook, one sheet each.

    Codes are text, dates dates, the headings stay in view; the same report gives the same bytes.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise LedgerError(_MISSING) from error
    book = openpyxl.Workbook()
    for sheet in list(book.worksheets):
        book.remove(sheet)
    for key, table in tables_of(report).items():
        name = report.title.say(lang) if key == "rows" else key
        _write(book.create_sheet(re.sub(r"[\[\]:*?/\\']", "_", name)[:31]), table, lang, words)
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _timeless(data: bytes) -> bytes:
    """The workbook without the moment it was made at."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w") as packed:
        for part in made.infolist():
            text = made.read(part)
            if part.filename == "docProps/core.xml":
                text = re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+Z", b"2000-01-01T00:00:00Z", text)
            packed.writestr(zipfile.ZipInfo(part.filename), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _write(sheet: Worksheet, table: Table, lang: Lang, words: Words) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for number, heading in enumerate(table.headings, start=1):
        box, label = sheet.cell(1, number), words(heading.label, lang)
        _put(box, label, label)  # type: ignore[arg-type] # no merged boxes
        box.font = Font(bold=True)
        cells = [row.cells[heading.key] for row in table.rows]
        said = ["" if cell is None else words(cell, lang) for cell in cells]
        for line, (cell, text) in enumerate(zip(cells, said, strict=True), start=2):
            made = sheet.cell(line, number)
            _put(made, cell, text)  # type: ignore[arg-type] # as above
            side = "right" if heading.align is Align.RIGHT else "left"
            made.alignment = Alignment(horizontal=side, vertical="top", wrap_text=True)
        widest = max(map(_width, [label, *said]))
        sheet.column_dimensions[get_column_letter(number)].width = min(max(widest + 2, 8), 50)
    sheet.freeze_panes = "A2"
    if table.rows:
        sheet.auto_filter.ref = sheet.dimensions


def _put(box: Box, cell: Cell, text: str) -> None:
    """A cell of its own type, else in words: a text, even one that begins as a formula does."""
    match cell:
        case None:
            return
        case int() | Decimal() if not isinstance(cell, bool):
            box.value = cell
        case dt.date():
            box.value = cell
            box.number_format = "yyyy-mm-dd"
        case _:
            box.value = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
            box.data_type = "s"
            box.number_format = "@"
            box.quotePrefix = text.startswith(("=", "+", "-", "@"))


def _width(text: str) -> int:
    """How wide a text stands: what is not Latin takes two places."""
    return sum(1 if ord(character) < 0x2E80 else 2 for character in text)
