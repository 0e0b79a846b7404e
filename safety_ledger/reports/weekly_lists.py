"""The lists of the weekly report: the records behind what its first lines say."""

from __future__ import annotations

from typing import Final

from safety_ledger.lists import HazardView
from safety_ledger.lists.flows import Flow, Move
from safety_ledger.lists.week import AHEAD, Week
from safety_ledger.obligations import DutyPeriod, DutyStanding
from safety_ledger.obligations.escalation import Proposal
from safety_ledger.reports import hazards
from safety_ledger.reports.report import RIGHT, Cell, Column, Section, Table, Tone, table
from safety_ledger.text import Text
from safety_ledger.vocabulary import Level

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


def moved(week: Week, flow: Flow) -> Table:
    """What came into stock or left it in one way, day by day."""
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


def overdue(week: Week) -> Table:
    """What turned overdue in the week, and every major hazard that is; the worst first."""
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


def steps(week: Week) -> Table:
    """The steps of supervision that are due, each with its reason (plan §5)."""
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


def duties(week: Week) -> Table:
    """The periods of duties that turned out missed in the week."""
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


def delays(week: Week) -> Table:
    """What the office itself is late with: its own delays, never the enterprise's."""
    rows = sorted((one for one in week.day.hazards if one.delays), key=lambda one: one.urgency)
    return table("delays", _DELAYS, rows, lambda _: Tone.WARN, Text("没有超期", "none"))


def due(week: Week) -> Section:
    """What falls due in the days after; what was due on the last day itself is named besides."""
    today = "、".join(one.id for one in week.due_at_the_end)
    note = Text(
        f"{week.day.date} 当日到期、尚未报整改完成：{today}",
        f"due on {week.day.date} itself and not yet put right: {today}",
    )
    return Section(
        Text(f"今后{AHEAD}天到期", f"Due in the {AHEAD} days after"),
        notes=(note,) if today else (),
        table=table("due", _DUE, week.due, hazards.tone, Text("没有到期的隐患", "none")),
    )
