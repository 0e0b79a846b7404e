"""Random ledgers against a second, plain reading of the rules: day by day, without any calendar code.

What is judged here is written from the text of the design alone and shares nothing with the package
but the records.
"""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
import random
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from safety_ledger.ledger import Ledger
from safety_ledger.model import Activity, Enterprise, LedgerFile, TaskList
from safety_ledger.model.declaration import make
from safety_ledger.model.enterprise import (
    Certificate,
    Change,
    Inactive,
    Monitoring,
    Standardization,
    Trained,
)
from safety_ledger.model.ledger_file import Industry
from safety_ledger.model.task import Coverage, Duty, Milestone, Selector, Target, Task, TaskEntry
from safety_ledger.obligations import Horizon, coverages, duties, milestones, share_of
from safety_ledger.vocabulary import ActivityKind, Every, Having, TaskEvent

FILE = make(
    LedgerFile,
    name="台账",
    sections=("安全管理科", "综合科"),
    industries=(make(Industry, name="危险化学品", high_risk=True), "机械制造"),
)
FIRST, LAST = dt.date(2023, 11, 15), dt.date(2025, 4, 10)
ONE = dt.timedelta(days=1)
LENGTH = {"month": 1, "quarter": 3, "half": 6, "year": 12}


# -- random ledgers -------------------------------------------------------------------------------


