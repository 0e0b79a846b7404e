"""What task lists ask for and nobody has done: milestones, duties of a period, coverage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from safety_ledger.lists import Day
from safety_ledger.obligations import (
    CoverageStanding,
    DutyPeriod,
    DutyStanding,
    MilestoneStanding,
    active,
)
from safety_ledger.owed.commands import BY
from safety_ledger.owed.item import Actor, Owed, OwedKind
from safety_ledger.text import Text
from safety_ledger.vocabulary import ActivityKind, Fulfilment, Having

_PENDING: Final = frozenset({Fulfilment.MISSED, Fulfilment.DUE_SOON, Fulfilment.NOT_DUE})


def milestones(day: Day) -> Iterator[Owed]:
    """Milestones that are not done, by the due date in force."""
    for one in day.milestones:
        if one.done is None and one.days_left is not None:
            yield Owed(
                OwedKind.MILESTONE,
                one.milestone.id,
                Text(_titled(one), _titled(one)),
                Actor(one.task.owner or one.task.lead, one.task.lead, one.task.owner),
                one.due,
                -one.days_left,
                one.task.paragraph,
                command=("task", "done", one.task.id, "--milestone", one.milestone.id, "--by", BY),
            )


def _titled(one: MilestoneStanding) -> str:
    target = one.milestone.target
    return f"{one.task.title}：{target}" if target else one.task.title


def duties(day: Day) -> Iterator[Owed]:
    """Duties: the run of periods that went by undone, and the period that can still be kept.

    An enterprise that stands still can do nothing about it; the duty list keeps what it missed.
    """
    for one in day.duties:
        if one.enterprise is not None and not active(one.enterprise, day.date):
            continue
        if run := one.missed_run:
            yield _missed(day, one, run)
        current = one.current
        if current is not None and current.state is Fulfilment.RUNNING:
            yield _due(day, one, current)


def _missed(day: Day, one: DutyStanding, run: Sequence[DutyPeriod]) -> Owed:
    """Late since the first of the run was due; what is recorded is the last."""
    first, last, count = run[0], run[-1], len(run)
    names = first.period.name if count == 1 else f"{first.period.name}-{last.period.name}"
    title = one.task.title
    what = Text(
        f"{title}（{names} 未完成 {count} 期）", f"{title} ({names}, missed in a row: {count})"
    )
    return _owed(day, one, first, what, last.period.name)


def _due(day: Day, one: DutyStanding, current: DutyPeriod) -> Owed:
    name = current.period.name
    return _owed(
        day, one, current, Text(f"{one.task.title}（{name}）", f"{one.task.title} ({name})"), name
    )


def _owed(day: Day, one: DutyStanding, period: DutyPeriod, what: Text, name: str) -> Owed:
    site = one.enterprise
    actor = Actor(
        name=one.name,
        section=one.task.lead if site is None else site.section or one.task.lead,
        enterprise=site.id if site is not None else None,
        unit=site.name if site is not None else None,
    )
    days = (day.date - period.due).days
    return Owed(
        OwedKind.DUTY,
        one.task.id,
        what,
        actor,
        period.due,
        days,
        one.task.paragraph,
        command=_activity(one, name),
    )


def _activity(one: DutyStanding, period: str) -> tuple[str, ...]:
    site, led_by = one.enterprise, one.duty.led_by
    return (
        *("activity", "add", "--kind", one.duty.activity.value, "--period", period),
        *(("--section", one.task.lead) if site is None else ("--enterprises", site.id)),
        *(("--led-by", led_by) if led_by else ()),
    )


def coverages(day: Day) -> Iterator[Owed]:
    """Shares that were to be reached: the earliest target that is not."""
    for one in day.coverages:
        stage = next((stage for stage in one.stages if stage.state in _PENDING), None)
        if stage is not None:
            due = stage.target.due
            yield Owed(
                OwedKind.COVERAGE,
                one.task.id,
                _share(one, stage.target.share),
                Actor(one.task.owner or one.task.lead, one.task.lead, one.task.owner),
                due,
                (day.date - due).days,
                one.task.paragraph,
                command=_covering(one),
            )


def _covering(one: CoverageStanding) -> tuple[str, ...]:
    """What records that those lacking have it; the record of one shows how where no command does."""
    lacking = [each.enterprise.id for each in one.now.lacking]
    match one.coverage.having:
        case Having.TRAINING if lacking:
            names = tuple(word for id_ in lacking for word in ("--enterprises", id_))
            topic = ("--topics", one.coverage.topic) if one.coverage.topic else ()
            return ("activity", "add", "--kind", ActivityKind.TRAINING.value, *topic, *names)
        case Having.MONITORING if lacking:
            return ("enterprise", "set", lacking[0], "--monitoring-connected-on", "〔接入日期〕")
        case _:
            return ("show", one.task.id)


def _share(one: CoverageStanding, target: int) -> Text:
    share = one.now.share
    return Text(
        f"{one.task.title}（{share.n}/{share.of}，目标 {target}%，还差 {len(one.now.lacking)} 家）",
        f"{one.task.title} ({share.n}/{share.of}, target {target}%, {len(one.now.lacking)} lacking)",
    )
