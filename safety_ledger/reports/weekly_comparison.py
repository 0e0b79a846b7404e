"""The figures of a week beside those of the week before, each with its records (检查周报)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from safety_ledger.lists import HazardView
from safety_ledger.lists.flows import REJUDGED, Flow
from safety_ledger.lists.week import Week, majors
from safety_ledger.reports.figures import ORDER
from safety_ledger.reports.report import RIGHT, Column, Table, table
from safety_ledger.text import Text
from safety_ledger.vocabulary import Level


@dataclass(frozen=True, slots=True)
class Counted:
    """One figure of one week."""

    count: int
    ids: tuple[str, ...] | None = None
    """The records behind it."""
    major: int | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of this week and of the last."""

    key: str
    what: Text
    now: Counted
    then: Counted


def _week(
    key: str, over: Text, of: Callable[[Compared], Counted]
) -> tuple[Column[Compared], Column[Compared]]:
    return (
        Column(key, Text("合计", "all"), lambda one: of(one).count, RIGHT, over=over),
        Column(f"{key}_major", Text("重大", "major"), lambda one: of(one).major, RIGHT, over=over),
    )


_COMPARED: Final[tuple[Column[Compared], ...]] = (
    Column("what", Text("项目", "figure"), lambda one: one.what),
    *_week("this_week", Text("本周", "this week"), lambda one: one.now),
    *_week("last_week", Text("上周", "last week"), lambda one: one.then),
    Column("key", Text("代号", "key"), lambda one: one.key, shown=False),
    Column("ids", Text("记录", "records"), lambda one: one.now.ids, shown=False),
)


def _moved(flow: Flow, week: Week) -> Counted:
    """By the level after the move."""
    moves = week.moves(flow)
    major = sum(move.after.level is Level.MAJOR for move in moves)
    return Counted(len(moves), tuple(move.view.id for move in moves), major)


def _views(views: Sequence[HazardView]) -> Counted:
    return Counted(len(views), tuple(one.id for one in views), majors(views))


def _units(week: Week) -> Counted:
    units = week.inspections.units
    return Counted(len(units), units)


_FIGURES: Final[tuple[tuple[str, Text, Callable[[Week], Counted]], ...]] = (
    *((flow.value, flow.label, partial(_moved, flow)) for flow in ORDER if flow not in REJUDGED),
    ("passed", Text("复查合格", "passed a review"), lambda week: _views(week.passed)),
    ("measures", Text("采取督办、执法措施", "measures taken"), lambda week: _views(week.measures)),
    ("open", Text("期末在账", "open at the end"), lambda week: _views(week.open)),
    ("overdue", Text("期末逾期", "overdue at the end"), lambda week: _views(week.overdue)),
    ("newly_overdue", Text("当周新逾期", "newly overdue"), lambda week: _views(week.newly_overdue)),
    (
        "groups",
        Text("检查组数", "groups inspecting"),
        lambda week: Counted(week.inspections.groups),
    ),
    ("units", Text("检查企业", "enterprises inspected"), _units),
    (
        "found",
        Text("检查发现隐患", "found by inspections"),
        lambda week: _views(week.inspections.found),
    ),
    (
        "on_the_spot",
        Text("当场整改", "put right on the spot"),
        lambda week: _views(week.inspections.on_the_spot),
    ),
)


def comparison(week: Week, before: Week) -> Table:
    """Every figure of both weeks, and how many of each are major."""
    rows = [Compared(key, what, of(week), of(before)) for key, what, of in _FIGURES]
    return table("comparison", _COMPARED, rows)


def apart(week: Week) -> Text:
    """What was there before the week and what the week found, told apart (forms: 回头看)."""
    old, new = week.old, week.new
    return Text(
        f"期初在账的 {old.all} 条中，本周了结 {len(old.settled)} 条，仍在账 {len(old.left)} 条；"
        f"本周新增和重开的 {new.all} 条中，当周了结 {len(new.settled)} 条，在账 {len(new.left)} 条。",
        f"Of the {old.all} open before, {len(old.settled)} were settled and {len(old.left)} remain; "
        f"of the {new.all} new or reopened, {len(new.settled)} were settled and {len(new.left)} remain.",
    )
