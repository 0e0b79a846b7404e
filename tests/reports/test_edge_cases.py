"""The edge cases of design 4, by name, as the commands answer them: lists, ``show``, ``status``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.ledgers.asking import Said, as_json, ask
from tests.ledgers.invented import PHOTO, Invented

Record = dict[str, Any]
COMMANDS = ["status", "enterprises", "hazards", "rectifications", "responsibilities"]

FILE: Record = {"name": "示例台账", "sections": ["安全管理科", "经济发展科"]}
PEOPLE: list[Record] = [
    {"name": "李明", "roles": ["督导员"], "section": "安全管理科"},
    {"name": "周明", "roles": ["督导员", "审核人"], "section": "安全管理科"},
    {"name": "赵刚", "roles": ["审核人"], "section": "安全管理科"},
    {"name": "陈敏", "roles": ["审核人"], "section": "经济发展科"},
]
SITE: Record = {
    "id": "QY-012",
    "name": "示例化工有限公司",
    "principal": "王建国",
    "safety_manager": "刘芳",
}


def day(text: str) -> dt.date:
    """``"06-30"`` is the 30th of June 2024."""
    return dt.date.fromisoformat(text if len(text) > 5 else f"2024-{text}")


def entry(on: str, event: str, by: str, **values: Any) -> Record:
    if "until" in values:
        values["until"] = day(values["until"])
    return {"date": day(on), "event": event, "by": by, **values}


NOTICE = entry("05-09", "通知", "李明", to=["主要负责人", "实际控制人"])
CLAIM = entry("06-20", "整改完成", "王强")
PASS = entry("06-25", "复查", "李明", result="合格", mode="现场")
FAIL = entry("06-25", "复查", "李明", result="不合格", mode="现场")
CLOSE = entry("06-28", "销号", "赵刚")
CLOSED = [NOTICE, CLAIM, PASS, CLOSE]


def hazard(*history: Record, **values: Any) -> Record:
    """An inspector's general hazard of QY-012, found 05-08 and due 06-30."""
    record: Record = {
        "id": "YH-1",
        "enterprise": "QY-012",
        "title": "报警器失效",
        "level": "一般",
        "category": "设备设施",
        "location": "甲醇罐区",
        "source": "督导检查",
        "found_on": day("05-08"),
        "deadline": day("06-30"),
        "responsible": {"rectifier": "王强", "section": "安全管理科", "person": "张华"},
    }
    return {**record, **values, "history": list(history)}


MAJOR: Record = {
    "level": "重大",
    "criterion": {"standard": "重大火灾隐患判定规则", "article": "6.1"},
    "judged": {"by": "周明", "date": day("05-08")},
    "plan": {
        "goal": "恢复监测",
        "measures": "更换探头",
        "funds": 1000,
        "organisation": "设备科",
        "schedule": "六月底前",
        "contingency": "停用",
    },
}
OWN: Record = {"source": "企业自查"}
REPORT: Record = {"source": "群众举报", "case": "JB-1"}


class Ledger:
    """A ledger of a few hazards in a folder, and the row of the first one on a day."""

    def __init__(self, root: Path, *hazards: Record, **parts: Any) -> None:
        made = {"file": FILE, "people": PEOPLE, "enterprises": [SITE]} | parts
        self.root = Invented(hazards=list(hazards), **made).write(root)

    def ask(self, on: str, *words: str) -> Said:
        return as_json(self.root, day(on), *words)

    def row(self, on: str) -> Record:
        return self.ask(on, "hazards", "--all").rows[0]

    def says(self, on: str, **wanted: object) -> None:
        row = self.row(on)
        assert {key: row[key] for key in wanted} == wanted

    def timeline(self, on: str) -> list[Record]:
        rows: list[Record] = self.ask(on, "show", "YH-1").json["timeline"]
        return rows

    def found(self) -> list[str]:
        said = ask(self.root, "check", "--format", "json").json["findings"]
        return [one["code"] for one in said if one["severity"] == "error"]


def test_an_entry_with_a_bad_signature_is_reported_and_does_not_close(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, hazard(NOTICE, CLAIM, PASS, entry("06-28", "销号", "陈敏")))
    ledger.says("12-31", status="待销号", days_overdue=0)
    assert ledger.found() == ["L503"]
    last = ledger.timeline("12-31")[-1]
    assert (last["counted"], last["status"]) == (False, "待销号")
    assert "L503" in last["effect"]
    said = ledger.ask("12-31", "hazards")
    assert said.code == 1
    assert "1 处错误" in said.err
    (owed,) = ledger.ask("12-31", "rectifications").rows
    assert (owed["next_step"], owed["owed_by"]) == ("销号", "安全管理科")


