"""The course of time in ``closure``: against the period before, month by month, the last periods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from safety_ledger.lists.durations import to_close, to_rectify
from safety_ledger.lists.rates import RateName
from safety_ledger.periods import holding
from safety_ledger.reports.closure_tables import SHOWN
from safety_ledger.reports.figures import Figures, Scope, line_columns, rate_column
from safety_ledger.reports.report import (
    RIGHT,
    Cell,
    Chart,
    Column,
    Section,
    Series,
    Shape,
    Share,
    Table,
    table,
)
from safety_ledger.text import Text
from safety_ledger.vocabulary import Every

_MONTHS: Final = 12
_LONG: Final = 31
"""A period of more days than that is shown month by month."""
_STOCK_AND_FLOW: Final = (Series("closing"), Series("new"), Series("closed"))


def sections(asked: Scope, trend: Sequence[Figures]) -> Iterator[Section]:
    """All of them; ``trend`` ends with the period itself."""
    now = trend[-1]
    if len(trend) > 1:
        against = Text("与上期比较", "Against the period before")
        yield Section(against, table=_comparison(now, trend[-2]), narrow=True)
    if now.period.days > _LONG:
        months = asked.trend(holding(Every.MONTH, now.seen.closing), _MONTHS)
        if len(months) > 1:
            yield course("months", Text("按月走势", "Month by month"), months, tabled=False)
    yield course("trend", Text("历期走势", "The last periods"), trend, tabled=True)


_STOCK: Final[tuple[Column[Figures], ...]] = (
    Column("period", Text("期间", "period"), lambda row: row.name),
    *line_columns(rejudged=False),
)
_COURSE: Final[tuple[Column[Figures], ...]] = (
    *_STOCK,
    *(rate_column(name) for name in SHOWN),
    Column("name", Text("期间代号", "name"), lambda row: row.period.name, shown=False),
)


def course(key: str, title: Text, rows: Sequence[Figures], *, tabled: bool) -> Section:
    """Stock and flow of some periods in a row, drawn; one alone is no course.

    ``tabled`` prints the table with its rates too; else the drawing may stand beside a neighbour.
    """
    made = table(key, _COURSE if tabled else _STOCK, rows)
    if len(rows) == 1:
        return Section(title, table=made)
    drawn = Chart(made, "period", _STOCK_AND_FLOW, Shape.COLUMNS)
    return Section(title, chart=drawn, table=made if tabled else None, narrow=not tabled)


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of two periods."""

    what: Text
    now: Cell
    before: Cell
    difference: int | Decimal | None
    """In points where both are percentages; ``None`` where one is unknown."""

    @property
    def change(self) -> Text | None:
        """The difference with its sign."""
        if self.difference is None:
            return None
        signed = f"{self.difference:+}" if self.difference else "0"
        if not isinstance(self.now, Share):
            return Text(signed, signed)
        return Text(f"{signed} 个百分点", f"{signed} points")


_MEANS: Final = (
    (Text("平均整改天数", "mean days to rectify"), to_rectify),
    (Text("平均销号天数", "mean days to close"), to_close),
)
_COMPARED: Final[tuple[Column[Compared], ...]] = (
    Column("what", Text("指标", "figure"), lambda row: row.what),
    Column("now", Text("本期", "this period"), lambda row: row.now, RIGHT),
    Column("before", Text("上期", "before"), lambda row: row.before, RIGHT),
    Column("change", Text("增减", "change"), lambda row: row.change, RIGHT),
    Column("difference", Text("差", "difference"), lambda row: row.difference, RIGHT, shown=False),
)


def _comparison(now: Figures, before: Figures) -> Table:
    terms = (column for column in line_columns(rejudged=False) if column.shown)
    both = (now, before)
    rows = [
        *(_compared(one.label, one.of(now), one.of(before)) for one in terms),
        *(_compared(name.label, now.share(name), before.share(name)) for name in RateName),
        *(
            _compared(what, *(of(one.views, one.period).mean for one in both))
            for what, of in _MEANS
        ),
    ]
    return table("comparison", _COMPARED, rows)


def _compared(what: Text, now: Cell, before: Cell) -> Compared:
    known = _number(now), _number(before)
    difference = None if known[0] is None or known[1] is None else known[0] - known[1]
    return Compared(what, now, before, difference)


def _number(cell: Cell) -> int | Decimal | None:
    if isinstance(cell, Share):
        return cell.percent
    return cell if isinstance(cell, int | Decimal) else None
