"""``visit add``: one inspection, what it found, and the notice that was left.

An inspector back from a visit enters in a minute: the activity, a hazard for each thing found, and
one notice number for all of them, each with a deadline of its own.
"""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Final

from safety_ledger.cli.commands import Runs
from safety_ledger.cli.completion import COMPLETERS
from safety_ledger.cli.options import argument, taking, worded
from safety_ledger.cli.recording.activities import ASKS as ACTIVITY_ASKS
from safety_ledger.cli.recording.asking import Given, answered, asking, laid_out, missing, valued
from safety_ledger.cli.recording.entries import asks_for, ordered, recipients
from safety_ledger.cli.recording.hazards import ASKS as HAZARD_ASKS
from safety_ledger.cli.recording.hazards import hazard_values
from safety_ledger.cli.recording.places import enterprise_of, names_of
from safety_ledger.cli.recording.questions import Hint, question, read_line
from safety_ledger.cli.recording.step import DateOption, RecordOptions, Sitting, take
from safety_ledger.cli.usage import WrongUsage, unknown
from safety_ledger.cli.words import say, tell
from safety_ledger.errors import LedgerError, reason_of
from safety_ledger.model.enterprise import Enterprise
from safety_ledger.text import Text
from safety_ledger.vocabulary import (
    PRINCIPAL,
    ActivityKind,
    Event,
    Level,
    Role,
    Source,
)
from safety_ledger.work.ids import Ids
from safety_ledger.work.recording import Change, NewRecord

_ADD: Final = Text(
    "登记一次督导检查：活动记录、查出的隐患、一份通知书的文号，一起写入。",
    "Record an inspection: the activity, the hazards found and the number of the notice, all in one.",
)
_WHICH: Final = Text("被检查企业的编号或全称", "the enterprise's id or exact name")
_HAZARD: Final = Text(
    "一条隐患，如 title=配电箱未接地；level=一般；deadline=2024-06-30；rectifier=王强，可重复；"
    "当场改好的写 spot=整改人",
    "a hazard found, such as title=…; level=一般; deadline=2024-06-30; may be repeated; "
    "spot=NAME when put right at once",
)
_HAZARDS: Final = Text(
    "隐患列表的 YAML 文件，- 为标准输入", "a YAML list of the hazards found; - is stdin"
)
_DOCUMENT: Final = Text(
    "通知书文号；写了就为每条隐患记上通知，当场改好的除外",
    "the notice's number: each hazard gets a 通知, but those put right on the spot",
)
_TO: Final = Text(
    "通知书交给了谁，不写为主要负责人；重大隐患另要送达实际控制人",
    "who was given the notice; else the principal; a major hazard needs the controller too",
)
_NEXT: Final = Text("第 {number} 条隐患（回车结束）: ", "hazard {number} (Enter to end): ")
_NOTICE: Final = Text("通知书文号（回车跳过）: ", "the notice's number (Enter to leave out): ")
_PART: Final = re.compile(r"\s*[;；]\s*")
_NO_PART: Final = Text("--hazard 的“{word}”要写成 键=值", "“{word}” of --hazard: write key=value")
_NO_KEY: Final = Text("隐患没有“{word}”这一项", "a hazard has no “{word}”")
_CANNOT_READ: Final = Text("读不了 {path}：{reason}", "cannot read {path}: {reason}")
SPOT: Final = "spot"
"""Who put a hazard right while the inspectors were there."""

ASKS: Final = [
    one
    for one in ACTIVITY_ASKS
    if one.option in {"section", "by", "groups", "topics", "note", "evidence"}
]
_OPTIONS: Final = {
    **{one.option: one.option for one in HAZARD_ASKS},
    SPOT: SPOT,
    **{".".join(one.path): one.option for one in HAZARD_ASKS},
}
"""The options of a hazard by what they may be called in a row: as an option or as in a file."""


def runs(_: str) -> Runs:
    """The commands about inspections."""
    return {"add": (_ADD, add)}


@taking(RecordOptions)
@asking(ASKS)
def add(
    which: Annotated[str, argument("ENTERPRISE", _WHICH, COMPLETERS["enterprise"])],
    date: DateOption = None,
    hazard: Annotated[
        list[str] | None,
        worded("--hazard", _HAZARD, "TEXT"),
    ] = None,
    hazards: Annotated[
        Path | None,
        worded("--hazards", _HAZARDS, "FILE"),
    ] = None,
    document: Annotated[
        str | None,
        worded("--document", _DOCUMENT, "TEXT"),
    ] = None,
    to: Annotated[
        list[str] | None,
        worded("--to", _TO, "TEXT"),
    ] = None,
    *,
    options: RecordOptions,
    given: Given,
) -> int:
    """One inspection."""
    rows = [*map(_parts, hazard or []), *_read(hazards)]

    def changes(sitting: Sitting) -> Sequence[Change]:
        firm = enterprise_of(sitting.ledger, which)
        visit = _activity(sitting, firm, date, given)
        notice = document
        settled = {
            "enterprise": firm.id,
            "source": Source.INSPECTION,
            "found-on": visit["date"],
            "found-by": _first(visit["by"]),
        }
        if sitting.asks and not rows:
            found = list(_asked(sitting, settled))
            notice = notice or (read_line(say(_NOTICE)) if found else None)
        else:
            found = list(_found(dataclasses.replace(sitting, asks=False), rows, settled))
        told = _told(sitting, found, to) if notice else []
        records = [_with_history(one, notice, told, visit) for one in found]
        visit["found"] = [str(one["id"]) for one in records]
        return [
            *(NewRecord("hazard", one) for one in records),
            NewRecord("activity", laid_out(ACTIVITY_ASKS, visit)),
        ]

    return take(options, changes)


