"""``weekly``: what a leader reads on Monday about the week before; two printed pages at most.

The five lines at the top say what matters; the tables below name the records (forms: 检查周报).
Everything stands as at the end of the week's Sunday.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from safety_ledger.lists import Day
from safety_ledger.lists.filters import Filter
from safety_ledger.lists.flows import Flow
from safety_ledger.lists.goals import GoalStanding, goals
from safety_ledger.lists.week import Week, week_of
from safety_ledger.periods import Period
from safety_ledger.reports import weekly_lists as lists
from safety_ledger.reports.closure_course import course
from safety_ledger.reports.figures import counts, ids, period_data, said, scope
from safety_ledger.reports.foot import foot
from safety_ledger.reports.goals import goal_section
from safety_ledger.reports.report import Report, Section
from safety_ledger.reports.weekly_comparison import apart, comparison
from safety_ledger.reports.weekly_points import points
from safety_ledger.text import Text

_WEEKS: Final = 8
"""How many weeks are drawn."""


def report(day: Day, period: Period) -> Report:
    """The weekly report of a week, as far as it is over by the end of the day."""
    week, before = week_of(day, period)
    reached = goals(week.day)
    label = period.label
    return Report(
        command="weekly",
        title=Text(f"安全生产周报 {label.zh}", f"Weekly report, {label.en}"),
        ledger=day.ledger.file.name,
        as_of=week.day.date,
        sections=tuple(_sections(week, before, reached, day)),
        foot=foot(week.day),
        data=_data(week, before),
    )


def is_quiet(day: Day, period: Period) -> bool:
    """Whether there is nothing to say of a week, and no error in the ledger."""
    return not day.ledger.errors and week_of(day, period)[0].quiet


def _sections(
    week: Week, before: Week, reached: Sequence[GoalStanding], day: Day
) -> Iterator[Section]:
    yield Section(Text("要点", "What matters"), notes=tuple(points(week, before, reached, day)))
    yield Section(
        Text("本周与上周", "This week and the last"),
        notes=(said(week.line, rejudged=False), apart(week)),
        table=comparison(week, before),
        narrow=True,
    )
    yield _course(week)
    yield Section(Text("本周新增", "New"), table=lists.moved(week, Flow.NEW))
    yield Section(Text("本周销号", "Closed"), table=lists.moved(week, Flow.CLOSED))
    yield Section(
        Text("本周新逾期和逾期的重大隐患", "Newly overdue, and major hazards overdue"),
        table=lists.overdue(week),
    )
    yield lists.due(week)
    yield Section(Text("应采取的督办措施", "Steps of supervision due"), table=lists.steps(week))
    yield Section(Text("本周期满未完成的周期任务", "Duties missed"), table=lists.duties(week))
    yield Section(Text("本办超期事项", "The office's own delays"), table=lists.delays(week))
    yield goal_section(reached)


def _course(week: Week) -> Section:
    """The weeks up to this one, drawn."""
    weeks = scope(week.day, Filter()).trend(week.period, _WEEKS)
    return course("weeks", Text("近几周走势", "The last weeks"), weeks, tabled=False)


def _data(week: Week, before: Week) -> dict[str, Any]:
    """The figures under the names programs look for, and the records behind them."""
    return {
        "period": period_data(week.period),
        "reconciliation": counts(week.line),
        "records": ids(week.line),
        "apart": {
            name: {"settled": list(part.settled), "left": list(part.left)}
            for name, part in (("old", week.old), ("new", week.new))
        },
        "due_at_the_end": [one.id for one in week.due_at_the_end],
        "last_week": {
            "period": period_data(before.period),
            "reconciliation": counts(before.line),
        },
        "inspections": {
            "groups": week.inspections.groups,
            "units": list(week.inspections.units),
            "visits": [one.id for one in week.inspections.visits],
            "found": [one.id for one in week.inspections.found],
            "on_the_spot": [one.id for one in week.inspections.on_the_spot],
        },
    }
