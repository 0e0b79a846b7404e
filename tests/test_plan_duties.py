"""Every duty of ``data/``, worked out by hand from the activities, the working beside each.

One sign a period from the first full one after ``since`` (and ``joined_on``) to the one that holds
the day: √ done in time, 迟 done late, × missed, … running, – not applicable. A period runs to the end
of its last day; so on 2024-12-31 and 2025-06-30 what was not done yet still runs.
"""

from __future__ import annotations

import datetime as dt

import pytest

from safety_ledger import standing
from safety_ledger.ledger import Ledger
from safety_ledger.vocabulary import Fulfilment

SIGNS = {"已完成": "√", "逾期完成": "迟", "逾期": "×", "进行中": "…", "不适用": "–"}
Table = dict[str, dict[str, str]]


AT_THE_END: Table = {
    # §4, every quarter, led by the principal, not high-risk, from 2024Q1: 12 quarters to 2026Q4
    "T04-1": {
        # 24: 01-23 06-05 08-20 12-17; 25: 03-10 04-10 09-08 12-23; 26: 03-23 06-15 08-24 10-12
        "QY-003": "√√√√ √√√√ √√√√",
        # 24: 03-11 05-13 09-23 10-09; 25: 01-06 05-19 09-08 10-23; 26: none, 04-20 (led by 杨晓军,
        # principal since 2024-07-01), 07-15, none so far
        "QY-004": "√√√√ √√√√ ×√√…",
        # 24: 03-22 05-06 08-06 none; 25: 03-10 05-07 08-18 12-15; 26: 01-12 05-22 09-15 11-09
        "QY-005": "√√√× √√√√ √√√√",
        # 24: 03-21 06-12 none 12-16; 25: none 05-16 07-10 12-17; 26: 02-24 05-20 none, none so far
        "QY-006": "√√×√ ×√√√ √√×…",
        # 24: 02-19 06-07 08-20 12-16; high-risk from 2025-01-01 to 2026-06-30, so on the last day of
        # 2025Q1 to 2026Q2: monthly then; 26: 09-23 10-12
        "QY-007": "√√√√ –––– ––√√",
        # 24: 02-19 05-10 08-22, none while it worked (to 12-15); 25: stood still all of Q1 (2024-12-16
        # to 2025-04-13); worked from 04-14, none; 09-22 led by 童建明, no principal; 10-15;
        # 26: 03-23 06-15 none, none so far
        "QY-008": "√√√× –××√ √√×…",
        # joined 2024-09-01, so from 2024Q4 (the check of 2024-09-19 was owed by nobody): 10-16;
        # 25: 02-18 04-18 08-21 none; 26: 02-06 06-22 07-21 11-16
        "QY-009": "√ √√√× √√√√",
        # 24: 01-17 none none 12-20; 25: 02-19, gone from 03-20: nothing owed from Q2 on
        "QY-011": "√××√ √––– ––––",
    },
    # §4, every month, led by the principal, high-risk, from 2024-01: 35 months to 2026-11
    "T04-2": {
        # one every month (2024-06-10, 2025-01-15 …) but none in 2025-05
        "QY-001": "√√√√√√√√√√√√ √√√√×√√√√√√√ √√√√√√√√√√√",
        # none in 2024-02 and 2024-07, none in 2025-08 and 2025-09
        "QY-002": "√×√√√√×√√√√√ √√√√√√√××√√√ √√√√√√√√√√√",
        # high-risk only from 2025-01-01 to 2026-06-30; none in 2025-11
        "QY-007": "–––––––––––– √√√√√√√√√√×√ √√√√√√–––––",
        # none in 2024-05 and 2025-02; 2025-07-16 was led by 副总经理; none in 2026-01 and 2026-10
        "QY-010": "√√√√×√√√√√√√ √×√√√√×√√√√√ ×√√√√√√√√×√",
        # none in 2024-10, 2026-07 and 2026-09
        "QY-012": "√√√√√√√√√×√√ √√√√√√√√√√√√ √√√√√√×√×√√",
    },
    # §4 (暂行规定): the return of each quarter by the 15th of the month after it; 2026Q4 is due on
    # 2027-01-15. Returned on 04-09, 07-09, 10-10, 01-10 · 04-10, 07-14, 10-13, 01-09 · 04-09, 07-09,
    # 10-12, each naming its quarter; otherwise as noted
    "T04-4": {
        "QY-001": "√√√√ √√√√ √√√…",
        "QY-002": "√√√√ √√√√ √√√…",
        "QY-003": "√√√√ √√√√ √√√…",
        # 2026Q1 on 04-20, five days late
        "QY-004": "√√√√ √√√√ 迟√√…",
        # 2024Q4 on 2025-01-21; none for 2026Q2
        "QY-005": "√√√迟 √√√√ √×√…",
        # 2024Q2 on 07-22; none for 2025Q3 and 2026Q3
        "QY-006": "√迟√√ √√×√ √√×…",
        "QY-007": "√√√√ √√√√ √√√…",
        # none for 2024Q4; stood still all of 2025Q1; 2026Q3 on 10-27
        "QY-008": "√√√× –√√√ √√迟…",
        # joined 2024-09-01: from 2024Q4; 2025Q2 on 07-18
        "QY-009": "√ √迟√√ √√√…",
        "QY-010": "√√√√ √√√√ √√√…",
        # 2024Q2 on 07-25; none for 2024Q3, 2024Q4 and 2025Q1 (it worked until 03-19)
        "QY-011": "√迟×× ×––– ––––",
        "QY-012": "√√√√ √√√√ √√√…",
    },
    # §19, an evacuation drill every year, not high-risk: 2024 2025 2026
    "T19-1": {
        "QY-003": "√√√",  # 24-05-23 25-08-18 26-05-18
        "QY-004": "√√√",  # 24-08-13 25-05-07 26-10-08
        "QY-005": "√√√",  # 24-07-05 25-07-08 26-05-12
        "QY-006": "√×√",  # 24-08-22 none 26-09-14
        "QY-007": "√–√",  # 24-10-17; high-risk on 2025-12-31; no longer on 2026-11-23: 26-04-07
        "QY-008": "√√√",  # 24-09-13 25-07-07 26-09-14
        "QY-009": "√√",  # joined 2024-09-01: from 2025; 25-08-21 26-09-21
        "QY-011": "×√–",  # none in 2024; 25-01-15, two months before it went
    },
    # §19, every half-year, high-risk: 2024H1 to 2026H2
    "T19-2": {
        "QY-001": "√√ √√ √√",  # 24-03-20 09-23; 25-05-22 10-16; 26-04-21 09-14
        "QY-002": "√× √√ √√",  # 24-03-05 none; 25-03-14 09-15; 26-04-21 09-18
        "QY-007": "–– √√ √–",  # high-risk on 2025-06-30, 12-31 and 2026-06-30: 25-05-06 10-16; 26-04-07
        "QY-010": "√√ ×√ √√",  # 24-03-06 08-19; none, 25-08-22; 26-04-10 10-26
        "QY-012": "√√ √√ ×√",  # 24-04-08 08-13; 25-04-07 10-09; none, 26-09-17
    },
    # §20 一季一警示: 24: 03-14 06-20 09-19 12-12; 25: 03-13 none 09-11 12-11; 26: 03-19 06-11 09-10 11-05
    "T20-1": {"安全管理科": "√√√√ √×√√ √√√√"},
    # §20, every year: 06-14 and 11-08; 06-13 and 11-07; 06-12 and 11-06
    "T20-2": {"综合科": "√√√"},
    # 三(一), every quarter from 2024-04-01, so from 2024Q2: 24: 06-26 09-26 12-19; 25: 03-25 06-26
    # 09-25 12-18; 26: 03-26 06-25 09-24 11-12
    "BZ1-2": {"安全管理科": "√√√ √√√√ √√√√"},
    # 三(一), every half-year within 15 days: 2024H1 on 06-28 (named, before its end), 2024H2 on
    # 2025-01-10, 2025H1 on 07-04, 2025H2 on 2026-01-09, 2026H1 on 07-03; 2026H2 is due on 2027-01-15
    "BZ1-5": {"综合科": "√√ √√ √…"},
    # 三(四), quarterly guidance: 24: 03-21 06-13 09-12 11-14; 25: 02-18 05-15 08-21 11-13;
    # 26: 03-12 05-21 09-17 10-22
    "BZ4-1": {"安全管理科": "√√√√ √√√√ √√√√"},
    # 三(五), every year: 24-12-24 25-12-23 26-09-28
    "BZ5-1": {"安全管理科": "√√√"},
}
"""As of 2026-11-23."""

