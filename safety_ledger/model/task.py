"""Task lists: the plan's tasks, key projects, leaders' yearly lists. Three kinds of obligation."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Final

from safety_ledger.model.declaration import (
    COUNT,
    DATE,
    FLAG,
    TEXT,
    TEXT_OR_TEXTS,
    Form,
    Listed,
    Many,
    Nested,
    OpenTerm,
    Origin,
    Scalar,
    Shape,
    Term,
    Variant,
    record,
    value,
)
from safety_ledger.text import Text
from safety_ledger.vocabulary import TAGS, ActivityKind, Every, Having, TaskEvent

PERCENT: Final = Scalar(Form.WHOLE, least=0, most=100)


@record
class Selector:
    """Which enterprises something applies to; ``{}`` is all of them."""

    EMPTY_OK = True

    high_risk: bool | None = value(FLAG, Text("是否高危", "high-risk"), example="true")
    industries: tuple[str, ...] = value(
        Many(Listed("industries")), Text("行业", "industries"), example="[危险化学品]"
    )
    areas: tuple[str, ...] = value(Many(Listed("areas")), Text("片区", "areas"), example="[东片区]")
    tags: tuple[str, ...] = value(
        Many(OpenTerm("tags", TAGS)), Text("标签", "tags"), example="[粉尘涉爆]"
    )


@record
class Milestone:
    """Something to be done once, by a date."""

    id: str = value(TEXT, Text("节点编号", "id"), required=True, example="T06-2-2024")
    due: dt.date = value(DATE, Text("完成期限", "due"), required=True, example="2024-12-31")
    target: str | None = value(TEXT, Text("阶段目标", "target"), example="完善数据库运行管理机制")


@record
class Duty:
    """Something to be done in every calendar period."""

    every: Every = value(Term(Every), Text("周期", "every"), required=True, example="quarter")
    within_days: int | None = value(
        COUNT,
        Text("期后几日内", "days after the period"),
        Text(
            "期满后几日内完成；不填则在期内完成。",
            "Done within so many days after the period; else in it.",
        ),
        example="15",
    )
    activity: ActivityKind = value(
        Term(ActivityKind), Text("活动类别", "activity"), required=True, example="企业自查"
    )
    led_by: str | None = value(
        TEXT,
        Text("带队人", "led by"),
        Text(
            "主要负责人：当日的主要负责人，副职不算。",
            "主要负责人: the principal of the day; a deputy does not count.",
        ),
        example="主要负责人",
    )
    applies_to: Selector | None = value(
        Nested(Selector),
        Text("适用企业", "applies to"),
        Text("不填则由牵头科室自己承担。", "Without it the duty binds the lead section itself."),
        example="{high_risk: true}",
    )
    since: dt.date = value(DATE, Text("起算日期", "since"), required=True, example="2024-01-01")


@record
class Target:
    """The share to be reached by a date."""

    due: dt.date = value(DATE, Text("期限", "due"), required=True, example="2025-12-31")
    share: int = value(PERCENT, Text("比例（%）", "share (%)"), required=True, example="100")


@record
class Coverage:
    """A share of the enterprises (or of their ordinary employees) that must have something."""

    having: Having = value(
        Term(Having), Text("覆盖内容", "having"), required=True, example="monitoring"
    )
    kind: str | None = value(TEXT, Text("证书类别", "certificate kind"), example="特种作业操作证")
    topic: str | None = value(TEXT, Text("培训主题", "topic"), example="一教一练")
    applies_to: Selector | None = value(
        Nested(Selector), Text("适用企业", "applies to"), example="{tags: [重大危险源]}"
    )
    targets: tuple[Target, ...] = value(
        Many(Nested(Target), least=1),
        Text("目标", "targets"),
        required=True,
        example="[{due: 2025-12-31, share: 100}]",
    )


TASK_COMMON: Final = frozenset({"date", "event", "milestone", "by", "note", "document", "evidence"})
_BASE: Final = frozenset({"date", "event"})

TASK_ENTRY_KEYS: Final[dict[str, Variant]] = {
    TaskEvent.DONE: Variant(_BASE, TASK_COMMON),
    TaskEvent.PROGRESS: Variant(_BASE, TASK_COMMON),
    TaskEvent.ADJUST: Variant(_BASE | {"milestone", "until", "document"}, TASK_COMMON | {"until"}),
}
"""The keys each task entry must and may have."""


@record
class TaskEntry:
    """One dated fact in a task's history."""

    SHAPE = Shape(by="event", variants=TASK_ENTRY_KEYS)

    date: dt.date = value(DATE, Text("日期", "date"), required=True, example="2024-11-20")
    event: TaskEvent = value(Term(TaskEvent), Text("事项", "event"), required=True, example="完成")
    milestone: str | None = value(TEXT, Text("节点", "milestone"), example="T06-2-2024")
    until: dt.date | None = value(DATE, Text("调整后的期限", "until"), example="2025-03-31")
    document: str | None = value(TEXT, Text("文号", "document"), example="开安〔2024〕30号")
    by: tuple[str, ...] = value(TEXT_OR_TEXTS, Text("经办人", "by"), example="张华")
    evidence: tuple[str, ...] = value(
        TEXT_OR_TEXTS, Text("佐证材料", "evidence"), example="[evidence/T06-2/制度.pdf]"
    )
    note: str | None = value(TEXT, Text("备注", "note"), example="已印发")


