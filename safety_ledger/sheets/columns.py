"""The columns an import knows: the fields of a kind, what else tables have, and what each is called.

The names come from the declarations; :mod:`safety_ledger.sheets.aliases` adds what real ledgers
write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Final

from safety_ledger.model import KIND
from safety_ledger.model.declaration import Field, Kind, Many, Nested, fields_of
from safety_ledger.sheets.aliases import ALIASES, COMPUTED, COURSE, IGNORED, SITE, Path
from safety_ledger.sheets.cells import plain
from safety_ledger.text import Text

_PRIVATE: Final = re.compile(
    "举报|检举|反映人|投诉|来电|来信|联系(?:电话|方式)|电话|手机|身份证|微信|奖金|奖励"
)
_REMARK: Final = re.compile(
    r"\((?:必填|选填|可选|可不填|年月日|格式.*|y+[-/.]m+[-/.]d+|红橙黄蓝)\)|[*:]"
)

_OTHERS: Final[Mapping[Path, Text]] = {
    SITE: Text("企业名称", "enterprise's name"),
    ("criterion",): Text("判定依据", "criterion"),
}


class Use(Enum):
    """What an import does with a column."""

    TAKEN = Text("导入", "imported")
    COMPUTED = Text("由台账推算，不导入", "worked out by the ledger")
    COURSE = Text("过程要逐条记载，不导入", "steps are recorded one by one")
    PRIVATE = Text("涉及个人或举报人，不读", "about persons: never read")
    IGNORED = Text("不需要", "not needed")
    UNKNOWN = Text("不认得，不导入", "unknown, kept out")


@dataclass(frozen=True, slots=True)
class Known:
    """A field that a column may fill, with the names that say so."""

    path: Path
    field: Field
    names: frozenset[str]


def is_heading(kind: str, text: str) -> bool:
    """Whether a cell is the heading of a column that is known."""
    name = name_of(text)
    return bool(name) and use_of(kind, name)[0] not in {Use.UNKNOWN, Use.PRIVATE}


@cache
def known_columns(kind: str) -> Mapping[Path, Known]:
    """The fields of a kind that a column may fill: single values, and those one mapping down."""
    return {one.path: one for one in _known(KIND[kind])}


def _known(kind: Kind) -> Iterator[Known]:
    extra = ALIASES[kind.name]
    for field in fields_of(kind.cls):
        if isinstance(field.type, Nested):
            for inner in fields_of(field.type.cls):
                path = (field.key, inner.key)
                yield Known(path, inner, _names(".".join(path), inner, extra.get(path, ())))
        elif not (isinstance(field.type, Many) and isinstance(field.type.of, Nested)):
            one: Path = (field.key,)
            yield Known(one, field, _names(field.key, field, extra.get(one, ())))


def _names(key: str, field: Field, aliases: Sequence[str]) -> frozenset[str]:
    return frozenset(map(name_of, (key, field.label.zh, *aliases)))


def name_of(text: str) -> str:
    """A heading to compare by: one width, no blanks, without remarks such as （必填）."""
    return _REMARK.sub("", plain(text)).replace("_", "")


@cache
def _uses(kind: str) -> Mapping[str, tuple[Use, Path]]:
    """What each known name stands for. The first field that has a name keeps it."""
    found: dict[str, tuple[Use, Path]] = {}
    for one in known_columns(kind).values():
        for name in (*one.names, name_of(one.field.label.en)):
            found.setdefault(name, (Use.TAKEN, one.path))
    for path, names in ALIASES[kind].items():
        for name in map(name_of, names):
            found[name] = (Use.TAKEN, path)
    for use, names in ((Use.COURSE, COURSE), (Use.IGNORED, IGNORED)):
        for name in map(name_of, names):
            found.setdefault(name, (use, ()))
    for path, names in COMPUTED[kind].items():
        for name in map(name_of, names):
            found[name] = (Use.COMPUTED, path)
    return found


def use_of(kind: str, name: str) -> tuple[Use, Path]:
    """What is done with a column of that name (as :func:`name_of` gives it), and its field."""
    known = _uses(kind).get(name)
    if known is not None:
        return known
    return (Use.PRIVATE if _PRIVATE.search(name) else Use.UNKNOWN), ()


def label_of(kind: str, path: Path) -> Text:
    """How a field is called in a table."""
    known = known_columns(kind).get(path)
    return known.field.label if known is not None else _OTHERS[path]