class Draw:
    """Random records of one seed, as dense as a real ledger: hypothesis alone makes nearly empty ones."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def some(self, *choices: Any) -> Any:
        return self.rng.choice(choices)

    def day(self) -> dt.date:
        """Any day; every other one the first or the last of a month, where mistakes are made."""
        found = FIRST + dt.timedelta(days=self.rng.randrange((LAST - FIRST).days + 1))
        first = found.replace(day=1)
        return self.some(found, found, first, first - ONE)

    def many(self, most: int, make_one: Callable[[], Any]) -> tuple[Any, ...]:
        return tuple(make_one() for _ in range(self.rng.randint(0, most)))

    def tags(self) -> tuple[str, ...]:
        return self.some((), ("粉尘涉爆",), ("涉氨",), ("粉尘涉爆", "涉氨"))

    def span(self) -> Inactive:
        since = self.day()
        length = dt.timedelta(days=self.rng.randint(0, 220))
        return make(Inactive, from_=since, until=self.some(None, since + length, since + length))

    def change(self) -> Change:
        return make(
            Change,
            date=self.day(),
            high_risk=self.some(None, True, False),
            principal=self.some(None, "王强", "李芳"),
            industry=self.some(None, "危险化学品", "机械制造"),
            tags=self.some(None, self.tags()),
        )

    def certificate(self) -> Certificate:
        return make(
            Certificate,
            kind=self.some("证甲", "证甲", "证乙"),
            review_by=self.some(None, self.day()),
            valid_until=self.some(None, self.day(), self.day()),
        )

    def trained(self) -> Trained:
        ordinary = self.rng.randint(0, 9)
        return make(
            Trained,
            date=self.day(),
            topic=self.some("甲", "乙"),
            ordinary=ordinary,
            trained=self.rng.randint(0, ordinary),
        )

    def enterprise(self, id_: str) -> Enterprise:
        spans = self.many(2, self.span)
        if spans and self.some(True, False):  # one that adjoins the last
            ended = spans[-1].until or LAST
            spans += (make(Inactive, from_=ended + ONE, until=ended + 90 * ONE),)
        return make(
            Enterprise,
            id=id_,
            name=f"示例{id_}",
            principal=self.some("王强", "李芳"),
            industry=self.some("危险化学品", "机械制造", "机械制造", None),
            high_risk=self.some(None, None, True, False),
            tags=self.tags(),
            joined_on=self.some(None, None, self.day()),
            inactive=spans,
            changes=self.many(2, self.change),
            monitoring=self.some(None, make(Monitoring, connected_on=self.day())),
            standardization=self.some(
                None, make(Standardization, grade="三级", valid_until=self.some(None, self.day()))
            ),
            certificates=self.many(2, self.certificate),
            trained=self.many(4, self.trained),
        )

    def selector(self) -> Selector:
        return make(
            Selector,
            high_risk=self.some(None, None, True, False),
            industries=self.some((), (), ("危险化学品",), ("危险化学品", "机械制造")),
            tags=self.some((), (), ("粉尘涉爆",), ("粉尘涉爆", "涉氨")),
        )

    def duty(self) -> Duty:
        return make(
            Duty,
            every=self.some(*Every),
            within_days=self.some(None, None, 0, 15, 40),
            activity=ActivityKind.SELF_CHECK,
            led_by=self.some(None, "主要负责人", "主要负责人", "李芳"),
            applies_to=self.some(None, self.selector(), self.selector(), make(Selector)),
            since=self.some(FIRST, dt.date(2024, 1, 1), self.day()),
        )

    def coverage(self) -> Coverage:
        return make(
            Coverage,
            having=self.some(*Having),
            kind="证甲",
            topic=self.some("甲", "乙"),
            applies_to=self.some(None, self.selector()),
            targets=tuple(
                make(Target, due=self.day(), share=self.some(0, 30, 50, 67, 100))
                for _ in range(self.rng.randint(1, 3))
            ),
        )

    def entry(self) -> TaskEntry:
        return make(
            TaskEntry,
            date=self.day(),
            event=self.some(*TaskEvent),
            milestone=self.some(None, "M-1", "M-1", "M-2"),
            until=self.day(),
            document="1号",
        )

    def period(self, day: dt.date) -> str | None:
        """Mostly none; else one of the periods around the day or just before, of any length."""
        if self.rng.random() < 0.55:
            return None
        around = day - dt.timedelta(days=self.some(0, 0, 31, 92, -40))
        every = self.some(*LENGTH)
        return next(name for name, first, last in spells(every) if first <= around <= last)

    def activity(self) -> Activity:
        day = self.day()
        kind = ActivityKind.SELF_CHECK
        if self.rng.random() < 0.2:
            kind = ActivityKind.TRAINING
        return make(
            Activity,
            id=f"HD-{self.rng.random()}",
            date=day,
            kind=kind,
            period=self.period(day),
            enterprises=self.some(("QY-1",), ("QY-2",), ("QY-1", "QY-3"), ()),
            section=self.some(None, "安全管理科", "综合科"),
            led_by=self.some("主要负责人", "主要负责人", "王强", "李芳", "副总", None),
            topics=self.some((), ("甲",), ("甲", "乙")),
        )

    def ledger(self) -> Ledger:
        tasks = [
            make(Task, id=f"T-{number}", title="任务", lead="安全管理科", duty=self.duty())
            for number in range(3)
        ]
        due = tuple(make(Milestone, id=id_, due=self.day()) for id_ in ("M-1", "M-2"))
        history = self.many(5, self.entry)
        tasks.append(
            make(Task, id="T-M", title="任务", lead="综合科", milestones=due, history=history)
        )
        tasks.append(make(Task, id="T-C", title="任务", lead="综合科", coverage=self.coverage()))
        return Ledger(
            FILE,
            enterprises=tuple(self.enterprise(f"QY-{number}") for number in (1, 2, 3)),
            activities=tuple(self.activity() for _ in range(40)),
            task_lists=(make(TaskList, title="清单", tasks=tuple(tasks)),),
        )


@st.composite
def cases(draw: Any) -> tuple[Ledger, dt.date]:
    """A ledger, and a day to ask about."""
    drawn = Draw(draw(st.integers(0, 2**40)))
    return drawn.ledger(), drawn.day()


# -- the plain reading ----------------------------------------------------------------------------

Spell = tuple[str, dt.date, dt.date]
"""A period: its name, its first and its last day."""


@cache
def spells(every: str) -> list[Spell]:
    """Every period of a kind from 2022 to 2027, counted out month by month."""
    found = []
    for start in range(2022 * 12, 2028 * 12, LENGTH[every]):
        end = start + LENGTH[every] - 1
        last = dt.date(end // 12, end % 12 + 1, calendar.monthrange(end // 12, end % 12 + 1)[1])
        year, month = divmod(start, 12)
        name = {
            "month": f"{year}-{month + 1:02d}",
            "quarter": f"{year}Q{month // 3 + 1}",
            "half": f"{year}H{month // 6 + 1}",
            "year": f"{year}",
        }[every]
        found.append((name, dt.date(year, month + 1, 1), last))
    return found


EVERY = {name: spell for every in LENGTH for spell in spells(every) for name in [spell[0]]}


def counts_for(duty: Duty, one: Activity) -> str | None:
    """The name of the period an activity counts for."""
    own = spells(duty.every)
    held = next(number for number, (_, a, z) in enumerate(own) if a <= one.date <= z)
    if one.period is None:
        return own[held][0] if duty.within_days is None else own[held - 1][0]
    if one.period in {name for name, _, _ in own}:
        return one.period
    if duty.within_days is not None:
        return None
    _, first, last = EVERY[one.period]
    for name, a, z in own:
        if a <= first and last <= z:
            return name
    name, a, z = own[held]
    return name if first <= a and z <= last else None


def as_on(firm: Enterprise, day: dt.date) -> dict[str, Any]:
    values = {
        name: getattr(firm, name) for name in ("high_risk", "industry", "area", "tags", "principal")
    }
    for one in sorted(firm.changes, key=lambda one: one.date):
        if one.date <= day:
            values |= {name: value for name in values if (value := getattr(one, name)) is not None}
    return values


def meant(selector: Selector, firm: Enterprise, day: dt.date) -> bool:
    then = as_on(firm, day)
    high = then["high_risk"]
    if high is None:
        high = then["industry"] == "危险化学品"
    if selector.high_risk is not None and selector.high_risk != high:
        return False
    if selector.industries and then["industry"] not in selector.industries:
        return False
    return not selector.tags or any(tag in then["tags"] for tag in selector.tags)


def works(firm: Enterprise, day: dt.date) -> bool:
    return not any(
        span.from_ <= day and (span.until is None or day <= span.until) for span in firm.inactive
    )


def ever_works(firm: Enterprise, first: dt.date, last: dt.date) -> bool:
    day = first
    while day <= last:
        if works(firm, day):
            return True
        day += ONE
    return False


def did(duty: Duty, one: Activity, firm: Enterprise | None, lead: str) -> bool:
    if one.kind is not duty.activity:
        return False
    if firm is None:
        return one.section == lead and duty.led_by in {None, one.led_by}
    if firm.id not in one.enterprises:
        return False
    if duty.led_by in {None, one.led_by}:
        return True
    principal = as_on(firm, one.date)["principal"]
    return duty.led_by == "主要负责人" and one.led_by is not None and one.led_by == principal


Judged = dict[str, tuple[str, str | None]]
"""By period: its state, and the activity that counts for it."""


def judged(ledger: Ledger, task: Task, firm: Enterprise | None, day: dt.date) -> Judged | None:
    """One duty of one subject; nothing for an enterprise that it never meant."""
    duty = task.duty
    assert duty is not None
    start = duty.since
    if firm is not None and firm.joined_on is not None:
        start = max(start, firm.joined_on)
    found: Judged = {}
    ever = firm is None
    for name, first, last in spells(duty.every):
        if first < start or first > day:
            continue
        seen = min(last, day)
        kind = firm is None or (duty.applies_to is not None and meant(duty.applies_to, firm, seen))
        ever = ever or kind
        owed = kind and (firm is None or ever_works(firm, first, seen))
        dates = [
            (one.date, number, one.id)
            for number, one in enumerate(ledger.activities)
            if one.date <= day and did(duty, one, firm, task.lead) and counts_for(duty, one) == name
        ]
        due = last + dt.timedelta(days=duty.within_days or 0)
        by = min(dates)[2] if dates else None
        if not owed:
            state = "不适用"
        elif dates:
            state = "已完成" if min(dates)[0] <= due else "逾期完成"
        else:
            state = "逾期" if day > due else "进行中"
        found[name] = (state, by)
    return found if ever else None


def all_judged(ledger: Ledger, day: dt.date) -> Iterator[tuple[str, str, Judged]]:
    for task in ledger.tasks:
        if task.duty is None:
            continue
        if task.duty.applies_to is None:
            yield task.id, task.lead, judged(ledger, task, None, day) or {}
            continue
        for firm in ledger.enterprises:
            if firm.joined_on is not None and firm.joined_on > day:
                continue
            made = judged(ledger, task, firm, day)
            if made is not None:
                yield task.id, firm.id, made


# -- what must hold -------------------------------------------------------------------------------


def told(ledger: Ledger, day: dt.date) -> list[tuple[str, str, Judged]]:
    """What the package says of every duty."""
    return [
        (
            one.task.id,
            one.subject,
            {
                of.period.name: (str(of.state), of.activity.id if of.activity else None)
                for of in one.periods
            },
        )
        for one in duties(ledger, day)
    ]


@given(cases())
def test_duties_are_what_the_text_says(case: tuple[Ledger, dt.date]) -> None:
    ledger, day = case
    assert told(ledger, day) == list(all_judged(ledger, day))


@given(cases())
def test_done_late_missed_running_and_not_applicable_are_all_periods(
    case: tuple[Ledger, dt.date],
) -> None:
    ledger, day = case
    for one in duties(ledger, day):
        states = [str(of.state) for of in one.periods]
        counted = [
            states.count(state) for state in ("已完成", "逾期完成", "逾期", "进行中", "不适用")
        ]
        assert sum(counted) == len(one.periods)
        assert share_of(one.periods).of == sum(counted[:3])
        assert share_of(one.periods).n == sum(counted[:2])
        assert [of.period for of in one.periods] == sorted({of.period for of in one.periods})
        assert not one.periods or day in one.periods[-1].period
        used = [of.activity.id for of in one.periods if of.activity is not None]
        assert len(used) == len(set(used))  # no activity counts for two periods of a duty


def before(ledger: Ledger, day: dt.date) -> Ledger:
    """The ledger as it would have been written by the evening of a day."""
    return dataclasses.replace(
        ledger,
        derived={},
        enterprises=tuple(
            dataclasses.replace(
                one,
                changes=tuple(change for change in one.changes if change.date <= day),
                trained=tuple(of for of in one.trained if of.date <= day),
                monitoring=one.monitoring
                if one.monitoring and one.monitoring.connected_on <= day
                else None,
                inactive=tuple(
                    dataclasses.replace(
                        span, until=span.until if span.until and span.until <= day else None
                    )
                    for span in one.inactive
                    if span.from_ <= day
                ),
            )
            for one in ledger.enterprises
            if one.joined_on is None or one.joined_on <= day
        ),
        activities=tuple(one for one in ledger.activities if one.date <= day),
        task_lists=tuple(
            dataclasses.replace(
                tasks,
                tasks=tuple(
                    dataclasses.replace(
                        task, history=tuple(one for one in task.history if one.date <= day)
                    )
                    for task in tasks.tasks
                ),
            )
            for tasks in ledger.task_lists
        ),
    )


@given(cases())
def test_what_is_dated_later_changes_nothing(case: tuple[Ledger, dt.date]) -> None:
    ledger, day = case
    then = before(ledger, day)
    assert told(then, day) == told(ledger, day)
    assert standings(then, day) == standings(ledger, day)
    assert shares(then, day) == shares(ledger, day)


def standings(ledger: Ledger, day: dt.date) -> list[tuple[Any, ...]]:
    found = milestones(ledger, Horizon(day, 30))
    return [(one.milestone.id, str(one.state), one.due, one.days_left) for one in found]


@given(cases())
def test_milestones_are_what_the_text_says(case: tuple[Ledger, dt.date]) -> None:
    ledger, day = case
    expected = []
    (task,) = (one for one in ledger.tasks if one.milestones)
    for milestone in task.milestones:
        due, done = milestone.due, None
        for one in sorted(task.history, key=lambda one: one.date):
            if one.date > day or one.milestone != milestone.id:
                continue
            if done is None or one.date == done:
                if one.event is TaskEvent.ADJUST:
                    due = one.until or due
                elif one.event is TaskEvent.DONE:
                    done = done or one.date
        left = None if done else (due - day).days
        if done:
            state = "已完成" if done <= due else "逾期完成"
        else:
            assert left is not None
            state = "逾期" if left < 0 else "临期" if left <= 30 else "未到期"
        expected.append((milestone.id, state, due, left))
    assert standings(ledger, day) == expected


def shares(ledger: Ledger, day: dt.date) -> tuple[Any, ...]:
    (one,) = coverages(ledger, Horizon(day, 30))
    return (
        one.now.share.n,
        one.now.share.of,
        [lack.enterprise.id for lack in one.now.lacking],
        one.stage.target.share,
        str(one.stage.state),
    )


def has(ledger: Ledger, asked: Coverage, firm: Enterprise, day: dt.date) -> bool:
    match asked.having:
        case Having.MONITORING:
            return firm.monitoring is not None and firm.monitoring.connected_on <= day
        case Having.STANDARDIZATION:
            grade = firm.standardization
            return grade is not None and (grade.valid_until or dt.date.max) >= day
        case Having.CERTIFICATE:
            ends = [
                min(one.review_by or dt.date.max, one.valid_until or dt.date.max)
                for one in firm.certificates
                if one.kind == asked.kind
            ]
            return any(end >= day for end in ends)
        case _:
            return any(
                one.kind is ActivityKind.TRAINING
                and one.date <= day
                and firm.id in one.enterprises
                and asked.topic in one.topics
                for one in ledger.activities
            )


@given(cases())
def test_coverage_is_what_the_text_says(case: tuple[Ledger, dt.date]) -> None:
    ledger, day = case
    (asked,) = (one.coverage for one in ledger.tasks if one.coverage)
    firms = [
        one
        for one in ledger.enterprises
        if (one.joined_on is None or one.joined_on <= day)
        and works(one, day)
        and meant(asked.applies_to or make(Selector), one, day)
    ]
    n, of, lacking, target, state = shares(ledger, day)
    due = min(
        [one.due for one in asked.targets if one.due >= day] or [max(t.due for t in asked.targets)]
    )
    assert target in {one.share for one in asked.targets if one.due == due}
    if asked.having is Having.TRAINED:
        latest = []
        for firm in firms:
            found = [one for one in firm.trained if one.date <= day and one.topic == asked.topic]
            latest += [max(found, key=lambda one: (one.date, found.index(one)))] if found else []
        assert (n, of) == (sum(one.trained for one in latest), sum(one.ordinary for one in latest))
        return
    without = [one.id for one in firms if not has(ledger, asked, one, day)]
    assert (n, of, lacking) == (len(firms) - len(without), len(firms), without)
    if not firms:
        assert state == "不适用"
    elif due >= day:
        left = (due - day).days
        reached = n * 100 >= target * of
        assert state == ("已完成" if reached else "临期" if left <= 30 else "未到期")


@given(cases(), st.dates(FIRST, LAST))
def test_asking_twice_in_any_order_says_the_same(
    case: tuple[Ledger, dt.date], other: dt.date
) -> None:
    ledger, day = case
    fresh = dataclasses.replace(ledger, derived={})
    first = (told(ledger, day), standings(ledger, day), shares(ledger, day))
    told(ledger, other)
    assert (told(ledger, day), standings(ledger, day), shares(ledger, day)) == first
    assert (told(fresh, day), standings(fresh, day), shares(fresh, day)) == first
