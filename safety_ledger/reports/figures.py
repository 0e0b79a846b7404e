"""The figures of a period, put together once for every report that speaks of periods."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from safety_ledger.lists import Day, HazardView
from safety_ledger.lists.filters import Filter
from safety_ledger.lists.flows import (
    INFLOWS,
    OUTFLOWS,
    REJUDGED,
    Flow,
    Line,
    Spell,
    Window,
    entries,
    lines,
    spells,
    total,
    window,
)
from safety_ledger.lists.rates import Rate, RateName, rates
from safety_ledger.model.hazard import Entry
from safety_ledger.periods import Period
from safety_ledger.reports.by import GroupBy
from safety_ledger.reports.grouping import GROUPINGS, Grouping, ordered
from safety_ledger.reports.report import RIGHT, Column, Share
from safety_ledger.text import Text

TOTAL: Final = Text("合计", "total")
OPENING: Final = Text("期初", "opening")
CLOSING: Final = Text("期末", "closing")
ORDER: Final = (*INFLOWS, *OUTFLOWS)


@dataclass(frozen=True)
class Figures:
    """Stock, flow and rates of some hazards over a period, as far as the day can see."""

    day: Day
    name: Text | str
    """Of the row it makes in a table."""
    period: Period
    line: Line
    views: Sequence[HazardView]
    """The hazards that rates and days are taken of, by their level at the end of the day."""

    @cached_property
    def entries(self) -> list[tuple[HazardView, Entry]]:
        """The entries of the period that count."""
        return list(entries(self.views, self.seen))

    @property
    def seen(self) -> Window:
        """The part of the period that is over."""
        return window(self.period, self.day.date)

    @cached_property
    def rates(self) -> dict[RateName, Rate]:
        """Every rate."""
        return rates(self.day, self.views, self.period)

    @property
    def told(self) -> bool:
        """Whether there is anything to say."""
        return not self.line.empty or any(rate.of for rate in self.rates.values())

    def share(self, name: RateName) -> Share:
        """A rate as a cell."""
        return share(self.rates[name])


def share(rate: Rate) -> Share:
    """A rate with both its numbers."""
    return Share(len(rate.hits), len(rate.of))


@dataclass(frozen=True)
class Scope:
    """The hazards of a day that figures are asked of."""

    day: Day
    wanted: Filter
    views: Sequence[HazardView]
    """Narrowed by what the record says; the level is looked at while it was in force."""

    def of(self, period: Period) -> Figures:
        """The figures of a period."""
        line = total(lines(self._spells, window(period, self.day.date)).values())
        return Figures(self.day, short(period), period, line, self._at_level)

    @cached_property
    def _spells(self) -> list[Spell]:
        return spells(self.views, levels=self.wanted.levels)

    @cached_property
    def _at_level(self) -> list[HazardView]:
        return self.wanted.at_level(self.views)

    def _apart(self, grouping: Grouping) -> list[Spell]:
        """The spells of each row; only where a 改判 can move them must each life be read again."""
        if grouping.moves:
            return spells(self.views, grouping.side, self.wanted.levels)
        side = grouping.side
        return [
            one._replace(row=side(one.came.view, one.came.view.standing)) for one in self._spells
        ]

    def apart(self, period: Period, by: GroupBy) -> list[Figures]:
        """The figures of a period told apart; every hazard is in one row."""
        grouping = GROUPINGS[by]
        rows = lines(self._apart(grouping), window(period, self.day.date))
        among: dict[str | None, list[HazardView]] = defaultdict(list)
        for view in self._at_level:
            if view.registered_on is not None:
                among[grouping.side(view, view.standing)].append(view)
        names = ordered(by, {*rows, *among}, self.day.ledger)
        every = (
            Figures(self.day, name or grouping.none, period, rows.get(name, Line()), among[name])
            for name in names
        )
        return [one for one in every if one.told]

    def trend(self, period: Period, count: int) -> list[Figures]:
        """The figures of up to ``count`` periods that end with this one, none before the records."""
        first = first_registered(self.views)
        periods = [period]
        while first is not None and len(periods) < count and first < periods[0].first:
            periods.insert(0, periods[0].before())
        return [self.of(one) for one in periods]


def scope(day: Day, wanted: Filter) -> Scope:
    """What a filter leaves of a day."""
    return Scope(day, wanted, wanted.on_record(day.hazards))


def short(period: Period) -> Text | str:
    """A period as an axis names it: as it is written, a span of days by its first."""
    if ".." in period.name:
        return Text(f"{period.first} 起", f"from {period.first}")
    return period.name


def said(line: Line, *, rejudged: bool) -> Text:
    """The reconciliation as a line; ``rejudged`` where levels are told apart."""
    parts = list(_terms(line, rejudged=rejudged))
    zh = "".join(f" {sign} {label.zh} {count}" for sign, label, count in parts)
    en = "".join(f" {sign} {label.en} {count}" for sign, label, count in parts)
    begun, ended = len(line.opening), len(line.closing)
    return Text(
        f"{OPENING.zh} {begun}{zh} = {CLOSING.zh} {ended}",
        f"{OPENING.en} {begun}{en} = {CLOSING.en} {ended}",
    )


def _terms(line: Line, *, rejudged: bool) -> Iterator[tuple[str, Text, int]]:
    for flow in ORDER:
        if rejudged or flow not in REJUDGED:
            yield "+" if flow in INFLOWS else "-", flow.label, line.count(flow)


def line_columns(*, rejudged: bool) -> tuple[Column[Figures], ...]:
    """The terms of the line as columns of a table."""
    return (
        Column("opening", OPENING, lambda one: len(one.line.opening), RIGHT),
        *(_flow_column(flow, shown=rejudged or flow not in REJUDGED) for flow in ORDER),
        Column("closing", CLOSING, lambda one: len(one.line.closing), RIGHT),
    )


def _flow_column(flow: Flow, *, shown: bool) -> Column[Figures]:
    return Column(flow.value, flow.label, lambda one: one.line.count(flow), RIGHT, shown)


def rate_column(name: RateName) -> Column[Figures]:
    """A rate with its n/N as a column of a table."""
    return Column(f"{name.value}_rate", name.label, lambda one: one.share(name), RIGHT)


def ids(line: Line) -> dict[str, list[str]]:
    """The records behind every term of a line; a hazard that moved twice stands twice."""
    return {
        "opening": [view.id for view in line.opening],
        **{flow.value: [move.view.id for move in line.moves[flow]] for flow in ORDER},
        "closing": [view.id for view in line.closing],
    }


def counts(line: Line) -> dict[str, int]:
    """Every term of a line."""
    return {name: len(records) for name, records in ids(line).items()}


def remarks(day: Day, period: Period, views: Iterable[HazardView]) -> Iterator[Text]:
    """What a reader must know of the period: still to come, still running, before the records."""
    as_of, first = day.date, first_registered(views)
    if period.first > as_of:
        yield Text(
            f"该期间尚未开始，所列为 {as_of} 的在账。",
            f"The period has not begun: what stands is the stock of {as_of}.",
        )
    elif period.last > as_of:
        yield Text(
            f"该期间尚未结束，统计到 {as_of}。", f"The period still runs: counted until {as_of}."
        )
    if first is None:
        yield Text("没有符合条件的已登记隐患。", "No hazard is registered that matches.")
    elif period.last < first:
        yield Text(
            f"最早的隐患登记于 {first}，该期间没有记录。",
            f"The first hazard was registered on {first}: nothing is on record for the period.",
        )


def first_registered(views: Iterable[HazardView]) -> dt.date | None:
    """When the first of some hazards was registered."""
    return min((one.registered_on for one in views if one.registered_on), default=None)


def committed(views: Iterable[HazardView]) -> Decimal:
    """What the plans of some hazards commit, in CNY."""
    return sum((view.funds or Decimal(0) for view in views), Decimal(0))


def spent(views: Iterable[HazardView]) -> Decimal:
    """What was spent for some hazards by the entries until the day, in CNY."""
    return sum((view.spent or Decimal(0) for view in views), Decimal(0))


def period_data(period: Period) -> dict[str, str]:
    """A period for programs."""
    first, last = period.first.isoformat(), period.last.isoformat()
    return {"name": period.name, "first": first, "last": last}


def in_chinese(name: Text | str) -> str:
    """The name of a row for programs, in which words are Chinese."""
    return name.zh if isinstance(name, Text) else name
