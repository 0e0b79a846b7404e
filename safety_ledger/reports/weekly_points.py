"""The lines at the top of the weekly report: what a leader must know who reads no further."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from safety_ledger.lists import Day, HazardView
from safety_ledger.lists.flows import Flow
from safety_ledger.lists.goals import GoalStanding, NoneOverdue
from safety_ledger.lists.inspections import Inspections
from safety_ledger.lists.week import AHEAD, Week, majors
from safety_ledger.text import Text


def points(week: Week, before: Week, reached: Sequence[GoalStanding], day: Day) -> Iterator[Text]:
    """Five lines for whoever reads no further; a sixth where the week is not over."""
    yield _stock(week, before)
    yield _late(week)
    yield _soon(week)
    yield _owed(week)
    yield _goal(week, reached)
    if week.period.first > day.date:
        yield Text("该周尚未开始。", "The week has not begun.")
    elif week.period.last > day.date:
        yield Text(f"该周尚未结束，统计到 {day.date}。", f"The week still runs: until {day.date}.")


def _stock(week: Week, before: Week) -> Text:
    now, then = len(week.open), len(before.open)
    change = (
        f"比上周{'增加' if now > then else '减少'} {abs(now - then)} 条"
        if now != then
        else "与上周持平"
    )
    new, closed = (len(week.moves(flow)) for flow in (Flow.NEW, Flow.CLOSED))
    again = len(week.moves(Flow.REOPENED))
    return Text(
        f"1. 在账隐患 {now} 条（重大 {majors(week.open)} 条），{change}；本周新增 {new} 条"
        + (f"、重开 {again} 条" if again else "")
        + f"，销号 {closed} 条。",
        f"1. {now} open ({majors(week.open)} major), {now - then:+d} against last week; "
        f"{new} new, {again} reopened, {closed} closed.",
    )


def _late(week: Week) -> Text:
    late = week.overdue
    if not late:
        return Text("2. 没有逾期隐患。", "2. Nothing is overdue.")
    worst = late[0]
    fresh = len(week.newly_overdue)
    return Text(
        f"2. 逾期 {len(late)} 条（重大 {majors(late)} 条），其中本周新逾期 {fresh} 条；"
        f"最突出：{worst.where}“{worst.record.title}”，逾期 {worst.days_overdue} 天（{worst.id}）。",
        f"2. {len(late)} overdue ({majors(late)} major), {fresh} of them since this week; the worst: "
        f"{worst.id}, {worst.where}, {worst.days_overdue} d.",
    )


def _soon(week: Week) -> Text:
    due, today = week.due, len(week.due_at_the_end)
    besides = Text(
        f"；另有 {today} 条 {week.day.date} 当日到期、尚未报整改完成" if today else "",
        f"; {today} more are due on {week.day.date} itself" if today else "",
    )
    if not due:
        return Text(
            f"3. 今后{AHEAD}天没有到期的隐患{besides.zh}。",
            f"3. Nothing falls due in {AHEAD} days{besides.en}.",
        )
    return Text(
        f"3. 今后{AHEAD}天到期 {len(due)} 条（重大 {majors(due)} 条），最早 {_first(due)}{besides.zh}。",
        f"3. {len(due)} fall due in {AHEAD} days ({majors(due)} major), "
        f"the first on {_first(due)}{besides.en}.",
    )


def _first(due: Sequence[HazardView]) -> str:
    return str(min(one.deadline for one in due if one.deadline is not None))


def _owed(week: Week) -> Text:
    steps = sum(len(one.proposals) for one in week.day.escalations)
    late = sum(len(one.delays) for one in week.day.hazards)
    missed = len(week.duties_missed)
    return Text(
        f"4. 应采取的督办措施 {steps} 项；本办超期 {late} 项；本周期满未完成的周期任务 {missed} 项。",
        f"4. {steps} steps of supervision due; {late} delays of the office's own; {missed} duties missed.",
    )


def _goal(week: Week, reached: Sequence[GoalStanding]) -> Text:
    looked = _inspected(week.inspections)
    clean = next((one for one in reached if isinstance(one, NoneOverdue)), None)
    if clean is None or (clean.met and clean.since is None):
        return Text(f"5. {looked.zh}。", f"5. {looked.en}.")
    if clean.met:
        return Text(
            f"5. {looked.zh}；重大隐患无逾期已连续 {clean.days} 天。",
            f"5. {looked.en}; no major hazard overdue for {clean.days} days.",
        )
    return Text(
        f"5. {looked.zh}；重大隐患动态清零未达到，逾期 {len(clean.overdue)} 条。",
        f"5. {looked.en}; {len(clean.overdue)} major hazards are overdue.",
    )


def _inspected(made: Inspections) -> Text:
    if not made.visits:
        return Text("本周没有督导检查", "nothing was inspected")
    return Text(
        f"本周督导检查 {made.groups} 组次、{len(made.units)} 家企业，"
        f"发现隐患 {len(made.found)} 条，当场整改 {len(made.on_the_spot)} 条",
        f"{made.groups} groups inspected {len(made.units)} enterprises, "
        f"found {len(made.found)} hazards, {len(made.on_the_spot)} put right on the spot",
    )
