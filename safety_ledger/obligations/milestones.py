"""Milestones: what a task list wants done once, by a date (plan §1-§20, annex, leaders' lists §3)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, NamedTuple

from safety_ledger.ledger import Ledger
from safety_ledger.model.task import Milestone, Task, TaskEntry, TaskList
from safety_ledger.vocabulary import Fulfilment, TaskEvent

_date: Final = attrgetter("date")


class Horizon(NamedTuple):
    """A day, and from how many days ahead on something counts as due soon."""

    day: dt.date
    due_soon_days: int

    def left(self, due: dt.date) -> int:
        """Days until something is due; negative when it is overdue."""
        return (due - self.day).days

    def state(self, due: dt.date) -> Fulfilment:
        """The state of something not yet done; the whole last day is in time."""
        left = self.left(due)
        if left < 0:
            return Fulfilment.MISSED
        return Fulfilment.DUE_SOON if left <= self.due_soon_days else Fulfilment.NOT_DUE


@dataclass(frozen=True, slots=True)
class MilestoneStanding:
    """How a milestone stood at the end of a day."""

    tasks: TaskList
    """The list it belongs to."""
    task: Task
    milestone: Milestone
    due: dt.date
    """The due date in force; of one that is done, the one in force on the day it was done."""
    state: Fulfilment
    done: TaskEntry | None
    """The first 完成 by that day."""
    adjusted: tuple[TaskEntry, ...]
    """The 调整 that moved the due date, in date order."""
    days_left: int | None
    """Days until it is due, negative when overdue; ``None`` when it is done."""

    @property
    def days_overdue(self) -> int:
        """Days beyond the due date in force; 0 when done or in time."""
        return max(-self.days_left, 0) if self.days_left is not None else 0


def milestones(ledger: Ledger, horizon: Horizon) -> Iterator[MilestoneStanding]:
    """Every milestone of every list, in the order of the files, as it stood at the end of the day.

    Entries dated later are not seen. 调整 moves the due date from its own date on: one written after
    the work was done excuses nothing, done late stays done late. A 完成 that does not say which
    milestone it means (T703) completes none.
    """
    for tasks in ledger.task_lists:
        for task in tasks.tasks:
            entries = _entries(task, horizon.day)
            for milestone in task.milestones:
                of = entries.get(milestone.id, ())
                yield _standing(tasks, task, milestone, of, horizon)


def _entries(task: Task, day: dt.date) -> dict[str, list[TaskEntry]]:
    """The entries of each milestone up to a day, in date order, as written where dates agree."""
    found: dict[str, list[TaskEntry]] = defaultdict(list)
    for entry in sorted(task.history, key=_date):
        if entry.date <= day and entry.milestone is not None:
            found[entry.milestone].append(entry)
    return found


def _standing(
    tasks: TaskList,
    task: Task,
    milestone: Milestone,
    entries: Sequence[TaskEntry],
    horizon: Horizon,
) -> MilestoneStanding:
    done = next((one for one in entries if one.event is TaskEvent.DONE), None)
    until = done.date if done is not None else horizon.day
    adjusted = tuple(
        one
        for one in entries
        if one.event is TaskEvent.ADJUST and one.until is not None and one.date <= until
    )
    due = next((one.until for one in reversed(adjusted) if one.until is not None), milestone.due)
    if done is not None:
        state = Fulfilment.DONE if done.date <= due else Fulfilment.DONE_LATE
        return MilestoneStanding(tasks, task, milestone, due, state, done, adjusted, None)
    state, left = horizon.state(due), horizon.left(due)
    return MilestoneStanding(tasks, task, milestone, due, state, None, adjusted, left)
