"""Hazards (事故隐患) with their history: the hazard list and the rectification list."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Final

from safety_ledger.model.declaration import (
    DATE,
    MONEY,
    TEXT,
    TEXT_OR_TEXTS,
    Listed,
    Many,
    Nested,
    OpenTerm,
    Origin,
    Ref,
    Shape,
    Term,
    Variant,
    record,
    value,
)
from safety_ledger.text import Text
from safety_ledger.vocabulary import CATEGORIES, Event, Level, Mode, Result, Source


@record
class Criterion:
    """The article of the standard by which a hazard is judged to be major."""

    standard: str = value(
        TEXT,
        Text("判定标准", "standard"),
        required=True,
        example="工贸企业重大事故隐患判定标准",
    )
    article: str | None = value(TEXT, Text("条款", "article"), example='"11"')

    def __str__(self) -> str:
        return f"{self.standard} {self.article}" if self.article else self.standard


@record
class Judged:
    """Who judged the level, and when."""

    by: str = value(TEXT, Text("判定人", "judged by"), required=True, example="周明")
    date: dt.date = value(DATE, Text("判定日期", "judged on"), required=True, example="2024-05-08")


@record
class Body:
    """Who answers for a place that belongs to no enterprise: a road, a common pipe, a village."""

    name: str = value(TEXT, Text("单位或部位", "name"), required=True, example="积善大道管廊")
    kind: str | None = value(TEXT, Text("性质", "kind"), example="公共管廊")


@record
class Responsible:
    """Who must do what for this hazard (责任清单)."""

    rectifier: str | None = value(TEXT, Text("整改责任人", "rectifier"), example="王强")
    section: str | None = value(
        Listed("sections"), Text("属地科室", "section"), example="安全管理科"
    )
    person: str | None = value(TEXT, Text("科室责任人", "section's person"), example="张华")
    regulator: str | None = value(TEXT, Text("行业监管部门", "regulator"), example="县应急管理局")
    supervisor: str | None = value(TEXT, Text("督办单位", "supervising body"), example="县安委办")
    sponsor: str | None = value(TEXT, Text("包案领导", "sponsor"), example="陈主任")


@record
class RectificationPlan:
    """治理方案: the six items of the plan that a major hazard needs."""

    goal: str | None = value(TEXT, Text("目标和任务", "goal"), example="恢复可燃气体全覆盖监测")
    measures: str | None = value(TEXT, Text("方法和措施", "measures"), example="更换探头并接入DCS")
    funds: Decimal | None = value(
        MONEY,
        Text("经费（元）", "funds (CNY)"),
        Text("承诺投入，单位：元。", "Committed, in CNY."),
        example="120000",
    )
    organisation: str | None = value(
        TEXT, Text("机构和人员", "organisation"), example="分管副总负责，设备科实施"
    )
    schedule: str | None = value(TEXT, Text("时限和要求", "schedule"), example="6月25日前调试完成")
    contingency: str | None = value(
        TEXT, Text("安全措施和应急预案", "contingency"), example="停用罐区，专人值守"
    )


_COMMON: Final = frozenset({"date", "event", "by", "to", "reason", "note", "document", "evidence"})
_BASE: Final = frozenset({"date", "event"})


def _variant(required: str = "", optional: str = "") -> Variant:
    needs = frozenset(required.split())
    return Variant(_BASE | needs, _COMMON | needs | frozenset(optional.split()))


_ORDER: Final = _variant("issuer")

ENTRY_KEYS: Final[dict[str, Variant]] = {
    Event.VERIFY: _variant("by", "mode"),
    Event.DISMISS: _variant("by"),
    Event.NOTIFY: _variant("to"),
    Event.RECTIFY: _variant("by", "spent"),
    Event.REVIEW: _variant("result by", "mode"),
    Event.CLOSE: _variant("by"),
    Event.REOPEN: _variant("until reason by"),
    Event.VOID: _variant("reason by", "duplicate_of"),
    Event.TRANSFER: _variant("to receipt by"),
    Event.GONE: _variant("reason evidence by"),
    Event.REQUEST_EXTENSION: _variant("until"),
    Event.REFUSE_EXTENSION: _variant("by"),
    Event.EXTEND: _variant("until reason by"),
    Event.REJUDGE: _variant("level reason by", "criterion"),
    Event.LETTER: _variant("document by", "issuer"),
    Event.CIRCULAR: _variant("document by", "issuer"),
    Event.SUMMON: _variant("document by", "issuer"),
    Event.EXPOSE: _variant("document by", "issuer"),
    Event.LIST: _variant("issuer", "until"),
    Event.DELIST: _variant("issuer by"),
    Event.STOP_USE: _ORDER,
    Event.STOP_PRODUCTION: _ORDER,
    Event.RESUME: _ORDER,
    Event.SEAL: _ORDER,
    Event.PENALTY: _ORDER,
    Event.PROGRESS: _variant("", "spent"),
}
"""The keys each event must and may have (design: the table of events)."""


@record
class Entry:
    """One dated fact in a hazard's history. Entries are added, never changed."""

    SHAPE = Shape(by="event", variants=ENTRY_KEYS)
    SPARE = frozenset({"document", "reason", "mode", "spent", "evidence", "receipt", "note"})
    """Keys no standing rests on: a mistake in one leaves the entry, and its hazard, in the reports."""

    date: dt.date = value(DATE, Text("日期", "date"), required=True, example="2024-05-09")
    event: Event = value(Term(Event), Text("事项", "event"), required=True, example="通知")
    by: tuple[str, ...] = value(
        TEXT_OR_TEXTS,
        Text("经办或签署人", "by"),
        Text("经办人或签署人，一人或多人。", "Who did or signed it; one name or a list."),
        example="[李明, 周明]",
    )
    to: tuple[str, ...] = value(
        TEXT_OR_TEXTS,
        Text("送达对象", "to"),
        Text(
            "通知送达的人（主要负责人、实际控制人）或移送的单位。",
            "Whom a notice reached, or the body a hazard was handed to.",
        ),
        example="[主要负责人, 实际控制人]",
    )
    document: str | None = value(TEXT, Text("文号", "document"), example="开安〔2024〕17号")
    until: dt.date | None = value(
        DATE,
        Text("新的期限", "until"),
        Text("延期或重开后的整改期限。", "The new deadline."),
        example="2024-07-31",
    )
    reason: str | None = value(TEXT, Text("理由", "reason"), example="设备到货推迟")
    result: Result | None = value(Term(Result), Text("复查结论", "result"), example="合格")
    mode: Mode | None = value(Term(Mode), Text("复查方式", "mode"), example="现场")
    spent: Decimal | None = value(MONEY, Text("已投入（元）", "spent (CNY)"), example="118000")
    evidence: tuple[str, ...] = value(
        TEXT_OR_TEXTS,
        Text("佐证材料", "evidence"),
        Text(
            "evidence/ 下的文件，写相对台账目录的路径。",
            "Files under evidence/, relative to the ledger.",
        ),
        example="[evidence/YH-QY012-2024-003/after.jpg]",
    )
    level: Level | None = value(Term(Level), Text("改判后级别", "level"), example="重大")
    criterion: Criterion | None = value(
        Nested(Criterion),
        Text("判定依据", "criterion"),
        example='{standard: 工贸企业重大事故隐患判定标准, article: "11"}',
    )
    issuer: str | None = value(
        TEXT,
        Text("作出机关", "issuer"),
        Text(
            "作出决定的部门、政府或安委会。",
            "The department, government or committee that issued it.",
        ),
        example="县应急管理局",
    )
    receipt: str | None = value(
        TEXT, Text("接收回执", "receipt"), example="县住建局收文〔2024〕88号"
    )
    duplicate_of: str | None = value(
        Ref("hazard"), Text("重复的隐患", "duplicate of"), example="YH-QY012-2024-002"
    )
    note: str | None = value(TEXT, Text("备注", "note"), example="探头已全部更换")


