"""The figures of ``closure`` as tables and charts: rates, days, ages, groups."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from safety_ledger.lists import HazardView
from safety_ledger.lists.durations import Band, Spread, by_age, to_close, to_rectify
from safety_ledger.lists.flows import total
from safety_ledger.lists.rates import Rate, RateName
from safety_ledger.reports.by import GroupBy
from safety_ledger.reports.figures import TOTAL, Figures, Scope, line_columns, rate_column, share
from safety_ledger.reports.grouping import GROUPINGS
from safety_ledger.reports.report import (
    RIGHT,
    Chart,
    Column,
    Section,
    Series,
    Shape,
    Table,
    table,
    with_total,
)
from safety_ledger.text import Text
from safety_ledger.vocabulary import Level

_TAKEN: Final = Text(
    "本期整改完成、本期销号的隐患，从登记日算起；九成不超过：至少九成隐患在这些天内办完。",
    "What was rectified or closed in the period, since registration; the 90th percentile by"
    " nearest rank.",
)
_BASIS: Final = Text(
    "本期登记 = 本期登记的隐患减作废、移送；均按截至日的状态和当前一轮整改计算，括号内为分子/分母。",
    "Registered in the period, less void and transferred; as things stand on the as-of date; n/N.",
)


def sections(
    asked: Scope, now: Figures, by: GroupBy, groups: Sequence[Figures]
) -> Iterator[Section]:
    """All of them, the most asked for first."""
    yield Section(Text("比率", "Rates"), table=_rates(now), notes=(_BASIS,), narrow=True)
    yield Section(Text("用时", "Days taken"), table=_days(now), notes=(_TAKEN,), narrow=True)
    yield Section(Text("期末在账的时长", "Age of what is open"), chart=_ages(now), narrow=True)
    if by is not GroupBy.INDUSTRY:
        every = asked.apart(now.period, GroupBy.INDUSTRY)
        rows = [row for row in every if not row.line.empty]
        made = table("industries", _row_columns(GroupBy.INDUSTRY), rows, empty=_NOTHING)
        drawn = Chart(made, "name", _BOTH)
        yield Section(Text("各行业", "By industry"), chart=drawn, narrow=True)
    yield _groups(asked, now, by, groups)


# -- rates ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RateRow:
    """One rate."""

    name: RateName
    rate: Rate

    @property
    def remark(self) -> Text:
        """What is divided by what, and what is left out."""
        meaning, waiting = self.name.meaning, len(self.rate.waiting)
        if not waiting:
            return meaning
        return Text(f"{meaning.zh}；待复查 {waiting}", f"{meaning.en}; awaiting review {waiting}")


_RATES: Final[tuple[Column[RateRow], ...]] = (
    Column("rate", Text("比率", "rate"), lambda row: row.name.label),
    Column("share", Text("本期", "period"), lambda row: share(row.rate), RIGHT),
    Column("meaning", Text("口径", "meaning"), lambda row: row.remark),
    Column("name", Text("代号", "name"), lambda row: row.name, shown=False),
    Column("n", Text("分子", "n"), lambda row: len(row.rate.hits), RIGHT, shown=False),
    Column("of", Text("分母", "of"), lambda row: len(row.rate.of), RIGHT, shown=False),
    Column("percent", Text("百分比", "percent"), lambda row: row.rate.percent, RIGHT, shown=False),
)


def _rates(now: Figures) -> Table:
    return table("rates", _RATES, [RateRow(name, rate) for name, rate in now.rates.items()])


def rates_data(now: Figures) -> dict[str, Any]:
    """Every rate by name, with the records it counts."""
    return {
        name.value: {
            "n": len(rate.hits),
            "of": len(rate.of),
            "percent": rate.percent,
            "waiting": len(rate.waiting),
            "label": name.label.zh,
            "records": {
                "n": list(rate.hits),
                "of": list(rate.of),
                "waiting": list(rate.waiting),
            },
        }
        for name, rate in now.rates.items()
    }


# -- days and ages ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DaysRow:
    """How long one thing took."""

    key: str
    what: Text
    spread: Spread


_DAYS: Final[tuple[Column[DaysRow], ...]] = (
    Column("what", Text("用时（天）", "days"), lambda row: row.what),
    Column("count", Text("条数", "hazards"), lambda row: len(row.spread.of), RIGHT),
    Column("mean", Text("平均", "mean"), lambda row: row.spread.mean, RIGHT),
    Column("median", Text("中位数", "median"), lambda row: row.spread.median, RIGHT),
    Column("p90", Text("九成不超过", "90th percentile"), lambda row: row.spread.ninetieth, RIGHT),
    Column("longest", Text("最长", "longest"), lambda row: row.spread.longest, RIGHT),
    Column("key", Text("代号", "key"), lambda row: row.key, shown=False),
)


def _days(now: Figures) -> Table:
    rectified = to_rectify(now.views, now.period)
    closed = to_close(now.views, now.period)
    rows = [
        DaysRow("to_rectify", Text("登记至整改完成", "to rectify"), rectified),
        DaysRow("to_close", Text("登记至销号", "to close"), closed),
    ]
    return table("days", _DAYS, rows)


@dataclass(frozen=True, slots=True)
class AgeRow:
    """How much is open and of an age, at the end of the period."""

    band: Band
    levels: Counter[Level | None]
    """By the level on that day."""


_AGES: Final[tuple[Column[AgeRow], ...]] = (
    Column("band", Text("在账时长", "age"), lambda row: row.band.label),
    Column("major", Text("重大", "major"), lambda row: row.levels[Level.MAJOR], RIGHT),
    Column("general", Text("一般", "general"), lambda row: row.levels[Level.GENERAL], RIGHT),
    Column("unjudged", Text("未定级", "not judged"), lambda row: row.levels[None], RIGHT),
    Column("all", Text("合计", "all"), lambda row: row.levels.total(), RIGHT),
    Column("from_days", Text("最少天数", "from"), lambda row: row.band.least, shown=False),
    Column("until_days", Text("最多天数", "until"), lambda row: row.band.most, shown=False),
)


def _ages(now: Figures) -> Chart:
    stock, day = now.line.closing, now.seen.closing
    rows = [AgeRow(band, _levels(views, day)) for band, views in by_age(stock, day) if stock]
    series: tuple[Series, ...] = (Series("major"), Series("general"))
    if any(row.levels[None] for row in rows):
        series = (*series, Series("unjudged"))
    nothing = Text("期末没有在账的隐患", "nothing is open")
    return Chart(table("ages", _AGES, rows, empty=nothing), "band", series, Shape.COLUMNS)


def _levels(views: Iterable[HazardView], day: dt.date) -> Counter[Level | None]:
    standings = (view.timeline.on(day) for view in views)
    return Counter(one.level for one in standings if one is not None)


# -- groups -----------------------------------------------------------------------------------------

_NOTHING: Final = Text("没有可汇总的隐患", "no hazards")
_BOTH: Final = (Series("closing"), Series("new"))
SHOWN: Final = (RateName.RECTIFIED, RateName.CLOSED, RateName.ON_TIME)


def _row_columns(by: GroupBy, *, rejudged: bool = False) -> tuple[Column[Figures], ...]:
    return (
        Column("name", GROUPINGS[by].label, lambda row: row.name),
        *line_columns(rejudged=rejudged),
        *(rate_column(name) for name in SHOWN),
    )


def _groups(asked: Scope, now: Figures, by: GroupBy, rows: Sequence[Figures]) -> Section:
    grouping = GROUPINGS[by]
    columns = _row_columns(by, rejudged=grouping.moves or bool(asked.wanted.levels))
    listed = table("groups", columns, rows, empty=_NOTHING)
    if rows:
        sums = replace(now, name=TOTAL, line=total(row.line for row in rows))
        listed = with_total(listed, table("groups", columns, [sums]))
    drawn = Chart(listed, "name", _BOTH) if len(rows) > 1 else None
    title = Text(f"按{grouping.label.zh}", f"By {grouping.label.en}")
    return Section(title, chart=drawn, table=listed)
