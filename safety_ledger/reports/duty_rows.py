"""Duties as rows: of one subject with one duty, and of one period; for reports and for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from safety_ledger.obligations import DutyPeriod, DutyStanding, share_of
from safety_ledger.obligations.duties import JUDGED
from safety_ledger.periods import Period
from safety_ledger.reports.fulfilment import STATES, cycle_words, share_words, tone_of
from safety_ledger.reports.report import RIGHT, Cell, Column, Table, Tone, table
from safety_ledger.text import Text


def period_words(one: DutyPeriod | None) -> Text | None:
    """A period and how it stands: 2024Q3 已完成."""
    if one is None:
        return None
    return Text(f"{one.period.name} {one.state}", f"{one.period.name} {STATES[one.state]}")


def standing_words(one: DutyStanding | None) -> Cell:
    """How one subject stands with a duty, in a cell: the last closed period and the run of missed.

    In its first period: that it runs, unless it is done already.
    """
    if one is None:
        return None
    if one.last_closed is None:
        done = one.current is not None and one.current.state in JUDGED
        return period_words(one.current) if done else Text("首期未满", "first period runs")
    said, run = period_words(one.last_closed), one.missed_in_a_row
    if said is None or run < 2:
        return said
    return Text(f"{said.zh}，连续 {run} 期", f"{said.en}, {run} in a row")


WHO: Final[tuple[Column[DutyStanding], ...]] = (
    Column("task", Text("任务编号", "task"), lambda one: one.task.id),
    Column(
        "enterprise",
        Text("企业编号", "id"),
        lambda one: one.enterprise.id if one.enterprise else None,
    ),
    Column("name", Text("单位", "name"), lambda one: one.name),
    Column("subject", Text("编号", "subject"), lambda one: one.subject, shown=False),
)
TITLE: Final = Column[DutyStanding]("title", Text("任务", "duty"), lambda one: one.task.title)
STANDING: Final[tuple[Column[DutyStanding], ...]] = (
    Column("last_closed", Text("上一期", "last closed"), lambda one: period_words(one.last_closed)),
    Column(
        "missed_in_a_row",
        Text("连续未做", "missed in a row"),
        lambda one: one.missed_in_a_row or None,
        RIGHT,
    ),
    Column("current", Text("本期", "current"), lambda one: period_words(one.current)),
)


def tone(one: DutyStanding) -> Tone:
    """Red for who missed the period that fell due last, faint for whom it does not bind now."""
    if one.lapsed:
        return Tone.ALARM
    return Tone.PLAIN if one.binds else Tone.FAINT


def in_last(found: Iterable[DutyStanding]) -> list[DutyPeriod]:
    """The period of one duty whose time ran out last, as each subject did in it."""
    due = [one.fell_due for one in found if one.fell_due is not None]
    last = max((one.period for one in due), default=None)
    return [one for one in due if one.period == last]


def of_enterprise(found: Sequence[DutyStanding], span: Period) -> Table:
    """The duties of one enterprise, with the share of some periods."""
    cycle = Column[DutyStanding]("cycle", Text("周期", "cycle"), lambda one: cycle_words(one.duty))
    return _listed((WHO[0], TITLE, cycle), found, span)


def of_task(found: Sequence[DutyStanding], span: Period) -> Table:
    """One duty of everybody whom it ever bound, with the share of some periods."""
    return _listed(WHO[1:], found, span)


def share_column(label: Text, span: Period) -> Column[DutyStanding]:
    """Of the settled periods within a span, how many were done."""
    return Column("share", label, lambda one: share_words(share_of(one.within(span))), align=RIGHT)


def _listed(
    first: Sequence[Column[DutyStanding]], found: Sequence[DutyStanding], span: Period
) -> Table:
    label = Text(f"{span.label.zh}完成率", f"share of {span.label.en}")
    columns = (*first, *STANDING, share_column(label, span))
    return table("duties", columns, found, tone, Text("没有周期任务", "no duties"))


def subjects(found: Sequence[DutyStanding], span: Period) -> Table:
    """A row a subject and duty, its figures as numbers."""
    shares = {id(one): share_of(one.within(span)) for one in found}
    columns = (
        *WHO,
        TITLE,
        Column[DutyStanding]("every", Text("周期", "every"), lambda one: str(one.duty.every)),
        Column[DutyStanding]("section", Text("科室", "section"), lambda one: one.section),
        *_of_period("last_closed", lambda one: one.last_closed),
        Column[DutyStanding](
            "missed_in_a_row", Text("连续未做", "missed"), lambda one: one.missed_in_a_row
        ),
        *_of_period("current", lambda one: one.current),
        Column[DutyStanding]("lapsed", Text("上期未做", "lapsed"), lambda one: one.lapsed),
        Column[DutyStanding]("done", Text("完成", "done"), lambda one: shares[id(one)].n),
        Column[DutyStanding]("of", Text("应做", "of"), lambda one: shares[id(one)].of),
        Column[DutyStanding](
            "percent", Text("比例", "percent"), lambda one: shares[id(one)].percent
        ),
    )
    return table("rows", columns, found)


def _of_period(
    key: str, of: Callable[[DutyStanding], DutyPeriod | None]
) -> tuple[Column[DutyStanding], ...]:
    """Name and state of one of the periods."""

    def name(one: DutyStanding) -> Cell:
        period = of(one)
        return period.period.name if period is not None else None

    def state(one: DutyStanding) -> Cell:
        period = of(one)
        return period.state if period is not None else None

    return (
        Column(key, Text(key, key), name),
        Column(f"{key}_state", Text(f"{key}_state", f"{key}_state"), state),
    )


@dataclass(frozen=True, slots=True)
class PeriodOf:
    """A period with the subject and the duty it is of."""

    of: DutyStanding
    period: DutyPeriod


_ITS: Final[tuple[Column[PeriodOf], ...]] = (
    Column("period", Text("期间", "period"), lambda one: one.period.period.name),
    Column("first", Text("起", "first"), lambda one: one.period.period.first),
    Column("last", Text("止", "last"), lambda one: one.period.period.last),
    Column("due", Text("期限", "due"), lambda one: one.period.due),
    Column(
        "state",
        Text("状态", "state"),
        lambda one: Text(one.period.state, STATES[one.period.state]),
    ),
    Column(
        "done_on",
        Text("完成日期", "done on"),
        lambda one: one.period.activity.date if one.period.activity else None,
    ),
    Column(
        "activity",
        Text("活动编号", "activity"),
        lambda one: one.period.activity.id if one.period.activity else None,
    ),
)
_WHOSE: Final[tuple[Column[PeriodOf], ...]] = (
    Column("task", Text("任务编号", "task"), lambda one: one.of.task.id),
    Column("subject", Text("编号", "id"), lambda one: one.of.subject),
    Column("name", Text("单位", "name"), lambda one: one.of.name),
)


def periods(found: Sequence[DutyStanding], span: Period) -> Table:
    """A row a period of a subject and duty, with the activity that counts for it."""
    rows = [PeriodOf(one, period) for one in found for period in one.within(span)]
    return table("periods", (*_WHOSE, *_ITS), rows, lambda one: tone_of(one.period.state))
