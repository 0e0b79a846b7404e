"""Milestones as rows: what is to be done once, its due date as planned and as in force, its days."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from safety_ledger.lists.task_view import PRESSING
from safety_ledger.obligations import MilestoneStanding
from safety_ledger.reports.fulfilment import STATES, days_words, tone_of
from safety_ledger.reports.report import Cell, Column, Table, table
from safety_ledger.text import Text


def _days(one: MilestoneStanding) -> Cell:
    return None if one.days_left is None else days_words(one.days_left)


ID: Final = Column[MilestoneStanding]("id", Text("节点编号", "id"), lambda one: one.milestone.id)
TASK: Final = Column[MilestoneStanding]("title", Text("任务", "task"), lambda one: one.task.title)
DETAILS: Final[tuple[Column[MilestoneStanding], ...]] = (
    Column("target", Text("阶段目标", "target"), lambda one: one.milestone.target),
    Column("original_due", Text("原定期限", "original due"), lambda one: one.milestone.due),
    Column("due", Text("现行期限", "due"), lambda one: one.due),
    Column("days", Text("剩余/逾期", "days"), _days),
)
STATE: Final = Column[MilestoneStanding](
    "state", Text("状态", "state"), lambda one: Text(one.state, STATES[one.state])
)
DONE_ON: Final = Column[MilestoneStanding](
    "done_on", Text("完成日期", "done on"), lambda one: one.done.date if one.done else None
)
DOCUMENTS: Final = Column[MilestoneStanding](
    "documents",
    Text("调整文号", "moved by"),
    lambda one: tuple(entry.document or "" for entry in one.adjusted) or None,
)
_WHOSE: Final[tuple[Column[MilestoneStanding], ...]] = (
    Column("lead", Text("牵头科室", "lead"), lambda one: one.task.lead),
    Column("owner", Text("责任领导", "owner"), lambda one: one.task.owner),
)
_HIDDEN: Final[tuple[Column[MilestoneStanding], ...]] = (
    Column("task", Text("任务编号", "task id"), lambda one: one.task.id, shown=False),
    Column("days_left", Text("剩余天数", "days left"), lambda one: one.days_left, shown=False),
    Column(
        "days_overdue", Text("逾期天数", "days overdue"), lambda one: one.days_overdue, shown=False
    ),
)


def pressing(found: Iterable[MilestoneStanding]) -> Table:
    """Those that are overdue or due soon, the earliest due first."""
    late = sorted((one for one in found if one.state in PRESSING), key=lambda one: one.due)
    columns = (ID, TASK, *DETAILS, *_WHOSE, STATE, *_HIDDEN)
    return table("pressing", columns, late, lambda one: tone_of(one.state))


def every(found: Iterable[MilestoneStanding]) -> Table:
    """All of them, for programs."""
    columns = (ID, TASK, *DETAILS, *_WHOSE, STATE, DONE_ON, DOCUMENTS, *_HIDDEN)
    return table("milestones", columns, found)


def of_one(found: Iterable[MilestoneStanding]) -> Table:
    """Those of one task."""
    columns = (ID, *DETAILS, STATE, DONE_ON, DOCUMENTS)
    empty = Text("没有节点", "no milestones")
    return table("milestones", columns, found, lambda one: tone_of(one.state), empty)
