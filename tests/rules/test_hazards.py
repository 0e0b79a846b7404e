from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.rules.conftest import Expect

CRITERION = 'criterion: {standard: 化工和危险化学品生产经营单位重大生产安全事故隐患判定标准, article: "12"}\n'
JUDGED = "judged: {by: 周明, date: 2024-05-08}\n"
PLAN = """\
plan:
  goal: 恢复监测
  measures: 更换探头，利用备件，不另花钱
  funds: 0
  organisation: 设备科实施
  schedule: 6月25日前
  contingency: 停用罐区
"""
NOTICE = "  - {date: 2024-05-09, event: 通知, to: [主要负责人, 实际控制人], by: 李明}\n"
CLAIM = "  - {date: 2024-06-20, event: 整改完成, by: 王强}\n"
MAJOR = "level: 重大\n"
COMPLETE = MAJOR + CRITERION + JUDGED + PLAN


def history(*entries: str) -> str:
    return "history:\n" + "".join(entries)


def marked(line: str, code: str) -> str:
    return line.replace("\n", f"  # <- {code}\n", 1)


def test_an_early_major_hazard_may_still_lack_everything(expect: Expect) -> None:
    expect(
        MAJOR
        + history(
            NOTICE, "  - {date: 2024-05-12, event: 函告, document: 开安〔2024〕18号, by: 李明}\n"
        )
    )


def test_zero_is_an_amount_of_funds(expect: Expect) -> None:
    expect(COMPLETE + history(NOTICE, CLAIM))


@pytest.mark.parametrize(
    "entry",
    [CLAIM, "  - {date: 2024-06-20, event: 延期, until: 2024-07-31, by: 陈敏, reason: 到货推迟}\n"],
    ids=["rectified", "extended"],
)
def test_then_criterion_and_judgement_must_be_there(expect: Expect, entry: str) -> None:
    from_the_first_line = "id: YH-QY012-2024-003  # <- H401 H403\n"
    expect(from_the_first_line + MAJOR + PLAN + history(NOTICE, entry))


def test_and_each_item_of_the_plan(expect: Expect) -> None:
    expect(
        MAJOR
        + CRITERION
        + JUDGED
        + marked("plan: {goal: 恢复监测}\n", "H402")
        + history(NOTICE, CLAIM)
    )
    expect(
        "id: YH-QY012-2024-003  # <- H402\n" + MAJOR + CRITERION + JUDGED + history(NOTICE, CLAIM)
    )


REJUDGED = "  - {date: 2024-05-20, event: 改判, level: 重大, reason: 复核, by: 陈敏, criterion: {standard: 判定标准}}\n"


def test_a_hazard_judged_major_later_needs_a_plan_from_then_on(expect: Expect) -> None:
    expect("plan:\n  goal: 恢复监测  # <- H402\n" + history(NOTICE, REJUDGED, CLAIM))
    expect(PLAN + history(NOTICE, REJUDGED, CLAIM))


def test_judged_major_after_the_work_was_done_it_needs_none_yet(expect: Expect) -> None:
    failed = "  - {date: 2024-06-24, event: 复查, result: 不合格, by: 李明}\n"
    expect(history(NOTICE, CLAIM, failed, REJUDGED.replace("05-20", "06-25")))


def test_a_hazard_no_longer_major_needs_no_plan(expect: Expect) -> None:
    lowered = "  - {date: 2024-05-20, event: 改判, level: 一般, reason: 复核, by: 陈敏}\n"
    expect(MAJOR + history(NOTICE, lowered, CLAIM))


def test_judging_major_names_the_criterion_in_the_same_entry(expect: Expect) -> None:
    bare = "  - {date: 2024-05-20, event: 改判, level: 重大, reason: 复核, by: 陈敏}  # <- H401\n"
    expect(PLAN + history(NOTICE, bare, CLAIM))


def test_nothing_is_due_or_judged_before_the_hazard_was_found(expect: Expect) -> None:
    expect("deadline: 2024-05-08\n")
    expect("deadline: 2024-05-07  # <- H404\njudged: {by: 周明, date: 2024-05-07}  # <- H404\n")


REPORTED = """\
- id: YH-QY013-2024-001
  enterprise: QY-013
  title: 除尘风机停用
  source: 群众举报
  case: JB-2024-003
  found_on: 2024-05-08
"""
VERIFIED = "  - {date: 2024-05-10, event: 核实, by: 李明}"
UNTRUE = "  - {date: 2024-05-10, event: 查否, by: 陈敏}\n"


def reported(lines: str) -> str:
    return REPORTED + "".join(f"  {line}\n" for line in lines.splitlines())


def test_a_report_needs_its_terms_once_verified(expect: Expect) -> None:
    path = "hazards/2024/QY-013.yaml"
    expect(reported(""), of=path)
    expect(reported(history(UNTRUE)), of=path)
    expect(reported("level: 一般\n" + history(VERIFIED + "  # <- H405\n")), of=path)
    expect(
        reported(
            "level: 一般\ndeadline: 2024-06-30\nresponsible: {person: 张华}\n"
            + history(VERIFIED + "\n")
        ),
        of=path,
    )