END_OF_2024: Table = {
    "T04-1": {
        "QY-003": "√√√√",
        "QY-004": "√√√√",
        "QY-005": "√√√…",  # nothing in Q4 so far, and today is its last day
        "QY-006": "√√×√",
        "QY-007": "√√√√",  # high-risk only from tomorrow
        "QY-008": "√√√…",  # stands still since 12-16, but worked in Q4 before
        "QY-009": "√",
        "QY-011": "√××√",
    },
    "T04-2": {
        "QY-001": "√√√√√√√√√√√√",
        "QY-002": "√×√√√√×√√√√√",
        "QY-010": "√√√√×√√√√√√√",
        "QY-012": "√√√√√√√√√×√√",
    },
    # the return of Q4 is due on 2025-01-15
    "T04-4": {
        **{f"QY-{n:03d}": "√√√…" for n in (1, 2, 3, 4, 5, 7, 8, 10, 12)},
        "QY-006": "√迟√…",
        "QY-009": "…",
        "QY-011": "√迟×…",
    },
    "T19-1": {**{f"QY-{n:03d}": "√" for n in (3, 4, 5, 6, 7, 8)}, "QY-011": "…"},
    "T19-2": {"QY-001": "√√", "QY-002": "√…", "QY-010": "√√", "QY-012": "√√"},
    "T20-1": {"安全管理科": "√√√√"},
    "T20-2": {"综合科": "√"},
    "BZ1-2": {"安全管理科": "√√√"},
    "BZ1-5": {"综合科": "√…"},
    "BZ4-1": {"安全管理科": "√√√√"},
    "BZ5-1": {"安全管理科": "√"},
}

