"""The reports of a period: closure and the committee's quarterly statistics."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from safety_ledger.cli.answering import answer
from safety_ledger.cli.filters import selection_of
from safety_ledger.cli.options import ReportOptions, SelectionOptions, one_of, taking
from safety_ledger.cli.usage import WrongUsage, unknown
from safety_ledger.cli.words import say
from safety_ledger.reports.by import GroupBy, TableBy
from safety_ledger.text import Text

if TYPE_CHECKING:
    from safety_ledger.periods import Period

_CLOSURE: Final = Text(
    "一个期间的整改销号情况：期初期末、比率、用时、销号清单、延期、资金、走势。",
    "Rectification and closure in a period: stock and flow, rates, days, closures, funds, trend.",
)
_STATISTICS: Final = Text(
    "报安委会的季度统计表：应查已查、一般和重大隐患、治理计划、资金。",
    "The committee's quarterly table: checks, hazards by level, plans, funds.",
)
_PERIOD: Final = Text(
    "期间：2024、2024H1、2024Q3、2024-07、2024-W28 或 2024-07-01..2024-09-30；不写则为上一个完整季度",
    "2024, 2024H1, 2024Q3, 2024-07, 2024-W28 or 2024-07-01..2024-09-30; else the last full quarter",
)
_NO_PERIOD: Final = Text(
    "--period 的“{word}”不是期间，可写 2024、2024H1、2024Q3、2024-07、2024-W28、2024-07-01..2024-09-30",
    "“{word}” of --period is no period: write 2024, 2024H1, 2024Q3, 2024-07, 2024-W28"
    " or 2024-07-01..2024-09-30",
)
_NO_DAY: Final = Text("台账不涉及 {day} 这样的日期", "no ledger speaks of {day}")
_BY: Final = Text("按什么汇总；不写则按级别", "what to tell apart; by level unless said")
_TABLE_BY: Final = Text("各行按行业（默认）或片区", "rows by industry (default) or by area")
_YEARS: Final = range(1900, 3000)
"""The years a ledger may speak of."""


def register(app: typer.Typer) -> None:
    """Add the reports of a period to the program."""
    for command, help_ in ((closure, _CLOSURE), (statistics, _STATISTICS)):
        app.command(help=say(help_))(command)


def _parsed(word: str) -> Period:
    line = say(_NO_PERIOD, word=word)
    if (period := _known(word)) is not None:
        return period
    if (meant := _known(word.strip().upper())) is not None:
        raise unknown(line, word, [meant.name])
    raise WrongUsage(line)


def _known(word: str) -> Period | None:
    from safety_ledger.periods import parse

    period = parse(word)
    if period is None or not {period.first.year, period.last.year} <= set(_YEARS):
        return None
    return period


def _or_last_quarter(period: Period | None, day: dt.date) -> Period:
    from safety_ledger.periods import last_full
    from safety_ledger.vocabulary import Every

    if day.year not in _YEARS:
        raise WrongUsage(say(_NO_DAY, day=day))
    return period or last_full(Every.QUARTER, day)


PeriodOption = Annotated[
    Any,  # a Period, which is imported only when a command runs
    typer.Option(
        "--period", parser=_parsed, metavar="PERIOD", help=say(_PERIOD), show_default=False
    ),
]


@taking(SelectionOptions)
def closure(
    options: SelectionOptions,
    period: PeriodOption = None,
    by: Annotated[
        GroupBy,
        one_of("--by", _BY, GroupBy),
    ] = GroupBy.LEVEL,
) -> int:
    """整改销号情况."""
    from safety_ledger.reports import closure as asked

    return answer(
        options,
        lambda day: asked.report(
            day, selection_of(options, day.ledger), _or_last_quarter(period, day.date), by
        ),
    )


@taking(ReportOptions)
def statistics(
    options: ReportOptions,
    period: PeriodOption = None,
    by: Annotated[
        TableBy,
        one_of("--by", _TABLE_BY, TableBy),
    ] = TableBy.INDUSTRY,
) -> int:
    """季度统计表."""
    from safety_ledger.reports import statistics as asked

    return answer(options, lambda day: asked.report(day, _or_last_quarter(period, day.date), by))
