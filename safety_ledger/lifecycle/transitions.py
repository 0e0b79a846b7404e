"""The table of the life of a hazard, as data: what may be entered when, and what it leads to.

The fold reads it and the reference page of events is made from it, so the two cannot differ. The
keys each entry must and may have stand with the record, in ``model.hazard.ENTRY_KEYS``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from safety_ledger.lifecycle.refusal import Refusal
from safety_ledger.model.hazard import Entry
from safety_ledger.text import Text
from safety_ledger.vocabulary import OPEN_STATUSES, Event, Level, Result, Role, Status

_UNVERIFIED, _UNNOTIFIED, _RECTIFYING, _UNREVIEWED, _UNCLOSED = (
    Status.UNVERIFIED,
    Status.UNNOTIFIED,
    Status.RECTIFYING,
    Status.UNREVIEWED,
    Status.UNCLOSED,
)

LIVE: Final = OPEN_STATUSES | {_UNVERIFIED}
"""Not ended: in stock, or a report still to be verified."""

ENDED: Final = frozenset(Status) - LIVE
"""Closed, or ended without rectification."""

Moves = Mapping[Status, Status]
"""From the statuses in which an entry is allowed to the status it leads to."""


@dataclass(frozen=True, slots=True, eq=False)
class Signer:
    """Who must be among the signers of an entry. No roles: anybody."""

    words: Text
    roles: frozenset[Role] = frozenset()
    of_section: bool = False
    """Only those of the section that closes (``policies.closure_section``, plan §5)."""
    own_by_enterprise: bool = False
    """Signed by the enterprise itself where the hazard is its own (自查自改)."""

    @property
    def role(self) -> Role:
        """The role a reader is told about when nobody holds any of them."""
        return min(self.roles, key=tuple(Role).index)


ANYBODY: Final = Signer(Text("不限", "anybody"))
APPROVER: Final = Signer(Text("审核人", "an approver (审核人)"), frozenset({Role.APPROVER}))
REVIEWER: Final = Signer(
    Text("督导员或审核人", "an inspector (督导员) or approver (审核人)"),
    frozenset({Role.INSPECTOR, Role.APPROVER}),
    own_by_enterprise=True,
)
CLOSER: Final = Signer(
    Text("销号科室的审核人", "an approver (审核人) of the closing section"),
    frozenset({Role.APPROVER}),
    of_section=True,
    own_by_enterprise=True,
)


@dataclass(frozen=True, slots=True)
class Transition:
    """What an entry does: one row of the table."""

    event: Event
    moves: Moves
    signer: Signer = ANYBODY
    outcome: Result | Level | None = None
    """Which 复查 or 改判 the row is about; they differ in what they lead to."""
    withstands: frozenset[Refusal] = frozenset()
    """Objections it is reported for and still counts, because it never improves a standing."""
    worsens: Moves = field(default_factory=dict)
    """Statuses outside the table in which it is reported and still counts, for the same reason."""

    @property
    def allowed(self) -> frozenset[Status]:
        """The statuses in which it may be entered."""
        return frozenset(self.moves)


_UNSIGNED: Final = frozenset({Refusal.SIGNER, Refusal.OWN_SIGNER, Refusal.RECTIFIER_SIGNS})
_SUPERVISION: Final = (Event.LETTER, Event.CIRCULAR, Event.SUMMON)
_ORDERS: Final = (Event.LIST, Event.STOP_USE, Event.STOP_PRODUCTION, Event.SEAL)


def _all(sources: Iterable[Status], to: Status) -> Moves:
    return dict.fromkeys(sources, to)


def _stay(*groups: Iterable[Status]) -> Moves:
    return {status: status for group in groups for status in group}


TRANSITIONS: Final = (
    Transition(Event.VERIFY, {_UNVERIFIED: _UNNOTIFIED}),
    Transition(Event.DISMISS, {_UNVERIFIED: Status.UNTRUE}, APPROVER),
    Transition(Event.TRANSFER, _all(LIVE, Status.TRANSFERRED), APPROVER),
    # a notice moves a hazard only when the principal was not told yet; later ones inform others
    Transition(Event.NOTIFY, {**_stay(OPEN_STATUSES), _UNNOTIFIED: _RECTIFYING}),
    Transition(Event.RECTIFY, _all((_UNNOTIFIED, _RECTIFYING), _UNREVIEWED)),
    Transition(
        Event.REVIEW, _all((_RECTIFYING, _UNREVIEWED), _UNCLOSED), REVIEWER, outcome=Result.PASS
    ),
    Transition(
        Event.REVIEW,
        _all((_RECTIFYING, _UNREVIEWED), _RECTIFYING),
        REVIEWER,
        outcome=Result.FAIL,
        withstands=_UNSIGNED,
        # before the notice it cannot stand for the notice; after a pass it takes the pass back
        worsens={_UNNOTIFIED: _UNNOTIFIED, _UNCLOSED: _RECTIFYING},
    ),
    Transition(
        Event.CLOSE,
        {_UNCLOSED: Status.CLOSED},
        CLOSER,
        withstands=frozenset({Refusal.REVIEWER_CLOSES_GENERAL}),
    ),
    Transition(
        Event.REOPEN,
        {Status.CLOSED: _RECTIFYING},
        APPROVER,
        withstands=_UNSIGNED,
        worsens=_all((Status.TRANSFERRED, Status.GONE, Status.VOID), _RECTIFYING),
    ),
    # from 已销号 only as a duplicate of another hazard: see obstacles
    Transition(Event.VOID, _all((*LIVE, Status.CLOSED), Status.VOID), APPROVER),
    Transition(Event.GONE, _all(OPEN_STATUSES, Status.GONE), APPROVER),
    Transition(Event.REQUEST_EXTENSION, _stay(OPEN_STATUSES)),
    Transition(Event.REFUSE_EXTENSION, _stay(OPEN_STATUSES), APPROVER),
    Transition(Event.EXTEND, _stay((_UNNOTIFIED, _RECTIFYING)), APPROVER),
    Transition(
        Event.REJUDGE,
        _stay(OPEN_STATUSES),
        APPROVER,
        outcome=Level.MAJOR,
        withstands=_UNSIGNED,
    ),
    Transition(Event.REJUDGE, _stay(OPEN_STATUSES), APPROVER, outcome=Level.GENERAL),
    *(Transition(event, _stay(LIVE)) for event in _SUPERVISION),
    Transition(Event.EXPOSE, _stay(LIVE), APPROVER),
    *(Transition(event, _stay(LIVE), withstands=frozenset({Refusal.ISSUER})) for event in _ORDERS),
    Transition(Event.DELIST, _stay(LIVE, ENDED), APPROVER),
    Transition(Event.RESUME, _stay(LIVE, ENDED)),
    Transition(Event.PENALTY, _stay(LIVE, ENDED), withstands=frozenset({Refusal.ISSUER})),
    Transition(Event.PROGRESS, _stay(LIVE)),
)
"""Every event, in the order of the vocabulary where it tells a story."""

_REVIEWS: Final = {row.outcome: row for row in TRANSITIONS if row.event is Event.REVIEW}
_REJUDGEMENTS: Final = {row.outcome: row for row in TRANSITIONS if row.event is Event.REJUDGE}
_OTHERS: Final = {row.event: row for row in TRANSITIONS if row.outcome is None}


def transition_of(entry: Entry) -> Transition | None:
    """The row for an entry; none for a review without a result, or what else could not be read."""
    row = _OTHERS.get(entry.event)
    if row is not None:
        return row
    if entry.result is not None:
        return _REVIEWS.get(entry.result)
    return _REJUDGEMENTS.get(entry.level)
