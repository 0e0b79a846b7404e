"""Which step of supervision a hazard calls for: case by case, at the day itself and the day after."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from safety_ledger.ledger import Ledger
from safety_ledger.lifecycle import Timeline, timeline
from safety_ledger.model import Hazard, LedgerFile
from safety_ledger.model.declaration import make
from safety_ledger.model.hazard import Criterion, Entry
from safety_ledger.model.ledger_file import Rung
from safety_ledger.model.policies import Effective
from safety_ledger.obligations.escalation import Ground, days_held_against, proposals
from safety_ledger.vocabulary import Event, Level, Result, Source, Step

LADDER = (
    make(Rung, level=Level.MAJOR, after=1, step=Step.LETTER),
    make(Rung, level=Level.MAJOR, after=15, step=Step.CIRCULAR),
    make(Rung, level=Level.MAJOR, after=30, step=Step.SUMMON),
    make(Rung, level=Level.MAJOR, after=60, step=Step.EXPOSE),
    make(Rung, level=Level.GENERAL, after=15, step=Step.LETTER),
)
OFFICE = Effective(escalation=LADDER)
EMPTY = Ledger(make(LedgerFile, name="示例台账"))
FOUND = dt.date(2024, 5, 8)
DUE = dt.date(2024, 6, 30)
TOLD = (FOUND, Event.NOTIFY, {"to": ("主要负责人", "实际控制人")})

Written = tuple[dt.date, Event, dict[str, Any]]


def after(days: int) -> dt.date:
    return DUE + dt.timedelta(days)


def life(
    *entries: Written,
    level: Level = Level.MAJOR,
    source: Source = Source.INSPECTION,
    told: bool = True,
) -> Timeline:
    history = ([TOLD] if told else []) + list(entries)
    hazard = make(
        Hazard,
        id="YH-1",
        enterprise="QY-1",
        title="报警器失效",
        level=level,
        source=source,
        found_on=FOUND,
        deadline=DUE,
        history=tuple(
            make(Entry, **{"date": date, "event": event, "by": ("李明",)} | more)
            for date, event, more in history
        ),
    )
    return timeline(hazard, EMPTY)


def step(date: dt.date, event: Event) -> Written:
    return date, event, {"by": ("陈敏",), "document": "开安1号"}


def claim(date: dt.date) -> Written:
    return date, Event.RECTIFY, {"by": ("王强",)}


def failed(date: dt.date) -> Written:
    return date, Event.REVIEW, {"result": Result.FAIL}


def extended(date: dt.date, until: dt.date) -> Written:
    return date, Event.EXTEND, {"by": ("陈敏",), "until": until, "reason": "设备到货推迟"}


def proposed(one: Timeline, day: dt.date, policies: Effective = OFFICE) -> list[object]:
    found = proposals(one, policies, day)
    return [each.step or each.ground for each in found if each.ground is not Ground.SLOW]


@pytest.mark.parametrize(
    ("days", "steps"),
    [
        (0, []),  # the whole last day is in time
        (1, [Step.LETTER, Ground.LISTING]),
        (14, [Step.LETTER, Ground.LISTING]),
        (15, [Step.CIRCULAR, Ground.LISTING]),
        (29, [Step.CIRCULAR, Ground.LISTING]),
        (30, [Step.SUMMON, Ground.LISTING]),
        (60, [Step.EXPOSE, Ground.LISTING]),
        (400, [Step.EXPOSE, Ground.LISTING]),
    ],
)
def test_the_highest_rung_reached(days: int, steps: list[object]) -> None:
    assert proposed(life(), after(days)) == steps


def test_the_proposal_stays_until_the_step_is_taken() -> None:
    taken = life(step(after(20), Event.CIRCULAR))
    assert [proposed(taken, after(days))[0] for days in (15, 19)] == [Step.CIRCULAR] * 2
    assert proposed(taken, after(20)) == [Ground.LISTING]
    assert proposed(taken, after(29)) == [Ground.LISTING]
    assert proposed(taken, after(30)) == [Step.SUMMON, Ground.LISTING]


def test_a_higher_step_does_for_a_lower_one_and_a_lower_one_not_for_a_higher() -> None:
    assert proposed(life(step(after(3), Event.SUMMON)), after(16)) == [Ground.LISTING]
    assert proposed(life(step(after(3), Event.LETTER)), after(16)) == [
        Step.CIRCULAR,
        Ground.LISTING,
    ]


def test_a_new_deadline_starts_the_ladder_again() -> None:
    """Steps taken under the old deadline are spent; the new one has to be missed first."""
    moved = life(
        step(after(2), Event.LETTER),
        (DUE, Event.REQUEST_EXTENSION, {"until": after(20)}),
        extended(after(5), after(20)),
    )
    assert proposed(moved, after(20)) == []
    assert proposed(moved, after(21)) == [Step.LETTER, Ground.LISTING]
    again = life(
        (DUE, Event.REQUEST_EXTENSION, {"until": after(20)}),
        extended(after(5), after(20)),
        step(after(21), Event.LETTER),
    )
    assert proposed(again, after(21)) == [Ground.LISTING]


def test_on_the_day_of_a_new_deadline_the_order_of_the_entries_decides() -> None:
    asked = (DUE, Event.REQUEST_EXTENSION, {"until": after(20)})
    moved, letter = extended(after(5), after(20)), step(after(5), Event.LETTER)
    assert proposed(life(asked, letter, moved), after(21)) == [Step.LETTER, Ground.LISTING]
    assert proposed(life(asked, moved, letter), after(21)) == [Ground.LISTING]


def test_nobody_is_pressed_who_was_not_told() -> None:
    untold = life(told=False)
    assert untold.days_overdue(after(40)) == 40
    assert proposals(untold, OFFICE, after(40)) == ()
    late = life((after(40), *TOLD[1:]), told=False)
    assert proposed(late, after(40)) == [Step.SUMMON, Ground.LISTING]


def test_a_late_claim_keeps_the_days_it_had() -> None:
    """It stays overdue until reviewed, and the days of waiting are the office's."""
    late = life(claim(after(16)))
    for day in (after(16), after(50), after(300)):
        assert days_held_against(late, day) == 16
        assert proposed(late, day) == [Step.CIRCULAR, Ground.LISTING]


