"""Dates as people write them: year, month and day, or the words for what is missing."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Final

from safety_ledger.model.ledger_file import Span
from safety_ledger.sheets.grid import Raw
from safety_ledger.sheets.unclear import Unclear, unclear

_DATES: Final = tuple(
    re.compile(rf"{pattern}(?:[ T]\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?)?")
    for pattern in (
        r"(\d{4})-(\d{1,2})-(\d{1,2})",
        r"(\d{4})/(\d{1,2})/(\d{1,2})",
        r"(\d{4})\.(\d{1,2})\.(\d{1,2})",
        r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]",
        r"(\d{4})(\d{2})(\d{2})",
    )
)
_NO_YEAR: Final = re.compile(r"(?<!\d)\d{1,2}(?:月\d{1,2}|[./-]\d{1,2}(?![\d./-]))")
_NO_DAY: Final = re.compile(r"\d{4}(?:年\d{1,2}月?|[./-]\d{1,2}|年)?")
_SHORT_YEAR: Final = re.compile(r"\d{2}[./-]\d{1,2}[./-]\d{1,2}")
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?")
_SPAN: Final = re.compile(r"[至到~～—]|\d日?[-－]\d{1,2}日")


def cell_date(cell: Raw, text: str, period: Span) -> dt.date | Unclear:
    """A date that has year, month and day; anything less is not made up."""
    day = cell if isinstance(cell, dt.date) else _written_date(cell, text)
    if isinstance(day, dt.date) and not period.from_ <= day <= period.until:
        return unclear(
            "{value} 不在台账的日期范围 {from_} 至 {until} 之内",
            "{value} is not between {from_} and {until}",
            str(day),
            from_=period.from_,
            until=period.until,
        )
    return day


def _written_date(cell: Raw, text: str) -> dt.date | Unclear:
    written = unicodedata.normalize("NFKC", text)
    compact = re.sub(r"\s*([年月日号./-])\s*", r"\1", written)
    for pattern in _DATES:
        if isinstance(cell, str) and (found := pattern.fullmatch(compact)):
            try:
                return dt.date(*map(int, found.groups()))
            except ValueError:
                return unclear("“{value}”没有这一天", "there is no “{value}”", text)
    return _no_date(compact, text)


def _no_date(compact: str, text: str) -> Unclear:
    """Why a text is no date, in the words of what it lacks."""
    if _SERIAL.fullmatch(compact):
        return unclear(
            "“{value}”是数字，不是日期：请把单元格设为日期格式",
            "“{value}” is a number: format the cell as a date",
            text,
        )
    if _SHORT_YEAR.fullmatch(compact):
        return unclear(
            "“{value}”年份只有两位，写成四位", "“{value}”: write the year in four digits", text
        )
    if _NO_DAY.fullmatch(compact):
        return unclear("“{value}”缺几月几日", "“{value}” does not say the day", text)
    if not re.search(r"\d{4}", compact) and _NO_YEAR.search(compact):
        return unclear("“{value}”没有年份", "“{value}” does not say the year", text)
    if _SPAN.search(compact) and re.search(r"\d", compact):
        return unclear(
            "“{value}”是一段时间，要一个日期", "“{value}” is a span: one date is needed", text
        )
    return unclear(
        "“{value}”不是日期（写成 2024-06-30）", "“{value}” is no date (write 2024-06-30)", text
    )
