"""Rules applied to a ledger: each to the sound records of its class, what it finds put in place."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any, Final, Protocol

from safety_ledger.diagnostics import Code, Finding, Place, Related, finding
from safety_ledger.ledger import KeyPath, Ledger
from safety_ledger.model import KINDS
from safety_ledger.model.declaration import Origin
from safety_ledger.rules.catalogue import ERROR, Found, Picks, Rule
from safety_ledger.rules.fields import Whole


class HasOrigin(Protocol):
    """Any record: all that is asked of it is where it was read from."""

    @property
    def origin(self) -> Origin | None:
        """The file and the ordinal in it."""


LEDGER_FILE: Final = "ledger.yaml"

_KIND_OF: Final = {kind.cls: kind.name for kind in KINDS}


def apply(rules: Iterable[Rule[Any]], ledger: Ledger) -> Iterator[Finding]:
    """What the rules find in a ledger."""
    groups = _Groups(ledger)
    for rule in rules:
        for record in groups.of(rule):
            for found in rule.body(record, ledger):
                yield placed(rule.code, found.record or record, found, ledger)


class _Groups:
    """The sound records that rules are about; a group that several rules share is formed once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._formed: dict[tuple[type[Any], Picks[Any] | None], tuple[Any, ...]] = {}

    def of(self, rule: Rule[Any]) -> tuple[Any, ...]:
        """The records to hand to a rule."""
        key = (rule.on, rule.only)
        if key not in self._formed:
            sound = self._sound(rule.on)
            self._formed[key] = tuple(filter(rule.only, sound)) if rule.only else sound
        return self._formed[key]

    def _sound(self, cls: type[Any]) -> tuple[Any, ...]:
        if cls is Whole:
            return (Whole(self._ledger),)
        records = self._ledger.records(_KIND_OF[cls])
        unsound = self._ledger.unsound
        return tuple(one for one in records if one.origin not in unsound) if unsound else records


def placed(code: Code, record: HasOrigin, found: Found, ledger: Ledger) -> Finding:
    """A finding at the place of the field it is about, as grave as the ledger wants it."""
    related = tuple(
        Related(_place(clash.record, clash.path, ledger), clash.note) for clash in found.clashes
    )
    at = _place(record, found.path, ledger)
    made = finding(code, at, found.params, related=related, key_path=_written(found.path))
    if code.code in ledger.policies.strict:
        return dataclasses.replace(made, severity=ERROR)
    return made


def _place(record: HasOrigin, path: KeyPath, ledger: Ledger) -> Place:
    """Where a field is; a ledger file that could not be read has no origin but its name."""
    if record.origin is None:
        return Place(LEDGER_FILE)
    return ledger.locator.place(record.origin, path)


def _written(path: KeyPath) -> str:
    """A key path as people write it: ``history[2].by``."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")
