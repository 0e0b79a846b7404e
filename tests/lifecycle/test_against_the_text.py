"""The fold against the second reading of design 4 (``tests/ledgers``), day by day.

Both must agree on random histories in which sound entries and every kind of mistake are mixed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from safety_ledger.ledger import Ledger
from safety_ledger.lifecycle import Timeline, timeline
from safety_ledger.model import Enterprise, Hazard, LedgerFile, Person
from safety_ledger.model.declaration import make
from safety_ledger.model.enterprise import Change
from safety_ledger.model.hazard import Entry, Responsible
from safety_ledger.model.ledger_file import Policies
from safety_ledger.model.person import RoleSpan
from safety_ledger.vocabulary import OPEN_STATUSES, Event, Level, Result, Role, Source
from tests.ledgers.second_reading import ALLOWED, ORDERS, Office, Read, days_overdue, read

FOUND = dt.date(2024, 5, 8)
FIRST = FOUND - dt.timedelta(days=2)
LAST = FOUND + dt.timedelta(days=60)
TURN = FOUND + dt.timedelta(days=20)
"""The day on which 周明 becomes an approver and the enterprise gets another principal."""

ROLES = {
    "李明": [("督导员", FIRST, LAST)],
    "周明": [("督导员", FIRST, LAST), ("审核人", TURN, LAST)],
    "赵刚": [("审核人", FIRST, LAST)],
    "陈敏": [("审核人", FIRST, LAST)],
    "林涛": [("专家", FIRST, LAST)],
}
SECTIONS = {
    "李明": "安全管理科",
    "周明": "安全管理科",
    "赵刚": "安全管理科",
    "陈敏": "经济发展科",
    "林涛": "",
}
NAMES = [*ROLES, "王建国", "李强", "刘芳", "王强"]

PEOPLE = [
    {
        "name": name,
        "roles": [{"role": role, "from": since, "until": until} for role, since, until in held],
        "section": SECTIONS[name],
    }
    for name, held in ROLES.items()
]
SITE = {
    "id": "QY-012",
    "name": "甲",
    "principal": "王建国",
    "safety_manager": "刘芳",
    "changes": [{"date": TURN, "principal": "李强"}],
}


@dataclass
class Case:
    """One hazard as its file has it, and the office around it."""

    hazard: dict[str, Any]
    office: Office

    @property
    def entries(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.hazard["history"]
        return found

    def with_entries(self, entries: list[dict[str, Any]]) -> Case:
        return replace(self, hazard=self.hazard | {"history": entries})

    def read(self, day: dt.date) -> Read:
        now = read(self.hazard, self.office, day)
        assert now is not None
        return now


# --- random histories

days = st.integers(0, (LAST - FIRST).days).map(lambda n: FIRST + dt.timedelta(days=n))
signers = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)
LIKELY = ["通知", "整改完成", "复查", "销号", "重开", "延期", "延期申请", "核实", "改判"]


@st.composite
def entries(draw: st.DrawFn) -> dict[str, Any]:
    event = draw(st.sampled_from([*LIKELY, *LIKELY, *LIKELY, *ALLOWED]))
    values: dict[str, Any] = {"date": draw(days), "event": event, "by": draw(signers)}
    if event == "复查":
        values["result"] = draw(st.sampled_from(["合格", "合格", "不合格"]))
    if event in ("延期", "延期申请", "重开"):
        values["until"] = draw(days)
    if event == "通知":
        values["to"] = draw(st.sampled_from([("主要负责人",), ("实际控制人",), ()]))
    if event == "改判":
        values["level"] = draw(st.sampled_from(["一般", "重大"]))
    if event in ORDERS:
        values["issuer"] = draw(st.sampled_from(["县应急管理局", "开发区管委会", None]))
    if event == "作废":
        values["duplicate_of"] = draw(st.sampled_from(["YH-0", None]))
    return values


@st.composite
def routines(draw: st.DrawFn) -> list[dict[str, Any]]:
    """The way to a closure, or its beginning, signed now by this one and now by that."""
    way: list[tuple[int, str, dict[str, Any], list[tuple[str, ...]]]] = [
        (1, "核实", {}, [("李明",)]),
        (2, "通知", {"to": ("主要负责人",)}, [("李明",)]),
        (22, "整改完成", {}, [("王强",), ("刘芳",)]),
        (25, "复查", {"result": "合格"}, [("李明",), ("周明",), ("周明", "李强")]),
        (28, "销号", {}, [("赵刚",), ("周明",), ("赵刚", "李强"), ("李强", "刘芳")]),
        (40, "重开", {"until": LAST}, [("赵刚",), ("李明",)]),
    ]
    return [
        {
            "date": FOUND + dt.timedelta(days=after),
            "event": event,
            "by": draw(st.sampled_from(signatures)),
            **values,
        }
        for after, event, values, signatures in way[: draw(st.integers(3, 6))]
    ]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Random entries, often strewn over a routine that closes, so that all statuses are reached."""
    if draw(st.booleans()):
        history = draw(st.lists(entries(), max_size=9))
    else:
        history = [*draw(routines()), *draw(st.lists(entries(), max_size=3))]
        if draw(st.booleans()):
            history.sort(key=lambda one: one["date"])
    hazard = {
        "id": "YH-1",
        "enterprise": SITE["id"],
        "title": "甲",
        "level": draw(st.sampled_from(["一般", "重大"])),
        "source": draw(st.sampled_from(["企业自查", "督导检查", "群众举报"])),
        "found_on": FOUND,
        "deadline": draw(days),
        "responsible": {"rectifier": "王强"},
        "history": history,
    }
    names = draw(st.sampled_from([list(ROLES), list(ROLES), ["李明", "林涛"], ["林涛"], ["赵刚"]]))
    people = [one for one in PEOPLE if one["name"] in names]
    return Case(hazard, Office(people, [SITE], strict=draw(st.booleans())))