def test_who_claims_in_time_waits_for_the_office() -> None:
    assert proposals(life(claim(DUE)), OFFICE, after(90)) == ()


def test_days_spent_waiting_for_a_review_do_not_count() -> None:
    """In time and failed forty days later: the enterprise has had no day yet beyond its deadline."""
    back = life(claim(DUE - dt.timedelta(5)), failed(after(40)))
    assert days_held_against(back, after(40)) == 0
    assert proposed(back, after(40)) == [Ground.LISTING]
    assert proposed(back, after(41)) == [Step.LETTER, Ground.LISTING]
    twice = life(claim(after(3)), failed(after(13)), claim(after(20)), failed(after(25)))
    assert days_held_against(twice, after(30)) == 30 - 10 - 5
    assert proposed(twice, after(29)) == [Step.LETTER, Ground.LISTING]
    assert proposed(twice, after(30)) == [Step.CIRCULAR, Ground.LISTING]


def test_a_listed_hazard_is_not_proposed_for_listing_again() -> None:
    listed = life((after(5), Event.LIST, {"issuer": "县安委会"}), step(after(5), Event.LETTER))
    assert proposed(listed, after(6)) == []
    off = life(
        (after(5), Event.LIST, {"issuer": "县安委会"}),
        (after(9), Event.DELIST, {"issuer": "县安委会"}),
    )
    assert proposed(off, after(9)) == [Step.LETTER, Ground.LISTING]


