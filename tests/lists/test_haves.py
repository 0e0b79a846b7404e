"""The six haves of the last quarter that is over: what shows each, and what is missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from safety_ledger.ledger import Ledger
from safety_ledger.lists import standing
from safety_ledger.lists.haves import Have, HaveName, haves
from safety_ledger.model import Activity, Enterprise, Hazard, LedgerFile
from safety_ledger.model.declaration import make
from safety_ledger.model.enterprise import RiskGrade
from safety_ledger.model.hazard import Entry, Responsible
from safety_ledger.model.ledger_file import Policies, Rung
from safety_ledger.vocabulary import (
    ActivityKind,
    Colour,
    Event,
    Level,
    Result,
    Source,
    Step,
)

LAST = dt.date(2024, 9, 30)
FOUND = dt.date(2024, 7, 8)
LADDER = (make(Rung, level=Level.GENERAL, after=5, step=Step.LETTER),)
FILE = make(LedgerFile, name="示例台账", policies=make(Policies, escalation=LADDER))
FIRM = make(
    Enterprise,
    id="QY-1",
    name="示例甲",
    uscc="91350428MA0000058L",
    industry="建材",
    area="东片区",
    address="一路1号",
    principal="王建国",
    controller="王建国",
    safety_manager="刘芳",
    employees=20,
    section="安全管理科",
    risk=make(RiskGrade, level=Colour.BLUE),
)
WHOLE = make(Responsible, rectifier="王强", section="安全管理科", person="张华", regulator="县局")
TOLD = (dt.date(2024, 7, 9), Event.NOTIFY, {"to": ("主要负责人", "实际控制人")})
CLAIM = (dt.date(2024, 7, 20), Event.RECTIFY, {"by": ("王强",)})
PASS = (dt.date(2024, 7, 22), Event.REVIEW, {"by": ("李明",), "result": Result.PASS})
CLOSE = (dt.date(2024, 7, 24), Event.CLOSE, {"by": ("赵刚",)})
PHOTO = {"evidence": ("evidence/YH-1/后.jpg",)}

Written = tuple[dt.date, Event, dict[str, Any]]


def hazard(*entries: Written, **more: Any) -> Hazard:
    fields: dict[str, Any] = {
        "id": "YH-1",
        "enterprise": "QY-1",
        "title": "防护罩缺失",
        "level": Level.GENERAL,
        "category": "设备设施",
        "location": "一车间",
        "source": Source.INSPECTION,
        "found_on": FOUND,
        "deadline": dt.date(2024, 12, 31),
        "responsible": WHOLE,
    }
    history = tuple(make(Entry, date=date, event=event, **rest) for date, event, rest in entries)
    return make(Hazard, **fields | more, history=history)


def activity(kind: ActivityKind, date: str, **more: Any) -> Activity:
    return make(Activity, id=f"HD-{date}", date=dt.date.fromisoformat(date), kind=kind, **more)


def asked(name: HaveName, *records: Hazard | Activity, day: dt.date = LAST) -> Have:
    of = Ledger(
        FILE,
        enterprises=(FIRM,),
        hazards=tuple(one for one in records if isinstance(one, Hazard)),
        activities=tuple(one for one in records if isinstance(one, Activity)),
    )
    return next(one for one in haves(standing(of, day)) if one.name is name)


def missing(have: Have) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.what.zh, one.ids) for one in have.missing]


@pytest.mark.parametrize(
    ("day", "quarter"),
    [("2024-09-30", "2024Q3"), ("2024-09-29", "2024Q2"), ("2024-12-30", "2024Q3")],
)
def test_the_quarter_is_the_last_that_is_over(day: str, quarter: str) -> None:
    have = asked(HaveName.LISTS, day=dt.date.fromisoformat(day))
    assert have.period.name == quarter


def test_lists_are_had_when_none_lacks_anything() -> None:
    assert asked(HaveName.LISTS, hazard(TOLD)).held
    have = asked(HaveName.LISTS, hazard(TOLD, location=None))
    assert missing(have) == [("隐患清单有缺项", ("YH-1",))]
    assert len(have.shown) == 3


def test_the_lists_are_those_of_the_quarters_end() -> None:
    """What is found after the quarter, or closed before its end, is not looked at."""
    after = hazard(location=None, found_on=dt.date(2024, 10, 1))
    assert asked(HaveName.LISTS, after, day=dt.date(2024, 12, 1)).held
    closed = hazard(TOLD, CLAIM, PASS, CLOSE, location=None)
    assert asked(HaveName.LISTS, closed).held


@pytest.mark.parametrize(
    ("entries", "more", "lacks"),
    [
        ((TOLD,), {}, []),
        ((TOLD,), {"category": None}, ["缺判定依据或类别"]),
        ((TOLD,), {"deadline": None}, ["缺整改期限"]),
        ((TOLD,), {"responsible": None}, ["缺责任人"]),
        ((), {}, ["未通知主要负责人"]),
        ((), {"source": Source.SELF}, []),  # its own: told by itself
        ((), {"source": Source.SELF, "responsible": make(Responsible, rectifier="王强")}, []),
        ((), {"source": Source.SELF, "responsible": None}, ["缺责任人"]),
    ],
)
def test_every_open_hazard_is_booked_whole(
    entries: tuple[Written, ...], more: dict[str, Any], lacks: list[str]
) -> None:
    have = asked(HaveName.LEDGER, hazard(*entries, **more))
    assert missing(have) == [(what, ("YH-1",)) for what in lacks]
    assert have.shown[0].ids == ("YH-1",)


def test_an_evaluation_of_the_quarter() -> None:
    held = activity(ActivityKind.EVALUATION, "2024-09-30")
    assert asked(HaveName.EVALUATION, held).shown[0].ids == ("HD-2024-09-30",)
    for date in ("2024-06-30", "2024-10-01"):
        late = activity(ActivityKind.EVALUATION, date)
        assert not asked(HaveName.EVALUATION, late, day=dt.date(2024, 12, 1)).held


def test_an_activity_counts_for_the_quarter_it_names() -> None:
    named = activity(ActivityKind.EVALUATION, "2024-10-12", period="2024Q3")
    assert asked(HaveName.EVALUATION, named, day=dt.date(2024, 10, 12)).held
    assert not asked(HaveName.EVALUATION, named, day=dt.date(2024, 10, 11)).held
    other = activity(ActivityKind.EVALUATION, "2024-09-12", period="2024Q2")
    assert not asked(HaveName.EVALUATION, other).held


@pytest.mark.parametrize(
    ("more", "held"),
    [
        ({"hazards": ("YH-1",), "decision": "停产"}, True),
        ({"hazards": ("YH-1",)}, False),
        ({"decision": "停产"}, False),
    ],
)
def test_a_consultation_names_hazards_and_a_decision(more: dict[str, Any], held: bool) -> None:
    assert (
        asked(HaveName.CONSULTATION, activity(ActivityKind.CONSULTATION, "2024-08-01", **more)).held
        == held
    )


def with_photo(one: Written) -> Written:
    return (*one[:2], one[2] | PHOTO)


@pytest.mark.parametrize("proof", [CLAIM, PASS, CLOSE])
def test_a_closure_with_evidence(proof: Written) -> None:
    entries = [with_photo(one) if one is proof else one for one in (TOLD, CLAIM, PASS, CLOSE)]
    have = asked(HaveName.CLOSURE, hazard(*entries))
    assert (have.held, have.shown[0].ids) == (True, ("YH-1",))


def test_a_closure_without_evidence_is_named() -> None:
    bare = asked(HaveName.CLOSURE, hazard(TOLD, CLAIM, PASS, CLOSE))
    assert missing(bare) == [("销号缺佐证", ("YH-1",))]
    notice = asked(HaveName.CLOSURE, hazard(with_photo(TOLD), CLAIM, PASS, CLOSE))
    assert not notice.held  # the scan of the notice proves no rectification


def test_evidence_is_that_of_the_cycle() -> None:
    again: tuple[Written, ...] = (
        (
            dt.date(2024, 8, 1),
            Event.REOPEN,
            {"by": ("陈敏",), "until": dt.date(2024, 8, 31), "reason": "反弹"},
        ),
        (dt.date(2024, 8, 9), Event.RECTIFY, {"by": ("王强",)}),
        (dt.date(2024, 8, 10), Event.REVIEW, {"by": ("李明",), "result": Result.PASS}),
        (dt.date(2024, 8, 11), Event.CLOSE, {"by": ("赵刚",)}),
    )
    have = asked(HaveName.CLOSURE, hazard(TOLD, with_photo(CLAIM), PASS, CLOSE, *again))
    assert have.shown[0].ids == ("YH-1", "YH-1")
    assert missing(have) == [("销号缺佐证", ("YH-1",))]


def test_a_closure_of_another_quarter_is_not_looked_at() -> None:
    bare = hazard(TOLD, CLAIM, PASS, CLOSE)
    assert asked(HaveName.CLOSURE, bare, day=dt.date(2024, 12, 31)).shown[0].ids == ()


@pytest.mark.parametrize(
    ("entries", "lacks"),
    [((TOLD, CLAIM), "复查超期"), ((TOLD, CLAIM, PASS), "销号超期")],
)
def test_no_review_and_no_closure_is_late(entries: tuple[Written, ...], lacks: str) -> None:
    assert missing(asked(HaveName.CLOSURE, hazard(*entries))) == [(lacks, ("YH-1",))]


def test_findings_are_used() -> None:
    warned = activity(ActivityKind.WARNING, "2024-08-01")
    assert asked(HaveName.USE, warned).held
    assert missing(asked(HaveName.USE)) == [("没有通报、约谈或警示教育", ())]
    circulated = hazard(TOLD, (dt.date(2024, 8, 1), Event.CIRCULAR, {"by": ("陈敏",)}))
    assert asked(HaveName.USE, circulated).shown[0].ids == ("YH-1",)
    letter = hazard(TOLD, (dt.date(2024, 8, 1), Event.LETTER, {"by": ("陈敏",)}))
    assert not asked(HaveName.USE, letter).held


def test_a_step_that_was_due_and_not_taken_is_named() -> None:
    warned = activity(ActivityKind.WARNING, "2024-08-01")
    late = hazard(TOLD, deadline=dt.date(2024, 9, 25))
    assert missing(asked(HaveName.USE, warned, late)) == [("应函告未函告", ("YH-1",))]
    in_time = replace(late, deadline=dt.date(2024, 9, 26))
    assert asked(HaveName.USE, warned, in_time).held
