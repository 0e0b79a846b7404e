"""One thing that somebody owes: what it is, who must act, since when, and how it is recorded."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from safety_ledger.model.declaration import Origin
from safety_ledger.text import Text


class OwedKind(StrEnum):
    """Kinds of things owed; the values are keys in JSON."""

    HAZARD = "hazard"
    VERIFY = "verify"
    NOTICE = "notice"
    CONTROLLER = "controller"
    REVIEW = "review"
    CLOSURE = "closure"
    REPLY = "reply"
    ESCALATION = "escalation"
    LISTING = "listing"
    SLOW = "slow"
    MILESTONE = "milestone"
    DUTY = "duty"
    COVERAGE = "coverage"
    CERTIFICATE = "certificate"
    GRADE = "grade"
    RISK_REVIEW = "risk_review"
    ASSESSMENT = "assessment"

    @property
    def label(self) -> Text:
        """The kind as a report names it."""
        return _LABELS[self]


_LABELS: Final = {
    OwedKind.HAZARD: Text("隐患整改", "hazard"),
    OwedKind.VERIFY: Text("举报核实", "verification"),
    OwedKind.NOTICE: Text("通知企业", "notice"),
    OwedKind.CONTROLLER: Text("通知实际控制人", "notice to the controller"),
    OwedKind.REVIEW: Text("复查", "review"),
    OwedKind.CLOSURE: Text("销号", "closure"),
    OwedKind.REPLY: Text("答复延期申请", "reply to a request"),
    OwedKind.ESCALATION: Text("督办措施", "step of supervision"),
    OwedKind.LISTING: Text("提请挂牌督办", "ask for listing"),
    OwedKind.SLOW: Text("进展缓慢", "slow progress"),
    OwedKind.MILESTONE: Text("任务节点", "milestone"),
    OwedKind.DUTY: Text("周期任务", "duty"),
    OwedKind.COVERAGE: Text("覆盖目标", "coverage"),
    OwedKind.CERTIFICATE: Text("证书", "certificate"),
    OwedKind.GRADE: Text("标准化定级", "standardisation grade"),
    OwedKind.RISK_REVIEW: Text("风险点复评", "review of a risk point"),
    OwedKind.ASSESSMENT: Text("企业风险评估", "risk assessment"),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who must act, and who answers for it in the office."""

    name: str
    """Who must act: a person or a unit by name; a section for what the office owes."""
    section: str | None = None
    person: str | None = None
    """The person of the section."""
    enterprise: str | None = None
    """The enterprise concerned, by id."""
    site: str | None = None
    """Where it is, by id: another enterprise when a contractor or a tenant is liable (plan §18)."""
    unit: str | None = None
    """The enterprise or body concerned, by name."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing owed at the end of a day."""

    kind: OwedKind
    record: str
    """The id of the record it stands in."""
    what: Text
    actor: Actor
    due: dt.date | None
    """The last day on which it is in time; ``None`` where none is on record."""
    days: int | None
    """Days beyond ``due``; zero or less while it is in time; ``None`` without ``due``."""
    paragraph: str | None
    """The plan's paragraph."""
    major: bool = False
    """Whether it is about a major hazard."""
    now: bool = False
    """Owed at once whatever the days say: a step that is due, a thing never done."""
    command: tuple[str, ...] = ()
    """The words after ``safety-ledger`` that record it as done."""
    origin: Origin | None = None
    """Where it is written down when no command records it."""

    @property
    def late(self) -> bool:
        """Whether it should have been done by now."""
        return self.now or (self.days is not None and self.days > 0)

    def within(self, days: int) -> bool:
        """Whether it is late, or due in so many days."""
        return self.late or (self.days is not None and -self.days <= days)

    @property
    def order(self) -> tuple[object, ...]:
        """The worst first: overdue major hazards, what is late the longest, what is due soonest."""
        days = self.days if self.days is not None else 0
        grave = self.late and self.major and self.kind is OwedKind.HAZARD
        who = self.actor.enterprise or ""
        return (not grave, not self.late, -days, not self.major, _RANK[self.kind], self.record, who)


_RANK: Final = {kind: rank for rank, kind in enumerate(OwedKind)}
