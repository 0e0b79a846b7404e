"""整改清单: a row a hazard under way — is everything in place, what was done, what comes next."""

from __future__ import annotations

from typing import Final

from safety_ledger.lists import Day, HazardView
from safety_ledger.lists.filters import Filter
from safety_ledger.lists.hazard_view import FIVE
from safety_ledger.reports.foot import foot
from safety_ledger.reports.hazards import (
    DAYS,
    DEADLINE,
    HIDDEN,
    ID,
    LEVEL,
    STATUS,
    TITLE,
    WHERE,
    tone,
)
from safety_ledger.reports.report import RIGHT, Cell, Column, Report, Section, table
from safety_ledger.text import Text
from safety_ledger.vocabulary import Event, Level, Status


def _five(view: HazardView) -> str | None:
    if view.level is not Level.MAJOR:
        return None
    return f"{sum(view.five)}/{len(FIVE)}"


def _missing(view: HazardView) -> Cell:
    if view.level is not Level.MAJOR:
        return None
    return tuple(what for held, what in zip(view.five, FIVE, strict=True) if not held) or None


def _extensions(view: HazardView) -> int:
    return len(view.done(Event.EXTEND))


def _steps(view: HazardView) -> Cell:
    return tuple(f"{entry.event} {entry.date}" for entry in view.supervision) or None


def proposed(view: HazardView) -> Cell:
    """What the office should do now, of which nothing is recorded by itself (plan §5)."""
    return tuple(one.label for one in view.proposals) or None


def reasons(view: HazardView) -> Cell:
    """Why, in the same order."""
    return tuple(one.reason for one in view.proposals) or None


def _last_review(view: HazardView) -> str | None:
    reviews = view.done(Event.REVIEW)
    return f"{reviews[-1].date} {reviews[-1].result}" if reviews else None


def _next(view: HazardView) -> Text | None:
    return view.next_step.label if view.next_step else None


COLUMNS: Final[tuple[Column[HazardView], ...]] = (
    ID,
    WHERE,
    TITLE,
    LEVEL,
    STATUS,
    DEADLINE,
    DAYS,
    Column("five", Text("五落实", "five in place"), _five),
    Column("five_missing", Text("尚缺", "missing"), _missing),
    Column("funds", Text("承诺资金（元）", "funds (CNY)"), lambda view: view.funds, align=RIGHT),
    Column("spent", Text("已投入（元）", "spent (CNY)"), lambda view: view.spent, align=RIGHT),
    Column("notified_on", Text("通知日期", "notified on"), lambda view: view.standing.notified_on),
    Column("extensions", Text("延期次数", "extensions"), _extensions, align=RIGHT),
    Column("steps", Text("督办措施", "steps taken"), _steps),
    Column("proposed", Text("应采取的督办措施", "measures due"), proposed),
    Column("last_review", Text("最近复查", "last review"), _last_review),
    Column("next_step", Text("下一步", "next step"), _next),
    Column("owed_by", Text("由谁办", "owed by"), lambda view: view.owed_by or None),
    *HIDDEN,
    Column[HazardView]("proposed_why", Text("督办理由", "why they are due"), reasons, shown=False),
    Column[HazardView](
        "proposed_events",
        Text("应记事项", "entries due"),
        lambda view: tuple(one.event for one in view.proposals if one.event) or None,
        shown=False,
    ),
    Column[HazardView](
        "proposed_on",
        Text("督办依据", "grounds"),
        lambda view: tuple(one.ground for one in view.proposals) or None,
        shown=False,
    ),
)


def report(day: Day, wanted: Filter) -> Report:
    """The rectification list: registered hazards under way; with ``all`` the ended ones too."""
    rows = [view for view in wanted.hazards(day.hazards) if _registered(view)]
    listed = table("rows", COLUMNS, rows, tone, Text("没有在办的整改", "nothing under way"))
    return Report(
        command="rectifications",
        title=Text("整改清单", "Rectifications"),
        ledger=day.ledger.file.name,
        as_of=day.date,
        sections=(Section(notes=(_counted(rows),), table=listed),),
        foot=foot(day),
    )


def _registered(view: HazardView) -> bool:
    return view.status is not Status.UNVERIFIED and view.registered_on is not None


def _counted(rows: list[HazardView]) -> Text:
    late = sum(view.days_overdue > 0 for view in rows)
    due = sum(bool(view.proposals) for view in rows)
    return Text(
        f"共 {len(rows)} 条，逾期 {late} 条，应采取督办措施 {due} 条",
        f"{len(rows)} hazards, {late} overdue, {due} call for measures",
    )
