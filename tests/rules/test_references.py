from __future__ import annotations

import pytest

from safety_ledger.diagnostics import Finding
from safety_ledger.text import Lang
from tests.rules.conftest import Check, Expect

ENTERPRISE = "- {id: QY-012, name: 示例化工有限公司}\n"
HAZARD = """\
- id: YH-QY012-2024-003
  enterprise: QY-012
  title: 可燃气体报警器失效
  level: 一般
  source: 督导检查
  found_on: 2024-05-08
  deadline: 2024-06-30
  responsible: {rectifier: 王强}
"""


def ledger(**files: str) -> dict[str, bytes]:
    """A ledger of these files, with folders marked by two underscores."""
    named = {f"{name.replace('__', '/')}.yaml": text for name, text in files.items()}
    return {path: text.encode() for path, text in ({"ledger.yaml": "name: 示例\n"} | named).items()}


def codes(findings: list[Finding]) -> list[str]:
    return [one.code.code for one in findings]


def test_every_reference_is_followed(expect: Expect) -> None:
    expect(
        """\
- id: HD-2024-06-01-01
  date: 2024-06-01
  kind: 会商研判
  enterprises:
    - QY-012
    - QY-099  # <- R301
  hazards:
    - YH-QY012-2024-099  # <- R301
    - YH-QY012-2024-003
  found: [YH-QY012-2024-098]  # <- R301
""",
        of="activities/2024.yaml",
    )
    expect("enterprise: QY-099  # <- R301\n", of="risk")
    expect("liable: QY-099  # <- R301\n")
    expect(
        """\
history:
  - date: 2024-05-09
    event: 作废
    reason: 重复登记
    by: 陈敏
    duplicate_of: YH-QY012-2024-099  # <- R301
"""
    )


def test_the_nearest_id_is_offered(check: Check) -> None:
    [one] = check(
        ledger(
            enterprises__a=ENTERPRISE,
            hazards__a=HAZARD.replace("enterprise: QY-012", "enterprise: QY-021"),
        )
    )
    assert "QY-012" in one.code.message.say(Lang.EN, one.params)


def test_many_missing_ids_are_no_slips_of_the_pen(check: Check) -> None:
    many = "".join(
        HAZARD.replace("2024-003", f"2024-{n:03}").replace("QY-012", f"QY-1{n:02}")
        for n in range(30)
    )
    found = check(ledger(enterprises__a=ENTERPRISE, hazards__a=many))
    assert codes(found) == ["R301"] * 30
    assert {one.params["hint"] for one in found} == {""}


def test_an_id_that_may_stand_in_unread_text_is_not_missing(check: Check) -> None:
    assert "R301" not in codes(
        check(ledger(enterprises__a='- {id: QY-012, name: "示例化工\n', hazards__a=HAZARD))
    )
    assert "R301" not in codes(check(ledger(enterprises__a="- {id: QY-012}\n", hazards__a=HAZARD)))


def test_an_id_in_unread_text_of_another_kind_is_missing_all_the_same(check: Check) -> None:
    found = check(ledger(hazards__a=HAZARD, hazards__b="- {enterprise: QY-012, title: [罐区\n"))
    assert codes(found) == ["R301", "Y105"]


def test_a_record_with_a_mistake_of_its_own_is_spared(check: Check) -> None:
    found = check(ledger(hazards__a=HAZARD + "  locaton: 罐区\n"))
    assert codes(found) == ["S203"]


def test_ids_are_unique_over_all_kinds(check: Check) -> None:
    risk = "- {id: QY-012, enterprise: QY-012, name: 罐区, level: 红}\n"
    [one] = check(ledger(enterprises__a=ENTERPRISE, risks__a=risk))
    assert one.code.code == "R302"
    assert str(one.place) == "risks/a.yaml:1:8"
    assert [str(related.place) for related in one.related] == ["enterprises/a.yaml:1:8"]


def test_the_id_of_an_unread_record_stays_taken(check: Check) -> None:
    found = check(ledger(enterprises__a=ENTERPRISE, enterprises__b="- {id: QY-012}\n"))
    assert codes(found) == ["R302", "S205"]
    assert [str(one.place) for one in found] == ["enterprises/a.yaml:1:8", "enterprises/b.yaml:1:3"]


def test_milestones_have_ids_too(expect: Expect) -> None:
    expect(
        """\
milestones:
  - {id: M-1, due: 2024-06-30}
  - {id: M-1, due: 2024-12-31}  # <- R302
""",
        of="task",
    )


def test_people_may_be_called_like_an_id_but_not_like_one_another(check: Check) -> None:
    people = "- {name: 李明}\n- {name: 李明(县局)}\n- {name: QY-012}\n- {name: 李明}\n"
    [one] = check(ledger(enterprises__a=ENTERPRISE, people__a=people))
    assert (one.code.code, one.place.line) == ("R302", 4)


LISTS = """\
name: 示例
sections: [安全管理科]
areas: [东片区]
industries: [{name: 危险化学品, high_risk: true}, 机械制造]
"""
TASK = """\
list: 任务清单
tasks:
  - id: T-1
    title: 带队检查
    lead: 综合科
    duty:
      every: quarter
      activity: 企业自查
      since: 2024-01-01
      applies_to: {industries: [机械制造, 冶金], areas: [西片区]}
"""


def test_sections_areas_and_industries_are_those_of_the_ledger(check: Check) -> None:
    found = check(
        ledger(
            ledger=LISTS,
            people__a="- {name: 李明, section: 安管科}\n",
            enterprises__a="- {id: QY-012, name: 示例化工有限公司, industry: 机械制造, area: 西片区}\n",
            tasks__a=TASK,
        )
    )
    assert [(one.code.code, one.key_path, one.params["value"]) for one in found] == [
        ("R303", "area", "西片区"),
        ("R303", "section", "安管科"),
        ("R303", "tasks[0].lead", "综合科"),
        ("R303", "tasks[0].duty.applies_to.industries[1]", "冶金"),
        ("R303", "tasks[0].duty.applies_to.areas[0]", "西片区"),
    ]


def test_without_a_list_any_section_will_do(check: Check) -> None:
    assert check(ledger(people__a="- {name: 李明, section: 哪个科}\n")) == []


def test_the_closing_section_is_one_of_the_sections(check: Check) -> None:
    text = "name: 示例\nsections: [安监科]\npolicies:\n  closure_section: 安管科\n"
    [one] = check(ledger(ledger=text))
    assert (one.code.code, str(one.place)) == ("R303", "ledger.yaml:4:20")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("evidence/YH-QY012-2024-003/after.jpg", None),
        ("evidence/YH-QY012-2024-003/After.jpg", "R304"),
        ("evidence/YH-QY012-2024-003/before.jpg", "R304"),
        ("evidence", "R305"),
        ("photos/after.jpg", "R305"),
        ("/evidence/after.jpg", "R305"),
        ("evidence/../ledger.yaml", "R305"),
        (r"evidence\after.jpg", "R305"),
        (r"C:\after.jpg", "R305"),
        ("https://example.org/after.jpg", "R305"),
    ],
)
def test_evidence_is_a_file_below_evidence(expect: Expect, path: str, code: str | None) -> None:
    mark = f"  # <- {code}" if code else ""
    expect(
        f"""\
history:
  - date: 2024-05-09
    event: 进展
    evidence:
      - evidence/YH-QY012-2024-003/after.jpg
      - '{path}'{mark}
"""
    )
