"""The command that records what is owed: all of it that is known, and a word for what is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from safety_ledger.lifecycle.effects import is_own
from safety_ledger.lifecycle.transitions import ANYBODY, TRANSITIONS
from safety_ledger.lists import DelayKind, HazardView
from safety_ledger.model.declaration import fields_of
from safety_ledger.model.hazard import ENTRY_KEYS, Entry
from safety_ledger.vocabulary import CONTROLLER, PRINCIPAL, Event, Level, Mode, Result

Words = tuple[str, ...]

VERBS: Final = {
    Event.VERIFY: "verify",
    Event.NOTIFY: "notify",
    Event.RECTIFY: "rectify",
    Event.REVIEW: "review",
    Event.CLOSE: "close",
    Event.EXTEND: "extend",
    Event.PROGRESS: "progress",
}
"""The verbs that record an event of their own; the others name the event."""

_LADDER: Final = frozenset({Event.LETTER, Event.CIRCULAR, Event.SUMMON, Event.EXPOSE})
_LABELS: Final = {field.key: field.label.zh for field in fields_of(Entry)}

BY: Final = "〔经办人〕"
"""Who did or signed it, where anybody may: filled in by whoever records it."""
_SIGNERS: Final = {row.event: row.signer for row in TRANSITIONS if row.signer is not ANYBODY}

Known = Mapping[str, tuple[str, ...]]

_KNOWN: Final[Mapping[Event, Known]] = {
    Event.NOTIFY: {"to": (PRINCIPAL,)},
    Event.REVIEW: {"result": (Result.PASS,)},
}
"""What goes without saying: a review is hoped to be passed, a notice is for the principal."""
_KNOWN_MAJOR: Final[Mapping[Event, Known]] = {
    Event.NOTIFY: {"to": (PRINCIPAL, CONTROLLER)},
    Event.REVIEW: {"mode": (Mode.SITE,)},
}
"""A major hazard is told to the actual controller too (plan §6) and reviewed by a visit."""

OF_DELAY: Final[Mapping[DelayKind, tuple[Event, Known]]] = {
    DelayKind.VERIFY: (Event.VERIFY, {}),
    DelayKind.NOTICE: (Event.NOTIFY, {}),
    DelayKind.CONTROLLER: (Event.NOTIFY, {"to": (CONTROLLER,)}),
    DelayKind.REVIEW: (Event.REVIEW, {}),
    DelayKind.CLOSURE: (Event.CLOSE, {}),
    DelayKind.REPLY: (Event.EXTEND, {}),
}
"""The entry that settles what the office owes, with what is known of it."""

_NOTHING: Final[Known] = {}


def step(view: HazardView, event: Event, known: Known = _NOTHING) -> Words:
    """The command that records an event of a hazard; what must be filled in stands by its label."""
    if event in VERBS:
        head: Words = (VERBS[event], view.id)
    elif event in _LADDER:
        head = ("escalate", view.id, "--step", event.value)
    else:
        head = ("order", view.id, "--kind", event.value)
    lacking = _lacking(view) if event is Event.VERIFY else ()
    expected = _KNOWN.get(event, _NOTHING)
    if view.level is Level.MAJOR:
        expected = {**expected, **_KNOWN_MAJOR.get(event, _NOTHING)}
    return head + lacking + _options(event, {"by": (_signer(view, event),), **expected, **known})


def _signer(view: HazardView, event: Event) -> str:
    """Who must sign, so that nobody tries in vain; an enterprise signs for its own hazards."""
    signer = _SIGNERS.get(event)
    if signer is None or (signer.own_by_enterprise and is_own(view.record, view.level)):
        return BY
    return f"〔{signer.words.zh}〕"


def _lacking(view: HazardView) -> Words:
    """What a report needs from its verification on and does not have yet."""
    record, words = view.record, (("level", "隐患级别"), ("deadline", "整改期限"))
    lacks = [(key, word) for key, word in words if getattr(record, key) is None]
    if record.responsible is None:
        lacks.append(("rectifier", "整改责任人"))
    return tuple(part for key, word in lacks for part in (f"--{key}", f"〔{word}〕"))


def _options(event: Event, known: Known) -> Words:
    required = ENTRY_KEYS[event].required - {"date", "event"} | {"by"}
    keys = [key for key in _LABELS if key in required or key in known]
    return tuple(
        word for key in keys for value in _values(key, known) for word in (f"--{key}", value)
    )


def _values(key: str, known: Known) -> Iterable[str]:
    return known.get(key) or (f"〔{_LABELS[key]}〕",)
