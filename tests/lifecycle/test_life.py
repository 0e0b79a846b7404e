"""The life of a hazard, case by case (design 4): what each entry does, and what does not count."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from safety_ledger.ledger import Ledger, Unread, UnreadText
from safety_ledger.lifecycle import TRANSITIONS, Refusal, Standing, Timeline, Timelines, timeline
from safety_ledger.model import Enterprise, Hazard, LedgerFile, Person
from safety_ledger.model.declaration import Origin, make
from safety_ledger.model.enterprise import Change
from safety_ledger.model.hazard import ENTRY_KEYS, Criterion, Entry, Responsible
from safety_ledger.model.ledger_file import Policies
from safety_ledger.model.person import RoleSpan
from safety_ledger.vocabulary import OPEN_STATUSES, Event, Level, Mode, Result, Role, Source, Status

PEOPLE = (
    make(Person, name="李明", roles=(Role.INSPECTOR,), section="安全管理科"),
    make(Person, name="周明", roles=(Role.INSPECTOR, Role.APPROVER), section="安全管理科"),
    make(Person, name="赵刚", roles=(Role.APPROVER,), section="安全管理科"),
    make(Person, name="陈敏", roles=(Role.APPROVER,), section="经济发展科"),
    make(Person, name="林涛", roles=(Role.EXPERT,)),
)
ENTERPRISES = (
    make(
        Enterprise,
        id="QY-012",
        name="示例化工有限公司",
        principal="王建国",
        controller="陈总",
        safety_manager="刘芳",
    ),
    make(Enterprise, id="QY-013", name="示例机械有限公司", principal="孙一", controller="孙一"),
    make(Enterprise, id="QY-014", name="示例纺织有限公司"),
)
FILE = make(
    LedgerFile, name="台账", authority="示例开发区管理委员会", sections=("安全管理科", "经济发展科")
)
LEDGER = Ledger(FILE, people=PEOPLE, enterprises=ENTERPRISES)


def day(text: str) -> dt.date:
    """``"06-30"`` is the 30th of June 2024."""
    return dt.date.fromisoformat(text if len(text) > 5 else f"2024-{text}")


def entry(on: str, event: str, by: str = "", **values: Any) -> Entry:
    """One entry; texts become dates, terms and tuples as a reader would make them."""
    made: dict[str, Any] = dict(values)
    for key, term in (("result", Result), ("level", Level), ("mode", Mode), ("until", day)):
        if key in made:
            made[key] = term(made[key])
    if "to" in made:
        made["to"] = tuple(made["to"].split())
    return make(Entry, date=day(on), event=Event(event), by=tuple(by.split()), **made)


def life(*history: Entry, ledger: Ledger = LEDGER, **values: Any) -> Timeline:
    """The timeline of an inspector's general hazard of QY-012, found 05-08 and due 06-30."""
    record = {
        "id": "YH-1",
        "enterprise": "QY-012",
        "title": "可燃气体报警器失效",
        "level": Level.GENERAL,
        "source": Source.INSPECTION,
        "found_on": day("05-08"),
        "deadline": day("06-30"),
        "responsible": make(Responsible, rectifier="王强"),
    }
    return timeline(make(Hazard, **{**record, **values}, history=history), ledger)


def on(line: Timeline, text: str) -> Standing:
    standing = line.on(day(text))
    assert standing is not None
    return standing


def codes(line: Timeline) -> list[tuple[int, str]]:
    return [(one.ordinal, str(one.refusal)) for one in line.refused]


NOTICE = entry("05-09", "通知", "李明", to="主要负责人")
CLAIM = entry("06-20", "整改完成", "王强")
PASS = entry("06-25", "复查", "李明", result="合格", mode="现场")
FAIL = entry("06-25", "复查", "李明", result="不合格")
CLOSE = entry("06-28", "销号", "赵刚")
REOPEN = entry("07-10", "重开", "赵刚", until="08-31", reason="复发")
ROUTINE = (NOTICE, CLAIM, PASS, CLOSE)
OWN: dict[str, Any] = {"source": Source.SELF}
REPORT: dict[str, Any] = {"source": Source.REPORT, "case": "JB-1"}


