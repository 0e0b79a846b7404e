"""Coverage, case by case: who has it on a day, the target in force, and what was late (design 5)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from safety_ledger.ledger import Ledger
from safety_ledger.model.declaration import make
from safety_ledger.model.enterprise import Certificate
from safety_ledger.obligations import CoverageStanding, Horizon, Share, coverages
from safety_ledger.obligations.coverage import valid

D = dt.date.fromisoformat


def tasks(coverage: str) -> str:
    return f"  - {{id: T-1, title: 任务, lead: 安全管理科, coverage: {{{coverage}}}}}\n"


def on(ledger: Ledger, day: str) -> CoverageStanding:
    (found,) = coverages(ledger, Horizon(D(day), 30))
    return found


def lacking(found: CoverageStanding) -> str:
    return " ".join(one.enterprise.id for one in found.now.lacking)


MONITORED = (
    "having: monitoring, targets: [{due: 2024-12-31, share: 50}, {due: 2025-12-31, share: 100}]"
)
TWO = (
    "- {id: A, name: 甲, monitoring: {connected_on: 2024-11-20}}\n"
    "- {id: B, name: 乙, monitoring: {connected_on: 2026-02-01}}\n"
)


@pytest.mark.parametrize(
    ("day", "share", "in_force", "stages"),
    [
        # before anybody is connected; 2024-12-01 is 30 days before the first target
        ("2024-11-19", (0, 2), 50, "未到期 未到期"),
        ("2024-11-20", (1, 2), 50, "已完成 未到期"),
        # the last day still asks for the first target, the next day for the second
        ("2024-12-31", (1, 2), 50, "已完成 未到期"),
        ("2025-01-01", (1, 2), 100, "已完成 未到期"),
        ("2025-12-01", (1, 2), 100, "已完成 临期"),
        ("2025-12-31", (1, 2), 100, "已完成 临期"),
        # past the last target it stays in force: missed, then reached late
        ("2026-01-01", (1, 2), 100, "已完成 逾期"),
        ("2026-02-01", (2, 2), 100, "已完成 逾期完成"),
    ],
)
def test_staged_targets(
    read: Any, day: str, share: tuple[int, int], in_force: int, stages: str
) -> None:
    found = on(read(tasks(MONITORED), TWO), day)
    assert (found.now.share, found.stage.target.share) == (Share(*share), in_force)
    assert " ".join(one.state for one in found.stages) == stages


def test_an_earlier_target_that_was_missed_stays_missed_until_it_is_reached(read: Any) -> None:
    late = TWO.replace("2024-11-20", "2025-03-01")
    ledger = read(tasks(MONITORED), late)
    states = {
        day: (str(on(ledger, day).state), str(on(ledger, day).stages[0].state))
        for day in ("2025-02-28", "2025-03-01")
    }
    assert states == {"2025-02-28": ("逾期", "逾期"), "2025-03-01": ("未到期", "逾期完成")}


def test_only_enterprises_in_the_zone_and_at_work_are_counted(read: Any) -> None:
    firms = (
        TWO
        + "- {id: C, name: 丙, joined_on: 2025-02-01}\n"
        + "- {id: D, name: 丁, inactive: [{from: 2025-01-01, until: 2025-01-31}]}\n"
    )
    ledger = read(tasks(MONITORED), firms)
    found = {day: lacking(on(ledger, day)) for day in ("2024-12-31", "2025-01-31", "2025-02-01")}
    assert found == {"2024-12-31": "B D", "2025-01-31": "B", "2025-02-01": "B C D"}


def test_the_kind_of_enterprise_is_that_of_the_day(read: Any) -> None:
    tagged = MONITORED.replace("targets", "applies_to: {tags: [粉尘涉爆]}, targets")
    firms = "- {id: A, name: 甲, changes: [{date: 2025-05-01, tags: [粉尘涉爆]}]}\n"
    ledger = read(tasks(tagged), firms)
    before, after = on(ledger, "2025-04-30"), on(ledger, "2025-05-01")
    assert (before.state, before.now.share.percent) == ("不适用", None)
    assert (after.state, lacking(after)) == ("逾期", "A")


@pytest.mark.parametrize(
    ("review_by", "valid_until", "day", "good"),
    [
        # issued 2020-01-03: the case of the acceptance
        ("2023-01-02", "2026-01-02", "2024-03-12", False),
        ("2023-01-02", "2026-01-02", "2023-01-02", True),
        ("2023-01-02", "2026-01-02", "2023-01-03", False),
        # reviewed in time, the next review stands in the record
        ("2026-01-02", "2026-01-02", "2024-03-12", True),
        ("2026-01-02", "2026-01-02", "2026-01-03", False),
        (None, "2026-01-02", "2026-01-02", True),
        (None, "2026-01-02", "2026-01-03", False),
        (None, None, "2030-01-01", True),
    ],
)
def test_a_missed_review_voids_a_certificate(
    review_by: str | None, valid_until: str | None, day: str, good: bool
) -> None:
    made = make(
        Certificate,
        kind="低压电工作业证",
        review_by=D(review_by) if review_by else None,
        valid_until=D(valid_until) if valid_until else None,
    )
    assert valid(made, D(day)) is good


def test_a_certificate_of_that_kind_that_is_good(read: Any) -> None:
    asked = "having: certificate, kind: 合格证, targets: [{due: 2024-12-31, share: 100}]"
    firms = (
        "- {id: A, name: 甲, certificates: [{kind: 合格证, valid_until: 2024-06-30}]}\n"
        "- {id: B, name: 乙, certificates: [{kind: 合格证, review_by: 2024-03-31, valid_until: 2027-03-31},"
        " {kind: 合格证, valid_until: 2024-05-31}]}\n"
        "- {id: C, name: 丙, certificates: [{kind: 电工证, valid_until: 2027-03-31}]}\n"
    )
    ledger = read(tasks(asked), firms)
    found = {day: lacking(on(ledger, day)) for day in ("2024-05-31", "2024-06-30", "2024-07-01")}
    assert found == {"2024-05-31": "C", "2024-06-30": "B C", "2024-07-01": "A B C"}


def test_a_grade_holds_until_its_last_day(read: Any) -> None:
    asked = "having: standardization, targets: [{due: 2024-12-31, share: 100}]"
    firms = "- {id: A, name: 甲, standardization: {grade: 三级, valid_until: 2024-10-31}}\n- {id: B, name: 乙, standardization: {grade: 二级}}\n"
    ledger = read(tasks(asked), firms)
    assert [lacking(on(ledger, day)) for day in ("2024-10-31", "2024-11-01")] == ["", "A"]


def test_a_training_counts_for_those_it_names_from_its_day_on(read: Any) -> None:
    asked = "having: training, topic: 判定标准, targets: [{due: 2024-12-31, share: 100}]"
    firms = "- {id: A, name: 甲}\n- {id: B, name: 乙}\n"
    done = (
        "- {id: H-1, date: 2024-05-23, kind: 教育培训, enterprises: [A], topics: [判定标准, 用电]}\n"
        "- {id: H-2, date: 2024-05-23, kind: 教育培训, enterprises: [B], topics: [用电]}\n"
        "- {id: H-3, date: 2024-05-23, kind: 警示教育, enterprises: [B], topics: [判定标准]}\n"
    )
    ledger = read(tasks(asked), firms, done)
    assert [lacking(on(ledger, day)) for day in ("2024-05-22", "2024-05-23")] == ["A B", "B"]


TRAINED = "having: trained, topic: 一教一练, targets: [{due: 2024-12-31, share: 70}, {due: 2025-12-31, share: 100}]"
STAFF = """\
- id: A
  name: 甲
  trained:
    - {date: 2024-06-30, topic: 一教一练, ordinary: 100, trained: 60}
    - {date: 2024-12-20, topic: 一教一练, ordinary: 100, trained: 80}
    - {date: 2024-12-25, topic: 消防, ordinary: 100, trained: 1}
