"""``status``: one screen on how everything stands — the four lists, hazards, the office's delays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from safety_ledger.lifecycle.transitions import LIVE
from safety_ledger.lists import Day, DelayKind, EnterpriseView, HazardView
from safety_ledger.lists.completeness import Lack, ListName, lacking
from safety_ledger.lists.goals import GoalStanding, goals
from safety_ledger.lists.haves import Have, haves
from safety_ledger.reports.foot import foot
from safety_ledger.reports.goals import (
    goal_figures,
    goal_section,
    have_figures,
    have_section,
    quarters,
)
from safety_ledger.reports.lacks import lacks_table
from safety_ledger.reports.report import (
    RIGHT,
    Cell,
    Chart,
    Column,
    Report,
    Section,
    Series,
    Table,
    Tone,
    first_few,
    table,
)
from safety_ledger.reports.why import Figure, why_section
from safety_ledger.text import Text
from safety_ledger.vocabulary import OPEN_STATUSES, Level, Status

View = HazardView | EnterpriseView


@dataclass(frozen=True, slots=True)
class Size:
    """One of the four lists in figures; each is the length of a list that a command prints."""

    name: ListName
    rows: Sequence[View]
    """What ``--all`` lists."""
    under_way: Sequence[View]
    done: Sequence[View]
    overdue: Sequence[View]
    lacks: Sequence[Lack]


def _complete(one: Size) -> Cell:
    if not one.lacks:
        return Text("齐全", "complete")
    records = len({lack.id for lack in one.lacks})
    return Text(f"{records} 条记录有缺项", f"records lacking something: {records}")


_SIZES: Final[tuple[Column[Size], ...]] = (
    Column("list", Text("清单", "list"), lambda one: one.name.label),
    Column("size", Text("总数", "size"), lambda one: len(one.rows), RIGHT),
    Column("under_way", Text("在办", "under way"), lambda one: len(one.under_way), RIGHT),
    Column("done", Text("办结", "done"), lambda one: len(one.done), RIGHT),
    Column("overdue", Text("逾期", "overdue"), lambda one: len(one.overdue), RIGHT),
    Column("complete", Text("是否齐全", "complete"), _complete),
    Column("missing", Text("缺项", "missing"), lambda one: len(one.lacks), RIGHT),
    Column("name", Text("名称", "name"), lambda one: one.name, shown=False),
)


def report(day: Day, *, why: bool = False) -> Report:
    """The standing of the whole ledger at the end of a day; with ``why`` the records behind it."""
    sizes = list(_sizes(day))
    lacks = lacks_table(day.ledger, (lack for one in sizes for lack in one.lacks))
    reached, held = goals(day), haves(day)
    return Report(
        command="status",
        title=Text("安全生产台账概况", "Status"),
        ledger=day.ledger.file.name,
        as_of=day.date,
        sections=(
            Section(Text("四个清单", "The four lists"), table=table("lists", _SIZES, sizes, _tone)),
            Section(Text("缺项", "What is missing"), table=lacks),
            goal_section(reached),
            have_section(held),
            _levels(day),
            Section(Text("各状态隐患", "Hazards by status"), table=_statuses(day)),
            Section(Text("办公室自身超期", "The office's own delays"), table=_delays(day)),
            *((_why(day, sizes, reached, held),) if why else ()),
        ),
        foot=foot(day),
        data={
            "complete": not any(one.lacks for one in sizes),
            "increment": quarters(reached),
        },
    )


def _tone(one: Size) -> Tone:
    return Tone.ALARM if one.overdue else Tone.PLAIN


def _sizes(day: Day) -> Iterator[Size]:
    lacks = lacking(day)
    hazards = day.hazards
    enterprises = day.enterprises
    yield Size(
        ListName.ENTERPRISES,
        rows=enterprises,
        under_way=[one for one in enterprises if one.open],
        done=[one for one in enterprises if one.hazards and not one.open],
        overdue=[one for one in enterprises if one.overdue],
        lacks=lacks[ListName.ENTERPRISES],
    )
    whole = Size(
        ListName.HAZARDS,
        rows=hazards,
        under_way=[one for one in hazards if one.status in LIVE],
        done=[one for one in hazards if one.status is Status.CLOSED],
        overdue=[one for one in day.open if one.days_overdue],
        lacks=lacks[ListName.HAZARDS],
    )
    yield whole
    # what is closed or overdue was registered: only a report still to be verified was not
    yield replace(
        whole,
        name=ListName.RECTIFICATIONS,
        rows=[one for one in hazards if one.registered_on is not None],
        under_way=day.open,
        lacks=lacks[ListName.RECTIFICATIONS],
    )
    yield replace(whole, name=ListName.RESPONSIBILITIES, lacks=lacks[ListName.RESPONSIBILITIES])


def _why(
    day: Day, sizes: Sequence[Size], reached: Sequence[GoalStanding], held: Sequence[Have]
) -> Section:
    """Every figure of the report with the records it counts."""
    figures = [
        Figure(size.name.label, what, tuple(one.id for one in rows))
        for size in sizes
        for what, rows in (
            (Text("总数", "size"), size.rows),
            (Text("在办", "under way"), size.under_way),
            (Text("办结", "done"), size.done),
            (Text("逾期", "overdue"), size.overdue),
        )
    ]
    figures += [*goal_figures(reached), *have_figures(held)]
    for row in _by_status(day):
        for level, of in row.by_level().items():
            label = Text(f"{row.status}，{level.zh}", f"{row.status}, {level.en}")
            figures.append(Figure(_BY_STATUS, label, tuple(one.id for one in of)))
    for late in _late(day):
        figures.append(Figure(_LATE, late.kind.label, late.ids))
    return why_section(figures)


_BY_STATUS: Final = Text("各状态隐患", "hazards by status")
_LEVELS: Final = {
    Level.MAJOR: Text("重大", "major"),
    Level.GENERAL: Text("一般", "general"),
    None: Text("未定级", "not judged"),
}
_LATE: Final = Text("办公室自身超期", "the office's own delays")


@dataclass(frozen=True, slots=True)
class StatusRow:
    """How many hazards have one status, by level."""

    status: Status
    views: tuple[HazardView, ...]

    def of(self, level: Level | None) -> int:
        """How many of one level."""
        return sum(one.level is level for one in self.views)

    @property
    def overdue(self) -> int:
        """How many are past their deadline; only what is in stock can be."""
        if self.status not in OPEN_STATUSES:
            return 0
        return sum(one.days_overdue > 0 for one in self.views)

    def by_level(self) -> dict[Text, list[HazardView]]:
        """Those of each level there is, worst first."""
        found = {
            words: [one for one in self.views if one.level is level]
            for level, words in _LEVELS.items()
        }
        return {words: of for words, of in found.items() if of}


_STATUSES: Final[tuple[Column[StatusRow], ...]] = (
    Column("status", Text("状态", "status"), lambda row: row.status),
    Column("major", Text("重大", "major"), lambda row: row.of(Level.MAJOR), RIGHT),
    Column("general", Text("一般", "general"), lambda row: row.of(Level.GENERAL), RIGHT),
    Column("unjudged", Text("未定级", "not judged"), lambda row: row.of(None), RIGHT),
    Column("all", Text("合计", "all"), lambda row: len(row.views), RIGHT),
    Column(
        "overdue",
        Text("其中逾期", "overdue"),
        lambda row: row.overdue,
        RIGHT,
    ),
)


def _by_status(day: Day) -> list[StatusRow]:
    rows: dict[Status, list[HazardView]] = defaultdict(list)
    for one in day.hazards:
        rows[one.status].append(one)
    return [StatusRow(status, tuple(rows[status])) for status in Status if rows[status]]


def _statuses(day: Day) -> Table:
    rows = _by_status(day)
    return table("statuses", _STATUSES, rows, empty=Text("没有隐患", "no hazards"))


@dataclass(frozen=True, slots=True)
class LevelRow:
    """The hazards of one level that are open, or overdue."""

    level: Level
    label: Text
    ids: tuple[str, ...]
    tone: Tone


_LEVEL_COLUMNS: Final[tuple[Column[LevelRow], ...]] = (
    Column("what", Text("项目", "what"), lambda row: row.label),
    Column("count", Text("条数", "hazards"), lambda row: len(row.ids), RIGHT),
    Column("level", Text("级别", "level"), lambda row: row.level, shown=False),
    Column("overdue", Text("逾期", "overdue"), lambda row: row.tone is Tone.ALARM, shown=False),
)


def _levels(day: Day) -> Section:
    """Open and overdue by level, drawn on one scale."""
    open_ = day.open
    late = [one for one in open_ if one.days_overdue]
    rows = [
        LevelRow(
            level,
            Text(f"{_LEVELS[level].zh}{what.zh}", f"{_LEVELS[level].en} {what.en}"),
            tuple(one.id for one in views if one.level is level),
            tone,
        )
        for what, views, tone in (
            (Text("在账", "open"), open_, Tone.PLAIN),
            (Text("逾期", "overdue"), late, Tone.ALARM),
        )
        for level in (Level.MAJOR, Level.GENERAL)
    ]
    drawn = Chart(
        table("levels", _LEVEL_COLUMNS, rows, lambda row: row.tone), "what", (Series("count"),)
    )
    return Section(Text("在账与逾期", "Open and overdue"), chart=drawn)


@dataclass(frozen=True, slots=True)
class DelayRow:
    """One way the office is late: with how many hazards, and how long at worst."""

    kind: DelayKind
    days: tuple[int, ...]
    ids: tuple[str, ...]


_DELAYS: Final[tuple[Column[DelayRow], ...]] = (
    Column("delay", Text("事项", "delay"), lambda row: row.kind.label),
    Column("count", Text("条数", "hazards"), lambda row: len(row.ids), RIGHT),
    Column("worst_days", Text("最长超期（天）", "worst (days)"), lambda row: max(row.days), RIGHT),
    Column("where", Text("哪些隐患", "where"), lambda row: first_few(row.ids)),
    Column("kind", Text("代号", "kind"), lambda row: row.kind, shown=False),
    Column("ids", Text("编号", "ids"), lambda row: row.ids, shown=False),
)


def _late(day: Day) -> list[DelayRow]:
    found: dict[DelayKind, list[tuple[int, str]]] = defaultdict(list)
    for view in day.hazards:
        for delay in view.delays if view.status in LIVE else ():
            found[delay.kind].append((delay.days, view.id))
    for late in found.values():
        late.sort(key=lambda one: (-one[0], one[1]))
    return [
        DelayRow(kind, tuple(days for days, _ in found[kind]), tuple(id_ for _, id_ in found[kind]))
        for kind in DelayKind
        if found[kind]
    ]


def _delays(day: Day) -> Table:
    return table("delays", _DELAYS, _late(day), lambda _: Tone.WARN, Text("没有超期", "none"))
