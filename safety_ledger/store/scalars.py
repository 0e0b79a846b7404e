"""From the text written in a file to the value its declaration asks for.

Scalars are typed by the field, never by YAML's guesses: ``012`` in a text stays ``012``. What YAML
readers would disagree on must be quoted, so that every reader agrees with this one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from safety_ledger.diagnostics import Code, nearest
from safety_ledger.model.declaration import (
    Form,
    Listed,
    OpenTerm,
    Ref,
    Scalar,
    Term,
)
from safety_ledger.model.ledger_file import Span
from safety_ledger.rules import shape
from safety_ledger.text import Text

Bare = Scalar | Term | OpenTerm | Listed | Ref
"""The declared types that a single written value can have."""


class Fault(NamedTuple):
    """Why a written value is not what was asked for."""

    code: Code
    params: Mapping[str, object]


class Refused(Exception):
    """Carries a fault out of a conversion. ``value`` is what was meant where that much is clear."""

    def __init__(self, fault: Fault, value: object = None) -> None:
        super().__init__(fault.code.code)
        self.fault = fault
        self.value = value


Convert = Callable[[str, bool], object]
"""Takes the written text and whether it was quoted; gives the value or raises Refused."""

_SUSPECT: Final = frozenset("0123456789+-.~=<yYnNtTfFoO")
_LONGEST_WORD: Final = len("false")
_GUESSES: Final = (
    (Text("空值", "null"), r"~|null|Null|NULL"),
    (
        Text("布尔值", "a boolean"),
        (
            r"y|Y|n|N|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF"
            r"|true|True|TRUE|false|False|FALSE"
        ),
    ),
    (
        Text("日期", "a date"),
        (
            r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
            r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}"
            r"(\.[0-9]*)?([ \t]*(Z|[-+][0-9]{1,2}(:[0-9]{2})?))?"
        ),
    ),
    (
        Text("数字", "a number"),
        (
            r"[-+]?(\.[0-9][0-9_]*|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?"
            r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
            r"|[-+]?0b[01_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?0o?[0-7_]+"
            r"|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"
        ),
    ),
    (Text("特殊记号", "a special mark"), r"=|<<"),
)
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE: Final = re.compile(r"-?[0-9]{1,15}")
_DECIMAL: Final = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
_NULLS: Final = frozenset({"~", "null", "Null", "NULL"})
_FORM_NAMES: Final = {
    Form.WHOLE: Text("整数", "a whole number"),
    Form.DECIMAL: Text("数字", "a number"),
    Form.FLAG: Text("true 或 false", "true or false"),
}


def misread_as(text: str) -> Text | None:
    """What YAML 1.1 or 1.2 takes an unquoted text for, if not for a text."""
    if text and (text[0] not in _SUSPECT or (text[0].isalpha() and len(text) > _LONGEST_WORD)):
        return None
    return next((name for name, pattern in _GUESSES if re.fullmatch(pattern, text)), None)


def converter(
    type_: Bare, key: str, example: str, period: Span, added: Mapping[str, tuple[str, ...]]
) -> Convert:
    """The conversion for one declared field.

    ``period`` bounds every date; ``added`` holds the terms the ledger adds to open lists.
    """
    match type_:
        case Term(terms):
            return _term({str(term): term for term in terms}, key)
        case OpenTerm(name, terms):
            return _term({term: term for term in (*terms, *added.get(name, ()))}, key)
        case Scalar(Form.DATE):
            return _date(key, period)
        case Scalar(Form.FLAG):
            return _flag(key)
        case Scalar(Form.WHOLE | Form.DECIMAL):
            return _number(type_, key)
        case Scalar(Form.TEXT, pattern=pattern) if pattern:
            return _patterned(re.compile(pattern), key, example)
        case _:
            return _text(key)


def _text(key: str) -> Convert:
    def convert(text: str, quoted: bool) -> str:
        if not text.strip():
            raise Refused(Fault(shape.BLANK, {"key": key}))
        if not quoted and (guess := misread_as(text)) is not None:
            raise Refused(Fault(shape.NEEDS_QUOTES, {"value": text, "reads_as": guess}), text)
        return text

    return convert


def _patterned(pattern: re.Pattern[str], key: str, example: str) -> Convert:
    plain = _text(key)

    def convert(text: str, quoted: bool) -> object:
        if not pattern.fullmatch(text):
            params = {"value": text, "key": key, "example": example}
            raise Refused(Fault(shape.BAD_PATTERN, params))
        return plain(text, quoted)

    return convert


def _term(terms: Mapping[str, object], key: str) -> Convert:
    names = tuple(terms)

    def convert(text: str, quoted: bool) -> object:  # noqa: ARG001 - a term needs no quotes
        if text in terms:
            return terms[text]
        params = {
            "value": text,
            "key": key,
            "hint": shape.hint(nearest(text, names)),
            "terms": names,
        }
        raise Refused(Fault(shape.UNKNOWN_TERM, params))

    return convert


def _date(key: str, period: Span) -> Convert:
    def convert(text: str, quoted: bool) -> dt.date:  # noqa: ARG001 - plain or quoted
        try:
            day = dt.date.fromisoformat(text) if _DATE.fullmatch(text) else None
        except ValueError:
            day = None
        if day is None:
            raise Refused(Fault(shape.BAD_DATE, {"value": text, "key": key}))
        if not period.from_ <= day <= period.until:
            params = {"value": text, "from_": period.from_, "until": period.until}
            raise Refused(Fault(shape.OUT_OF_PERIOD, params), day)
        return day

    return convert


def _flag(key: str) -> Convert:
    values = {"true": True, "false": False}

    def convert(text: str, quoted: bool) -> bool:
        if quoted or text not in values:
            expected = _FORM_NAMES[Form.FLAG]
            raise Refused(
                Fault(shape.BAD_NUMBER, {"value": text, "expected": expected, "key": key})
            )
        return values[text]

    return convert


def _number(type_: Scalar, key: str) -> Convert:
    whole = type_.form is Form.WHOLE
    pattern = _WHOLE if whole else _DECIMAL
    expected = _range(type_)
    made: type[int | Decimal] = int if whole else Decimal
    least = float("-inf") if type_.least is None else type_.least
    most = float("inf") if type_.most is None else type_.most

    def convert(text: str, quoted: bool) -> int | Decimal:
        number = made(text) if pattern.fullmatch(text) else None
        if number is None or not least <= number <= most:
            params = {"value": text, "expected": expected, "key": key}
            raise Refused(Fault(shape.BAD_NUMBER, params))
        if quoted:
            raise Refused(Fault(shape.QUOTED_NUMBER, {"value": text, "key": key}), number)
        return number

    return convert


def _range(type_: Scalar) -> Text:
    name = _FORM_NAMES[type_.form]
    if type_.least is not None and type_.most is not None:
        return Text(
            f"{type_.least} 至 {type_.most} 的{name.zh}",
            f"{name.en} from {type_.least} to {type_.most}",
        )
    if type_.least is not None:
        return Text(f"不小于 {type_.least} 的{name.zh}", f"{name.en} not below {type_.least}")
    return name


def is_null(text: str) -> bool:
    """Whether an unquoted scalar is YAML's way of writing nothing."""
    return not text or text in _NULLS
