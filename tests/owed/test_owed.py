"""What is owed on a day: each kind by name, the day itself, and what nobody owes any more."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest

from safety_ledger import load, standing
from safety_ledger.owed import KINDS, Owed, OwedKind, owed
from tests.folders import DATA, write_files

LEDGER = """\
name: 示例台账
authority: 示例开发区管理委员会
sections: [安全管理科, 经济发展科]
policies:
  escalation:
    - {level: 重大, after: 1, step: 函告}
    - {level: 重大, after: 15, step: 通报}
    - {level: 一般, after: 15, step: 函告}
"""
PEOPLE = """\
- {name: 李明, roles: [督导员], section: 安全管理科}
- {name: 赵刚, roles: [审核人], section: 安全管理科}
"""
ENTERPRISE = """\
- id: QY-1
  name: 示例甲
  principal: 王强
  controller: 陈总
  section: 经济发展科
"""
HAZARD = """\
- id: YH-1
  enterprise: QY-1
  title: 防护罩缺失
  level: {level}
  criterion: {{standard: 工贸企业重大事故隐患判定标准, article: "7"}}
  category: 设备设施
  source: {source}
  found_on: 2024-05-01
  deadline: 2024-06-30
  responsible: {{rectifier: 王强, person: 张华}}
  history: [{history}]
"""
TOLD = "{date: 2024-05-02, event: 通知, to: [主要负责人, 实际控制人], by: 李明}"
CLAIMED = "{date: %s, event: 整改完成, by: 王强}"
PASSED = "{date: %s, event: 复查, result: 合格, mode: 现场, by: 李明}"


class Book:
    """A small ledger on disk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for path, text in (("ledger", LEDGER), ("people/a", PEOPLE), ("enterprises/a", ENTERPRISE)):
            self.put(path, text)

    def put(self, path: str, text: str) -> None:
        write_files(self.root, {f"{path}.yaml": text})

    def hazard(self, *history: str, level: str = "一般", source: str = "督导检查") -> None:
        text = HAZARD.format(level=level, source=source, history=", ".join(history))
        self.put("hazards/a", text)

    def on(self, day: str) -> list[Owed]:
        ledger = load(self.root)
        assert not [one for one in ledger.findings if one.severity == "error"]
        return owed(standing(ledger, dt.date.fromisoformat(day)))

    def late(self, day: str) -> dict[OwedKind, int | None]:
        return {one.kind: one.days for one in self.on(day) if one.late}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def test_the_last_day_is_in_time_and_the_next_is_late(book: Book) -> None:
    book.hazard(TOLD)
    [due] = book.on("2024-06-30")
    assert (due.kind, due.days, due.late, due.within(0)) == (OwedKind.HAZARD, 0, False, True)
    [late] = [one for one in book.on("2024-07-01") if one.kind is OwedKind.HAZARD]
    assert (late.days, late.late, late.actor.name) == (1, True, "示例甲")
    assert late.command == ("rectify", "YH-1", "--by", "〔经办人〕")


def test_a_hazard_nobody_was_told_of_waits_in_the_office(book: Book) -> None:
    book.hazard()
    assert book.late("2024-05-04") == {}
    assert book.late("2024-05-05") == {OwedKind.NOTICE: 1}
    [hazard] = [one for one in book.on("2024-07-02") if one.kind is OwedKind.HAZARD]
    assert (hazard.actor.name, hazard.days) == ("张华", 2)
    assert hazard.command == ("notify", "YH-1", "--by", "〔经办人〕", "--to", "主要负责人")


def test_claimed_in_time_the_office_owes_the_review(book: Book) -> None:
    book.hazard(TOLD, CLAIMED % "2024-06-30")
    assert book.late("2024-07-10") == {}
    assert book.late("2024-07-11") == {OwedKind.REVIEW: 1}


def test_claimed_late_it_stays_late_by_as_much(book: Book) -> None:
    book.hazard(TOLD, CLAIMED % "2024-07-03")
    assert book.late("2024-07-09") == {OwedKind.HAZARD: 3}


def test_an_enterprise_works_its_own_small_hazard(book: Book) -> None:
    book.hazard(source="企业自查")
    assert book.late("2024-07-20") == {OwedKind.HAZARD: 20, OwedKind.ESCALATION: 5}


def test_closure_is_owed_by_the_closing_section(book: Book) -> None:
    book.hazard(TOLD, CLAIMED % "2024-06-20", PASSED % "2024-06-25")
    [closure] = [one for one in book.on("2024-07-01") if one.late]
    assert (closure.kind, closure.actor.name, closure.days) == (OwedKind.CLOSURE, "安全管理科", 1)
    assert closure.command == ("close", "YH-1", "--by", "〔销号科室的审核人〕")


def test_a_major_hazard_calls_for_steps_and_for_listing(book: Book) -> None:
    book.hazard(TOLD, level="重大")
    late = [one for one in book.on("2024-07-15") if one.late]
    assert [one.kind for one in late] == [
        OwedKind.HAZARD,
        OwedKind.SLOW,
        OwedKind.LISTING,
        OwedKind.REVIEW,
        OwedKind.ESCALATION,
    ]
    step = late[-1]
    assert (step.days, step.command[:4]) == (0, ("escalate", "YH-1", "--step", "通报"))


def test_an_unanswered_request(book: Book) -> None:
    asked = "{date: 2024-06-20, event: 延期申请, until: 2024-07-31, by: 王强}"
    book.hazard(TOLD, asked)
    assert book.late("2024-06-25") == {}
    assert book.late("2024-06-26") == {OwedKind.REPLY: 1}


