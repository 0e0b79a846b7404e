"""How a record kind is declared: once, beside the class that holds it.

Each attribute of a record class is made by :func:`value`, which keeps the type of the value, its
words and whether it must be there. Reading, diagnostics, JSON Schema, the reference pages and the
prompts are all derived from that. Nothing here knows YAML.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from enum import Enum, StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeVar, dataclass_transform

from safety_ledger.text import Text


class Origin(NamedTuple):
    """Where a record was read from: the file, relative to the ledger, and its ordinal in it."""

    path: str
    item: int


class Form(Enum):
    """The forms a single written value can have."""

    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    FLAG = "flag"
    DATE = "date"


class Scalar(NamedTuple):
    """A single value of one form. ``pattern`` (a full match) narrows texts and ``least`` numbers."""

    form: Form
    pattern: str = ""
    least: int | None = None
    most: int | None = None


class Term(NamedTuple):
    """A text from a closed list."""

    terms: type[StrEnum]


class OpenTerm(NamedTuple):
    """A text from a list that a ledger may add to with ``terms: {name: [...]}``."""

    name: str
    terms: tuple[str, ...]


class Ref(NamedTuple):
    """A text that names another record: the ``id`` of a kind, or the ``name`` of a person."""

    kind: str


class Listed(NamedTuple):
    """A text that must be one of a list in ``ledger.yaml`` (``sections`` …) when it gives one."""

    name: str


class Nested(NamedTuple):
    """A mapping with declared keys of its own."""

    cls: type[Any]


class Many(NamedTuple):
    """A list of values; with ``or_one`` a single value may stand without the brackets.

    ``least`` says how many items there must be when the key is there at all.
    """

    of: Type
    or_one: bool = False
    least: int = 0
    exactly: int | None = None


class Either(NamedTuple):
    """A bare value or a mapping: ``督导员`` or ``{role: 督导员, from: ...}``, told apart by shape."""

    bare: Scalar | Term | OpenTerm | Listed | Ref
    nested: Nested


Type = Scalar | Term | OpenTerm | Listed | Ref | Nested | Many | Either

TEXT: Final = Scalar(Form.TEXT)
WHOLE: Final = Scalar(Form.WHOLE)
COUNT: Final = Scalar(Form.WHOLE, least=0)
MONEY: Final = Scalar(Form.DECIMAL, least=0)
FLAG: Final = Scalar(Form.FLAG)
DATE: Final = Scalar(Form.DATE)
YEAR: Final = Scalar(Form.WHOLE, least=1900, most=2999)
TEXTS: Final = Many(TEXT)
TEXT_OR_TEXTS: Final = Many(TEXT, or_one=True, least=1)


class Field(NamedTuple):
    """One declared field of a kind. ``key`` is what stands in the file, ``name`` the attribute."""

    name: str
    key: str
    type: Type
    label: Text
    help: Text
    required: bool
    example: str


class Variant(NamedTuple):
    """What one value of the ``by`` field asks for: keys that must and keys that may be there."""

    required: frozenset[str]
    allowed: frozenset[str]


class Shape(NamedTuple):
    """What must hold for the keys of a record as a whole.

    ``one_of``: exactly one of these keys. ``variants``: by the value of the field ``by``, further
    required keys and the keys that may stand beside them (an event takes only its own).
    """

    one_of: tuple[str, ...] = ()
    by: str = ""
    variants: Mapping[str, Variant] = MappingProxyType({})


class Kind(NamedTuple):
    """A kind of record: its name, the folder it lives in, its class and its words."""

    name: str
    folder: str
    cls: type[Any]
    label: Text
    help: Text
    key: str = "id"
    single: bool = False
    """One mapping a file (task lists, ledger.yaml) instead of a list of records."""


_ATTRIBUTE = "safety_ledger.field"
_EMPTY: Final = object()


def value(  # noqa: PLR0913 - a declaration has as many words as there are things to say
    type_: Type,
    label: Text,
    help_: Text | None = None,
    *,
    required: bool = False,
    key: str = "",
    example: str = "",
    absent: object = _EMPTY,
) -> Any:  # noqa: ANN401 - the annotation of the attribute gives the type, as dataclasses.field does
    """Declare a field. Absent lists are ``()``, everything else absent is ``None``, unless said."""
    default = (() if isinstance(type_, Many) else None) if absent is _EMPTY else absent
    meta = {_ATTRIBUTE: (type_, label, help_ or label, required, key, example)}
    return dataclasses.field(default=default, metadata=meta)


_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(value,))
def record(cls: type[_T]) -> type[_T]:
    """Make a record class: a frozen, keyword-only dataclass without slots.

    Without slots, because a reader then gives a record its fields in one step (its ``__dict__``)
    and every absent field falls back to the class: measured, the cheapest way to 100,000 records.
    All record classes share their methods, since to generate them for each takes a quarter of the
    start-up (measured: 20 ms).
    """
    for name, method in _METHODS.items():
        setattr(cls, name, method)
    return dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=True)(cls)


def _init(self: Any, **values: Any) -> None:  # noqa: ANN401 - of any record class
    if unknown := values.keys() - self.__dataclass_fields__:
        raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
    self.__dict__.update(values)


def _compared(one: Any) -> tuple[Any, ...]:  # noqa: ANN401 - of any record class
    return tuple(getattr(one, item.name) for item in dataclasses.fields(one) if item.compare)


def _equal(self: object, other: object) -> bool:
    return _compared(self) == _compared(other) if type(other) is type(self) else NotImplemented


def _hash(self: object) -> int:
    return hash(_compared(self))


def _shown(self: Any) -> str:  # noqa: ANN401 - of any record class
    shown = (item.name for item in dataclasses.fields(self) if item.repr)
    return f"{type(self).__qualname__}({', '.join(f'{n}={getattr(self, n)!r}' for n in shown)})"


def _refuse(self: object, name: str, _: object = None) -> None:
    raise dataclasses.FrozenInstanceError(f"{type(self).__name__}.{name} cannot be changed")


_METHODS: Final = {
    "__init__": _init,
    "__eq__": _equal,
    "__hash__": _hash,
    "__repr__": _shown,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
}


def make(cls: type[_T], **values: Any) -> _T:  # noqa: ANN401 - each field has its own type
    """A record with these values and the rest absent: for callers that do not know every field."""
    return cls(**values)


def fields_of(cls: type[Any]) -> tuple[Field, ...]:
    """The declared fields of a record class, in order."""
    return _fields_of(cls)  # type: ignore[arg-type] # mypy takes a class for not hashable


@cache
def _fields_of(cls: type[Any]) -> tuple[Field, ...]:
    found = []
    for item in dataclasses.fields(cls):
        if _ATTRIBUTE in item.metadata:
            type_, label, help_, required, key, example = item.metadata[_ATTRIBUTE]
            found.append(Field(item.name, key or item.name, type_, label, help_, required, example))
    return tuple(found)


def class_in(type_: Type) -> type[Any] | None:
    """The record class that a field of this type holds, one or many of it; none for bare values."""
    match type_:
        case Nested(cls) | Either(nested=Nested(cls)):
            return cls
        case Many(of):
            return class_in(of)
        case _:
            return None


def shape_of(cls: type[Any]) -> Shape:
    """The constraint on the keys of a record class as a whole (``SHAPE``), if it has one."""
    shape = getattr(cls, "SHAPE", None)
    return shape if isinstance(shape, Shape) else Shape()
