"""A whole ledger in memory: every record, ways to find one, and where each stands in the files.

Built once by a reader and never changed. Knows no files and no clock; what has to be asked of the
files (the place of a field) goes through :class:`Locator`, which the reader brings along.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, NamedTuple, Protocol

from safety_ledger.diagnostics import Finding, Place, Severity
from safety_ledger.model import (
    Activity,
    Enterprise,
    Hazard,
    LedgerFile,
    Person,
    RiskPoint,
    TaskList,
)
from safety_ledger.model.declaration import Origin, make
from safety_ledger.model.ledger_file import Policies, Span
from safety_ledger.model.task import Task
from safety_ledger.vocabulary import Role

KeyPath = tuple[str | int, ...]
"""A field of a record by keys and ordinals, as in ``("history", 2, "by")``."""


class Locator(Protocol):
    """Knows where in the files a field of a record stands."""

    def place(self, origin: Origin, path: KeyPath) -> Place:
        """The place of the value at ``path``; of the nearest enclosing value when it is absent."""
        ...

    def line(self, place: Place) -> str:
        """The text of the line a place is on, without its line end."""
        ...


class Nowhere:
    """The locator of a ledger that was not read from files."""

    def place(self, origin: Origin, path: KeyPath) -> Place:  # noqa: ARG002 - part of the protocol
        """The first line of the record's file."""
        return Place(origin.path)

    def line(self, place: Place) -> str:  # noqa: ARG002 - part of the protocol
        """No text is known."""
        return ""


class Unread(NamedTuple):
    """A record that could not be read: its kind and, where that much was legible, its id."""

    kind: str
    id: str
    origin: Origin


class UnreadText(NamedTuple):
    """A stretch of a file that could not be parsed at all, and the kind of records it held."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """The commit a ledger was read at: the second clock, what was known when (``--known-at``)."""

    asked: str
    """What was asked for: a revision, or a day."""
    commit: str
    committed: dt.datetime
    """By the committer's clock, in the ledger's time zone."""
    subject: str

    @property
    def short(self) -> str:
        """The commit as people write it."""
        return self.commit[:10]


GROUPS: Final[Mapping[str, str]] = {
    "person": "people",
    "enterprise": "enterprises",
    "hazard": "hazards",
    "task": "task_lists",
    "activity": "activities",
    "risk": "risks",
}
"""What a ledger calls the records of each kind; ``ledger.yaml`` is one by itself."""


@dataclass(frozen=True)
class Ledger:
    """All records of a ledger in file order (files sorted by path), and what was wrong with it."""

    file: LedgerFile
    people: tuple[Person, ...] = ()
    enterprises: tuple[Enterprise, ...] = ()
    hazards: tuple[Hazard, ...] = ()
    task_lists: tuple[TaskList, ...] = ()
    activities: tuple[Activity, ...] = ()
    risks: tuple[RiskPoint, ...] = ()
    findings: tuple[Finding, ...] = ()
    unread: tuple[Unread, ...] = ()
    """Records left out because they could not be read; their ids stay taken."""
    unread_text: tuple[UnreadText, ...] = ()
    evidence: frozenset[str] = frozenset()
    """The files below ``evidence/``, relative to the ledger."""
    unsound: frozenset[Origin] = frozenset()
    """Readable records the reader found fault with: shown in reports, left out of rules."""
    known: Known | None = field(default=None, compare=False)
    """The commit it was read at; none when it was read from its folder."""
    locator: Locator = field(default_factory=Nowhere, compare=False, repr=False)
    derived: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)
    """What others work out from the records and keep beside them (the folded timelines), each
    under a key of its own; shared by copies that differ in their findings only."""

    @property
    def errors(self) -> int:
        """How many errors were found in it."""
        return sum(one.severity is Severity.ERROR for one in self.findings)

    @property
    def left_out(self) -> int:
        """How many records and passages could not be read, and so stand in no report."""
        return len(self.unread) + len(self.unread_text)

    def may_hold(self, kind: str, name: str) -> bool:
        """Whether a record of that kind and id (or name) may stand in what could not be read."""
        return any(one.kind == kind and one.id == name for one in self.unread) or any(
            one.kind == kind and name in one.text for one in self.unread_text
        )

    def records(self, kind: str) -> tuple[Any, ...]:
        """The records of a kind (a name of :data:`safety_ledger.model.KIND`)."""
        found: tuple[Any, ...] = (self.file,) if kind == "ledger" else getattr(self, GROUPS[kind])
        return found

    @property
    def tasks(self) -> Iterator[Task]:
        """Every task of every list."""
        return (task for one in self.task_lists for task in one.tasks)

    @cached_property
    def person(self) -> Mapping[str, Person]:
        """People by name."""
        return {person.name: person for person in self.people}

    @cached_property
    def enterprise(self) -> Mapping[str, Enterprise]:
        """Enterprises by id."""
        return {enterprise.id: enterprise for enterprise in self.enterprises}

    def called(self, word: str) -> list[Enterprise]:
        """The enterprises that a word names: the one of that id, else all that have, had or will
        have that name.
        """
        if (one := self.enterprise.get(word)) is not None:
            return [one]
        return [one for one in self.enterprises if word in one.names]

    @cached_property
    def hazard(self) -> Mapping[str, Hazard]:
        """Hazards by id."""
        return {hazard.id: hazard for hazard in self.hazards}

    @cached_property
    def policies(self) -> Policies:
        """The policies as written; :mod:`safety_ledger.model.policies` knows the defaults."""
        return self.file.policies or make(Policies)

    @property
    def period(self) -> Span:
        """The dates between which every date of the ledger must lie."""
        return self.file.span

    def high_risk(self, enterprise: Enterprise, day: dt.date) -> bool:
        """Whether it is high-risk that day: by its own word, else by its industry (§4, §19)."""
        then = enterprise.on(day)
        if then.high_risk is not None:
            return then.high_risk
        return then.industry in self._high_risk_industries

    @cached_property
    def _high_risk_industries(self) -> frozenset[str]:
        return frozenset(
            item.name
            for item in self.file.industries
            if not isinstance(item, str) and item.high_risk
        )

    def held(self, role: Role) -> bool:
        """Whether ``people/`` names anybody with that role, on any day."""
        return role in self._held

    @cached_property
    def _held(self) -> frozenset[Role]:
        return frozenset(role for person in self.people for role in person.roles_ever)

    def roles_on(self, name: str, day: dt.date) -> frozenset[Role]:
        """The roles that the person of that name holds on a day; none for a stranger."""
        person = self.person.get(name)
        return person.roles_on(day) if person else frozenset()