def test_a_claim_filed_after_the_deadline_stays_late_until_reviewed(tmp_path: Path) -> None:
    late = entry("07-10", "整改完成", "王强")
    ledger = Ledger(tmp_path, hazard(NOTICE, late, entry("08-01", "复查", "李明", result="合格")))
    ledger.says("07-09", status="整改中", days_overdue=9)
    ledger.says("07-10", status="待复查", days_overdue=10)
    ledger.says("07-31", status="待复查", days_overdue=10)
    ledger.says("08-01", status="待销号", days_overdue=0)
    (delay,) = ledger.ask("07-31", "status").json["delays"]
    assert (delay["kind"], delay["worst_days"]) == ("review", 11)


def test_a_claim_in_time_is_never_overdue_while_the_office_waits(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, hazard(NOTICE, CLAIM))
    ledger.says("12-31", status="待复查", days_overdue=0, days_left=None)


def test_a_visit_that_finds_nothing_done_leaves_it_overdue_in_the_next_round(
    tmp_path: Path,
) -> None:
    visit = entry("07-05", "复查", "李明", result="不合格", mode="现场")
    ledger = Ledger(tmp_path, hazard(NOTICE, visit))
    ledger.says("07-04", status="整改中", round=1, days_overdue=4)
    ledger.says("07-05", status="整改中", round=2, days_overdue=5, deadline="2024-06-30")
    assert ledger.ask("08-30", "status").json["delays"] == []
    assert ledger.ask("08-30", "rectifications").rows[0]["last_review"] == "2024-07-05 不合格"


def test_a_rejudgement_changes_level_and_lists_from_its_day_on(tmp_path: Path) -> None:
    raised = entry(
        "06-10", "改判", "赵刚", level="重大", reason="论证", criterion=MAJOR["criterion"]
    )
    ledger = Ledger(tmp_path, hazard(NOTICE, raised))
    ledger.says("06-09", level="一般", criterion=None)
    ledger.says("06-10", level="重大", criterion="重大火灾隐患判定规则 6.1")
    assert ledger.ask("06-10", "hazards", "--level", "一般").rows == []
    (before,), (after,) = (ledger.ask(on, "rectifications").rows for on in ("06-09", "06-10"))
    assert (before["five"], after["five"]) == (None, "0/5")


def test_an_enterprises_own_small_hazard_runs_no_clock_of_the_office(tmp_path: Path) -> None:
    signed = [
        CLAIM,
        entry("06-25", "复查", "刘芳", result="合格"),
        entry("06-28", "销号", "王建国"),
    ]
    ledger = Ledger(tmp_path, hazard(*signed, **OWN))
    assert ledger.found() == []
    ledger.says("05-08", status="整改中", own=True)
    ledger.says("06-20", status="待复查")
    assert ledger.ask("06-24", "status").json["delays"] == []
    (owed,) = ledger.ask("06-24", "responsibilities").rows
    assert owed["owes"] == ["示例化工有限公司：复查"]
    ledger.says("06-28", status="已销号")


def test_an_enterprise_does_not_close_what_its_rectifier_signs(tmp_path: Path) -> None:
    signed = [
        entry("06-20", "整改完成", "王建国"),
        entry("06-25", "复查", "刘芳", result="合格"),
        entry("06-28", "销号", "王建国"),
    ]
    ledger = Ledger(tmp_path, hazard(*signed, **OWN))
    assert ledger.found() == ["L504"]
    ledger.says("06-28", status="待销号")


def test_an_enterprises_own_major_hazard_is_the_offices(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, hazard(**MAJOR, **OWN))
    ledger.says("05-08", status="待通知", own=False)
    assert [one["kind"] for one in ledger.ask("05-12", "status").json["delays"]] == ["notice"]


def test_entries_of_one_day_count_in_file_order(tmp_path: Path) -> None:
    same = [{**one, "date": day("06-20")} for one in CLOSED]
    ledger = Ledger(tmp_path, hazard(*same))
    assert ledger.found() == []
    ledger.says("06-19", status="待通知")
    ledger.says("06-20", status="已销号", since="2024-06-20")
    turned = Ledger(tmp_path / "turned", hazard(*same[::-1]))
    turned.says("06-20", status="待复查")
    assert [row["counted"] for row in turned.timeline("06-20")] == [True, False, False, True, True]


