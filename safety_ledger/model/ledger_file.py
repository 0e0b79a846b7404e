"""``ledger.yaml``: the ledger's name, its lists of sections, areas and industries, policies, goals."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Final

from safety_ledger.model.declaration import (
    COUNT,
    DATE,
    FLAG,
    TEXT,
    TEXTS,
    WHOLE,
    YEAR,
    Either,
    Many,
    Nested,
    Origin,
    Term,
    record,
    value,
)
from safety_ledger.text import Text
from safety_ledger.vocabulary import GoalKind, Level, Step

FORMAT: Final = 1
"""The newest format of the files this version reads."""


@record
class Span:
    """The dates between which every date of the ledger must lie."""

    from_: dt.date = value(
        DATE, Text("起", "from"), key="from", required=True, example="2020-01-01"
    )
    until: dt.date = value(DATE, Text("止", "until"), required=True, example="2030-12-31")


DEFAULT_PERIOD: Final = Span(from_=dt.date(2000, 1, 1), until=dt.date(2099, 12, 31))


@record
class Industry:
    """An industry and whether the law counts it as high-risk (高危行业)."""

    name: str = value(TEXT, Text("行业名称", "industry"), required=True, example="危险化学品")
    high_risk: bool | None = value(FLAG, Text("是否高危", "high-risk"), example="true")


@record
class Rung:
    """One rung of the escalation ladder: which step is due after how many days overdue."""

    level: Level = value(Term(Level), Text("隐患级别", "level"), required=True, example="重大")
    after: int = value(COUNT, Text("逾期天数", "days overdue"), required=True, example="15")
    step: Step = value(Term(Step), Text("措施", "step"), required=True, example="通报")


@record
class Policies:
    """The office's own deadlines in calendar days: late when more than n days have passed."""

    verify_within_days: int | None = value(
        COUNT,
        Text("举报核实期限（天）", "days to verify a report"),
        Text(
            "群众举报受理后应在几日内核实；默认 15。", "Days to verify a public report; default 15."
        ),
        example="15",
    )
    notice_within_days: int | None = value(
        COUNT,
        Text("通知期限（天）", "days to notify"),
        Text(
            "登记后应在几日内通知主要负责人；默认 3。", "Days to notify the principal; default 3."
        ),
        example="3",
    )
    review_within_days: int | None = value(
        COUNT,
        Text("复查期限（天）", "days to review"),
        Text("申请复查或到期后应在几日内复查；默认 10。", "Days to review; default 10."),
        example="10",
    )
    closure_within_days: int | None = value(
        COUNT,
        Text("销号期限（天）", "days to close"),
        Text(
            "复查合格后应在几日内销号；默认 5。", "Days to close after a passed review; default 5."
        ),
        example="5",
    )
    extension_reply_within_days: int | None = value(
        COUNT,
        Text("延期答复期限（天）", "days to answer a request"),
        Text(
            "收到延期申请后应在几日内答复；默认 5。",
            "Days to answer an extension request; default 5.",
        ),
        example="5",
    )
    record_within_days: int | None = value(
        COUNT,
        Text("补录期限（天）", "days to record"),
        Text(
            "事情发生后应在几日内记入台账（提交）；默认 7。audit 列出更晚的补录。",
            "Days within which a fact is to be committed; default 7. audit lists what came later.",
        ),
        example="7",
    )
    due_soon_days: int | None = value(
        COUNT,
        Text("临期提醒（天）", "days before due"),
        Text(
            "到期前几日起算临期；默认 30。",
            "From how many days before it something is due soon; default 30.",
        ),
        example="30",
    )
    closure_section: str | None = value(
        TEXT,
        Text("销号科室", "closing section"),
        Text(
            "由该科室的审核人签批销号（方案第5条）；默认 安全管理科。",
            "The section whose approvers sign closures (plan §5); default 安全管理科.",
        ),
        example="安全管理科",
    )
    slow_after_days: int | None = value(
        COUNT,
        Text("进展缓慢（天）", "slow after days"),
        Text(
            "重大隐患几日没有任何记载即为进展缓慢；默认 15。",
            "Days without an entry after which a major hazard is slow; default 15.",
        ),
        example="15",
    )
    unfound_within_days: int | None = value(
        COUNT,
        Text("查不出（天）", "unfound within days"),
        Text(
            "自查未发现问题后几日内检查查出重大隐患，列为“查不出”线索；默认 30。",
            "Days after an empty self-check within which an inspection's find is a clue; default 30.",
        ),
        example="30",
    )
    refusal_after_days: int | None = value(
        COUNT,
        Text("拒不整改（天）", "refusal after days"),
        Text(
            "逾期几日且无任何记载，列为“拒不整改”线索；默认 30。",
            "Days overdue without an entry that make a clue of refusal; default 30.",
        ),
        example="30",
    )
    long_open_days: int | None = value(
        COUNT,
        Text("长期存在（天）", "long open days"),
        Text(
            "重大隐患在账超过几日，列为“长期存在”线索；默认 180。",
            "Days in stock after which a major hazard is long open; default 180.",
        ),
        example="180",
    )
    risk_review_months: int | None = value(
        COUNT,
        Text("风险点复核周期（月）", "risk review months"),
        Text(
            "风险点几个月内应复核一次；默认 12。",
            "Months between reviews of a risk point; default 12.",
        ),
        example="12",
    )
    escalation: tuple[Rung, ...] = value(
        Many(Nested(Rung)),
        Text("督办阶梯", "escalation ladder"),
        Text(
            "逾期几日采取何种措施（方案第5条只列措施，不定天数，由办公室签定）。",
            "Which step at how many days overdue (plan §5 gives none: the office signs this).",
        ),
        example="[{level: 重大, after: 1, step: 函告}]",
    )
    strict: tuple[str, ...] = value(
        TEXTS,
        Text("从严的代码", "raised codes"),
        Text("这些警告代码按错误处理。", "Warnings with these codes count as errors."),
        example="[H342]",
    )