MIDDLE_OF_2025: Table = {
    "T04-1": {
        "QY-003": "√√√√ √√",
        "QY-004": "√√√√ √√",
        "QY-005": "√√√× √√",
        "QY-006": "√√×√ ×√",
        "QY-007": "√√√√ ––",
        "QY-008": "√√√× –…",  # works again since 04-14
        "QY-009": "√ √√",
        "QY-011": "√××√ √–",
    },
    "T04-2": {
        "QY-001": "√√√√√√√√√√√√ √√√√×√",
        "QY-002": "√×√√√√×√√√√√ √√√√√√",
        "QY-007": "–––––––––––– √√√√√√",
        "QY-010": "√√√√×√√√√√√√ √×√√√√",
        "QY-012": "√√√√√√√√√×√√ √√√√√√",
    },
    # the return of 2025Q2 is due on 07-15
    "T04-4": {
        **{f"QY-{n:03d}": "√√√√ √…" for n in (1, 2, 3, 4, 7, 10, 12)},
        "QY-005": "√√√迟 √…",
        "QY-006": "√迟√√ √…",
        "QY-008": "√√√× –…",
        "QY-009": "√ √…",
        "QY-011": "√迟×× ×–",
    },
    "T19-1": {
        "QY-003": "√…",
        "QY-004": "√√",
        "QY-005": "√…",
        "QY-006": "√…",
        "QY-007": "√–",
        "QY-008": "√…",
        "QY-009": "…",
        "QY-011": "×√",
    },
    "T19-2": {
        "QY-001": "√√ √",
        "QY-002": "√× √",
        "QY-007": "–– √",
        "QY-010": "√√ …",
        "QY-012": "√√ √",
    },
    "T20-1": {"安全管理科": "√√√√ √…"},
    "T20-2": {"综合科": "√√"},
    "BZ1-2": {"安全管理科": "√√√ √√"},
    "BZ1-5": {"综合科": "√√ …"},
    "BZ4-1": {"安全管理科": "√√√√ √√"},
    "BZ5-1": {"安全管理科": "√…"},
}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-12-31", END_OF_2024),
        ("2025-06-30", MIDDLE_OF_2025),
        ("2026-11-23", AT_THE_END),
    ],
)
def test_every_duty_of_the_plan(data: Ledger, day: str, expected: Table) -> None:
    found: Table = {}
    for one in standing(data, dt.date.fromisoformat(day)).duties:
        signs = "".join(SIGNS[period.state] for period in one.periods)
        found.setdefault(one.task.id, {})[one.subject] = signs
    assert found == {
        task: {subject: signs.replace(" ", "") for subject, signs in subjects.items()}
        for task, subjects in expected.items()
    }
    assert set(expected) == {task.id for task in data.tasks if task.duty is not None}


