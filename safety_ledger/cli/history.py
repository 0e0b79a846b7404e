"""``diff`` and ``audit``: what changed in meaning, and whether the history was kept honestly."""

from __future__ import annotations

import time
from enum import StrEnum
from typing import Annotated, Final

import typer

from safety_ledger.cli.clock import day_of
from safety_ledger.cli.loading import ledger_folder
from safety_ledger.cli.options import DayOptions, argument, one_of, taking
from safety_ledger.cli.printing import show
from safety_ledger.cli.words import say, tell
from safety_ledger.text import Text

FOUND: Final = 1
DONE: Final = 0


class Grave(StrEnum):
    """What makes ``diff`` exit 1."""

    WEAKENED = "weakened"


_DIFF: Final = Text(
    "两个版本之间，或版本与现在的文件之间，台账内容变了什么；削弱管控的改动单列。",
    "What changed in meaning between two revisions, or since one; what weakens control is marked.",
)
_RANGE: Final = Text(
    "A..B 两个版本或日期；A...B 分支B自分出以来；A 与现在的文件；不写则为最近提交与现在的文件",
    "A..B two revisions or days; A...B what branch B brings; A and the files; nothing: HEAD and the files",
)
_AUDIT: Final = Text(
    "从旧到新逐个提交查看：已有的记载是否被改写、删除，编号是否再用，补录是否过晚。",
    "Every commit, oldest first: what was on record and rewritten or removed, ids used again, late entries.",
)
_SPAN: Final = Text(
    "A..B 只看A之后到B的提交；不写则看全部历史",
    "A..B: only the commits after A up to B; nothing: the whole history",
)
_FAIL_ON: Final = Text("有削弱管控的改动时以 1 退出", "exit 1 when something weakens control")

_READ: Final = Text(
    "已读 {root} 的两个版本；用时 {seconds} 秒", "read two states of {root}; {seconds} s"
)
_WALKED: Final = Text(
    "看过 {commits} 个提交，读了 {parsed} 个文件版本；用时 {seconds} 秒",
    "looked at {commits} commits, read {parsed} versions of files; {seconds} s",
)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(help=say(_DIFF))(diff)
    app.command(help=say(_AUDIT))(audit)


@taking(DayOptions)
def diff(
    options: DayOptions,
    revisions: Annotated[str | None, argument("[REV[..REV]]", _RANGE)] = None,
    fail_on: Annotated[
        Grave | None,
        one_of("--fail-on", _FAIL_ON, Grave),
    ] = None,
) -> int:
    """Read both states, compare them, print, answer with the exit code."""
    from safety_ledger.reports.diff import difference, report
    from safety_ledger.work.compare import two_states

    root = ledger_folder(options.ledger)
    started = time.perf_counter()
    before, after = two_states(root, revisions)
    if options.verbose:
        tell(say(_READ, root=root, seconds=f"{time.perf_counter() - started:.2f}"))
    found = difference(before, after, day_of(options.as_of, after.file.timezone))
    show(report(found), options)
    weakened = fail_on is Grave.WEAKENED and bool(found.marks)
    return FOUND if weakened or after.left_out else DONE


@taking(DayOptions)
def audit(
    options: DayOptions,
    revisions: Annotated[str | None, argument("[REV..REV]", _SPAN)] = None,
) -> int:
    """Walk the history, print what is charged to whom, answer with the exit code."""
    from safety_ledger.changes.history import Gravity
    from safety_ledger.reports.audit import report
    from safety_ledger.work.audit import audit as audited

    started = time.perf_counter()
    history = audited(ledger_folder(options.ledger), revisions)
    if options.verbose:
        seconds = f"{time.perf_counter() - started:.2f}"
        tell(say(_WALKED, commits=history.commits, parsed=history.parsed, seconds=seconds))
    show(report(history, day_of(options.as_of, history.last.file.timezone)), options)
    return FOUND if history.of(Gravity.GRAVE) else DONE
