"""The event stream of PyYAML: the C parser when there, the pure one otherwise.

Both are given the same text, checked and stripped beforehand (:mod:`~safety_ledger.store.scan`),
and are made to agree: see :func:`parser_for` and :mod:`~safety_ledger.store.pieces`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import Any, Final, cast

import yaml
from yaml.error import Mark
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

PURE: Final = yaml.SafeLoader
"""The parser in Python: ten times slower, there everywhere, and the judge where the two differ."""


def fast() -> Any:
    """The parser to read with: libyaml's unless it is missing or ``SAFETY_LEDGER_PURE_YAML`` is set."""
    if os.environ.get("SAFETY_LEDGER_PURE_YAML"):
        return PURE
    return getattr(yaml, "CSafeLoader", PURE)


_STANDARD: Final = "tag:yaml.org,2002:"


_MARKS: Final = re.compile(rb"[&*!]")
_OPENING: Final = b",[{:?-"
"""What a value begins after; a mark in the midst of a text, such as “A & B”, is none."""
_SIGNS: Final = re.compile(rb"[\[\]{}?]")


def uses_marks(data: bytes) -> bool:
    """Whether a text may hold anchors, aliases or tags; the plain looks spare most the search."""
    return any(mark in data for mark in (b"&", b"*", b"!")) and any(
        _begins_value(data, found.start()) for found in _MARKS.finditer(data)
    )


def _begins_value(data: bytes, start: int) -> bool:
    before = data[data.rfind(b"\n", 0, start) + 1 : start].rstrip(b" \t")
    return not before or before[-1] in _OPENING


def parser_for(data: bytes) -> Any:
    """The parser for a text: the fast one, unless it holds what the two are known to read otherwise
    (marks, a question mark in braces); there the pure one judges, with and without libyaml.
    """
    asks = b"?" in data and any(map(_asks_in_braces, data.split(b"\n- ")))
    return PURE if asks or uses_marks(data) else fast()


def _asks_in_braces(record: bytes) -> bool:
    """Whether a question mark may stand in braces: while one is open, or between two on its line
    (a brace in quotes may have misled the count).
    """
    depth = 0
    for line in record.split(b"\n"):
        opened = depth > 0
        asked = False
        for sign in _SIGNS.findall(line):
            if sign == b"?":
                asked = asked or opened
            elif sign in b"[{":
                depth, opened = depth + 1, True
            else:
                depth = max(depth - 1, 0)
                if asked:
                    return True
        if asked and depth > 0:
            return True
    return False


AT_ONCE: Final = 128
"""Events taken from the parser before the reader looks at them."""


def ahead(get: Callable[[], Event]) -> Iterator[Event]:
    """The events that ``get`` gives, taken many at once; where it fails, first those before.

    Parser and reader then run long enough in turn for the processor to keep the code of each at
    hand: measured, a tenth off the whole reading.
    """
    return chain.from_iterable(_batches(get))


def _batches(get: Callable[[], Event]) -> Iterator[list[Event]]:
    events = iter(get, None)
    while True:
        batch: list[Event] = []
        try:
            batch.extend(islice(events, AT_ONCE))
        except Exception:
            yield batch
            raise
        if not batch:
            return
        yield batch


class Marked:
    """Events of a text that uses anchors, aliases or tags: notes each, and hides what they hold."""

    def __init__(self, get: Callable[[], Event]) -> None:
        self._get = get
        self._anchors: set[str] = set()
        self.noted: list[tuple[Event, str, str]] = []

    def get(self) -> Event:
        """The next event; a tagged scalar comes as an alias, so that nobody reads a value into it."""
        event = self._get()
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            self._anchor(event, anchor)
        tag = getattr(event, "tag", None)
        if tag is None:
            return event
        self.noted.append((event, "tag", str(tag).replace(_STANDARD, "!!")))
        if isinstance(event, ScalarEvent):
            return AliasEvent(tag, event.start_mark, event.end_mark)
        return event

    def _anchor(self, event: Event, anchor: str) -> None:
        if not isinstance(event, AliasEvent):
            self._anchors.add(anchor)
            self.noted.append((event, "anchor", f"&{anchor}"))
        elif anchor not in self._anchors:
            self.noted.append((event, "anchor", f"*{anchor}"))


def begin(event: Event) -> Mark:
    """Where an event begins: line and column from 0, index in characters."""
    return cast("Mark", event.start_mark)


def end(event: Event) -> Mark:
    """Where an event ends."""
    return cast("Mark", event.end_mark)


def valueless(event: Event) -> bool:
    """Whether an event is the empty scalar that a parser gives where nothing is written."""
    return isinstance(event, ScalarEvent) and not event.style and not event.value


DEEPEST: Final = 32
"""How deep values may nest. Declared records need six; the rest is an accident or an attack."""


class TooDeep(Exception):
    """Values nested beyond :data:`DEEPEST`; carries where."""

    def __init__(self, event: Event) -> None:
        super().__init__("nested too deep")
        self.event = event


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
