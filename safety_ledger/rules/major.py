"""Rules on major hazards (重大): by whose standard and whose judgement, and the plan they need."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Final

from safety_ledger.diagnostics import Example
from safety_ledger.ledger import Ledger
from safety_ledger.model import Hazard
from safety_ledger.model.declaration import fields_of
from safety_ledger.model.hazard import Entry, RectificationPlan
from safety_ledger.rules.catalogue import WARNING, Found, code, found, rule
from safety_ledger.rules.sources import hazard_rules, industry_criteria, work_safety_law
from safety_ledger.text import Text
from safety_ledger.vocabulary import Event, Level, Mode, Result

_MAJOR = "level: 重大\n"
_CRITERION = 'criterion: {standard: 化工和危险化学品生产经营单位重大生产安全事故隐患判定标准, article: "12"}\n'
_JUDGED = "judged: {by: 周明, date: 2024-05-08}\n"
_PLAN = (
    "plan:\n"
    "  goal: 恢复可燃气体全覆盖监测\n"
    "  measures: 更换探头并接入DCS\n"
    "  funds: 120000\n"
    "  organisation: 分管副总负责，设备科实施\n"
    "  schedule: 6月25日前调试完成\n"
)
_CONTINGENCY = "  contingency: 停用罐区，专人值守\n"
_RECTIFIED = (
    "history:\n"
    "  - {date: 2024-05-09, event: 通知, to: [主要负责人, 实际控制人], by: 李明}\n"
    "  - {date: 2024-06-20, event: 整改完成, by: 王强}\n"
)
_COMPLETE = _MAJOR + _CRITERION + _JUDGED + _PLAN + _CONTINGENCY + _RECTIFIED


# what is asked of the history of every hazard is asked by map, which makes no frame for each entry
# (and members by name, since an enumeration answers slowly)
_MAJOR_LEVEL: Final = Level.MAJOR
_level: Final = attrgetter("level")


def _major(hazard: Hazard) -> bool:
    """Whether the hazard is or ever was 重大."""
    return hazard.level is _MAJOR_LEVEL or _MAJOR_LEVEL in map(_level, hazard.history)


def _with_levels(hazard: Hazard) -> Iterator[tuple[int, Entry, Level | None]]:
    """The entries in date order, each with its ordinal and the level after it."""
    level = hazard.level
    for i, entry in sorted(enumerate(hazard.history), key=lambda item: item[1].date):
        level = entry.level or level
        yield i, entry, level


def _plan_is_due(hazard: Hazard) -> bool:
    """A 重大 needs criterion and plan from its first 整改完成 or 延期 on; before, the list is incomplete."""
    majors = [(entry, level is Level.MAJOR) for _, entry, level in _with_levels(hazard)]
    due = any(major and entry.event in (Event.RECTIFY, Event.EXTEND) for entry, major in majors)
    return due and majors[-1][1]


@rule(
    code(
        "H401",
        title=Text("重大隐患没有判定依据", "Major hazard without a criterion"),
        message=Text("重大隐患没有写判定依据（criterion）", "a major hazard without its criterion"),
        remedy=Text(
            "在 criterion 里写明判定标准（standard）和条款（article）。",
            "name the standard and the article under criterion.",
        ),
        why=Text(
            "重大隐患按判定标准认定，不凭感觉；最迟在整改完成、延期或改判时写明。",
            "A hazard is major by a standard, not by taste; it is named at the latest when it is "
            "rectified, extended or re-judged.",
        ),
        source=work_safety_law("118"),
        example=Example(
            _MAJOR + _JUDGED + _PLAN + _CONTINGENCY + _RECTIFIED,
            _COMPLETE,
            of="hazard",
        ),
    ),
    on=Hazard,
    only=_major,
)
def major_without_criterion(hazard: Hazard, _: Ledger) -> Iterator[Found]:
    bare = [
        i
        for i, entry in enumerate(hazard.history)
        if entry.level is Level.MAJOR and not entry.criterion
    ]
    yield from (found("history", i) for i in bare)
    rejudged = any(entry.criterion for entry in hazard.history)
    if not (bare or hazard.criterion or rejudged) and _plan_is_due(hazard):
        yield found("criterion")


_PLAN_ITEMS: Final = {field.name: field.label for field in fields_of(RectificationPlan)}


@rule(
    code(
        "H402",
        title=Text("治理方案缺项", "Plan lacks items"),
        message=Text("重大隐患治理方案缺：{items}", "the plan of a major hazard lacks: {items}"),
        remedy=Text(
            "按治理方案补齐六项；不需经费写 0。",
            "complete the six items; write 0 when no funds are needed.",
        ),
        why=Text(
            "重大隐患须制定治理方案，目标、措施、经费、机构人员、时限、应急六项齐全；"
            "最迟在整改完成或延期前补齐。",
            "A major hazard needs a plan of six items, complete before it is rectified or extended.",
        ),
        source=hazard_rules("15"),
        example=Example(
            _MAJOR + _CRITERION + _JUDGED + _PLAN + _RECTIFIED,
            _COMPLETE,
            of="hazard",
        ),
    ),
    on=Hazard,
    only=_major,
)
def plan_lacks_items(hazard: Hazard, _: Ledger) -> Iterator[Found]:
    lacking = tuple(
        label for name, label in _PLAN_ITEMS.items() if getattr(hazard.plan, name, None) is None
    )
    if lacking and _plan_is_due(hazard):
        yield found("plan", items=lacking)


@rule(
    code(
        "H403",
        severity=WARNING,
        title=Text("重大隐患没有判定人", "Major hazard judged by nobody"),
        message=Text("重大隐患没有写由谁、何时判定", "nobody is named who judged the hazard major"),
        remedy=Text("补上 judged 的判定人（by）和日期（date）。", "add judged with by and date."),
        why=Text(
            "级别由谁判定要查得到，改判、追责时才有依据。",
            "Who judged the level must be known when it is questioned later.",
        ),
        source=work_safety_law("118"),
        example=Example(
            _MAJOR + _CRITERION + _PLAN + _CONTINGENCY + _RECTIFIED,
            _COMPLETE,
            of="hazard",
        ),
    ),
    on=Hazard,
    only=_major,
)
def major_judged_by_nobody(hazard: Hazard, _: Ledger) -> Iterator[Found]:
    if hazard.level is Level.MAJOR and hazard.judged is None and _plan_is_due(hazard):
        yield found("judged")


_OWN_CRITERIA: Final = frozenset({"危险化学品", "消防", "特种设备"})
"""Categories whose major hazards have criteria of their own."""


@rule(
    code(
        "H410",
        severity=WARNING,
        title=Text("判定标准与类别不符", "Criterion of another field"),
        message=Text(
            "{category}类隐患另有判定标准，不适用工贸企业的标准",
            "hazards of category {category} have criteria of their own, not those of industry and trade",
        ),
        remedy=Text(
            "改引该领域的判定标准，或核对类别。",
            "cite the criteria of that field, or check the category.",
        ),
        why=Text(
            "工贸企业内的危险化学品、消防、特种设备等隐患，另有规定的从其规定。",
            "In industry and trade, chemicals, fire and special equipment follow their own criteria.",
        ),
        source=industry_criteria("2"),
        example=Example(
            _MAJOR
            + 'category: 特种设备\ncriterion: {standard: 工贸企业重大事故隐患判定标准, article: "3"}\n',
            _MAJOR + "category: 特种设备\ncriterion: {standard: 特种设备事故隐患分类分级}\n",
            of="hazard",
        ),
    ),
    on=Hazard,
    only=_major,
)
def criterion_of_another_field(hazard: Hazard, _: Ledger) -> Iterator[Found]:
    if (
        hazard.category in _OWN_CRITERIA
        and hazard.criterion
        and "工贸" in hazard.criterion.standard
    ):
        yield found("criterion", "standard", category=hazard.category)


_EMPTY_WORDS: Final = frozenset({"无", "暂无", "没有", "同上", "略", "待定", "/", "-", "—", "——"})


@rule(
    code(
        "H411",
        severity=WARNING,
        title=Text("治理方案敷衍", "Plan item says nothing"),
        message=Text(
            "治理方案的“{item}”只写了“{value}”", "“{item}” of the plan says only “{value}”"
        ),
        remedy=Text("写明具体内容。", "say what is to be done."),
        why=Text(
            "重大隐患治理方案六项都要有实际内容，“无”“同上”“略”等于缺项。",
            "All six items of the plan need content: “none” or “as above” is a missing item.",
        ),
        source=hazard_rules("15"),
        example=Example(
            _MAJOR + _PLAN + "  contingency: 同上\n",
            _MAJOR + _PLAN + _CONTINGENCY,
            of="hazard",
        ),
    ),
    on=Hazard,
    only=_major,
)
def plan_item_says_nothing(hazard: Hazard, _: Ledger) -> Iterator[Found]:
    for name, label in _PLAN_ITEMS.items():
        value = getattr(hazard.plan, name, None)
        if isinstance(value, str) and value.strip() in _EMPTY_WORDS:
            yield found("plan", name, item=label, value=value)


@rule(
    code(
        "H415",
        severity=WARNING,
        unconfirmed=True,
        title=Text("重大隐患未到现场复查", "Major hazard reviewed without a visit"),
        message=Text(
            "重大隐患复查合格，但未写明现场复查",
            "a major hazard passed review without a visit on record",
        ),
        remedy=Text("到现场复查，并写 mode: 现场。", "review it on the site and write mode: 现场."),
        why=Text(
            "重大隐患治理后要现场审查合格，看材料、看照片不算。",
            "A major hazard is reviewed on the site: papers and photos do not do.",
        ),
        source=hazard_rules("23"),
        example=Example(
            _COMPLETE
            + "  - {date: 2024-06-24, event: 复查, result: 合格, mode: 书面, by: [李明]}\n",
            _COMPLETE
            + "  - {date: 2024-06-24, event: 复查, result: 合格, mode: 现场, by: [李明]}\n",
            of="hazard",
        ),
    ),
    on=Hazard,
    only=_major,
)
def reviewed_without_a_visit(hazard: Hazard, _: Ledger) -> Iterator[Found]:
    for i, entry, level in _with_levels(hazard):
        if level is Level.MAJOR and entry.result is Result.PASS and entry.mode is not Mode.SITE:
            yield found("history", i, "mode")


RULES = (
    major_without_criterion,
    plan_lacks_items,
    major_judged_by_nobody,
    criterion_of_another_field,
    plan_item_says_nothing,
    reviewed_without_a_visit,
)