- {id: B, name: 乙, trained: [{date: 2024-06-30, topic: 一教一练, ordinary: 50, trained: 26}]}
"""


@pytest.mark.parametrize(
    ("day", "share", "expected"),
    [
        # nobody has said anything: no share, nothing reached, both lack it
        ("2024-06-29", (0, 0), (None, "未到期", "A B")),
        # 60/100 and 26/50: 86/150 = 57.33 %
        ("2024-06-30", (86, 150), ("57.3", "未到期", "A B")),
        # the latest record of the topic: 80/100 and 26/50: 106/150 = 70.67 %, but B has 52 %
        ("2024-12-31", (106, 150), ("70.7", "已完成", "B")),
        # from then on all of them: A lacks it too
        ("2025-01-01", (106, 150), ("70.7", "未到期", "A B")),
        ("2026-01-01", (106, 150), ("70.7", "逾期", "A B")),
    ],
)  # fmt: skip
def test_employees_by_the_latest_record(
    read: Any, day: str, share: tuple[int, int], expected: tuple[str | None, str, str]
) -> None:
    found = on(read(tasks(TRAINED), STAFF), day)
    percent, state, names = expected
    assert found.now.share == Share(*share)
    assert found.now.share.percent == (percent and Decimal(percent))
    assert (found.state, lacking(found)) == (state, names)


def test_a_target_is_not_reached_while_an_enterprise_has_not_said(read: Any) -> None:
    ledger = read(tasks(TRAINED), STAFF + "- {id: C, name: 丙, employees: 3}\n")
    found = on(ledger, "2024-12-31")
    # the figure is of those who have; C may be all that is missing
    assert (found.now.share, found.now.unrecorded) == (Share(106, 150), True)
    assert (found.state, lacking(found)) == ("临期", "B C")


@pytest.mark.parametrize(
    ("n", "of", "percent", "reaches"),
    [(1, 3, "33.3", 33), (2, 3, "66.7", 66), (1, 8, "12.5", 12), (1, 16, "6.3", 6), (7, 7, "100.0", 100), (0, 5, "0.0", 0)],
)  # fmt: skip
def test_a_share_is_printed_half_up_and_judged_in_whole_numbers(
    n: int, of: int, percent: str, reaches: int
) -> None:
    share = Share(n, of)
    assert str(share.percent) == percent
    assert share.reaches(reaches)
    assert not share.reaches(reaches + 1)
