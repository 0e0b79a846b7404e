"""``weekly``: the page of last week, for the leader and for cron."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from safety_ledger.cli.answering import answer
from safety_ledger.cli.options import ReportOptions, flag, taking
from safety_ledger.cli.usage import WrongUsage
from safety_ledger.cli.words import say
from safety_ledger.text import Text

if TYPE_CHECKING:
    from safety_ledger.lists import Day
    from safety_ledger.periods import Period
    from safety_ledger.reports.report import Report

_WEEKLY: Final = Text(
    "周报：上一整周（周一至周日）的新增、销号、逾期、到期、督办、周期任务和三年目标，与前一周对照。",
    "The last full week: new, closed, overdue, due, steps, duties, goals, against the week before.",
)
_WEEK: Final = Text(
    "哪一周，如 2024-W28；不写则为上一整周", "which week, such as 2024-W28; else the last full one"
)
_QUIET: Final = Text("无事可报则不输出", "print nothing when there is nothing to say")
_NO_WEEK: Final = Text(
    "--week 的“{word}”不是一周；写成 2024-W28 的样子",
    "“{word}” of --week is no week: write 2024-W28",
)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=say(_WEEKLY))(weekly)


def _parsed(word: str) -> Period:
    from safety_ledger.periods import parse

    period = parse(word) if "W" in word else None
    if period is None:
        raise WrongUsage(say(_NO_WEEK, word=word))
    return period


WeekOption = Annotated[
    Any,  # a Period, which is imported only when a command runs
    typer.Option("--week", parser=_parsed, metavar="WEEK", help=say(_WEEK), show_default=False),
]


@taking(ReportOptions)
def weekly(
    options: ReportOptions,
    week: WeekOption = None,
    quiet: Annotated[bool, flag("--quiet", _QUIET)] = False,
) -> int:
    """周报."""
    from safety_ledger.periods import last_full_week
    from safety_ledger.reports import weekly as asked

    def ask(day: Day) -> Report | None:
        period = week or last_full_week(day.date)
        if quiet and asked.is_quiet(day, period):
            return None
        return asked.report(day, period)

    return answer(options, ask)
