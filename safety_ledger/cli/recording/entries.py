"""The verbs put to work: an entry for each hazard named, asked for where it is not complete."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, Final

from safety_ledger.cli.commands import Runs
from safety_ledger.cli.completion import COMPLETERS
from safety_ledger.cli.options import argument, taking
from safety_ledger.cli.recording.asking import (
    Ask,
    Given,
    answered,
    asking,
    asks_of,
    laid_out,
    missing,
    valued,
)
from safety_ledger.cli.recording.questions import NO_HINT, Hint, ask_for, question
from safety_ledger.cli.recording.step import DateOption, RecordOptions, Sitting, take
from safety_ledger.cli.recording.verbs import ENTRY_ORDER, VERBS, Verb
from safety_ledger.cli.usage import WrongUsage, unknown
from safety_ledger.cli.words import say
from safety_ledger.lifecycle import Timelines
from safety_ledger.lifecycle.signatures import Office
from safety_ledger.lifecycle.transitions import TRANSITIONS, Signer
from safety_ledger.model.declaration import OpenTerm, Variant
from safety_ledger.model.hazard import ENTRY_KEYS, Entry, Hazard
from safety_ledger.text import Text
from safety_ledger.vocabulary import CONTROLLER, PRINCIPAL, Event, Level, Mode
from safety_ledger.work.recording import NewEntry

_ID: Final = Text("隐患编号", "the hazard's id")
_IDS: Final = Text("隐患编号，可写几条", "hazard ids")
_WHICH: Final = Text("哪一种", "which")
_NO_HAZARD: Final = Text("没有编号为“{word}”的隐患", "there is no hazard “{word}”")
_UNREADABLE: Final = Text(
    "隐患 {word} 的记录有错误，读不了；先运行 check 改好",
    "hazard {word} cannot be read: run check and mend it first",
)
_NOT_FOR: Final = Text("{event} 不带 --{option}", "{event} takes no --{option}")
_SIGNED: Final = frozenset({"by"})
"""Asked for in every entry: who did or signed it."""
_QUIET: Final = frozenset({"note", "document", "evidence", "reason", "spent", "to", "duplicate_of"})
"""Asked for only where they are required; otherwise they are given as options."""
_PREFIXES: Final[Mapping[str, str]] = {"criterion": ""}

IdsArgument = Annotated[
    list[str],
    argument("ID...", _IDS, COMPLETERS["hazard"]),
]
HazardArgument = Annotated[
    str,
    argument("ID", _ID, COMPLETERS["hazard"]),
]


def runs(name: str) -> Runs:
    """The command of a verb."""
    return _command(VERBS[name])


def _command(verb: Verb) -> Callable[..., int]:
    choice = [_choice(verb)] if verb.choice else []

    @taking(RecordOptions)
    @asking([*choice, *asks_for(verb.events)])
    def run(
        ids: IdsArgument, date: DateOption = None, *, options: RecordOptions, given: Given
    ) -> int:
        def changes(sitting: Sitting) -> list[NewEntry]:
            event, rest = _event(verb, choice, sitting, given)
            return entries_of(sitting, event, ids, sitting.day(date), rest)

        return take(options, changes)

    return run


def _choice(verb: Verb) -> Ask:
    """What asks which of its events a verb is about."""
    (ask,) = asks_of(Entry, {"event"})
    words = tuple(str(event) for event in verb.events)
    field = ask.field._replace(type=OpenTerm("event", words), label=_WHICH)
    return Ask(("event",), field, verb.choice, required=True)


def _event(
    verb: Verb, choice: Sequence[Ask], sitting: Sitting, given: Given
) -> tuple[Event, dict[str, Any]]:
    """The event a verb is about this time, and what else was given."""
    rest = dict(given)
    for ask in choice:
        if (word := rest.pop(ask.option, None)) is not None:
            return Event(valued(ask, word, sitting.ledger)), rest
        if not sitting.asks:
            raise missing([ask.option])
        return Event(question(ask, NO_HINT, sitting.ledger)), rest
    return verb.events[0], rest


def asks_for(events: Iterable[Event]) -> list[Ask]:
    """What the entries of some events may hold, but for date and event."""
    keys = {key for event in events for key in ENTRY_KEYS[event].allowed}
    asks = asks_of(Entry, keys - {"date", "event"}, prefixes=_PREFIXES)
    return sorted(asks, key=lambda one: ENTRY_ORDER.index(one.path[0]))


def entries_of(
    sitting: Sitting, event: Event, ids: Sequence[str], day: dt.date, given: Given
) -> list[NewEntry]:
    """One entry for each hazard; what a person is asked is asked once for all of them."""
    hazards = [hazard_of(sitting, one) for one in dict.fromkeys(ids)]
    values = entry_values(sitting, event, hazards[0], day, given)
    return [NewEntry("hazard", one.id, "history", values) for one in hazards]


def hazard_of(sitting: Sitting, word: str) -> Hazard:
    """The hazard of an id; wrong usage when there is none."""
    found = sitting.ledger.hazard.get(word)
    if found is not None:
        return found
    if any(one.id == word for one in sitting.ledger.unread):
        raise WrongUsage(say(_UNREADABLE, word=word))
    raise unknown(say(_NO_HAZARD, word=word), word, sitting.ledger.hazard)


def entry_values(
    sitting: Sitting, event: Event, hazard: Hazard, day: dt.date, given: Given
) -> dict[str, object]:
    """The values of an entry: those given, then those asked for, in the order files have."""
    variant = ENTRY_KEYS[event]
    asks = asks_for([event])
    for option in given:
        if option not in {one.option for one in asks}:
            raise WrongUsage(say(_NOT_FOR, event=event, option=option))
    needed = _required(asks, variant)
    values = answered(needed, given, sitting.ledger)
    for one in needed:
        if one.option not in values:
            _fill(values, one, _hint(one, sitting, event, hazard, day), sitting)
    lacking = [one.option for one in needed if one.required and one.option not in values]
    if lacking:
        raise missing(lacking)
    return ordered({"date": day, "event": event, **laid_out(needed, values)})


def _fill(values: dict[str, object], one: Ask, hint: Hint, sitting: Sitting) -> None:
    """Ask for what was not given; without a person to ask only the notice has a default."""
    asked = one.asked and (one.required or one.path[-1] not in _QUIET)
    if sitting.asks and asked:
        ask_for(one, hint, sitting.ledger, values)
    elif one.required and one.option == "to" and hint.default:
        values[one.option] = valued(one, [PRINCIPAL], sitting.ledger)


def _required(asks: Sequence[Ask], variant: Variant) -> list[Ask]:
    """The questions of one event: what it must have is required, and who did or signed it is."""
    must = variant.required | _SIGNED
    return [
        dataclasses.replace(one, required=one.path[0] in must and len(one.path) == 1)
        for one in asks
        if one.path[0] in variant.allowed
    ]


def ordered(values: Mapping[str, object]) -> dict[str, object]:
    """An entry's values in the order the ledger's files have them."""
    return {key: values[key] for key in ENTRY_ORDER if key in values}


# -- what a question offers ---------------------------------------------------------------------


def _hint(one: Ask, sitting: Sitting, event: Event, hazard: Hazard, day: dt.date) -> Hint:
    match one.option:
        case "by":
            return _signers(sitting, event, hazard, day)
        case "to" if event is Event.NOTIFY:
            return _recipients(sitting, hazard)
        case "mode":
            return Hint(default=Mode.SITE)
        case _:
            return NO_HINT


def _recipients(sitting: Sitting, hazard: Hazard) -> Hint:
    level = Timelines.shared(sitting.ledger).of(hazard).last.level
    return recipients(major=level is Level.MAJOR)


def recipients(*, major: bool) -> Hint:
    """A notice goes to the principal; of a major hazard to the actual controller too (plan §6)."""
    whom = (PRINCIPAL, CONTROLLER)
    return Hint(whom, "、".join(whom) if major else PRINCIPAL)


def _signers(sitting: Sitting, event: Event, hazard: Hazard, day: dt.date) -> Hint:
    """Who may sign: those with the role on that day; for the work itself, who must do it."""
    ledger = sitting.ledger
    office = Office(ledger)
    signer = next((row.signer for row in TRANSITIONS if row.event is event), None)
    now = Timelines.shared(ledger).of(hazard).last
    if event in {Event.RECTIFY, Event.REQUEST_EXTENSION}:
        named = hazard.responsible.rectifier if hazard.responsible else None
        return Hint((named,), named) if named else NO_HINT
    if signer is None or not signer.roles:
        return Hint(tuple(one.name for one in ledger.people if one.roles))
    if signer.own_by_enterprise and now.own:
        return Hint(office.own_signers(hazard, day))
    return Hint(_holders(office, signer, day))


def _holders(office: Office, signer: Signer, day: dt.date) -> tuple[str, ...]:
    return tuple(one.name for one in office.ledger.people if office.signs(one.name, day, signer))