# --- statuses


def test_a_hazard_does_not_exist_before_it_is_found() -> None:
    line = life()
    assert line.on(day("05-07")) is None
    assert on(line, "05-08").status is Status.UNNOTIFIED
    assert line.days_overdue(day("05-07")) == 0


def test_the_routine_from_notice_to_closure() -> None:
    line = life(*ROUTINE)
    days = {
        "05-08": "待通知",
        "05-09": "整改中",
        "06-20": "待复查",
        "06-25": "待销号",
        "06-28": "已销号",
    }
    assert {text: on(line, text).status for text in days} == days
    assert line.refused == ()
    assert line.last.days_to_rectify == 43
    assert line.last.days_to_close == 51


def test_a_public_report_is_registered_when_it_is_verified() -> None:
    line = life(entry("05-15", "核实", "李明"), **REPORT)
    assert on(line, "05-14").status is Status.UNVERIFIED
    assert not on(line, "05-14").open
    assert on(line, "05-14").registered_on is None
    assert on(line, "05-15").status is Status.UNNOTIFIED
    assert on(line, "05-15").registered_on == day("05-15")


@pytest.mark.parametrize(
    ("event", "status"), [("查否", "不属实"), ("移送", "已移送"), ("作废", "已作废")]
)
def test_an_unverified_report_ends_without_becoming_a_hazard(event: str, status: str) -> None:
    line = life(entry("05-15", event, "赵刚"), **REPORT)
    assert line.last.status == status
    assert line.last.registered_on is None


def test_put_right_on_the_spot_skips_the_notice() -> None:
    line = life(entry("05-08", "整改完成", "王强"), entry("05-08", "复查", "李明", result="合格"))
    assert line.last.status is Status.UNCLOSED
    assert line.last.days_to_rectify == 0


def test_a_review_of_unclaimed_work_rectifies_it_that_day() -> None:
    line = life(NOTICE, PASS)
    assert line.last.status is Status.UNCLOSED
    assert line.last.passed is not None
    assert line.last.passed.rectified_on == day("06-25")
    assert line.last.passed.rectifiers == ("王强",)


def test_a_failed_review_sends_it_back_with_the_same_deadline() -> None:
    line = life(NOTICE, CLAIM, FAIL)
    assert line.last.status is Status.RECTIFYING
    assert (line.last.round, line.last.deadline) == (2, day("06-30"))
    assert line.last.since == day("06-25")


def test_a_failed_review_of_unclaimed_work_stays_and_counts() -> None:
    line = life(NOTICE, FAIL)
    assert (line.last.status, line.last.round) == ("整改中", 2)
    assert line.last.since == day("05-09")


def test_reopening_begins_a_new_cycle() -> None:
    line = life(NOTICE, FAIL, entry("06-26", "复查", "李明", result="合格"), CLOSE, REOPEN)
    now = line.last
    assert (now.status, now.round, now.deadline) == ("整改中", 1, day("08-31"))
    assert (now.passed, now.closed_on, now.deadline_set_on) == (None, None, day("07-10"))
    assert on(line, "07-09").closed_on == day("06-28")


def test_a_closed_hazard_is_voided_only_as_a_duplicate() -> None:
    plain = life(*ROUTINE, entry("07-01", "作废", "赵刚", reason="重复"))
    assert codes(plain) == [(4, "L512")]
    assert plain.last.status is Status.CLOSED
    double = life(*ROUTINE, entry("07-01", "作废", "赵刚", reason="重复", duplicate_of="YH-0"))
    assert double.refused == ()
    assert double.last.status is Status.VOID


@pytest.mark.parametrize("event", ["移送", "退出", "作废"])
@pytest.mark.parametrize("before", range(4))
def test_every_open_hazard_may_end_without_rectification(event: str, before: int) -> None:
    line = life(*ROUTINE[:before], entry("06-27", event, "赵刚"))
    assert line.refused == ()
    assert line.last.status not in OPEN_STATUSES


