"""Whether an entry is signed by who must sign it, with the roles of that day.

Supervision is worth its signatures: the plan has the safety section gate every closure (§5), and
nobody passes his own work.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final, NamedTuple

from safety_ledger.ledger import Ledger
from safety_ledger.lifecycle.refusal import Objection, Refusal
from safety_ledger.lifecycle.standing import Standing
from safety_ledger.lifecycle.transitions import CLOSER, REVIEWER, Signer, Transition
from safety_ledger.model.enterprise import Enterprise
from safety_ledger.model.hazard import Entry, Hazard
from safety_ledger.model.person import Person
from safety_ledger.model.policies import effective
from safety_ledger.text import Text
from safety_ledger.vocabulary import Event, Level, Role

NOBODY: Final[tuple[str, ...]] = ()
_EVERY_ROLE: Final = frozenset(Role)
_REMARK: Final = Refusal.REVIEWER_CLOSES_GENERAL
_BY_LEVEL: Final[dict[Level | None, Refusal]] = {Level.MAJOR: Refusal.REVIEWER_CLOSES}
"""What it is that a reviewer closes: graver for a major hazard."""


class Office:
    """The people, enterprises and policies of one ledger, as signatures are judged by them."""

    def __init__(self, ledger: Ledger) -> None:
        policies = effective(ledger.policies)
        self.ledger = ledger
        self.held = frozenset(role for role in Role if ledger.held(role))
        self.closing = policies.closure_section
        self.no_remark = Refusal.REVIEWER_CLOSES_GENERAL in policies.strict
        """Whether the office refuses what is otherwise a remark (``policies.strict``)."""
        self._unread = frozenset(one.id for one in ledger.unread if one.kind == "person")
        self._unread_text = [one.text for one in ledger.unread_text if one.kind == "person"]
        legible = not self._unread and not self._unread_text
        self.blind = legible and not self.held.issuperset(REVIEWER.roles | CLOSER.roles)
        """Whether there is a role to sign with that nobody in people/ was ever given."""
        self._always: dict[Signer, frozenset[str]] = {}

    def always(self, signer: Signer) -> frozenset[str]:
        """Who may sign on any day: those whose roles never changed, which are most."""
        names = self._always.get(signer)
        if names is None:
            unchanging = filter(_keeps_roles, self.ledger.person.values())
            day = dt.date.min  # any day will do
            names = frozenset(one.name for one in unchanging if self.signs(one.name, day, signer))
            self._always[signer] = names
        return names

    def signs(self, name: str, day: dt.date, signer: Signer) -> bool:
        """Whether the person of that name may sign on that day."""
        if signer.roles.isdisjoint(self._roles_on(name, day)):
            return False
        return not signer.of_section or self._closes(name)

    def _roles_on(self, name: str, day: dt.date) -> frozenset[Role]:
        """The roles of that day; every role for a person whose record could not be read.

        That mistake has its own finding and is no reason to refuse the signature besides.
        """
        if name in self._unread or any(name in text for text in self._unread_text):
            return _EVERY_ROLE
        return self.ledger.roles_on(name, day)

    def _closes(self, name: str) -> bool:
        person = self.ledger.person.get(name)
        return person is None or person.section == self.closing

    def can_check(self, signer: Signer) -> bool:
        """Whether anybody, on any day, holds one of the roles that may sign."""
        return not self.held.isdisjoint(signer.roles)

    def words(self, signer: Signer) -> Text:
        """Who must sign, by name of the section where one is asked for."""
        if not signer.of_section:
            return signer.words
        return Text(f"{self.closing}的审核人", f"an approver (审核人) of {self.closing}")

    def enterprise_on(self, enterprise: str | None, day: dt.date) -> Enterprise | None:
        """The enterprise of that id as it was on the day."""
        found = self.ledger.enterprise.get(enterprise) if enterprise is not None else None
        return found.on(day) if found is not None else None

    def own_signers(self, hazard: Hazard, day: dt.date) -> tuple[str, ...]:
        """Who signs for an enterprise that works its own hazard: principal and safety manager."""
        enterprise = self.enterprise_on(hazard.enterprise, day)
        if enterprise is None:
            return NOBODY
        return tuple(name for name in (enterprise.principal, enterprise.safety_manager) if name)


def _keeps_roles(person: Person) -> bool:
    return all(isinstance(role, Role) for role in person.roles)


class Case(NamedTuple):
    """A hazard and the office it is judged by."""

    hazard: Hazard
    office: Office


def rectifiers_of(standing: Standing, hazard: Hazard) -> tuple[str, ...]:
    """Who did the work that a review now looks at: the claim's names, else the record's."""
    if standing.claim is not None:
        return standing.claim.by
    return named_rectifier(hazard)


def named_rectifier(hazard: Hazard) -> tuple[str, ...]:
    """The rectifier that the record names."""
    responsible = hazard.responsible
    return (responsible.rectifier,) if responsible and responsible.rectifier else NOBODY


def objection(standing: Standing, entry: Entry, row: Transition, case: Case) -> Objection | None:
    """What is wrong with the signature of an entry; separation of duties is the graver reproach."""
    separation = _SEPARATION.get(row.event)
    mixed = separation(standing, entry, case.hazard) if separation is not None else None
    if mixed is not None and mixed.refusal is not _REMARK:
        return mixed
    return _signature(standing, entry, row.signer, case) or mixed


def is_checked(signer: Signer, standing: Standing, office: Office) -> bool:
    """Whether the role was looked at; an enterprise's own signers are no roles of people/."""
    if not signer.roles or (signer.own_by_enterprise and standing.own):
        return True
    return office.can_check(signer)


