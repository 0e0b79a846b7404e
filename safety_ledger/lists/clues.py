"""Clues for holding an enterprise to account (plan §4), and what speaks for it.

A clue puts records side by side for a person to judge; it is no verdict, and none is ever stored.
Each kind is one small function of a day. What a hazard shows is shown to the one who must put it
right; what an enterprise's own check missed, to the enterprise on whose site it was.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from safety_ledger.lists.enterprise_view import EnterpriseView
from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.model.activity import Activity
from safety_ledger.obligations import DutyStanding, Performances
from safety_ledger.obligations.escalation import last_entry
from safety_ledger.text import Text
from safety_ledger.vocabulary import (
    ActivityKind,
    Event,
    Fulfilment,
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


class ClueKind(StrEnum):
    """What the plan asks about; the values are keys in JSON."""

    NOT_CHECKED = "not_checked"
    UNFOUND = "unfound"
    REFUSAL = "refusal"
    LONG_OPEN = "long_open"
    UNTRAINED = "untrained"
    SELF_FOUND = "self_found"
    IN_TIME = "in_time"

    @property
    def label(self) -> Text:
        """The clue in the plan's words."""
        return _WORDS[self][0]

    @property
    def question(self) -> Text:
        """What a person has to find out before anything follows from it."""
        return _WORDS[self][1]

    @property
    def favourable(self) -> bool:
        """Whether it speaks for the enterprise."""
        return self in {ClueKind.SELF_FOUND, ClueKind.IN_TIME}