def test_the_deadline_day_itself_is_in_time(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, hazard(NOTICE))
    ledger.says("06-30", days_overdue=0, days_left=0, days="今日到期")
    ledger.says("07-01", days_overdue=1, days_left=-1, days="逾期 1 天")
    assert ledger.ask("06-30", "status").json["lists"][1]["overdue"] == 0
    assert ledger.ask("07-01", "status").json["lists"][1]["overdue"] == 1


def test_an_extension_after_a_failed_review_moves_the_deadline(tmp_path: Path) -> None:
    more = entry("06-28", "延期", "陈敏", until="07-31", reason="到货推迟")
    ledger = Ledger(tmp_path, hazard(NOTICE, CLAIM, FAIL, more))
    assert ledger.found() == []
    ledger.says(
        "07-15",
        status="整改中",
        round=2,
        deadline="2024-07-31",
        original_deadline="2024-06-30",
        days_overdue=0,
    )
    ledger.says("08-01", days_overdue=1)
    assert ledger.ask("08-01", "rectifications").rows[0]["extensions"] == 1


def test_an_extension_asked_in_time_and_granted_late(tmp_path: Path) -> None:
    asked = entry("06-29", "延期申请", "王强", until="07-31")
    granted = entry("07-03", "延期", "陈敏", until="07-31", reason="到货推迟")
    ledger = Ledger(tmp_path, hazard(NOTICE, asked, granted))
    assert ledger.found() == []
    ledger.says("07-02", days_overdue=2)
    ledger.says("07-03", days_overdue=0, deadline="2024-07-31")


def test_an_extension_asked_too_late_does_not_count(tmp_path: Path) -> None:
    granted = entry("07-03", "延期", "陈敏", until="07-31", reason="到货推迟")
    ledger = Ledger(tmp_path, hazard(NOTICE, granted))
    assert ledger.found() == ["L510"]
    ledger.says("07-03", days_overdue=3, deadline="2024-06-30")
    assert ledger.ask("07-03", "rectifications").rows[0]["extensions"] == 0


def test_reopened_twice_it_starts_again_each_time(tmp_path: Path) -> None:
    again = [
        *CLOSED,
        entry("07-10", "重开", "赵刚", until="08-31", reason="复发"),
        entry("08-20", "复查", "李明", result="不合格"),
        entry("08-25", "整改完成", "王强"),
        entry("08-26", "复查", "李明", result="合格"),
        entry("08-27", "销号", "赵刚"),
        entry("10-01", "重开", "赵刚", until="10-31", reason="又复发"),
    ]
    ledger = Ledger(tmp_path, hazard(*again))
    assert ledger.found() == []
    ledger.says("07-09", status="已销号")
    ledger.says("07-10", status="整改中", round=1, deadline="2024-08-31")
    ledger.says("08-20", status="整改中", round=2)
    ledger.says("08-27", status="已销号", days_overdue=0)
    ledger.says(
        "11-05",
        status="整改中",
        round=1,
        deadline="2024-10-31",
        days_overdue=5,
        registered_on="2024-05-08",
    )


def test_a_report_unverified_then_untrue_was_never_a_hazard(tmp_path: Path) -> None:
    untrue = entry("05-20", "查否", "赵刚", reason="现场未见")
    bare = {
        key: value
        for key, value in hazard(untrue, **REPORT).items()
        if key not in ("level", "deadline", "responsible")
    }
    ledger = Ledger(tmp_path, bare)
    assert ledger.found() == []
    ledger.says("05-19", status="待核实", registered_on=None, level=None, days_overdue=0)
    assert [row["id"] for row in ledger.ask("05-19", "hazards").rows] == ["YH-1"]
    assert ledger.ask("05-19", "rectifications", "--all").rows == []
    assert ledger.ask("05-19", "enterprises").rows[0]["open"] == 0
    ledger.says("05-20", status="不属实", registered_on=None)
    assert ledger.ask("05-20", "hazards").rows == []


def test_a_report_not_verified_in_time_is_the_offices_delay(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, hazard(**REPORT))
    assert ledger.ask("05-23", "status").json["delays"] == []
    (delay,) = ledger.ask("05-24", "status").json["delays"]
    assert (delay["kind"], delay["worst_days"], delay["ids"]) == ("verify", 1, ["YH-1"])


def test_a_hazard_of_an_enterprise_that_has_gone_is_ended(tmp_path: Path) -> None:
    gone = entry("07-15", "退出", "赵刚", reason="关停", evidence=[PHOTO])
    ledger = Ledger(tmp_path, hazard(NOTICE, gone))
    ledger.says("07-14", status="整改中", days_overdue=14)
    ledger.says("07-15", status="已退出", days_overdue=0)
    assert ledger.ask("07-15", "hazards").rows == []
    assert ledger.ask("07-15", "rectifications").rows == []
    assert ledger.timeline("07-15")[-1]["status"] == "已退出"