def test_only_the_office_is_named_as_finder_of_a_report(expect: Expect) -> None:
    report = "source: 群众举报\ncase: JB-2024-003\n"
    expect(report + "found_by: 林涛\n")
    expect(report + "found_by: 吴某  # <- H406\n")
    expect("found_by: 王强\n")


def test_the_finder_who_reported_is_not_named_in_the_message(check: Callable[..., object]) -> None:
    files = {
        "ledger.yaml": b"name: x\n",
        "enterprises/a.yaml": "- {id: QY-013, name: 示例机械有限公司}\n".encode(),
        "hazards/a.yaml": reported("found_by: 吴某人").encode(),
    }
    [one] = check(files)  # type: ignore[misc]
    assert one.code.code == "H406"
    assert "吴某人" not in repr((one.params, one.related))


def test_a_case_belongs_to_a_report_and_a_report_has_one(expect: Expect) -> None:
    expect("id: YH-QY012-2024-003  # <- H407\nsource: 群众举报\n")
    expect("case: JB-2024-003  # <- H419\n")


def test_each_step_back_in_time_is_reported(expect: Expect) -> None:
    expect(
        history(
            NOTICE,
            "  - {date: 2024-05-20, event: 进展}\n",
            "  - {date: 2024-05-20, event: 进展}\n",
            "  - {date: 2024-05-15, event: 进展}  # <- H408\n",
            "  - {date: 2024-05-16, event: 进展}\n",
            "  - {date: 2024-05-10, event: 进展}  # <- H408\n",
        )
    )


@pytest.mark.parametrize("category", ["危险化学品", "消防", "特种设备"])
def test_chemicals_fire_and_special_equipment_have_criteria_of_their_own(
    expect: Expect, category: str
) -> None:
    cited = "criterion: {standard: 工贸企业重大事故隐患判定标准}"
    expect(f"level: 重大\ncategory: {category}\n{cited}  # <- H410\n")
    expect(f"level: 重大\ncategory: 设备设施\n{cited}\n")


def test_a_plan_of_empty_words_is_no_plan(expect: Expect) -> None:
    plan = PLAN.replace("停用罐区", "同上  # <- H411").replace("设备科实施", "略  # <- H411")
    expect(MAJOR + plan)
    expect(plan.replace("  # <- H411", ""))


def test_the_liable_enterprise_is_another(expect: Expect) -> None:
    expect("liable: QY-013\n")
    expect("liable: QY-012  # <- H414\n")


def test_a_major_hazard_passes_review_on_the_site(expect: Expect) -> None:
    review = "  - {date: 2024-06-24, event: 复查, result: 合格, by: 李明}"
    expect(COMPLETE + history(NOTICE, CLAIM, review + "  # <- H415\n"))
    expect(COMPLETE + history(NOTICE, CLAIM, review.replace("by", "mode: 现场, by") + "\n"))
    expect(COMPLETE + history(NOTICE, CLAIM, review.replace("合格", "不合格") + "\n"))
    expect(history(NOTICE, CLAIM, review + "\n"))


def duplicate(serial: str, of: str) -> str:
    return f"""\
- id: YH-QY013-2024-{serial}
  enterprise: QY-013
  title: 除尘风机停用
  level: 一般
  source: 督导检查
  found_on: 2024-05-08
  deadline: 2024-06-30
  responsible: {{rectifier: 王强}}
  history:
    - {{date: 2024-05-09, event: 作废, reason: 重复登记, by: 陈敏, duplicate_of: YH-QY013-2024-{of}}}
"""


def test_duplicates_lead_to_a_hazard_that_remains(expect: Expect) -> None:
    path = "hazards/2024/QY-013.yaml"
    one, two, three = (
        duplicate(n, of) for n, of in (("001", "002"), ("002", "003"), ("003", "001"))
    )
    round_ = "".join(text.replace("}\n", "}  # <- H416\n") for text in (one, two, three))
    expect(round_.replace("王强}  # <- H416", "王强}"), of=path)
    last = three.split("  history")[0]
    expect(one + two + last, of=path)


def test_a_hazard_that_leads_into_a_round_is_not_blamed_for_it(expect: Expect) -> None:
    own = duplicate("002", "002").replace("}}", "}").replace("2024-002}", "2024-002}  # <- H416")
    expect(duplicate("001", "002") + own, of="hazards/2024/QY-013.yaml")


def test_nothing_is_found_at_an_enterprise_that_is_not_there_yet(expect: Expect) -> None:
    enterprise = "- {id: QY-014, name: 示例纺织有限公司, joined_on: 2024-06-01}\n"
    expect(enterprise, of="enterprises/QY-014.yaml")
    expect("joined_on: 2024-05-08\n", of="enterprise")
