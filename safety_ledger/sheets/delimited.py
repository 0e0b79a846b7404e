"""CSV as Chinese offices save it: UTF-8 or GB18030, commas, semicolons or tabs."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from typing import Final

from safety_ledger.errors import LedgerError
from safety_ledger.sheets.grid import COLUMNS, LINES, Line, Sheet, filled
from safety_ledger.sheets.tables import bare
from safety_ledger.text import Text

_SEPARATORS: Final = (",", "\t", ";")
_HEAD: Final = 60
"""Lines in which the headings are looked for to tell the separator."""
_END: Final = "\x00end"

_BINARY: Final = Text(
    "不是表格文件：像是图片、压缩包或别的程序的文件。请存为 CSV 或 .xlsx",
    "no table: it looks like a picture, an archive or another program's file; save it as CSV or .xlsx",
)
_ENCODING: Final = Text(
    "看不出是什么编码：既不是 UTF-8，也不是 GB18030。请用表格软件另存为“CSV UTF-8”",
    "neither UTF-8 nor GB18030: save it as “CSV UTF-8” in the spreadsheet program",
)
_QUOTE: Final = Text(
    "第 {line} 行起有一个引号没有配对，后面的内容分不清行；补上引号再试",
    "a quotation mark on line {line} has no partner: add it and try again",
)
_UNREADABLE: Final = Text(
    "第 {line} 行附近读不出来：单元格过长或格式有误",
    "cannot read near line {line}: a cell is too long or malformed",
)
_TOO_LONG: Final = Text(
    "表格超过 {lines} 行或 {columns} 列，请拆分后再导入",
    "more than {lines} lines or {columns} columns: split the table",
)


def read_delimited(data: bytes, known: Callable[[str], bool]) -> Sheet:
    """The table in a csv file; the separator is the one that gives most headings ``known``."""
    text = decoded(data)
    best = max(_SEPARATORS, key=lambda one: _headings(text, one, known))
    return Sheet("", filled(_lines(text, best)))


def decoded(data: bytes) -> str:
    """The text of a file by its mark, else as UTF-8, else as GB18030."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if b"\x00" in data:
        raise LedgerError(_BINARY)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise LedgerError(_ENCODING)


def _headings(text: str, separator: str, known: Callable[[str], bool]) -> tuple[int, int]:
    """How many headings the best of the first lines has, then how many cells."""
    head = "\n".join(text.splitlines()[:_HEAD])
    try:
        rows = list(csv.reader(io.StringIO(head, newline=""), delimiter=separator))
    except csv.Error:
        return (0, 0)
    return max(((sum(map(known, row)), len(row)) for row in rows), default=(0, 0))


def _lines(text: str, separator: str) -> Iterator[Line]:
    """Every row; a mark put behind the last one tells whether a quotation was left open."""
    source = io.StringIO(f"{text}\n{_END}\n", newline="")
    reader = csv.reader(source, delimiter=separator)
    start = 1
    try:
        for row in reader:
            if row == [_END]:
                return
            if any(_END in cell for cell in row):
                raise LedgerError(_QUOTE, {"line": start})
            if start > LINES or len(row) > COLUMNS:
                raise LedgerError(_TOO_LONG, {"lines": LINES, "columns": COLUMNS})
            yield Line(start, tuple(map(bare, row)))
            start = reader.line_num + 1
    except csv.Error as error:
        raise LedgerError(_UNREADABLE, {"line": start}) from error