def test_after_the_end_only_what_undoes_orders_and_penalties() -> None:
    later = [
        entry("07-01", "行政处罚", issuer="县应急管理局"),
        entry("07-02", "摘牌", "赵刚", issuer="县安委会"),
        entry("07-03", "恢复生产", issuer="县应急管理局"),
    ]
    assert codes(life(*ROUTINE, *later)) == []
    others = [
        entry("07-01", event, "赵刚") for event in ("进展", "函告", "改判", "延期申请", "移送")
    ]
    line = life(*ROUTINE, *others, entry("07-02", "挂牌督办", issuer="县安委会"))
    # a rejudgement without a level has no row in the table: the reader reports it
    assert codes(line) == [(ordinal, "L512") for ordinal in (4, 5, 7, 8, 9)]
    assert line.last.status is Status.CLOSED


# --- order of entries


def test_entries_out_of_order_are_folded_by_date() -> None:
    assert life(CLOSE, NOTICE, PASS, CLAIM).last.status is Status.CLOSED


def test_on_one_day_the_order_of_the_file_decides() -> None:
    same = [entry("06-01", "复查", "李明", result=result) for result in ("不合格", "合格")]
    assert life(NOTICE, *same).last.status is Status.UNCLOSED
    assert codes(life(NOTICE, *reversed(same))) == [(2, "L501")]


def test_an_entry_before_the_finding_does_not_count() -> None:
    line = life(entry("05-07", "通知", to="主要负责人"))
    assert codes(line) == [(0, "L514")]
    assert line.last.status is Status.UNNOTIFIED


# --- who works it


def test_what_an_enterprise_finds_itself_it_works_itself() -> None:
    line = life(
        CLAIM,
        entry("06-25", "复查", "刘芳", result="合格"),
        entry("06-28", "销号", "王建国"),
        **OWN,
    )
    assert on(line, "05-08").status is Status.RECTIFYING
    assert on(line, "05-08").own
    assert line.refused == ()
    assert line.last.status is Status.CLOSED


def test_a_major_hazard_found_by_the_enterprise_is_the_offices() -> None:
    assert life(**OWN, level=Level.MAJOR).last.status is Status.UNNOTIFIED


def test_an_own_hazard_raised_to_major_becomes_the_offices() -> None:
    raised = entry("05-10", "改判", "赵刚", level="重大", reason="停用")
    line = life(raised, entry("06-25", "复查", "刘芳", result="合格"), **OWN)
    assert codes(line) == [(1, "L503")]
    assert not line.last.own
    assert line.last.status is Status.RECTIFYING


def test_the_office_does_not_sign_for_the_enterprise() -> None:
    assert codes(life(CLAIM, PASS, **OWN)) == [(1, "L513")]


def test_who_rectified_neither_reviews_nor_closes_in_the_enterprise() -> None:
    mended = entry("06-20", "整改完成", "刘芳")
    reviewed = entry("06-25", "复查", "刘芳", result="合格")
    assert codes(life(mended, reviewed, **OWN)) == [(1, "L504")]
    by_principal = entry("06-25", "复查", "王建国", result="合格")
    line = life(mended, by_principal, entry("06-28", "销号", "刘芳"), **OWN)
    assert codes(line) == [(2, "L504")]


def test_the_principal_of_that_day_signs() -> None:
    changed = make(
        Enterprise,
        id="QY-012",
        name="甲",
        principal="王建国",
        changes=(make(Change, date=day("06-01"), principal="李强"),),
    )
    ledger = Ledger(FILE, people=PEOPLE, enterprises=(changed,))
    early = entry("05-31", "复查", "王建国", result="合格")
    late = entry("06-01", "复查", "王建国", result="合格")
    assert codes(life(early, ledger=ledger, **OWN)) == []
    assert codes(life(late, ledger=ledger, **OWN)) == [(0, "L513")]


def test_without_principal_and_safety_manager_nobody_is_checked() -> None:
    review = entry("06-25", "复查", "某人", result="合格")
    assert codes(life(CLAIM, review, enterprise="QY-014", **OWN)) == []


# --- signatures


@pytest.mark.parametrize("who", ["李明", "周明", "赵刚", "林涛 李明", "某人 周明"])
def test_an_inspector_or_approver_reviews(who: str) -> None:
    assert codes(life(NOTICE, CLAIM, entry("06-25", "复查", who, result="合格"))) == []


