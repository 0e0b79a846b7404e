"""How records of each class are read: a :class:`Plan` of slots, compiled from the declarations.

Records are built straight from the parser's events, in one pass, by the declared fields; no node
tree is made. Plans are compiled once a ledger, since the period and the open terms are its own.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

from safety_ledger.model.declaration import (
    Either,
    Field,
    Many,
    Nested,
    Shape,
    Type,
    fields_of,
    shape_of,
)
from safety_ledger.model.ledger_file import Span
from safety_ledger.model.task import Task
from safety_ledger.store.reader import FAULTY
from safety_ledger.store.scalars import Bare, converter
from safety_ledger.store.slots import (
    BareSlot,
    EitherSlot,
    ManySlot,
    NestedSlot,
    Slot,
    SpareSlot,
    TaskSlot,
)

Course = dict[str, "Step"]
"""How far the keys of a mapping have come: what each key leads to that was met here before.

Records are written alike, so the same keys follow each other over and over. To walk along them is
quicker than to ask of each key whether it is there already, and of all whether any is missing.
"""

Sound = set[object]
"""The variants (values of the field ``by``) of which the keys of a course are all that is needed."""

Step = tuple[str, dict[str, Any], dict[str, Any], Slot, Course, Sound]
"""Where a key leads: attribute, the plain and quoted values known for it, the slot, the way on."""

MOST_COURSES: Final = 5000
"""Orders of keys remembered for a class. Real ledgers have some hundreds; an attack has no end."""


class Plan:
    """How records of one class are read."""

    def __init__(self, cls: type[Any], slots: Mapping[str, Slot]) -> None:
        self.cls = cls
        self.slots = slots
        self.course: tuple[Course, Sound] = ({}, set())
        self._courses = 1
        self.shape: Shape = shape_of(cls)
        self.by = self.shape.by
        self.empty_ok = bool(getattr(cls, "EMPTY_OK", False))
        self.required = tuple(slot for slot in slots.values() if slot.field.required)
        # the first instances of a class settle which keys its dictionaries share: let it be all
        first = object.__new__(cls).__dict__
        for item in dataclasses.fields(cls):
            first[item.name] = None

    def step(self, course: Course, key: str, values: Mapping[str, Any]) -> Step | None:
        """Where a key leads that was not met on this course; None when it is unknown or repeated."""
        slot = self.slots.get(key)
        if slot is None or slot.name in values:
            return None
        step: Step = (slot.name, slot.plain, slot.quoted, slot, {}, set())
        if self._courses < MOST_COURSES:
            self._courses += 1
            course[key] = step
        return step

    def legible(self, record: Any) -> bool:
        """Take out of a record what could not be read; whether nothing that is required is missing."""
        values = record.__dict__
        for name in [name for name, value in values.items() if value is FAULTY]:
            del values[name]
        return all(slot.name in values for slot in self.required)


class Builder:
    """The plans for every record class of one ledger."""

    def __init__(self, period: Span, added: Mapping[str, tuple[str, ...]]) -> None:
        self.period = period
        self.added = added
        self._plans: dict[type[Any], Plan] = {}

    def plan(self, cls: type[Any]) -> Plan:
        """The plan for a class, made at the first call."""
        if cls not in self._plans:
            spare: frozenset[str] = getattr(cls, "SPARE", frozenset())
            slots = {field.key: self._slot(field, field.type) for field in fields_of(cls)}
            for key in spare:
                slots[key] = SpareSlot(slots[key])
            self._plans[cls] = Plan(cls, slots)
        return self._plans[cls]

    def _slot(self, field: Field, type_: Type) -> Slot:
        match type_:
            case Nested(cls):
                return NestedSlot(field, self.plan(cls))
            case Many(of):
                kind = TaskSlot if of == Nested(Task) else ManySlot
                return kind(field, type_, self._slot(field, of))
            case Either(bare, nested):
                return EitherSlot(
                    field, self._bare(field, bare), NestedSlot(field, self.plan(nested.cls))
                )
            case _:
                return self._bare(field, type_)

    def _bare(self, field: Field, type_: Bare) -> BareSlot:
        convert = converter(type_, field.key, field.example, self.period, self.added)
        return BareSlot(field, type_, convert)
