"""隐患清单: a row a hazard — what it is, where it stands, how long it has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from safety_ledger.lists import Day, HazardView
from safety_ledger.lists.filters import Filter
from safety_ledger.reports.foot import foot
from safety_ledger.reports.fulfilment import days_words
from safety_ledger.reports.report import RIGHT, Column, Report, Section, Tone, table
from safety_ledger.text import Text
from safety_ledger.vocabulary import Level


def days(view: HazardView) -> Text | None:
    """Days left or overdue, in words."""
    if view.days_overdue:
        return days_words(-view.days_overdue)
    return days_words(view.days_left) if view.days_left is not None else None


def tone(view: HazardView) -> Tone:
    """Red for overdue, amber for what the office owes, faint for what has ended."""
    if view.days_overdue:
        return Tone.ALARM
    if view.delays:
        return Tone.WARN
    return Tone.FAINT if view.ended else Tone.PLAIN


ID: Final = Column[HazardView]("id", Text("隐患编号", "id"), lambda view: view.id)
WHERE: Final = Column[HazardView](
    "enterprise_name", Text("企业/单位", "where"), lambda view: view.where
)
TITLE: Final = Column[HazardView](
    "title", Text("隐患描述", "title"), lambda view: view.record.title
)
LEVEL: Final = Column[HazardView]("level", Text("级别", "level"), lambda view: view.level)
STATUS: Final = Column[HazardView]("status", Text("状态", "status"), lambda view: view.status)
DEADLINE: Final = Column[HazardView](
    "deadline", Text("整改期限", "deadline"), lambda view: view.deadline
)
DAYS: Final = Column[HazardView]("days", Text("剩余/逾期", "days"), days)
HIDDEN: Final = (
    Column[HazardView](
        "enterprise",
        Text("企业编号", "enterprise"),
        lambda view: view.record.enterprise,
        shown=False,
    ),
    Column[HazardView](
        "days_overdue",
        Text("逾期天数", "days overdue"),
        lambda view: view.days_overdue,
        shown=False,
    ),
    Column[HazardView](
        "days_left", Text("剩余天数", "days left"), lambda view: view.days_left, shown=False
    ),
)

COLUMNS: Final[tuple[Column[HazardView], ...]] = (
    ID,
    WHERE,
    TITLE,
    LEVEL,
    Column(
        "criterion",
        Text("判定依据", "criterion"),
        lambda view: str(view.standing.criterion) if view.standing.criterion else None,
    ),
    Column("category", Text("类别", "category"), lambda view: view.record.category),
    Column("source", Text("来源", "source"), lambda view: view.record.source),
    Column("location", Text("部位", "location"), lambda view: view.record.location),
    Column("found_on", Text("发现日期", "found on"), lambda view: view.record.found_on),
    STATUS,
    DEADLINE,
    DAYS,
    Column("round", Text("轮次", "round"), lambda view: view.standing.round, align=RIGHT),
    *HIDDEN,
    Column(
        "registered_on",
        Text("登记日期", "registered on"),
        lambda view: view.registered_on,
        shown=False,
    ),
    Column("since", Text("状态起始", "since"), lambda view: view.standing.since, shown=False),
    Column(
        "original_deadline",
        Text("原定期限", "original deadline"),
        lambda view: view.record.deadline,
        shown=False,
    ),
    Column("section", Text("属地科室", "section"), lambda view: view.section, shown=False),
    Column("person", Text("科室责任人", "person"), lambda view: view.person, shown=False),
    Column(
        "campaign", Text("专项行动", "campaign"), lambda view: view.record.campaign, shown=False
    ),
    Column("own", Text("企业自改", "own"), lambda view: view.standing.own, shown=False),
)


def report(day: Day, wanted: Filter, further: Sequence[Column[HazardView]] = ()) -> Report:
    """The hazard list: what is open and what waits for verification; all of it with ``all``.

    ``further`` columns stand behind those of the list, for a table that is read back.
    """
    rows = wanted.hazards(day.hazards)
    counted = Text(
        f"共 {len(rows)} 条，其中重大 {_majors(rows)} 条，逾期 {_overdue(rows)} 条",
        f"{len(rows)} hazards, {_majors(rows)} major, {_overdue(rows)} overdue",
    )
    listed = table(
        "rows", (*COLUMNS, *further), rows, tone, Text("没有符合条件的隐患", "no hazards")
    )
    return Report(
        command="hazards",
        title=Text("隐患清单", "Hazards"),
        ledger=day.ledger.file.name,
        as_of=day.date,
        sections=(Section(notes=(counted,), table=listed),),
        foot=foot(day),
    )


def _majors(rows: list[HazardView]) -> int:
    return sum(view.level is Level.MAJOR for view in rows)


def _overdue(rows: list[HazardView]) -> int:
    return sum(view.days_overdue > 0 for view in rows)
