"""The figures of a week beside those of the week before, each with its records (检查周报)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from safety_ledger.lists import HazardView
from safety_ledger.lists.flows import Flow, Move
from safety_ledger.lists.week import Week, majors
from safety_ledger.reports.report import RIGHT, Column, Table, table
from safety_ledger.text import Text
from safety_ledger.vocabulary import Level

FLOWS: Final = (
    Flow.NEW,
    Flow.REOPENED,
    Flow.CLOSED,
    Flow.VOID,
    Flow.TRANSFERRED,
    Flow.GONE,
)


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


def comparison(week: Week, before: Week) -> Table:
    """Every figure of both weeks, and how many of each are major."""
    both = (week, before)
    rows = [
        *(_flow(both, flow) for flow in FLOWS),
        _views("passed", Text("复查合格", "passed a review"), week.passed, before.passed),
        _views(
            "measures", Text("采取督办、执法措施", "measures taken"), week.measures, before.measures
        ),
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


def apart(week: Week) -> Text:
    """What was there before the week and what the week found, told apart (forms: 回头看)."""
    old, new = week.old, week.new
    return Text(
        f"期初在账的 {old.all} 条中，本周了结 {len(old.settled)} 条，仍在账 {len(old.left)} 条；"
        f"本周新增和重开的 {new.all} 条中，当周了结 {len(new.settled)} 条，在账 {len(new.left)} 条。",
        f"Of the {old.all} open before, {len(old.settled)} were settled and {len(old.left)} remain; "
        f"of the {new.all} new or reopened, {len(new.settled)} were settled and {len(new.left)} remain.",
    )