def test_an_inactive_enterprise_keeps_its_hazards_and_its_deadlines(tmp_path: Path) -> None:
    span = {"from": day("06-01"), "until": day("08-31"), "reason": "停产"}
    ledger = Ledger(tmp_path, hazard(NOTICE), enterprises=[{**SITE, "inactive": [span]}])
    states = {on: ledger.ask(on, "enterprises").rows[0]["state"] for on in ("05-31", "06-01")}
    assert states == {"05-31": "正常", "06-01": "停产"}
    ledger.says("07-10", status="整改中", days_overdue=10)
    (row,) = ledger.ask("07-10", "enterprises").rows
    assert (row["open"], row["overdue"], row["state"]) == (1, 1, "停产")
    assert ledger.ask("09-01", "enterprises").rows[0]["state"] == "正常"


def test_an_enterprise_is_not_listed_before_it_joined(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, enterprises=[{**SITE, "joined_on": day("06-01")}])
    assert ledger.ask("05-31", "enterprises").rows == []
    assert len(ledger.ask("06-01", "enterprises").rows) == 1


def test_an_entry_that_is_not_allowed_is_reported_and_skipped(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, hazard(NOTICE, entry("06-01", "销号", "赵刚"), CLAIM))
    assert ledger.found() == ["L506"]
    ledger.says("06-01", status="整改中")
    ledger.says("06-20", status="待复查")
    assert [row["counted"] for row in ledger.timeline("06-20")] == [True, True, False, True]
    text = ask(ledger.root, "show", "YH-1", "--as-of", "2024-06-20", "--format", "text").text
    assert "不作数" in text
    assert "L506" in text


def test_nothing_counts_after_the_end_but_what_may(tmp_path: Path) -> None:
    after = entry("07-01", "整改完成", "王强")
    ledger = Ledger(tmp_path, hazard(*CLOSED, after))
    assert ledger.found() == ["L512"]
    ledger.says("07-01", status="已销号", since="2024-06-28")


def test_an_empty_ledger_has_empty_lists(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, people=[], enterprises=[])
    for command in COMMANDS:
        said = ledger.ask("06-30", command)
        assert (said.code, said.err) == (0, "")
        assert said.json.get("rows", []) == []
        for form in ("terminal", "text", "markdown", "html"):
            said = ask(ledger.root, command, "--as-of", "2024-06-30", "--format", form)
            assert said.code == 0
            assert "2024-06-30" in said.text
    assert ask(ledger.root, "find", "甲", "--as-of", "2024-06-30").code == 0
    assert ask(ledger.root, "show", "YH-1").code == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_one_hazard(tmp_path: Path, command: str) -> None:
    ledger = Ledger(tmp_path, hazard(NOTICE))
    said = ask(ledger.root, command, "--as-of", "2024-06-30", "--format", "text")
    assert said.code == 0
    if command in ("hazards", "rectifications", "responsibilities"):
        assert said.text.count("YH-1") == 1
    (size,) = [
        one
        for one in ledger.ask("06-30", "status").json["lists"]
        if one["name"] == command or command == "status" == one["name"]
    ] or [{"size": 1}]
    assert size["size"] == 1


@pytest.mark.parametrize("command", [*COMMANDS, "show YH-1", "show QY-012", "find 报警器"])
@pytest.mark.parametrize("form", ["text", "json", "html", "markdown", "terminal"])
def test_a_ledger_with_errors_prints_the_rest_and_says_what_was_left_out(
    tmp_path: Path, command: str, form: str
) -> None:
    ledger = Ledger(tmp_path, hazard(NOTICE), hazard(id="YH-2"), hazard(id="YH-3"))
    file = tmp_path / "hazards" / "100.yaml"
    before, after = file.read_text(encoding="utf-8").split("id: YH-2")
    after = after.replace("found_on: 2024-05-08", "found_on: 2024-13-08", 1)
    file.write_text(f"{before}id: YH-2{after}", encoding="utf-8")
    said = ask(ledger.root, *command.split(), "--as-of", "2024-06-30", "--format", form)
    assert said.code == 1
    assert "1 条记录或段落读不出来" in said.text
    assert "1 处错误" in said.err
    assert "1 条记录或段落未计入" in said.err
    assert "Traceback" not in said.err
    if command in ("hazards", "rectifications", "responsibilities"):
        assert "YH-1" in said.text
        assert "YH-3" in said.text
        assert "YH-2" not in said.text
