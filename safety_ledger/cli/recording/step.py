"""How every recording command works: read the ledger, learn what is wanted, record it, say one line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from safety_ledger.cli.clock import day_of, parse_day
from safety_ledger.cli.loading import ledger_folder, seen_from_here
from safety_ledger.cli.options import LedgerOption, flag, worded
from safety_ledger.cli.recording.questions import interactive
from safety_ledger.cli.streams import put
from safety_ledger.cli.words import LANG, say, tell
from safety_ledger.diagnostics import Finding
from safety_ledger.git.commit import commit, require_repository, uncommitted, unknown_to_git
from safety_ledger.ledger import Ledger
from safety_ledger.render.escape import neutral
from safety_ledger.render.findings import Listing, as_text
from safety_ledger.text import Text
from safety_ledger.work.changes import evidence_in
from safety_ledger.work.outcome import outcome, subject
from safety_ledger.work.placing import planned
from safety_ledger.work.recording import Change, Desk, Recorded, StepRefused, open_desk, record

DONE: Final = 0
REFUSED: Final = 1

_DRY_RUN: Final = Text(
    "只显示将要改动的行，不写入", "show the lines that would change, write nothing"
)
_COMMIT: Final = Text(
    "写入后提交到 git，只含改动的文件和所引的佐证材料",
    "commit the changed files, and the evidence they name, to git",
)
_NO_INPUT: Final = Text("不提问；缺必填项就报错", "ask nothing; what is missing is an error")
_DATE: Final = Text("日期（YYYY-MM-DD），不写为今天", "the date (YYYY-MM-DD); else today")
_STOPPED: Final = Text(
    "没有写入：这样记会给台账添 {count} 处错误",
    "nothing written: errors this would add to the ledger: {count}",
)
_FUTURE: Final = Text("注意：{date} 在今天（{today}）之后", "note: {date} is after today ({today})")
_REMARKS: Final = Text("提醒（不影响写入）：", "remarks (written all the same):")
_COMMITTED: Final = Text("已提交 {name}", "committed as {name}")
_PAPERS: Final = Text("佐证材料一并提交：{paths}", "with the evidence: {paths}")
_ALSO: Final = Text(
    "注意：{paths} 里原有的未提交改动也一并提交了",
    "note: changes to {paths} not yet committed went into the same commit",
)
_NOTHING: Final = Text("没有要改的", "nothing to change")


@dataclass(frozen=True, slots=True)
class RecordOptions:
    """What every recording command takes."""

    ledger: LedgerOption = None
    dry_run: Annotated[bool, flag("--dry-run", _DRY_RUN)] = False
    commit: Annotated[bool, flag("--commit", _COMMIT)] = False
    no_input: Annotated[bool, flag("--no-input", _NO_INPUT)] = False


DateOption = Annotated[str | None, worded("--date", _DATE, "DATE")]


@dataclass(frozen=True, slots=True)
class Sitting:
    """One command at work: the ledger it reads, today, and whether a person can be asked."""

    desk: Desk
    today: dt.date
    asks: bool

    @property
    def ledger(self) -> Ledger:
        """The ledger as read."""
        return self.desk.ledger

    def day(self, typed: str | None) -> dt.date:
        """The date typed, else today; a date to come is remarked on."""
        if typed is None:
            return self.today
        day = parse_day(typed, "--date")
        if day > self.today:
            tell(say(_FUTURE, date=day, today=self.today))
        return day


Build = Callable[[Sitting], Sequence[Change]]


def take(options: RecordOptions, build: Build) -> int:
    """Record what ``build`` wants recorded and say what came of it."""
    root = ledger_folder(options.ledger)
    if options.commit:
        require_repository(root)
    desk = open_desk(root)
    today = day_of(None, desk.ledger.file.timezone)
    changes = build(Sitting(desk, today, interactive(no_input=options.no_input)))
    if not changes:
        tell(say(_NOTHING))
        return DONE
    try:
        return _record(desk, changes, options)
    except StepRefused as refused:
        tell(say(_STOPPED, count=len(refused.findings)))
        _list(refused.findings, refused.ledger, root)
        return REFUSED


def _record(desk: Desk, changes: Sequence[Change], options: RecordOptions) -> int:
    if options.dry_run:
        done = record(desk, changes, dry_run=True)
        _remark(done, desk.root)
        put(_shown(done.diff), None)
        return DONE
    dirty = uncommitted_of(desk, changes) if options.commit else []
    done = record(desk, changes)
    _remark(done, desk.root)
    for line in outcome(done):
        put(neutral(line.say(LANG)) + "\n", None)
    if options.commit:
        commit_done(desk.root, done, dirty)
    return DONE


def uncommitted_of(desk: Desk, changes: Sequence[Change]) -> list[str]:
    """The files a step will change that hold changes of others, not yet committed."""
    return uncommitted(desk.root, [job.path for job in planned(desk.ledger, changes)])


def commit_done(root: Path, done: Recorded, dirty: Sequence[str]) -> None:
    """Commit what a step changed, with the evidence it names that git does not have yet: without it
    the record would be wrong in every copy. ``dirty`` files took other changes along.
    """
    papers = unknown_to_git(root, evidence_in(done.changes))
    name = commit(root, (*done.paths, *papers), subject(done).say(LANG) + "\n")
    tell(say(_COMMITTED, name=name))
    if papers:
        tell(say(_PAPERS, paths=papers))
    if dirty:
        tell(say(_ALSO, paths=list(dirty)))


def _remark(done: Recorded, root: Path) -> None:
    """New warnings: they do not stop a step, but whoever records it should know."""
    if done.warnings:
        tell(say(_REMARKS))
        _list(done.warnings, done.ledger, root)


def _list(findings: Sequence[Finding], ledger: Ledger, root: Path) -> None:
    """Findings on stderr, as ``check`` writes them."""
    folder = seen_from_here(root)
    listing = Listing(tuple(findings), LANG, folder, ledger.file.name, ledger.locator.line)
    for line in as_text(listing).splitlines():
        tell(line)


def _shown(diff: str) -> str:
    """A diff made safe for the terminal, line by line."""
    return "".join(f"{neutral(line)}\n" for line in diff.splitlines())