TERMS: dict[str, Any] = {"event": Event, "level": Level, "result": Result, "source": Source}


def typed(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a record as a reader makes them."""
    return {key: TERMS[key](value) if key in TERMS else value for key, value in values.items()}


def person(one: Mapping[str, Any]) -> Person:
    spans = tuple(
        make(RoleSpan, role=Role(span["role"]), from_=span["from"], until=span["until"])
        for span in one["roles"]
    )
    return make(Person, name=one["name"], section=one["section"] or None, roles=spans)


def folded(case: Case) -> Timeline:
    changes = tuple(make(Change, **values) for values in SITE["changes"])
    policies = make(Policies, strict=("L520",) if case.office.strict else ())
    ledger = Ledger(
        make(LedgerFile, name="台账", policies=policies),
        people=tuple(map(person, case.office.people)),
        enterprises=(make(Enterprise, **SITE | {"changes": changes}),),
    )
    history = tuple(make(Entry, **typed(one)) for one in case.entries)
    responsible = make(Responsible, **case.hazard["responsible"])
    values = typed(case.hazard) | {"history": history, "responsible": responsible}
    return timeline(make(Hazard, **values), ledger)


EVERY_DAY = [FOUND + dt.timedelta(days=n) for n in range((LAST - FOUND).days + 1)]


@settings(max_examples=150, deadline=None)
@given(cases())
def test_the_fold_agrees_with_a_second_reading_on_every_day(case: Case) -> None:
    line = folded(case)
    for day in EVERY_DAY:
        now, then = line.on(day), case.read(day)
        assert now is not None
        assert (now.status, now.since, now.level, now.deadline, now.round) == (
            then.status,
            then.since,
            then.level,
            then.deadline,
            then.round,
        )
        assert (now.registered_on, now.closed_on) == (then.registered_on, then.closed_on)
        passed = (now.passed.rectified_on, now.passed.on_time) if now.passed else (None, None)
        assert passed == (then.rectified_on, then.on_time)
        assert line.days_overdue(day) == days_overdue(then, day)
        assert (now.listed_on is not None, now.stopped_on is not None) == (
            then.listed,
            then.stopped,
        )
    assert line.uncounted == set(case.read(LAST).not_counted)


@settings(max_examples=100, deadline=None)
@given(cases(), days, st.lists(entries(), max_size=4))
def test_later_entries_never_change_an_earlier_day(
    case: Case, day: dt.date, more: list[dict[str, Any]]
) -> None:
    until = [one for one in case.entries if one["date"] <= day]
    later = [one for one in more if one["date"] > day]
    views = [
        folded(case.with_entries(history)).on(day)
        for history in (until, case.entries, [*case.entries, *later])
    ]
    shown = [view and view._replace(ordinal=0, passed=None, steps=()) for view in views]
    assert shown[0] == shown[1] == shown[2]


@settings(max_examples=100, deadline=None)
@given(cases())
def test_what_holds_of_every_standing(case: Case) -> None:
    line = folded(case)
    counted = {"延期", "重开"}
    for before, after in zip(line.standings, line.standings[1:], strict=False):
        made_by = case.entries[after.ordinal]
        assert after.round >= 1
        assert before.date <= after.date == made_by["date"]
        assert after.since <= after.date
        assert after.open == (after.status in OPEN_STATUSES)
        assert (after.claim is not None) == (after.status == "待复查")
        assert after.passed is not None or after.status not in ("待销号", "已销号")
        assert after.deadline == before.deadline or made_by["event"] in counted
        assert after.ordinal not in line.uncounted
    assert line.days_overdue(FOUND) >= 0


@settings(max_examples=100, deadline=None)
@given(cases())
def test_the_line_reconciles(case: Case) -> None:
    """期初 + 新增 + 重开 - 销号 - 作废 - 移送 - 退出 = 期末, counted from the entries that count."""
    line = folded(case)
    stock = 0
    for before, after in zip((None, *line.standings), line.standings, strict=False):
        came = after.open and not (before is not None and before.open)
        went = before is not None and before.open and not after.open
        stock += came - went
        if before is not None and (came or went):
            event = case.entries[after.ordinal]["event"]
            assert event in ({"核实", "重开"} if came else {"销号", "作废", "移送", "退出"})
    assert stock == line.last.open
