"""Days taken, ages, and the reviews that fell due: the cases at the edge, one by one."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_ledger.ledger import Ledger
from safety_ledger.lifecycle import timeline
from safety_ledger.lists.durations import BANDS, spread
from safety_ledger.lists.reviews import ReviewDue, reviews_due
from safety_ledger.model import Hazard, LedgerFile
from safety_ledger.model.declaration import make
from safety_ledger.model.hazard import Entry
from safety_ledger.obligations.share import percent, tenths
from safety_ledger.vocabulary import Event, Level, Result, Source

FOUND = dt.date(2024, 5, 8)
DEADLINE = dt.date(2024, 6, 30)
WITHIN = 10


@pytest.mark.parametrize(
    ("days", "mean", "median", "ninetieth"),
    [
        ([], None, None, None),
        ([7], "7.0", "7", 7),
        ([0, 1], "0.5", "0.5", 1),
        ([3, 1, 2], "2.0", "2", 3),
        (list(range(1, 10)), "5.0", "5", 9),
        (list(range(1, 11)), "5.5", "5.5", 9),
        (list(range(1, 12)), "6.0", "6", 10),
        ([0] * 19 + [1], "0.1", "0.0", 0),
    ],
)
def test_mean_median_and_ninetieth(
    days: list[int], mean: str | None, median: str | None, ninetieth: int | None
) -> None:
    made = spread((one, "") for one in days)
    wanted = [None if one is None else Decimal(one) for one in (mean, median)]
    assert [made.mean, made.median, made.ninetieth] == [*wanted, ninetieth]


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_quotient_is_rounded_half_up_from_whole_numbers(part: int, whole: int) -> None:
    error = tenths(part, whole) * 10 * whole - 10 * part
    assert -whole < 2 * error <= whole
    assert str(percent(part, whole)).count(".") == 1


def test_no_whole_no_percentage() -> None:
    assert percent(0, 0) is None
    assert str(percent(4, 5)) == "80.0"


@given(st.integers(0, 10**5))
def test_every_age_is_in_one_band(days: int) -> None:
    assert sum(days in band for band in BANDS) == 1


def entry(day: str, event: Event, **values: object) -> Entry:
    return make(Entry, date=dt.date.fromisoformat(f"2024-{day}"), event=event, **values)


def dues(
    *history: Entry, day: str = "12-31", level: Level = Level.MAJOR, within: int = WITHIN
) -> list[ReviewDue]:
    hazard = make(
        Hazard,
        id="YH-1",
        title="甲",
        level=level,
        source=Source.SELF if level is Level.GENERAL else Source.INSPECTION,
        found_on=FOUND,
        deadline=DEADLINE,
        history=history,
    )
    line = timeline(hazard, Ledger(make(LedgerFile, name="台账")))
    return list(reviews_due(line, within, dt.date.fromisoformat(f"2024-{day}")))


TOLD = entry("05-09", Event.NOTIFY, to=("主要负责人",))
CLAIM = entry("06-20", Event.RECTIFY, by=("王强",))


def review(day: str, result: Result = Result.PASS) -> Entry:
    return entry(day, Event.REVIEW, result=result, by=("李明",))


@pytest.mark.parametrize(
    ("history", "found"),
    [
        ((TOLD,), [("07-10", None)]),
        ((TOLD, CLAIM), [("06-30", None)]),
        ((TOLD, CLAIM, review("06-30")), [("06-30", True)]),
        ((TOLD, CLAIM, review("07-01")), [("06-30", False)]),
        ((TOLD, review("06-30")), []),
        ((TOLD, review("07-01")), [("07-10", True)]),
        ((TOLD, review("06-30", Result.FAIL)), [("07-10", None)]),
        ((TOLD, review("07-02", Result.FAIL)), [("07-10", True)]),
        ((TOLD, entry("07-09", Event.RECTIFY, by=("王强",))), [("07-19", None)]),
        (
            (TOLD, entry("07-11", Event.RECTIFY, by=("王强",)), review("07-12")),
            [("07-10", False), ("07-21", True)],
        ),
        ((TOLD, entry("06-25", Event.VOID, by=("赵刚",), reason="误录")), []),
    ],
)
def test_which_reviews_fell_due(
    history: tuple[Entry, ...], found: list[tuple[str, bool | None]]
) -> None:
    """In time, late or stopped otherwise (False), or never made (None)."""
    made = [
        (f"{one.due:%m-%d}", one.in_time if one.made_on or len(found) > 1 else None)
        for one in dues(*history)
    ]
    assert made == found


def test_what_falls_due_today_is_not_past() -> None:
    assert dues(TOLD, CLAIM, day="06-30") == []
    assert len(dues(TOLD, CLAIM, day="07-01")) == 1


def test_days_beyond_all_calendars_never_fall_due() -> None:
    assert dues(TOLD, CLAIM, within=99_999_999) == []


def test_what_an_enterprise_works_itself_is_not_the_office_s_to_review() -> None:
    assert dues(CLAIM, level=Level.GENERAL) == []
