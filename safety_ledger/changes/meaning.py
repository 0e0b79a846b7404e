"""What a record means, freed of how it was written: the order of names in a list, a term that may
stand bare or in braces. Two values with one meaning are no change.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Final

from safety_ledger.model.declaration import fields_of
from safety_ledger.model.ledger_file import Industry
from safety_ledger.model.person import RoleSpan

_BARE: Final = {RoleSpan: "role", Industry: "name"}
"""Records that mean no more than one of their fields while the others are absent (``Either``)."""


@cache
def _names_of(cls: type[Any]) -> tuple[str, ...]:
    """The attributes of a record class that are declared, and so may be written."""
    return tuple(one.name for one in fields_of(cls))


def said(record: Any) -> dict[str, Any]:
    """The fields of a record that are there, each with its meaning."""
    return {
        name: meaning(value)
        for name in _names_of(type(record))  # type: ignore[arg-type] # a class is hashable
        if (value := getattr(record, name)) is not None and value != ()
    }


def renamed(value: Any, ids: Mapping[str, str]) -> Any:
    """A value with ids in it that became others, wherever a field is one of them."""
    if isinstance(value, tuple):
        return tuple(renamed(one, ids) for one in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {name: renamed(getattr(value, name), ids) for name in _names_of(type(value))}
        return dataclasses.replace(value, **fields)
    return ids.get(value, value) if type(value) is str else value


def meaning(value: Any) -> Any:
    """A value such that equal meanings are equal; hashable."""
    if isinstance(value, tuple):
        items = [meaning(one) for one in value]
        ordered = all(isinstance(one, Decimal) for one in value)  # a position: east, then north
        return tuple(items if ordered else sorted(items, key=repr))
    if not dataclasses.is_dataclass(value):
        return value
    fields = said(value)
    bare = _BARE.get(type(value))
    if bare is not None and fields.keys() == {bare}:
        return fields[bare]
    return (type(value).__name__, tuple(fields.items()))
