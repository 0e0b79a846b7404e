"""How records of each class are read: a :class:`Plan` of slots, compiled from the declarations.

Records are built straight from the parser's events, in one pass, by the declared fields; no node
tree is made. Plans are compiled once a ledger, since the period and the open terms are its own.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any, Final

from yaml.events import Event, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from safety_ledger.model.declaration import (
    TEXT,
    Either,
    Field,
    Listed,
    Many,
    Nested,
    Ref,
    Shape,
    Type,
    fields_of,
    shape_of,
)
from safety_ledger.model.ledger_file import Span
from safety_ledger.model.task import Task
from safety_ledger.rules import shape as codes
from safety_ledger.store.reader import FAULTY, LIST, MAPPING, SINGLE, Reader
from safety_ledger.store.scalars import Bare, Convert, Refused, converter, is_null
from safety_ledger.text import Text

_IN_A_ROW: Final = re.compile(r"[\w·()（）]{1,8}(?:[，、] *[\w·()（）]{1,8})+")
"""Names or terms in brackets that only a full-width comma separates: YAML takes them for one."""
_IN_BRACKETS: Final = re.compile(r"[［【].*[］】]")
"""A list in full-width brackets, which YAML takes for a text."""


class Slot:
    """A declared field as the reader sees it; ``plain`` remembers unquoted values seen before."""

    __slots__ = ("field", "key", "name", "plain")

    def __init__(self, field: Field) -> None:
        self.field = field
        self.key = field.key
        self.name = field.name
        self.plain: dict[str, Any] = {}

    def take(self, reader: Reader, key: Event, event: Event) -> Any:
        """The value that begins with ``event``; :data:`FAULTY` when it was reported."""
        raise NotImplementedError


class BareSlot(Slot):
    """A single value."""

    __slots__ = ("convert", "free", "quoted")

    def __init__(self, field: Field, type_: Bare, convert: Convert) -> None:
        super().__init__(field)
        self.convert = convert
        self.free = isinstance(type_, Listed | Ref) or type_ == TEXT
        self.quoted: dict[str, Any] = {}

    def take(self, reader: Reader, key: Event, event: Event) -> Any:
        """Convert a scalar, remembering it; anything else is of the wrong type."""
        if type(event) is not ScalarEvent:
            return reader.wrong_type(self, event, SINGLE)
        text = event.value
        if event.style:
            return self._quoted(reader, event)
        if self.free and not (text.isascii() or text.isspace()):
            self.plain[text] = text  # whatever YAML may misread is ASCII
            return text
        if is_null(text) and not (text and self.free):
            return reader.no_value(self, key, event)
        return self._converted(reader, event, self.plain)

    def _quoted(self, reader: Reader, event: ScalarEvent) -> Any:
        value = self.quoted.get(event.value)
        if value is not None:
            return value
        if reader.swallows_records(event):
            return FAULTY
        return self._converted(reader, event, self.quoted)

    def _converted(self, reader: Reader, event: ScalarEvent, seen: dict[str, Any]) -> Any:
        text = event.value
        try:
            value = seen[text] = self.convert(text, bool(event.style))
        except Refused as refused:
            return reader.refuse(event, refused)
        return value


class NestedSlot(Slot):
    """A mapping with declared keys of its own."""

    __slots__ = ("plan",)

    def __init__(self, field: Field, plan: Plan) -> None:
        super().__init__(field)
        self.plan = plan

    def take(self, reader: Reader, key: Event, event: Event) -> Any:
        """A record of the nested class."""
        if type(event) is MappingStartEvent:
            hard, said = reader.hard, len(reader.findings)
            record = reader.record(self.plan, event)
            if reader.hard != hard:
                return record if self.plan.legible(record) else FAULTY
            if not record.__dict__ and not self.plan.empty_ok and len(reader.findings) == said:
                return self.empty(reader, key, event)
            return record
        if type(event) is ScalarEvent and not event.style and is_null(event.value):
            return reader.no_value(self, key, event)
        return reader.wrong_type(self, event, MAPPING)

    def empty(self, reader: Reader, key: Event, event: Event) -> Any:
        """Report a mapping without keys, as a value or as an item of a list."""
        if key is event:
            return reader.fault(codes.NOT_A_RECORD, event, kind=self.field.label)
        return reader.fault(codes.NO_VALUE, key, key=self.key)


class EitherSlot(Slot):
    """A bare value or a mapping, told apart by shape."""

    __slots__ = ("bare", "nested")

    def __init__(self, field: Field, bare: BareSlot, nested: NestedSlot) -> None:
        super().__init__(field)
        self.bare = bare
        self.nested = nested
        self.plain = bare.plain

    def take(self, reader: Reader, key: Event, event: Event) -> Any:
        """Whichever of the two forms stands there."""
        form: Slot = self.nested if type(event) is MappingStartEvent else self.bare
        return form.take(reader, key, event)


class ManySlot(Slot):
    """A list; with ``or_one`` a single value may stand for a list of one."""

    __slots__ = ("declared", "item")

    def __init__(self, field: Field, declared: Many, item: Slot) -> None:
        super().__init__(field)
        self.declared = declared
        self.item = item

    def take(self, reader: Reader, key: Event, event: Event) -> Any:
        """A tuple of the items that could be read."""
        if type(event) is SequenceStartEvent:
            return self._items(reader, key, event)
        if self.declared.or_one and type(event) is ScalarEvent:
            if not event.style and _IN_BRACKETS.fullmatch(event.value):
                return reader.full_width(event, "")
            value = self.item.take(reader, key, event)
            if value is FAULTY:
                return FAULTY
            one = (value,)
            if not event.style and event.value in self.item.plain:
                self.plain[event.value] = one
            return one
        if type(event) is ScalarEvent and not event.style and is_null(event.value):
            return reader.no_value(self, key, event)
        return reader.wrong_type(self, event, LIST)

    def _items(self, reader: Reader, key: Event, start: SequenceStartEvent) -> Any:
        item = self.item
        items = []
        faulty = False
        for event in reader.events:
            if type(event) is ScalarEvent and not event.style:
                value = item.plain.get(event.value)
                if value is None:
                    value = self._item(reader, event, start)
            elif type(event) is SequenceEndEvent:
                break
            else:
                value = item.take(reader, event, event)
            if value is FAULTY:
                faulty = True
            else:
                items.append(value)
        declared = self.declared
        if faulty:  # and reported: what is left is not counted
            return tuple(items)
        if len(items) < declared.least or declared.exactly not in {None, len(items)}:
            return self._miscounted(reader, key, len(items))
        return tuple(items)

    def _item(self, reader: Reader, event: ScalarEvent, start: SequenceStartEvent) -> Any:
        if not event.value:
            return reader.fault(codes.NOT_A_RECORD, event, kind=self.field.label)
        if start.flow_style and _IN_A_ROW.fullmatch(event.value):
            return reader.full_width(event, re.split("[，、]", event.value)[0])
        return self.item.take(reader, event, event)

    def _miscounted(self, reader: Reader, key: Event, count: int) -> Any:
        if not count:
            return reader.no_value(self, key, key)
        exactly = self.declared.exactly
        expected = Text(f"{exactly} 个值的列表", f"a list of {exactly} values")
        actual = Text(f"{count} 个", f"{count}")
        return reader.fault(codes.WRONG_TYPE, key, key=self.key, expected=expected, actual=actual)


class TaskSlot(ManySlot):
    """The tasks of a list: one that cannot be read is left out alone, not the whole list."""

    __slots__ = ()
    item: NestedSlot

    def _items(self, reader: Reader, key: Event, _: SequenceStartEvent) -> Any:
        tasks: list[Task] = []
        ordinal = 0
        while type(event := reader.get()) is not SequenceEndEvent:
            before, reader.hard = reader.hard, 0
            if (task := self._task(reader, event, ordinal)) is not None:
                tasks.append(task)
            reader.hard = before
            ordinal += 1
        return tuple(tasks) if ordinal else reader.no_value(self, key, key)

    def _task(self, reader: Reader, event: Event, ordinal: int) -> Task | None:
        if type(event) is not MappingStartEvent:
            self.item.take(reader, event, event)
            return None
        said = len(reader.findings)
        task: Task = reader.record(self.item.plan, event)
        if not task.__dict__ and len(reader.findings) == said:
            self.item.empty(reader, event, event)
        if reader.hard:
            id_ = task.__dict__.get("id")
            reader.left_out.append(id_ if isinstance(id_, str) else "")
            return None
        task.__dict__["ordinal"] = ordinal
        return task


Course = dict[str, "Step"]
"""How far the keys of a mapping have come: what each key leads to that was met here before.

Records are written alike, so the same keys follow each other over and over. To walk along them is
quicker than to ask of each key whether it is there already, and of all whether any is missing.
"""

Sound = set[object]
"""The variants (values of the field ``by``) of which the keys of a course are all that is needed."""

Step = tuple[str, dict[str, Any], Slot, Course, Sound]
"""Where a key leads: attribute, the plain values known for it, the slot, and the way on."""

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
        step: Step = (slot.name, slot.plain, slot, {}, set())
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
            slots = {field.key: self._slot(field, field.type) for field in fields_of(cls)}
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
