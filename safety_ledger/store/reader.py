"""The loop over a parser's events that turns a mapping into values, and what it reports.

What was seen before is looked up (texts, dates and terms repeat a lot), what is new takes the
slower path, and only what is wrong costs more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from safety_ledger.diagnostics import Code, Finding, Place, finding, nearest
from safety_ledger.rules import shape as codes
from safety_ledger.store.parser import begin, end
from safety_ledger.store.scalars import Refused
from safety_ledger.text import Text

if TYPE_CHECKING:
    from safety_ledger.store.plans import Plan, Slot

DEEPEST: Final = 32
"""How deep values may nest. Declared records need six; the rest is an accident or an attack."""


class TooDeep(Exception):
    """Values nested beyond :data:`DEEPEST`; carries where."""

    def __init__(self, event: Event) -> None:
        super().__init__("nested too deep")
        self.event = event


class Faulty:
    """The type of :data:`FAULTY`, which stands for a value that could not be read."""


FAULTY: Final = Faulty()
_NO_SPACE: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_]*):[^\s/]")
Get = Callable[[], Event]
MOST_HINTS: Final = 1000
"""A file with more findings than this is not mended by hints, and looking for them takes time."""
_BROKEN: Final = ""
"""Stands among a record's values when a key is broken: which one it was cannot be known."""
_UNKNOWN: Final = "?"
"""Likewise, with the number of keys that nobody knows: each may be one that is missing."""
MAPPING: Final = Text("一组“键: 值”", "a mapping")
LIST: Final = Text("列表", "a list")
SINGLE: Final = Text("单个值", "a single value")


