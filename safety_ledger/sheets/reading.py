"""A file of tables, told apart by its first bytes and never by its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from safety_ledger.errors import LedgerError, reason_of
from safety_ledger.sheets.delimited import read_delimited
from safety_ledger.sheets.grid import BYTES, Sheet
from safety_ledger.sheets.workbook import read_workbook
from safety_ledger.text import Text

_UNREADABLE: Final = Text("读不了 {path}：{reason}", "cannot read {path}: {reason}")
_FOLDER: Final = Text("{path} 是文件夹，要一个表格文件", "{path} is a folder: name a file")
_TOO_LARGE: Final = Text(
    "{path} 超过 {limit} MB，不像手工台账；请拆分后再导入",
    "{path} has more than {limit} MB: split it",
)
_IN_FILE: Final = Text("{path}：{what}", "{path}: {what}")
_OLD: Final = Text(
    "是旧版 .xls、.et 或有密码的文件，读不了；请另存为 .xlsx 或 CSV",
    "an old .xls, an .et or a protected file: save it as .xlsx or CSV",
)
_PAGE: Final = Text(
    "其实是网页，不是表格；请在表格软件里打开后另存为 .xlsx 或 CSV",
    "really a web page: open it in the spreadsheet program and save it as .xlsx or CSV",
)
_OLE: Final = b"\xd0\xcf\x11\xe0"


def read_sheets(path: Path, known: Callable[[str], bool]) -> list[Sheet]:
    """The tables in a file; ``known`` tells a heading. :class:`LedgerError` where it has none."""
    data = _bytes(path)
    try:
        return _sheets(data, known)
    except LedgerError as error:
        what = error.message.filled(**error.params)
        raise LedgerError(_IN_FILE, {"path": path.name, "what": what}) from error


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise LedgerError(_FOLDER, {"path": path})
    try:
        with path.open("rb") as file:
            data = file.read(BYTES + 1)
    except OSError as error:
        raise LedgerError(_UNREADABLE, {"path": path, "reason": reason_of(error)}) from error
    if len(data) > BYTES:
        raise LedgerError(_TOO_LARGE, {"path": path, "limit": BYTES // 1024 // 1024})
    return data


def _sheets(data: bytes, known: Callable[[str], bool]) -> list[Sheet]:
    if data.startswith(b"PK"):
        return read_workbook(data)
    if data.startswith(_OLE):
        raise LedgerError(_OLD)
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:5].lower() in {b"<html", b"<!doc", b"<tabl"}:
        raise LedgerError(_PAGE)
    return [read_delimited(data, known)]
