"""``statistics``: the safety committee's quarterly table (forms.md 4), a row an industry or area.

For the county and city committees (plan §4: 季度统计上报). Hazards are those registered in the
period less 作废 and 移送, by the level in force on the report's day; rectified is a passed review.
列入治理计划 are the major ones that are open at the period's end and have a plan, whenever they were
registered: what could not be put right at once. 落实 is an item of the plan filled in.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from safety_ledger.lists import Day, HazardView
from safety_ledger.lists.checks import checked, to_check
from safety_ledger.lists.flows import window
from safety_ledger.lists.rates import registered
from safety_ledger.model.enterprise import Enterprise
from safety_ledger.periods import Period
from safety_ledger.reports.by import GroupBy, TableBy
from safety_ledger.reports.figures import TOTAL, committed, in_chinese, period_data, remarks, spent
from safety_ledger.reports.foot import foot
from safety_ledger.reports.grouping import GROUPINGS, ordered
from safety_ledger.reports.report import (
    RIGHT,
    Chart,
    Column,
    Report,
    Section,
    Series,
    Share,
    table,
    with_total,
)
from safety_ledger.text import Text
from safety_ledger.vocabulary import Level

Ids = list[str]

_ITEMS: Final = {
    "goal": Text("目标任务", "goal"),
    "funds": Text("经费物资", "funds"),
    "organisation": Text("机构人员", "organisation"),
    "schedule": Text("整改期限", "schedule"),
    "contingency": Text("应急措施", "contingency"),
}
"""The items of a plan that the form asks for, by their key in the record."""


@dataclass(frozen=True)
class Row:
    """One row of the table; every figure is the length of a list of records."""

    name: Text | str
    units: Sequence[Enterprise]
    """Those to be checked."""
    checked: frozenset[str]
    views: Sequence[HazardView]
    """Registered in the period."""
    planned: Sequence[HazardView]
    """Major, open at the period's end, and in a plan."""

    def of(self, level: Level) -> list[HazardView]:
        """The hazards of one level."""
        return [view for view in self.views if view.level is level]

    def rectified(self, level: Level) -> list[HazardView]:
        """Those that passed their review."""
        return [view for view in self.of(level) if view.standing.passed is not None]

    @cached_property
    def funded(self) -> list[HazardView]:
        """The hazards that the funds are of: both kinds, each once."""
        return list({view.id: view for view in (*self.views, *self.planned)}.values())

    def settled(self, item: str) -> list[HazardView]:
        """The major ones whose plan has an item; no money needs a word on the measures (五落实)."""
        if item == "funds":
            return [view for view in self.planned if view.funded]
        return [view for view in self.planned if getattr(view.record.plan, item)]

    @cached_property
    def records(self) -> dict[str, Ids]:
        """The records behind every cell."""
        return {
            "to_check": [one.id for one in self.units],
            "checked": [one.id for one in self.units if one.id in self.checked],
            **{
                f"{name}_{what}": [view.id for view in of(level)]
                for level, name in _LEVELS.items()
                for what, of in (("found", self.of), ("rectified", self.rectified))
            },
            "planned": [view.id for view in self.planned],
            **{f"plan_{item}": [view.id for view in self.settled(item)] for item in _ITEMS},
            "found": [view.id for view in self.views],
            "rectified": [view.id for view in self.views if view.standing.passed is not None],
            "committed": [view.id for view in self.funded if view.funds is not None],
            "spent": [view.id for view in self.funded if view.spent is not None],
        }


_LEVELS: Final = {Level.GENERAL: "general", Level.MAJOR: "major"}
_OVER: Final = {
    Level.GENERAL: Text("一般隐患", "general"),
    Level.MAJOR: Text("重大隐患", "major"),
}
_UNITS: Final = Text("企业数", "units")
_PLANNED: Final = Text("重大隐患列入治理计划并落实", "major in a plan")
_FUNDS: Final = Text("资金（万元）", "funds (10,000 CNY)")


def _counted(key: str, label: Text, over: Text | None = None) -> Column[Row]:
    return Column(key, label, lambda row: len(row.records[key]), RIGHT, over=over)


def _by_level(level: Level) -> tuple[Column[Row], ...]:
    name, over = _LEVELS[level], _OVER[level]
    return (
        _counted(f"{name}_found", Text("排查数", "found"), over),
        _counted(f"{name}_rectified", Text("已整改", "rectified"), over),
        Column(
            f"{name}_rate",
            Text("整改率", "rate"),
            lambda row: Share(len(row.rectified(level)), len(row.of(level))),
            RIGHT,
            over=over,
        ),
    )


def _money(key: str, label: Text, of: Callable[[Iterable[HazardView]], Decimal]) -> Column[Row]:
    # exact, so that the rows add up to the total
    return Column(key, label, lambda row: of(row.funded).scaleb(-4), RIGHT, over=_FUNDS)


