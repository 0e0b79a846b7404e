"""Coverage: a share of the enterprises, or of their employees, that must have something by a date.

The plan asks for it of trained principals (§1), grades (§14), monitoring (§15), certificates (§17)
and trained employees (annex, project 1).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Final

from safety_ledger.ledger import Ledger
from safety_ledger.model.declaration import make
from safety_ledger.model.enterprise import Certificate, Enterprise, Standardization, Trained
from safety_ledger.model.task import Coverage, Selector, Target, Task, TaskList
from safety_ledger.obligations.milestones import Horizon
from safety_ledger.obligations.performances import Performances
from safety_ledger.obligations.selection import matching
from safety_ledger.obligations.share import Share
from safety_ledger.vocabulary import ActivityKind, Fulfilment, Having

_date: Final = attrgetter("date")
_due: Final = attrgetter("due")
_EVERYBODY: Final = make(Selector)


@dataclass(frozen=True, slots=True)
class Lacking:
    """An enterprise that does not have it."""

    enterprise: Enterprise
    share: Share | None
    """Of its employees, where they are counted and a record says how many; else ``None``."""


@dataclass(frozen=True, slots=True)
class Covered:
    """Who had it at the end of a day."""

    share: Share
    having: tuple[Enterprise, ...]
    lacking: tuple[Lacking, ...]
    unrecorded: bool = False
    """Whether an enterprise has not said how many of its employees were reached."""

    @property
    def matching(self) -> int:
        """How many enterprises are meant."""
        return len(self.having) + len(self.lacking)

    def reaches(self, percent: int) -> bool:
        """Whether it meets a target; it cannot as long as somebody has not said."""
        return not self.unrecorded and self.share.reaches(percent)


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the staged targets."""

    target: Target
    state: Fulfilment
    share: Share | None
    """What there was on its due date; ``None`` while that is still to come."""


@dataclass(frozen=True, slots=True)
class CoverageStanding:
    """How a coverage target stood at the end of a day."""

    tasks: TaskList
    task: Task
    coverage: Coverage
    now: Covered
    stages: tuple[Stage, ...]
    """Every target, by due date."""
    stage: Stage
    """The target in force: the next one due, else the last."""

    @property
    def state(self) -> Fulfilment:
        """Overdue as long as any target that is past was never reached."""
        if any(one.state is Fulfilment.MISSED for one in self.stages):
            return Fulfilment.MISSED
        return self.stage.state


def coverages(ledger: Ledger, horizon: Horizon) -> Iterator[CoverageStanding]:
    """Every coverage target of every list, in the order of the files, as it stood that day.

    Counted are the enterprises in the zone and at work that day: one that stands still or has gone
    can neither be connected nor trained, and would keep a target out of reach for ever.
    """
    for tasks in ledger.task_lists:
        for task in tasks.tasks:
            if task.coverage is not None and task.coverage.targets:
                yield _standing(ledger, tasks, task, task.coverage, horizon)


def _standing(
    ledger: Ledger, tasks: TaskList, task: Task, coverage: Coverage, horizon: Horizon
) -> CoverageStanding:
    targets = sorted(coverage.targets, key=_due)
    force = next((one for one in targets if one.due >= horizon.day), targets[-1])
    on = partial(covered, ledger, coverage)
    now = on(horizon.day, force.share)
    stages = tuple(_stage(on, now, one, horizon) for one in targets)
    return CoverageStanding(tasks, task, coverage, now, stages, stages[targets.index(force)])


def _stage(
    on: Callable[[dt.date, int], Covered], now: Covered, target: Target, horizon: Horizon
) -> Stage:
    """A target that is past is judged by its due date: what was missing then was late at best."""
    if not now.matching:
        return Stage(target, Fulfilment.NOT_APPLICABLE, None)
    then = on(target.due, target.share) if target.due < horizon.day else None
    if (then or now).reaches(target.share):
        state = Fulfilment.DONE
    elif now.reaches(target.share):
        state = Fulfilment.DONE_LATE
    else:
        state = horizon.state(target.due)
    return Stage(target, state, then.share if then is not None else None)


