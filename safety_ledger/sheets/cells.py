"""From a cell to the value its field asks for. What has two readings is refused, never guessed."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from safety_ledger.diagnostics import nearest
from safety_ledger.model.declaration import (
    Form,
    Many,
    OpenTerm,
    Scalar,
    Term,
    Type,
)
from safety_ledger.model.ledger_file import Span
from safety_ledger.sheets.dates import cell_date
from safety_ledger.sheets.grid import Raw, Unusable
from safety_ledger.sheets.unclear import Unclear, unclear
from safety_ledger.text import Text
from safety_ledger.vocabulary import Level


@dataclass(frozen=True, slots=True)
class Scope:
    """What a ledger allows: the span of its dates, the terms it adds to open lists."""

    period: Span
    added: Mapping[str, tuple[str, ...]]


_LEVELS: Final = {
    "一般隐患": Level.GENERAL,
    "一般事故隐患": Level.GENERAL,
    "重大隐患": Level.MAJOR,
    "重大事故隐患": Level.MAJOR,
}
"""Other ways of writing the two legal levels. 重大火灾隐患 is none: fire rescue judges it (GB 35181)."""

_FLAGS: Final = {"是": True, "否": False, "true": True, "false": False, "yes": True, "no": False}
_NONE: Final = frozenset({"无", "未发现", "未发现隐患", "[]"})
_THOUSANDS: Final = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_NUMBER: Final = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?")
_SEPARATORS: Final = re.compile(r"[、,，;；\n]+")
_INVISIBLE: Final = re.compile("[\u200b-\u200d\u2060\ufeff]")
_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_PRECISE: Final = 15
"""Digits a spreadsheet keeps of a number; a longer code has lost its last ones."""


def convert(cell: Raw, type_: Type, scope: Scope) -> object:
    """The value of a cell for a field, ``None`` for an empty one, or :class:`Unclear`."""
    text = text_of(cell)
    if isinstance(text, Unclear) or not text:
        return text or None
    match type_:
        case Scalar(Form.DATE):
            return cell_date(cell, text, scope.period)
        case Scalar(Form.WHOLE | Form.DECIMAL):
            return _number(text, type_)
        case Scalar(Form.FLAG):
            return _flag(text)
        case Term(terms):
            return _term(text, terms)
        case OpenTerm(name, known):
            return _open_term(text, (*known, *scope.added.get(name, ())))
        case Many(of):
            return _many(cell, of, scope)
        case Scalar(Form.TEXT, pattern=pattern) if pattern and not re.fullmatch(pattern, text):
            return unclear("“{value}”写法不对", "“{value}” is not written as it should be", text)
        case _:
            return _whole_code(cell, text)


def text_of(cell: Raw) -> str | Unclear:
    """What a cell says on one line: outer blanks and invisible marks gone, inner ones single."""
    match cell:
        case None:
            return ""
        case Unusable():
            return Unclear(cell.why)
        case bool():
            return "是" if cell else "否"
        case dt.date():
            return cell.isoformat()
        case Decimal():
            return f"{cell:f}"
        case int():
            return str(cell)
        case str():
            text = _INVISIBLE.sub("", cell)
            if _CONTROL.search(text):
                return Unclear(Text("含有看不见的控制字符", "has invisible control characters"))
            return re.sub(r"\s+", " ", text).strip()


def plain(text: str) -> str:
    """A text to compare names by: one width of characters, no blanks, one case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))).casefold()


def _whole_code(cell: Raw, text: str) -> str | Unclear:
    """A long code kept as a number has lost its end in the spreadsheet already."""
    if isinstance(cell, int | Decimal) and len(text.lstrip("-")) > _PRECISE:
        return unclear(
            "存成了数字，末几位已不可靠：请把该列设为文本，照原件重填",
            "was kept as a number and has lost its last digits: format the column as text, retype it",
            text,
        )
    return text


def _number(text: str, type_: Scalar) -> int | Decimal | Unclear:
    digits = unicodedata.normalize("NFKC", text)
    digits = digits.replace(",", "") if _THOUSANDS.fullmatch(digits) else digits
    if _NUMBER.fullmatch(digits):
        number = Decimal(digits)
        within = (type_.least is None or number >= type_.least) and (
            type_.most is None or number <= type_.most
        )
        if within and type_.form is Form.DECIMAL:
            return number
        if within and number == number.to_integral_value():
            return int(number)
    return unclear(
        "“{value}”不是所要的数字（只写数，不写单位）",
        "“{value}” is not the number asked for (digits alone, no unit)",
        text,
    )


def _flag(text: str) -> bool | Unclear:
    known = _FLAGS.get(text.casefold())
    return (
        unclear("“{value}”要写是或否", "“{value}”: write 是 or 否", text)
        if known is None
        else known
    )


def _term(text: str, terms: type[StrEnum]) -> StrEnum | Unclear:
    if terms is Level and text in _LEVELS:
        return _LEVELS[text]
    if terms is Level and "火灾" in text:
        return unclear(
            "“{value}”由消防机构按消防标准判定，不等于重大事故隐患：请判定后写一般或重大",
            "“{value}” is judged by fire rescue and is not 重大: judge it, then write 一般 or 重大",
            text,
        )
    for term in terms:
        if text == term:
            return term
    return _unknown(text, tuple(terms))


def _open_term(text: str, known: tuple[str, ...]) -> str | Unclear:
    return text if text in known else _unknown(text, known)


def _unknown(text: str, known: tuple[str, ...]) -> Unclear:
    meant = nearest(text, known)
    hint = (
        Text(f"，是不是{'、'.join(meant)}？", f"; did you mean {', '.join(meant)}?")
        if meant
        else ""
    )
    return unclear(
        "没有“{value}”这一项（可写：{known}）{hint}",
        "“{value}” is none of {known}{hint}",
        text,
        known=known,
        hint=hint,
    )


def _many(cell: Raw, of: Type, scope: Scope) -> list[object] | Unclear:
    """A list as people write it: 甲、乙; a word for nothing is an empty list."""
    text = cell if isinstance(cell, str) else str(text_of(cell))
    if text.strip() in _NONE:
        return []
    items = [convert(part, of, scope) for part in _SEPARATORS.split(text) if part.strip()]
    return next((one for one in items if isinstance(one, Unclear)), items)