_ALWAYS: Final = frozenset({"id", "title", "source", "found_on"})
_KNOWN: Final = Variant(_ALWAYS | {"level", "deadline", "responsible"}, frozenset())


@record
class Hazard:
    """A hazard: what was found, who must put it right by when, and what was done."""

    SHAPE = Shape(
        one_of=("enterprise", "body"),
        by="source",
        variants={
            Source.SELF: _KNOWN,
            Source.INSPECTION: _KNOWN,
            Source.REPORT: Variant(_ALWAYS, frozenset()),
        },
    )
    SPARE = frozenset(
        {
            "criterion",
            "judged",
            "category",
            "location",
            "campaign",
            "found_by",
            "plan",
            "interim_measures",
        }
    )
    """Keys no status, deadline or duty rests on: a mistake in one hides no overdue hazard."""

    id: str = value(
        TEXT,
        Text("隐患编号", "id"),
        Text(
            "全台账唯一，不得再用；默认 YH-企业编号（去连字符）-年-三位序号。",
            "Unique, never used again; by default YH-{enterprise}-{year}-{n:03d}.",
        ),
        required=True,
        example="YH-QY012-2024-003",
    )
    enterprise: str | None = value(
        Ref("enterprise"),
        Text("所在企业", "enterprise"),
        Text(
            "隐患所在的企业；不在企业内的写 body。",
            "Where it is; without an enterprise write body.",
        ),
        example="QY-012",
    )
    liable: str | None = value(
        Ref("enterprise"),
        Text("整改单位", "liable enterprise"),
        Text(
            "由另一企业（承包、承租单位）整改时填写（方案第18条）。",
            "Who must put it right when that is another enterprise (plan §18).",
        ),
        example="QY-013",
    )
    body: Body | None = value(
        Nested(Body),
        Text("责任单位", "responsible body"),
        example="{name: 积善大道管廊, kind: 公共管廊}",
    )
    title: str = value(TEXT, Text("隐患描述", "title"), required=True, example="可燃气体报警器失效")
    level: Level | None = value(
        Term(Level),
        Text("隐患级别", "level"),
        Text("群众举报的隐患核实后必填，其他必填。", "Required; for a public report from 核实 on."),
        example="重大",
    )
    criterion: Criterion | None = value(
        Nested(Criterion),
        Text("判定依据", "criterion"),
        example='{standard: 工贸企业重大事故隐患判定标准, article: "11"}',
    )
    judged: Judged | None = value(
        Nested(Judged), Text("级别判定", "judged"), example="{by: 周明, date: 2024-05-08}"
    )
    category: str | None = value(
        OpenTerm("category", CATEGORIES), Text("隐患类别", "category"), example="设备设施"
    )
    location: str | None = value(TEXT, Text("具体部位", "location"), example="甲醇罐区东侧")
    source: Source = value(Term(Source), Text("来源", "source"), required=True, example="督导检查")
    campaign: str | None = value(TEXT, Text("专项行动", "campaign"), example="百日清零")
    found_on: dt.date = value(
        DATE, Text("发现日期", "found on"), required=True, example="2024-05-08"
    )
    found_by: str | None = value(TEXT, Text("发现人", "found by"), example="李明")
    case: str | None = value(
        TEXT,
        Text("举报案号", "case"),
        Text(
            "群众举报的案号；举报人、举报内容和奖金不得进入台账。",
            "Opaque reference of a public report; nothing of the reporter enters the ledger.",
        ),
        example="JB-2024-003",
    )
    deadline: dt.date | None = value(
        DATE,
        Text("整改期限", "deadline"),
        Text(
            "与隐患级别同时必填；最后一日仍算按期；延期写在 history，不改这里。",
            "Required with the level; the whole last day is in time; extensions go to history.",
        ),
        example="2024-06-30",
    )
    responsible: Responsible | None = value(
        Nested(Responsible),
        Text("责任", "responsible"),
        Text("与隐患级别同时必填。", "Required with the level."),
        example="{rectifier: 王强, section: 安全管理科}",
    )
    plan: RectificationPlan | None = value(
        Nested(RectificationPlan),
        Text("治理方案", "plan"),
        Text(
            "六项；重大隐患自首次整改完成或延期起必须齐全。",
            "Six items; required for a major hazard from its first 整改完成 or 延期 on.",
        ),
        example="{goal: 恢复监测, funds: 120000}",
    )
    interim_measures: str | None = value(
        TEXT, Text("临时管控措施", "interim measures"), example="停用罐区，撤出无关人员"
    )
    history: tuple[Entry, ...] = value(
        Many(Nested(Entry)),
        Text("过程记录", "history"),
        Text("按日期先后，只增不改。", "In date order; added to, never changed."),
        example="[{date: 2024-05-09, event: 通知, to: [主要负责人], by: 李明}]",
    )
    origin: Origin | None = dataclasses.field(default=None, compare=False, repr=False)
