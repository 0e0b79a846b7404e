"""``weekly``: what a leader reads on Monday about the week before; two printed pages at most.

The five lines at the top say what matters; the tables below name the records (forms: 检查周报).
Everything stands as at the end of the week's Sunday.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from safety_ledger.lists import Day, HazardView
from safety_ledger.lists.filters import Filter
from safety_ledger.lists.flows import Flow, Move
from safety_ledger.lists.goals import GoalStanding, NoneOverdue, goals
from safety_ledger.lists.week import AHEAD, Week, majors, week_of
from safety_ledger.obligations import DutyPeriod, DutyStanding
from safety_ledger.obligations.escalation import Proposal
from safety_ledger.periods import Period
from safety_ledger.reports import hazards
from safety_ledger.reports.closure_course import course
from safety_ledger.reports.figures import counts, ids, period_data, said, scope
from safety_ledger.reports.foot import foot
from safety_ledger.reports.goals import goal_section
from safety_ledger.reports.report import RIGHT, Cell, Column, Report, Section, Table, Tone, table
from safety_ledger.text import Text
from safety_ledger.vocabulary import Level

_WEEKS: Final = 8
"""How many weeks are drawn."""

FLOWS: Final = (
    Flow.NEW,
    Flow.REOPENED,
    Flow.CLOSED,
    Flow.VOID,
    Flow.TRANSFERRED,
    Flow.GONE,
)


def report(day: Day, period: Period) -> Report:
    """The weekly report of a week, as far as it is over by the end of the day."""
    week, before = week_of(day, period)
    reached = goals(week.day)
    label = period.label
    return Report(
        command="weekly",
        title=Text(f"安全生产周报 {label.zh}", f"Weekly report, {label.en}"),
        ledger=day.ledger.file.name,
        as_of=week.day.date,
        sections=tuple(_sections(week, before, reached, day)),
        foot=foot(week.day),
        data=_data(week, before),
    )


def is_quiet(day: Day, period: Period) -> bool:
    """Whether there is nothing to say of a week, and nothing wrong with the ledger."""
    return week_of(day, period)[0].quiet and not day.ledger.findings


def _sections(
    week: Week, before: Week, reached: Sequence[GoalStanding], day: Day
) -> Iterator[Section]:
    yield Section(Text("要点", "What matters"), notes=tuple(_points(week, before, reached, day)))
    yield Section(
        Text("本周与上周", "This week and the last"),
        notes=(said(week.line, rejudged=False),),
        table=_comparison(week, before),
        narrow=True,
    )
    yield _course(week)
    yield Section(Text("本周新增", "New"), table=_moved(week, Flow.NEW))
    yield Section(Text("本周销号", "Closed"), table=_moved(week, Flow.CLOSED))
    yield Section(
        Text("本周新逾期和逾期的重大隐患", "Newly overdue, and major hazards overdue"),
        table=_overdue(week),
    )
    yield Section(
        Text(f"今后{AHEAD}天到期", f"Due in the {AHEAD} days after"),
        table=table("due", _DUE, week.due, hazards.tone, Text("没有到期的隐患", "none")),
    )
    yield Section(Text("应采取的督办措施", "Steps of supervision due"), table=_steps(week))
    yield Section(Text("本周期满未完成的周期任务", "Duties missed"), table=_duties(week))
    yield Section(Text("本办超期事项", "The office's own delays"), table=_delays(week))
    yield goal_section(reached)


# -- what matters -----------------------------------------------------------------------------------


def _points(week: Week, before: Week, reached: Sequence[GoalStanding], day: Day) -> Iterator[Text]:
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
    due = week.due
    if not due:
        return Text(f"3. 今后{AHEAD}天没有到期的隐患。", f"3. Nothing falls due in {AHEAD} days.")
    return Text(
        f"3. 今后{AHEAD}天到期 {len(due)} 条（重大 {majors(due)} 条），最早 {_first(due)}。",
        f"3. {len(due)} fall due in {AHEAD} days ({majors(due)} major), the first on {_first(due)}.",
    )


def _first(due: Sequence[HazardView]) -> str:
    return str(min(one.deadline for one in due if one.deadline is not None))


def _owed(week: Week) -> Text:
    steps = sum(len(one.proposals) for one in week.day.escalations)
    late = sum(len(one.delays) for one in week.day.hazards)
    missed = len(week.duties_missed)
    return Text(
        f"4. 应采取的督办措施 {steps} 项；本办超期 {late} 项；本周期满未完成的周期任务 {missed} 项。",
        f"4. Steps of supervision due: {steps}; the office's own delays: {late}; duties missed: {missed}.",
    )


def _goal(week: Week, reached: Sequence[GoalStanding]) -> Text:
    visits = week.inspections
    looked = (
        f"本周督导检查 {visits.groups} 组次、{len(visits.units)} 家企业，"
        f"发现隐患 {len(visits.found)} 条，当场整改 {len(visits.on_the_spot)} 条"
    )
    english = (
        f"Inspections: groups {visits.groups}, enterprises {len(visits.units)}, "
        f"hazards found {len(visits.found)}, put right on the spot {len(visits.on_the_spot)}"
    )
    clean = next((one for one in reached if isinstance(one, NoneOverdue)), None)
    if clean is None or (clean.met and clean.since is None):
        return Text(f"5. {looked}。", f"5. {english}.")
    if clean.met:
        return Text(
            f"5. {looked}；重大隐患无逾期已连续 {clean.days} 天。",
            f"5. {english}; no major hazard overdue for {clean.days} days.",
        )
    return Text(
        f"5. {looked}；重大隐患动态清零未达到，逾期 {len(clean.overdue)} 条。",
        f"5. {english}; major hazards overdue: {len(clean.overdue)}.",
    )


def _course(week: Week) -> Section:
    """The weeks up to this one, drawn."""
    weeks = scope(week.day, Filter()).trend(week.period, _WEEKS)
    return course("weeks", Text("近几周走势", "The last weeks"), weeks, tabled=False)


# -- this week and the last -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of this week and of the last, with the records behind it."""

    key: str
    what: Text
    now: tuple[str, ...] | int
    then: tuple[str, ...] | int
    major: tuple[int, int] | None = None
    """How many are major, this week and last."""