_CONSIDER: Final = Text("研判责任时一并考虑", "to be weighed with the rest")
_WORDS: Final = {
    ClueKind.NOT_CHECKED: (
        Text("未开展排查", "no self-check"),
        Text("是确未排查，还是查了没有登记", "not done, or done and not recorded?"),
    ),
    ClueKind.UNFOUND: (
        Text("查不出", "not found by itself"),
        Text(
            "自查时是否已存在，是不会查还是走过场",
            "was it there at the self-check, and could it be seen?",
        ),
    ),
    ClueKind.REFUSAL: (
        Text("拒不整改", "refusal to rectify"),
        Text("是拒不整改，还是确有客观困难", "refusal, or a real obstacle?"),
    ),
    ClueKind.LONG_OPEN: (
        Text("长期存在", "long open"),
        Text("长期未销号的原因和责任在谁", "why so long, and whose doing?"),
    ),
    ClueKind.UNTRAINED: (
        Text("未组织判定标准培训", "no training on criteria"),
        Text("是确未组织，还是组织了没有登记", "not held, or held and not recorded?"),
    ),
    ClueKind.SELF_FOUND: (Text("自查发现在先", "found by itself first"), _CONSIDER),
    ClueKind.IN_TIME: (Text("按期整改", "put right in time"), _CONSIDER),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record that a clue rests on."""

    id: str
    date: dt.date | None
    what: Text


@dataclass(frozen=True, slots=True)
class Clue:
    """Records put side by side, for a person to judge."""

    kind: ClueKind
    unit: str
    """The enterprise, or the body, by name."""
    finding: Text
    """What the records show."""
    evidence: tuple[Evidence, ...]
    enterprise: EnterpriseView | None = None
    hazard: HazardView | None = None
    """The hazard it is about; ``None`` where it is about the enterprise as a whole."""

    paragraph: str = "4"
    """The plan's paragraph."""

    @property
    def current(self) -> bool:
        """Whether it holds today: its hazard is still open, or it is about the enterprise."""
        return self.hazard is None or self.hazard.open

    @property
    def about(self) -> str:
        """Whom it is about: the enterprise's id, else the body's name."""
        return self.enterprise.id if self.enterprise else self.unit

    @property
    def urgency(self) -> tuple[object, ...]:
        """The order within an enterprise: the worst kind first."""
        return (_ORDER[self.kind], self.hazard.urgency if self.hazard else ())


_NOT_OWED: Final = Fulfilment.NOT_APPLICABLE
_ORDER: Final = {kind: place for place, kind in enumerate(ClueKind)}


def clues(day: Day) -> Iterator[Clue]:
    """Every clue that the records of a day give."""
    for find in FINDERS:
        yield from find(day)


# -- what speaks against it -----------------------------------------------------------------------


def _not_checked(day: Day) -> Iterator[Clue]:
    """The self-checks that a duty asks for are missing up to the last period that is over."""
    for one in day.duties:
        site = day.enterprise.get(one.subject)
        if one.duty.activity is not ActivityKind.SELF_CHECK or site is None or not site.active:
            continue
        missed = one.missed_in_a_row
        if missed and one.current is not None and one.current.state is not _NOT_OWED:
            yield _unchecked(site, one, missed)


def _unchecked(site: EnterpriseView, one: DutyStanding, missed: int) -> Clue:
    """The run of missed periods; a check that somebody else led is named, for it is no idleness."""
    periods = [each.period for each in one.periods if each.state is Fulfilment.MISSED][-missed:]
    others = [
        each
        for each in Performances.shared(site.day.ledger).by_enterprise.get(
            (ActivityKind.SELF_CHECK, site.id), ()
        )
        if any(each.date in period for period in periods)
    ]
    names = [str(period) for period in periods]
    led = one.duty.led_by is not None
    zh = f"{'、'.join(names)} 没有{'主要负责人带队' if led else ''}自查的记录"
    en = f"no self-check{' led by the principal' if led else ''} on record for {', '.join(names)}"
    if others:
        zh += f"；期间另有自查 {len(others)} 次，不是主要负责人带队"
        en += f"; {len(others)} by somebody else"
    duty = Evidence(
        one.task.id, periods[-1].last, Text("应查期止", "end of the last period missed")
    )
    what = Text("自查，非主要负责人带队", "self-check, led by somebody else")
    evidence = (duty, *(Evidence(each.id, each.date, what) for each in others))
    return Clue(ClueKind.NOT_CHECKED, site.record.name, Text(zh, en), evidence, site)


def _unfound(day: Day) -> Iterator[Clue]:
    """An inspection found a major hazard soon after a self-check that had found nothing."""
    empty = _by_enterprise(day, ActivityKind.SELF_CHECK, lambda one: one.found == ())
    within = day.policies.unfound_within_days
    for view in day.hazards:
        if view.record.source is not Source.INSPECTION or not _major(view):
            continue
        checks = empty.get(view.record.enterprise or "", ())
        found_on = view.record.found_on
        before = bisect_left(checks, found_on, key=lambda one: one.date)
        if before and (found_on - checks[before - 1].date).days <= within:
            yield _overlooked(day, view, checks[before - 1])


def _overlooked(day: Day, view: HazardView, check: Activity) -> Clue:
    found_on = view.record.found_on
    days = (found_on - check.date).days
    finding = Text(
        f"{check.date} 自查记为未发现隐患，{days} 天后（{found_on}）督导检查查出重大隐患",
        f"the self-check of {check.date} found nothing; {days} d later ({found_on}) an inspection"
        " found a major hazard",
    )
    evidence = (
        Evidence(check.id, check.date, Text("自查，未发现隐患", "self-check, nothing found")),
        Evidence(view.id, found_on, Text(view.record.title, view.record.title)),
    )
    site = day.enterprise.get(view.record.enterprise or "")
    return Clue(ClueKind.UNFOUND, view.where, finding, evidence, site, view)


def _refusal(day: Day) -> Iterator[Clue]:
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


def _long_open(day: Day) -> Iterator[Clue]:
    """A major hazard in stock for longer than the policy allows."""
    for view in day.hazards:
        if not view.open or view.level is not Level.MAJOR or view.registered_on is None:
            continue
        days = (day.date - view.registered_on).days
        if days > day.policies.long_open_days:
            words = Text(
                f"重大隐患登记 {days} 天仍未销号，现为{view.status}",
                f"major, {days} d since registration and not closed: {view.status}",
            )
            begun = Evidence(view.id, view.registered_on, Text("登记", "registered"))
            yield _about(day, ClueKind.LONG_OPEN, view, words, (begun,))


def _untrained(day: Day) -> Iterator[Clue]:
    """An enterprise at work for which no training on the criteria is on record."""
    trained = _by_enterprise(
        day, ActivityKind.TRAINING, lambda one: any(CRITERIA in topic for topic in one.topics)
    )
    words = Text(
        "没有重大事故隐患判定标准学习培训的记录",
        "no training on the criteria of major hazards is on record",
    )
    for site in day.enterprises:
        if site.active and site.id not in trained:
            joined = Evidence(site.id, site.record.joined_on, Text("企业", "enterprise"))
            yield Clue(ClueKind.UNTRAINED, site.record.name, words, (joined,), site)


# -- what speaks for it ---------------------------------------------------------------------------


def _self_found(day: Day) -> Iterator[Clue]:
    """Major hazards that it found itself, before any inspection had found them."""
    inspected: dict[str, dt.date] = {}
    for one in day.ledger.activities:
        if one.kind is ActivityKind.INSPECTION and one.date <= day.date:
            for id_ in one.found or ():
                inspected[id_] = min(one.date, inspected.get(id_, one.date))
    for site in day.enterprises:
        found = [
            view
            for view in site.hazards
            if view.record.source is Source.SELF
            and _major(view)
            and inspected.get(view.id, dt.date.max) > view.record.found_on
        ]
        if found:
            words = Text(
                f"自查发现重大隐患 {len(found)} 条，均在督导检查查出之前",
                f"found {len(found)} major hazards itself before any inspection did",
            )
            what = Text("自查发现", "found by itself")
            evidence = tuple(Evidence(one.id, one.record.found_on, what) for one in found)
            yield Clue(ClueKind.SELF_FOUND, site.record.name, words, evidence, site)


def _in_time(day: Day) -> Iterator[Clue]:
    """Major hazards that it put right within the deadline in force."""
    rectified: dict[str, list[HazardView]] = defaultdict(list)
    for view in day.hazards:
        if _major(view) and view.standing.passed is not None:
            rectified[view.record.liable or view.record.enterprise or ""].append(view)
    for site in day.enterprises:
        of = rectified.get(site.id, ())
        evidence = tuple(
            Evidence(one.id, passed.rectified_on, Text("按期完成整改", "rectified in time"))
            for one in of
            if (passed := one.standing.passed) is not None and passed.on_time
        )
        if evidence:
            words = Text(
                f"已整改的 {len(of)} 条重大隐患中 {len(evidence)} 条按期完成",
                f"{len(evidence)} of {len(of)} major hazards put right in time",
            )
            yield Clue(ClueKind.IN_TIME, site.record.name, words, evidence, site)


FINDERS: Final[tuple[Callable[[Day], Iterator[Clue]], ...]] = (
    _not_checked,
    _unfound,
    _refusal,
    _long_open,
    _untrained,
    _self_found,
    _in_time,
)
"""One function a kind, in the order of :class:`ClueKind`."""


def _about(
    day: Day, kind: ClueKind, view: HazardView, words: Text, evidence: tuple[Evidence, ...]
) -> Clue:
    """A clue from one hazard, for whoever must put it right."""
    site = day.enterprise.get(view.record.liable or view.record.enterprise or "")
    return Clue(kind, view.liable_name, words, evidence, site, view)


def _major(view: HazardView) -> bool:
    """A major hazard that was real: not recorded by mistake, not a report still to be verified."""
    return (
        view.level is Level.MAJOR
        and view.registered_on is not None
        and view.status is not Status.VOID
    )


def _by_enterprise(
    day: Day, kind: ActivityKind, wanted: Callable[[Activity], bool]
) -> Mapping[str, Sequence[Activity]]:
    """The activities of a kind by the end of the day, by enterprise, the oldest first."""
    found: dict[str, list[Activity]] = defaultdict(list)
    for one in sorted(day.ledger.activities, key=lambda one: one.date):
        if one.kind is kind and one.date <= day.date and wanted(one):
            for id_ in one.enterprises:
                found[id_].append(one)
    return found
