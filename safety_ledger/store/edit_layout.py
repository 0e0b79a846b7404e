"""Values spelled as YAML: plain wherever every reader agrees, quoted exactly where one would not.

The inverse of reading: dates and numbers stand bare, texts bare unless YAML 1.1, YAML 1.2 or our own
rules would take them for something else. Knows nothing of files.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from safety_ledger.store.edit_refusal import Unsafe, Why
from safety_ledger.store.scalars import is_null, misread_as

Value = object
"""A text, date, number, flag, a sequence of values, or a mapping of keys to values."""

_RESERVED: Final = frozenset("-?:,[]{}#&*!|>'\"%@`")
_CUT: Final = re.compile(r": |:$| #|\t")
_IN_BRACES: Final = frozenset(",[]{}?")
_PLAIN: Final = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]*")
_SHORT_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ESCAPED: Final = re.compile(r"[\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_STEP: Final = 2
"""Columns from a key to the keys below it."""
WIDEST: Final = 100
"""Characters of a mapping that still goes on one line in braces."""


@dataclass(frozen=True, slots=True)
class Style:
    """How the neighbours of what is written are laid out."""

    dash: int = 2
    """Columns from a key to the dashes of its list."""
    gap: int = 1
    """Spaces between a dash and what follows it."""
    entries_in_braces: bool = True
    unbraced: frozenset[str] = field(default_factory=frozenset)
    """Keys whose mappings the neighbours write over several lines."""


def text_of(words: str, *, in_braces: bool, quote: str = "") -> str:
    """A text as it must stand; ``quote`` is the quotation mark of what it replaces."""
    if quote == "'" and _PLAIN.fullmatch(words):
        return "'" + words.replace("'", "''") + "'"
    if quote == '"' or not _stands_bare(words, in_braces=in_braces):
        return _quoted(words)
    return words


def _stands_bare(words: str, *, in_braces: bool) -> bool:
    if not words or words != words.strip() or is_null(words) or misread_as(words) is not None:
        return False
    if words[0] in _RESERVED or words.startswith("...") or _CUT.search(words):
        return False
    if in_braces and not _IN_BRACES.isdisjoint(words):
        return False
    return _PLAIN.fullmatch(words) is not None


def _quoted(words: str) -> str:
    if _SURROGATE.search(words):
        raise Unsafe(Why.UNPRINTABLE)
    return '"' + _ESCAPED.sub(_escape, words) + '"'


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    number = ord(char)
    return _SHORT_ESCAPES.get(char) or (f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}")


def flow(value: Value, *, in_braces: bool = False, quote: str = "") -> str:
    """A value on one line. ``in_braces`` says that it stands inside brackets of others."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return text_of(str(value), in_braces=in_braces, quote=quote)
        case dt.date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case Mapping():
            pairs = (f"{key}: {flow(item, in_braces=True)}" for key, item in value.items())
            return "{" + ", ".join(pairs) + "}"
        case Sequence():
            return "[" + ", ".join(flow(item, in_braces=True) for item in value) + "]"
        case _:
            return str(value)


def keyed(key: str, value: Value, indent: int, style: Style) -> Iterator[str]:
    """The lines of ``key: value`` at an indent."""
    margin = " " * indent
    match value:
        case Mapping() if value and _goes_below(key, value, style):
            yield f"{margin}{key}:"
            yield from block(value, indent + _STEP, style)
        case [Mapping(), *_]:
            yield f"{margin}{key}:"
            for item in value:
                yield from listed(item, indent + style.dash, style)
        case _:
            yield f"{margin}{key}: {flow(value)}"


def _goes_below(key: str, value: Mapping[str, Value], style: Style) -> bool:
    return key in style.unbraced or len(flow(value)) > WIDEST


def block(values: Mapping[str, Value], indent: int, style: Style) -> Iterator[str]:
    """The lines of a mapping, a key a line."""
    for key, value in values.items():
        yield from keyed(key, value, indent, style)


def listed(item: Value, indent: int, style: Style, *, in_braces: bool | None = None) -> list[str]:
    """The lines of one item of a list, its dash at ``indent``."""
    lead = " " * indent + "-" + " " * style.gap
    braced = style.entries_in_braces if in_braces is None else in_braces
    if braced or not isinstance(item, Mapping) or not item:
        return [lead + flow(item)]
    first, *rest = block(item, len(lead), style)
    return [lead + first.lstrip(" "), *rest]
