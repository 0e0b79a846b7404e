"""What weakens control is marked; what the rules of the trade allow is not."""

from __future__ import annotations

import datetime as dt

import pytest

from safety_ledger.changes import compare, side_of, weaken
from safety_ledger.changes.effects import effects, figures
from safety_ledger.ledger import Ledger
from safety_ledger.lists import standing
from tests.changes.reading import read_texts

BOOK = {
    "ledger.yaml": """\
name: 台账
sections: [安全管理科]
industries: [{name: 危险化学品, high_risk: true}, 机械制造]
policies:
  notice_within_days: 3
  due_soon_days: 30
  closure_section: 安全管理科
  escalation: [{level: 重大, after: 15, step: 通报}]
  strict: [H415]
goals: [{year: 2024, kind: stock, registered_until: 2023-12-31}]
""",
    "people/a.yaml": """\
- {name: 李明, roles: [督导员], section: 安全管理科}
- {name: 周明, roles: [督导员], section: 安全管理科}
- {name: 陈敏, roles: [审核人], section: 安全管理科}
- {name: 赵刚, roles: [{role: 审核人, from: 2024-06-01, until: 2025-12-31}], section: 安全管理科}
""",
    "enterprises/a.yaml": """\
- {id: QY-1, name: 甲, high_risk: true, tags: [涉氨, 粉尘涉爆], risk: {level: 橙, assessed_on: 2024-01-01}, joined_on: 2020-01-01}
- {id: QY-2, name: 乙}
""",
    "hazards/a.yaml": """\
- id: YH-1
  enterprise: QY-1
  title: 甲
  level: 重大
  criterion: {standard: 标准}
  source: 督导检查
  found_on: 2024-05-08
  deadline: 2024-06-30
  responsible: {rectifier: 王强, person: 张华}
  plan: {goal: 目, measures: 措, funds: 1, organisation: 组, schedule: 时, contingency: 案}
  interim_measures: 停用
  history:
    - {date: 2024-05-09, event: 通知, to: [主要负责人, 实际控制人], by: 李明, evidence: [evidence/a.txt]}
    - {date: 2024-05-10, event: 进展, note: 已订货}
- id: YH-2
  enterprise: QY-1
  title: 乙
  level: 一般
  source: 督导检查
  found_on: 2024-05-08
  deadline: 2024-06-30
  responsible: {rectifier: 王强}
  history:
    - {date: 2024-05-09, event: 通知, to: [主要负责人], by: 李明}
    - {date: 2024-05-20, event: 整改完成, by: 王强}
    - {date: 2024-05-21, event: 复查, result: 合格, mode: 现场, by: [李明, 周明]}
    - {date: 2024-05-22, event: 销号, by: 陈敏}
- id: YH-3
  enterprise: QY-1
  title: 丙
  level: 一般
  source: 督导检查
  found_on: 2024-05-08
  deadline: 2024-06-30
  responsible: {rectifier: 王强}
  history:
    - {date: 2024-05-09, event: 通知, to: [主要负责人], by: 李明}
    - {date: 2024-05-20, event: 整改完成, by: 王强}
    - {date: 2024-05-21, event: 复查, result: 合格, mode: 现场, by: 李明}
    - {date: 2024-05-22, event: 销号, by: 周明}
""",
    "tasks/a.yaml": """\
list: 清单
tasks:
  - {id: T-1, title: 一, lead: 安全管理科, owner: 吴主任, milestones: [{id: M-1, due: 2024-12-31}]}
  - {id: T-2, title: 二, lead: 安全管理科, duty: {every: quarter, within_days: 15, activity: 企业自查, led_by: 主要负责人, applies_to: {tags: [涉氨]}, since: 2024-01-01}}
  - {id: T-3, title: 三, lead: 安全管理科, coverage: {having: monitoring, applies_to: {}, targets: [{due: 2025-12-31, share: 90}]}}
""",
    "activities/a.yaml": "- {id: HD-1, date: 2024-05-08, kind: 督导检查, enterprises: [QY-1], found: [YH-1], by: 李明}\n",
    "risks/a.yaml": "- {id: FX-1, enterprise: QY-1, name: 罐区, level: 红, measures: {人防: 值守}, reviewed_on: 2024-01-01}\n",
    "evidence/a.txt": "x",
}  # fmt: skip