def _signature(standing: Standing, entry: Entry, signer: Signer, case: Case) -> Objection | None:
    office = case.office
    if signer.own_by_enterprise and standing.own:
        return _own_signature(entry, case)
    if not office.always(signer).isdisjoint(entry.by):
        return None
    if not signer.roles or (entry.by and not office.can_check(signer)):
        return None
    for name in entry.by:
        if office.signs(name, entry.date, signer):
            return None
    params = {"event": entry.event, "names": entry.by, "signer": office.words(signer)}
    return Objection(Refusal.SIGNER, "by", params)


def _own_signature(entry: Entry, case: Case) -> Objection | None:
    """自查自改: the enterprise signs; with neither on record there is nothing to compare with."""
    signers = case.office.own_signers(case.hazard, entry.date)
    if (entry.by and not signers) or not set(signers).isdisjoint(entry.by):
        return None
    params = {"event": entry.event, "names": entry.by, "signers": signers}
    return Objection(Refusal.OWN_SIGNER, "by", params)


def _reviewer(standing: Standing, entry: Entry, hazard: Hazard) -> Objection | None:
    """Nobody passes his own work (domain X1)."""
    return _not_by(rectifiers_of(standing, hazard), entry, Refusal.RECTIFIER_SIGNS)


def _closer(standing: Standing, entry: Entry, _: Hazard) -> Objection | None:
    """A closure is a second look: not by the reviewer, nor in the enterprise by who rectified."""
    passed = standing.passed
    if passed is None:
        return None
    if standing.own:
        mixed = _not_by(passed.rectifiers, entry, Refusal.RECTIFIER_SIGNS)
        if mixed is not None:
            return mixed
    return _not_by(passed.by, entry, _BY_LEVEL.get(standing.level, _REMARK))


def _not_by(others: tuple[str, ...], entry: Entry, refusal: Refusal) -> Objection | None:
    for name in others:
        if name in entry.by:
            same = tuple(name for name in others if name in entry.by)
            return Objection(refusal, "by", {"event": entry.event, "names": same})
    return None


_SEPARATION: Final[dict[Event, Callable[[Standing, Entry, Hazard], Objection | None]]] = {
    Event.REVIEW: _reviewer,
    Event.CLOSE: _closer,
}
"""Rectifier, reviewer and closer are different people."""
