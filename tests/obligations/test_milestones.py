"""Milestones: done, late, overdue, due soon; what moves a due date, and what no longer does."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from safety_ledger.ledger import Ledger
from safety_ledger.obligations import Horizon, MilestoneStanding, milestones

D = dt.date.fromisoformat
TASK = """\
  - id: T-1
    title: 任务
    lead: 安全管理科
    milestones: [{id: M-1, due: 2024-12-31}, {id: M-2, due: 2024-03-31}]
    history: [%s]
"""


def on(ledger: Ledger, day: str, soon: int = 30) -> MilestoneStanding:
    """How M-1 stood at the end of a day."""
    return next(milestones(ledger, Horizon(D(day), soon)))


DONE = "{date: 2024-12-31, event: 完成, milestone: M-1}"
LATE = "{date: 2025-01-01, event: 完成, milestone: M-1}"
MOVED = "{date: 2024-12-16, event: 调整, milestone: M-1, until: 2025-06-30, document: 1号}"
AGAIN = "{date: 2025-06-01, event: 调整, milestone: M-1, until: 2025-09-30, document: 2号}"


@pytest.mark.parametrize(
    ("history", "day", "expected"),
    [
        # 30 days before 2024-12-31 is 2024-12-01: from then on it is due soon
        ("", "2024-11-30", ("未到期", "2024-12-31", 31)),
        ("", "2024-12-01", ("临期", "2024-12-31", 30)),
        # the whole last day is in time
        ("", "2024-12-31", ("临期", "2024-12-31", 0)),
        ("", "2025-01-01", ("逾期", "2024-12-31", -1)),
        # done on the last day is in time, a day later is not; before that day nobody knows of it
        (DONE, "2024-12-31", ("已完成", "2024-12-31", None)),
        (DONE, "2024-12-30", ("临期", "2024-12-31", 1)),
        (LATE, "2025-01-01", ("逾期完成", "2024-12-31", None)),
        (LATE, "2024-12-31", ("临期", "2024-12-31", 0)),
        # moved: from the entry's date on, not before
        (MOVED, "2024-12-15", ("临期", "2024-12-31", 16)),
        (MOVED, "2024-12-16", ("未到期", "2025-06-30", 196)),
        (f"{MOVED}, {AGAIN}", "2025-05-31", ("临期", "2025-06-30", 30)),
        (f"{MOVED}, {AGAIN}", "2025-06-01", ("未到期", "2025-09-30", 121)),
        # done in time of the date it was moved to
        (f"{MOVED}, {{date: 2025-06-30, event: 完成, milestone: M-1}}", "2025-07-01", ("已完成", "2025-06-30", None)),
        (f"{MOVED}, {{date: 2025-07-01, event: 完成, milestone: M-1}}", "2025-07-01", ("逾期完成", "2025-06-30", None)),
        # moved when it was overdue already: from then on it is not
        ("{date: 2025-02-01, event: 调整, milestone: M-1, until: 2025-06-30, document: 1号}", "2025-01-31", ("逾期", "2024-12-31", -31)),
        ("{date: 2025-02-01, event: 调整, milestone: M-1, until: 2025-06-30, document: 1号}", "2025-02-01", ("未到期", "2025-06-30", 149)),
        # moved on the day it was done: that counts; moved afterwards excuses nothing
        (f"{LATE}, {{date: 2025-01-01, event: 调整, milestone: M-1, until: 2025-02-28, document: 1号}}", "2025-03-01", ("已完成", "2025-02-28", None)),
        (f"{LATE}, {{date: 2025-01-02, event: 调整, milestone: M-1, until: 2025-02-28, document: 1号}}", "2025-03-01", ("逾期完成", "2024-12-31", None)),
        # moved nearer: then it is late by that
        ("{date: 2024-06-01, event: 调整, milestone: M-1, until: 2024-06-30, document: 1号}", "2024-07-10", ("逾期", "2024-06-30", -10)),
        # done once is done; a second entry changes nothing
        (f"{DONE}, {{date: 2025-03-01, event: 完成, milestone: M-1}}", "2025-03-01", ("已完成", "2024-12-31", None)),
        # progress, and what is done of another milestone, leaves it alone
        ("{date: 2024-03-01, event: 进展}, {date: 2024-03-05, event: 完成, milestone: M-2}", "2025-01-01", ("逾期", "2024-12-31", -1)),
    ],
)  # fmt: skip
def test_a_milestone(
    read: Any, history: str, day: str, expected: tuple[str, str, int | None]
) -> None:
    found = on(read(TASK % history), day)
    state, due, left = expected
    assert (found.state, found.due, found.days_left) == (state, D(due), left)
    assert found.days_overdue == max(-(left or 0), 0)
    assert found.milestone.due == D("2024-12-31")


def test_done_without_saying_what_completes_nothing(read: Any) -> None:
    ledger = read(TASK % "{date: 2024-11-20, event: 完成}", faults=("T703",))
    assert on(ledger, "2024-12-31").state == "临期"


def test_entries_out_of_order_are_taken_by_date(read: Any) -> None:
    ledger = read(TASK % f"{AGAIN}, {MOVED}", faults=("T704",))
    assert on(ledger, "2025-06-01").due == D("2025-09-30")


def test_how_far_ahead_is_soon_is_the_office_s_own_policy(read: Any) -> None:
    ledger = read(TASK % "")
    assert [on(ledger, "2024-12-24", soon).state for soon in (0, 6, 7)] == [
        "未到期",
        "未到期",
        "临期",
    ]
    assert on(ledger, "2024-12-31", soon=0).state == "临期"