def ledger(texts: dict[str, str]) -> Ledger:
    read = read_texts(texts)
    assert read.unread == ()
    return read


def edited(*pairs: str) -> dict[str, str]:
    """The book with texts replaced: old, new, old, new; each must stand in exactly one place."""
    texts = dict(BOOK)
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        (path,) = [path for path, text in texts.items() if text.count(old) == 1 and path != "x"]
        texts[path] = texts[path].replace(old, new)
    return texts


def marks(*pairs: str) -> list[tuple[str, str]]:
    sides = ledger(BOOK), ledger(edited(*pairs))
    changes = compare(*map(side_of, sides))
    assert changes
    return [(one.weakening.value, one.id) for one in weaken(changes, *sides)]


LAST = "    - {date: 2024-05-10, event: 进展, note: 已订货}\n"
PLAN = (
    "  plan: {goal: 目, measures: 措, funds: 1, organisation: 组, schedule: 时, contingency: 案}\n"
)
FIRST = "title: 甲\n  level: 重大\n  criterion: {standard: 标准}\n  source: 督导检查\n  found_on: 2024-05-08\n  deadline: 2024-06-30"
SECOND = BOOK["hazards/a.yaml"][
    BOOK["hazards/a.yaml"].index("- id: YH-2") : BOOK["hazards/a.yaml"].index("- id: YH-3")
]
EXTENDED = LAST + (
    "    - {date: 2024-06-20, event: 延期申请, until: 2024-07-31, by: 王强}\n"
    "    - {date: 2024-06-25, event: 延期, until: 2024-07-31, by: 陈敏, reason: 到货推迟}\n"
)
REJUDGED = LAST + "    - {date: 2024-06-25, event: 改判, level: 一般, by: 陈敏, reason: 复核}\n"

