"""``status``: one screen on how everything stands — the four lists, hazards, the office's delays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from safety_ledger.lists import Day, DelayKind, HazardView
from safety_ledger.lists.completeness import Lack, ListName, lacking
from safety_ledger.reports.foot import foot
from safety_ledger.reports.lacks import first_few, lacks_table
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
    table,
)
from safety_ledger.text import Text
from safety_ledger.vocabulary import Level, Status


@dataclass(frozen=True, slots=True)
class Size:
    """One of the four lists in figures; each is the length of a list that a command prints."""

    name: ListName
    size: int
    """Rows with ``--all``."""
    under_way: int
    done: int
    overdue: int
    lacks: Sequence[Lack]


def _complete(one: Size) -> Cell:
    if not one.lacks:
        return Text("齐全", "complete")
    records = len({lack.id for lack in one.lacks})
    return Text(f"{records} 条记录有缺项", f"{records} records lack something")


_SIZES: Final[tuple[Column[Size], ...]] = (
    Column("list", Text("清单", "list"), lambda one: one.name.label),
    Column("size", Text("总数", "size"), lambda one: one.size, RIGHT),
    Column("under_way", Text("在办", "under way"), lambda one: one.under_way, RIGHT),
    Column("done", Text("办结", "done"), lambda one: one.done, RIGHT),
    Column("overdue", Text("逾期", "overdue"), lambda one: one.overdue, RIGHT),
    Column("complete", Text("是否齐全", "complete"), _complete),
    Column("missing", Text("缺项", "missing"), lambda one: len(one.lacks), RIGHT),
    Column("name", Text("名称", "name"), lambda one: one.name, shown=False),
)


def report(day: Day) -> Report:
    """The standing of the whole ledger at the end of a day."""
    sizes = list(_sizes(day))
    lacks = lacks_table(day.ledger, (lack for one in sizes for lack in one.lacks))
    return Report(
        command="status",
        title=Text("安全生产台账概况", "Status"),
        ledger=day.ledger.file.name,
        as_of=day.date,
        sections=(
            Section(Text("四个清单", "The four lists"), table=table("lists", _SIZES, sizes, _tone)),
            Section(
                Text("缺项", "What is missing"),
                table=lacks,
            ),
            _levels(day),
            Section(Text("各状态隐患", "Hazards by status"), table=_statuses(day)),
            Section(Text("办公室自身超期", "The office's own delays"), table=_delays(day)),
        ),
        foot=foot(day),
        data={"complete": not any(one.lacks for one in sizes)},
    )


def _tone(one: Size) -> Tone:
    return Tone.ALARM if one.overdue else Tone.PLAIN


def _sizes(day: Day) -> Iterator[Size]:
    lacks = lacking(day)
    hazards = day.hazards
    registered = [one for one in hazards if one.registered_on is not None]
    enterprises = day.enterprises
    yield Size(
        ListName.ENTERPRISES,
        size=len(enterprises),
        under_way=sum(bool(one.open) for one in enterprises),
        done=sum(bool(one.hazards) and not one.open for one in enterprises),
        overdue=sum(bool(one.overdue) for one in enterprises),
        lacks=lacks[ListName.ENTERPRISES],
    )
    for name, of in (
        (ListName.HAZARDS, list(hazards)),
        (ListName.RECTIFICATIONS, registered),
        (ListName.RESPONSIBILITIES, list(hazards)),
    ):
        yield _size(name, of, lacks[name])


def _size(name: ListName, of: list[HazardView], lacks: Sequence[Lack]) -> Size:
    return Size(
        name,
        size=len(of),
        under_way=sum(one.open or one.status is Status.UNVERIFIED for one in of),
        done=sum(one.status is Status.CLOSED for one in of),
        overdue=sum(one.days_overdue > 0 for one in of),
        lacks=lacks,
    )


@dataclass(frozen=True, slots=True)
class StatusRow:
    """How many hazards have one status, by level."""

    status: Status
    views: tuple[HazardView, ...]

    def of(self, level: Level | None) -> int:
        """How many of one level."""
        return sum(one.level is level for one in self.views)


_STATUSES: Final[tuple[Column[StatusRow], ...]] = (
    Column("status", Text("状态", "status"), lambda row: row.status),
    Column("major", Text("重大", "major"), lambda row: row.of(Level.MAJOR), RIGHT),
    Column("general", Text("一般", "general"), lambda row: row.of(Level.GENERAL), RIGHT),
    Column("unjudged", Text("未定级", "not judged"), lambda row: row.of(None), RIGHT),
    Column("all", Text("合计", "all"), lambda row: len(row.views), RIGHT),
    Column(
        "overdue",
        Text("其中逾期", "overdue"),
        lambda row: sum(one.days_overdue > 0 for one in row.views),
        RIGHT,
    ),
)


def _statuses(day: Day) -> Table:
    rows: dict[Status, list[HazardView]] = defaultdict(list)
    for one in day.hazards:
        rows[one.status].append(one)
    made = [StatusRow(status, tuple(rows[status])) for status in Status if rows[status]]
    return table("statuses", _STATUSES, made, empty=Text("没有隐患", "no hazards"))


@dataclass(frozen=True, slots=True)
class LevelRow:
    """The hazards of one level that are open, or overdue."""

    level: Level
    label: Text
    ids: tuple[str, ...]
    tone: Tone


_LEVELS: Final[tuple[Column[LevelRow], ...]] = (
    Column("what", Text("项目", "what"), lambda row: row.label),
    Column("count", Text("条数", "hazards"), lambda row: len(row.ids), RIGHT),
    Column("level", Text("级别", "level"), lambda row: row.level, shown=False),
    Column("overdue", Text("逾期", "overdue"), lambda row: row.tone is Tone.ALARM, shown=False),
)
_LEVEL_NAMES: Final = ((Level.MAJOR, "major"), (Level.GENERAL, "general"))


def _levels(day: Day) -> Section:
    """Open and overdue by level, drawn on one scale."""
    open_ = [one for one in day.hazards if one.open]
    late = [one for one in open_ if one.days_overdue]
    rows = [
        LevelRow(
            level,
            Text(f"{level}{what.zh}", f"{name} {what.en}"),
            tuple(one.id for one in views if one.level is level),
            tone,
        )
        for what, views, tone in (
            (Text("在账", "open"), open_, Tone.PLAIN),
            (Text("逾期", "overdue"), late, Tone.ALARM),
        )
        for level, name in _LEVEL_NAMES
    ]
    drawn = Chart(table("levels", _LEVELS, rows, lambda row: row.tone), "what", (Series("count"),))
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


def _delays(day: Day) -> Table:
    found: dict[DelayKind, list[tuple[int, str]]] = defaultdict(list)
    for view in day.hazards:
        for delay in view.delays:
            found[delay.kind].append((delay.days, view.id))
    for late in found.values():
        late.sort(key=lambda one: (-one[0], one[1]))
    rows = [
        DelayRow(kind, tuple(days for days, _ in found[kind]), tuple(id_ for _, id_ in found[kind]))
        for kind in DelayKind
        if found[kind]
    ]
    return table("delays", _DELAYS, rows, lambda _: Tone.WARN, Text("没有超期", "none"))
