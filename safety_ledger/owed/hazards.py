"""What is owed for hazards: rectification, the office's own steps, measures of supervision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from safety_ledger.lists import Day, DelayKind, HazardView
from safety_ledger.lists.next_step import Party
from safety_ledger.obligations.escalation import Ground, Proposal
from safety_ledger.owed import commands
from safety_ledger.owed.item import Actor, Owed, OwedKind
from safety_ledger.text import Text
from safety_ledger.vocabulary import Event, Level, Status

_PARAGRAPH: Final = {
    DelayKind.VERIFY: "10",
    DelayKind.NOTICE: "6",
    DelayKind.CONTROLLER: "6",
    DelayKind.REVIEW: "5",
    DelayKind.CLOSURE: "5",
    DelayKind.REPLY: "5",
}
_BEING_RECTIFIED: Final = frozenset({Status.UNNOTIFIED, Status.RECTIFYING})
_KIND: Final = {
    Ground.LADDER: OwedKind.ESCALATION,
    Ground.LISTING: OwedKind.LISTING,
    Ground.SLOW: OwedKind.SLOW,
}


def rectifications(day: Day) -> Iterator[Owed]:
    """Hazards to be put right by a day (plan §5): by the enterprise, or stuck in the office.

    One that waits for its review after a late claim stays overdue by as much; who claimed in time
    owes nothing. One for which nobody set a deadline is owed at once: it must not hide.
    """
    for view in day.open:
        if not view.days_overdue and view.status not in _BEING_RECTIFIED:
            continue
        step = view.next_step
        yield Owed(
            OwedKind.HAZARD,
            view.id,
            Text(view.record.title, view.record.title),
            _actor(view, enterprise=step is not None and step.party is Party.ENTERPRISE),
            view.deadline,
            _days(view),
            "5",
            major=view.level is Level.MAJOR,
            now=view.deadline is None,
            command=commands.step(view, step.event) if step is not None else (),
        )


def _days(view: HazardView) -> int | None:
    if view.deadline is None:
        return None
    return view.days_overdue or -(view.days_left or 0)


def office_steps(day: Day) -> Iterator[Owed]:
    """What the office owes (plan §5, §6, §10): verification, notice, review, closure, replies."""
    for view in day.hazards:
        for one in view.running:
            event, known = commands.OF_DELAY[one.kind]
            yield Owed(
                OwedKind(one.kind.value),
                view.id,
                Text(view.record.title, view.record.title),
                _actor(view, enterprise=False),
                one.due,
                (day.date - one.due).days,
                _PARAGRAPH[one.kind],
                major=view.level is Level.MAJOR,
                command=commands.step(view, _closing(view, event), known),
            )


def _closing(view: HazardView, event: Event) -> Event:
    """A listed or stopped hazard cannot be closed: first the listing or the stop must end."""
    step = view.next_step
    return step.event if event is Event.CLOSE and step is not None else event


def supervision(day: Day) -> Iterator[Owed]:
    """Measures of supervision that are due (plan §5): proposed, for a person to decide."""
    for view in day.escalations:
        for one in view.proposals:
            late = max(one.days - _after(one, day), 0)
            yield Owed(
                _KIND[one.ground],
                view.id,
                Text(f"{one.label.zh}：{one.reason.zh}", f"{one.label.en}: {one.reason.en}"),
                _actor(view, enterprise=False),
                day.date - dt.timedelta(days=late),
                late,
                "5",
                major=view.level is Level.MAJOR,
                now=True,
                command=commands.step(view, one.event or Event.PROGRESS),
            )


def _after(one: Proposal, day: Day) -> int:
    """After how many days it became due."""
    return day.policies.slow_after_days if one.ground is Ground.SLOW else one.after


def _actor(view: HazardView, *, enterprise: bool) -> Actor:
    """Who acts: the enterprise that must put it right, or the section's person, else the section."""
    office = view.person or view.section or ""
    if view.status is Status.UNCLOSED and not view.standing.own:
        office = view.owed_by
    return Actor(
        name=view.liable_name if enterprise else office,
        section=view.section,
        person=view.person,
        enterprise=view.record.liable or view.record.enterprise,
        site=view.record.enterprise,
        unit=view.liable_name,
    )
