"""What an edit is meant to make of the records, worked out without any text.

The text is read again after an edit and must give exactly these records; so the two ways of getting
there must not share their mistakes. Values come by the keys of the files, in the types of the
declarations: texts, dates, numbers, flags, sequences, mappings.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from safety_ledger.ledger import KeyPath
from safety_ledger.model.declaration import (
    Either,
    Field,
    Form,
    Many,
    Nested,
    Scalar,
    Term,
    Type,
    class_in,
    fields_of,
    make,
)
from safety_ledger.store.edit_layout import Value
from safety_ledger.store.edit_refusal import Unsafe, Why


@dataclasses.dataclass(frozen=True, slots=True)
class Insert:
    """A new record before the item ``at``; the number of items for the last."""

    at: int
    values: Mapping[str, Value]


@dataclasses.dataclass(frozen=True, slots=True)
class Add:
    """A new item of the list at ``path`` in the record ``item``, before the one at ``at`` or last."""

    item: int
    path: KeyPath
    value: Value
    at: int | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Put:
    """The field at ``path`` in the record ``item`` set; ``None`` takes it away."""

    item: int
    path: KeyPath
    value: Value | None


Change = Insert | Add | Put


def keys_along(cls: type[Any], path: KeyPath) -> tuple[tuple[str, ...], ...]:
    """For each step of a path, the declared keys it stands among, in order."""
    found: list[tuple[str, ...]] = []
    inner: type[Any] | None = cls
    for step in path:
        if isinstance(step, int) or inner is None:
            found.append(())
            continue
        found.append(tuple(one.key for one in fields_of(inner)))
        inner = class_in(_field(inner, step).type)
    return tuple(found)


def built(type_: Type, value: Value) -> Any:
    """The value a reader would make of what is written for a field of this type."""
    match type_:
        case Nested(cls):
            return record(cls, value) if isinstance(value, Mapping) else value
        case Either(bare, nested):
            return built(nested if isinstance(value, Mapping) else bare, value)
        case Many(of):
            if isinstance(value, Sequence) and not isinstance(value, str):
                return tuple(built(of, one) for one in value)
            return (built(of, value),)
        case Term(terms):
            return next((term for term in terms if term == value), value)
        case Scalar(Form.DECIMAL) if isinstance(value, int):
            return Decimal(value)
        case _:
            return str(value) if isinstance(value, str) else value


def record(cls: type[Any], values: Mapping[str, Value]) -> Any:
    """A record of a class from values by key; keys it does not know are left to the reader."""
    fields = {one.key: one for one in fields_of(cls)}
    known = {key: value for key, value in values.items() if key in fields}
    return make(
        cls, **{fields[key].name: built(fields[key].type, value) for key, value in known.items()}
    )


def applied(whole: Any, path: KeyPath, change: Add | Put) -> Any:
    """A record with a change made at a path below it."""
    head, *rest = path
    if isinstance(head, int):
        items = list(whole)
        items[head] = applied(items[head], tuple(rest), change) if rest else change.value
        return tuple(items)
    one = _field(type(whole), head)
    now = getattr(whole, one.name)
    if not rest:
        return dataclasses.replace(whole, **{one.name: _changed(one, now, change)})
    if now is None:
        nested = class_in(one.type)
        if nested is None:
            raise Unsafe(Why.ABSENT)
        now = make(nested)
    return dataclasses.replace(whole, **{one.name: applied(now, tuple(rest), change)})


def _changed(one: Field, now: Any, change: Add | Put) -> Any:
    if isinstance(change, Put):
        return _absent(one) if change.value is None else built(one.type, change.value)
    items = list(now or ())
    at = len(items) if change.at is None else change.at
    item = one.type.of if isinstance(one.type, Many) else one.type
    items.insert(at, built(item, change.value))
    return tuple(items)


def _absent(one: Field) -> Any:
    return () if isinstance(one.type, Many) else None


def _field(cls: type[Any], key: str) -> Field:
    for one in fields_of(cls):
        if one.key == key:
            return one
    raise Unsafe(Why.ABSENT)