def test_a_reopened_hazard_has_a_ladder_of_its_own() -> None:
    until = after(60)
    reopened = life(
        step(after(2), Event.LETTER),
        claim(after(5)),
        (after(6), Event.REVIEW, {"result": Result.PASS, "by": ("李明",)}),
        (after(7), Event.CLOSE, {"by": ("赵刚",)}),
        (after(30), Event.REOPEN, {"by": ("陈敏",), "until": until, "reason": "反弹"}),
    )
    assert proposed(reopened, after(6)) == []
    assert proposed(reopened, after(29)) == []
    assert proposed(reopened, until) == []
    assert proposed(reopened, until + dt.timedelta(1)) == [Step.LETTER, Ground.LISTING]


@pytest.mark.parametrize("source", [Source.INSPECTION, Source.SELF])
def test_a_general_hazard_has_its_own_rungs_and_is_never_listed(source: Source) -> None:
    """An enterprise's own small hazard too: the ladder is no clock of the office."""
    general = life(level=Level.GENERAL, source=source)
    assert proposed(general, after(14)) == []
    assert proposed(general, after(15)) == [Step.LETTER]
    assert proposed(general, after(500)) == [Step.LETTER]


def test_the_level_in_force_chooses_the_rungs() -> None:
    raised = life(
        (
            after(20),
            Event.REJUDGE,
            {
                "level": Level.MAJOR,
                "reason": "复核",
                "criterion": make(Criterion, standard="工贸企业重大事故隐患判定标准"),
            },
        ),
        level=Level.GENERAL,
    )
    assert proposed(raised, after(19)) == [Step.LETTER]
    assert proposed(raised, after(20)) == [Step.CIRCULAR, Ground.LISTING]


def test_without_a_ladder_no_step_is_proposed() -> None:
    assert proposed(life(), after(90), Effective()) == [Ground.LISTING]
    majors_only = Effective(escalation=LADDER[:1])
    assert proposed(life(level=Level.GENERAL), after(90), majors_only) == []


def test_the_highest_step_wins_whatever_the_order_of_the_ladder() -> None:
    odd = Effective(escalation=(LADDER[2], LADDER[0], LADDER[1]))
    assert proposed(life(), after(35), odd) == [Step.SUMMON, Ground.LISTING]


@pytest.mark.parametrize(("days", "slow"), [(14, False), (15, True)])
def test_a_major_hazard_without_an_entry_is_slow(days: int, slow: bool) -> None:
    found = proposals(life(), OFFICE, FOUND + dt.timedelta(days))
    assert [one.ground for one in found] == ([Ground.SLOW] if slow else [])
    assert [one.event for one in found] == ([None] if slow else [])


def test_any_entry_that_counts_is_progress() -> None:
    moving = life((FOUND + dt.timedelta(10), Event.PROGRESS, {}))
    assert proposals(moving, OFFICE, FOUND + dt.timedelta(24)) == ()
    assert proposals(moving, OFFICE, FOUND + dt.timedelta(25)) != ()
    # 查否 is not allowed here: it does not count, and does not hide that nothing was done
    hidden = life((FOUND + dt.timedelta(10), Event.DISMISS, {"by": ("陈敏",)}))
    assert proposals(hidden, OFFICE, FOUND + dt.timedelta(15)) != ()


def test_only_a_major_hazard_under_way_is_slow() -> None:
    day = FOUND + dt.timedelta(30)
    assert proposals(life(level=Level.GENERAL), OFFICE, day) == ()
    assert proposals(life(claim(FOUND + dt.timedelta(2))), OFFICE, day) == ()


def test_a_proposal_says_why() -> None:
    first, second = proposals(life(step(after(2), Event.LETTER)), OFFICE, after(16))[:2]
    assert first.reason.zh == "逾期 16 天，满 15 天应通报，已函告"
    assert (first.event, first.days, first.after) == (Event.CIRCULAR, 16, 15)
    assert second.reason.zh == "重大隐患逾期 16 天，尚未挂牌督办"
    assert (second.event, second.label.zh) == (Event.LIST, "提请挂牌督办")


def test_what_is_dated_later_changes_nothing() -> None:
    bare, more = life(), life(step(after(20), Event.EXPOSE), claim(after(25)))
    for days in range(-30, 20):
        assert proposals(bare, OFFICE, after(days)) == proposals(more, OFFICE, after(days))
