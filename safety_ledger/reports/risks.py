"""一单一图: the points of major risk, what guards each, and when it is to be reviewed (plan §7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from safety_ledger.lists import Day
from safety_ledger.lists.filters import Filter
from safety_ledger.lists.risk_view import MEASURES, RiskView
from safety_ledger.obligations.upkeep import REVIEW, State
from safety_ledger.reports.foot import foot, idle
from safety_ledger.reports.report import Cell, Column, Report, Section, Tone, table
from safety_ledger.text import Text


def _measure(name: str) -> Callable[[RiskView], Cell]:
    def of(view: RiskView) -> Cell:
        value: Cell = getattr(view.record.measures, name, None)
        return value

    return of


def left(state: State, days: int | None) -> Text:
    """The state of a review in words, with the days that matter."""
    words = REVIEW[state]
    if days is None or state is State.VALID:
        return words
    if days < 0:
        return Text(f"{words.zh} {-days} 天", f"{-days} d {words.en}")
    return Text(f"{words.zh}（剩 {days} 天）", f"{words.en} ({days} d left)")


def standing(view: RiskView) -> tuple[tuple[Text, Cell], ...]:
    """How a point stands, for ``show``: its review and which kinds of measures it lacks."""
    return (
        (Text("复核情况", "review"), left(view.review.state, view.review.days)),
        (Text("应复核", "review due"), view.review.until),
        (Text("缺少的措施", "missing measures"), view.missing or Text("无", "none")),
    )


COLUMNS: Final[tuple[Column[RiskView], ...]] = (
    Column("id", Text("风险点编号", "id"), lambda view: view.id),
    Column("enterprise_name", Text("企业", "enterprise"), lambda view: view.enterprise.record.name),
    Column("name", Text("风险点", "point"), lambda view: view.record.name),
    Column("level", Text("风险等级", "colour"), lambda view: view.record.level),
    *(Column(name, label, _measure(name)) for name, label in MEASURES.items()),
    Column("owner", Text("责任人", "owner"), lambda view: view.record.owner),
    Column("reviewed_on", Text("最近复核", "reviewed on"), lambda view: view.reviewed_on),
    Column("review_due", Text("应复核", "review due"), lambda view: view.review.until),
    Column(
        "review",
        Text("复核情况", "review"),
        lambda view: left(view.review.state, view.review.days),
    ),
    Column(
        "enterprise",
        Text("企业编号", "enterprise id"),
        lambda view: view.enterprise.id,
        shown=False,
    ),
    Column("state", Text("代号", "state"), lambda view: view.review.state, shown=False),
    Column("days_left", Text("剩余天数", "days left"), lambda view: view.review.days, shown=False),
    Column("missing", Text("缺少的措施", "missing"), lambda view: view.missing, shown=False),
    Column(
        "section",
        Text("属地科室", "section"),
        lambda view: view.enterprise.record.section,
        shown=False,
    ),
    Column(
        "location",
        Text("经纬度", "position"),
        lambda view: view.record.location or None,
        shown=False,
    ),
)


def report(day: Day, wanted: Filter) -> Report:
    """The risk points of the enterprises of the day, red first, the most overdue review first."""
    rows = wanted.risks(day.risks)
    late = sum(one.review.state is State.OVERDUE for one in rows)
    never = sum(one.review.state is State.NEVER for one in rows)
    counted = Text(
        f"共 {len(rows)} 个风险点，复核逾期 {late} 个，无复核记录 {never} 个",
        f"risk points: {len(rows)}; reviews overdue: {late}; never reviewed: {never}",
    )
    lacking = sum(bool(one.missing) for one in rows)
    kinds = Text(
        f"人防、技防、工程防、管理防四类措施未填全 {lacking} 个",
        f"{lacking} without all four kinds of measures",
    )
    notes = [counted, kinds]
    if later := sum(one.reviewed_on is not one.record.reviewed_on for one in rows):
        notes.append(
            Text(
                f"其中 {later} 个风险点登记的复核晚于本表日期，此前有无复核无从得知",
                f"{later} have a review on record that is later than this day; an earlier one is unknown",
            )
        )
    return Report(
        command="risks",
        title=Text("重大风险点清单（一单一图）", "Risk points"),
        ledger=day.ledger.file.name,
        as_of=day.date,
        sections=(
            Section(
                notes=tuple(notes),
                table=table("rows", COLUMNS, rows, tone, Text("没有风险点", "no risk points")),
            ),
        ),
        foot=(*idle(wanted, "enterprises", "sections", "areas", "industries"), *foot(day)),
    )


def tone(view: RiskView) -> Tone:
    """Red for a review that was missed, amber for one due soon."""
    if view.review.state.lapsed:
        return Tone.ALARM
    return Tone.WARN if view.review.state.soon else Tone.PLAIN