def covered(ledger: Ledger, coverage: Coverage, day: dt.date, percent: int = 100) -> Covered:
    """Who had what a coverage task asks for at the end of ``day``, and who lacked it.

    Where employees are counted, an enterprise lacks it that has not reached ``percent`` of its own.
    """
    meant = list(matching(ledger, coverage.applies_to or _EVERYBODY, day))
    if coverage.having is Having.TRAINED:
        return _employees(meant, coverage.topic, day, percent)
    having = _HAVING[coverage.having](ledger, coverage, day)
    with_it = tuple(one for one in meant if having(one))
    without = tuple(Lacking(one, None) for one in meant if not having(one))
    return Covered(Share(len(with_it), len(meant)), with_it, without)


def _employees(
    meant: Sequence[Enterprise], topic: str | None, day: dt.date, percent: int
) -> Covered:
    """Ordinary employees reached, by each enterprise's latest record of that topic (annex 1)."""
    latest = [(one, _latest(one, topic, day)) for one in meant]
    shares = [(one, Share(of.trained, of.ordinary) if of else None) for one, of in latest]
    known = [share for _, share in shares if share is not None]
    reached = {one.id for one, share in shares if share and _enough(share, percent)}
    return Covered(
        Share(sum(one.n for one in known), sum(one.of for one in known)),
        tuple(one for one in meant if one.id in reached),
        tuple(Lacking(one, share) for one, share in shares if one.id not in reached),
        unrecorded=len(known) < len(meant),
    )


def _enough(share: Share, percent: int) -> bool:
    """Whoever has no ordinary employees lacks nothing."""
    return share.of == 0 or share.reaches(percent)


def _latest(one: Enterprise, topic: str | None, day: dt.date) -> Trained | None:
    """The last record of a topic by a day; of two of one day the one written later."""
    records = [of for of in one.trained if of.topic == topic and of.date <= day]
    return max(reversed(records), key=_date) if records else None


Has = Callable[[Enterprise], bool]


def _monitored(_: Ledger, __: Coverage, day: dt.date) -> Has:
    """Connected to the zone's monitoring by that day (§15)."""
    return lambda one: one.monitoring is not None and one.monitoring.connected_on <= day


def _graded(_: Ledger, __: Coverage, day: dt.date) -> Has:
    """A grade that still holds that day (§14)."""
    return lambda one: one.standardization is not None and holds(one.standardization, day)


def _certified(_: Ledger, coverage: Coverage, day: dt.date) -> Has:
    """A certificate of that kind which is valid that day (§17)."""
    return lambda one: any(
        certificate.kind == coverage.kind and valid(certificate, day)
        for certificate in one.certificates
    )


def _trained(ledger: Ledger, coverage: Coverage, day: dt.date) -> Has:
    """Named by then in a training with that topic (§1, §4)."""
    done = Performances.shared(ledger).by_enterprise
    return lambda one: any(
        activity.date <= day and coverage.topic in activity.topics
        for activity in done.get((ActivityKind.TRAINING, one.id), ())
    )


_HAVING: Final[Mapping[Having, Callable[[Ledger, Coverage, dt.date], Has]]] = {
    Having.MONITORING: _monitored,
    Having.STANDARDIZATION: _graded,
    Having.CERTIFICATE: _certified,
    Having.TRAINING: _trained,
}


def holds(grade: Standardization, day: dt.date) -> bool:
    """Whether a grade is still good that day, its last day included."""
    return grade.valid_until is None or day <= grade.valid_until


def valid(certificate: Certificate, day: dt.date) -> bool:
    """Whether a certificate is good that day: a missed review voids it, even inside its validity.

    Issued 2020-01-03, review due 2023-01-02, valid until 2026-01-02: void from 2023-01-03 on (§17).
    """
    in_time = certificate.review_by is None or day <= certificate.review_by
    return in_time and (certificate.valid_until is None or day <= certificate.valid_until)