@record
class Task:
    """One task: exactly one of milestones, a duty or a coverage target."""

    SHAPE = Shape(one_of=("milestones", "duty", "coverage"))

    id: str = value(TEXT, Text("任务编号", "id"), required=True, example="T06-2")
    paragraph: str | None = value(
        TEXT,
        Text("方案条款", "paragraph"),
        Text("方案的条款号，加引号。", "Paragraph of the plan, quoted."),
        example='"6"',
    )
    action: str | None = value(TEXT, Text("所属行动", "action"), example="重大事故隐患动态清零")
    title: str = value(TEXT, Text("任务", "title"), required=True, example="完善重大事故隐患数据库")
    lead: str = value(
        Listed("sections"), Text("牵头科室", "lead"), required=True, example="安全管理科"
    )
    owner: str | None = value(TEXT, Text("责任领导", "owner"), example="陈主任")
    milestones: tuple[Milestone, ...] = value(
        Many(Nested(Milestone), least=1),
        Text("节点", "milestones"),
        example="[{id: T06-2-2024, due: 2024-12-31, target: 完善机制}]",
    )
    duty: Duty | None = value(
        Nested(Duty),
        Text("周期任务", "duty"),
        example="{every: quarter, activity: 企业自查, applies_to: {}, since: 2024-01-01}",
    )
    coverage: Coverage | None = value(
        Nested(Coverage),
        Text("覆盖目标", "coverage"),
        example="{having: monitoring, targets: [{due: 2025-12-31, share: 100}]}",
    )
    note: str | None = value(TEXT, Text("备注", "note"), example="方案未定具体日期")
    history: tuple[TaskEntry, ...] = value(
        Many(Nested(TaskEntry)),
        Text("过程记录", "history"),
        example="[{date: 2024-11-20, event: 完成, milestone: T06-2-2024, by: 张华}]",
    )
    ordinal: int = dataclasses.field(default=0, compare=False, repr=False)
    """Which item of its list's ``tasks`` it is in the file: an unreadable one leaves a gap."""


@record
class Filing:
    """When and where a list was filed (plan §3)."""

    date: dt.date = value(DATE, Text("备案日期", "date"), required=True, example="2024-04-10")
    to: str = value(TEXT, Text("备案机关", "to"), required=True, example="县安委办")


@record
class TaskList:
    """One list of tasks: one mapping a file."""

    title: str = value(
        TEXT,
        Text("清单名称", "list"),
        key="list",
        required=True,
        example="治本攻坚三年行动任务清单",
    )
    based_on: str | None = value(
        TEXT, Text("依据", "source"), key="source", example="实施方案 二、主要任务"
    )
    filed: Filing | None = value(
        Nested(Filing), Text("备案", "filed"), example="{date: 2024-04-10, to: 县安委办}"
    )
    tasks: tuple[Task, ...] = value(
        Many(Nested(Task), least=1),
        Text("任务", "tasks"),
        required=True,
        example="[{id: T06-2, title: …, lead: …}]",
    )
    origin: Origin | None = dataclasses.field(default=None, compare=False, repr=False)
