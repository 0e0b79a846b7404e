"""``hazard add``: a hazard registered, asked for field by field where options do not say it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from safety_ledger.cli.commands import Runs
from safety_ledger.cli.options import taking
from safety_ledger.cli.recording.asking import (
    Ask,
    Given,
    asking,
    asks_of,
    laid_out,
    missing,
    valued,
)
from safety_ledger.cli.recording.entries import HazardArgument, hazard_of
from safety_ledger.cli.recording.places import enterprise_of, names_of
from safety_ledger.cli.recording.questions import NO_HINT, Hint, ask_for, question
from safety_ledger.cli.recording.step import RecordOptions, Sitting, take
from safety_ledger.cli.usage import WrongUsage
from safety_ledger.cli.words import say, tell
from safety_ledger.model.declaration import fields_of
from safety_ledger.model.enterprise import Enterprise
from safety_ledger.model.hazard import Hazard
from safety_ledger.text import Text
from safety_ledger.vocabulary import Level, Role, Source
from safety_ledger.work.ids import Ids
from safety_ledger.work.recording import NewRecord, SetField

_ADD: Final = Text(
    "登记一条隐患；编号自动取下一个，存入 hazards/年份/企业.yaml。",
    "Register a hazard; its id is the next one, its file hazards/YEAR/ENTERPRISE.yaml.",
)
_SET: Final = Text(
    "补充或更正一条隐患的字段，如治理方案各项、责任人；级别用 rejudge 改，期限用 extend 改。",
    "Complete or correct the fields of a hazard; the level is changed by rejudge, the deadline by extend.",
)
_NOTHING: Final = Text("没有写要改什么", "nothing to set was given")
_BOTH: Final = Text("--enterprise 和 --body 只写一个", "--enterprise or --body, not both")
_PREFIXES: Final[Mapping[str, str]] = {
    "criterion": "",
    "responsible": "",
    "judged": "judged-",
    "body": "body-",
    "plan": "plan-",
}
_ASKED: Final = (
    "enterprise",
    "title",
    "source",
    "level",
    "standard",
    "article",
    "category",
    "location",
    "case",
    "found-on",
    "found-by",
    "deadline",
    "rectifier",
    "section",
    "person",
)
"""What a person is asked for, in the order an inspector tells it."""
_FOR_MAJOR: Final = frozenset({"standard", "article"})
_AFTER_VERIFICATION: Final = frozenset({"level", "deadline"})
"""Not known of a public report before it is verified."""


def runs(_: str) -> Runs:
    """The commands about hazards as records."""
    return {"add": (_ADD, add), "set": (_SET, set_)}


_KEYS: Final = {one.key for one in fields_of(Hazard)} - {"history"}
ASKS: Final = [
    dataclasses.replace(one, option="body") if one.option == "body-name" else one
    for one in asks_of(Hazard, _KEYS, prefixes=_PREFIXES)
]
"""What a hazard is made of, apart from its history."""
BY_OPTION: Final = {one.option: one for one in ASKS}


@taking(RecordOptions)
@asking(ASKS)
def add(*, options: RecordOptions, given: Given) -> int:
    """One hazard."""

    def changes(sitting: Sitting) -> Sequence[NewRecord]:
        return [NewRecord("hazard", hazard_values(sitting, given))]

    return take(options, changes)


_FIXED: Final = frozenset({"id", "enterprise", "source", "level", "found_on", "deadline"})
"""What is not corrected in passing: it has an event of its own, or would rewrite the past."""
_SETTABLE: Final = [one for one in ASKS if one.path[0] not in _FIXED]


@taking(RecordOptions)
@asking(_SETTABLE)
def set_(
    id_: HazardArgument,
    *,
    options: RecordOptions,
    given: Given,
) -> int:
    """Fields of a hazard."""

    def changes(sitting: Sitting) -> Sequence[SetField]:
        hazard = hazard_of(sitting, id_)
        asks = [one for one in _SETTABLE if one.option in given]
        if not asks:
            raise WrongUsage(say(_NOTHING))
        return [
            SetField("hazard", hazard.id, one.path, valued(one, given[one.option], sitting.ledger))
            for one in asks
        ]

    return take(options, changes)


def hazard_values(
    sitting: Sitting,
    given: Given,
    known: Mapping[str, Any] | None = None,
    taken: Sequence[str] = (),
) -> dict[str, Any]:
    """A hazard's values by key, its id among them. ``known`` are options already settled."""
    values: dict[str, Any] = dict(known or {})
    for option, words in given.items():
        values[option] = valued(BY_OPTION[option], words, sitting.ledger)
    if "enterprise" in values and "body" in values:
        raise WrongUsage(say(_BOTH))
    if "enterprise" in values:
        values["enterprise"] = enterprise_of(sitting.ledger, values["enterprise"]).id
    if sitting.asks:
        _ask_for_the_rest(sitting, values)
    _settle(sitting, values)
    lacking = _lacking(values)
    if lacking:
        raise missing(lacking)
    record = laid_out(ASKS, values)
    place = record.get("body", {}).get("name")
    id_ = Ids(sitting.ledger, taken).hazard(record.get("enterprise"), place, record["found_on"])
    return {"id": id_, **record}


