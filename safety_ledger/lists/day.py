"""A ledger at the end of one day. A hazard was folded once; this only looks the day up."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Protocol, TypeVar

from safety_ledger.ledger import Ledger
from safety_ledger.lifecycle import Standing, Timeline, Timelines
from safety_ledger.lists.clue import Clue
from safety_ledger.lists.clues import clues
from safety_ledger.lists.enterprise_view import CertificateView, EnterpriseView
from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.lists.recurrence import repeats
from safety_ledger.lists.risk_view import RiskView
from safety_ledger.lists.task_view import TaskView
from safety_ledger.model.policies import Effective, effective
from safety_ledger.model.task import Task
from safety_ledger.obligations import (
    CoverageStanding,
    DutyStanding,
    Horizon,
    MilestoneStanding,
    coverages,
    duties,
    milestones,
)
from safety_ledger.obligations.upkeep import risk_review


class Day:
    """How everything in a ledger stood at the end of a day. The only thing that remembers views."""

    def __init__(self, ledger: Ledger, date: dt.date, timelines: Timelines) -> None:
        self.ledger = ledger
        self.date = date
        self.timelines = timelines

    @cached_property
    def policies(self) -> Effective:
        """The office's deadlines, with their defaults."""
        return effective(self.ledger.policies)

    def at(self, date: dt.date) -> Day:
        """The same ledger at the end of another day."""
        return self if date == self.date else Day(self.ledger, date, self.timelines)

    @cached_property
    def hazards(self) -> tuple[HazardView, ...]:
        """Every hazard found by that day, in file order."""
        open_ = iter(self.open)
        return tuple(
            next(open_) if now.open else HazardView(self, timeline.hazard, timeline, now)
            for timeline, now in self._found
        )

    @cached_property
    def open(self) -> tuple[HazardView, ...]:
        """The hazards in stock, in file order: all that most questions need, and far fewer."""
        return tuple(
            HazardView(self, timeline.hazard, timeline, now)
            for timeline, now in self._found
            if now.open
        )

    @cached_property
    def _found(self) -> Sequence[tuple[Timeline, Standing]]:
        return [
            (timeline, now)
            for timeline in self.timelines
            if (now := timeline.on(self.date)) is not None
        ]

    @cached_property
    def enterprises(self) -> tuple[EnterpriseView, ...]:
        """Every enterprise that had joined by that day, in file order."""
        views = (EnterpriseView(self, one.on(self.date)) for one in self.ledger.enterprises)
        return tuple(view for view in views if view.present)

    @cached_property
    def enterprise(self) -> Mapping[str, EnterpriseView]:
        """The enterprises of the day by id."""
        return {one.id: one for one in self.enterprises}

    @cached_property
    def certificates(self) -> tuple[CertificateView, ...]:
        """Every certificate of every enterprise of the day, in file order (plan §17)."""
        return tuple(one for site in self.enterprises for one in site.certificates)

    @cached_property
    def risks(self) -> tuple[RiskView, ...]:
        """Every risk point of the enterprises of the day, in file order (plan §7)."""
        months, soon = self.policies.risk_review_months, self.policies.due_soon_days
        return tuple(
            RiskView(one, site, risk_review(one, months, self.date, soon))
            for one in self.ledger.risks
            if (site := self.enterprise.get(one.enterprise)) is not None
        )

    @cached_property
    def escalations(self) -> tuple[HazardView, ...]:
        """The hazards that call for a measure of supervision, the most urgent first (plan §5)."""
        due = (one for one in self.open if one.proposals)
        return tuple(sorted(due, key=lambda one: one.urgency))

    @cached_property
    def clues(self) -> tuple[Clue, ...]:
        """Every clue that the records give (plan §4), those of ended hazards among them."""
        return tuple(clues(self))

    @cached_property
    def clues_of(self) -> Mapping[str, Sequence[Clue]]:
        """The clues about each enterprise, by its id."""
        found: dict[str, list[Clue]] = defaultdict(list)
        for clue in self.clues:
            if clue.enterprise is not None:
                found[clue.enterprise.id].append(clue)
        return found

    @cached_property
    def milestones(self) -> tuple[MilestoneStanding, ...]:
        """Every milestone of every task list, in the order of the files."""
        return tuple(milestones(self.ledger, self._horizon))

    @cached_property
    def duties(self) -> tuple[DutyStanding, ...]:
        """Every duty of every subject that it ever bound, by task and then by enterprise."""
        return tuple(duties(self.ledger, self.date))

    @cached_property
    def coverages(self) -> tuple[CoverageStanding, ...]:
        """Every coverage target, in the order of the files."""
        return tuple(coverages(self.ledger, self._horizon))

    @cached_property
    def tasks(self) -> tuple[TaskView, ...]:
        """Every task of every list, in the order of the files."""
        done, duty = _by_task(self.milestones), _by_task(self.duties)
        share = _by_task(self.coverages)
        return tuple(
            TaskView(
                self,
                tasks,
                task,
                tuple(done[id(task)]),
                tuple(duty[id(task)]),
                next(iter(share[id(task)]), None),
            )
            for tasks in self.ledger.task_lists
            for task in tasks.tasks
        )

    @cached_property
    def duties_of(self) -> Mapping[str, list[DutyStanding]]:
        """The duties by whom they bind: an enterprise's id, or a section's name."""
        found: dict[str, list[DutyStanding]] = defaultdict(list)
        for one in self.duties:
            found[one.subject].append(one)
        return found

    @property
    def _horizon(self) -> Horizon:
        return Horizon(self.date, self.policies.due_soon_days)

    @cached_property
    def repeats(self) -> Mapping[str, str]:
        """The hazards that repeat another (重复隐患), each with the one it repeats."""
        return repeats(self)

    @cached_property
    def hazards_at(self) -> Mapping[str, Sequence[HazardView]]:
        """The hazards on each enterprise's site, by its id, in file order."""
        by_site: dict[str, list[HazardView]] = defaultdict(list)
        for hazard in self.hazards:
            if hazard.record.enterprise is not None:
                by_site[hazard.record.enterprise].append(hazard)
        return by_site


class _OfTask(Protocol):
    @property
    def task(self) -> Task: ...


S = TypeVar("S", bound=_OfTask)


def _by_task(standings: Iterable[S]) -> dict[int, list[S]]:
    """Standings by the task they are of, told apart even from one with the same id."""
    found: dict[int, list[S]] = defaultdict(list)
    for one in standings:
        found[id(one.task)].append(one)
    return found


def standing(ledger: Ledger, day: dt.date) -> Day:
    """A ledger as it stood at the end of ``day``: its hazards and enterprises.

    ``[h.id for h in standing(load("data"), date(2024, 6, 30)).hazards if h.days_overdue]`` names the
    hazards that were overdue that evening. Several days of one ledger share the folded timelines.
    """
    return Day(ledger, day, Timelines.shared(ledger))
