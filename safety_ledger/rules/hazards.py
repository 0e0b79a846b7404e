"""Rules on a hazard by itself: what must be there, and what cannot be so.

What an entry may do in which status, and who may sign it, is decided in ``lifecycle`` and reported
by ``refusals``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter
from typing import Final

from safety_ledger.diagnostics import Example
from safety_ledger.ledger import Ledger
from safety_ledger.model import Hazard
from safety_ledger.model.declaration import Ref, fields_of
from safety_ledger.model.hazard import Entry, RectificationPlan
from safety_ledger.rules.catalogue import WARNING, Found, code, found, rule
from safety_ledger.rules.fields import Whole
from safety_ledger.rules.sources import (
    LEDGER_FORMAT,
    hazard_rules,
    industry_criteria,
    plan,
    work_safety_law,
)
from safety_ledger.text import Text
from safety_ledger.vocabulary import Event, Level, Mode, Result, Source

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
_REPORT: Final = Source.REPORT
_level: Final = attrgetter("level")
_date: Final = attrgetter("date")


def _major(hazard: Hazard) -> bool:
    """Whether the hazard is or ever was 重大."""
    return hazard.level is _MAJOR_LEVEL or _MAJOR_LEVEL in map(_level, hazard.history)


def _steps_back(hazard: Hazard) -> bool:
    """Whether any entry is dated before the one above it."""
    dates = [*map(_date, hazard.history)]
    return dates != sorted(dates)


def _reported(hazard: Hazard) -> bool:
    return hazard.source is _REPORT


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
        source=work_safety_law("一百一十八"),
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
        source=hazard_rules("十五"),
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
        source=work_safety_law("一百一十八"),
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


@rule(
    code(
        "H404",
        title=Text("早于发现日期", "Before the hazard was found"),
        message=Text(
            "{label} {value} 早于发现日期 {found_on}",
            "{label} {value} is before the day it was found, {found_on}",
        ),
        remedy=Text("核对两个日期。", "check both dates."),
        why=Text(
            "隐患发现之前不可能有期限或判定，必有一个日期写错。",
            "Nothing can be due or judged before the hazard was found: one of the dates is wrong.",
        ),
        source=LEDGER_FORMAT,
        example=Example("deadline: 2024-04-30\n", "deadline: 2024-06-30\n", of="hazard"),
    ),
    on=Hazard,
)
def before_found(hazard: Hazard, _: Ledger) -> Iterator[Found]:
    day = hazard.found_on
    if hazard.deadline and hazard.deadline < day:
        label = Text("整改期限", "the deadline")
        yield found("deadline", label=label, value=hazard.deadline, found_on=day)
    if hazard.judged and hazard.judged.date < day:
        label = Text("判定日期", "the judgement")
        yield found("judged", "date", label=label, value=hazard.judged.date, found_on=day)


@rule(
    code(
        "H405",
        title=Text("核实后缺整改要求", "Verified report lacks its terms"),
        message=Text("举报已核实，缺 {keys}", "the report is verified but lacks {keys}"),
        remedy=Text(
            "核实当天补齐级别、期限和责任人。", "add level, deadline and responsible on verifying."
        ),
        why=Text(
            "核实后即为在账隐患，没有级别、期限、责任就无法督办。",
            "Verified, it is in stock: without level, deadline and responsible nobody can pursue it.",
        ),
        source=plan("6"),
        example=Example(
            "- id: YH-QY013-2024-001\n"
            "  enterprise: QY-013\n"
            "  title: 打磨车间除尘风机停用\n"
            "  source: 群众举报\n"
            "  case: JB-2024-003\n"
            "  found_on: 2024-05-08\n"
            "  history:\n"
            "    - {date: 2024-05-10, event: 核实, by: 李明}\n",
            "- id: YH-QY013-2024-001\n"
            "  enterprise: QY-013\n"
            "  title: 打磨车间除尘风机停用\n"
            "  source: 群众举报\n"
            "  case: JB-2024-003\n"
            "  found_on: 2024-05-08\n"
            "  level: 一般\n"
            "  deadline: 2024-05-31\n"
            "  responsible: {rectifier: 王强, section: 安全管理科, person: 张华}\n"
            "  history:\n"
            "    - {date: 2024-05-10, event: 核实, by: 李明}\n",
            path="hazards/2024/QY-013.yaml",
        ),
    ),
    on=Hazard,
    only=_reported,
)
def verified_without_terms(hazard: Hazard, _: Ledger) -> Iterator[Found]:
    keys = tuple(
        key for key in ("level", "deadline", "responsible") if getattr(hazard, key) is None
    )
    verified = [i for i, entry in enumerate(hazard.history) if entry.event is Event.VERIFY]
    if keys and verified:
        yield found("history", verified[0], keys=keys)


@rule(
    code(
        "H406",
        title=Text("举报件的发现人不是工作人员", "Finder of a report is not of the office"),
        message=Text(
            "群众举报的 found_by 只能是 people/ 中的人员，或不写",
            "found_by of a public report must be one of people/, or absent",
        ),
        remedy=Text(
            "删去 found_by；已提交过的，按泄密处置并清理历史。",
            "delete found_by; if it was committed, clean the history.",
        ),
        why=Text(
            "举报人身份须保密；台账由 git 永久保存，写进去就收不回来。",
            "Who reported is secret, and git keeps what was written for ever.",
        ),
        source=plan("10"),
        example=Example(
            "source: 群众举报\ncase: JB-2024-003\nfound_by: 吴某\n",
            "source: 群众举报\ncase: JB-2024-003\nfound_by: 李明\n",
            of="hazard",
        ),
    ),
    on=Hazard,
    only=_reported,
)
def finder_not_of_the_office(hazard: Hazard, ledger: Ledger) -> Iterator[Found]:
    name = hazard.found_by
    if name and name not in ledger.person and not ledger.may_hold("person", name):
        yield found("found_by")


@rule(
    code(
        "H407",
        severity=WARNING,
        title=Text("举报件没有案号", "Public report without a case number"),
        message=Text("群众举报没有写案号（case）", "a public report without its case"),
        remedy=Text(
            "填受理登记的案号，如 case: JB-2024-003。",
            "give the number under which it was received.",
        ),
        why=Text(
            "举报材料另行保管，靠案号对应；没有案号日后查不到原件。",
            "The report itself is kept elsewhere; only the case number leads to it.",
        ),
        source=plan("10"),
        example=Example("source: 群众举报\n", "source: 群众举报\ncase: JB-2024-003\n", of="hazard"),
    ),
    on=Hazard,
    only=_reported,
)
def report_without_case(hazard: Hazard, _: Ledger) -> Iterator[Found]:
    if hazard.case is None:
        yield found("case")


@rule(
    code(
        "H408",
        title=Text("过程记录未按日期排列", "Entries out of order"),
        message=Text("{date} 排在 {previous} 之后", "{date} stands after {previous}"),
        remedy=Text(
            "核对日期；日期无误就移到前面。", "check the date; if it is right, move the entry up."
        ),
        why=Text(
            "过程只往后添加，日期倒退多半是写错，或是事后补记。",
            "Entries are only added: a date that steps back is mistyped or written afterwards.",
        ),
        source=LEDGER_FORMAT,
        example=Example(
            "history:\n"
            "  - {date: 2024-05-20, event: 进展, note: 探头已到货}\n"
            "  - {date: 2024-05-09, event: 通知, to: [主要负责人], by: 李明}\n",
            "history:\n"
            "  - {date: 2024-05-09, event: 通知, to: [主要负责人], by: 李明}\n"
            "  - {date: 2024-05-20, event: 进展, note: 探头已到货}\n",
            of="hazard",
        ),
    ),
    on=Hazard,
    only=_steps_back,
)
def entries_out_of_order(hazard: Hazard, _: Ledger) -> Iterator[Found]:
    for i, (above, entry) in enumerate(pairwise(hazard.history), start=1):
        if entry.date < above.date:
            yield found("history", i, "date", date=entry.date, previous=above.date)


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
        source=industry_criteria("二"),
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
        source=hazard_rules("十五"),
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
        "H414",
        severity=WARNING,
        title=Text("整改单位与所在企业相同", "Liable enterprise is the same"),
        message=Text("liable 与 enterprise 相同", "liable is the same as enterprise"),
        remedy=Text(
            "删去 liable；由承包、承租单位整改的写该单位编号。",
            "delete liable, or name the contractor or tenant.",
        ),
        why=Text(
            "liable 只写另一家整改单位，相同多半是编号抄错。",
            "liable names another enterprise: the same id is mostly a slip.",
        ),
        source=plan("18"),
        example=Example("liable: QY-012\n", "liable: QY-013\n", of="hazard"),
    ),
    on=Hazard,
    only=attrgetter("liable"),
)
def liable_is_the_same(hazard: Hazard, _: Ledger) -> Iterator[Found]:
    if hazard.liable == hazard.enterprise:
        yield found("liable")


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
        source=hazard_rules("二十三"),
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


def _duplicates(hazard: Hazard) -> list[tuple[int, str]]:
    """The entries that void the hazard as a duplicate, each with the hazard it repeats."""
    return [(i, entry.duplicate_of) for i, entry in enumerate(hazard.history) if entry.duplicate_of]


def _leads_back(start: Hazard, name: str, ledger: Ledger) -> bool:
    """Whether following duplicates from ``name`` on comes back to ``start``."""
    seen = set()
    while name != start.id and name not in seen and name in ledger.hazard:
        seen.add(name)
        following = _duplicates(ledger.hazard[name])
        if not following:
            return False
        name = following[-1][1]
    return name == start.id


@rule(
    code(
        "H416",
        title=Text("重复隐患互相指向", "Duplicates of one another"),
        message=Text(
            "重复的隐患又指回本条，两条都会作废",
            "the duplicate leads back to this hazard: both would be void",
        ),
        remedy=Text(
            "留下一条作为原隐患，只作废另一条。",
            "keep one as the original and void only the other.",
        ),
        why=Text(
            "互相作废，隐患就从台账里消失，实际却还在。",
            "Voided by one another, the hazard is gone from the ledger and still there on the site.",
        ),
        source=LEDGER_FORMAT,
        example=Example(
            "history:\n"
            "  - {date: 2024-05-09, event: 作废, reason: 重复登记, by: 陈敏, "
            "duplicate_of: YH-QY012-2024-003}\n",
            "history:\n  - {date: 2024-05-09, event: 作废, reason: 误录, by: 陈敏}\n",
            of="hazard",
        ),
    ),
    on=Whole,
)
def duplicates_of_one_another(whole: Whole, ledger: Ledger) -> Iterator[Found]:
    for columns, way, _ in whole.uses(Ref):
        if way.end.name == "duplicate_of":
            originals = columns.distinct(way)
            for hazard, path, original in columns.places(way, originals, ledger.unsound):
                if _leads_back(hazard, original, ledger):
                    yield found(*path, record=hazard)


@rule(
    code(
        "H418",
        severity=WARNING,
        title=Text("发现日期早于企业入区", "Found before the enterprise joined"),
        message=Text(
            "发现日期 {found_on} 早于企业入区日期 {joined_on}",
            "found on {found_on}, before the enterprise joined on {joined_on}",
        ),
        remedy=Text(
            "核对发现日期、企业编号和入区日期。",
            "check found_on, the enterprise and its joined_on.",
        ),
        why=Text(
            "企业入区之前不归本区监管，多半是年份或编号写错。",
            "Before it joined it was not in the zone's care: the year or the id is mostly wrong.",
        ),
        source=LEDGER_FORMAT,
        example=Example(
            "joined_on: 2024-06-01\n",
            "joined_on: 2023-06-01\n",
            of="enterprise",
        ),
    ),
    on=Hazard,
)
def found_before_joining(hazard: Hazard, ledger: Ledger) -> Iterator[Found]:
    enterprise = ledger.enterprise.get(hazard.enterprise or "")
    if enterprise and enterprise.joined_on and hazard.found_on < enterprise.joined_on:
        yield found("found_on", found_on=hazard.found_on, joined_on=enterprise.joined_on)


@rule(
    code(
        "H419",
        severity=WARNING,
        title=Text("案号写在别的来源上", "Case number on another source"),
        message=Text(
            "来源是{source}，不应有举报案号（case）", "{source} carries no case of a public report"
        ),
        remedy=Text("来源确为举报就改 source，否则删去 case。", "correct source, or delete case."),
        why=Text(
            "案号只属于群众举报；来源填错，各渠道的统计就不准。",
            "A case belongs to a public report: with the wrong source the channels are miscounted.",
        ),
        source=plan("6"),
        example=Example(
            "case: JB-2024-003\n", "source: 群众举报\ncase: JB-2024-003\n", of="hazard"
        ),
    ),
    on=Hazard,
    only=attrgetter("case"),
)
def case_on_another_source(hazard: Hazard, _: Ledger) -> Iterator[Found]:
    if hazard.source is not Source.REPORT:
        yield found("case", source=hazard.source)


RULES = (
    major_without_criterion,
    plan_lacks_items,
    major_judged_by_nobody,
    before_found,
    verified_without_terms,
    finder_not_of_the_office,
    report_without_case,
    entries_out_of_order,
    criterion_of_another_field,
    plan_item_says_nothing,
    liable_is_the_same,
    reviewed_without_a_visit,
    duplicates_of_one_another,
    found_before_joining,
    case_on_another_source,
)
