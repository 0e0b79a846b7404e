"""``duties``: who did what in every period, a grid a cycle; who is lacking, and for how long (§4, §19).

Programs get a row a subject and duty (``rows``) and a row a period (``periods``); people get grids.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from safety_ledger.lists import Day
from safety_ledger.lists.obligation_filters import DutyFilter
from safety_ledger.obligations import DutyPeriod, DutyStanding, Share, share_of
from safety_ledger.periods import Period
from safety_ledger.reports import duty_rows
from safety_ledger.reports.foot import foot, later_than
from safety_ledger.reports.fulfilment import (
    EVERY,
    LEGEND,
    SIGNS,
    cycle_words,
    selector_words,
    share_words,
)
from safety_ledger.reports.report import RIGHT, Cell, Column, Report, Section, Table, Tone, table
from safety_ledger.text import Text
from safety_ledger.vocabulary import Every, Fulfilment


def report(day: Day, wanted: DutyFilter) -> Report:
    """A line a duty with who is lacking, then the grids, monthly ones first."""
    found = wanted.duties(day.duties)
    return Report(
        command="duties",
        title=Text("周期任务落实情况", "Duties"),
        ledger=day.ledger.file.name,
        as_of=day.date,
        sections=(
            Section(
                Text("各项周期任务", "By duty"),
                notes=(_counted(found, wanted.span),),
                table=_sums(found, wanted.span),
            ),
            *(
                _grid(every, group, wanted.span)
                for every in Every
                if (group := [one for one in found if one.duty.every is every])
            ),
        ),
        foot=foot(day, later_than(day)),
        also=(duty_rows.subjects(found, wanted.span), duty_rows.periods(found, wanted.span)),
    )


def _counted(found: Sequence[DutyStanding], span: Period) -> Text:
    states = [period.state for one in found for period in one.within(span)]
    done, late, missed, running = (
        states.count(state)
        for state in (
            Fulfilment.DONE,
            Fulfilment.DONE_LATE,
            Fulfilment.MISSED,
            Fulfilment.RUNNING,
        )
    )
    named = span.label
    return Text(
        f"{named.zh}：按期完成 {done} 期次，逾期完成 {late}，未做 {missed}，进行中 {running}",
        f"{named.en}: {done} done in time, {late} late, {missed} missed, {running} running",
    )


# -- a line a duty --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sum:
    """All subjects of one duty."""

    of: tuple[DutyStanding, ...]
    span: Period

    @property
    def first(self) -> DutyStanding:
        """Any of them, for what they have in common."""
        return self.of[0]

    @property
    def last(self) -> list[DutyPeriod]:
        """The period whose time ran out last, as each did in it."""
        return duty_rows.in_last(self.of)

    @property
    def lacking(self) -> tuple[DutyStanding, ...]:
        """Who missed it."""
        return tuple(one for one in self.of if one.lapsed)

    @property
    def share(self) -> Share:
        """Of the settled periods shown, how many were done."""
        return share_of(period for one in self.of for period in one.within(self.span))


_SUMS: Final[tuple[Column[Sum], ...]] = (
    Column("task", Text("任务编号", "task"), lambda one: one.first.task.id),
    Column("title", Text("任务", "duty"), lambda one: one.first.task.title),
    Column("cycle", Text("周期", "cycle"), lambda one: cycle_words(one.first.duty)),
    Column("whom", Text("谁做", "whom"), lambda one: _whom(one.first)),
    Column(
        "last",
        Text("上一期", "last period"),
        lambda one: one.last[0].period.name if one.last else None,
    ),
    Column(
        "last_share",
        Text("上期完成", "done"),
        lambda one: share_words(share_of(one.last)),
        RIGHT,
    ),
    Column("lacking", Text("上期未做", "lacking"), lambda one: _names(one.lacking)),
    Column(
        "share", Text("所列各期完成率", "share shown"), lambda one: share_words(one.share), RIGHT
    ),
    Column(
        "lacking_ids",
        Text("未做编号", "ids lacking"),
        lambda one: tuple(who.subject for who in one.lacking),
        shown=False,
    ),
)


def _whom(one: DutyStanding) -> Text:
    """Whom it binds, and who has to lead."""
    who = selector_words(one.duty.applies_to)
    if one.duty.applies_to is None:
        who = Text(one.task.lead, one.task.lead)
    if one.duty.led_by is None:
        return who
    led = one.duty.led_by
    return Text(f"{who.zh}，{led}带队", f"{who.en}, led by {led}")


def _names(found: Sequence[DutyStanding]) -> Cell:
    return tuple(one.name for one in found) or None


def _sums(found: Sequence[DutyStanding], span: Period) -> Table:
    groups: dict[int, list[DutyStanding]] = defaultdict(list)
    for one in found:
        groups[id(one.task)].append(one)
    rows = [Sum(tuple(group), span) for group in groups.values()]
    empty = Text("没有符合条件的周期任务", "no duties")
    return table("duties", _SUMS, rows, _sum_tone, empty)


def _sum_tone(one: Sum) -> Tone:
    return Tone.ALARM if one.lacking else Tone.PLAIN


# -- the grids ------------------------------------------------------------------------------------


def _grid(every: Every, found: Sequence[DutyStanding], span: Period) -> Section:
    signs = {id(one): {of.period.name: SIGNS[of.state] for of in one.periods} for one in found}
    shown = sorted({one.period for standing in found for one in standing.within(span)})
    years = {period.first.year for period in shown}
    periods = tuple(
        Column[DutyStanding](
            period.name, _short(period, every, len(years)), partial(_sign, signs, period.name)
        )
        for period in shown
    )
    share = duty_rows.share_column(Text("所列完成率", "share shown"), span)
    columns = (*duty_rows.WHO, *periods, *duty_rows.STANDING, share)
    title = Text(f"{EVERY[every].zh}（{span.label.zh}）", f"{EVERY[every].en}, {span.label.en}")
    grid = table(str(every), columns, found, duty_rows.tone)
    return Section(title, notes=(LEGEND,), table=grid)


def _sign(signs: Mapping[int, Mapping[str, Text]], name: str, one: DutyStanding) -> Cell:
    """The sign of one period; nothing where the subject was not yet there."""
    return signs[id(one)].get(name, "")


def _short(period: Period, every: Every, years: int) -> Text:
    """A period as a column is headed: within one year without that year."""
    if years > 1 or every is Every.YEAR:
        return Text(period.name, period.name)
    if every is Every.MONTH:
        return Text(f"{period.first.month}月", f"{period.first.month:02d}")
    return Text(period.name[4:], period.name[4:])