def test_a_report_waits_to_be_verified(book: Book) -> None:
    book.hazard(source="群众举报")
    assert book.late("2024-05-17") == {OwedKind.VERIFY: 1}


def test_the_controller_is_owed_the_notice_too(book: Book) -> None:
    told = "{date: 2024-05-02, event: 通知, to: [主要负责人], by: 李明}"
    book.hazard(told, level="重大")
    [one] = [one for one in book.on("2024-05-06") if one.late]
    assert (one.kind, one.paragraph) == (OwedKind.CONTROLLER, "6")
    assert one.command == ("notify", "YH-1", "--by", "〔经办人〕", "--to", "实际控制人")


TASKS = """\
list: 任务清单
tasks:
  - id: T1
    title: 建立机制
    paragraph: "5"
    lead: 安全管理科
    milestones: [{id: T1-1, due: 2024-06-30}]
  - id: T2
    title: 季度自查
    paragraph: "4"
    lead: 安全管理科
    duty: {every: quarter, activity: 企业自查, led_by: 主要负责人, applies_to: {}, since: 2024-01-01}
  - id: T3
    title: 一季一警示
    paragraph: "20"
    lead: 综合科
    duty: {every: quarter, activity: 警示教育, since: 2024-01-01}
  - id: T4
    title: 监测预警
    paragraph: "15"
    lead: 安全管理科
    coverage: {having: monitoring, applies_to: {}, targets: [{due: 2024-06-30, share: 100}]}
"""


def test_milestones_duties_and_coverage(book: Book) -> None:
    book.put("ledger", LEDGER.replace("经济发展科]", "经济发展科, 综合科]"))
    book.put("tasks/a", TASKS)
    late = {one.record: one for one in book.on("2024-07-01") if one.late}
    assert {record: one.days for record, one in late.items()} == {
        "T1-1": 1,
        "T2": 92,
        "T3": 92,
        "T4": 1,
    }
    assert late["T2"].what.zh == "季度自查（2024Q1-2024Q2 未完成 2 期）"
    assert late["T2"].actor.name == "示例甲"
    assert late["T2"].command == (
        *("activity", "add", "--kind", "企业自查", "--period", "2024Q2"),
        *("--enterprises", "QY-1", "--led-by", "主要负责人"),
    )
    assert late["T3"].actor.name == "综合科"
    assert late["T1-1"].command == (
        "task",
        "done",
        "T1",
        "--milestone",
        "T1-1",
        "--by",
        "〔经办人〕",
    )


def test_who_stands_still_owes_no_period_and_no_certificate(book: Book) -> None:
    book.put("ledger", LEDGER.replace("经济发展科]", "经济发展科, 综合科]"))
    book.put("tasks/a", TASKS)
    idle = "  certificates: [{kind: 电工证, review_by: 2024-01-31}]\n  inactive: [{from: 2024-06-01}]\n"
    book.put("enterprises/a", ENTERPRISE + idle)
    assert {one.record for one in book.on("2024-07-01") if one.late} == {"T1-1", "T3"}


KEPT_UP = """\
  certificates:
    - {kind: 电工证, holder: 王师傅, review_by: 2023-01-02, valid_until: 2026-01-02}
    - {kind: 焊工证, valid_until: 2024-03-20}
    - {kind: 叉车证}
  standardization: {grade: 三级, valid_until: 2024-03-11}
  risk: {level: 红, assessed_on: 2023-03-12}
"""


def test_what_an_enterprise_must_keep_up(book: Book) -> None:
    book.put("enterprises/a", ENTERPRISE + KEPT_UP)
    book.put("risks/a", "- {id: FX-1, enterprise: QY-1, name: 罐区, level: 红}\n")
    shown = [(one.kind, one.what.zh, one.days, one.late) for one in book.on("2024-03-12")]
    assert shown == [
        (OwedKind.CERTIFICATE, "电工证 王师傅：逾期未复审，已失效", 435, True),
        (OwedKind.GRADE, "标准化定级已过期", 1, True),
        (OwedKind.RISK_REVIEW, "罐区：复评无记录", None, True),
        (OwedKind.ASSESSMENT, "企业风险评估即将到期", 0, False),
        (OwedKind.CERTIFICATE, "焊工证：即将到期", -8, False),
    ]


def test_every_kind_is_there_for_a_reason() -> None:
    """Each function of the table gives something on one of the days of data/."""
    ledger = load(DATA)
    days = [standing(ledger, dt.date(*day)) for day in ((2024, 9, 30), (2026, 11, 23))]
    assert all(any(list(kind(day)) for day in days) for kind in KINDS)


def test_the_worst_comes_first() -> None:
    day = standing(load(DATA), dt.date(2026, 11, 23))
    found = owed(day)
    first = found[0]
    assert first.kind is OwedKind.HAZARD
    assert first.major
    late = [one.late for one in found]
    assert late == sorted(late, reverse=True)


def test_nothing_is_owed_in_an_empty_ledger(tmp_path: Path) -> None:
    (tmp_path / "ledger.yaml").write_text("name: 空\n", encoding="utf-8")
    assert owed(standing(load(tmp_path), dt.date(2024, 1, 1))) == []


def test_a_major_hazard_is_told_to_both_and_reviewed_by_a_visit(book: Book) -> None:
    book.hazard(level="重大")
    [notice] = [one for one in book.on("2024-05-05") if one.kind is OwedKind.NOTICE]
    assert notice.command[-4:] == ("--to", "主要负责人", "--to", "实际控制人")
    book.hazard(TOLD, level="重大")
    [review] = [one for one in book.on("2024-07-15") if one.kind is OwedKind.REVIEW]
    assert ("--mode", "现场") in pairwise(review.command)