@pytest.mark.parametrize(
    ("day", "late", "soon", "done_late"),
    [
        # due on the day itself: still in time. T15-1 was moved to 2025-06-30 on 12-16; the stock goal
        # MB-1-2024 (done 2025-03-24) and BZ5-2-2024 (done 2025-01-17) are open. LD24-3 was due on
        # 06-30 and done on 07-05
        ("2024-12-31", "", "MB-1-2024 BZ5-2-2024", "LD24-3-1"),
        # T15-1-2024 was done on 06-12, in time of 2025-06-30
        ("2025-06-30", "", "", "LD24-3-1 MB-1-2024 BZ5-2-2024"),
        # never done: T12-1-2025, LD26-2-1 (due 2026-09-30); due within 30 days: 2026-12-15. Done in
        # 2026 though due by the end of 2025: FJ2-1, LD25-2, T03-2, T09-1, T10-2; T07-1 was moved
        (
            "2026-11-23",
            "T12-1-2025 LD26-2-1",
            "LD26-3-1",
            "LD24-3-1 MB-1-2024 BZ5-2-2024 FJ2-1-2025 LD25-2-1 T03-2-2025 T09-1-2025 T10-2-2025",
        ),
    ],
)
def test_the_milestones_that_are_not_as_they_should_be(
    data: Ledger, day: str, late: str, soon: str, done_late: str
) -> None:
    found = standing(data, dt.date.fromisoformat(day)).milestones
    for state, ids in (
        (Fulfilment.MISSED, late),
        (Fulfilment.DUE_SOON, soon),
        (Fulfilment.DONE_LATE, done_late),
    ):
        assert {one.milestone.id for one in found if one.state is state} == set(ids.split())


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (
            "2024-12-31",
            {
                # 2 enterprises of hazardous chemicals, both named on 2024-05-23
                "T01-1": (2, 2, "已完成", ""),
                "T01-2": (0, 2, "未到期", "QY-001 QY-002"),
                # 11 at work (QY-008 stands still); named: 010 012 on 05-23, 001 003 004 006 011 on 11-15
                "T01-3": (7, 11, "未到期", "QY-002 QY-005 QY-007 QY-009"),
                "T04-5": (7, 11, "未到期", "QY-002 QY-005 QY-007 QY-009"),
                # every grade on record runs beyond this day; 009 and 011 have none
                "T14-1": (9, 11, "已完成", "QY-009 QY-011"),
                # 5 with such a tag: 001 (11-20) and 012 (06-18) are connected
                "T15-2": (2, 5, "未到期", "QY-002 QY-004 QY-005"),
                "T17-1": (4, 4, "已完成", ""),
                "T17-3": (4, 4, "已完成", ""),
                # 121+57+55+83+49+132+92+26+38+15+106 of 152+88+68+110+80+198+115+33+46+24+128
                # = 774/1042 = 74.3 %, so 70 % is reached; below it: 57/88 49/80 132/198 15/24
                "FJ1-1": (774, 1042, "已完成", "QY-002 QY-005 QY-006 QY-011"),
            },
        ),
        (
            "2026-11-23",
            {
                "T01-1": (2, 2, "已完成", ""),
                # 001 on 2025-09-18 in time, 002 only on 2026-03-25
                "T01-2": (2, 2, "逾期完成", ""),
                # then 005 007 on 2025-11-21, 009 on 2026-09-11, 002 on 2026-03-25
                "T01-3": (11, 11, "已完成", ""),
                # then 002 003 007 on 2025-04-17, 005 007 on 2025-11-21; 009 never
                "T04-5": (10, 11, "逾期", "QY-009"),
                # the grade of 004 ran out on 2026-10-31; 008 and 009 have none; 80 % by the year's end
                "T14-1": (8, 11, "未到期", "QY-004 QY-008 QY-009"),
                # 002 2025-10-15, 004 2025-06-30, but 005 only 2026-04-16
                "T15-2": (5, 5, "逾期完成", ""),
                # 007 is no longer high-risk: 001 002 010 012 are left
                "T17-1": (4, 4, "已完成", ""),
                # on 2025-12-31 007 was, and had none
                "T17-3": (4, 4, "逾期完成", ""),
                # 155+90+66+112+78+197+117+54+34+45+130 of 155+90+66+112+78+203+117+54+34+45+130
                # = 1078/1084; 006 is not there, and 100 % by the end of 2025 was never reached
                "FJ1-1": (1078, 1084, "逾期", "QY-006"),
            },
        ),
    ],
)
def test_every_share_of_the_plan(
    data: Ledger, day: str, expected: dict[str, tuple[int, int, str, str]]
) -> None:
    found = {
        one.task.id: (
            one.now.share.n,
            one.now.share.of,
            str(one.state),
            " ".join(sorted(lack.enterprise.id for lack in one.now.lacking)),
        )
        for one in standing(data, dt.date.fromisoformat(day)).coverages
    }
    assert found == expected


