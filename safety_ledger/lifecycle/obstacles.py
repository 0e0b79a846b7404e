"""What stands in the way of an entry besides its signature: the status, and the state of affairs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from safety_ledger.lifecycle.refusal import Objection, Refusal
from safety_ledger.lifecycle.signatures import Office
from safety_ledger.lifecycle.standing import Standing
from safety_ledger.lifecycle.transitions import ENDED
from safety_ledger.model.hazard import ENTRY_KEYS, Entry
from safety_ledger.vocabulary import OPEN_STATUSES, PRINCIPAL, Event, Status

ISSUED: Final = tuple(
    Event(event) for event, keys in ENTRY_KEYS.items() if "issuer" in keys.required
)
"""What only an authority can decide: entries that must say who issued them."""

_ZONE: Final = re.compile(r"(开发区|园区)(管委会|管理委员会)?$")


def out_of_place(standing: Standing, entry: Entry) -> Objection:
    """Why the status does not allow the entry. A closure without a passed review says so."""
    params = {"event": entry.event, "status": standing.status, "since": standing.since}
    if standing.status in ENDED:
        return Objection(Refusal.AFTER_END, "event", params)
    if entry.event is Event.CLOSE and standing.status in OPEN_STATUSES:
        return Objection(Refusal.NOT_PASSED, "event", params)
    return Objection(Refusal.NOT_ALLOWED, "event", params)


def _notice(standing: Standing, entry: Entry, _: Office) -> Objection | None:
    """The first notice must reach the principal, who answers for the work (plan §6)."""
    if PRINCIPAL in entry.to or standing.status is not Status.UNNOTIFIED:
        return None
    return Objection(Refusal.NOT_TO_PRINCIPAL, "to", {"to": entry.to, "principal": PRINCIPAL})


def _closure(standing: Standing, entry: Entry, _: Office) -> Objection | None:
    """No closure while the hazard is listed, or work is stopped by order."""
    if standing.listed_on is not None:
        params = {"event": entry.event, "since": standing.listed_on}
        return Objection(Refusal.LISTED, "event", params)
    if standing.stopped_on is not None:
        params = {"event": entry.event, "since": standing.stopped_on}
        return Objection(Refusal.STOPPED, "event", params)
    return None


def _duplicate(standing: Standing, entry: Entry, _: Office) -> Objection | None:
    """A closed hazard can only be voided as the duplicate of another."""
    if standing.status is Status.CLOSED and entry.duplicate_of is None:
        return out_of_place(standing, entry)
    return None


def _extension(standing: Standing, entry: Entry, _: Office) -> Objection | None:
    """Later than the deadline in force, and asked for (or granted) while that still ran."""
    deadline = standing.deadline
    if entry.until is None or deadline is None:
        return None
    if entry.until <= deadline:
        return Objection(Refusal.NOT_LATER, "until", {"until": entry.until, "deadline": deadline})
    asked = standing.asked_on
    if entry.date <= deadline or (asked is not None and asked <= deadline):
        return None
    return Objection(Refusal.NOT_ASKED, "date", {"date": entry.date, "deadline": deadline})


def _order(_: Standing, entry: Entry, office: Office) -> Objection | None:
    """A zone is no authority that may stop work, punish or list (Work Safety Law, article 9)."""
    if entry.issuer is not None and not _is_zone(entry.issuer, office):
        return None
    params = {"event": entry.event, "issuer": entry.issuer or ""}
    return Objection(Refusal.ISSUER, "issuer", params)


def _is_zone(issuer: str, office: Office) -> bool:
    file = office.ledger.file
    return (
        (file.authority is not None and file.authority in issuer)
        or issuer in file.sections
        or _ZONE.search(issuer) is not None
    )


Obstacle = Callable[[Standing, Entry, Office], Objection | None]

OBSTACLES: Final[dict[Event, Obstacle]] = {
    Event.NOTIFY: _notice,
    Event.CLOSE: _closure,
    Event.VOID: _duplicate,
    Event.EXTEND: _extension,
    **dict.fromkeys(ISSUED, _order),
}
"""What must be looked at, by event, when the status allows it."""