@pytest.mark.parametrize("who", ["林涛", "某人", "王建国", ""])
def test_nobody_else_reviews(who: str) -> None:
    line = life(NOTICE, CLAIM, entry("06-25", "复查", who, result="合格"))
    assert codes(line) == [(2, "L503")]
    assert line.last.status is Status.UNREVIEWED


@pytest.mark.parametrize("who", ["陈敏", "李明", "林涛"])
def test_only_an_approver_of_the_closing_section_closes(who: str) -> None:
    line = life(
        NOTICE, CLAIM, entry("06-25", "复查", "周明", result="合格"), entry("06-28", "销号", who)
    )
    assert codes(line) == [(3, "L503")]
    assert line.last.status is Status.UNCLOSED


def test_the_closing_section_is_a_policy() -> None:
    file = make(LedgerFile, name="台账", policies=make(Policies, closure_section="经济发展科"))
    ledger = Ledger(file, people=PEOPLE, enterprises=ENTERPRISES)
    line = life(NOTICE, CLAIM, PASS, entry("06-28", "销号", "陈敏"), ledger=ledger)
    assert line.last.status is Status.CLOSED


def test_roles_are_as_on_the_day() -> None:
    span = make(RoleSpan, role=Role.INSPECTOR, from_=day("01-01"), until=day("06-24"))
    people = (*PEOPLE[1:], make(Person, name="李明", roles=(span,)))
    ledger = Ledger(FILE, people=people, enterprises=ENTERPRISES)
    assert codes(life(NOTICE, CLAIM, PASS, ledger=ledger)) == [(2, "L503")]


def test_a_role_that_nobody_holds_is_not_checked() -> None:
    experts = Ledger(FILE, people=PEOPLE[4:], enterprises=ENTERPRISES)
    line = life(NOTICE, CLAIM, PASS, CLOSE, ledger=experts)
    assert line.last.status is Status.CLOSED
    assert [(one.ordinal, one.role) for one in line.unchecked] == [(2, "督导员"), (3, "审核人")]


def test_inspectors_alone_leave_only_the_approver_unchecked() -> None:
    inspectors = Ledger(FILE, people=PEOPLE[:1], enterprises=ENTERPRISES)
    line = life(NOTICE, CLAIM, entry("06-25", "复查", "某人", result="合格"), ledger=inspectors)
    assert codes(line) == [(2, "L503")]
    assert line.unchecked == ()


def test_an_unchecked_role_still_needs_a_signature() -> None:
    line = life(NOTICE, CLAIM, PASS, entry("06-28", "销号"), ledger=Ledger(FILE))
    assert codes(line) == [(3, "L503")]


def test_who_could_not_be_read_gets_the_benefit_of_the_doubt() -> None:
    unread = Unread("person", "某人", Origin("people/people.yaml", 5))
    for ledger in (
        Ledger(FILE, people=PEOPLE, enterprises=ENTERPRISES, unread=(unread,)),
        _unread_beside("person"),
    ):
        line = life(
            NOTICE,
            entry("06-25", "复查", "某人", result="合格"),
            entry("06-28", "销号", "某人"),
            ledger=ledger,
        )
        assert codes(line) == [(2, "L520")]
        assert line.last.status is Status.CLOSED


def _unread_beside(kind: str) -> Ledger:
    text = UnreadText(kind, "- {name: 某人, roles")
    return Ledger(FILE, people=PEOPLE, enterprises=ENTERPRISES, unread_text=(text,))


def test_a_name_in_an_unread_hazard_makes_nobody_an_inspector() -> None:
    line = life(
        NOTICE,
        entry("06-25", "复查", "某人", result="合格"),
        ledger=_unread_beside("hazard"),
    )
    assert codes(line) == [(1, "L503")]
    assert line.last.status is Status.RECTIFYING


def test_the_rectifier_does_not_review() -> None:
    claim = entry("06-20", "整改完成", "王强 周明")
    line = life(NOTICE, claim, entry("06-25", "复查", "李明 周明", result="合格"))
    assert codes(line) == [(2, "L504")]
    assert line.last.status is Status.UNREVIEWED


