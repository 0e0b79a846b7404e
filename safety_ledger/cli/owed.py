"""What is owed: ``todo`` for a person, ``overdue`` for the office and for cron."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

from safety_ledger.cli.answering import answer
from safety_ledger.cli.filters import whose
from safety_ledger.cli.options import WhoOptions, one_of, taking, worded
from safety_ledger.cli.usage import WrongUsage
from safety_ledger.cli.words import say
from safety_ledger.reports.by import By
from safety_ledger.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safety_ledger.lists import Day
    from safety_ledger.owed import Owed
    from safety_ledger.reports.report import Report

FOUND: Final = 1

_TODO: Final = Text(
    "待办：现在该办什么，最急的在前，并给出记录结果的命令。",
    "What must be done now, the most urgent first, each with the command that records it.",
)
_OVERDUE: Final = Text(
    "逾期和临期：隐患、本办超期、督办措施、任务、周期任务、证书等，按由谁办分组。",
    "All that is late or about to be, grouped by who must act.",
)
_WITHIN: Final = Text("连同几天内到期的，如 7d", "also what is due within so many days, such as 7d")
_BY: Final = Text("按科室、责任人或企业分组", "group by section, person or enterprise")
_FAIL_ON: Final = Text(
    "有逾期事项（overdue）或逾期的重大隐患（major）时以 1 退出",
    "exit 1 when something is overdue, or a major hazard is",
)
_NO_DAYS: Final = Text(
    "--within 的“{word}”不是天数，要写成 7d", "“{word}” of --within is no number of days: write 7d"
)
_NUMBER: Final = re.compile(r"([0-9]{1,5})d?")


class Grave(StrEnum):
    """What makes the command exit 1."""

    OVERDUE = "overdue"
    MAJOR = "major"


class Group(StrEnum):
    """What the list can be grouped by."""

    SECTION = By.SECTION
    PERSON = By.PERSON
    ENTERPRISE = By.ENTERPRISE


FailOnOption = Annotated[
    Grave | None,
    one_of("--fail-on", _FAIL_ON, Grave),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(help=say(_TODO))(todo)
    app.command(help=say(_OVERDUE))(overdue)


@taking(WhoOptions)
def todo(options: WhoOptions) -> int:
    """What must be done now: what is late, and what is due soon."""
    from safety_ledger.reports import owed as asked

    def ask(day: Day) -> Report:
        wanted = whose(options, day.ledger)
        return asked.todo(day, asked.wanted_of(day, wanted, day.policies.due_soon_days))

    return answer(options, ask)


@taking(WhoOptions)
def overdue(
    options: WhoOptions,
    within: Annotated[str, worded("--within", _WITHIN, "DAYS")] = "",
    by: Annotated[
        Group | None,
        one_of("--by", _BY, Group),
    ] = None,
    fail_on: FailOnOption = None,
) -> int:
    """What is late, and what is due within some days."""
    from safety_ledger.reports import owed as asked

    days = _days(within)
    grave: list[bool] = []

    def ask(day: Day) -> Report:
        rows = asked.wanted_of(day, whose(options, day.ledger), days)
        grave.append(_is_grave(rows, fail_on))
        return asked.overdue(day, rows, By(by) if by is not None else None, soon=days >= 0)

    code = answer(options, ask)
    return FOUND if any(grave) else code


def _days(word: str) -> int:
    """``7d`` or ``7``; without a word only what is late is wanted, and what is due today not."""
    if not word:
        return -1
    found = _NUMBER.fullmatch(word)
    if found is None:
        raise WrongUsage(say(_NO_DAYS, word=word))
    return int(found[1])


def _is_grave(rows: Sequence[Owed], fail_on: Grave | None) -> bool:
    from safety_ledger.owed import OwedKind

    match fail_on:
        case None:
            return False
        case Grave.OVERDUE:
            return any(one.late for one in rows)
        case Grave.MAJOR:
            return any(one.late and one.major and one.kind is OwedKind.HAZARD for one in rows)
