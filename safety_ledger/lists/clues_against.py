"""What the records say against an enterprise: one small function of a day for each kind (plan §4).

What a hazard shows is shown to the one who must put it right; what an enterprise's own check
missed, to the enterprise on whose site it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from safety_ledger.lists.clue import Clue, ClueKind, Evidence, real_major
from safety_ledger.lists.enterprise_view import EnterpriseView
from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.model.activity import Activity
from safety_ledger.obligations import DutyStanding, Performances, counted_for
from safety_ledger.obligations.escalation import last_entry
from safety_ledger.periods import Period
from safety_ledger.text import Text
from safety_ledger.vocabulary import (
    ActivityKind,
    Event,
    Level,
    Result,
    Source,
    Status,
)

if TYPE_CHECKING:
    from safety_ledger.lists.day import Day

FAILED_REVIEWS: Final = 2
"""So many failed reviews in one cycle are a clue of refusal (plan §4)."""

CRITERIA: Final = "判定标准"
"""What the topic of a training says that teaches how major hazards are judged (plan §4)."""


_NAMED: Final = 4
"""So many periods are named one by one."""


def not_checked(day: Day) -> Iterator[Clue]:
    """The self-checks that a duty asks for are missing up to the last period that is over."""
    for one in day.duties:
        site = day.enterprise.get(one.subject)
        if one.duty.activity is not ActivityKind.SELF_CHECK or site is None or not site.active:
            continue
        if one.missed_run and one.binds:
            yield _unchecked(site, one)


def _unchecked(site: EnterpriseView, one: DutyStanding) -> Clue:
    """The run of missed periods; a check that somebody else led is named, for it is no idleness."""
    periods = [each.period for each in one.missed_run]
    checks = _done(site.day, one.duty.activity, site.id)  # whoever led them
    others = [each for each in checks if counted_for(one.duty, each) in periods]
    led = one.duty.led_by is not None
    run = _run(periods)
    zh = f"{run.zh} 没有{'主要负责人带队' if led else ''}自查的记录"
    en = f"no self-check{' led by the principal' if led else ''} on record for {run.en}"
    if others:
        zh += f"；期间另有自查 {len(others)} 次，不是主要负责人带队"
        en += f"; {len(others)} by somebody else"
    duty = Evidence(
        one.task.id, periods[-1].last, Text("应查期止", "end of the last period missed")
    )
    what = Text("自查，非主要负责人带队", "self-check, led by somebody else")
    evidence = (duty, *(Evidence(each.id, each.date, what) for each in others))
    return Clue(ClueKind.NOT_CHECKED, site.record.name, Text(zh, en), evidence, site)


def _run(periods: Sequence[Period]) -> Text:
    """The periods of a run by name; of a long one the first and the last."""
    names = [period.name for period in periods]
    if len(names) <= _NAMED:
        return Text("、".join(names), ", ".join(names))
    count = len(names)
    first, last = names[0], names[-1]
    return Text(f"{first} 至 {last} 连续 {count} 期", f"{count} periods, {first} to {last},")


def unfound(day: Day) -> Iterator[Clue]:
    """An inspection found a major hazard soon after a self-check that had found nothing."""
    within = day.policies.unfound_within_days
    for view in day.hazards:
        if view.record.source is not Source.INSPECTION or not real_major(view):
            continue
        found_on = view.record.found_on
        checks = _done(day, ActivityKind.SELF_CHECK, view.record.enterprise or "")
        empty = [one for one in checks if one.found == () and one.date < found_on]
        if empty and (found_on - empty[-1].date).days <= within:
            yield _overlooked(day, view, empty[-1])


def _overlooked(day: Day, view: HazardView, check: Activity) -> Clue:
    found_on = view.record.found_on
    days = (found_on - check.date).days
    finding = Text(
        f"{check.date} 自查记为未发现隐患，{days} 天后（{found_on}）督导检查查出重大隐患",
        f"the self-check of {check.date} found nothing; {days} d later ({found_on}) an inspection"
        " found a major hazard",
    )
    evidence = (
        Evidence(check.id, check.date, Text("自查未发现", "nothing found")),
        Evidence(view.id, found_on, Text("检查查出", "found by inspection")),
    )
    site = day.enterprise.get(view.record.enterprise or "")
    return Clue(ClueKind.UNFOUND, view.where, finding, evidence, site, view)


def refusal(day: Day) -> Iterator[Clue]:
    """Long overdue with nothing on record since, or reviewed twice and failed twice."""
    for view in day.hazards:
        failed = _failed(view) if view.standing.round > FAILED_REVIEWS else ()
        if failed and view.status not in {Status.UNNOTIFIED, Status.VOID}:
            times = Text(f"复查 {len(failed)} 次不合格", f"{len(failed)} failed reviews")
            yield _about(day, ClueKind.REFUSAL, view, times, failed)
        elif _silent(view):
            late, since = view.days_overdue, view.deadline
            words = Text(
                f"{since} 到期，逾期 {late} 天，其后没有任何记载",
                f"due {since}, {late} d overdue and no entry since",
            )
            due = Evidence(view.id, since, Text("整改期限", "deadline"))
            yield _about(day, ClueKind.REFUSAL, view, words, (due,))


def _failed(view: HazardView) -> tuple[Evidence, ...]:
    """The failed reviews of the current cycle, the oldest first."""
    failed = [one for one in view.done(Event.REVIEW) if one.result is Result.FAIL]
    what = Text("复查不合格", "failed review")
    return tuple(Evidence(view.id, one.date, what) for one in failed[1 - view.standing.round :])


def _silent(view: HazardView) -> bool:
    """Overdue for as long as the policy says, and no entry that counts since the deadline."""
    if view.status is not Status.RECTIFYING or view.deadline is None:
        return False
    late = view.days_overdue
    if not late or late < view.day.policies.refusal_after_days:
        return False
    return last_entry(view.timeline, view.day.date) <= view.deadline


def long_open(day: Day) -> Iterator[Clue]:
    """A major hazard in stock for longer than the policy allows."""
    for view in day.open:
        if view.level is not Level.MAJOR or view.registered_on is None:
            continue
        days = (day.date - view.registered_on).days
        if days > day.policies.long_open_days:
            words = Text(
                f"重大隐患登记 {days} 天仍未销号，现为{view.status}",
                f"major, {days} d since registration and not closed: {view.status}",
            )
            begun = Evidence(view.id, view.registered_on, Text("登记", "registered"))
            yield _about(day, ClueKind.LONG_OPEN, view, words, (begun,))


def untrained(day: Day) -> Iterator[Clue]:
    """An enterprise at work for which no training on the criteria is on record."""
    words = Text(
        "没有重大事故隐患判定标准学习培训的记录",
        "no training on the criteria of major hazards is on record",
    )
    for site in day.enterprises:
        if site.active and not _trained(site):
            joined = Evidence(site.id, site.record.joined_on, Text("企业", "enterprise"))
            yield Clue(ClueKind.UNTRAINED, site.record.name, words, (joined,), site)


def _trained(site: EnterpriseView) -> bool:
    done = _done(site.day, ActivityKind.TRAINING, site.id)
    return any(CRITERIA in topic for one in done for topic in one.topics)


def _about(
    day: Day, kind: ClueKind, view: HazardView, words: Text, evidence: tuple[Evidence, ...]
) -> Clue:
    """A clue from one hazard, for whoever must put it right."""
    site = day.enterprise.get(view.record.liable or view.record.enterprise or "")
    return Clue(kind, view.liable_name, words, evidence, site, view)


def _done(day: Day, kind: ActivityKind, enterprise: str) -> Sequence[Activity]:
    """An enterprise's activities of a kind by the end of the day, the oldest first."""
    done = Performances.shared(day.ledger).by_enterprise.get((kind, enterprise), ())
    return [one for one in done if one.date <= day.date]