def test_without_a_claim_the_rectifier_of_the_record_does_not_review() -> None:
    line = life(NOTICE, PASS, responsible=make(Responsible, rectifier="李明"))
    assert codes(line) == [(1, "L504")]


REVIEWED_BY_CLOSER = (
    NOTICE,
    CLAIM,
    entry("06-25", "复查", "周明", result="合格"),
    entry("06-28", "销号", "周明"),
)


def test_the_reviewer_of_a_major_hazard_does_not_close_it() -> None:
    line = life(*REVIEWED_BY_CLOSER, level=Level.MAJOR)
    assert codes(line) == [(3, "L505")]
    assert line.last.status is Status.UNCLOSED


def test_the_reviewer_of_a_general_hazard_closes_it_with_a_remark() -> None:
    line = life(*REVIEWED_BY_CLOSER)
    assert codes(line) == [(3, "L520")]
    assert line.refused[0].counted
    assert line.last.status is Status.CLOSED


def test_a_strict_office_refuses_that_too() -> None:
    strict = make(LedgerFile, name="台账", policies=make(Policies, strict=("L520",)))
    ledger = Ledger(strict, people=PEOPLE, enterprises=ENTERPRISES)
    line = life(*REVIEWED_BY_CLOSER, ledger=ledger)
    assert codes(line) == [(3, "L520")]
    assert line.uncounted == {3}
    assert line.last.status is Status.UNCLOSED


@pytest.mark.parametrize(
    ("before", "refused"),
    [
        ((), entry("06-27", "移送", "李明")),
        ((), entry("06-27", "退出", "李明")),
        ((), entry("06-27", "作废", "李明")),
        ((NOTICE,), entry("06-27", "延期", "李明", until="07-31")),
        ((NOTICE, CLAIM), entry("06-27", "复查", "林涛", result="合格")),
        ((NOTICE,), entry("06-27", "曝光", "李明", document="1")),
    ],
)
def test_a_bad_signature_never_improves_a_standing(
    before: tuple[Entry, ...], refused: Entry
) -> None:
    line = life(*before, refused)
    assert codes(line) == [(len(before), "L503")]
    assert line.last == life(*before).last


def test_a_bad_signature_does_not_answer_a_request() -> None:
    asked = entry("06-20", "延期申请", "王强", until="07-31")
    line = life(NOTICE, asked, entry("06-22", "延期驳回", "李明"))
    assert line.last.requests == (day("06-20"),)
    assert life(NOTICE, asked, entry("06-22", "延期驳回", "陈敏")).last.requests == ()


def test_reopening_and_failing_count_even_with_a_bad_signature() -> None:
    reopened = life(*ROUTINE, entry("07-10", "重开", "李明", until="08-31", reason="复发"))
    assert codes(reopened) == [(4, "L503")]
    assert (reopened.last.status, reopened.last.deadline) == ("整改中", day("08-31"))
    failed = life(NOTICE, CLAIM, entry("06-25", "复查", "林涛", result="不合格"))
    assert codes(failed) == [(2, "L503")]
    assert (failed.last.status, failed.last.round) == ("整改中", 2)


def test_failing_what_had_passed_takes_the_pass_back() -> None:
    line = life(NOTICE, CLAIM, PASS, entry("06-26", "复查", "李明", result="不合格"), CLOSE)
    assert codes(line) == [(3, "L501"), (4, "L506")]
    assert (line.last.status, line.last.round, line.last.passed) == ("整改中", 2, None)


def test_a_failed_review_does_not_stand_for_the_notice() -> None:
    line = life(entry("05-20", "复查", "李明", result="不合格"))
    assert codes(line) == [(0, "L501")]
    assert (line.last.status, line.last.round) == ("待通知", 2)


def test_what_was_ended_can_only_come_back_if_it_was_registered() -> None:
    gone = life(NOTICE, entry("06-01", "退出", "赵刚"), REOPEN)
    assert codes(gone) == [(2, "L512")]
    assert gone.last.status is Status.RECTIFYING
    never = life(entry("06-01", "作废", "赵刚"), REOPEN, **REPORT)
    assert codes(never) == [(1, "L512")]
    assert never.uncounted == {1}
    assert never.last.status is Status.VOID