@record
class Goal:
    """One of the three yearly goals (plan 一(二))."""

    year: int = value(YEAR, Text("年度", "year"), required=True, example="2024")
    kind: GoalKind = value(Term(GoalKind), Text("目标", "goal"), required=True, example="stock")
    registered_until: dt.date | None = value(
        DATE, Text("登记截止", "registered until"), example="2023-12-31"
    )

    @property
    def until(self) -> dt.date:
        """The last day of registration of the stock it is about: by default the eve of its year."""
        return self.registered_until or dt.date(self.year - 1, 12, 31)


@record
class Terms:
    """Terms a zone adds to the open-ended lists."""

    category: tuple[str, ...] = value(
        TEXTS, Text("隐患类别", "hazard categories"), example="[粉尘防爆]"
    )
    tags: tuple[str, ...] = value(TEXTS, Text("企业标签", "enterprise tags"), example="[液氯]")


@record
class LedgerFile:
    """The one mapping in ``ledger.yaml``."""

    format: int | None = value(
        WHOLE,
        Text("格式版本", "format"),
        Text("数据文件的格式版本；默认 1。", "The format of these files; default 1."),
        example="1",
    )
    name: str = value(
        TEXT,
        Text("台账名称", "name"),
        required=True,
        example="示例开发区安全生产治本攻坚台账",
    )
    authority: str | None = value(
        TEXT, Text("管理单位", "authority"), example="示例开发区管理委员会"
    )
    timezone: str | None = value(
        TEXT,
        Text("时区", "time zone"),
        Text(
            "“今天”按哪个时区算；默认 Asia/Shanghai。",
            "The zone of “today”; default Asia/Shanghai.",
        ),
        example="Asia/Shanghai",
    )
    period: Span | None = value(
        Nested(Span),
        Text("日期范围", "period"),
        Text(
            "超出此范围的日期算错误；默认 2000-01-01 至 2099-12-31。",
            "A date outside it is an error; default 2000-01-01 to 2099-12-31.",
        ),
        example="{from: 2020-01-01, until: 2030-12-31}",
    )
    sections: tuple[str, ...] = value(
        TEXTS,
        Text("科室", "sections"),
        Text(
            "列出后，别处的科室必须是其中之一。",
            "When given, a section elsewhere must be one of these.",
        ),
        example="[安全管理科, 经济发展科]",
    )
    areas: tuple[str, ...] = value(
        TEXTS,
        Text("片区", "areas"),
        Text(
            "列出后，别处的片区必须是其中之一。",
            "When given, an area elsewhere must be one of these.",
        ),
        example="[东片区, 西片区]",
    )
    industries: tuple[Industry, ...] = value(
        Many(Either(TEXT, Nested(Industry))),
        Text("行业", "industries"),
        Text(
            "列出后，别处的行业必须是其中之一；high_risk 标明高危行业。",
            "When given, an industry elsewhere must be one of these; high_risk marks the high-risk ones.",
        ),
        example="[{name: 危险化学品, high_risk: true}, {name: 机械制造}]",
    )
    terms: Terms | None = value(
        Nested(Terms),
        Text("本区增补的用语", "added terms"),
        Text("对开放词表的增补：category、tags。", "Additions to the open lists: category, tags."),
        example="{tags: [液氯]}",
    )
    policies: Policies | None = value(
        Nested(Policies),
        Text("时限与规则", "policies"),
        Text(
            "办公室自身的时限、督办阶梯和从严的规则。",
            "The office's deadlines, ladder and raised rules.",
        ),
        example="{notice_within_days: 3}",
    )
    goals: tuple[Goal, ...] = value(
        Many(Nested(Goal)),
        Text("年度目标", "goals"),
        Text("三年行动的年度目标（方案 一(二)）。", "The yearly goals of the plan (一(二))."),
        example="[{year: 2026, kind: none_overdue}]",
    )
    origin: Origin | None = dataclasses.field(default=None, compare=False, repr=False)

    @property
    def span(self) -> Span:
        """The period in force; the default for one that ends before it begins (a rule reports it)."""
        given = self.period
        return given if given and given.from_ <= given.until else DEFAULT_PERIOD

    @property
    def added(self) -> Mapping[str, tuple[str, ...]]:
        """The terms it adds, by the name of the open-ended list."""
        terms = self.terms
        return {"category": terms.category, "tags": terms.tags} if terms else {}

    @property
    def industry_names(self) -> tuple[str, ...]:
        """What the industries listed are called."""
        return tuple(one if isinstance(one, str) else one.name for one in self.industries)
