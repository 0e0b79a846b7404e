"""The tasks of each action and of each section in the lead, counted by how they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from safety_ledger.lists import TaskView
from safety_ledger.reports.fulfilment import STATES
from safety_ledger.reports.report import RIGHT, Column, Table, table
from safety_ledger.text import Text
from safety_ledger.vocabulary import Fulfilment


@dataclass(frozen=True, slots=True)
class Sum:
    """The tasks of one action or one section."""

    name: str | None
    views: tuple[TaskView, ...]

    def of(self, state: Fulfilment) -> int:
        """How many have a state."""
        return sum(one.state is state for one in self.views)


By = tuple[Text, Callable[[TaskView], str | None]]
_ACTION: Final[By] = (Text("行动", "action"), lambda view: view.record.action)
_LEAD: Final[By] = (Text("牵头科室", "lead"), lambda view: view.record.lead)
_NAMED: Final = Text("（不属十大行动）", "(none)")


def by_action(views: Sequence[TaskView]) -> Table:
    """By the ten actions of the plan, in its order; what belongs to none of them last."""
    return _sums("by_action", _ACTION, views)


def by_section(views: Sequence[TaskView]) -> Table:
    """By the section in the lead."""
    return _sums("by_section", _LEAD, views)


def _sums(key: str, by: By, views: Sequence[TaskView]) -> Table:
    label, of = by
    groups: dict[str | None, list[TaskView]] = defaultdict(list)
    for view in views:
        groups[of(view)].append(view)
    columns = (
        Column[Sum]("name", label, lambda one: one.name or _NAMED),
        Column[Sum]("tasks", Text("任务", "tasks"), lambda one: len(one.views), RIGHT),
        *(
            Column[Sum](
                state.name.lower(), Text(state, STATES[state]), partial(Sum.of, state=state), RIGHT
            )
            for state in Fulfilment
        ),
    )
    rows = [Sum(name, tuple(group)) for name, group in groups.items()]
    rows.sort(key=lambda one: one.name is None)
    return table(key, columns, rows, empty=Text("没有任务", "no tasks"))