def test_reopening_what_is_open_moves_no_deadline() -> None:
    line = life(NOTICE, entry("07-10", "重开", "赵刚", until="08-31"))
    assert codes(line) == [(1, "L501")]
    assert line.last.deadline == day("06-30")


# --- notices


def test_a_notice_must_reach_the_principal() -> None:
    line = life(entry("05-09", "通知", to="安全管理人员 实际控制人"))
    assert codes(line) == [(0, "L502")]
    assert line.last.status is Status.UNNOTIFIED


def test_a_later_notice_only_adds_who_was_told() -> None:
    line = life(NOTICE, entry("05-20", "通知", to="实际控制人"))
    assert line.last.notified_on == day("05-09")
    assert line.last.controller_told_on == day("05-20")
    assert (line.last.status, line.last.since) == ("整改中", day("05-09"))


def test_principal_and_controller_in_one_person_are_told_at_once() -> None:
    assert life(NOTICE, enterprise="QY-013").last.controller_told_on == day("05-09")
    assert life(NOTICE).last.controller_told_on is None


# --- extensions


def extension(on_day: str, until: str = "07-31") -> Entry:
    return entry(on_day, "延期", "陈敏", until=until, reason="到货推迟")


ASKED = entry("06-20", "延期申请", "王强", until="07-31")


def test_an_extension_moves_the_deadline_from_its_day() -> None:
    line = life(NOTICE, extension("06-25"))
    assert on(line, "06-24").deadline == day("06-30")
    assert (line.last.deadline, line.last.deadline_set_on) == (day("07-31"), day("06-25"))


@pytest.mark.parametrize("until", ["06-29", "06-30"])
def test_an_extension_must_be_later(until: str) -> None:
    assert codes(life(NOTICE, extension("06-25", until))) == [(1, "L509")]


def test_an_extension_on_the_last_day_is_in_time() -> None:
    assert codes(life(NOTICE, extension("06-30"))) == []
    late = life(NOTICE, extension("07-01"))
    assert codes(late) == [(1, "L510")]
    assert late.days_overdue(day("07-10")) == 10


def test_asked_in_time_it_may_be_granted_later_and_is_overdue_until_then() -> None:
    line = life(NOTICE, ASKED, extension("07-05"))
    assert codes(line) == []
    assert line.days_overdue(day("07-04")) == 4
    assert line.days_overdue(day("07-05")) == 0
    assert line.last.requests == ()


def test_a_request_moves_nothing_and_waits_for_its_answer() -> None:
    line = life(NOTICE, ASKED)
    assert line.last.deadline == day("06-30")
    assert line.last.requests == (day("06-20"),)


def test_a_request_of_a_closed_hazard_is_not_owed_an_answer_when_it_is_reopened() -> None:
    asked = entry("06-26", "延期申请", "王强", until="07-31")
    assert life(NOTICE, CLAIM, PASS, asked).last.requests == (day("06-26"),)
    assert life(NOTICE, CLAIM, PASS, asked, CLOSE).last.requests == ()
    assert life(NOTICE, CLAIM, PASS, asked, CLOSE, REOPEN).last.requests == ()


def test_a_request_that_the_table_does_not_allow_does_not_help() -> None:
    asked = entry("05-10", "延期申请", until="07-31")
    line = life(asked, entry("05-15", "核实", "李明"), NOTICE, extension("07-05"), **REPORT)
    assert (0, "L501") in codes(line)
    assert (3, "L510") in codes(line)


@pytest.mark.parametrize("before", [(NOTICE, CLAIM), (NOTICE, CLAIM, PASS)])
def test_no_extension_once_it_is_claimed_or_passed(before: tuple[Entry, ...]) -> None:
    assert codes(life(*before, extension("06-26"))) == [(len(before), "L501")]


# --- overdue and on time


def test_the_whole_last_day_is_in_time() -> None:
    line = life(NOTICE)
    assert [line.days_overdue(day(text)) for text in ("06-30", "07-01", "07-31")] == [0, 1, 31]


