"""The office's own delays: charged to the section, never to the enterprise (design: life of a hazard).

Each kind is one small function of a standing and a day. Late means that more calendar days have
passed than the policy gives; until then the step is merely owed. Where an enterprise works its own
small hazard the office owes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from safety_ledger.lifecycle import Standing
from safety_ledger.lifecycle.transitions import ENDED
from safety_ledger.lists.reviews import review_clock
from safety_ledger.model.policies import Effective
from safety_ledger.periods import days_after
from safety_ledger.text import Text
from safety_ledger.vocabulary import Level, Status


class DelayKind(StrEnum):
    """What the office owes; the values are keys in JSON."""

    VERIFY = "verify"
    NOTICE = "notice"
    CONTROLLER = "controller"
    REVIEW = "review"
    CLOSURE = "closure"
    REPLY = "reply"

    @property
    def label(self) -> Text:
        """The delay as a report names it."""
        return LABELS[self]


LABELS: Final = {
    DelayKind.VERIFY: Text("举报核实超期", "verification late"),
    DelayKind.NOTICE: Text("通知超期", "notice late"),
    DelayKind.CONTROLLER: Text("未通知实际控制人", "controller not told"),
    DelayKind.REVIEW: Text("复查超期", "review late"),
    DelayKind.CLOSURE: Text("销号超期", "closure late"),
    DelayKind.REPLY: Text("延期申请答复超期", "extension reply late"),
}


@dataclass(frozen=True, slots=True)
class Delay:
    """A step the office owes and is late with."""

    kind: DelayKind
    since: dt.date
    """The day its clock began."""
    days: int
    """Days beyond what the policy gives."""


Clock = Callable[[Standing, Effective, dt.date], tuple[dt.date, int] | None]
"""When a clock began and how many days it gives; ``None`` while it does not run."""


def _verify(now: Standing, policies: Effective, _: dt.date) -> tuple[dt.date, int] | None:
    if now.status is not Status.UNVERIFIED:
        return None
    return now.since, policies.verify_within_days


def _notice(now: Standing, policies: Effective, _: dt.date) -> tuple[dt.date, int] | None:
    if now.status is not Status.UNNOTIFIED:
        return None
    return now.since, policies.notice_within_days


def _controller(now: Standing, policies: Effective, _: dt.date) -> tuple[dt.date, int] | None:
    """A major hazard is told to the actual controller too (plan §6); until then it stays owed."""
    if not now.open or now.level is not Level.MAJOR or now.controller_told_on is not None:
        return None
    if now.notified_on is None:
        return None
    return now.notified_on, policies.notice_within_days


def _review(now: Standing, policies: Effective, day: dt.date) -> tuple[dt.date, int] | None:
    clock = review_clock(now)
    if clock is None or not clock.runs(day):
        return None
    return clock.start, policies.review_within_days


def _closure(now: Standing, policies: Effective, _: dt.date) -> tuple[dt.date, int] | None:
    if now.status is not Status.UNCLOSED:
        return None
    return now.since, policies.closure_within_days


def _reply(now: Standing, policies: Effective, _: dt.date) -> tuple[dt.date, int] | None:
    if not now.open or not now.requests:
        return None
    return now.requests[0], policies.extension_reply_within_days


CLOCKS: Final[dict[DelayKind, Clock]] = {
    DelayKind.VERIFY: _verify,
    DelayKind.NOTICE: _notice,
    DelayKind.CONTROLLER: _controller,
    DelayKind.REVIEW: _review,
    DelayKind.CLOSURE: _closure,
    DelayKind.REPLY: _reply,
}


@dataclass(frozen=True, slots=True)
class Running:
    """A clock of the office's that runs: late once ``due`` is past."""

    kind: DelayKind
    since: dt.date
    due: dt.date
    """The last day on which the step is still in time."""


def running(now: Standing, policies: Effective, day: dt.date) -> Iterator[Running]:
    """What the office owes for one hazard at the end of ``day``, late or not."""
    if now.own or now.status in ENDED:
        return
    for kind, clock in CLOCKS.items():
        if (runs := clock(now, policies, day)) is not None:
            since, days = runs
            yield Running(kind, since, days_after(since, days))


def delays(now: Standing, policies: Effective, day: dt.date) -> Iterator[Delay]:
    """What the office is late with for one hazard at the end of ``day``."""
    for one in running(now, policies, day):
        if (late := (day - one.due).days) > 0:
            yield Delay(one.kind, one.since, late)
