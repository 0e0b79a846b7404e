"""Rules on a hazard by itself: what must be there, and what cannot be so.

What only concerns major hazards is in ``major``. What an entry may do in which status, and who may
sign it, is decided in ``lifecycle`` and reported by ``refusals``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter
from typing import Final

from safety_ledger.diagnostics import Example
from safety_ledger.ledger import Ledger
from safety_ledger.model import Hazard
from safety_ledger.model.declaration import Ref
from safety_ledger.rules.catalogue import WARNING, Found, code, found, rule
from safety_ledger.rules.fields import Whole
from safety_ledger.rules.sources import LEDGER_FORMAT, plan
from safety_ledger.text import Text
from safety_ledger.vocabulary import Event, Source

# for every hazard: members by name, and histories by map (see ``major``)
_REPORT: Final = Source.REPORT
_date: Final = attrgetter("date")


def _steps_back(hazard: Hazard) -> bool:
    """Whether any entry is dated before the one above it."""
    dates = [*map(_date, hazard.history)]
    return dates != sorted(dates)


def _reported(hazard: Hazard) -> bool:
    return hazard.source is _REPORT


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
    before_found,
    verified_without_terms,
    finder_not_of_the_office,
    report_without_case,
    entries_out_of_order,
    liable_is_the_same,
    duplicates_of_one_another,
    found_before_joining,
    case_on_another_source,
)