def test_a_hazard_nobody_was_told_of_is_overdue_too() -> None:
    assert life().days_overdue(day("07-02")) == 2


def test_claimed_in_time_it_is_not_overdue_while_it_waits() -> None:
    line = life(NOTICE, entry("06-30", "整改完成", "王强"))
    assert line.days_overdue(day("08-01")) == 0


def test_claimed_late_it_stays_late_by_as_much_until_reviewed() -> None:
    line = life(
        NOTICE, entry("07-03", "整改完成", "王强"), entry("08-01", "复查", "李明", result="合格")
    )
    assert line.days_overdue(day("07-31")) == 3
    assert line.days_overdue(day("08-01")) == 0
    assert line.last.passed is not None
    assert line.last.passed.on_time is False


def test_a_failed_review_after_the_deadline_counts_from_the_deadline() -> None:
    line = life(NOTICE, CLAIM, entry("07-10", "复查", "李明", result="不合格"))
    assert line.days_overdue(day("07-09")) == 0
    assert line.days_overdue(day("07-10")) == 10


def test_a_report_not_verified_is_not_overdue() -> None:
    assert life(**REPORT).days_overdue(day("12-31")) == 0


def test_on_time_looks_at_the_work_not_at_the_review() -> None:
    line = life(NOTICE, CLAIM, entry("07-20", "复查", "李明", result="合格"))
    assert line.last.passed is not None
    assert line.last.passed.on_time is True


def test_without_a_deadline_nothing_is_known_of_time() -> None:
    line = life(NOTICE, PASS, deadline=None)
    assert line.days_overdue(day("06-24")) == 0
    assert line.last.passed is not None
    assert line.last.passed.on_time is None


# --- level


def test_a_rejudgement_changes_the_level_from_its_day() -> None:
    criterion = make(Criterion, standard="工贸企业重大事故隐患判定标准", article="11")
    raised = entry("05-20", "改判", "赵刚", level="重大", reason="停用", criterion=criterion)
    line = life(NOTICE, raised)
    assert on(line, "05-19").level is Level.GENERAL
    assert (line.last.level, line.last.criterion) == (Level.MAJOR, criterion)


def test_a_bad_signature_may_raise_but_not_lower_the_level() -> None:
    raised = life(NOTICE, entry("05-20", "改判", "李明", level="重大", reason="停用"))
    assert codes(raised) == [(1, "L503")]
    assert raised.last.level is Level.MAJOR
    lowered = life(
        NOTICE, entry("05-20", "改判", "李明", level="一般", reason="轻"), level=Level.MAJOR
    )
    assert codes(lowered) == [(1, "L503")]
    assert lowered.last.level is Level.MAJOR


# --- listing and orders


def test_listed_it_is_not_closed_before_it_is_delisted() -> None:
    listed = entry("05-20", "挂牌督办", issuer="县安委会")
    line = life(NOTICE, listed, CLAIM, PASS, CLOSE)
    assert codes(line) == [(4, "L507")]
    assert line.last.listed_on == day("05-20")
    delisted = entry("06-27", "摘牌", "赵刚", issuer="县安委会")
    assert codes(life(NOTICE, listed, CLAIM, PASS, delisted, CLOSE)) == []


def test_stopped_it_is_not_closed_before_work_resumes() -> None:
    stopped = entry("05-20", "停产停业", issuer="县应急管理局")
    assert codes(life(NOTICE, stopped, CLAIM, PASS, CLOSE)) == [(4, "L508")]
    resumed = entry("06-27", "恢复生产", issuer="县应急管理局")
    assert codes(life(NOTICE, stopped, CLAIM, PASS, resumed, CLOSE)) == []


@pytest.mark.parametrize(
    ("issuer", "lawful"),
    [
        ("县应急管理局", True),
        ("县安委会", True),
        ("将乐县人民政府", True),
        ("开发区消防救援大队", True),
        ("示例开发区管理委员会", False),
        ("示例开发区管理委员会安全管理科", False),
        ("安全管理科", False),
        ("福建将乐经济开发区", False),
        ("开发区管委会", False),
        ("化工园区管理委员会", False),
    ],
)
def test_a_zone_issues_no_orders(issuer: str, lawful: bool) -> None:
    line = life(NOTICE, entry("05-20", "停产停业", issuer=issuer))
    assert codes(line) == ([] if lawful else [(1, "L511")])
    assert line.last.stopped_on == day("05-20")