def _size(of: tuple[str, ...] | int) -> int:
    return of if isinstance(of, int) else len(of)


_THIS: Final = Text("本周", "this week")
_LAST: Final = Text("上周", "last week")
_ALL: Final = Text("合计", "all")
_MAJOR: Final = Text("重大", "major")

_COMPARED: Final[tuple[Column[Compared], ...]] = (
    Column("what", Text("项目", "figure"), lambda one: one.what),
    Column("this_week", _ALL, lambda one: _size(one.now), RIGHT, over=_THIS),
    Column(
        "this_week_major",
        _MAJOR,
        lambda one: one.major[0] if one.major else None,
        RIGHT,
        over=_THIS,
    ),
    Column("last_week", _ALL, lambda one: _size(one.then), RIGHT, over=_LAST),
    Column(
        "last_week_major",
        _MAJOR,
        lambda one: one.major[1] if one.major else None,
        RIGHT,
        over=_LAST,
    ),
    Column("key", Text("代号", "key"), lambda one: one.key, shown=False),
    Column(
        "ids",
        Text("记录", "records"),
        lambda one: one.now if isinstance(one.now, tuple) else None,
        shown=False,
    ),
)


def _comparison(week: Week, before: Week) -> Table:
    both = (week, before)
    rows = [
        *(_flow(both, flow) for flow in FLOWS),
        _views("open", Text("期末在账", "open at the end"), week.open, before.open),
        _views("overdue", Text("期末逾期", "overdue at the end"), week.overdue, before.overdue),
        _views(
            "newly_overdue",
            Text("当周新逾期", "newly overdue"),
            week.newly_overdue,
            before.newly_overdue,
        ),
        Compared(
            "groups",
            Text("检查组数", "groups inspecting"),
            week.inspections.groups,
            before.inspections.groups,
        ),
        Compared(
            "units",
            Text("检查企业", "enterprises inspected"),
            week.inspections.units,
            before.inspections.units,
        ),
        _views(
            "found",
            Text("检查发现隐患", "found by inspections"),
            week.inspections.found,
            before.inspections.found,
        ),
        _views(
            "on_the_spot",
            Text("当场整改", "put right on the spot"),
            week.inspections.on_the_spot,
            before.inspections.on_the_spot,
        ),
    ]
    return table("comparison", _COMPARED, rows)


def _flow(both: tuple[Week, Week], flow: Flow) -> Compared:
    now, then = (one.moves(flow) for one in both)
    return Compared(
        flow.value, flow.label, _moved_ids(now), _moved_ids(then), (_major(now), _major(then))
    )


def _moved_ids(moves: Sequence[Move]) -> tuple[str, ...]:
    return tuple(move.view.id for move in moves)


def _major(moves: Sequence[Move]) -> int:
    return sum(move.after.level is Level.MAJOR for move in moves)


def _views(key: str, what: Text, now: Sequence[HazardView], then: Sequence[HazardView]) -> Compared:
    return Compared(
        key,
        what,
        tuple(one.id for one in now),
        tuple(one.id for one in then),
        (majors(now), majors(then)),
    )


# -- the lists --------------------------------------------------------------------------------------

_MOVED: Final[tuple[Column[Move], ...]] = (
    Column("id", Text("隐患编号", "id"), lambda move: move.view.id),
    Column("enterprise_name", Text("企业/单位", "where"), lambda move: move.view.where),
    Column("title", Text("隐患描述", "title"), lambda move: move.view.record.title),
    Column("level", Text("级别", "level"), lambda move: move.after.level),
    Column("source", Text("来源", "source"), lambda move: move.view.record.source),
    Column("date", Text("日期", "date"), lambda move: move.date),
    Column("deadline", Text("整改期限", "deadline"), lambda move: move.after.deadline),
    Column("status", Text("周末状态", "status"), lambda move: move.view.status),
)
_NOTHING: Final = {
    Flow.NEW: Text("本周没有新增", "nothing new"),
    Flow.CLOSED: Text("本周没有销号", "nothing was closed"),
}


