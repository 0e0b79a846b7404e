"""What must be kept up: certificates, grades, reviews of risk and expenses, at the edge of a day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from safety_ledger.model import Enterprise, RiskPoint
from safety_ledger.model.declaration import make
from safety_ledger.model.enterprise import Certificate, Expenses, RiskGrade, Standardization
from safety_ledger.obligations.upkeep import (
    CERTIFICATE,
    GRADE,
    REVIEW,
    Spending,
    State,
    Validity,
    assessment,
    certificate,
    expenses_until,
    grade,
    risk_review,
    spending,
)
from safety_ledger.vocabulary import Colour

SOON = 30


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def held(until: str = "", review: str = "") -> Certificate:
    dates = {"valid_until": until, "review_by": review}
    return make(
        Certificate,
        kind="熔化焊接与热切割作业证",
        **{name: day(text) for name, text in dates.items() if text},
    )


# issued 2020-01-03, to be reviewed by 2023-01-02, valid until 2026-01-02: the case of the acceptance
QINGYUAN = held("2026-01-02", "2023-01-02")


@pytest.mark.parametrize(
    ("on", "state", "days"),
    [
        ("2022-12-02", State.VALID, 31),
        ("2022-12-03", State.REVIEW_DUE, 30),
        ("2023-01-02", State.REVIEW_DUE, 0),  # the whole last day is in time
        ("2023-01-03", State.VOID, -1),
        ("2024-03-12", State.VOID, -435),  # inside its validity and void
        ("2026-03-01", State.VOID, -1154),  # what ended first ended it
    ],
)
def test_a_missed_review_voids_a_certificate_inside_its_validity(
    on: str, state: State, days: int
) -> None:
    assert certificate(QINGYUAN, day(on), SOON) == Validity(state, day("2023-01-02"), days)


@pytest.mark.parametrize(
    ("on", "state", "days"),
    [
        ("2025-12-02", State.VALID, 31),
        ("2025-12-03", State.EXPIRING, 30),
        ("2026-01-02", State.EXPIRING, 0),
        ("2026-01-03", State.EXPIRED, -1),
    ],
)
def test_a_certificate_holds_to_the_end_of_its_last_day(on: str, state: State, days: int) -> None:
    assert certificate(held("2026-01-02"), day(on), SOON) == Validity(
        state, day("2026-01-02"), days
    )


def test_a_review_after_the_end_cannot_void_what_has_expired() -> None:
    late = held("2026-01-02", "2026-06-30")
    assert certificate(late, day("2026-07-01"), SOON).state is State.EXPIRED
    same = held("2026-01-02", "2026-01-02")
    assert certificate(same, day("2026-01-03"), SOON).state is State.EXPIRED


def test_a_certificate_without_dates_is_neither_valid_nor_lapsed() -> None:
    found = certificate(held(), day("2026-01-02"), SOON)
    assert found == Validity(State.UNDATED)
    assert not found.state.lapsed
    assert not found.state.soon


def test_a_review_alone_ends_a_certificate_too() -> None:
    assert certificate(held(review="2026-01-02"), day("2026-01-03"), SOON).state is State.VOID


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2026-09-30", State.VALID),
        ("2026-10-01", State.EXPIRING),
        ("2026-10-31", State.EXPIRING),
        ("2026-11-01", State.EXPIRED),
    ],
)
def test_a_grade_runs_out(on: str, state: State) -> None:
    three = make(Standardization, grade="三级", valid_until=day("2026-10-31"))
    assert grade(three, day(on), SOON).state is state


def test_no_grade_is_never_assessed_and_one_without_a_date_is_undated() -> None:
    assert grade(None, day("2026-01-01"), SOON) == Validity(State.NEVER)
    assert grade(make(Standardization, grade="三级"), day("2026-01-01"), SOON).state is (
        State.UNDATED
    )


def point(reviewed: str) -> RiskPoint:
    return make(
        RiskPoint,
        id="FX-1",
        enterprise="QY-1",
        name="罐区",
        level=Colour.RED,
        reviewed_on=day(reviewed) if reviewed else None,
    )


@pytest.mark.parametrize(
    ("reviewed", "on", "state", "due"),
    [
        ("2024-02-29", "2025-02-28", State.REVIEW_DUE, "2025-02-28"),  # no 29th in 2025
        ("2024-02-29", "2025-03-01", State.OVERDUE, "2025-02-28"),
        ("2025-12-31", "2026-12-31", State.REVIEW_DUE, "2026-12-31"),
        ("2025-12-31", "2027-01-01", State.OVERDUE, "2026-12-31"),
        ("2025-12-31", "2026-06-30", State.VALID, "2026-12-31"),
        ("2025-12-31", "2025-12-31", State.VALID, "2026-12-31"),
    ],
)
def test_a_risk_point_is_reviewed_every_twelve_months(
    reviewed: str, on: str, state: State, due: str
) -> None:
    found = risk_review(point(reviewed), 12, day(on), SOON)
    assert (found.state, found.until) == (state, day(due))


def test_a_review_dated_later_is_not_known_yet() -> None:
    assert risk_review(point("2026-03-17"), 12, day("2026-03-16"), SOON) == Validity(State.NEVER)
    assert risk_review(point(""), 12, day("2026-03-16"), SOON) == Validity(State.NEVER)


def test_a_period_beyond_the_calendar_is_no_error() -> None:
    found = risk_review(point("2026-03-17"), 10**9, day("2026-03-18"), SOON)
    assert (found.state, found.until) == (State.VALID, dt.date.max)
    assert risk_review(point("2026-03-17"), 0, day("2026-03-18"), SOON).state is State.OVERDUE


def test_an_assessment_of_risk_is_repeated_like_a_review() -> None:
    red = make(RiskGrade, level=Colour.RED, assessed_on=day("2025-03-01"))
    assert assessment(red, 12, day("2026-03-02"), SOON).state is State.OVERDUE
    assert assessment(None, 12, day("2026-03-02"), SOON).state is State.NEVER
    undated = make(RiskGrade, level=Colour.RED)
    assert assessment(undated, 12, day("2026-03-02"), SOON).state is State.NEVER


def enterprise(joined: str = "", **years: tuple[Any, Any]) -> Enterprise:
    return make(
        Enterprise,
        id="QY-1",
        name="示例甲",
        joined_on=day(joined) if joined else None,
        expenses=tuple(
            make(Expenses, year=int(name[1:]), extracted=pair[0], used=pair[1])
            for name, pair in years.items()
        ),
    )


@pytest.mark.parametrize(
    ("joined", "pair", "recorded", "missing", "share"),
    [
        ("", (Decimal(300000), Decimal(318000)), True, False, Decimal("1.06")),
        ("", (Decimal(300000), None), False, True, None),
        ("", (Decimal(0), Decimal(0)), True, False, None),
        ("2024-12-31", (None, None), False, True, None),
        ("2025-01-01", (None, None), False, False, None),  # joined after that year
    ],
)
def test_last_years_expenses_are_on_record_or_not(
    joined: str, pair: tuple[Any, Any], recorded: bool, missing: bool, share: Decimal | None
) -> None:
    found = spending(enterprise(joined, y2024=pair), day("2025-02-01"))
    assert (found.year, found.recorded, found.missing) == (2024, recorded, missing)
    assert found.share == share


def test_without_a_record_of_that_year_it_is_missing() -> None:
    one = enterprise(y2025=(Decimal(1), Decimal(1)))
    assert spending(one, day("2025-12-31")) == Spending(2024, owed=True)
    assert [each.year for each in expenses_until(one, day("2024-12-31"))] == []
    assert [each.year for each in expenses_until(one, day("2025-01-01"))] == [2025]


def test_every_state_that_can_be_said_has_words() -> None:
    assert set(CERTIFICATE) == set(State) - {State.OVERDUE, State.NEVER}
    assert set(GRADE) == set(State) - {State.OVERDUE, State.VOID, State.REVIEW_DUE}
    assert set(REVIEW) == {State.VALID, State.REVIEW_DUE, State.OVERDUE, State.NEVER}
