"""How a declared field is read: a slot for each form a value can have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from yaml.events import Event, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from safety_ledger.diagnostics import Finding
from safety_ledger.model.declaration import TEXT, Field, Listed, Many, Ref
from safety_ledger.model.task import Task
from safety_ledger.rules import shape as codes
from safety_ledger.store.reader import FAULTY, LIST, MAPPING, SINGLE, Reader
from safety_ledger.store.scalars import Bare, Convert, Refused, is_null
from safety_ledger.text import Text

if TYPE_CHECKING:
    from safety_ledger.store.plans import Plan

_IN_A_ROW: Final = re.compile(r"[\w·()（）]{1,8}(?:[，、] *[\w·()（）]{1,8})+")
"""Names or terms in brackets that only a full-width comma separates: YAML takes them for one."""
_IN_BRACKETS: Final = re.compile(r"[［【].*[］】]")
"""A list in full-width brackets, which YAML takes for a text."""


class Slot:
    """A declared field as the reader sees it.

    ``plain`` and ``quoted`` remember the values seen before: their reader looks there first.
    """

    __slots__ = ("field", "key", "name", "plain", "quoted")

    def __init__(self, field: Field) -> None:
        self.field = field
        self.key = field.key
        self.name = field.name
        self.plain: dict[str, Any] = {}
        self.quoted: dict[str, Any] = {}

    def take(self, reader: Reader, key: Event, event: Event) -> Any:
        """The value that begins with ``event``; :data:`FAULTY` when it was reported."""
        raise NotImplementedError


class BareSlot(Slot):
    """A single value."""

    __slots__ = ("convert", "free")

    def __init__(self, field: Field, type_: Bare, convert: Convert) -> None:
        super().__init__(field)
        self.convert = convert
        self.free = isinstance(type_, Listed | Ref) or type_ == TEXT

    def take(self, reader: Reader, key: Event, event: Event) -> Any:
        """Convert a scalar, remembering it; anything else is of the wrong type."""
        if type(event) is not ScalarEvent:
            return reader.wrong_type(self, event, SINGLE)
        text = event.value
        if event.style:
            if reader.swallows_records(event):
                return FAULTY
            return self._converted(reader, event, self.quoted)
        if self.free and not (text.isascii() or text.isspace()):
            self.plain[text] = text  # whatever YAML may misread is ASCII
            return text
        if is_null(text) and not (text and self.free):
            return reader.no_value(self, key, event)
        return self._converted(reader, event, self.plain)

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
            hard = reader.hard
            record = reader.record(self.plan, event)
            if reader.hard != hard:
                return record if self.plan.legible(record) else FAULTY
            if record is reader.empty and not self.plan.empty_ok:
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
        self.plain, self.quoted = bare.plain, bare.quoted

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
            if event.value in (self.item.quoted if event.style else self.item.plain):
                (self.quoted if event.style else self.plain)[event.value] = one
            return one
        if type(event) is ScalarEvent and not event.style and is_null(event.value):
            return reader.no_value(self, key, event)
        return reader.wrong_type(self, event, LIST)

    def _items(self, reader: Reader, key: Event, start: SequenceStartEvent) -> Any:
        item = self.item
        items = []
        faulty = False
        for event in reader.events:
            if type(event) is ScalarEvent:
                value = (item.quoted if event.style else item.plain).get(event.value)
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
            return self._miscounted(reader, key, start, len(items))
        return tuple(items)

    def _item(self, reader: Reader, event: ScalarEvent, start: SequenceStartEvent) -> Any:
        if event.style:
            return self.item.take(reader, event, event)
        if not event.value:
            return reader.fault(codes.NOT_A_RECORD, event, kind=self.field.label)
        if start.flow_style and _IN_A_ROW.fullmatch(event.value):
            return reader.full_width(event, re.split("[，、]", event.value)[0])
        return self.item.take(reader, event, event)

    def _miscounted(self, reader: Reader, key: Event, start: Event, count: int) -> Any:
        if not count:
            return reader.no_value(self, key, key)
        exactly = self.declared.exactly
        expected = Text(f"{exactly} 个值的列表", f"a list of {exactly} values")
        actual = Text(f"{count} 个", f"{count}")
        return reader.fault(codes.WRONG_TYPE, start, key=self.key, expected=expected, actual=actual)


class SpareSlot(Slot):
    """A value the record can do without: unreadable it counts as absent, and hides no hazard."""

    __slots__ = ("inner",)

    def __init__(self, inner: Slot) -> None:
        super().__init__(inner.field)
        self.inner = inner
        self.plain, self.quoted = inner.plain, inner.quoted

    def take(self, reader: Reader, key: Event, event: Event) -> Any:
        """What the slot within takes; its mistakes leave the record readable."""
        hard, told = reader.hard, len(reader.findings)
        value = self.inner.take(reader, key, event)
        if reader.hard == hard or not all(map(_of_the_value_alone, reader.findings[told:])):
            return value
        reader.soft += reader.hard - hard
        reader.hard = hard
        if value is not FAULTY:
            return value
        return () if isinstance(self.field.type, Many) else None


def _of_the_value_alone(one: Finding) -> bool:
    """Not so where the keys below may have been swallowed: then nobody knows what the record says."""
    return one.code is codes.RESERVED or one.code.code.startswith("S")


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
        task: Task = reader.record(self.item.plan, event)
        if task is reader.empty:
            self.item.empty(reader, event, event)
        if reader.hard:
            id_ = task.__dict__.get("id")
            reader.left_out.append(id_ if isinstance(id_, str) else "")
            return None
        task.__dict__["ordinal"] = ordinal
        return task