def _moved(week: Week, flow: Flow) -> Table:
    moves = sorted(week.moves(flow), key=lambda move: (move.date, move.view.id))
    return table(flow.value, _MOVED, moves, empty=_NOTHING[flow])


_DUE: Final[tuple[Column[HazardView], ...]] = (
    hazards.ID,
    hazards.WHERE,
    hazards.TITLE,
    hazards.LEVEL,
    hazards.STATUS,
    hazards.DEADLINE,
    hazards.DAYS,
    Column("owed_by", Text("由谁办", "who must act"), lambda view: view.owed_by or None),
    *hazards.HIDDEN,
)


def _overdue(week: Week) -> Table:
    fresh = {one.id for one in week.newly_overdue}
    rows = [one for one in week.overdue if one.id in fresh or one.level is Level.MAJOR]
    new = Column[HazardView]("new", Text("本周新逾期", "new"), lambda view: view.id in fresh)
    return table(
        "overdue", (*_DUE, new), rows, hazards.tone, Text("没有新逾期的隐患", "none newly overdue")
    )


Step = tuple[HazardView, Proposal]

_STEPS: Final[tuple[Column[Step], ...]] = (
    Column("id", Text("隐患编号", "id"), lambda step: step[0].id),
    Column("enterprise_name", Text("企业/单位", "where"), lambda step: step[0].liable_name),
    Column("level", Text("级别", "level"), lambda step: step[0].level),
    Column("step", Text("应采取措施", "step"), lambda step: step[1].label),
    Column("reason", Text("理由", "reason"), lambda step: step[1].reason),
    Column("section", Text("科室", "section"), lambda step: step[0].section),
    Column("person", Text("科室责任人", "person"), lambda step: step[0].person),
)


def _steps(week: Week) -> Table:
    rows = [(view, one) for view in week.day.escalations for one in view.proposals]
    return table("steps", _STEPS, rows, lambda _: Tone.WARN, Text("没有应采取的措施", "none"))


Missed = tuple[DutyStanding, DutyPeriod]

_MISSED: Final[tuple[Column[Missed], ...]] = (
    Column("name", Text("企业/科室", "who"), lambda one: one[0].name),
    Column("task", Text("任务", "task"), lambda one: one[0].task.title),
    Column("period", Text("期间", "period"), lambda one: one[1].period.name),
    Column("due", Text("期限", "due"), lambda one: one[1].due),
    Column(
        "run",
        Text("连续未完成（期）", "missed in a row"),
        lambda one: one[0].missed_in_a_row,
        RIGHT,
    ),
    Column("paragraph", Text("方案条款", "plan §"), lambda one: one[0].task.paragraph),
    Column("subject", Text("编号", "subject"), lambda one: one[0].subject, shown=False),
    Column("task_id", Text("任务编号", "task id"), lambda one: one[0].task.id, shown=False),
)


def _duties(week: Week) -> Table:
    return table(
        "duties_missed",
        _MISSED,
        week.duties_missed,
        lambda _: Tone.WARN,
        Text("没有期满未完成的周期任务", "none"),
    )


def _delayed(view: HazardView) -> Cell:
    return tuple(
        Text(f"{one.kind.label.zh} {one.days} 天", f"{one.kind.label.en} {one.days} d")
        for one in view.delays
    )


_DELAYS: Final[tuple[Column[HazardView], ...]] = (
    hazards.ID,
    hazards.WHERE,
    hazards.LEVEL,
    hazards.STATUS,
    Column("delays", Text("超期事项", "delays"), _delayed),
    Column("section", Text("科室", "section"), lambda view: view.section),
    Column("person", Text("科室责任人", "person"), lambda view: view.person),
)


def _delays(week: Week) -> Table:
    rows = sorted((one for one in week.day.hazards if one.delays), key=lambda one: one.urgency)
    return table("delays", _DELAYS, rows, lambda _: Tone.WARN, Text("没有超期", "none"))


def _data(week: Week, before: Week) -> dict[str, Any]:
    """The figures under the names programs look for, and the records behind them."""
    return {
        "period": period_data(week.period),
        "reconciliation": counts(week.line),
        "records": ids(week.line),
        "last_week": {
            "period": period_data(before.period),
            "reconciliation": counts(before.line),
        },
        "inspections": {
            "groups": week.inspections.groups,
            "units": list(week.inspections.units),
            "visits": [one.id for one in week.inspections.visits],
            "found": [one.id for one in week.inspections.found],
            "on_the_spot": [one.id for one in week.inspections.on_the_spot],
        },
    }
