"""``enterprise add|set|inactive``: the enterprise list, with changes dated so that the past stays true."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Annotated, Any, Final

from safety_ledger.cli.clock import parse_day
from safety_ledger.cli.commands import Runs
from safety_ledger.cli.completion import COMPLETERS
from safety_ledger.cli.options import argument, taking, worded
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
from safety_ledger.cli.recording.places import enterprise_of
from safety_ledger.cli.recording.questions import NO_HINT, Hint, ask_for
from safety_ledger.cli.recording.step import RecordOptions, Sitting, take
from safety_ledger.cli.usage import WrongUsage
from safety_ledger.cli.words import say
from safety_ledger.model.declaration import Many, Nested, fields_of
from safety_ledger.model.enterprise import Change as Changed
from safety_ledger.model.enterprise import Enterprise
from safety_ledger.text import Text
from safety_ledger.work.ids import Ids
from safety_ledger.work.recording import Change, NewEntry, NewRecord, SetField

_ADD: Final = Text("新增一家企业。", "Add an enterprise.")
_SET: Final = Text(
    "变更企业信息：加 --date 记为自某日起的变更，以前的报表不变；不加则是更正原来的错误。",
    "Change an enterprise: with --date from that day on, past reports stay; without it a mistake is corrected.",
)
_INACTIVE: Final = Text("记录停产时段，或停产结束。", "Record a span of inactivity, or its end.")
_WHICH: Final = Text("企业编号或全称", "the enterprise's id or exact name")
_FROM_DAY: Final = Text("自这一天起变更（YYYY-MM-DD）", "from this day on (YYYY-MM-DD)")
_SINCE: Final = Text("停产起日", "the first day")
_UNTIL: Final = Text("停产止日（含当日）；不写为尚未恢复", "the last day; absent while it lasts")
_REASON: Final = Text("原因", "the reason")
_UNCHANGING: Final = Text(
    "{options} 没有按日期的变更；去掉 --date 直接更正",
    "{options} cannot be dated: leave --date out",
)
_NOTHING: Final = Text("没有写要改什么", "nothing to set was given")
_NO_SPAN: Final = Text(
    "{id} 没有尚未结束的停产时段；要写 --from", "{id} has no open span of inactivity: give --from"
)


def _is_list_of_records(one: Any) -> bool:  # noqa: ANN401 - a declared field
    return isinstance(one.type, Many) and isinstance(one.type.of, Nested)


_PLAIN: Final = {one.key for one in fields_of(Enterprise) if not _is_list_of_records(one)}
_CHANGING: Final = frozenset(one.key for one in fields_of(Changed))
ASKS: Final = [
    dataclasses.replace(one, required=one.option == "name") for one in asks_of(Enterprise, _PLAIN)
]
_ASKED: Final = (
    "name",
    "industry",
    "area",
    "address",
    "principal",
    "controller",
    "safety-manager",
    "employees",
    "section",
    "grid-inspector",
)

WhichArgument = Annotated[
    str,
    argument("ID", _WHICH, COMPLETERS["enterprise"]),
]


def runs(_: str) -> Runs:
    """The commands about enterprises."""
    return {"add": (_ADD, add), "set": (_SET, set_), "inactive": (_INACTIVE, inactive)}


@taking(RecordOptions)
@asking(ASKS)
def add(*, options: RecordOptions, given: Given) -> int:
    """One enterprise."""

    def changes(sitting: Sitting) -> Sequence[Change]:
        values = answered(ASKS, given, sitting.ledger)
        if sitting.asks:
            _ask_for_the_rest(sitting, values)
        if "name" not in values:
            raise missing(["name"])
        values.setdefault("id", Ids(sitting.ledger).enterprise())
        return [NewRecord("enterprise", laid_out(ASKS, values))]

    return take(options, changes)


def _ask_for_the_rest(sitting: Sitting, values: dict[str, Any]) -> None:
    by_option = {one.option: one for one in ASKS}
    for option in _ASKED:
        if option not in values:
            one = by_option[option]
            ask_for(one, _hint(one, sitting), sitting.ledger, values)


def _hint(one: Ask, sitting: Sitting) -> Hint:
    file = sitting.ledger.file
    match one.option:
        case "industry":
            return Hint(file.industry_names)
        case "area":
            return Hint(file.areas)
        case "section":
            return Hint(file.sections)
        case _:
            return NO_HINT


_SETTABLE: Final = [one for one in ASKS if one.option != "id"]


@taking(RecordOptions)
@asking(_SETTABLE)
def set_(
    which: WhichArgument,
    date: Annotated[
        str | None,
        worded("--date", _FROM_DAY, "DATE"),
    ] = None,
    *,
    options: RecordOptions,
    given: Given,
) -> int:
    """Fields of an enterprise."""

    def changes(sitting: Sitting) -> Sequence[Change]:
        firm = enterprise_of(sitting.ledger, which)
        asks = [one for one in _SETTABLE if one.option in given]
        if not asks:
            raise WrongUsage(say(_NOTHING))
        values = {one.option: valued(one, given[one.option], sitting.ledger) for one in asks}
        if date is None:
            return [SetField("enterprise", firm.id, one.path, values[one.option]) for one in asks]
        fixed = [f"--{one.option}" for one in asks if one.path[0] not in _CHANGING]
        if fixed:
            raise WrongUsage(say(_UNCHANGING, options=fixed))
        entry = {"date": sitting.day(date), **laid_out(asks, values)}
        return [NewEntry("enterprise", firm.id, "changes", entry)]

    return take(options, changes)


@taking(RecordOptions)
def inactive(
    which: WhichArgument,
    since: Annotated[str | None, worded("--from", _SINCE, "DATE")] = None,
    until: Annotated[str | None, worded("--until", _UNTIL, "DATE")] = None,
    reason: Annotated[str | None, worded("--reason", _REASON, "TEXT")] = None,
    *,
    options: RecordOptions,
) -> int:
    """A span in which an enterprise does not work, or the end of one."""

    def changes(sitting: Sitting) -> Sequence[Change]:
        firm = enterprise_of(sitting.ledger, which)
        last = parse_day(until, "--until") if until else None
        if since is not None:
            span = {"from": parse_day(since, "--from"), "until": last, "reason": reason}
            known = {key: value for key, value in span.items() if value is not None}
            return [NewEntry("enterprise", firm.id, "inactive", known)]
        still = [n for n, one in enumerate(firm.inactive) if one.until is None]
        if last is None or not still:
            raise WrongUsage(say(_NO_SPAN, id=firm.id))
        return [SetField("enterprise", firm.id, ("inactive", still[-1], "until"), last)]

    return take(options, changes)