def test_an_unlawful_order_binds_but_an_unlawful_release_does_not() -> None:
    zone = "示例开发区管理委员会"
    line = life(
        NOTICE,
        entry("05-20", "挂牌督办", issuer=zone),
        entry("05-21", "停产停业", issuer=zone),
        entry("05-22", "摘牌", "赵刚", issuer=zone),
        entry("05-23", "恢复生产", issuer=zone),
    )
    assert [code for _, code in codes(line)] == ["L511"] * 4
    assert line.uncounted == {3, 4}
    assert (line.last.listed_on, line.last.stopped_on) == (day("05-20"), day("05-21"))


def test_steps_of_supervision_are_kept_in_order() -> None:
    steps = [
        entry("07-02", "函告", "李明", document="1"),
        entry("07-16", "约谈", "李明", document="2"),
    ]
    assert [(one.date, one.step) for one in life(NOTICE, *steps).last.steps] == [
        (day("07-02"), "函告"),
        (day("07-16"), "约谈"),
    ]


def test_what_changes_nothing_makes_no_standing() -> None:
    progress = entry("05-20", "进展", note="到货")
    penalty = entry("05-21", "行政处罚", issuer="县应急管理局")
    assert len(life(NOTICE, progress, penalty).standings) == 2


# --- closing without a review


@pytest.mark.parametrize("before", [(), (NOTICE,), (NOTICE, CLAIM), (NOTICE, CLAIM, FAIL)])
def test_no_closure_without_a_passed_review(before: tuple[Entry, ...]) -> None:
    line = life(*before, CLOSE)
    assert codes(line) == [(len(before), "L506")]
    assert line.last.open


def test_a_refused_review_does_not_carry_a_closure() -> None:
    assert codes(life(NOTICE, CLAIM, entry("06-25", "复查", "林涛", result="合格"), CLOSE)) == [
        (2, "L503"),
        (3, "L506"),
    ]


# --- the table and the holder of timelines


def test_every_event_has_a_row_and_its_keys() -> None:
    assert {row.event for row in TRANSITIONS} == set(Event) == set(ENTRY_KEYS)
    assert {row.outcome for row in TRANSITIONS} == {None, *Result, *Level}


def test_what_signs_by_role_must_name_the_signer() -> None:
    for row in TRANSITIONS:
        if row.signer.roles:
            assert "by" in ENTRY_KEYS[row.event].required


def test_only_what_worsens_withstands_an_objection() -> None:
    standing = {row.event for row in TRANSITIONS if Refusal.SIGNER in row.withstands}
    assert standing == {Event.REVIEW, Event.REOPEN, Event.REJUDGE}


def test_a_hazard_is_folded_once() -> None:
    hazard = life(*ROUTINE).hazard
    timelines = Timelines(Ledger(FILE, people=PEOPLE, enterprises=ENTERPRISES, hazards=(hazard,)))
    assert timelines["YH-1"] is timelines.of(hazard)
    assert list(timelines) == [timelines["YH-1"]]


def test_two_hazards_with_one_id_keep_their_own_timelines() -> None:
    first, second = life().hazard, life(*ROUTINE).hazard
    timelines = Timelines(Ledger(FILE, people=PEOPLE, hazards=(first, second)))
    assert [one.last.status for one in timelines] == ["待通知", "已销号"]


def test_an_enterprise_on_a_day() -> None:
    changes = (
        make(Change, date=day("2025-03-01"), principal="李强", high_risk=False),
        make(Change, date=day("2024-03-01"), principal="王二"),
    )
    enterprise = make(
        Enterprise, id="QY-1", name="甲", principal="王一", industry="化工", changes=changes
    )
    days = ("2024-02-29", "2024-03-01", "2025-03-01")
    assert [enterprise.on(day(text)).principal for text in days] == ["王一", "王二", "李强"]
    assert enterprise.on(day("2025-03-01")).high_risk is False
