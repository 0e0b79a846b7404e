"""责任清单: who answers for each hazard and owes what; rolled up by section, person or unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from safety_ledger.lists import Day, DelayKind, HazardView
from safety_ledger.lists.filters import Filter
from safety_ledger.reports.by import By
from safety_ledger.reports.foot import foot
from safety_ledger.reports.grouping import NOT_GIVEN
from safety_ledger.reports.hazards import HIDDEN, ID, LEVEL, STATUS, TITLE, WHERE, tone
from safety_ledger.reports.owing import Owing, owing
from safety_ledger.reports.report import RIGHT, Cell, Column, Report, Section, Table, Tone, table
from safety_ledger.text import Text
from safety_ledger.vocabulary import Level


def _owes(view: HazardView) -> Cell:
    """The next step and who owes it, then what the office is late with."""
    words = [late.kind.label for late in view.delays]
    step = view.next_step
    if step is not None:
        who = view.owed_by
        words.insert(0, Text(f"{who}：{step.label.zh}", f"{who}: {step.label.en}"))
    return tuple(words) or None


def _named(name: str) -> Callable[[HazardView], str | None]:
    def of(view: HazardView) -> str | None:
        responsible = view.record.responsible
        value: str | None = getattr(responsible, name) if responsible else None
        return value

    return of


COLUMNS: Final[tuple[Column[HazardView], ...]] = (
    ID,
    WHERE,
    TITLE,
    LEVEL,
    STATUS,
    Column("liable", Text("整改单位", "liable"), lambda view: view.liable_name),
    Column("rectifier", Text("整改责任人", "rectifier"), lambda view: view.rectifier),
    Column("section", Text("属地科室", "section"), lambda view: view.section),
    Column("person", Text("科室责任人", "person"), lambda view: view.person),
    Column("regulator", Text("行业监管部门", "regulator"), _named("regulator")),
    Column("supervisor", Text("督办单位", "supervising body"), _named("supervisor")),
    Column("sponsor", Text("包案领导", "sponsor"), _named("sponsor")),
    Column("owes", Text("当前应办", "owes now"), _owes),
    *HIDDEN,
)


@dataclass(frozen=True, slots=True)
class Share:
    """What one section, person or unit answers for."""

    name: str | None
    views: tuple[HazardView, ...]
    tasks_due: int = 0
    """Its milestones and staged targets that are overdue or due soon."""
    duties_missed: int = 0
    """Duties missed in the period whose time ran out last."""

    def late(self, kind: DelayKind) -> int:
        """How many of its hazards the office is late with in one way."""
        return sum(any(delay.kind is kind for delay in view.delays) for view in self.views)

    @property
    def overdue(self) -> int:
        """How many are past their deadline."""
        return sum(view.days_overdue > 0 for view in self.views)


_BY: Final[dict[By, tuple[Text, Callable[[HazardView], str | None]]]] = {
    By.SECTION: (Text("科室", "section"), lambda view: view.section),
    By.PERSON: (Text("责任人", "person"), lambda view: view.person),
    By.ENTERPRISE: (Text("整改单位", "unit"), lambda view: view.liable_name),
    By.BODY: (Text("行业监管部门", "regulator"), _named("regulator")),
}


def _share_columns(by: By) -> tuple[Column[Share], ...]:
    return (
        Column("name", _BY[by][0], lambda one: one.name or NOT_GIVEN),
        Column(
            "open", Text("在账", "open"), lambda one: sum(view.open for view in one.views), RIGHT
        ),
        Column(
            "major",
            Text("重大", "major"),
            lambda one: sum(view.open and view.level is Level.MAJOR for view in one.views),
            RIGHT,
        ),
        Column("overdue", Text("逾期", "overdue"), lambda one: one.overdue, RIGHT),
        Column(
            "review_late",
            Text("复查超期", "review late"),
            lambda one: one.late(DelayKind.REVIEW),
            RIGHT,
        ),
        Column(
            "closure_late",
            Text("销号超期", "closure late"),
            lambda one: one.late(DelayKind.CLOSURE),
            RIGHT,
        ),
        Column("tasks_due", Text("任务到期", "tasks due"), lambda one: one.tasks_due, RIGHT),
        Column(
            "duties_missed",
            Text("周期任务未做", "duties missed"),
            lambda one: one.duties_missed,
            RIGHT,
        ),
    )


def report(day: Day, wanted: Filter, by: By | None = None) -> Report:
    """The responsibility list; with ``by`` one row for each who answers for hazards."""
    rows = wanted.hazards(day.hazards)
    listed = (
        table("rows", COLUMNS, rows, tone, Text("没有在办的隐患", "nothing under way"))
        if by is None
        else _rolled_up(rows, by, owing(day, wanted, by))
    )
    return Report(
        command="responsibilities",
        title=Text("责任清单", "Responsibilities"),
        ledger=day.ledger.file.name,
        as_of=day.date,
        sections=(Section(table=listed),),
        foot=foot(day),
    )


def _rolled_up(rows: list[HazardView], by: By, owed: Owing) -> Table:
    groups: dict[str | None, list[HazardView]] = defaultdict(list)
    for view in rows:
        groups[_BY[by][1](view)].append(view)
    for name in (*owed.tasks, *owed.duties):
        groups.setdefault(name, [])
    shares = [
        Share(name, tuple(views), owed.tasks[name], owed.duties[name])
        for name, views in groups.items()
    ]
    shares.sort(key=lambda one: (-one.overdue, -len(one.views), one.name or ""))
    return table("rows", _share_columns(by), shares, _share_tone)


def _share_tone(share: Share) -> Tone:
    if share.overdue:
        return Tone.ALARM
    return Tone.WARN if share.tasks_due or share.duties_missed else Tone.PLAIN