def _columns(by: GroupBy) -> tuple[Column[Row], ...]:
    return (
        Column("name", GROUPINGS[by].label, lambda row: row.name),
        _counted("to_check", Text("应排查", "to check"), _UNITS),
        _counted("checked", Text("已排查", "checked"), _UNITS),
        *_by_level(Level.GENERAL),
        *_by_level(Level.MAJOR),
        _counted("planned", Text("合计", "all"), _PLANNED),
        *(_counted(f"plan_{item}", label, _PLANNED) for item, label in _ITEMS.items()),
        _money("committed", Text("承诺", "committed"), committed),
        _money("spent", Text("已投入", "spent"), spent),
        Column(
            "committed_yuan",
            Text("承诺（元）", "CNY"),
            lambda row: committed(row.funded),
            shown=False,
        ),
        Column(
            "spent_yuan", Text("已投入（元）", "CNY"), lambda row: spent(row.funded), shown=False
        ),
    )


def report(day: Day, period: Period, by: TableBy = TableBy.INDUSTRY) -> Report:
    """The table of a period."""
    group = GroupBy(by)
    rows, every = _rows(day, period, group)
    columns = _columns(group)
    listed = table("rows", columns, rows, empty=Text("没有企业和隐患", "nothing to count"))
    if rows:
        listed = with_total(listed, table("rows", columns, [every]))
    label = period.label
    return Report(
        command="statistics",
        title=Text(f"隐患排查治理情况统计表（{label.zh}）", f"Hazard statistics, {label.en}"),
        ledger=day.ledger.file.name,
        as_of=day.date,
        sections=(
            Section(notes=tuple(_notes(day, period, every)), table=listed),
            Section(Text("排查与整改", "Found and rectified"), chart=_drawn(rows, group)),
        ),
        foot=foot(day),
        data=_data(period, by, rows, every),
    )


def _rows(day: Day, period: Period, by: GroupBy) -> tuple[list[Row], Row]:
    """A row for every name that has a unit or a hazard, and the sum of them."""
    seen = window(period, day.date)
    done = checked(day, period, seen)
    units: dict[str | None, list[Enterprise]] = defaultdict(list)
    for one in to_check(day.ledger, period, seen):
        units[getattr(one, by)].append(one)
    views: dict[str | None, list[HazardView]] = defaultdict(list)
    planned: dict[str | None, list[HazardView]] = defaultdict(list)
    grouping = GROUPINGS[by]
    for sides, among in (
        (views, registered(day.hazards, period)),
        (planned, [view for view in day.hazards if _in_a_plan(view, seen.closing)]),
    ):
        for view in among:
            sides[grouping.side(view, view.standing)].append(view)
    rows = [
        Row(name or grouping.none, units[name], done, views[name], planned[name])
        for name in ordered(by, {*units, *views, *planned}, day.ledger)
    ]
    return rows, Row(
        TOTAL,
        [one for row in rows for one in row.units],
        done,
        [view for row in rows for view in row.views],
        [view for row in rows for view in row.planned],
    )


def _in_a_plan(view: HazardView, day: dt.date) -> bool:
    then = view.timeline.on(day)
    return (
        view.record.plan is not None
        and then is not None
        and then.open
        and then.level is Level.MAJOR
    )


_BASIS: Final = Text(
    "排查数 = 本期登记减作废、移送；已整改 = 复查合格；列入治理计划 = 期末在账且有治理方案的重大隐患；"
    "治理资金为以上隐患的合计。",
    "Found: registered in the period, less void and transferred; rectified: review passed; in a plan:"
    " major, open at the end, with a plan; funds: of all of these.",
)


def _notes(day: Day, period: Period, every: Row) -> Iterator[Text]:
    yield _BASIS
    yield from remarks(day, period, day.hazards)
    known = sum(len(every.of(level)) for level in Level)
    if unjudged := len(every.views) - known:
        yield Text(
            f"另有 {unjudged} 条未定级，未列入。", f"{unjudged} without a level are not counted."
        )
    where = {view.record.enterprise for view in every.views}
    silent = [one.name for one in every.units if one.id in where and one.id not in every.checked]
    if silent:
        yield Text(
            f"{len(silent)} 家企业本期登记了隐患而没有检查记录：{'、'.join(silent)}。",
            f"{len(silent)} units with hazards but no check on record: {', '.join(silent)}.",
        )


def _drawn(rows: Sequence[Row], by: GroupBy) -> Chart:
    columns = (
        Column[Row]("name", GROUPINGS[by].label, lambda row: row.name),
        _counted("found", Text("排查数", "found")),
        _counted("rectified", Text("已整改", "rectified")),
    )
    nothing = Text("本期没有登记隐患", "no hazards in the period")
    listed = table("found", columns, [row for row in rows if row.views], empty=nothing)
    return Chart(listed, "name", (Series("found"), Series("rectified")))


def _data(period: Period, by: TableBy, rows: Sequence[Row], every: Row) -> dict[str, Any]:
    return {
        "period": period_data(period),
        "by": by.value,
        "records": [{"name": in_chinese(row.name), **row.records} for row in (*rows, every)],
    }
