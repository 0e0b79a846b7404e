"""Every term of the trade that a ledger file may hold, verbatim.

Closed lists are enumerations whose values are the Chinese words in the files; the lists a zone may
add to (``terms`` in ``ledger.yaml``) are plain tuples. Nothing else in the package spells a term.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Level(StrEnum):
    """The two legal levels of a hazard (隐患级别); local sublevels do not replace them."""

    GENERAL = "一般"
    MAJOR = "重大"


class Source(StrEnum):
    """The three channels hazards come through (plan §6)."""

    SELF = "企业自查"
    INSPECTION = "督导检查"
    REPORT = "群众举报"


class Status(StrEnum):
    """Where a hazard stands on a day. Never stored, always computed."""

    UNVERIFIED = "待核实"
    UNNOTIFIED = "待通知"
    RECTIFYING = "整改中"
    UNREVIEWED = "待复查"
    UNCLOSED = "待销号"
    CLOSED = "已销号"
    TRANSFERRED = "已移送"
    GONE = "已退出"
    VOID = "已作废"
    UNTRUE = "不属实"


class Event(StrEnum):
    """What an entry in a hazard's history says was done."""

    VERIFY = "核实"
    DISMISS = "查否"
    NOTIFY = "通知"
    RECTIFY = "整改完成"
    REVIEW = "复查"
    CLOSE = "销号"
    REOPEN = "重开"
    VOID = "作废"
    TRANSFER = "移送"
    GONE = "退出"
    REQUEST_EXTENSION = "延期申请"
    REFUSE_EXTENSION = "延期驳回"
    EXTEND = "延期"
    REJUDGE = "改判"
    LETTER = "函告"
    CIRCULAR = "通报"
    SUMMON = "约谈"
    EXPOSE = "曝光"
    LIST = "挂牌督办"
    DELIST = "摘牌"
    STOP_USE = "停止使用"
    STOP_PRODUCTION = "停产停业"
    RESUME = "恢复生产"
    SEAL = "查封"
    PENALTY = "行政处罚"
    PROGRESS = "进展"


class TaskEvent(StrEnum):
    """What an entry in a task's history says was done."""

    DONE = "完成"
    PROGRESS = "进展"
    ADJUST = "调整"


class Result(StrEnum):
    """What a review (复查) found."""

    PASS = "合格"
    FAIL = "不合格"


class Mode(StrEnum):
    """How a review was made: on the site or on paper."""

    SITE = "现场"
    PAPER = "书面"


class Role(StrEnum):
    """What a person of ``people/`` may sign as."""

    INSPECTOR = "督导员"
    APPROVER = "审核人"
    EXPERT = "专家"
    LEADER = "领导"
    GRID = "网格督导员"


class ActivityKind(StrEnum):
    """Kinds of dated things done."""

    SELF_CHECK = "企业自查"
    INSPECTION = "督导检查"
    GUIDANCE = "指导服务"
    EVACUATION_DRILL = "疏散演练"
    PLAN_DRILL = "预案演练"
    TRAINING = "教育培训"
    CONSULTATION = "会商研判"
    EVALUATION = "考核评价"
    WARNING = "警示教育"
    PUBLICITY = "宣传活动"
    STATISTICS = "统计上报"
    INFORMATION = "信息报送"


class Colour(StrEnum):
    """The four colours of risk (红 is the worst, 蓝 the least); no colour is a hazard level."""

    RED = "红"
    ORANGE = "橙"
    YELLOW = "黄"
    BLUE = "蓝"


class Step(StrEnum):
    """The rungs of the escalation ladder (plan §5), the mildest first."""

    LETTER = "函告"
    CIRCULAR = "通报"
    SUMMON = "约谈"
    EXPOSE = "曝光"


class Every(StrEnum):
    """Calendar periods of a duty."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class Fulfilment(StrEnum):
    """How far an obligation is met on a day. Never stored, always computed."""

    DONE = "已完成"
    DONE_LATE = "逾期完成"
    MISSED = "逾期"
    DUE_SOON = "临期"
    NOT_DUE = "未到期"
    RUNNING = "进行中"
    NOT_APPLICABLE = "不适用"


class Having(StrEnum):
    """What a coverage task counts enterprises (or employees) by."""

    MONITORING = "monitoring"
    STANDARDIZATION = "standardization"
    CERTIFICATE = "certificate"
    TRAINING = "training"
    TRAINED = "trained"


class GoalKind(StrEnum):
    """The three yearly goals (plan 一(二))."""

    STOCK = "stock"
    INCREMENT = "increment"
    NONE_OVERDUE = "none_overdue"


PRINCIPAL: Final = "主要负责人"
"""Whom a notice must reach and who must lead the quarterly self-check (plan §4, §6)."""

CONTROLLER: Final = "实际控制人"
"""Who must be told of a major hazard besides the principal (plan §6)."""

CATEGORIES: Final = (
    "设备设施",
    "作业现场",
    "作业行为",
    "安全管理",
    "消防",
    "电气",
    "危险化学品",
    "特种设备",
    "有限空间",
    "其他",
)
"""Categories of hazards; a zone adds its own with ``terms.category``."""

TAGS: Final = ("重大危险源", "深井铸造", "粉尘涉爆", "有限空间", "涉氨")
"""Traits of enterprises that duties and coverage select by; a zone adds with ``terms.tags``."""

OPEN_STATUSES: Final = frozenset(
    {Status.UNNOTIFIED, Status.RECTIFYING, Status.UNREVIEWED, Status.UNCLOSED}
)
"""A hazard in one of these is in stock (在账)."""
