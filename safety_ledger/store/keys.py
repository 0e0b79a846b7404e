"""What can be wrong with the keys of a mapping: odd ones, missing ones, ones that do not fit."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from yaml.events import Event, MappingEndEvent, MappingStartEvent, ScalarEvent

from safety_ledger.diagnostics import LONGEST_WORD, nearest
from safety_ledger.rules import shape as codes
from safety_ledger.store.parser import begin, end, skip, valueless

if TYPE_CHECKING:
    from safety_ledger.store.plans import Plan
    from safety_ledger.store.reader import Reader
    from safety_ledger.store.slots import Slot

MOST_HINTS: Final = 1000
"""A file with more findings than this is not mended by hints, and looking for them takes time."""
BROKEN: Final = ""
"""Stands among a record's values when a key is broken: which one it was cannot be known."""
UNKNOWN: Final = "?"
"""Likewise, with the number of keys that nobody knows: each may be one that is missing."""
_NO_SPACE: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_]*):[^\s/]")


def odd_key(
    reader: Reader,
    plan: Plan,
    key: ScalarEvent,
    values: dict[str, Any],
    guessed: dict[str, Any] | None,
) -> dict[str, Any] | None:
    """An unknown or repeated key. A near miss is read as what it was meant to be, so that one
    slip of the pen is one finding and the record still shows in reports.
    """
    name = key.value
    event = reader.get()
    if name in plan.slots:
        reader.flaw(codes.DUPLICATE_KEY, key, key=name)
        skip(reader.get, event)
        return guessed
    if _broken_key(reader, plan, key, event):
        return {**(guessed or {}), BROKEN: None}
    guessed = guessed or {}
    meant = None
    near: tuple[str, ...] = ()
    if len(reader.findings) <= MOST_HINTS:
        free = {other: slot for other, slot in plan.slots.items() if slot.name not in values}
        meant = free.get(_meant(name, free))
        near = (meant.key,) if meant else nearest(name, free) or nearest(name, plan.slots)
    reader.flaw(codes.UNKNOWN_KEY, key, key=name, hint=codes.hint(near))
    if meant is None:
        skip(reader.get, event)
        return {**guessed, UNKNOWN: guessed.get(UNKNOWN, 0) + 1}
    return {**guessed, meant.name: meant.take(reader, key, event)}


def settle(
    reader: Reader, plan: Plan, values: dict[str, Any], guessed: dict[str, Any], start: Event
) -> None:
    """Put what odd keys were meant to be among the values of a record, which must then be complete."""
    well_formed(reader, plan, guessed | values, start)
    for name, value in guessed.items():
        if name not in {BROKEN, UNKNOWN}:
            values.setdefault(name, value)


def _broken_key(reader: Reader, plan: Plan, key: ScalarEvent, event: Event) -> bool:
    """Report what is a key only by a slip: full-width colon, a comma in an unquoted value, ``<<``."""
    name = key.value
    if name == "<<" and not key.style:
        reader.fault(codes.ANCHOR, key, what="<<")
    elif "：" in name or "\u3000" in name:
        reader.full_width(key, name.split("：" if "：" in name else "\u3000")[0])
    elif (colon := _without_space(plan, key, event)) is not None:
        reader.fault_at(codes.NO_SPACE, key, begin(key).column + colon, key=name[:colon])
    elif valueless(event) and begin(key).line == end(key).line and _after_comma(reader, key):
        reader.fault(codes.FLOW_TEXT, key, what=",")
    else:
        return False
    skip(reader.get, event)
    return True


def _without_space(plan: Plan, key: ScalarEvent, event: Event) -> int | None:
    """Where in a key that is a key and its value the colon stands: ``level:一般``."""
    match = _NO_SPACE.match(key.value)
    if match is None or key.style or not (valueless(event) or match[1] in plan.slots):
        return None
    return match.end(1)


def _after_comma(reader: Reader, key: ScalarEvent) -> bool:
    """Whether the key stands in braces, right after a comma, with no colon behind it."""
    written = reader.line(begin(key).line)
    before = written[: begin(key).column].rstrip()
    behind = written[end(key).column :].lstrip()
    return before.endswith(",") and behind[:1] in {",", "}"}


def well_formed(reader: Reader, plan: Plan, values: Mapping[str, Any], start: Event) -> bool:
    """Whether the keys of a record are complete and fit together; reports what is not."""
    if BROKEN in values:
        return False
    before = len(reader.findings)
    variant = plan.shape.variants.get(values.get(plan.by, "")) if plan.by else None
    needed = variant.required if variant else frozenset()
    absent = [slot for slot in plan.slots.values() if slot.name not in values]
    missing = [slot for slot in absent if slot.field.required or slot.key in needed]
    unknown = values.get(UNKNOWN, 0)
    if missing and unknown and (unknown >= len(missing) or len(values) == 1):
        reader.hard += 1  # the unknown keys are the missing ones under another name
        return False
    for slot in missing:
        reader.fault(codes.MISSING, start, key=slot.key, label=slot.field.label)
    if variant and variant.allowed:
        _foreign_keys(reader, plan, values, variant.allowed, start)
    choice = [name for name in plan.shape.one_of if name in values]
    if plan.shape.one_of and len(choice) != 1 and not (unknown and not choice):
        reader.flaw(codes.ONE_OF, start, keys=plan.shape.one_of)
    return len(reader.findings) == before


def _foreign_keys(
    reader: Reader, plan: Plan, values: Mapping[str, Any], allowed: Container[str], start: Event
) -> None:
    for slot in plan.slots.values():
        if slot.name in values and slot.key not in allowed:
            key = key_in(reader, start, slot.key)
            reader.flaw(codes.NOT_FOR_EVENT, key, key=slot.key, event=values[plan.by])


def key_in(reader: Reader, start: Event, name: str) -> Event:
    """The event of a key in the mapping that begins with ``start``, found by parsing again:
    keys are not kept while reading, since nobody asks for them while all is well.
    """
    get = reader.again()
    event = get()
    while type(event) is not MappingStartEvent or _index(event) != _index(start):
        event = get()
    while not isinstance(key := get(), MappingEndEvent):
        if isinstance(key, ScalarEvent) and key.value == name:
            return key
        skip(get, key)
        skip(get, get())
    return start


def _index(event: Event) -> int:
    return int(begin(event).index)


def _meant(name: str, known: Mapping[str, Slot]) -> str:
    """The one key that a misspelled one, or a Chinese label for a key, can only have meant."""
    labels = {key: slot.field.label.zh for key, slot in known.items()}
    close = [key for key, label in labels.items() if name == label]
    if len(name) > 1:
        close = close or [key for key, label in labels.items() if label.endswith(name)]
        close = close or [key for key, label in labels.items() if name in label]
    if len(name) <= LONGEST_WORD:
        close = close or get_close_matches(name, known, n=2, cutoff=0.7)
    return close[0] if len(close) == 1 else ""
