"""``activity add``: something done on a day. A check that found nothing says so."""

from __future__ import annotations

import dataclasses
from typing import Annotated, Any, Final

from safety_ledger.cli.commands import Runs
from safety_ledger.cli.options import flag, taking
from safety_ledger.cli.recording.asking import (
    Ask,
    Given,
    answered,
    asking,
    asks_of,
    laid_out,
    missing,
)
from safety_ledger.cli.recording.places import enterprise_of
from safety_ledger.cli.recording.questions import Hint, ask_for
from safety_ledger.cli.recording.step import RecordOptions, Sitting, take
from safety_ledger.cli.usage import WrongUsage
from safety_ledger.cli.words import say
from safety_ledger.model.activity import Activity
from safety_ledger.model.declaration import fields_of
from safety_ledger.text import Text
from safety_ledger.vocabulary import PRINCIPAL, ActivityKind
from safety_ledger.work.ids import Ids
from safety_ledger.work.recording import NewRecord

_ADD: Final = Text(
    "登记一次活动：自查、检查、演练、培训、会商、上报等。",
    "Record an activity: a check, drill, training, consultation, return.",
)
_NOTHING: Final = Text("查了，没有发现隐患（记为 found: []）", "checked, and nothing was found")
_EITHER: Final = Text("--found 和 --nothing-found 只写一个", "--found or --nothing-found, not both")
ASKS: Final = [
    dataclasses.replace(one, required=one.option == "kind")
    for one in asks_of(Activity, (field.key for field in fields_of(Activity)))
]
_ASKED: Final = ("kind", "date", "enterprises", "led-by", "by")
_LED: Final = frozenset({ActivityKind.SELF_CHECK})


def runs(_: str) -> Runs:
    """The commands about activities."""
    return {"add": (_ADD, add)}


@taking(RecordOptions)
@asking(ASKS)
def add(
    nothing_found: Annotated[bool, flag("--nothing-found", _NOTHING)] = False,
    *,
    options: RecordOptions,
    given: Given,
) -> int:
    """One activity."""

    def changes(sitting: Sitting) -> list[NewRecord]:
        if nothing_found and "found" in given:
            raise WrongUsage(say(_EITHER))
        values = _values(sitting, given)
        if nothing_found:
            values["found"] = []
        return [NewRecord("activity", laid_out(ASKS, values))]

    return take(options, changes)


def _values(sitting: Sitting, given: Given) -> dict[str, Any]:
    """An activity's values by option; the day is today unless given, the id the day's next."""
    values = answered(ASKS, given, sitting.ledger)
    if sitting.asks:
        _ask_for_the_rest(sitting, values)
    if "kind" not in values:
        raise missing(["kind"])
    values.setdefault("date", sitting.today)
    if "enterprises" in values:
        named = [enterprise_of(sitting.ledger, one).id for one in values["enterprises"]]
        values["enterprises"] = list(dict.fromkeys(named))
    values.setdefault("id", Ids(sitting.ledger).activity(values["date"]))
    return values


def _ask_for_the_rest(sitting: Sitting, values: dict[str, Any]) -> None:
    by_option = {one.option: one for one in ASKS}
    for option in _ASKED:
        if option in values or (option == "led-by" and values.get("kind") not in _LED):
            continue
        one = by_option[option]
        ask_for(one, _hint(one, sitting), sitting.ledger, values)


def _hint(one: Ask, sitting: Sitting) -> Hint:
    match one.option:
        case "date":
            return Hint(default=sitting.today.isoformat())
        case "led-by":
            return Hint(default=PRINCIPAL)
        case "by":
            return Hint(tuple(person.name for person in sitting.ledger.people))
        case _:
            return Hint()
