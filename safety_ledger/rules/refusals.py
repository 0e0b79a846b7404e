"""What the life of a hazard refuses (L5xx): words for each :class:`~safety_ledger.lifecycle.Refusal`.

The lifecycle decides what counts; this module only says why. A refused entry stays in the file and
in the timeline, and never closes a hazard, extends a deadline or lowers a level in any report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from safety_ledger.diagnostics import Code, Example
from safety_ledger.lifecycle import Refusal, Timeline
from safety_ledger.rules.catalogue import WARNING, Found, code, found
from safety_ledger.rules.sources import LEDGER_FORMAT, plan, work_safety_law
from safety_ledger.text import Text

_SEPARATION: Final = Text(
    "办公室通行做法：整改、复查、销号三分离", "practice: three separate hands"
)
_NOTICE: Final = "  - {date: 2024-05-09, event: 通知, to: [主要负责人, 实际控制人], by: 李明}\n"
_CLAIM: Final = "  - {date: 2024-06-20, event: 整改完成, by: 王强}\n"
_PASSED: Final = "  - {date: 2024-06-25, event: 复查, result: 合格, mode: 现场, by: 李明}\n"
_CLOSE: Final = "  - {date: 2024-06-28, event: 销号, by: 赵刚}\n"
_MAJOR: Final = """\
level: 重大
criterion: {standard: 化工和危险化学品生产经营单位重大生产安全事故隐患判定标准, article: "12"}
judged: {by: 周明, date: 2024-05-08}
plan: {goal: 恢复监测, measures: 更换探头, funds: 120000, organisation: 设备科, schedule: 6月底, contingency: 专人值守}
"""


def _history(*entries: str) -> str:
    return "history:\n" + "".join(entries)


def _hazard(bad: str, good: str) -> Example:
    return Example(bad, good, of="hazard")


NOT_ALLOWED: Final = code(
    Refusal.NOT_ALLOWED,
    title=Text("当前状态下不能记这一步", "Entry not allowed in this status"),
    message=Text(
        "自 {since} 起处于“{status}”，不能记“{event}”{effect}",
        "{status} since {since}: {event} is not allowed{effect}",
    ),
    remedy=Text(
        "补上缺的前一步，或改正日期、事项；各事项能在何时记，见 docs/events.md。",
        "add the step that is missing before it, or correct the date or event (docs/events.md).",
    ),
    why=Text(
        "整改要一步一步留痕：先通知，再整改，再复查，再销号，跳步就没有闭环。",
        "Rectification leaves a trace step by step: notice, work, review, closure.",
    ),
    source=plan("5"),
    example=_hazard(_history(_NOTICE, _CLAIM, _CLAIM), _history(_NOTICE, _CLAIM)),
)

NOT_TO_PRINCIPAL: Final = code(
    Refusal.NOT_TO_PRINCIPAL,
    title=Text("通知没有送达主要负责人", "Notice did not reach the principal"),
    message=Text(
        "通知对象（{to}）中没有{principal}，仍按“待通知”处理",
        "the notice went to {to}, not to the {principal}: the hazard stays 待通知",
    ),
    remedy=Text(
        "送达主要负责人后另记一条通知，to 中写上 主要负责人。",
        "notify the principal and record it with 主要负责人 in `to`.",
    ),
    why=Text(
        "主要负责人对隐患整改负总责，没有通知到本人，整改期限就说不清。",
        "The principal answers for the work as a whole and must have been told.",
    ),
    source=plan("6"),
    example=_hazard(
        _history("  - {date: 2024-05-09, event: 通知, to: 安全管理人员, by: 李明}\n"),
        _history(_NOTICE),
    ),
)

SIGNER: Final = code(
    Refusal.SIGNER,
    title=Text("签署人没有相应角色", "Signer lacks the role"),
    message=Text(
        "“{event}”须由{signer}签署，{names}当日没有这个角色{effect}",
        "{event} must be signed by {signer}; {names} did not hold that role that day{effect}",
    ),
    remedy=Text(
        "由有权的人签署；如人员任职有变，先更新 people/ 中的 roles 及起止日期。",
        "have the right person sign; if roles changed, update `roles` in people/ with dates.",
    ),
    why=Text(
        "安全管理科审核把关销号，谁签字谁负责；无权的签字不能让隐患销号。",
        "The safety section gates closure; a signature without the role closes nothing.",
    ),
    source=plan("5"),
    example=_hazard(
        _history(_NOTICE, _CLAIM, _PASSED, "  - {date: 2024-06-28, event: 销号, by: 张华}\n"),
        _history(_NOTICE, _CLAIM, _PASSED, _CLOSE),
    ),
)

RECTIFIER_SIGNS: Final = code(
    Refusal.RECTIFIER_SIGNS,
    title=Text("整改人复查自己的整改", "Rectifier reviews his own work"),
    message=Text(
        "{names} 是整改人，不能再签“{event}”",
        "{names} did the rectification and cannot sign {event}",
    ),
    remedy=Text("换一名没有参与整改的人复查。", "have somebody review who did not do the work."),
    why=Text(
        "自己的活自己验，等于没有验。",
        "Nobody passes his own work: then nothing was checked.",
    ),
    source=_SEPARATION,
    example=_hazard(
        _history(
            _NOTICE,
            "  - {date: 2024-06-20, event: 整改完成, by: 周明}\n",
            "  - {date: 2024-06-25, event: 复查, result: 合格, mode: 现场, by: 周明}\n",
        ),
        _history(_NOTICE, _CLAIM, _PASSED),
    ),
)

REVIEWER_CLOSES: Final = code(
    Refusal.REVIEWER_CLOSES,
    title=Text("重大隐患由复查人自己销号", "Reviewer closes a major hazard"),
    message=Text(
        "{names} 是本次复查人，重大隐患不能再由其销号，此条不作数",
        "{names} did the review and cannot close a major hazard: the closure does not count",
    ),
    remedy=Text("由另一名审核人签批销号。", "have another approver sign the closure."),
    why=Text(
        "重大隐患销号要审核把关，复查和销号同一人签，就少了一道关。",
        "Closing a major hazard is a second look; one person cannot be both.",
    ),
    source=plan("5"),
    example=_hazard(
        _MAJOR
        + _history(
            _NOTICE,
            _CLAIM,
            "  - {date: 2024-06-25, event: 复查, result: 合格, mode: 现场, by: 周明}\n",
            "  - {date: 2024-06-28, event: 销号, by: 周明}\n",
        ),
        _MAJOR + _history(_NOTICE, _CLAIM, _PASSED, _CLOSE),
    ),
)

NOT_PASSED: Final = code(
    Refusal.NOT_PASSED,
    title=Text("未经复查合格就销号", "Closed without a passed review"),
    message=Text(
        "自 {since} 起处于“{status}”，没有合格的复查，不能销号，此条不作数",
        "{status} since {since}: without a passed review it is not closed",
    ),
    remedy=Text(
        "先复查；合格后另记一条销号。前面的复查如不作数，先解决那一条。",
        "review it first, then record the closure; if a review was refused, mend that entry.",
    ),
    why=Text(
        "销号的前提是复查合格，否则隐患还在现场，账上却没了。",
        "A closure without a passed review takes a danger off the books that is still there.",
    ),
    source=plan("5"),
    example=_hazard(_history(_NOTICE, _CLAIM, _CLOSE), _history(_NOTICE, _CLAIM, _PASSED, _CLOSE)),
)

_LISTING: Final = "  - {date: 2024-05-20, event: 挂牌督办, issuer: 县安委会}\n"

LISTED: Final = code(
    Refusal.LISTED,
    title=Text("挂牌督办期间销号", "Closed while listed"),
    message=Text(
        "自 {since} 挂牌督办，尚未摘牌，不能销号，此条不作数",
        "listed (挂牌督办) since {since} and not delisted: it is not closed",
    ),
    remedy=Text(
        "先由挂牌单位摘牌，再记销号。", "have it delisted by who listed it, then close it."
    ),
    why=Text(
        "挂牌的隐患由挂牌单位摘牌后才算了结，开发区不能自行销号。",
        "What a higher body listed is settled only when that body takes it off the list.",
    ),
    source=plan("5"),
    example=_hazard(
        _history(_NOTICE, _LISTING, _CLAIM, _PASSED, _CLOSE),
        _history(
            _NOTICE,
            _LISTING,
            _CLAIM,
            _PASSED,
            "  - {date: 2024-06-27, event: 摘牌, issuer: 县安委会, by: 赵刚}\n",
            _CLOSE,
        ),
    ),
)

_STOP: Final = "  - {date: 2024-05-20, event: 停产停业, issuer: 县应急管理局}\n"

STOPPED: Final = code(
    Refusal.STOPPED,
    title=Text("停产停业期间销号", "Closed while work is stopped"),
    message=Text(
        "自 {since} 责令停产停业，尚未恢复生产，不能销号，此条不作数",
        "work stopped (停产停业) since {since} and not resumed: it is not closed",
    ),
    remedy=Text(
        "作出决定的部门同意恢复生产后，先记“恢复生产”，再记销号。",
        "record 恢复生产 by the authority first, then close it.",
    ),
    why=Text(
        "停产整改的，要经审查同意恢复生产后才能销号。",
        "After stop-work governance, resuming is approved before the hazard is closed.",
    ),
    source=plan("5"),
    example=_hazard(
        _history(_NOTICE, _STOP, _CLAIM, _PASSED, _CLOSE),
        _history(
            _NOTICE,
            _STOP,
            _CLAIM,
            _PASSED,
            "  - {date: 2024-06-27, event: 恢复生产, issuer: 县应急管理局}\n",
            _CLOSE,
        ),
    ),
)


def _extension(until: str, day: str = "2024-06-25") -> str:
    return f"  - {{date: {day}, event: 延期, until: {until}, by: 陈敏, reason: 设备到货推迟}}\n"


_EXTENDED: Final = _history(_NOTICE, _extension("2024-07-31"))

NOT_LATER: Final = code(
    Refusal.NOT_LATER,
    title=Text("延期后的期限没有推后", "Extension is not later"),
    message=Text(
        "延期到 {until}，并不晚于现行期限 {deadline}，此条不作数",
        "extended to {until}, which is not later than the deadline in force, {deadline}",
    ),
    remedy=Text(
        "核对 until；要提前完成不必延期。", "check `until`; finishing earlier needs no extension."
    ),
    why=Text("延期只能往后推，日期多半写错了。", "An extension only moves a deadline back."),
    source=LEDGER_FORMAT,
    example=_hazard(_history(_NOTICE, _extension("2024-06-20")), _EXTENDED),
)

NOT_ASKED: Final = code(
    Refusal.NOT_ASKED,
    title=Text("过期才延期", "Extension not asked in time"),
    message=Text(
        "{date} 才延期，现行期限 {deadline} 已过，且期限内没有延期申请，此条不作数",
        "extended on {date}, after the deadline {deadline}, and nobody had asked in time",
    ),
    remedy=Text(
        "期限内申请过的，补记“延期申请”及其日期；没有申请过的，不能延期，按逾期处理。",
        "record the 延期申请 if there was one in time; otherwise the hazard is overdue.",
    ),
    why=Text(
        "逾期之后再延期，逾期就被抹掉了。",
        "An extension after the deadline would wipe out the delay.",
    ),
    source=Text("总局令第15号第16条的做法（条文待核）", "practice after order no. 15, article 16"),
    example=_hazard(_history(_NOTICE, _extension("2024-07-31", "2024-07-05")), _EXTENDED),
)

ISSUER: Final = code(
    Refusal.ISSUER,
    title=Text("决定机关无权", "Order without a lawful issuer"),
    message=Text(
        "“{event}”不能由{issuer}作出",
        "{event} cannot be issued by {issuer}",
    ),
    remedy=Text(
        "issuer 写作出决定的部门、政府或安委会；开发区只能报请其作出。",
        "name the department, government or committee that issued it; a zone can only ask for it.",
    ),
    why=Text(
        "开发区协助有关部门监督检查，不是处罚、责令停产和挂牌督办的机关。",
        "A development zone assists the departments; it is no penalising authority.",
    ),
    source=work_safety_law("9"),
    example=_hazard(
        _history(_NOTICE, _STOP.replace("县应急管理局", "示例开发区管理委员会")),
        _history(_NOTICE, _STOP),
    ),
)

AFTER_END: Final = code(
    Refusal.AFTER_END,
    title=Text("了结之后又记事项", "Entry after the end"),
    message=Text(
        "自 {since} 起已是“{status}”，不能再记“{event}”{effect}",
        "{status} since {since}: {event} is not allowed any more{effect}",
    ),
    remedy=Text(
        "隐患复发或销错的，先记“重开”；重复登记的，“作废”写明 duplicate_of；"
        "此外销号后只能记 摘牌、恢复生产、行政处罚。",
        "record 重开 first if it came back, give 作废 a `duplicate_of` if it was entered twice; "
        "else only 摘牌, 恢复生产 and 行政处罚 may follow a closure.",
    ),
    why=Text(
        "已了结的隐患再动，要走重开，留下谁批准、为什么。",
        "What was settled is taken up again only by a reopening that says who and why.",
    ),
    source=LEDGER_FORMAT,
    example=_hazard(
        _history(
            _NOTICE, _CLAIM, _PASSED, _CLOSE, "  - {date: 2024-07-10, event: 整改完成, by: 王强}\n"
        ),
        _history(
            _NOTICE,
            _CLAIM,
            _PASSED,
            _CLOSE,
            "  - {date: 2024-07-08, event: 重开, until: 2024-07-31, reason: 报警器再次失效, by: 陈敏}\n",
            "  - {date: 2024-07-10, event: 整改完成, by: 王强}\n",
        ),
    ),
)

OWN_SIGNER: Final = code(
    Refusal.OWN_SIGNER,
    title=Text("企业自查隐患的签字人不对", "Wrong signer of an enterprise's own hazard"),
    message=Text(
        "企业自查的一般隐患，“{event}”由主要负责人或安全管理人员（{signers}）签，不是 {names}",
        "{event} of an enterprise's own hazard is signed by its principal or safety manager "
        "({signers}), not by {names}",
    ),
    remedy=Text(
        "由企业主要负责人或安全管理人员签；人员变动记入企业的 changes。",
        "have the principal or safety manager sign; record changes of person in `changes`.",
    ),
    why=Text(
        "一般隐患企业自查自改，由企业负责人把关，办公室不代签。",
        "General hazards are the enterprise's own to find, mend and sign for.",
    ),
    source=plan("4"),
    example=_hazard(
        "source: 企业自查\nfound_by: 刘芳\n"
        + _history(_CLAIM, "  - {date: 2024-06-25, event: 复查, result: 合格, by: 李明}\n"),
        "source: 企业自查\nfound_by: 刘芳\n"
        + _history(_CLAIM, "  - {date: 2024-06-25, event: 复查, result: 合格, by: 刘芳}\n"),
    ),
)

BEFORE_FOUND: Final = code(
    Refusal.BEFORE_FOUND,
    title=Text("事项早于发现日期", "Entry before the hazard was found"),
    message=Text(
        "“{event}”记在 {date}，早于发现日期 {found_on}，此条不作数",
        "{event} is dated {date}, before the hazard was found on {found_on}",
    ),
    remedy=Text(
        "核对两个日期，多半是年份或月份写错。", "check both dates; a year or month is off."
    ),
    why=Text(
        "隐患还没发现，不会有通知和整改。", "Nothing is done about a hazard before it is found."
    ),
    source=LEDGER_FORMAT,
    example=_hazard(
        _history(_NOTICE.replace("2024-05-09", "2023-05-09")),
        _history(_NOTICE),
    ),
)

REVIEWER_CLOSES_GENERAL: Final = code(
    Refusal.REVIEWER_CLOSES_GENERAL,
    severity=WARNING,
    title=Text("一般隐患由复查人自己销号", "Reviewer closes a general hazard"),
    message=Text(
        "{names} 既是复查人又是销号人，最好换人",
        "{names} did the review and signs the closure; better two people",
    ),
    remedy=Text("由另一名审核人签批销号。", "have another approver sign the closure."),
    why=Text(
        "人手紧时一般隐患可以同一人签，但少了一道关。",
        "Tolerated for general hazards where hands are few; still one look fewer.",
    ),
    source=_SEPARATION,
    example=_hazard(
        _history(
            _NOTICE,
            _CLAIM,
            "  - {date: 2024-06-25, event: 复查, result: 合格, mode: 现场, by: 周明}\n",
            "  - {date: 2024-06-28, event: 销号, by: 周明}\n",
        ),
        _history(_NOTICE, _CLAIM, _PASSED, _CLOSE),
    ),
)

UNCHECKED: Final = code(
    "L521",
    severity=WARNING,
    title=Text("无人担任该角色，签字未核对", "Nobody holds the role: signatures not checked"),
    message=Text(
        "people/ 中无人担任{role}，相关签字没有核对（共 {count} 条）",
        "people/ names no {role}: {count} signatures were not checked",
    ),
    remedy=Text(
        "在 people/ 中登记有权签字的人及其角色。",
        "enter the people who may sign, with their roles, in people/.",
    ),
    why=Text(
        "不知道谁有权签字，就查不出谁越权。",
        "Without knowing who may sign, nobody can tell who may not.",
    ),
    source=LEDGER_FORMAT,
    # laid over a ledger whose people/ is empty: with people in it the role would be checked
    example=Example(
        _history(_NOTICE, _CLAIM, _PASSED), _history(_NOTICE), of="hazard-without-people"
    ),
)

REFUSALS: Final[dict[Refusal, Code]] = {
    Refusal(one.code): one
    for one in (
        NOT_ALLOWED,
        NOT_TO_PRINCIPAL,
        SIGNER,
        RECTIFIER_SIGNS,
        REVIEWER_CLOSES,
        NOT_PASSED,
        LISTED,
        STOPPED,
        NOT_LATER,
        NOT_ASKED,
        ISSUER,
        AFTER_END,
        OWN_SIGNER,
        BEFORE_FOUND,
        REVIEWER_CLOSES_GENERAL,
    )
}
"""The code of every refusal; a test holds that none is missing."""

_NO_EFFECT: Final = Text("，此条不作数", "; it does not count")
_STILL_COUNTS: Final = Text(
    "，但结论从严，仍按此条处理", "; it still counts, since it only makes things worse"
)


def refusals(timeline: Timeline) -> Iterator[tuple[Code, Found]]:
    """What the lifecycle objected to in one hazard, each at its own entry and field."""
    for one in timeline.refused:
        effect = _STILL_COUNTS if one.counted else _NO_EFFECT
        params = {**one.params, "effect": effect}
        yield REFUSALS[one.refusal], Found(("history", one.ordinal, one.key), params)


def unchecked(timelines: Iterable[Timeline]) -> Iterator[tuple[Code, Found]]:
    """One warning for each role that nobody in people/ holds although signatures need it."""
    roles = Counter(one.role for timeline in timelines for one in timeline.unchecked)
    for role, count in sorted(roles.items()):
        yield UNCHECKED, found(role=role, count=count)
