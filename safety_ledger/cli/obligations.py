"""``tasks`` and ``duties``: what the plan binds the office and the enterprises to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final

import typer

from safety_ledger.cli.answering import answer
from safety_ledger.cli.clock import parse_day
from safety_ledger.cli.filters import (
    areas_of,
    enterprises_of,
    industries_of,
    known,
    not_known,
    sections_known,
)
from safety_ledger.cli.options import (
    AreaOption,
    EnterpriseOption,
    IndustryOption,
    ReportOptions,
    Words,
    flag,
    taking,
    worded,
)
from safety_ledger.cli.usage import WrongUsage
from safety_ledger.cli.words import say
from safety_ledger.text import Text
from safety_ledger.vocabulary import Fulfilment

if TYPE_CHECKING:
    from safety_ledger.ledger import Ledger
    from safety_ledger.lists import Day
    from safety_ledger.lists.obligation_filters import DutyFilter, TaskFilter
    from safety_ledger.periods import Period
    from safety_ledger.reports.report import Report

_TASKS: Final = Text(
    "任务清单：各节点、周期任务和覆盖目标办到哪里，还欠什么。",
    "The task lists: milestones, duties and coverage, how far each is and what is lacking.",
)
_DUTIES: Final = Text(
    "周期任务：各单位每一期做了没有，谁没做。",
    "Duties: who did what in every period, and who did not.",
)
_LEAD: Final = Text("只看这个科室牵头的，可重复", "only what this section leads; may be repeated")
_PARAGRAPH: Final = Text(
    "只看方案的这一条（4、三(四)、附件），可重复",
    "only this paragraph of the plan (4, 三(四), 附件); may be repeated",
)
_ACTION: Final = Text("只看这个行动，可重复", "only this one of the ten actions; may be repeated")
_STATUS: Final = Text("只看这个状态，可重复", "only this status; may be repeated")
_LIST: Final = Text(
    "只看这份清单（写名称的一部分即可），可重复",
    "only this list (part of its name will do); may be repeated",
)
_ALL: Final = Text("包括已全部完成的清单", "the lists that are wholly done, too")
_TASK: Final = Text("只看这项周期任务，可重复", "only this duty; may be repeated")
_SECTION: Final = Text(
    "只看这个科室（企业的属地科室），可重复", "only this section's enterprises; may be repeated"
)
_YEAR: Final = Text(
    "列出这一年的各期；不写则为当年", "the periods of this year; else of the year of the day"
)
_SINCE: Final = Text("列出自这一天起的各期", "the periods from this day on")
_UNTIL: Final = Text("列出到这一天止的各期", "the periods up to this day")
_MISSED: Final = Text("只列有漏做的", "only those who missed a period")
_NO_YEAR: Final = Text("--year：“{word}”不是年份", "--year: “{word}” is not a year")
_TWICE: Final = Text(
    "--year 与 --since、--until 不能同时用", "--year does not go with --since and --until"
)
_BACKWARDS: Final = Text("--until 早于 --since", "--until is before --since")


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(help=say(_TASKS))(tasks)
    app.command(help=say(_DUTIES))(duties)


@dataclass(frozen=True, slots=True)
class TaskOptions(ReportOptions):
    """What ``tasks`` takes: the same filter repeated is or, different ones are and."""

    section: Annotated[Words, worded("--section", _LEAD)] = None
    paragraph: Annotated[Words, worded("--paragraph", _PARAGRAPH)] = None
    action: Annotated[Words, worded("--action", _ACTION)] = None
    status: Annotated[Words, worded("--status", _STATUS)] = None
    list_: Annotated[Words, worded("--list", _LIST)] = None
    all: Annotated[bool, flag("--all", _ALL)] = False


@dataclass(frozen=True, slots=True)
class DutyOptions(ReportOptions):
    """What ``duties`` takes: filters of whom they bind, and the periods shown."""

    task: Annotated[Words, worded("--task", _TASK)] = None
    enterprise: EnterpriseOption = None
    section: Annotated[Words, worded("--section", _SECTION)] = None
    area: AreaOption = None
    industry: IndustryOption = None
    year: Annotated[str | None, worded("--year", _YEAR, "YYYY")] = None
    since: Annotated[str | None, worded("--since", _SINCE, "DATE")] = None
    until: Annotated[str | None, worded("--until", _UNTIL, "DATE")] = None
    missed: Annotated[bool, flag("--missed", _MISSED)] = False


@taking(TaskOptions)
def tasks(options: TaskOptions) -> int:
    """任务清单."""
    from safety_ledger.reports import tasks as asked

    def ask(day: Day) -> Report:
        return asked.report(day, _task_filter(options, day.ledger))

    return answer(options, ask)


@taking(DutyOptions)
def duties(options: DutyOptions) -> int:
    """周期任务."""
    from safety_ledger.reports import duties as asked

    def ask(day: Day) -> Report:
        return asked.report(day, _duty_filter(options, day))

    return answer(options, ask)


def _task_filter(options: TaskOptions, ledger: Ledger) -> TaskFilter:
    from safety_ledger.lists.obligation_filters import TaskFilter

    return TaskFilter(
        sections=known("--section", options.section, sections_known(ledger)),
        paragraphs=_paragraphs(options.paragraph, [one.paragraph for one in ledger.tasks]),
        actions=known("--action", options.action, [one.action for one in ledger.tasks]),
        states=known("--status", options.status, list(Fulfilment)),
        lists=_lists(options.list_, [one.title for one in ledger.task_lists]),
        all=options.all,
    )


def _paragraphs(words: list[str] | None, cited: list[str | None]) -> frozenset[str]:
    """Paragraphs as typed, whichever brackets; one that no task cites is wrong usage."""
    from safety_ledger.lists.obligation_filters import plain, under

    names = sorted({plain(one) for one in cited if one is not None})
    wanted = [plain(word) for word in words or ()]
    for word in wanted:
        if not any(under(name, word) for name in names):
            raise not_known("--paragraph", word, names)
    return frozenset(wanted)


def _lists(words: list[str] | None, titles: list[str]) -> frozenset[str]:
    """The titles that contain any of the words."""
    found: set[str] = set()
    for word in words or ():
        meant = [title for title in titles if word in title]
        if not meant:
            raise not_known("--list", word, titles)
        found.update(meant)
    return frozenset(found)


def _duty_filter(options: DutyOptions, day: Day) -> DutyFilter:
    from safety_ledger.lists.obligation_filters import DutyFilter

    ledger = day.ledger
    return DutyFilter(
        span=_span(options, day),
        tasks=known("--task", options.task, [one.id for one in ledger.tasks if one.duty]),
        enterprises=enterprises_of(options.enterprise, ledger),
        sections=known("--section", options.section, sections_known(ledger)),
        areas=areas_of(options.area, ledger),
        industries=industries_of(options.industry, ledger),
        missed=options.missed,
    )


def _span(options: DutyOptions, day: Day) -> Period:
    """The days whose periods are shown: a year, or from and until; else the year of the day."""
    from safety_ledger.periods import Period, parse

    if options.since is None and options.until is None:
        year = options.year or f"{day.date.year:04d}"
        found = parse(year) if year.isdecimal() else None
        if found is None:
            raise WrongUsage(say(_NO_YEAR, word=year))
        return found
    if options.year is not None:
        raise WrongUsage(say(_TWICE))
    since = (
        parse_day(options.since, "--since")
        if options.since
        else min(day.ledger.period.from_, day.date)
    )
    until = parse_day(options.until, "--until") if options.until else max(day.date, since)
    if until < since:
        raise WrongUsage(say(_BACKWARDS))
    return Period(since, until, f"{since}..{until}")
