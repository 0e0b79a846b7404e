"""Rules on task lists: entries that name milestones, and what a coverage target needs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from safety_ledger.diagnostics import Example, nearest
from safety_ledger.ledger import KeyPath, Ledger
from safety_ledger.model import TaskList
from safety_ledger.model.task import Task, TaskEntry
from safety_ledger.rules.catalogue import WARNING, Found, code, found, rule
from safety_ledger.rules.shape import hint
from safety_ledger.rules.sources import LEDGER_FORMAT, plan
from safety_ledger.text import Text
from safety_ledger.vocabulary import Having, TaskEvent

_MILESTONES = "milestones: [{id: T06-2-2024, due: 2024-12-31, target: 完善数据库运行管理机制}]\n"


def _entries(tasks: TaskList) -> Iterator[tuple[KeyPath, Task, TaskEntry]]:
    """Every entry of every task of a list, with its path."""
    for task in tasks.tasks:
        for j, entry in enumerate(task.history):
            yield ("tasks", task.ordinal, "history", j), task, entry


@rule(
    code(
        "T701",
        title=Text("没有这个节点", "Unknown milestone"),
        message=Text("本任务没有节点“{value}”{hint}", "the task has no milestone “{value}”{hint}"),
        remedy=Text(
            "核对节点编号；周期任务和覆盖任务不写 milestone。",
            "check the id; duties and coverage have none.",
        ),
        why=Text(
            "节点对不上，完成情况就记不到该节点上。",
            "With a wrong id the work is not credited to the milestone.",
        ),
        source=LEDGER_FORMAT,
        example=Example(
            _MILESTONES + "history: [{date: 2024-11-20, event: 完成, milestone: T06-2-2042}]\n",
            _MILESTONES + "history: [{date: 2024-11-20, event: 完成, milestone: T06-2-2024}]\n",
            of="task",
        ),
    ),
    on=TaskList,
)
def unknown_milestone(tasks: TaskList, _: Ledger) -> Iterator[Found]:
    for path, task, entry in _entries(tasks):
        known = [milestone.id for milestone in task.milestones]
        if entry.milestone is not None and entry.milestone not in known:
            near = hint(nearest(entry.milestone, known))
            yield found(*path, "milestone", value=entry.milestone, hint=near)


@rule(
    code(
        "T703",
        title=Text("完成了哪个节点未写明", "Done, but which milestone"),
        message=Text(
            "任务有节点（{milestones}），“完成”要写明是哪个",
            "say which milestone is done: {milestones}",
        ),
        remedy=Text("加上 milestone: 节点编号。", "add milestone with its id."),
        why=Text(
            "任务按节点计完成、计逾期，不写节点就算不出。",
            "Tasks are done or overdue by milestone; without one nothing can be counted.",
        ),
        source=LEDGER_FORMAT,
        example=Example(
            _MILESTONES + "history: [{date: 2024-11-20, event: 完成, by: 张华}]\n",
            _MILESTONES
            + "history: [{date: 2024-11-20, event: 完成, milestone: T06-2-2024, by: 张华}]\n",
            of="task",
        ),
    ),
    on=TaskList,
)
def done_without_milestone(tasks: TaskList, _: Ledger) -> Iterator[Found]:
    for path, task, entry in _entries(tasks):
        if entry.event is TaskEvent.DONE and task.milestones and entry.milestone is None:
            yield found(*path, milestones=tuple(milestone.id for milestone in task.milestones))


@rule(
    code(
        "T704",
        title=Text("任务记录未按日期排列", "Task entries out of order"),
        message=Text("{date} 排在 {previous} 之后", "{date} stands after {previous}"),
        remedy=Text(
            "核对日期；日期无误就移到前面。", "check the date; if it is right, move the entry up."
        ),
        why=Text(
            "记录只往后添加，日期倒退多半是写错，或是事后补记。",
            "Entries are only added: a date that steps back is mistyped or written afterwards.",
        ),
        source=LEDGER_FORMAT,
        example=Example(
            _MILESTONES + "history:\n"
            "  - {date: 2024-11-20, event: 进展, note: 已印发}\n"
            "  - {date: 2024-09-20, event: 进展, note: 征求意见}\n",
            _MILESTONES + "history:\n"
            "  - {date: 2024-09-20, event: 进展, note: 征求意见}\n"
            "  - {date: 2024-11-20, event: 进展, note: 已印发}\n",
            of="task",
        ),
    ),
    on=TaskList,
)
def entries_out_of_order(tasks: TaskList, _: Ledger) -> Iterator[Found]:
    for task in tasks.tasks:
        for j, (above, entry) in enumerate(pairwise(task.history), start=1):
            if entry.date < above.date:
                path = ("tasks", task.ordinal, "history", j, "date")
                yield found(*path, date=entry.date, previous=above.date)


_ASKED_FOR: Final = {
    Having.CERTIFICATE: "kind",
    Having.TRAINING: "topic",
    Having.TRAINED: "topic",
}
"""What says which certificate or which training is meant."""


@rule(
    code(
        "T705",
        title=Text("覆盖内容不完整", "Coverage of what"),
        message=Text("having: {having} 要写明 {key}", "having: {having} needs {key}"),
        remedy=Text(
            "certificate 写 kind，training 和 trained 写 topic。",
            "give kind for certificate, topic for training and trained.",
        ),
        why=Text(
            "不写明哪种证书、哪项培训，覆盖率无从计算。",
            "Without saying which certificate or training no share can be counted.",
        ),
        source=plan("17"),
        example=Example(
            "coverage: {having: trained, targets: [{due: 2025-12-31, share: 100}]}\n",
            "coverage: {having: trained, topic: 一教一练, targets: [{due: 2025-12-31, share: 100}]}\n",
            of="task",
        ),
    ),
    on=TaskList,
)
def coverage_of_what(tasks: TaskList, _: Ledger) -> Iterator[Found]:
    for task in tasks.tasks:
        key = _ASKED_FOR.get(task.coverage.having) if task.coverage else None
        if task.coverage and key and getattr(task.coverage, key) is None:
            yield found(
                "tasks", task.ordinal, "coverage", "having", having=task.coverage.having, key=key
            )


@rule(
    code(
        "T706",
        severity=WARNING,
        title=Text("覆盖目标未逐步提高", "Targets do not rise"),
        message=Text(
            "{due} 的目标 {share}% 与前一目标不衔接",
            "the target of {share}% by {due} does not rise",
        ),
        remedy=Text(
            "按期限先后排列，比例不低于前一目标。",
            "put the targets in date order with rising shares.",
        ),
        why=Text(
            "目标逐年提高，期限重复或比例下降多半是写错。",
            "Targets rise from year to year: a repeated date or a falling share is mostly a slip.",
        ),
        source=plan("15"),
        example=Example(
            "coverage: {having: monitoring, targets: [{due: 2025-12-31, share: 100}, {due: 2024-12-31, share: 60}]}\n",
            "coverage: {having: monitoring, targets: [{due: 2024-12-31, share: 60}, {due: 2025-12-31, share: 100}]}\n",
            of="task",
        ),
    ),
    on=TaskList,
)
def targets_do_not_rise(tasks: TaskList, _: Ledger) -> Iterator[Found]:
    for task in tasks.tasks:
        targets = task.coverage.targets if task.coverage else ()
        for j, (before, after) in enumerate(pairwise(targets), start=1):
            if after.due <= before.due or after.share < before.share:
                path = ("tasks", task.ordinal, "coverage", "targets", j)
                yield found(*path, due=after.due, share=after.share)


RULES = (
    unknown_milestone,
    done_without_milestone,
    entries_out_of_order,
    coverage_of_what,
    targets_do_not_rise,
)
