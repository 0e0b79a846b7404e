"""Figures of a day against a slow second reading, which walks the calendar day by day.

The second reading trusts only the status, level and deadline of a hazard on each day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from safety_ledger.ledger import Ledger
from safety_ledger.lists import Day, standing
from safety_ledger.lists.goals import Increment, NoneOverdue, Stock, goals
from safety_ledger.model import Activity, Enterprise, Hazard, LedgerFile
from safety_ledger.model.declaration import make
from safety_ledger.model.hazard import Criterion, Entry
from safety_ledger.model.ledger_file import Goal, Policies, Rung
from safety_ledger.obligations.escalation import Ground, days_held_against
from safety_ledger.vocabulary import ActivityKind, Event, GoalKind, Level, Result, Source, Step

FIRST = dt.date(2023, 9, 1)
LAST = dt.date(2025, 3, 31)
DAY = dt.timedelta(1)
GOALS = (
    make(Goal, year=2024, kind=GoalKind.STOCK),
    make(Goal, year=2025, kind=GoalKind.INCREMENT),
    make(Goal, year=2026, kind=GoalKind.NONE_OVERDUE),
)
LADDER = (
    make(Rung, level=Level.MAJOR, after=1, step=Step.LETTER),
    make(Rung, level=Level.MAJOR, after=15, step=Step.CIRCULAR),
    make(Rung, level=Level.MAJOR, after=30, step=Step.SUMMON),
    make(Rung, level=Level.GENERAL, after=10, step=Step.LETTER),
)
FILE = make(LedgerFile, name="示例台账", goals=GOALS, policies=make(Policies, escalation=LADDER))
CRITERION = make(Criterion, standard="工贸企业重大事故隐患判定标准", article="5")
KINDS = {
    Event.NOTIFY: {"to": ("主要负责人", "实际控制人")},
    Event.RECTIFY: {"by": ("王强",)},
    Event.REVIEW: {"by": ("李明",), "result": Result.PASS},
    Event.CLOSE: {"by": ("赵刚",)},
    Event.REOPEN: {"by": ("陈敏",), "reason": "反弹"},
    Event.EXTEND: {"by": ("陈敏",), "reason": "到货推迟"},
    Event.REQUEST_EXTENSION: {},
    Event.REJUDGE: {"by": ("陈敏",), "reason": "复核", "criterion": CRITERION},
    Event.LETTER: {"by": ("陈敏",), "document": "一号"},
    Event.CIRCULAR: {"by": ("陈敏",), "document": "二号"},
    Event.SUMMON: {"by": ("陈敏",), "document": "三号"},
    Event.LIST: {"issuer": "县安委会"},
    Event.VOID: {"by": ("陈敏",), "reason": "误录"},
    Event.TRANSFER: {"by": ("陈敏",), "to": ("县住建局",), "receipt": "收文1号"},
    Event.VERIFY: {"by": ("李明",)},
    Event.PROGRESS: {},
}
COMMON = [Event.NOTIFY, Event.RECTIFY, Event.REVIEW, Event.CLOSE]
days = st.integers(0, (LAST - FIRST).days).map(lambda count: FIRST + dt.timedelta(count))


@st.composite
def entries(draw: st.DrawFn, found_on: dt.date) -> tuple[Entry, ...]:
    dates = sorted(draw(st.lists(st.integers(0, 200), max_size=9)))
    made = []
    for gap in dates:
        event = draw(st.sampled_from(COMMON) | st.sampled_from(sorted(KINDS)))
        date = found_on + dt.timedelta(gap)
        more = dict(KINDS[event])
        if event in {Event.EXTEND, Event.REOPEN, Event.REQUEST_EXTENSION}:
            more["until"] = date + dt.timedelta(draw(st.integers(1, 60)))
        if event is Event.REVIEW and draw(st.booleans()):
            more["result"] = Result.FAIL
        if event is Event.REJUDGE:
            more["level"] = draw(st.sampled_from(Level))
        made.append(make(Entry, date=date, event=event, **more))
    return tuple(made)


@st.composite
def hazards(draw: st.DrawFn) -> Hazard:
    found_on = draw(days)
    return make(
        Hazard,
        id="YH",
        enterprise="QY-1",
        title="防护罩缺失",
        level=draw(st.sampled_from(Level)),
        source=draw(st.sampled_from(Source)),
        found_on=found_on,
        deadline=found_on + dt.timedelta(draw(st.integers(0, 60))),
        history=draw(entries(found_on)),
    )


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    found = draw(st.lists(hazards(), max_size=5))
    named = tuple(replace(one, id=f"YH-{place}") for place, one in enumerate(found))
    return Ledger(FILE, enterprises=(make(Enterprise, id="QY-1", name="示例甲"),), hazards=named)


def overdue_majors(ledger: Ledger, day: dt.date) -> list[str]:
    return [
        view.id
        for view in standing(ledger, day).hazards
        if view.level == "重大" and view.days_overdue
    ]


def goal(day: Day, kind: type[Stock | Increment | NoneOverdue]) -> object:
    return next(one for one in goals(day) if isinstance(one, kind))


@given(ledgers(), days)
def test_the_run_without_an_overdue_major_is_counted_day_by_day(
    ledger: Ledger, day: dt.date
) -> None:
    found = goal(standing(ledger, day), NoneOverdue)
    assert isinstance(found, NoneOverdue)
    late = overdue_majors(ledger, day)
    assert [one.id for one in found.overdue] == late
    run, at = 0, day
    while at >= FIRST and not overdue_majors(ledger, at):
        run, at = run + 1, at - DAY
    if at < FIRST:
        # never one overdue: counted from the first day with a registered major hazard
        run = 0
        for back in range((day - FIRST).days + 1):
            views = standing(ledger, FIRST + dt.timedelta(back)).hazards
            if any(one.level == "重大" and one.registered_on for one in views):
                run = (day - FIRST).days + 1 - back
                break
    assert found.days == (0 if late else run)
    if found.since is not None:
        assert (day - found.since).days + 1 == found.days


def majors(ledger: Ledger, day: dt.date) -> list[tuple[str, dt.date, str, str]]:
    return [
        (view.id, view.registered_on, view.status, view.record.source)
        for view in standing(ledger, day).hazards
        if view.level == "重大"
        and view.registered_on is not None
        and view.status not in {"已作废", "已移送"}
    ]


@given(ledgers(), days)
def test_stock_is_what_was_registered_before_the_year(ledger: Ledger, day: dt.date) -> None:
    found = goal(standing(ledger, day), Stock)
    assert isinstance(found, Stock)
    of = [one for one in majors(ledger, day) if one[1] <= dt.date(2023, 12, 31)]
    assert [one.id for one in found.closed] == [one[0] for one in of if one[2] == "已销号"]
    assert [one.id for one in found.rest] == [one[0] for one in of if one[2] != "已销号"]
    assert found.of == len(of)


def quarter(day: dt.date) -> int:
    return day.year * 4 + (day.month - 1) // 3


@given(ledgers(), days)
def test_the_increment_is_eight_quarters_by_source(ledger: Ledger, day: dt.date) -> None:
    found = goal(standing(ledger, day), Increment)
    assert isinstance(found, Increment)
    last = quarter(day) - (quarter(day) == quarter(day + DAY))
    for quarters, first in ((found.last, last - 3), (found.before, last - 7)):
        assert len(quarters) == 4
        for place, one in enumerate(quarters):
            for source in Source:
                assert [view.id for view in one.of(source)] == [
                    id_
                    for id_, on, _, through in majors(ledger, day)
                    if quarter(on) == first + place and through == source
                ]
    assert (found.running is None) == (quarter(day + dt.timedelta(1)) != quarter(day))
    if found.running is not None:
        assert [one.id for one in found.running.new] == [
            id_ for id_, on, _, _ in majors(ledger, day) if quarter(on) == quarter(day)
        ]


RANK = ["函告", "通报", "约谈", "曝光"]


@given(ledgers(), days)
def test_the_ladder_climbs_one_day_at_a_time(ledger: Ledger, day: dt.date) -> None:
    """A day counts when it lies beyond the deadline and did not begin in 待复查."""
    for view in standing(ledger, day).hazards:
        now, timeline = view.standing, view.timeline
        counted, at = 0, day
        while now.deadline is not None and at > now.deadline:
            before = timeline.on(at - DAY)
            counted += before is None or before.status != "待复查"
            at -= DAY
        assert days_held_against(timeline, day) == counted
        expected = set()
        if view.days_overdue and now.status in {"整改中", "待复查"}:
            taken = [
                RANK.index(one.step)
                for one in now.steps
                if (one.date, one.ordinal) > (now.deadline_set_on, now.deadline_set_by)
            ]
            reached = [
                RANK.index(r.step) for r in LADDER if r.level == now.level and r.after <= counted
            ]
            if reached and max(reached) > max(taken, default=-1):
                expected.add(RANK[max(reached)])
            if now.level == "重大" and now.listed_on is None:
                expected.add("挂牌督办")
        found = {str(one.event) for one in view.proposals if one.ground is not Ground.SLOW}
        assert found == expected


@given(ledgers(), days)
def test_the_standing_of_a_day_ignores_what_comes_later(ledger: Ledger, day: dt.date) -> None:
    cut = replace(
        ledger,
        hazards=tuple(
            replace(one, history=tuple(entry for entry in one.history if entry.date <= day))
            for one in ledger.hazards
            if one.found_on <= day
        ),
        derived={},
    )
    whole, part = standing(ledger, day), standing(cut, day)
    assert [(one.id, one.proposals) for one in whole.hazards] == [
        (one.id, one.proposals) for one in part.hazards
    ]
    assert [(one.kind, one.about, one.finding) for one in whole.clues] == [
        (one.kind, one.about, one.finding) for one in part.clues
    ]


@st.composite
def with_self_checks(draw: st.DrawFn) -> Ledger:
    ledger = draw(ledgers())
    made = [
        make(
            Activity,
            id=f"HD-{place}",
            date=draw(days),
            kind=draw(st.sampled_from([ActivityKind.SELF_CHECK, ActivityKind.INSPECTION])),
            enterprises=("QY-1",),
            found=draw(st.sampled_from([None, (), ("YH-0",)])),
        )
        for place in range(draw(st.integers(0, 6)))
    ]
    # a self-check shortly before a hazard, or chance would hardly ever give a clue
    for hazard in ledger.hazards:
        gap = dt.timedelta(draw(st.integers(0, 40)))
        made.append(
            make(
                Activity,
                id=f"HD-{hazard.id}",
                date=hazard.found_on - gap,
                kind=ActivityKind.SELF_CHECK,
                enterprises=("QY-1",),
                found=(),
            )
        )
    return replace(ledger, activities=tuple(made))


@given(with_self_checks(), days)
def test_the_clues_of_hazards_read_again_from_their_text(ledger: Ledger, day: dt.date) -> None:
    expected = set()
    for view in standing(ledger, day).hazards:
        hazard, status, level = view.record, str(view.status), str(view.level)
        on = view.registered_on
        major = level == "重大" and on is not None and status != "已作废"
        nil = [
            one.date
            for one in ledger.activities
            if one.kind == "企业自查" and one.found == () and one.date <= day
        ]
        if (
            major
            and hazard.source == "督导检查"
            and any(0 < (hazard.found_on - date).days <= 30 for date in nil)
        ):
            expected.add(("unfound", view.id))
        failed = view.standing.round - 1
        since = [
            entry.date for entry in view.entries if view.deadline and entry.date > view.deadline
        ]
        silent = status == "整改中" and view.days_overdue >= 30 and not since
        if (failed >= 2 and status not in {"待通知", "已作废"}) or silent:
            expected.add(("refusal", view.id))
        if view.open and major and on is not None and (day - on).days > 180:
            expected.add(("long_open", view.id))
    found = {
        (str(one.kind), one.hazard.id)
        for one in standing(ledger, day).clues
        if one.hazard is not None
    }
    assert found == expected
