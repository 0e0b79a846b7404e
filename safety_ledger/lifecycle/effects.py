"""What an entry that counts makes of a standing. One that changes nothing leaves it as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from safety_ledger.lifecycle.signatures import Case, named_rectifier, rectifiers_of
from safety_ledger.lifecycle.standing import Claim, Passed, Standing, Taken
from safety_ledger.model.hazard import Entry, Hazard
from safety_ledger.vocabulary import (
    CONTROLLER,
    PRINCIPAL,
    Event,
    Level,
    Result,
    Source,
    Status,
    Step,
)

Effect = Callable[[Standing, Entry, int, Status, Case], Standing]
"""The standing before, the entry and its place in the history, the status it leads to."""

# members by name, since every hazard asks for them and an enumeration answers slowly (3.11: 75 ns)
_FAIL: Final = Result.FAIL
_GENERAL: Final = Level.GENERAL
_SELF: Final = Source.SELF
_REPORT: Final = Source.REPORT
_STEPS: Final = {Event(step): step for step in Step}


def found(hazard: Hazard) -> Standing:
    """How a hazard stands on the day it is found.

    A public report is no hazard before it is verified; what an enterprise finds by itself and is
    not major it works itself; everything else waits for the office's notice.
    """
    level, found_on = hazard.level, hazard.found_on
    own = is_own(hazard, level)
    reported = hazard.source is _REPORT
    status = _first_status(own=own, reported=reported)
    registered_on = None if reported else found_on
    # by position: a hazard is found ten thousand times a run, and names cost as much as the rest
    return Standing(
        found_on, -1, status, found_on, registered_on,
        level, hazard.criterion, own, hazard.deadline, found_on,
    )  # fmt: skip


def is_own(hazard: Hazard, level: Level | None) -> bool:
    """Whether the enterprise works it itself (自查自改). Without a level the stricter reading."""
    return hazard.source is _SELF and level is _GENERAL


def _first_status(*, own: bool, reported: bool) -> Status:
    if reported:
        return Status.UNVERIFIED
    return Status.RECTIFYING if own else Status.UNNOTIFIED


def _verified(now: Standing, entry: Entry, ordinal: int, to: Status, _: Case) -> Standing:
    """A report that proved true is a hazard from that day."""
    date = entry.date
    return now.then(date, ordinal, to, registered_on=date)


def _ended(now: Standing, entry: Entry, ordinal: int, to: Status, _: Case) -> Standing:
    """Over without rectification: nothing is awaited any more."""
    date = entry.date
    return now.then(date, ordinal, to, claim=None, requests=())


def _notified(now: Standing, entry: Entry, ordinal: int, to: Status, case: Case) -> Standing:
    """Who has been told, the first time each; an early notice moves the hazard on."""
    date = entry.date
    notified = now.notified_on
    if notified is None and PRINCIPAL in entry.to:
        notified = date
    controller = now.controller_told_on
    if controller is None and _reaches_controller(entry, case):
        controller = date
    if notified is now.notified_on and controller is now.controller_told_on and to is now.status:
        return now
    return now.then(
        date,
        ordinal,
        to,
        notified_on=notified,
        controller_told_on=controller,
    )


def _reaches_controller(entry: Entry, case: Case) -> bool:
    """One person may be both: then the principal's notice is the controller's (domain A4)."""
    if CONTROLLER in entry.to:
        return True
    if PRINCIPAL not in entry.to:
        return False
    told = case.office.enterprise_on(case.hazard.liable or case.hazard.enterprise, entry.date)
    return told is not None and told.controller is not None and told.controller == told.principal


def _claimed(now: Standing, entry: Entry, ordinal: int, to: Status, case: Case) -> Standing:
    """The deadline of that very day decides whether the enterprise was in time."""
    date = entry.date
    claim = Claim(date, now.deadline, entry.by or named_rectifier(case.hazard))
    return now.then(date, ordinal, to, claim=claim)


def _reviewed(now: Standing, entry: Entry, ordinal: int, to: Status, case: Case) -> Standing:
    if entry.result is _FAIL:
        return _failed(now, entry, ordinal, to)
    date, claim, deadline = entry.date, now.claim, now.deadline
    rectified_on = date
    if claim is not None:
        rectified_on, deadline = claim.date, claim.deadline
    on_time = None if deadline is None else rectified_on <= deadline
    rectifiers = rectifiers_of(now, case.hazard)
    return now.then(
        date,
        ordinal,
        to,
        claim=None,
        passed=Passed(date, entry.by, rectified_on, on_time, rectifiers, ordinal),
        reviewed_on=date,
        requests=(),
    )


def _failed(now: Standing, entry: Entry, ordinal: int, to: Status) -> Standing:
    """Same deadline, next round; an earlier pass is taken back."""
    date = entry.date
    return now.then(
        date,
        ordinal,
        to,
        round=now.round + 1,
        claim=None,
        passed=None,
        reviewed_on=date,
    )


def _closed(now: Standing, entry: Entry, ordinal: int, to: Status, _: Case) -> Standing:
    """Off the books; a request still unanswered is of no use to a cycle that a 重开 may begin."""
    date = entry.date
    return now.then(date, ordinal, to, closed_on=date, requests=())


def _reopened(now: Standing, entry: Entry, ordinal: int, to: Status, _: Case) -> Standing:
    """A new cycle with a deadline of its own."""
    date = entry.date
    return now.then(
        date,
        ordinal,
        to,
        deadline=entry.until or now.deadline,
        deadline_set_on=date,
        deadline_set_by=ordinal,
        round=1,
        passed=None,
        closed_on=None,
    )


def _extension_asked(now: Standing, entry: Entry, ordinal: int, to: Status, _: Case) -> Standing:
    """A request moves nothing; the office owes an answer, and the request was or was not in time."""
    date = entry.date
    return now.then(
        date, ordinal, to, asked_on=now.asked_on or date, requests=(*now.requests, date)
    )


def _extension_refused(now: Standing, entry: Entry, ordinal: int, to: Status, _: Case) -> Standing:
    if not now.requests:
        return now
    return now.then(entry.date, ordinal, to, requests=())


def _extended(now: Standing, entry: Entry, ordinal: int, to: Status, _: Case) -> Standing:
    """The only thing besides 重开 that moves a deadline."""
    if entry.until is None:
        return now
    date = entry.date
    return now.then(
        date,
        ordinal,
        to,
        deadline=entry.until,
        deadline_set_on=date,
        deadline_set_by=ordinal,
        requests=(),
    )


def _rejudged(now: Standing, entry: Entry, ordinal: int, to: Status, case: Case) -> Standing:
    level, criterion = entry.level, entry.criterion
    if level is now.level and criterion == now.criterion:
        return now
    return now.then(
        entry.date,
        ordinal,
        to,
        level=level,
        criterion=criterion,
        own=is_own(case.hazard, level),
    )


def _supervised(now: Standing, entry: Entry, ordinal: int, to: Status, _: Case) -> Standing:
    taken = Taken(entry.date, _STEPS[entry.event], ordinal)
    return now.then(entry.date, ordinal, to, steps=(*now.steps, taken))


def _listed(now: Standing, entry: Entry, ordinal: int, to: Status, _: Case) -> Standing:
    if now.listed_on is not None:
        return now
    return now.then(entry.date, ordinal, to, listed_on=entry.date)


def _delisted(now: Standing, entry: Entry, ordinal: int, to: Status, _: Case) -> Standing:
    if now.listed_on is None:
        return now
    return now.then(entry.date, ordinal, to, listed_on=None)


def _stopped(now: Standing, entry: Entry, ordinal: int, to: Status, _: Case) -> Standing:
    if now.stopped_on is not None:
        return now
    return now.then(entry.date, ordinal, to, stopped_on=entry.date)


def _resumed(now: Standing, entry: Entry, ordinal: int, to: Status, _: Case) -> Standing:
    if now.stopped_on is None:
        return now
    return now.then(entry.date, ordinal, to, stopped_on=None)


EFFECTS: Final[dict[Event, Effect]] = {
    Event.VERIFY: _verified,
    Event.DISMISS: _ended,
    Event.NOTIFY: _notified,
    Event.RECTIFY: _claimed,
    Event.REVIEW: _reviewed,
    Event.CLOSE: _closed,
    Event.REOPEN: _reopened,
    Event.VOID: _ended,
    Event.TRANSFER: _ended,
    Event.GONE: _ended,
    Event.REQUEST_EXTENSION: _extension_asked,
    Event.REFUSE_EXTENSION: _extension_refused,
    Event.EXTEND: _extended,
    Event.REJUDGE: _rejudged,
    **dict.fromkeys(_STEPS, _supervised),
    Event.LIST: _listed,
    Event.DELIST: _delisted,
    Event.STOP_PRODUCTION: _stopped,
    Event.RESUME: _resumed,
}
"""By event; the others (进展, 行政处罚 …) are on record and change no standing."""
