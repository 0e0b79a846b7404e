"""``task done``, ``task progress``, ``task adjust``: entries in the history of a task."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any, Final

from safety_ledger.cli.commands import Runs
from safety_ledger.cli.completion import COMPLETERS
from safety_ledger.cli.options import argument, taking
from safety_ledger.cli.recording.asking import (
    Ask,
    Given,
    answered,
    asking,
    asks_of,
    laid_out,
    missing,
)
from safety_ledger.cli.recording.entries import ordered
from safety_ledger.cli.recording.questions import NO_HINT, Hint, ask_for
from safety_ledger.cli.recording.step import DateOption, RecordOptions, Sitting, take
from safety_ledger.cli.usage import unknown
from safety_ledger.cli.words import say
from safety_ledger.model.task import TASK_ENTRY_KEYS, Task, TaskEntry
from safety_ledger.text import Text
from safety_ledger.vocabulary import Role, TaskEvent
from safety_ledger.work.recording import NewEntry

_COMMANDS: Final = {
    "done": (TaskEvent.DONE, Text("记录：节点完成。", "Record that a milestone was reached.")),
    "progress": (TaskEvent.PROGRESS, Text("记录：任务进展。", "Record progress.")),
    "adjust": (
        TaskEvent.ADJUST,
        Text("记录：节点期限调整。", "Record that a milestone was moved."),
    ),
}
_ID: Final = Text("任务编号", "the task's id")
_NO_TASK: Final = Text("没有编号为“{word}”的任务", "there is no task “{word}”")


def runs(_: str) -> Runs:
    """The commands about tasks."""
    return {own: (words, _command(event)) for own, (event, words) in _COMMANDS.items()}


def _asks(event: TaskEvent) -> list[Ask]:
    variant = TASK_ENTRY_KEYS[event]
    needed = variant.required | {"by"}
    found = asks_of(TaskEntry, variant.allowed - {"date", "event"})
    return [
        dataclasses.replace(one, required=one.path[0] in needed, asked=one.path[0] in needed)
        for one in found
    ]


def _command(event: TaskEvent) -> Callable[..., int]:
    asks = _asks(event)

    @taking(RecordOptions)
    @asking(asks)
    def run(
        id_: Annotated[str, argument("ID", _ID, COMPLETERS["task"])],
        date: DateOption = None,
        *,
        options: RecordOptions,
        given: Given,
    ) -> int:
        def changes(sitting: Sitting) -> list[NewEntry]:
            task = _task(sitting, id_)
            values = _values(sitting, task, asks, event, given)
            whole = {"date": sitting.day(date), "event": event, **values}
            return [NewEntry("task", task.id, "history", ordered(whole))]

        return take(options, changes)

    return run


def _task(sitting: Sitting, id_: str) -> Task:
    tasks = {one.id: one for one in sitting.ledger.tasks}
    if id_ not in tasks:
        raise unknown(say(_NO_TASK, word=id_), id_, tasks)
    return tasks[id_]


def _values(
    sitting: Sitting, task: Task, asks: list[Ask], event: TaskEvent, given: Given
) -> dict[str, Any]:
    values = answered(asks, given, sitting.ledger)
    due = open_milestones(task)
    if event is TaskEvent.DONE and len(due) == 1:
        values.setdefault("milestone", due[0])
    needs_one = event is TaskEvent.DONE and bool(task.milestones)
    wanted = [
        dataclasses.replace(one, required=_required(one, needs_one=needs_one)) for one in asks
    ]
    for one in wanted:
        if one.option not in values and one.required and sitting.asks:
            ask_for(one, _hint(one, sitting, task), sitting.ledger, values)
    lacking = [one.option for one in wanted if one.required and one.option not in values]
    if lacking:
        raise missing(lacking)
    return laid_out(asks, values)


def _required(one: Ask, *, needs_one: bool) -> bool:
    return one.required or (needs_one and one.option == "milestone")


def _hint(one: Ask, sitting: Sitting, task: Task) -> Hint:
    if one.option == "milestone":
        due = open_milestones(task) or tuple(step.id for step in task.milestones)
        return Hint(due, due[0] if due else "")
    if one.option == "by":
        return Hint(_people(sitting, sitting.today))
    return NO_HINT


def _people(sitting: Sitting, day: dt.date) -> tuple[str, ...]:
    people = sitting.ledger.people
    return tuple(one.name for one in people if one.roles_on(day) - {Role.EXPERT})


def open_milestones(task: Task) -> tuple[str, ...]:
    """The milestones of a task that no entry says were reached."""
    done = {entry.milestone for entry in task.history if entry.event is TaskEvent.DONE}
    return tuple(one.id for one in task.milestones if one.id not in done)
