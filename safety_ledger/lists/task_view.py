"""One task of a list at the end of a day, whichever of the three kinds of obligation it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from safety_ledger.model.task import Task, TaskList
from safety_ledger.obligations import CoverageStanding, DutyStanding, MilestoneStanding
from safety_ledger.obligations.duties import DONE
from safety_ledger.vocabulary import Fulfilment

if TYPE_CHECKING:
    from safety_ledger.lists.day import Day

PRESSING: Final = frozenset({Fulfilment.MISSED, Fulfilment.DUE_SOON})


@dataclass(frozen=True)
class TaskView:
    """A task with the standing of what it asks for; only one of the three is ever filled."""

    day: Day
    tasks: TaskList
    """The list it belongs to."""
    record: Task
    milestones: tuple[MilestoneStanding, ...] = ()
    duties: tuple[DutyStanding, ...] = ()
    """One for each subject."""
    coverage: CoverageStanding | None = None

    @property
    def id(self) -> str:
        """The task's id."""
        return self.record.id

    @property
    def state(self) -> Fulfilment:
        """The worst of what is still open; done when all of it is, late when any of it was.

        A duty is never done for good: it is overdue while anybody missed the period whose time ran
        out last, else it is running.
        """
        if self.coverage is not None:
            return self.coverage.state
        if self.record.duty is not None:
            return self._duty_state
        return self._milestone_state

    @property
    def open(self) -> bool:
        """Whether anything is left to be done."""
        return self.state not in DONE

    @property
    def lapsed(self) -> tuple[DutyStanding, ...]:
        """Who missed the period whose time ran out last."""
        return tuple(one for one in self.duties if one.lapsed)

    @property
    def pressing(self) -> int:
        """How many of its milestones and staged targets are overdue or due soon."""
        states = [one.state for one in self.milestones]
        if self.coverage is not None:
            states += [one.state for one in self.coverage.stages]
        return sum(state in PRESSING for state in states)

    @property
    def filed_on(self) -> dt.date | None:
        """When its list was filed (§3), if that was by this day."""
        filed = self.tasks.filed
        return filed.date if filed is not None and filed.date <= self.day.date else None

    @property
    def _duty_state(self) -> Fulfilment:
        if self.lapsed:
            return Fulfilment.MISSED
        bound = any(one.binds for one in self.duties)
        return Fulfilment.RUNNING if bound else Fulfilment.NOT_APPLICABLE

    @property
    def _milestone_state(self) -> Fulfilment:
        states = {one.state for one in self.milestones}
        for state in (Fulfilment.MISSED, Fulfilment.DUE_SOON):
            if state in states:
                return state
        if states <= DONE:
            return Fulfilment.DONE_LATE if Fulfilment.DONE_LATE in states else Fulfilment.DONE
        return Fulfilment.RUNNING if self._begun(states) else Fulfilment.NOT_DUE

    def _begun(self, states: Collection[Fulfilment]) -> bool:
        """Something is done already, or an entry tells of progress."""
        dated = any(entry.date <= self.day.date for entry in self.record.history)
        return dated or not DONE.isdisjoint(states)
