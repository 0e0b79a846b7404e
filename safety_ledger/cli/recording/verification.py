"""``verify``: a public report that proved true becomes a hazard, with what only a visit can tell.

From 核实 on a hazard has a level, a deadline and somebody responsible (plan §10, §5): what the record
lacks of it is given, or asked for, together with the entry.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, Final

from safety_ledger.cli.commands import Runs
from safety_ledger.cli.options import taking
from safety_ledger.cli.recording.asking import Given, asking, missing, valued
from safety_ledger.cli.recording.entries import HazardArgument, asks_for, entry_values, hazard_of
from safety_ledger.cli.recording.hazards import BY_OPTION, hint_of
from safety_ledger.cli.recording.questions import ask_for
from safety_ledger.cli.recording.step import DateOption, RecordOptions, Sitting, take
from safety_ledger.cli.usage import WrongUsage
from safety_ledger.cli.words import say
from safety_ledger.model.hazard import Hazard
from safety_ledger.text import Text
from safety_ledger.vocabulary import Event, Level
from safety_ledger.work.recording import Change, NewEntry, SetField

_KNOWN: Final = Text(
    "{id} 已有 {option}，核实时不再改写：级别用 rejudge，期限用 extend",
    "{id} already has {option}: a level is changed by rejudge, a deadline by extend",
)
_TOLD: Final = (
    *("level", "standard", "article", "deadline", "category", "location"),
    *("rectifier", "section", "person", "regulator", "supervisor"),
)
"""What verification may tell of a hazard, in the order an inspector tells it."""
_NEEDED: Final = ("level", "deadline", "rectifier")
_FOR_MAJOR: Final = frozenset({"standard", "article"})
_TELLS: Final = [BY_OPTION[option] for option in _TOLD]


def runs(_: str) -> Runs:
    """The command."""
    return verify


@taking(RecordOptions)
@asking([*_TELLS, *asks_for((Event.VERIFY,))])
def verify(
    id_: HazardArgument,
    date: DateOption = None,
    *,
    options: RecordOptions,
    given: Given,
) -> int:
    """A report verified."""
    told = {option: word for option, word in given.items() if option in _TOLD}
    entry = {option: word for option, word in given.items() if option not in _TOLD}

    def changes(sitting: Sitting) -> list[Change]:
        hazard = hazard_of(sitting, id_)
        fields = list(_fields(sitting, hazard, told))
        values = entry_values(sitting, Event.VERIFY, hazard, sitting.day(date), entry)
        return [*fields, NewEntry("hazard", hazard.id, "history", values)]

    return take(options, changes)


def _fields(sitting: Sitting, hazard: Hazard, told: Given) -> Iterator[SetField]:
    """What was told, then what a person is asked for; a level or deadline on record stays."""
    values: dict[str, Any] = {}
    for option, word in told.items():
        if option in {"level", "deadline"} and getattr(hazard, option) is not None:
            raise WrongUsage(say(_KNOWN, id=hazard.id, option=option))
        values[option] = valued(BY_OPTION[option], word, sitting.ledger)
    lacking = [one for one in _NEEDED if one not in values and _lacks(hazard, one)]
    if sitting.asks:
        _ask(sitting, hazard, values)
    elif lacking:
        raise missing(lacking)
    for option in _TOLD:
        if option in values:
            yield SetField("hazard", hazard.id, BY_OPTION[option].path, values[option])


def _lacks(hazard: Hazard, option: str) -> bool:
    if option == "rectifier":
        return hazard.responsible is None
    return getattr(hazard, option) is None


def _ask(sitting: Sitting, hazard: Hazard, values: dict[str, Any]) -> None:
    """Ask for what the record needs from now on and nobody has told; of a major one its criterion."""
    site = {"enterprise": hazard.enterprise or "", "found-on": hazard.found_on}
    for option in ("level", "standard", "article", "deadline", "rectifier"):
        major = (values.get("level") or hazard.level) is Level.MAJOR
        known = hazard.criterion is not None if option in _FOR_MAJOR else not _lacks(hazard, option)
        if option in values or known or (option in _FOR_MAJOR and not major):
            continue
        one = dataclasses.replace(BY_OPTION[option], required=option in _NEEDED)
        ask_for(one, hint_of(option, sitting, site), sitting.ledger, values)
