"""The loop over a parser's events that turns a mapping into values, and what it reports.

What was seen before is looked up (texts, dates and terms repeat a lot), what is new takes the
slower path, and only what is wrong costs more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from safety_ledger.diagnostics import Code, Finding, Place, finding
from safety_ledger.rules import shape as codes
from safety_ledger.store.keys import odd_key, settle, well_formed
from safety_ledger.store.parser import begin, end, skip
from safety_ledger.store.scalars import Refused
from safety_ledger.store.scan import MOST_FINDINGS
from safety_ledger.text import Text

if TYPE_CHECKING:
    from safety_ledger.store.plans import Plan
    from safety_ledger.store.slots import Slot


class Faulty:
    """The type of :data:`FAULTY`, which stands for a value that could not be read."""


class TooMany(Exception):
    """More mistakes than are told of one file; carries where."""

    def __init__(self, event: Event) -> None:
        super().__init__("too many mistakes")
        self.event = event


FAULTY: Final = Faulty()
Get = Callable[[], Event]
_QUOTES: Final = frozenset("'\"")
MAPPING: Final = Text("一组“键: 值”", "a mapping")
LIST: Final = Text("列表", "a list")
SINGLE: Final = Text("单个值", "a single value")


class Reader:
    """Reads the records of one stretch of text. Counts what was wrong: ``hard`` faults leave a
    record unreadable, ``soft`` ones leave it readable but unsound.
    """

    def __init__(
        self,
        path: str,
        base: int,
        events: Iterator[Event],
        again: Callable[[], Get],
        line: Callable[[int], str],
    ) -> None:
        self.path = path
        self.base = base
        self.events = events
        self.get: Get = events.__next__
        """The next of the events; a loop takes them from the same store."""
        self.again = again
        """Begins the same events anew, to find the place of something that was passed by."""
        self.line = line
        self.hard = 0
        self.soft = 0
        self.findings: list[Finding] = []
        self.left_out: list[str] = []
        self.empty: object = None
        """The last record whose mapping had no keys at all: its caller knows what to say of it."""

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
                name, plain, quoted, slot, course, sound = course[key.value]
            except KeyError:
                step = plan.step(course, key.value, values)
                if step is None:
                    guessed = odd_key(self, plan, key, values, guessed)
                    continue
                name, plain, quoted, slot, course, sound = step
            event = get()
            if type(event) is ScalarEvent:
                value = (quoted if event.style else plain).get(event.value)
                values[name] = slot.take(self, key, event) if value is None else value
            else:
                values[name] = slot.take(self, key, event)
        if guessed:
            settle(self, plan, values, guessed, start)
        elif (variant := values.get(plan.by)) not in sound and self._whole(plan, record, start):
            sound.add(variant)
        return record

    def _whole(self, plan: Plan, record: Any, start: Event) -> bool:
        """Whether a record met on no course known to be sound has all that it needs."""
        if not record.__dict__:
            self.empty = record
            return False
        return well_formed(self, plan, record.__dict__, start)

    # -- what is wrong --------------------------------------------------------------------------

    def at(self, event: Event) -> Place:
        """The place where an event begins."""
        mark = begin(event)
        return Place(self.path, self.base + mark.line + 1, mark.column + 1)

    def report(self, code: Code, event: Event, /, **params: object) -> None:
        """Note a mistake at an event; raises :class:`TooMany` beyond what a file is told of."""
        self._note(code, event, begin(event).column, params)

    def _note(self, code: Code, event: Event, column: int, params: Mapping[str, object]) -> None:
        if len(self.findings) >= MOST_FINDINGS:
            raise TooMany(event)
        place = self.at(event)._replace(column=column + 1)
        self.findings.append(finding(code, place, params))

    def fault(self, code: Code, event: Event, /, **params: object) -> Faulty:
        """Note a mistake that leaves the record unreadable."""
        return self.fault_at(code, event, begin(event).column, **params)

    def fault_at(self, code: Code, event: Event, column: int, /, **params: object) -> Faulty:
        """Note such a mistake at another column (from 0) of the line on which an event begins."""
        self._note(code, event, column, params)
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
            return self.fault_at(codes.RESERVED, key, len(written) - len(after), char="#")
        return self.fault(codes.NO_VALUE, key, key=slot.key)

    def full_width(self, event: ScalarEvent, before: str) -> Faulty:
        """Report the full-width sign that stands behind ``before`` in an unquoted text of one line."""
        char = event.value[len(before)]
        column = begin(event).column + len(before)
        return self.fault_at(codes.FULL_WIDTH, event, column, char=char, ascii=codes.ASCII[char])

    def swallows_records(self, event: ScalarEvent) -> bool:
        """Whether a quoted text runs over the beginning of another record: its quote is not closed."""
        if event.style not in _QUOTES:  # the mark of a block scalar's end is on the next record
            return False
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

    def skip(self, event: Event) -> None:
        """Pass over the value that begins with ``event``."""
        skip(self.get, event)


def _actual(event: Event) -> Text:
    if isinstance(event, MappingStartEvent):
        return MAPPING
    return LIST if isinstance(event, SequenceStartEvent) else SINGLE