PARAGRAPHS = {
    "一(二)",
    "二",
    *map(str, range(1, 21)),
    *(f"三({part})" for part in "一二三四五"),
    "附件1",
    "附件2",
}


def test_every_paragraph_of_the_plan_has_a_task(data: Ledger) -> None:
    assert {task.paragraph for task in data.tasks} == PARAGRAPHS


def test_the_ten_actions_are_there(data: Ledger) -> None:
    assert len({task.action for task in data.tasks if task.action is not None}) == 10


def test_the_stages_with_a_date_in_the_plan_are_due_on_it(data: Ledger) -> None:
    due = {one.id: str(one.due) for task in data.tasks for one in task.milestones}
    dated = {
        "T05-1-2024": "2024-12-31",  # §5 统计分析机制
        "T06-2-2024": "2024-12-31",  # §6 数据库运行管理机制
        "T11-1-2024": "2024-12-31",  # §11 专家库
        "T15-1-2024": "2024-12-31",  # §15 电力监测
        "T15-3-2026": "2026-12-31",  # §15 智能化管控能力
        "FJ2-1-2024": "2024-12-31",
        "FJ2-1-2025": "2025-12-31",  # the original breaks off after it
        "MB-1-2024": "2024-12-31",
        "MB-1-2025": "2025-12-31",
        "MB-1-2026": "2026-12-31",
    }
    assert {id_: due[id_] for id_ in dated} == dated
    targets = {
        task.id: [(str(one.due), one.share) for one in task.coverage.targets]
        for task in data.tasks
        if task.coverage is not None
    }
    assert targets["T01-1"] == [("2024-12-31", 100)]
    assert targets["T01-2"] == [("2025-12-31", 100)]
    assert targets["T15-2"] == [("2025-12-31", 100)]
    assert targets["FJ1-1"] == [("2024-12-31", 70), ("2025-12-31", 100), ("2026-12-31", 100)]