WEAKENED = [
    ("a record removed", [SECOND, ""], [("record_removed", "YH-2")]),
    ("a person removed", ["- {name: 周明, roles: [督导员], section: 安全管理科}\n", ""], [("record_removed", "周明")]),
    ("an entry removed", [LAST, ""], [("entry_removed", "YH-1")]),
    ("an entry altered", ["note: 已订货", "note: 已到货"], [("entry_altered", "YH-1")]),
    ("the date of an entry", ["2024-05-10, event", "2024-05-12, event"], [("entry_altered", "YH-1")]),
    ("a deadline later", [FIRST, FIRST.replace("06-30", "07-31")], [("deadline_loosened", "YH-1")]),
    ("an extension refused does not help", [FIRST, FIRST.replace("06-30", "07-31"), LAST, EXTENDED.replace("陈敏", "李明")],
     [("deadline_loosened", "YH-1")]),
    ("a level lowered", ["level: 重大\n", "level: 一般\n"], [("level_lowered", "YH-1")]),
    ("a closed record changed", ["title: 乙", "title: 改"], [("closed_changed", "YH-2")]),
    ("an entry slipped under a closure", ["    - {date: 2024-05-22, event: 销号, by: 陈敏}\n",
     "    - {date: 2024-05-21, event: 进展, note: 补}\n    - {date: 2024-05-22, event: 销号, by: 陈敏}\n"],
     [("closed_changed", "YH-2")]),
    ("evidence removed", [", evidence: [evidence/a.txt]", ""], [("entry_altered", "YH-1"), ("evidence_removed", "YH-1")]),
    ("interim measures removed", ["  interim_measures: 停用\n", ""], [("measure_removed", "YH-1")]),
    ("the plan removed", [PLAN, ""], [("measure_removed", "YH-1")]),
    ("an item of the plan removed", [", contingency: 案", ""], [("measure_removed", "YH-1")]),
    ("the rectifier removed", ["rectifier: 王强, person", "person"], [("measure_removed", "YH-1")]),
    ("found later", [FIRST, FIRST.replace("05-08", "05-09")], [("clock_moved", "YH-1")]),
    ("found by itself", [FIRST, FIRST.replace("督导检查", "企业自查")], [("clock_moved", "YH-1")]),
    ("more days", ["notice_within_days: 3", "notice_within_days: 5"], [("policy_relaxed", "")]),
    ("more days than the default", ["due_soon_days: 30", "due_soon_days: 30\n  verify_within_days: 20"], [("policy_relaxed", "")]),
    ("warned later", ["due_soon_days: 30", "due_soon_days: 10"], [("policy_relaxed", "")]),
    ("no longer strict", ["  strict: [H415]\n", ""], [("policy_relaxed", "")]),
    ("a rung removed", ["  escalation: [{level: 重大, after: 15, step: 通报}]\n", ""], [("policy_relaxed", "")]),
    ("a rung later", ["after: 15", "after: 30"], [("policy_relaxed", "")]),
    ("a goal removed", ["goals: [{year: 2024, kind: stock, registered_until: 2023-12-31}]\n", ""], [("policy_relaxed", "")]),
    ("a goal narrower", ["registered_until: 2023-12-31", "registered_until: 2022-12-31"], [("policy_relaxed", "")]),
    ("no longer high-risk", ["{name: 危险化学品, high_risk: true}", "危险化学品"], [("policy_relaxed", "")]),
    ("another closing section", ["closure_section: 安全管理科", "closure_section: 综合科"], None),
    ("a milestone later", ["due: 2024-12-31", "due: 2025-12-31"], [("task_loosened", "T-1")]),
    ("a task removed", ["  - {id: T-1, title: 一, lead: 安全管理科, owner: 吴主任, milestones: [{id: M-1, due: 2024-12-31}]}\n", ""],
     [("record_removed", "T-1")]),
    ("an owner removed", ["owner: 吴主任, ", ""], [("task_loosened", "T-1")]),
    ("seldomer", ["every: quarter", "every: half"], [("task_loosened", "T-2")]),
    ("more days after the period", ["within_days: 15", "within_days: 20"], [("task_loosened", "T-2")]),
    ("led by anybody", ["led_by: 主要负责人, ", ""], [("task_loosened", "T-2")]),
    ("for others only", ["applies_to: {tags: [涉氨]}", "applies_to: {tags: [粉尘涉爆]}"], [("task_loosened", "T-2")]),
    ("since later", ["since: 2024-01-01", "since: 2025-01-01"], [("task_loosened", "T-2")]),
    ("a lower share", ["share: 90", "share: 80"], [("task_loosened", "T-3")]),
    ("a later share", ["due: 2025-12-31", "due: 2026-12-31"], [("task_loosened", "T-3")]),
    ("a narrower share", ["applies_to: {}", "applies_to: {high_risk: true}"], [("task_loosened", "T-3")]),
    ("an enterprise no longer high-risk", ["high_risk: true, tags", "tags"], [("risk_lowered", "QY-1")]),
    ("a tag removed", ["tags: [涉氨, 粉尘涉爆]", "tags: [涉氨]"], [("risk_lowered", "QY-1")]),
    ("a milder colour without an assessment", ["level: 橙", "level: 蓝"], [("risk_lowered", "QY-1")]),
    ("a milder risk point", ["level: 红", "level: 黄"], [("risk_lowered", "FX-1")]),
    ("joined later", ["joined_on: 2020-01-01", "joined_on: 2024-01-01"], [("clock_moved", "QY-1")]),
    ("an activity altered", ["found: [YH-1]", "found: []"], [("entry_altered", "HD-1")]),
    ("a role without a beginning", ["- {name: 周明, roles: [督导员]", "- {name: 周明, roles: [督导员, 审核人]"],
     [("signature_widened", "周明"), ("signature_widened", "YH-3")]),
    ("a role from earlier on", ["from: 2024-06-01", "from: 2024-01-01"], [("signature_widened", "赵刚")]),
    ("a role for longer", [", until: 2025-12-31", ""], [("signature_widened", "赵刚")]),
]  # fmt: skip

