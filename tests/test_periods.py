"""Calendar periods: named, parsed, lined up; month ends, leap years and year ends."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_ledger.periods import (
    MONTHS,
    Period,
    calendar_periods,
    holding,
    last_closed,
    last_full,
    last_full_week,
    months_after,
    parse,
    week,
)
from safety_ledger.text import Text
from safety_ledger.vocabulary import Every

D = dt.date.fromisoformat
days = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))
kinds = st.sampled_from(Every)


@pytest.mark.parametrize(
    ("word", "first", "last", "zh"),
    [
        ("2024", "2024-01-01", "2024-12-31", "2024年"),
        ("2024H1", "2024-01-01", "2024-06-30", "2024年上半年"),
        ("2024H2", "2024-07-01", "2024-12-31", "2024年下半年"),
        ("2024Q1", "2024-01-01", "2024-03-31", "2024年第1季度"),
        ("2024Q4", "2024-10-01", "2024-12-31", "2024年第4季度"),
        ("2024-02", "2024-02-01", "2024-02-29", "2024年2月"),
        ("2023-02", "2023-02-01", "2023-02-28", "2023年2月"),
        ("2024-W28", "2024-07-08", "2024-07-14", "2024年第28周（2024-07-08 至 2024-07-14）"),
        ("2025-W01", "2024-12-30", "2025-01-05", "2025年第1周（2024-12-30 至 2025-01-05）"),
        ("2024-07-01..2024-09-30", "2024-07-01", "2024-09-30", "2024-07-01 至 2024-09-30"),
    ],
)
def test_a_period_as_people_write_it(word: str, first: str, last: str, zh: str) -> None:
    period = parse(word)
    assert period == Period(D(first), D(last), word)
    assert period is not None
    assert isinstance(period.label, Text)
    assert period.label.zh == zh


@pytest.mark.parametrize(
    "word",
    [
        "",
        "24",
        "2024Q5",
        "2024q3",
        "2024-13",
        "2024-00",
        "2024-W54",
        "2024-W00",
        "2024-W1",
        "0000",
        "2024-07-01..",
        "2024-09-30..2024-07-01",
        "2024-02-30..2024-03-01",
        "2024H3",
        "２０２４",
    ],
)
def test_what_is_no_period(word: str) -> None:
    assert parse(word) is None


@given(kinds, days)
def test_periods_of_a_kind_follow_each_other_without_a_gap(every: Every, day: dt.date) -> None:
    period = holding(every, day)
    assert day in period
    assert parse(period.name) == period
    assert period.after().first == period.last + dt.timedelta(days=1)
    assert period.after().before() == period
    assert period.before().last == period.eve


@given(kinds, days, st.integers(0, 1500))
def test_the_periods_of_a_stretch(every: Every, since: dt.date, length: int) -> None:
    until = since + dt.timedelta(days=length)
    found = list(calendar_periods(every, since, until))
    assert all(one.first >= since and one.first <= until for one in found)
    assert [one.after() for one in found[:-1]] == found[1:]
    whole = (until.year - since.year) * 12 + until.month - since.month + 1
    assert len(found) <= whole // MONTHS[every] + 1


@given(days, st.integers(0, 400))
def test_a_span_of_days_stands_beside_one_as_long(first: dt.date, more: int) -> None:
    last = first + dt.timedelta(days=more)
    span = parse(f"{first}..{last}")
    assert span is not None
    assert span.before().days == span.days == span.after().days
    assert span.before().last == span.eve
    assert span.after().before() == span


@given(days)
def test_the_last_full_week_is_over(day: dt.date) -> None:
    found = last_full_week(day)
    assert found.last <= day < found.last + dt.timedelta(days=7)
    assert found.first.weekday() == 0
    assert week(found.last) == found
    assert parse(found.name) == found


def test_the_last_periods_with_the_oldest_first() -> None:
    quarter = parse("2024Q2")
    assert quarter is not None
    assert [one.name for one in quarter.back(4)] == ["2023Q3", "2023Q4", "2024Q1", "2024Q2"]


def test_the_last_year_there_is() -> None:
    assert holding(Every.QUARTER, dt.date.max).last == dt.date.max
    assert holding(Every.QUARTER, D("9999-05-01")) == Period(
        D("9999-04-01"), D("9999-06-30"), "9999Q2"
    )
    found = list(calendar_periods(Every.HALF, D("9998-07-01"), dt.date.max))
    assert [one.name for one in found] == ["9998H2", "9999H1", "9999H2"]
    assert list(calendar_periods(Every.YEAR, D("9999-01-02"), dt.date.max)) == []


def test_the_first_and_the_last_week_there_are() -> None:
    for day in (dt.date.min, D("0001-01-06"), D("0001-01-07"), D("0001-01-13")):
        assert last_full_week(day).name == "0001-W01"
    assert week(dt.date.min).before() == week(dt.date.min)
    assert week(dt.date.max) == Period(D("9999-12-27"), dt.date.max, "9999-W52")
    assert last_full_week(dt.date.max).name == "9999-W51"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-12-31", 12, "2025-12-31"),
        ("2024-05-08", 0, "2024-05-08"),
    ],
)
def test_so_many_months_later(day: str, months: int, later: str) -> None:
    assert months_after(D(day), months) == D(later)
    assert months_after(D(day), 10**9) == dt.date.max


@pytest.mark.parametrize(
    ("day", "names"),
    [
        ("2024-09-30", ["2024Q2", "2024Q3"]),
        ("2024-09-29", ["2024Q1", "2024Q2"]),
        ("2025-01-01", ["2024Q3", "2024Q4"]),
    ],
)
def test_the_last_periods_that_are_over(day: str, names: list[str]) -> None:
    assert [one.name for one in last_closed(Every.QUARTER, D(day), 2)] == names


@given(kinds, days, st.integers(1, 9))
def test_periods_that_are_over_line_up_to_the_day(every: Every, day: dt.date, count: int) -> None:
    found = last_closed(every, day, count)
    assert len(found) == count
    assert found[-1].last <= day < found[-1].after().last
    assert all(one.after() == after for one, after in pairwise(found))


def test_where_the_calendar_begins_fewer_periods_are_over() -> None:
    assert last_closed(Every.QUARTER, dt.date.min, 8) == []
    assert len(last_closed(Every.YEAR, dt.date(3, 5, 5), 8)) == 2


@given(kinds, days)
def test_the_last_full_period_is_the_last_that_is_over(every: Every, day: dt.date) -> None:
    found = last_full(every, day)
    assert found.last <= day < found.after().last
