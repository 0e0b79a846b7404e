"""What comes next for a hazard, and who owes it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from safety_ledger.lifecycle import Standing
from safety_ledger.text import Text
from safety_ledger.vocabulary import Event, Status


class Party(StrEnum):
    """Who must act."""

    ENTERPRISE = "enterprise"
    SECTION = "section"
    CLOSER = "closer"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The entry that would take a hazard on, and the party that owes it."""

    event: Event
    party: Party

    @property
    def label(self) -> Text:
        """The step as a report names it."""
        return _LABELS[self.event]


_LABELS: Final = {
    Event.VERIFY: Text("核实举报", "verify the report"),
    Event.NOTIFY: Text("通知主要负责人", "notify the principal"),
    Event.RECTIFY: Text("完成整改", "rectify"),
    Event.REVIEW: Text("复查", "review"),
    Event.CLOSE: Text("销号", "close"),
    Event.DELIST: Text("报请摘牌", "have it delisted"),
    Event.RESUME: Text("报请恢复生产", "have production resumed"),
}


def next_step(now: Standing) -> NextStep | None:
    """The next step from a standing; ``None`` when nothing is left to do."""
    match now.status:
        case Status.UNVERIFIED:
            return NextStep(Event.VERIFY, Party.SECTION)
        case Status.UNNOTIFIED:
            return NextStep(Event.NOTIFY, Party.SECTION)
        case Status.RECTIFYING:
            return NextStep(Event.RECTIFY, Party.ENTERPRISE)
        case Status.UNREVIEWED:
            return NextStep(Event.REVIEW, Party.ENTERPRISE if now.own else Party.SECTION)
        case Status.UNCLOSED:
            return _towards_closure(now)
        case _:
            return None


def _towards_closure(now: Standing) -> NextStep:
    if now.listed_on is not None:
        return NextStep(Event.DELIST, Party.SECTION)
    if now.stopped_on is not None:
        return NextStep(Event.RESUME, Party.SECTION)
    return NextStep(Event.CLOSE, Party.ENTERPRISE if now.own else Party.CLOSER)
