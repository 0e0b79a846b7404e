"""The three goals, case by case; the figures themselves are recounted in ``test_day_by_day``."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from safety_ledger import standing
from safety_ledger.ledger import Ledger
from safety_ledger.lists.goals import Increment, NoneOverdue, Stock, goals
from safety_ledger.model import Hazard, LedgerFile
from safety_ledger.model.declaration import make
from safety_ledger.model.hazard import Entry
from safety_ledger.model.ledger_file import Goal
from safety_ledger.vocabulary import Event, GoalKind, Level, Result, Source

DUE = dt.date(2024, 6, 30)


def test_the_stock_of_the_data_by_hand(data: Ledger) -> None:
    """Seven hazards were registered in 2023; 企业自查 of QY-003 was 一般, so six were major.

    By 2024-09-30 those of QY-001, QY-004, QY-007 and QY-010 are closed; QY-002 follows in 2024;
    QY-011 left the zone, which closes nothing.
    """
    for day, closed, rest in (
        (dt.date(2024, 9, 30), 4, ["YH-QY002-2023-001", "YH-QY011-2023-001"]),
        (dt.date(2024, 12, 31), 5, ["YH-QY011-2023-001"]),
        (dt.date(2026, 11, 23), 5, ["YH-QY011-2023-001"]),
    ):
        (found,) = [one for one in goals(standing(data, day)) if isinstance(one, Stock)]
        assert (len(found.closed), found.of, [one.id for one in found.rest]) == (closed, 6, rest)


def test_the_increment_of_the_data_by_hand(data: Ledger) -> None:
    """2026-11-23: four quarters to 2026Q3 brought 1+0+1+2, the four before 2+2+0+2."""
    (found,) = [
        one for one in goals(standing(data, dt.date(2026, 11, 23))) if isinstance(one, Increment)
    ]
    assert [one.period.name for one in found.last] == ["2025Q4", "2026Q1", "2026Q2", "2026Q3"]
    assert [len(one.new) for one in found.last] == [1, 0, 1, 2]
    assert [len(one.new) for one in found.before] == [2, 2, 0, 2]
    assert [found.new(found.last, source) for source in Source] == [1, 3, 0]
    assert found.running is not None
    assert (found.running.period.name, len(found.running.new)) == ("2026Q4", 2)


def test_a_quarter_that_ends_on_the_day_is_told_once(data: Ledger) -> None:
    """At the end of 2025-03-31 the quarter is over: it is one of the four, and none runs."""
    last = dt.date(2025, 3, 31)
    for day, names in (
        (last - dt.timedelta(1), ["2024Q3", "2024Q4", "2025Q1"]),
        (last, ["2024Q3", "2024Q4", "2025Q1"]),
        (last + dt.timedelta(1), ["2024Q4", "2025Q1", "2025Q2"]),
    ):
        (found,) = [one for one in goals(standing(data, day)) if isinstance(one, Increment)]
        assert [one.period.name for one in found.quarters][-3:] == names
        assert (found.running is None) == (day == last)


def one_major(*entries: Entry, **more: object) -> Ledger:
    goal = make(Goal, year=2026, kind=GoalKind.NONE_OVERDUE)
    hazard = make(
        Hazard,
        **{
            "id": "YH-1",
            "enterprise": "QY-1",
            "title": "报警器失效",
            "level": Level.MAJOR,
            "source": Source.INSPECTION,
            "found_on": dt.date(2024, 5, 8),
            "deadline": DUE,
            "history": entries,
        }
        | more,
    )
    return Ledger(make(LedgerFile, name="示例台账", goals=(goal,)), hazards=(hazard,))


def run(of: Ledger, day: dt.date) -> tuple[int, dt.date | None, int]:
    (found,) = goals(standing(of, day))
    assert isinstance(found, NoneOverdue)
    return len(found.overdue), found.since, found.days


CLAIM = make(Entry, date=dt.date(2024, 7, 10), event=Event.RECTIFY, by=("王强",))
FAIL = make(Entry, date=dt.date(2024, 7, 20), event=Event.REVIEW, by=("李明",), result=Result.FAIL)


def test_the_run_begins_with_the_first_major_hazard_and_ends_the_day_after_its_deadline() -> None:
    of = one_major()
    assert run(of, dt.date(2024, 5, 7)) == (0, None, 0)
    assert run(of, dt.date(2024, 5, 8)) == (0, dt.date(2024, 5, 8), 1)
    assert run(of, DUE) == (0, dt.date(2024, 5, 8), 54)
    assert run(of, dt.date(2024, 7, 1)) == (1, None, 0)


def test_a_late_claim_is_overdue_until_it_is_reviewed() -> None:
    passed = replace(FAIL, result=Result.PASS)
    of = one_major(CLAIM, passed)
    assert run(of, dt.date(2024, 7, 19)) == (1, None, 0)
    assert run(of, dt.date(2024, 7, 20)) == (0, dt.date(2024, 7, 20), 1)
    assert run(of, dt.date(2024, 7, 31)) == (0, dt.date(2024, 7, 20), 12)


def test_overdue_as_a_general_hazard_breaks_no_run() -> None:
    raised = make(
        Entry, date=dt.date(2024, 7, 5), event=Event.REJUDGE, by=("陈敏",), level=Level.MAJOR
    )
    of = one_major(raised, level=Level.GENERAL)
    assert run(of, dt.date(2024, 7, 4)) == (0, None, 0)
    assert run(of, dt.date(2024, 7, 5)) == (1, None, 0)


def test_a_goal_names_its_own_last_day_or_takes_the_year_before() -> None:
    of = one_major(found_on=dt.date(2023, 12, 31))
    for goal, count in (
        (make(Goal, year=2024, kind=GoalKind.STOCK), 1),
        (make(Goal, year=2023, kind=GoalKind.STOCK), 0),
        (
            make(Goal, year=2024, kind=GoalKind.STOCK, registered_until=dt.date(2023, 12, 30)),
            0,
        ),
    ):
        asked = replace(of, file=replace(of.file, goals=(goal,)), derived={})
        (found,) = goals(standing(asked, DUE))
        assert isinstance(found, Stock)
        assert found.of == count


def test_the_goals_at_either_end_of_the_calendar(data: Ledger) -> None:
    for day in (dt.date.min, dt.date.max):
        assert len(goals(standing(data, day))) == 3


def test_without_goals_there_are_none() -> None:
    of = one_major()
    assert goals(standing(replace(of, file=replace(of.file, goals=()), derived={}), DUE)) == ()