def _settle(sitting: Sitting, values: dict[str, Any]) -> None:
    """What need not be said: found today, by the section that answers for the enterprise."""
    values.setdefault("found-on", sitting.today)
    at = _site(sitting, values)
    reported = values.get("source") is Source.REPORT
    told = any(one in values for one in ("rectifier", "section", "person", "regulator"))
    if at is not None and at.section and not told and not reported:
        values["section"] = at.section


def _lacking(values: Mapping[str, Any]) -> list[str]:
    needed = ["title", "source", "found-on"]
    if "enterprise" not in values and "body" not in values:
        needed.insert(0, "enterprise")
    if values.get("source") is not Source.REPORT:
        needed += ["level", "deadline"]
        if not {"rectifier", "section", "person"} & values.keys():
            needed.append("rectifier")
    return [one for one in needed if one not in values]


# -- questions ----------------------------------------------------------------------------------


def _ask_for_the_rest(sitting: Sitting, values: dict[str, Any]) -> None:
    for option in _ASKED:
        if option in values or not _applies(option, values):
            continue
        needed = option in _lacking({"found-on": sitting.today, **values}) or option == "enterprise"
        one = dataclasses.replace(BY_OPTION[option], required=needed)
        hint = hint_of(option, sitting, values)
        if option == "enterprise":
            values[option] = _enterprise_asked(sitting, one, hint)
        else:
            ask_for(one, hint, sitting.ledger, values)


def _enterprise_asked(sitting: Sitting, one: Ask, hint: Hint) -> str:
    """The id of the enterprise named; whoever mistypes it is asked again."""
    while True:
        try:
            return enterprise_of(sitting.ledger, question(one, hint, sitting.ledger)).id
        except WrongUsage as wrong:
            tell(str(wrong))


def _applies(option: str, values: Mapping[str, Any]) -> bool:
    reported = values.get("source") is Source.REPORT
    if option == "enterprise":
        return "body" not in values
    if option in _FOR_MAJOR:
        return values.get("level") is Level.MAJOR
    if option == "case":
        return reported
    return not (reported and option in _AFTER_VERIFICATION)


def hint_of(option: str, sitting: Sitting, values: Mapping[str, Any]) -> Hint:
    """What is offered for a field, from what is settled so far."""
    ledger = sitting.ledger
    at = _site(sitting, values)
    match option:
        case "source":
            return Hint(default=Source.INSPECTION)
        case "level":
            return Hint(default=Level.GENERAL)
        case "found-on":
            return Hint(default=sitting.today.isoformat())
        case "found-by" | "person":
            return Hint(names_of(ledger, sitting.today, Role.INSPECTOR, Role.APPROVER))
        case "section":
            return Hint(ledger.file.sections, at.section or "" if at else "")
        case "rectifier" if at is not None:
            names = [name for name in (at.safety_manager, at.principal) if name]
            return Hint(tuple(dict.fromkeys(names)))
        case _:
            return NO_HINT


def _site(sitting: Sitting, values: Mapping[str, Any]) -> Enterprise | None:
    found = sitting.ledger.enterprise.get(values.get("enterprise", ""))
    day = values.get("found-on")
    return found.on(day if isinstance(day, dt.date) else sitting.today) if found else None