class Reader:
    """Reads the records of one stretch of text. Counts what was wrong: ``hard`` faults leave a
    record unreadable, ``soft`` ones leave it readable but unsound.
    """

    def __init__(
        self, path: str, base: int, get: Get, again: Callable[[], Get], line: Callable[[int], str]
    ) -> None:
        self.path = path
        self.base = base
        self.get = get
        self.events = iter(get, None)
        """The same events for a loop over them."""
        self.again = again
        """Begins the same events anew, to find the place of something that was passed by."""
        self.line = line
        self.hard = 0
        self.soft = 0
        self.findings: list[Finding] = []
        self.left_out: list[str] = []

    # -- the hot loop ---------------------------------------------------------------------------

    def record(self, plan: Plan, start: Event) -> Any:
        """The record that a mapping holds; whatever is wrong with it is reported.

        The values go right into the dictionary of a new record, which shares its keys with those of
        the other records of the class: measured, a third less time and memory than one of its own.
        """
        get = self.get
        record = object.__new__(plan.cls)
        values: dict[str, Any] = record.__dict__
        course, sound = plan.course
        guessed: dict[str, Any] | None = None
        for key in self.events:
            if type(key) is not ScalarEvent:
                if type(key) is MappingEndEvent:
                    break
                self.complex_key(key)
                continue
            try:
                name, plain, slot, course, sound = course[key.value]
            except KeyError:
                step = plan.step(course, key.value, values)
                if step is None:
                    guessed = self.odd_key(plan, key, values, guessed)
                    continue
                name, plain, slot, course, sound = step
            event = get()
            if type(event) is ScalarEvent and not event.style:
                value = plain.get(event.value)
                values[name] = slot.take(self, key, event) if value is None else value
            else:
                values[name] = slot.take(self, key, event)
        if guessed:
            self.well_formed(plan, guessed | values, start)
            values.update({**guessed, **values})
            for mark in (_BROKEN, _UNKNOWN):
                values.pop(mark, None)
        elif (variant := values.get(plan.by)) not in sound and self.well_formed(
            plan, values, start
        ):
            sound.add(variant)
        return record

    # -- what is wrong --------------------------------------------------------------------------

    def at(self, event: Event) -> Place:
        """The place where an event begins."""
        mark = begin(event)
        return Place(self.path, self.base + mark.line + 1, mark.column + 1)

    def report(self, code: Code, event: Event, /, **params: object) -> None:
        """Note a mistake at an event."""
        self.findings.append(finding(code, self.at(event), params))

    def fault(self, code: Code, event: Event, /, **params: object) -> Faulty:
        """Note a mistake that leaves the record unreadable."""
        self.report(code, event, **params)
        self.hard += 1
        return FAULTY

    def flaw(self, code: Code, event: Event, /, **params: object) -> None:
        """Note a mistake that leaves the record readable."""
        self.report(code, event, **params)
        self.soft += 1

    def refuse(self, event: Event, refused: Refused) -> Any:
        """Report a value that could not be converted; give what was meant where that is clear."""
        fault = refused.fault
        if refused.value is None:
            return self.fault(fault.code, event, **fault.params)
        self.flaw(fault.code, event, **fault.params)
        return refused.value

    def wrong_type(self, slot: Slot, event: Event, expected: Text) -> Faulty:
        """Report a list or mapping where a single value belongs, or the reverse, and pass over it."""
        if type(event) is AliasEvent:
            self.hard += 1
            return FAULTY
        actual = _actual(event)
        self.skip(event)
        return self.fault(codes.WRONG_TYPE, event, key=slot.key, expected=expected, actual=actual)

    def no_value(self, slot: Slot, key: Event, event: Event) -> Faulty:
        """Report a key without a value; a value that ``#`` turned into a comment has its own code."""
        written = self.line(begin(key).line)
        after = written[begin(event).column :].lstrip(": ") if event is not key else ""
        if after.startswith("#") and after[1:2].strip():
            column = len(written) - len(after)
            place = Place(self.path, self.base + begin(key).line + 1, column + 1)
            self.findings.append(finding(codes.RESERVED, place, {"char": "#"}))
            self.hard += 1
            return FAULTY
        return self.fault(codes.NO_VALUE, key, key=slot.key)

    def full_width(self, event: ScalarEvent, before: str) -> Faulty:
        """Report the full-width sign that stands behind ``before`` in an unquoted text of one line."""
        char = event.value[len(before)]
        mark = begin(event)
        place = Place(self.path, self.base + mark.line + 1, mark.column + len(before) + 1)
        params = {"char": char, "ascii": codes.ASCII[char]}
        self.findings.append(finding(codes.FULL_WIDTH, place, params))
        self.hard += 1
        return FAULTY

    def swallows_records(self, event: ScalarEvent) -> bool:
        """Whether a quoted text runs over the beginning of another record: its quote is not closed."""
        first, last = begin(event).line, end(event).line
        if not any(self.line(number).startswith("- ") for number in range(first + 1, last + 1)):
            return False
        self.fault(codes.UNCLOSED, event, char=event.style)
        return True

    def complex_key(self, key: Event) -> None:
        """A list or mapping as a key, or an alias: report it and pass over it and its value."""
        if type(key) is not AliasEvent:
            self.flaw(codes.UNKNOWN_KEY, key, key="[…]", hint="")
        self.hard += 1
        self.skip(key)
        self.skip(self.get())

    def odd_key(
        self, plan: Plan, key: ScalarEvent, values: dict[str, Any], guessed: dict[str, Any] | None
    ) -> dict[str, Any] | None:
        """An unknown or repeated key. A near miss is read as what it was meant to be, so that one
        slip of the pen is one finding and the record still shows in reports.
        """
        name = key.value
        event = self.get()
        if name in plan.slots:
            self.flaw(codes.DUPLICATE_KEY, key, key=name)
            self.skip(event)
            return guessed
        if self._broken_key(plan, key, event):
            return {**(guessed or {}), _BROKEN: None}
        guessed = guessed or {}
        meant = None
        near: tuple[str, ...] = ()
        if len(self.findings) <= MOST_HINTS:
            free = {other: slot for other, slot in plan.slots.items() if slot.name not in values}
            meant = free.get(_meant(name, free))
            near = (meant.key,) if meant else nearest(name, free) or nearest(name, plan.slots)
        self.flaw(codes.UNKNOWN_KEY, key, key=name, hint=codes.hint(near))
        if meant is None:
            self.skip(event)
            return {**guessed, _UNKNOWN: guessed.get(_UNKNOWN, 0) + 1}
        return {**guessed, meant.name: meant.take(self, key, event)}

    def _broken_key(self, plan: Plan, key: ScalarEvent, event: Event) -> bool:
        """Report what is a key only by a slip: full-width colon, a comma in an unquoted value, ``<<``."""
        name = key.value
        if name == "<<" and not key.style:
            self.fault(codes.ANCHOR, key, what="<<")
        elif "：" in name or "\u3000" in name:
            self.full_width(key, name.split("：" if "：" in name else "\u3000")[0])
        elif (colon := self._without_space(plan, key, event)) is not None:
            mark = begin(key)
            place = Place(self.path, self.base + mark.line + 1, mark.column + colon + 1)
            self.findings.append(finding(codes.NO_SPACE, place, {"key": name[:colon]}))
            self.hard += 1
        elif _valueless(event) and begin(key).line == end(key).line and self._after_comma(key):
            self.fault(codes.FLOW_TEXT, key, what=",")
        else:
            return False
        self.skip(event)
        return True

    def _without_space(self, plan: Plan, key: ScalarEvent, event: Event) -> int | None:
        """Where in a key that is a key and its value the colon stands: ``level:一般``."""
        match = _NO_SPACE.match(key.value)
        if match is None or key.style or not (_valueless(event) or match[1] in plan.slots):
            return None
        return match.end(1)

    def _after_comma(self, key: ScalarEvent) -> bool:
        """Whether the key stands in braces, right after a comma, with no colon behind it."""
        written = self.line(begin(key).line)
        before = written[: begin(key).column].rstrip()
        behind = written[end(key).column :].lstrip()
        return before.endswith(",") and behind[:1] in {",", "}"}

    def skip(self, event: Event) -> None:
        """Pass over the value that begins with ``event``."""
        skip(self.get, event)

    def well_formed(self, plan: Plan, values: Mapping[str, Any], start: Event) -> bool:
        """Whether the keys of a record are complete and fit together; reports what is not.

        Of an empty one the caller says that it is empty.
        """
        if not values or _BROKEN in values:
            return False
        before = len(self.findings)
        variant = plan.shape.variants.get(values.get(plan.by, "")) if plan.by else None
        needed = variant.required if variant else frozenset()
        absent = [slot for slot in plan.slots.values() if slot.name not in values]
        missing = [slot for slot in absent if slot.field.required or slot.key in needed]
        unknown = values.get(_UNKNOWN, 0)
        if missing and unknown and (unknown >= len(missing) or len(values) == 1):
            self.hard += 1  # the unknown keys are the missing ones under another name
            return False
        for slot in missing:
            self.fault(codes.MISSING, start, key=slot.key, label=slot.field.label)
        if variant and variant.allowed:
            self._foreign_keys(plan, values, variant.allowed, start)
        choice = [name for name in plan.shape.one_of if name in values]
        if plan.shape.one_of and len(choice) != 1 and not (unknown and not choice):
            self.flaw(codes.ONE_OF, start, keys=plan.shape.one_of)
        return len(self.findings) == before

    def _foreign_keys(
        self, plan: Plan, values: Mapping[str, Any], allowed: Container[str], start: Event
    ) -> None:
        for slot in plan.slots.values():
            if slot.name in values and slot.key not in allowed:
                key = self.key_in(start, slot.key)
                self.flaw(codes.NOT_FOR_EVENT, key, key=slot.key, event=values[plan.by])

    def key_in(self, start: Event, name: str) -> Event:
        """The event of a key in the mapping that begins with ``start``, found by parsing again:
        keys are not kept while reading, since nobody asks for them while all is well.
        """
        get = self.again()
        event = get()
        while type(event) is not MappingStartEvent or _index(event) != _index(start):
            event = get()
        while not isinstance(key := get(), MappingEndEvent):
            if isinstance(key, ScalarEvent) and key.value == name:
                return key
            skip(get, key)
            skip(get, get())
        return start


def skip(get: Callable[[], Event], event: Event) -> None:
    """Pass over the value that begins with ``event``."""
    depth = 0
    while True:
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise TooDeep(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            depth -= 1
        if depth == 0:
            return
        event = get()


def _index(event: Event) -> int:
    return int(begin(event).index)


def _meant(name: str, known: Mapping[str, Slot]) -> str:
    """The one key that a misspelled one, or a Chinese label for a key, can only have meant."""
    labels = {key: slot.field.label.zh for key, slot in known.items()}
    close = [key for key, label in labels.items() if name == label]
    if len(name) > 1:
        close = close or [key for key, label in labels.items() if label.endswith(name)]
        close = close or [key for key, label in labels.items() if name in label]
    close = close or get_close_matches(name, known, n=2, cutoff=0.7)
    return close[0] if len(close) == 1 else ""


def _valueless(event: Event) -> bool:
    return type(event) is ScalarEvent and not event.style and not event.value


def _actual(event: Event) -> Text:
    if isinstance(event, MappingStartEvent):
        return MAPPING
    return LIST if isinstance(event, SequenceStartEvent) else SINGLE
