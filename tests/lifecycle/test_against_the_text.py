"""The fold against a second reading of design 4, written from its text and sharing no code.

The second reading is slow and plain: to know a day, it reads the entries up to that day again from
the start, with the Chinese terms as they stand in the table. Both must agree on random histories
in which sound entries and every kind of mistake are mixed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
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

OPEN = ["待通知", "整改中", "待复查", "待销号"]
ENDED = ["已销号", "已移送", "已退出", "已作废", "不属实"]
ALLOWED = {
    "核实": ["待核实"],
    "查否": ["待核实"],
    "移送": ["待核实", *OPEN],
    "作废": ["待核实", *OPEN],
    "退出": OPEN,
    "通知": OPEN,
    "整改完成": ["待通知", "整改中"],
    "复查": ["整改中", "待复查"],
    "销号": ["待销号"],
    "重开": ["已销号"],
    "延期申请": OPEN,
    "延期驳回": OPEN,
    "延期": ["待通知", "整改中"],
    "改判": OPEN,
    **{event: ["待核实", *OPEN] for event in ["函告", "通报", "约谈", "曝光", "进展"]},
    **{event: ["待核实", *OPEN] for event in ["挂牌督办", "停止使用", "停产停业", "查封"]},
    **{event: ["待核实", *OPEN, *ENDED] for event in ["摘牌", "恢复生产", "行政处罚"]},
}
APPROVER_SIGNS = [
    "延期",
    "延期驳回",
    "重开",
    "改判",
    "作废",
    "移送",
    "退出",
    "查否",
    "摘牌",
    "曝光",
]
ORDERS = ["挂牌督办", "摘牌", "停止使用", "停产停业", "恢复生产", "查封", "行政处罚"]


@dataclass
class Case:
    """One hazard as a second reader knows it: a list of entries and the office around it."""

    source: str
    level: str
    deadline: dt.date
    entries: list[Entry]
    people: list[str]
    strict: bool

    def roles(self, name: str, day: dt.date) -> list[str]:
        if name not in self.people:
            return []
        return [role for role, since, until in ROLES[name] if since <= day <= until]

    def anybody(self, *roles: str) -> bool:
        return any(role in roles for name in self.people for role, _, _ in ROLES[name])

    def signed_by(self, one: Entry, *roles: str, section: str = "") -> bool:
        if not one.by:
            return False
        if not self.anybody(*roles):
            return True
        return any(
            role in roles and section in ("", SECTIONS[name])
            for name in one.by
            for role in self.roles(name, one.date)
        )

    def signed_by_enterprise(self, one: Entry) -> bool:
        principal = "李强" if one.date >= TURN else "王建国"
        return principal in one.by or "刘芳" in one.by


@dataclass
class Read:
    """Where a second reader stands after some entries."""

    status: str
    level: str
    deadline: dt.date
    round: int = 1
    registered: bool = True
    claim: Entry | None = None
    claim_deadline: dt.date | None = None
    reviewers: tuple[str, ...] = ()
    rectifiers: tuple[str, ...] = ()
    asked: list[dt.date] = field(default_factory=list)
    listed: bool = False
    stopped: bool = False
    not_counted: list[int] = field(default_factory=list)


def read(case: Case, day: dt.date) -> Read:
    """All entries up to the day, in date order, one after the other."""
    own = case.source == "企业自查" and case.level == "一般"
    start = "待核实" if case.source == "群众举报" else "整改中" if own else "待通知"
    now = Read(start, case.level, case.deadline, registered=start != "待核实")
    places = sorted(range(len(case.entries)), key=lambda place: (case.entries[place].date, place))
    for place in places:
        one = case.entries[place]
        if one.date > day:
            break
        if sound(case, now, one) or (one.date >= FOUND and only_worse(now, one)):
            apply(now, one)
        else:
            now.not_counted.append(place)
    return now


def allowed(now: Read, one: Entry) -> bool:
    if one.event == "作废" and now.status == "已销号":
        return one.duplicate_of is not None
    return now.status in ALLOWED[one.event]


def own(case: Case, now: Read) -> bool:
    return case.source == "企业自查" and now.level == "一般"


def rectifiers(now: Read) -> tuple[str, ...]:
    return (now.claim.by if now.claim else ()) or ("王强",)


def lawful(one: Entry) -> bool:
    return one.issuer == "县应急管理局"


def sound(case: Case, now: Read, one: Entry) -> bool:
    """Nothing speaks against it."""
    if one.date < FOUND or not allowed(now, one):
        return False
    if one.event == "通知" and now.status == "待通知" and "主要负责人" not in one.to:
        return False
    if one.event == "延期" and not extension_in_time(now, one):
        return False
    if one.event in ORDERS and not lawful(one):
        return False
    if one.event == "复查":
        return review_signed(case, now, one)
    if one.event == "销号":
        return closure_signed(case, now, one) and not now.listed and not now.stopped
    return one.event not in APPROVER_SIGNS or case.signed_by(one, "审核人")


def extension_in_time(now: Read, one: Entry) -> bool:
    assert one.until is not None
    dates = [one.date, *now.asked]
    return one.until > now.deadline and any(date <= now.deadline for date in dates)


def review_signed(case: Case, now: Read, one: Entry) -> bool:
    if any(name in rectifiers(now) for name in one.by):
        return False
    if own(case, now):
        return case.signed_by_enterprise(one)
    return case.signed_by(one, "督导员", "审核人")


def closure_signed(case: Case, now: Read, one: Entry) -> bool:
    same = any(name in now.reviewers for name in one.by)
    if same and (now.level == "重大" or case.strict):
        return False
    if own(case, now):
        mended = any(name in now.rectifiers for name in one.by)
        return case.signed_by_enterprise(one) and not mended
    return case.signed_by(one, "审核人", section="安全管理科")


def only_worse(now: Read, one: Entry) -> bool:
    """重开, 复查 不合格, raising the level and binding orders count whatever is wrong with them."""
    if one.event == "重开":
        return now.status in ("已销号", "已移送", "已退出", "已作废") and now.registered
    if one.event == "复查":
        return one.result == "不合格" and now.status in OPEN
    if one.event == "改判":
        return one.level == "重大" and now.status in OPEN
    binding = [order for order in ORDERS if order not in ("摘牌", "恢复生产")]
    return one.event in binding and allowed(now, one)


def apply(now: Read, one: Entry) -> None:
    """What the table says of an entry that counts."""
    ends = {"查否": "不属实", "移送": "已移送", "退出": "已退出", "作废": "已作废"}
    if one.event in ends:
        now.status, now.claim = ends[one.event], None
    elif one.event == "核实":
        now.status, now.registered = "待通知", True
    elif one.event == "通知" and now.status == "待通知":
        now.status = "整改中"
    elif one.event == "整改完成":
        now.status, now.claim, now.claim_deadline = "待复查", one, now.deadline
    elif one.event == "复查" and one.result == "合格":
        now.rectifiers, now.reviewers = rectifiers(now), one.by
        now.status, now.claim = "待销号", None
    elif one.event == "复查":
        now.round, now.claim = now.round + 1, None
        now.status = now.status if now.status == "待通知" else "整改中"
    elif one.event == "销号":
        now.status = "已销号"
    elif one.event == "重开":
        assert one.until is not None
        now.status, now.round, now.deadline = "整改中", 1, one.until
    else:
        apply_beside(now, one)


def apply_beside(now: Read, one: Entry) -> None:
    """The entries that leave the status alone."""
    if one.event == "延期":
        assert one.until is not None
        now.deadline = one.until
    elif one.event == "延期申请":
        now.asked.append(one.date)
    elif one.event == "改判":
        now.level = str(one.level)
    elif one.event in ("挂牌督办", "摘牌"):
        now.listed = one.event == "挂牌督办"
    elif one.event in ("停产停业", "恢复生产"):
        now.stopped = one.event == "停产停业"


def days_overdue(now: Read, day: dt.date) -> int:
    if now.status in ("待通知", "整改中"):
        return max(0, (day - now.deadline).days)
    if now.status == "待复查":
        assert now.claim is not None
        assert now.claim_deadline is not None
        return max(0, (now.claim.date - now.claim_deadline).days)
    return 0


# --- random histories

days = st.integers(0, (LAST - FIRST).days).map(lambda n: FIRST + dt.timedelta(days=n))
signers = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)
LIKELY = ["通知", "整改完成", "复查", "销号", "重开", "延期", "延期申请", "核实", "改判"]


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    event = draw(st.sampled_from([*LIKELY, *LIKELY, *LIKELY, *ALLOWED]))
    values: dict[str, Any] = {"date": draw(days), "event": Event(event), "by": draw(signers)}
    if event == "复查":
        values["result"] = draw(st.sampled_from([Result.PASS, Result.PASS, Result.FAIL]))
    if event in ("延期", "延期申请", "重开"):
        values["until"] = draw(days)
    if event == "通知":
        values["to"] = draw(st.sampled_from([("主要负责人",), ("实际控制人",), ()]))
    if event == "改判":
        values["level"] = draw(st.sampled_from(Level))
    if event in ORDERS:
        values["issuer"] = draw(st.sampled_from(["县应急管理局", "开发区管委会", None]))
    if event == "作废":
        values["duplicate_of"] = draw(st.sampled_from(["YH-0", None]))
    return make(Entry, **values)


@st.composite
def routines(draw: st.DrawFn) -> list[Entry]:
    """The way to a closure, or its beginning, signed now by this one and now by that."""
    way: list[tuple[int, Event, dict[str, Any], list[tuple[str, ...]]]] = [
        (1, Event.VERIFY, {}, [("李明",)]),
        (2, Event.NOTIFY, {"to": ("主要负责人",)}, [("李明",)]),
        (22, Event.RECTIFY, {}, [("王强",), ("刘芳",)]),
        (25, Event.REVIEW, {"result": Result.PASS}, [("李明",), ("周明",), ("周明", "李强")]),
        (28, Event.CLOSE, {}, [("赵刚",), ("周明",), ("赵刚", "李强"), ("李强", "刘芳")]),
        (40, Event.REOPEN, {"until": LAST}, [("赵刚",), ("李明",)]),
    ]
    return [
        make(
            Entry,
            date=FOUND + dt.timedelta(days=after),
            event=event,
            by=draw(st.sampled_from(signatures)),
            **values,
        )
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
            history.sort(key=lambda one: one.date)
    return Case(
        source=draw(st.sampled_from(["企业自查", "督导检查", "群众举报"])),
        level=draw(st.sampled_from(["一般", "重大"])),
        deadline=draw(days),
        entries=history,
        people=draw(
            st.sampled_from([list(ROLES), list(ROLES), ["李明", "林涛"], ["林涛"], ["赵刚"]])
        ),
        strict=draw(st.booleans()),
    )


def folded(case: Case) -> Timeline:
    people = tuple(
        make(
            Person,
            name=name,
            section=SECTIONS[name] or None,
            roles=tuple(
                make(RoleSpan, role=Role(role), from_=since, until=until)
                for role, since, until in ROLES[name]
            ),
        )
        for name in case.people
    )
    enterprise = make(
        Enterprise,
        id="QY-012",
        name="甲",
        principal="王建国",
        safety_manager="刘芳",
        changes=(make(Change, date=TURN, principal="李强"),),
    )
    policies = make(Policies, strict=("L520",) if case.strict else ())
    ledger = Ledger(
        make(LedgerFile, name="台账", policies=policies), people=people, enterprises=(enterprise,)
    )
    hazard = make(
        Hazard,
        id="YH-1",
        enterprise="QY-012",
        title="甲",
        level=Level(case.level),
        source=Source(case.source),
        found_on=FOUND,
        deadline=case.deadline,
        responsible=make(Responsible, rectifier="王强"),
        history=tuple(case.entries),
    )
    return timeline(hazard, ledger)


EVERY_DAY = [FOUND + dt.timedelta(days=n) for n in range((LAST - FOUND).days + 1)]


@settings(max_examples=150, deadline=None)
@given(cases())
def test_the_fold_agrees_with_a_second_reading_on_every_day(case: Case) -> None:
    line = folded(case)
    for day in EVERY_DAY:
        now, then = line.on(day), read(case, day)
        assert now is not None
        assert (now.status, now.level, now.deadline, now.round) == (
            then.status,
            then.level,
            then.deadline,
            then.round,
        )
        assert line.days_overdue(day) == days_overdue(then, day)
        assert (now.listed_on is not None, now.stopped_on is not None) == (
            then.listed,
            then.stopped,
        )
    assert line.uncounted == set(read(case, LAST).not_counted)


@settings(max_examples=100, deadline=None)
@given(cases(), days, st.lists(entries(), max_size=4))
def test_later_entries_never_change_an_earlier_day(
    case: Case, day: dt.date, more: list[Entry]
) -> None:
    until = [one for one in case.entries if one.date <= day]
    later = [one for one in more if one.date > day]
    views = [
        folded(replace(case, entries=history)).on(day)
        for history in (until, case.entries, [*case.entries, *later])
    ]
    shown = [view and view._replace(ordinal=0, passed=None, steps=()) for view in views]
    assert shown[0] == shown[1] == shown[2]


@settings(max_examples=100, deadline=None)
@given(cases())
def test_what_holds_of_every_standing(case: Case) -> None:
    line = folded(case)
    counted = {Event.EXTEND, Event.REOPEN}
    for before, after in zip(line.standings, line.standings[1:], strict=False):
        made_by = case.entries[after.ordinal]
        assert after.round >= 1
        assert before.date <= after.date == made_by.date
        assert after.since <= after.date
        assert after.open == (after.status in OPEN_STATUSES)
        assert (after.claim is not None) == (after.status == "待复查")
        assert after.passed is not None or after.status not in ("待销号", "已销号")
        assert after.deadline == before.deadline or made_by.event in counted
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
            event = case.entries[after.ordinal].event
            assert event in ({"核实", "重开"} if came else {"销号", "作废", "移送", "退出"})
    assert stock == line.last.open
