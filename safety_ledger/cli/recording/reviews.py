"""``review``: of hazards named, or of all that one notice lists, one after the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Final

from safety_ledger.cli.commands import Runs
from safety_ledger.cli.completion import COMPLETERS
from safety_ledger.cli.options import argument, taking, worded
from safety_ledger.cli.recording.asking import Given, asking, missing
from safety_ledger.cli.recording.entries import asks_for, entries_of, entry_values
from safety_ledger.cli.recording.questions import read_line
from safety_ledger.cli.recording.step import DateOption, RecordOptions, Sitting, take
from safety_ledger.cli.usage import WrongUsage, unknown
from safety_ledger.cli.words import say, tell
from safety_ledger.lifecycle import Timelines
from safety_ledger.model.hazard import Hazard
from safety_ledger.text import Text
from safety_ledger.vocabulary import Event, Level, Result, Status
from safety_ledger.work.recording import NewEntry

_IDS: Final = Text("隐患编号，可写几条", "hazard ids")
_NOTICE: Final = Text(
    "复查这份通知（文号）里待复查的隐患", "the hazards of the notice of this number"
)
_PASSED: Final = Text("--notice 时：这一条合格，可重复", "with --notice: this one passed")
_FAILED: Final = Text("--notice 时：这一条不合格，可重复", "with --notice: this one failed")
_ONE_OR_OTHER: Final = Text("写隐患编号，或者写 --notice 文号", "give hazard ids, or --notice")
_NO_NOTICE: Final = Text("没有文号为“{word}”的通知", "there is no notice “{word}”")
_NONE_DUE: Final = Text(
    "“{word}”里没有等待复查的隐患（{states}）", "no hazard of “{word}” awaits a review ({states})"
)
_NOT_LISTED: Final = Text(
    "“{word}”里没有等待复查的 {ids}", "{ids}: not among the hazards of “{word}” that await a review"
)
_BOTH: Final = Text("{ids} 既写了 --pass 又写了 --fail", "{ids}: both --pass and --fail were given")
_ONE_WAY: Final = Text(
    "--result 是全部的结果，--pass、--fail 是逐条的结果，只用一种",
    "--result is for all of them, --pass and --fail are for each: use one way",
)
_SAY_EACH: Final = Text(
    "重大隐患要逐条写明结果（--pass 或 --fail）：{ids}",
    "for major hazards say each result (--pass or --fail): {ids}",
)
_ITEM: Final = Text(
    "({number}/{count}) {id} {title}（{level}，{status}，期限 {deadline}）",
    "({number}/{count}) {id} {title} ({level}, {status}, deadline {deadline})",
)
_VERDICT: Final = Text("1 合格  2 不合格  回车跳过: ", "1 合格  2 不合格  Enter to leave out: ")
_AWAITING: Final = frozenset({Status.RECTIFYING, Status.UNREVIEWED})


def runs(_: str) -> Runs:
    """The command."""
    return review


@taking(RecordOptions)
@asking(asks_for([Event.REVIEW]))
def review(
    ids: Annotated[list[str] | None, argument("[ID]...", _IDS, COMPLETERS["hazard"])] = None,
    notice: Annotated[
        str | None,
        worded("--notice", _NOTICE, "TEXT", COMPLETERS["document"]),
    ] = None,
    passed: Annotated[
        list[str] | None,
        worded("--pass", _PASSED, "ID", COMPLETERS["hazard"]),
    ] = None,
    failed: Annotated[
        list[str] | None,
        worded("--fail", _FAILED, "ID", COMPLETERS["hazard"]),
    ] = None,
    date: DateOption = None,
    *,
    options: RecordOptions,
    given: Given,
) -> int:
    """Entries of 复查."""

    def changes(sitting: Sitting) -> list[NewEntry]:
        if bool(ids) == bool(notice):
            raise WrongUsage(say(_ONE_OR_OTHER))
        day = sitting.day(date)
        if notice is None:
            return entries_of(sitting, Event.REVIEW, ids or (), day, given)
        due = _awaiting(sitting, notice)
        results = _said(notice, due, passed or [], failed or [])
        if results and "result" in given:
            raise WrongUsage(say(_ONE_WAY))
        return _of_notice(sitting, due, results, day, given)

    return take(options, changes)


# -- the hazards of a notice --------------------------------------------------------------------


def _awaiting(sitting: Sitting, notice: str) -> list[Hazard]:
    """The hazards that a notice lists and that somebody must look at now."""
    listed = [
        one
        for one in sitting.ledger.hazards
        if any(entry.event is Event.NOTIFY and entry.document == notice for entry in one.history)
    ]
    if not listed:
        known = {
            entry.document
            for one in sitting.ledger.hazards
            for entry in one.history
            if entry.event is Event.NOTIFY and entry.document
        }
        raise unknown(say(_NO_NOTICE, word=notice), notice, known)
    states = [(one, Timelines.shared(sitting.ledger).of(one).last.status) for one in listed]
    due = [one for one, status in states if status in _AWAITING]
    if not due:
        said = [f"{one.id} {status}" for one, status in states]
        raise WrongUsage(say(_NONE_DUE, word=notice, states=said))
    return due


def _said(
    notice: str, due: Sequence[Hazard], passed: Sequence[str], failed: Sequence[str]
) -> dict[str, Result]:
    """The results given as options."""
    ids = {one.id for one in due}
    both = [one for one in dict.fromkeys(passed) if one in failed]
    if both:
        raise WrongUsage(say(_BOTH, ids=both))
    strange = [one for one in dict.fromkeys((*passed, *failed)) if one not in ids]
    if strange:
        raise WrongUsage(say(_NOT_LISTED, word=notice, ids=strange))
    return {**dict.fromkeys(passed, Result.PASS), **dict.fromkeys(failed, Result.FAIL)}


def _of_notice(
    sitting: Sitting,
    due: Sequence[Hazard],
    results: dict[str, Result],
    day: dt.date,
    given: Given,
) -> list[NewEntry]:
    """One entry for each hazard with a result; who reviewed and how is asked once."""
    rest = [one for one in due if one.id not in results]
    if not results and "result" in given:
        _refuse_batch(sitting, rest)
        results = {one.id: Result(given["result"]) for one in rest}
    elif sitting.asks:
        results = {**results, **_walked(sitting, rest)}
    elif not results:
        raise missing(["result", "pass", "fail"])
    entries: list[NewEntry] = []
    shared: dict[str, object] = {}
    for one in due:
        if one.id not in results:
            continue
        said = {**given, "result": str(results[one.id])}
        shared = shared or entry_values(sitting, Event.REVIEW, one, day, said)
        values = {**shared, "result": results[one.id]}
        entries.append(NewEntry("hazard", one.id, "history", values))
    return entries


def _refuse_batch(sitting: Sitting, hazards: Sequence[Hazard]) -> None:
    """A major hazard is looked at for itself; one word does not pass several of them."""
    lives = Timelines.shared(sitting.ledger)
    majors = [one.id for one in hazards if lives.of(one).last.level is Level.MAJOR]
    if majors:
        raise WrongUsage(say(_SAY_EACH, ids=majors))


def _walked(sitting: Sitting, hazards: Sequence[Hazard]) -> dict[str, Result]:
    """The results a person gives, hazard by hazard."""
    results: dict[str, Result] = {}
    for number, one in enumerate(hazards, start=1):
        now = Timelines.shared(sitting.ledger).of(one).last
        facts = {"id": one.id, "title": one.title, "level": now.level, "status": now.status}
        tell(say(_ITEM, number=number, count=len(hazards), deadline=now.deadline, **facts))
        answer = read_line(say(_VERDICT))
        chosen = {"1": Result.PASS, "2": Result.FAIL, "合格": Result.PASS, "不合格": Result.FAIL}
        if answer in chosen:
            results[one.id] = chosen[answer]
    return results
