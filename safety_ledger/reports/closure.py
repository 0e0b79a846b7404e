"""``closure``: what was rectified and closed in a period, and that stock and flow add up.

For the safety section at a period's end and the leader who asks what became of last quarter's
hazards (plan §5: the safety section gates closure; 一(二): 动态清零).
"""

from __future__ import annotations

from typing import Any, Final

from safety_ledger.lists import Day
from safety_ledger.lists.filters import Filter
from safety_ledger.periods import Period
from safety_ledger.reports import closure_course as course
from safety_ledger.reports import closure_records as records
from safety_ledger.reports import closure_tables as tables
from safety_ledger.reports.by import GroupBy
from safety_ledger.reports.figures import (
    Figures,
    Scope,
    counts,
    ids,
    in_chinese,
    period_data,
    remarks,
    said,
    scope,
)
from safety_ledger.reports.foot import foot
from safety_ledger.reports.report import Report, Section
from safety_ledger.text import Text
from safety_ledger.vocabulary import Level

_TREND: Final = 6
"""How many periods a trend shows."""


def report(day: Day, wanted: Filter, period: Period, by: GroupBy = GroupBy.LEVEL) -> Report:
    """The closure report of a period."""
    asked = scope(day, wanted)
    trend = asked.trend(period, _TREND)
    rows = asked.apart(period, by)
    label = period.label
    return Report(
        command="closure",
        title=Text(f"隐患整改销号情况（{label.zh}）", f"Rectification and closure, {label.en}"),
        ledger=day.ledger.file.name,
        as_of=day.date,
        sections=(
            _stock(asked, trend[-1]),
            *tables.sections(asked, trend[-1], by, rows),
            *course.sections(asked, trend),
            *records.sections(trend[-1]),
        ),
        foot=foot(day),
        data=_data(trend[-1], by, rows),
    )


def _stock(asked: Scope, now: Figures) -> Section:
    line = said(now.line, rejudged=bool(asked.wanted.levels))
    notes = (_at_the_end(now), *remarks(asked.day, now.period, asked.views))
    return Section(Text("存量变化", "Stock and flow"), lead=(line,), notes=notes)


def _at_the_end(now: Figures) -> Text:
    stock, closing = now.line.closing, now.seen.closing
    standings = [view.timeline.on(closing) for view in stock]
    major = sum(one is not None and one.level is Level.MAJOR for one in standings)
    late = sum(one is not None and one.days_overdue(closing) > 0 for one in standings)
    return Text(
        f"期末在账 {len(stock)} 条，其中重大 {major} 条、逾期 {late} 条"
        f"（期初为 {now.seen.opening} 日终，期末为 {closing} 日终）。",
        f"{len(stock)} open at the end, {major} major, {late} overdue"
        f" (from the end of {now.seen.opening} to the end of {closing}).",
    )


def _data(now: Figures, by: GroupBy, rows: list[Figures]) -> dict[str, Any]:
    """The figures under the names programs look for, and the records behind each of them."""
    return {
        "period": period_data(now.period),
        "by": by.value,
        "reconciliation": counts(now.line),
        "records": ids(now.line),
        "rates": tables.rates_data(now),
        "group_records": [{"name": in_chinese(row.name), **ids(row.line)} for row in rows],
    }