def _activity(sitting: Sitting, firm: Enterprise, date: str | None, given: Given) -> dict[str, Any]:
    values = answered(ASKS, given, sitting.ledger)
    day = sitting.day(date)
    if "by" not in values and sitting.asks:
        ask = next(one for one in ASKS if one.option == "by")
        names = names_of(sitting.ledger, day, Role.INSPECTOR, Role.APPROVER, Role.EXPERT)
        values["by"] = question(
            dataclasses.replace(ask, required=True), Hint(names), sitting.ledger
        )
    if "by" not in values:
        raise missing(["by"])
    section = firm.on(day).section
    if section and "section" not in values:
        values["section"] = section
    return {
        "id": Ids(sitting.ledger).activity(day),
        "date": day,
        "kind": ActivityKind.INSPECTION,
        "enterprises": [firm.id],
        "groups": 1,
        **values,
    }


def _first(names: str | list[str]) -> str:
    return names if isinstance(names, str) else names[0]


# -- the hazards found --------------------------------------------------------------------------


def _parts(word: str) -> dict[str, Any]:
    """A hazard as one option has it: ``title=…；level=一般；deadline=2024-06-30``."""
    parts: dict[str, Any] = {}
    for part in _PART.split(word.strip()):
        if not part:
            continue
        key, equals, value = part.partition("=")
        if not equals:
            raise WrongUsage(say(_NO_PART, word=part))
        parts[key.strip()] = value.strip()
    return parts


def _read(path: Path | None) -> list[dict[str, Any]]:
    if path is None:
        return []
    from safety_ledger.store.words import words

    if path == Path("-"):
        return words(sys.stdin.buffer.read(), "stdin")
    try:
        return words(path.read_bytes(), str(path))
    except OSError as error:
        raise LedgerError(_CANNOT_READ, {"path": path, "reason": reason_of(error)}) from error


def _found(
    sitting: Sitting, rows: Sequence[Mapping[str, Any]], settled: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    taken: list[str] = []
    for row in rows:
        given = dict(_by_option(row))
        spot = given.pop(SPOT, None)
        if spot is not None:  # put right at once: nothing to wait for after this day
            given.setdefault("deadline", settled["found-on"].isoformat())
            given.setdefault("rectifier", spot)
        known = {key: value for key, value in settled.items() if key not in given}
        values = hazard_values(sitting, given, known, taken)
        taken.append(str(values["id"]))
        yield {**values, SPOT: spot} if spot else values


def _by_option(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """A row's words by option."""
    for key, value in row.items():
        nested = value if isinstance(value, Mapping) else {"": value}
        for below, words in nested.items():
            name = f"{key}.{below}" if below else key
            option = _OPTIONS.get(name) or _OPTIONS.get(name.replace("_", "-"))
            if option is None:
                raise unknown(say(_NO_KEY, word=name), name, _OPTIONS)
            yield option, words


def _asked(sitting: Sitting, settled: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Hazards as a person tells them, until none is left."""
    taken: list[str] = []
    while title := read_line(say(_NEXT, number=len(taken) + 1)):
        values = hazard_values(sitting, {"title": title}, settled, taken)
        taken.append(str(values["id"]))
        tell(str(values["id"]))
        yield values


def _told(sitting: Sitting, found: Sequence[Mapping[str, Any]], to: list[str] | None) -> Any:  # noqa: ANN401 - one or several
    """Who was given the notice. Of a major hazard a person is asked about the controller (plan §6)."""
    (ask,) = [one for one in asks_for([Event.NOTIFY]) if one.option == "to"]
    if to or not sitting.asks:
        return valued(ask, to or [PRINCIPAL], sitting.ledger)
    hint = recipients(major=any(one.get("level") is Level.MAJOR for one in found))
    return question(dataclasses.replace(ask, required=True), hint, sitting.ledger)


def _with_history(
    values: dict[str, Any], document: str | None, to: object, visit: Mapping[str, Any]
) -> dict[str, Any]:
    """A hazard with what was done on the spot: put right, or the notice handed over."""
    spot = values.pop(SPOT, None)
    entry: dict[str, Any]
    if spot:
        entry = {"date": visit["date"], "event": Event.RECTIFY, "by": spot}
    elif document:
        entry = {"date": visit["date"], "event": Event.NOTIFY, "to": to, "document": document}
        entry["by"] = visit["by"]
    else:
        return values
    return {**values, "history": [ordered(entry)]}
