"""Fields found by their declaration, and their values in many records at once or in one.

A rule about every reference or every evidence path asks here, so that a field declared tomorrow is
checked tomorrow. Looking at all records field by field costs a fraction of walking each record.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Any, TypeVar

from safety_ledger.ledger import KeyPath, Ledger
from safety_ledger.model import KINDS
from safety_ledger.model.declaration import Field, Kind, Many, Nested, fields_of


@dataclass(frozen=True, slots=True)
class Way:
    """The way from a record to one declared field, through the mappings and lists above it."""

    fields: tuple[Field, ...]

    @property
    def end(self) -> Field:
        """The field the way leads to."""
        return self.fields[-1]

    def values(self, record: object) -> Iterator[tuple[KeyPath, Any]]:
        """The values the field has in one record, each with its path."""
        return _values(record, self.fields, ())


def _values(
    record: object, fields: tuple[Field, ...], above: KeyPath
) -> Iterator[tuple[KeyPath, Any]]:
    if not fields:
        yield above, record
        return
    first, *rest = fields
    value = getattr(record, first.name)
    path = (*above, first.key)
    if isinstance(first.type, Many):
        for i, item in enumerate(value or ()):
            yield from _values(item, tuple(rest), (*path, getattr(item, "ordinal", i)))
    elif value is not None:
        yield from _values(value, tuple(rest), path)


class Columns:
    """Many records of a kind, looked at field by field; what several ways share is gathered once."""

    def __init__(self, records: Sequence[Any]) -> None:
        self.records = records
        self._gathered: dict[tuple[str, ...], Sequence[Any]] = {(): records}
        self._distinct: dict[tuple[str, ...], frozenset[Any]] = {}

    def distinct(self, way: Way) -> frozenset[Any]:
        """Every value that a field has in any of the records, but for empty ones."""
        names = tuple(field.name for field in way.fields)
        if names not in self._distinct:
            self._distinct[names] = frozenset(_column(self._gather(way.fields[:-1]), way.end))
        return self._distinct[names]

    def _gather(self, fields: tuple[Field, ...]) -> Sequence[Any]:
        names = tuple(field.name for field in fields)
        if names not in self._gathered:
            above = self._gather(fields[:-1])
            self._gathered[names] = tuple(_column(above, fields[-1]))
        return self._gathered[names]

    def places(
        self, way: Way, values: Collection[Any], unsound: Container[Any]
    ) -> Iterator[tuple[Any, KeyPath, Any]]:
        """Where records, but for the unsound, hold one of ``values``: record, path and value."""
        for record in self.records if values else ():
            if record.origin not in unsound:
                yield from (
                    (record, path, value) for path, value in way.values(record) if value in values
                )


def _column(values: Iterable[Any], field: Field) -> Iterable[Any]:
    given = filter(None, map(attrgetter(field.name), values))
    return chain.from_iterable(given) if isinstance(field.type, Many) else given


T = TypeVar("T")


def ways(cls: type[Any], of: type[T]) -> tuple[tuple[Way, T], ...]:
    """The ways to all fields of a record class that are ``of`` that type, however deep."""
    return tuple(_ways(cls, of, ()))


def _ways(cls: type[Any], of: type[T], above: tuple[Field, ...]) -> Iterator[tuple[Way, T]]:
    for field in fields_of(cls):
        single = field.type.of if isinstance(field.type, Many) else field.type
        if isinstance(single, Nested):
            yield from _ways(single.cls, of, (*above, field))
        elif isinstance(single, of):
            yield Way((*above, field)), single


class Whole:
    """A ledger for the rules that look across its records: made once, for all of them."""

    def __init__(self, ledger: Ledger) -> None:
        self._columns = {kind.name: Columns(ledger.records(kind.name)) for kind in KINDS}

    def of(self, kind: Kind) -> Columns:
        """The records of a kind."""
        return self._columns[kind.name]

    def uses(self, of: type[T]) -> Iterator[tuple[Columns, Way, T]]:
        """Every field of that type in every kind, with the records of the kind."""
        for kind in KINDS:
            columns = self.of(kind)
            yield from ((columns, way, type_) for way, type_ in ways(kind.cls, of))
