"""Which step of supervision a hazard calls for (plan §5): proposed with the reason, never recorded.

The plan names 函告、通报、约谈、曝光 and no days; the ladder is the office's own, in
``policies.escalation``. Level-triggered: the same records give the same proposal every day until
somebody takes the step. Days that wait for the office are never held against the enterprise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from safety_ledger.lifecycle import Standing, Timeline
from safety_ledger.model.ledger_file import Rung
from safety_ledger.model.policies import Effective
from safety_ledger.text import Text
from safety_ledger.vocabulary import Event, Level, Status, Step

_RANK: Final = {step: rank for rank, step in enumerate(Step)}
_WORDS: Final = {
    Step.LETTER: Text("函告", "letter (函告)"),
    Step.CIRCULAR: Text("通报", "circular (通报)"),
    Step.SUMMON: Text("约谈", "summons (约谈)"),
    Step.EXPOSE: Text("曝光", "exposure (曝光)"),
}


class Ground(StrEnum):
    """Why the office should act; the values are keys in JSON."""

    LADDER = "ladder"
    """The days overdue reach a rung of the ladder."""
    LISTING = "listing"
    """A major hazard is overdue: ask for 挂牌督办."""
    SLOW = "slow"
    """进展缓慢: a major hazard without an entry for ``slow_after_days``."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the office should do about a hazard, for a person to decide."""

    ground: Ground
    days: int
    """Days overdue that count; for a slow one, days without an entry."""
    reason: Text
    step: Step | None = None
    """The rung of the ladder that is due."""
    after: int = 0
    """From how many days on."""

    @property
    def event(self) -> Event | None:
        """The entry that would record it; none for slow progress, which only asks for attention."""
        if self.step is not None:
            return Event(self.step)
        return Event.LIST if self.ground is Ground.LISTING else None

    @property
    def label(self) -> Text:
        """The measure as a list names it."""
        if self.step is not None:
            return _WORDS[self.step]
        if self.ground is Ground.LISTING:
            return Text("提请挂牌督办", "ask for listing (挂牌督办)")
        return Text("进展缓慢，督促", "slow: press on")


def proposals(timeline: Timeline, policies: Effective, day: dt.date) -> tuple[Proposal, ...]:
    """What a hazard calls for at the end of a day: a step of the ladder, listing, a push.

    Nothing while the notice is still owed (待通知): nobody is pressed who was not told.
    """
    now = timeline.on(day)
    if now is None or now.status not in _PRESSED:
        return ()
    return tuple(_proposals(timeline, now, policies, day))


_PRESSED: Final = frozenset({Status.RECTIFYING, Status.UNREVIEWED})


def _proposals(
    timeline: Timeline, now: Standing, policies: Effective, day: dt.date
) -> Iterator[Proposal]:
    if now.days_overdue(day):
        late = days_held_against(timeline, day)
        step = _step(now, policies.escalation, late)
        if step is not None:
            yield step
        if now.level is Level.MAJOR and now.listed_on is None:
            yield _listing(now.days_overdue(day))
    if now.level is Level.MAJOR and now.status is Status.RECTIFYING:
        last = last_entry(timeline, day)
        if (days := (day - last).days) >= policies.slow_after_days:
            yield _slow(last, days)


def days_held_against(timeline: Timeline, day: dt.date) -> int:
    """Days beyond the deadline in force on a day, without those spent in 待复查.

    From the claim to its review, or to the day asked about, the enterprise waits for the office.
    So a late claim keeps the days it had on the day of the claim.
    """
    now = timeline.on(day)
    if now is None or now.deadline is None or day <= now.deadline:
        return 0
    waited = sum(
        (min(until, day) - max(since, now.deadline)).days
        for since, until in _waits(timeline.until(day), day)
        if until > now.deadline
    )
    return (day - now.deadline).days - waited


def _waits(standings: Sequence[Standing], day: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    """From when to when it waited for a review."""
    for one, after in pairwise(standings):
        if one.status is Status.UNREVIEWED:
            yield one.date, after.date
    if standings[-1].status is Status.UNREVIEWED:
        yield standings[-1].date, day


def _step(now: Standing, ladder: Sequence[Rung], late: int) -> Proposal | None:
    """The highest rung reached, unless it or a higher one was taken under this deadline."""
    reached = [one for one in ladder if one.level is now.level and one.after <= late]
    if not reached:
        return None
    rung = max(reached, key=lambda one: (_RANK[one.step], -one.after))
    since = (now.deadline_set_on, now.deadline_set_by)
    taken = [one.step for one in now.steps if (one.date, one.ordinal) > since]
    if any(_RANK[step] >= _RANK[rung.step] for step in taken):
        return None
    done = max(taken, key=_RANK.__getitem__, default=None)
    zh = f"逾期 {late} 天，满 {rung.after} 天应{rung.step}" + (f"，已{done}" if done else "")
    en = f"{late} d overdue; {_WORDS[rung.step].en} is due from day {rung.after}"
    en += f"; taken so far: {_WORDS[done].en}" if done else ""
    return Proposal(Ground.LADDER, late, Text(zh, en), rung.step, rung.after)


def _listing(late: int) -> Proposal:
    reason = Text(
        f"重大隐患逾期 {late} 天，尚未挂牌督办", f"major, {late} d overdue and not listed"
    )
    return Proposal(Ground.LISTING, late, reason)


def _slow(last: dt.date, days: int) -> Proposal:
    reason = Text(
        f"重大隐患自 {last} 起 {days} 天没有任何记载", f"major, no entry for {days} d since {last}"
    )
    return Proposal(Ground.SLOW, days, reason)


def last_entry(timeline: Timeline, day: dt.date) -> dt.date:
    """The day of the last entry that counts, by the end of a day; of the finding without one."""
    dates = (entry.date for entry in timeline.counting(day))
    return max(dates, default=timeline.hazard.found_on)
