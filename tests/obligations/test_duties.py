"""Duties, case by case (design 5): which period an activity counts for, who owes, who led, and when.

√ done, 迟 done late, × missed, … running, – not applicable: one sign a period from the first on.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from safety_ledger.ledger import Ledger
from safety_ledger.obligations import DutyStanding, Performances, duties
from safety_ledger.periods import Period

D = dt.date.fromisoformat
SIGNS = {"已完成": "√", "逾期完成": "迟", "逾期": "×", "进行中": "…", "不适用": "–"}
QUARTERLY = (
    "every: quarter, activity: 企业自查, led_by: 主要负责人, applies_to: {}, since: 2024-01-01"
)
MONTHLY = QUARTERLY.replace("quarter", "month")
REPORTED = "every: quarter, within_days: 15, activity: 统计上报, applies_to: {}, since: 2024-01-01"
FIRM = "- {id: QY-1, name: 示例甲, principal: 王强%s}\n"


def tasks(duty: str) -> str:
    return f"  - {{id: T-1, title: 任务, lead: 安全管理科, duty: {{{duty}}}}}\n"


def activities(*given: str) -> str:
    """Self-checks of QY-1 led by the principal, unless the words say otherwise."""
    made = []
    for number, one in enumerate(given):
        date, _, more = one.partition(" ")
        fields = {"kind": "企业自查", "enterprises": "[QY-1]", "led_by": "主要负责人"}
        for pair in filter(None, more.split("; ")):
            key, _, value = pair.partition(": ")
            fields[key] = value
        kept = ", ".join(f"{key}: {value}" for key, value in fields.items() if value)
        made.append(f"- {{id: HD-{number}, date: {date}, {kept}}}\n")
    return "".join(made)


def signs(standing: DutyStanding) -> str:
    return "".join(SIGNS[one.state] for one in standing.periods)


def one(ledger: Ledger, day: str) -> DutyStanding:
    (found,) = duties(ledger, D(day))
    return found


@pytest.mark.parametrize(
    ("done", "day", "expected"),
    [
        # nothing done: Q1 runs to its last day, and is missed from the day after
        ((), "2024-01-01", "…"),
        ((), "2024-03-31", "…"),
        ((), "2024-04-01", "×…"),
        ((), "2025-01-01", "××××…"),
        # by the date, the first and the last day of a period among them
        (("2024-01-01",), "2024-03-31", "√"),
        (("2024-03-31",), "2024-04-01", "√…"),
        (("2024-04-01",), "2024-04-01", "×√"),
        # what is done later is not known yet
        (("2024-03-20",), "2024-03-19", "…"),
        # several in one period are one period's; none is carried over
        (("2024-01-10", "2024-02-10", "2024-03-10"), "2024-07-01", "√×…"),
        # a nil return is a return
        (("2024-02-10 found: []",), "2024-04-01", "√…"),
        # another kind, another enterprise
        (("2024-02-10 kind: 督导检查",), "2024-04-01", "×…"),
        (("2024-02-10 enterprises: [QY-2]",), "2024-04-01", "×…"),
        (("2024-02-10 enterprises: [QY-2, QY-1]",), "2024-04-01", "√…"),
        # led by: the word, the name of the principal; a deputy, nobody, or only a name among those
        # taking part does not count
        (("2024-02-10 led_by: 王强",), "2024-04-01", "√…"),
        (("2024-02-10 led_by: 副总经理",), "2024-04-01", "×…"),
        (("2024-02-10 led_by: ",), "2024-04-01", "×…"),
        (("2024-02-10 led_by: ; by: 王强",), "2024-04-01", "×…"),
        # a deputy's check does not spoil the principal's of the same quarter
        (("2024-02-10 led_by: 李副总", "2024-03-10"), "2024-04-01", "√…"),
        # the period named decides: done after it, it is late for that one and no other
        (("2024-04-10 period: 2024Q1",), "2024-07-01", "迟×…"),
        # before it even began (check warns): it counts for the one it names
        (("2024-03-20 period: 2024Q2",), "2024-04-01", "×√"),
        (("2024-03-20 period: 2024Q2",), "2024-03-31", "…"),
        # a later one in time does not mend what was done late... but the earliest is what counts
        (("2024-04-10 period: 2024Q1", "2024-03-10"), "2024-07-01", "√×…"),
        # a shorter name stands for the quarter around it, a longer one leaves it to the date
        (("2024-05-10 period: 2024-05",), "2024-07-01", "×√…"),
        (("2024-07-02 period: 2024-06",), "2024-07-02", "×迟…"),
        (("2024-05-10 period: 2024H1",), "2024-07-01", "×√…"),
        (("2024-05-10 period: '2024'",), "2024-07-01", "×√…"),
        # ... if that lies within: a check of July is none of the first half's
        (("2024-07-10 period: 2024H1",), "2024-10-01", "×××…"),
        # of a year long past
        (("2024-05-10 period: 2023Q4",), "2024-07-01", "××…"),
    ],
)
def test_a_quarterly_check_led_by_the_principal(
    read: Any, done: tuple[str, ...], day: str, expected: str
) -> None:
    ledger = read(
        tasks(QUARTERLY),
        FIRM % "" + "- {id: QY-2, name: 示例乙, joined_on: 2030-01-01}\n",
        activities(*done),
        tuple("A801" for given in done if given == "2024-03-20 period: 2024Q2"),
    )
    assert signs(one(ledger, day)) == expected


@pytest.mark.parametrize(
    ("done", "day", "expected"),
    [
        # Q1 may be returned up to 2024-04-15: running until then, missed from the 16th on
        ((), "2024-04-01", "……"),
        ((), "2024-04-15", "……"),
        ((), "2024-04-16", "×…"),
        # unnamed, it is for the period that ended last
        (("2024-04-15",), "2024-04-16", "√…"),
        (("2024-04-16",), "2024-04-16", "迟…"),
        (("2024-06-30",), "2024-06-30", "迟…"),  # Q2 has not ended on its last day
        (("2024-07-01",), "2024-07-16", "×√…"),
        (("2024-02-10",), "2024-04-16", "×…"),  # that is the return of 2023Q4
        # named, it is for that period, even before its end
        (("2024-03-28 period: 2024Q1",), "2024-03-31", "√"),
        (("2024-04-20 period: 2024Q1",), "2024-04-30", "迟…"),
        # one return, one period: the late one of Q1 is none of Q2
        (("2024-07-10 period: 2024Q1",), "2024-07-16", "迟×…"),
        (("2024-04-09", "2024-04-11"), "2024-07-16", "√×…"),
        # the return of a month or of the year is another return
        (("2024-04-09 period: 2024-03",), "2024-04-16", "×…"),
        (("2025-01-10 period: '2024'",), "2025-01-16", "××××…"),
        # over the end of the year: 2024Q4 is due on 2025-01-15
        (("2025-01-15",), "2025-01-16", "×××√…"),
        (("2025-01-16",), "2025-01-16", "×××迟…"),
    ],
)
def test_a_quarterly_return_within_fifteen_days(
    read: Any, done: tuple[str, ...], day: str, expected: str
) -> None:
    given = (f"{one}{'; ' if ' ' in one else ' '}kind: 统计上报" for one in done)
    assert signs(one(read(tasks(REPORTED), FIRM % "", activities(*given)), day)) == expected


@pytest.mark.parametrize(
    ("firm", "day", "expected"),
    [
        # joined on the first day of a quarter: that quarter is full
        (", joined_on: 2024-04-01", "2024-07-01", "×…"),
        # joined mid-quarter: owes from the next one on
        (", joined_on: 2024-04-02", "2024-07-01", "…"),
        (", joined_on: 2024-04-02", "2024-06-30", ""),
        (", joined_on: 2024-12-31", "2025-01-01", "…"),
        # inactive through the whole quarter, in one span or in two that adjoin
        (", inactive: [{from: 2024-04-01, until: 2024-06-30}]", "2024-07-01", "×–…"),
        (", inactive: [{from: 2024-03-15, until: 2024-05-01}, {from: 2024-05-02, until: 2024-07-09}]", "2024-07-10", "×–…"),
        # one day of work in it, and it is owed: the first, the last, one between two spans
        (", inactive: [{from: 2024-04-02, until: 2024-06-30}]", "2024-07-01", "××…"),
        (", inactive: [{from: 2024-04-01, until: 2024-06-29}]", "2024-07-01", "××…"),
        (", inactive: [{from: 2024-03-15, until: 2024-05-01}, {from: 2024-05-03, until: 2024-07-09}]", "2024-07-10", "××…"),
        # gone for good
        (", inactive: [{from: 2024-05-01}]", "2025-01-01", "××–––"),
        # standing still so far: nothing is owed until it works again, whatever was planned
        (", inactive: [{from: 2024-04-01, until: 2024-05-31}]", "2024-05-31", "×–"),
        (", inactive: [{from: 2024-04-01, until: 2024-05-31}]", "2024-06-01", "×…"),
        # a standstill that is still to come is not known
        (", inactive: [{from: 2024-04-01}]", "2024-03-31", "…"),
    ],
)  # fmt: skip
def test_who_joins_late_or_stands_still(read: Any, firm: str, day: str, expected: str) -> None:
    found = list(duties(read(tasks(QUARTERLY), FIRM % firm), D(day)))
    assert "".join(map(signs, found)) == expected


HIGH = MONTHLY.replace("applies_to: {}", "applies_to: {high_risk: true}")
LOW = QUARTERLY.replace("applies_to: {}", "applies_to: {high_risk: false}")


@pytest.mark.parametrize(
    ("day", "monthly", "quarterly"),
    [
        # an ordinary enterprise until 2024-05-15, high-risk from that day on
        ("2024-03-31", "", "…"),
        ("2024-05-14", "", "×…"),
        # on the day itself: May runs for it, the quarter no longer does; what is past stays past
        ("2024-05-15", "––––…", "×–"),
        ("2024-05-31", "––––…", "×–"),
        ("2024-06-01", "––––×…", "×–"),
        ("2024-07-01", "––––××…", "×––"),
    ],
)
def test_the_kind_of_enterprise_on_the_last_day_decides(
    read: Any, day: str, monthly: str, quarterly: str
) -> None:
    two = tasks(HIGH) + tasks(LOW).replace("T-1", "T-2")
    firm = FIRM % ", industry: 机械制造, changes: [{date: 2024-05-15, high_risk: true}]"
    found = {one.task.id: signs(one) for one in duties(read(two, firm), D(day))}
    assert (found.get("T-1", ""), found.get("T-2", "")) == (monthly, quarterly)


@pytest.mark.parametrize(
    ("led_by", "on", "expected"),
    [
        ("王强", "2024-02-28", "√…"),
        ("王强", "2024-02-29", "×…"),  # no longer
        ("李芳", "2024-02-28", "×…"),  # not yet
        ("李芳", "2024-02-29", "√…"),
    ],
)
def test_the_principal_is_the_one_of_that_day(
    read: Any, led_by: str, on: str, expected: str
) -> None:
    firm = FIRM % ", changes: [{date: 2024-02-29, principal: 李芳}]"
    ledger = read(tasks(QUARTERLY), firm, activities(f"{on} led_by: {led_by}"))
    assert signs(one(ledger, "2024-04-01")) == expected


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ("2024-02-10 section: 安全管理科", "√…"),
        ("2024-02-10 section: 综合科", "×…"),  # another section's doing
        ("2024-02-10 by: 李明", "×…"),  # nobody's
        ("2024-02-10 section: 安全管理科; enterprises: [QY-1]", "√…"),
        ("2024-02-10 section: 安全管理科; kind: 指导服务", "×…"),
    ],
)
def test_without_applies_to_the_lead_section_owes(read: Any, done: str, expected: str) -> None:
    own = "every: quarter, activity: 警示教育, since: 2024-01-01"
    kind = "" if "kind" in done else "; kind: 警示教育"
    who = "" if "enterprises" in done else "; enterprises: "
    ledger = read(tasks(own), FIRM % "", activities(f"{done}{kind}{who}"))
    found = one(ledger, "2024-04-01")
    assert (found.enterprise, found.subject, signs(found)) == (None, "安全管理科", expected)


@pytest.mark.parametrize(
    ("every", "since", "day", "expected"),
    [
        ("month", "2024-01-01", "2024-12-31", "2024-01 12"),
        ("month", "2024-02-01", "2024-02-29", "2024-02 1"),
        ("month", "2024-02-02", "2024-03-31", "2024-03 1"),  # of the leap February only a part
        ("quarter", "2024-02-01", "2024-12-31", "2024Q2 3"),
        ("half", "2024-01-02", "2025-06-30", "2024H2 2"),
        ("year", "2024-01-01", "2026-12-31", "2024 3"),
        ("year", "2024-06-01", "2026-12-31", "2025 2"),
        ("year", "2024-12-31", "2025-01-01", "2025 1"),
    ],
)
def test_the_first_period_is_the_first_full_one(
    read: Any, every: str, since: str, day: str, expected: str
) -> None:
    made = QUARTERLY.replace("quarter", every).replace("2024-01-01", since)
    found = one(read(tasks(made), FIRM % ""), day)
    assert f"{found.periods[0].period.name} {len(found.periods)}" == expected


def test_the_last_closed_the_run_and_the_current_one(read: Any) -> None:
    inactive = ", inactive: [{from: 2024-07-01, until: 2024-09-30}]"
    ledger = read(tasks(QUARTERLY), FIRM % inactive, activities("2024-01-10", "2025-01-10"))
    # Q1 done, Q2 missed, Q3 stood still, Q4 missed, 2025Q1 done while it still runs
    found = one(ledger, "2025-02-01")
    assert signs(found) == "√×–×√"
    assert found.last_closed is not None
    assert found.current is not None
    assert (found.last_closed.period.name, found.missed_in_a_row) == ("2024Q4", 2)
    assert (found.current.period.name, found.lapsed, found.binds) == ("2025Q1", True, True)
    later = one(ledger, "2025-04-01")
    assert (later.missed_in_a_row, later.lapsed) == (0, False)
    still = one(ledger, "2024-10-01")
    # standing still in the period that fell due last, it did not miss that one
    assert (signs(still), still.lapsed, still.missed_in_a_row) == ("√×–…", False, 1)


def test_a_return_in_its_grace_is_current_and_not_closed(read: Any) -> None:
    ledger = read(tasks(REPORTED), FIRM % "", activities("2024-04-09 kind: 统计上报"))
    found = one(ledger, "2024-07-10")
    assert signs(found) == "√……"
    assert found.last_closed is not None
    assert found.current is not None
    assert (found.last_closed.period.name, found.current.period.name) == ("2024Q1", "2024Q2")
    assert found.current.due == D("2024-07-15")


def test_who_was_never_of_that_kind_is_no_subject(read: Any) -> None:
    firms = FIRM % ", industry: 危险化学品" + "- {id: QY-2, name: 示例乙, industry: 机械制造}\n"
    found = list(duties(read(tasks(LOW), firms), D("2024-07-01")))
    assert [one.subject for one in found] == ["QY-2"]


@pytest.mark.parametrize(
    ("selector", "ids"),
    [
        ("{}", "1 2 3"),
        ("{high_risk: true}", "1 3"),
        ("{industries: [机械制造]}", "2 3"),
        ("{industries: [机械制造, 危险化学品]}", "1 2 3"),
        ("{areas: [东片区]}", "1 2"),
        ("{tags: [粉尘涉爆, 涉氨]}", "1 2"),
        ("{tags: [粉尘涉爆], areas: [西片区]}", ""),
        ("{high_risk: false, industries: [机械制造], areas: [东片区], tags: [涉氨]}", "2"),
    ],
)
def test_which_enterprises_are_meant(read: Any, selector: str, ids: str) -> None:
    firms = (
        "- {id: '1', name: 甲, industry: 危险化学品, area: 东片区, tags: [粉尘涉爆, 有限空间]}\n"
        "- {id: '2', name: 乙, industry: 机械制造, area: 东片区, tags: [涉氨]}\n"
        "- {id: '3', name: 丙, industry: 机械制造, area: 西片区, high_risk: true}\n"
    )
    made = QUARTERLY.replace("applies_to: {}", f"applies_to: {selector}")
    found = [one.subject for one in duties(read(tasks(made), firms), D("2024-07-01"))]
    assert " ".join(found) == ids


def test_days_that_a_file_counts_beyond_all_calendars(read: Any) -> None:
    endless = REPORTED.replace("15", "99999999")
    assert signs(one(read(tasks(endless), FIRM % ""), "2024-07-01")) == "………"


def test_the_last_day_there_is(read: Any) -> None:
    found = one(read(tasks(QUARTERLY), FIRM % ""), "9999-12-31")
    assert (found.periods[-1].period.name, len(found.periods)) == ("9999Q4", 4 * 7976)


def test_activities_are_sorted_out_once_however_many_days_are_asked_about(
    read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    real = Performances.__init__
    monkeypatch.setattr(
        Performances, "__init__", lambda self, ledger: made.append(1) or real(self, ledger)
    )
    ledger = read(tasks(QUARTERLY) + tasks(REPORTED).replace("T-1", "T-2"), FIRM % "")
    for day in ("2024-03-31", "2024-06-30", "2025-01-01"):
        assert len(list(duties(ledger, D(day)))) == 2
    assert made == [1]


def test_the_periods_within_a_span_are_those_that_touch_it(read: Any) -> None:
    found = one(read(tasks(QUARTERLY), FIRM % ""), "2025-02-01")
    for first, last, names in (
        ("2024-03-31", "2024-07-01", "2024Q1 2024Q2 2024Q3"),
        ("2024-04-01", "2024-06-30", "2024Q2"),
        ("2024-05-05", "2024-05-05", "2024Q2"),
        ("2000-01-01", "2023-12-31", ""),
        ("2025-04-01", "2030-12-31", ""),
    ):
        within = found.within(Period(D(first), D(last), f"{first}..{last}"))
        assert " ".join(each.period.name for each in within) == names