ALLOWED = [
    ("a record added", ["- {id: QY-2, name: 乙}\n", "- {id: QY-2, name: 乙}\n- {id: QY-3, name: 丙}\n"]),
    ("an entry added", [LAST, LAST + "    - {date: 2024-05-11, event: 进展, note: 到货}\n"]),
    ("an extension granted", [LAST, EXTENDED]),
    ("a rejudgement", [LAST, REJUDGED]),
    ("an earlier deadline", [FIRST, FIRST.replace("06-30", "06-20")]),
    ("another title", ["title: 甲", "title: 甲罐"]),
    ("a paper added to an entry", ["note: 已订货", "note: 已订货, document: 开安〔2024〕1号"]),
    ("a photo more", ["[evidence/a.txt]", "[evidence/a.txt, evidence/b.txt]"]),
    ("a penalty after closure", ["    - {date: 2024-05-22, event: 销号, by: 陈敏}\n",
     "    - {date: 2024-05-22, event: 销号, by: 陈敏}\n    - {date: 2024-06-01, event: 行政处罚, issuer: 县应急管理局}\n"]),
    ("fewer days", ["notice_within_days: 3", "notice_within_days: 1"]),
    ("a rung earlier", ["after: 15", "after: 10"]),
    ("a milestone adjusted", ["milestones: [{id: M-1, due: 2024-12-31}]}",
     "milestones: [{id: M-1, due: 2025-12-31}], history: [{date: 2024-12-01, event: 调整, milestone: M-1, until: 2025-12-31, document: 文}]}"]),
    ("oftener", ["every: quarter", "every: month"]),
    ("for all", ["applies_to: {tags: [涉氨]}", "applies_to: {}"]),
    ("a milder colour by an assessment", ["level: 橙, assessed_on: 2024-01-01", "level: 蓝, assessed_on: 2024-06-01"]),
    ("a role from a day on", ["- {name: 周明, roles: [督导员]", "- {name: 周明, roles: [督导员, {role: 审核人, from: 2026-01-01}]"]),
    ("a role that ends", ["- {name: 周明, roles: [督导员]", "- {name: 周明, roles: [{role: 督导员, until: 2026-01-01}]"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("pairs", "expected"), [one[1:] for one in WEAKENED], ids=[one[0] for one in WEAKENED]
)
def test_it_is_marked(pairs: list[str], expected: list[tuple[str, str]] | None) -> None:
    if expected is None:
        assert marks(*pairs) != []
    else:
        assert marks(*pairs) == expected


@pytest.mark.parametrize("pairs", [one[1] for one in ALLOWED], ids=[one[0] for one in ALLOWED])
def test_it_is_not_marked(pairs: list[str]) -> None:
    assert marks(*pairs) == []


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((", registered_until: 2024-06-30", ""), ["policy_relaxed"]),
        (("", ", registered_until: 2023-06-30"), ["policy_relaxed"]),
        (("", ", registered_until: 2024-06-30"), []),
    ],
)
def test_a_goal_without_a_day_is_about_what_its_year_began_with(
    days: tuple[str, str], expected: list[str]
) -> None:
    was, now = (ledger(edited(", registered_until: 2023-12-31", day)) for day in days)
    changes = compare(side_of(was), side_of(now))
    assert [one.weakening for one in weaken(changes, was, now)] == expected


def test_a_file_of_evidence_that_is_gone() -> None:
    texts = dict(BOOK)
    del texts["evidence/a.txt"]
    sides = ledger(BOOK), ledger(texts)
    assert compare(*map(side_of, sides)) == []
    ((mark),) = weaken([], *sides)
    assert (mark.weakening, mark.id, mark.what) == ("evidence_removed", "YH-1", "evidence/a.txt")


def test_what_it_does_to_hazards_and_figures() -> None:
    sides = ledger(BOOK), ledger(edited(LAST, EXTENDED))
    days = [standing(one, dt.date(2024, 7, 23)) for one in sides]
    (effect,) = effects(*days)
    assert effect.before is not None
    assert effect.after is not None
    assert (effect.before.days_overdue, effect.after.days_overdue) == (23, 0)
    assert effect.after.deadline == dt.date(2024, 7, 31)
    found = {one.name.zh: (one.before, one.after) for one in figures(*days)}
    assert found["逾期重大隐患"] == (1, 0)
    assert "在账隐患" not in found
