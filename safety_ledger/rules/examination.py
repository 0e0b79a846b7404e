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


BLOCK: Final = 500
"""Records that all rules look at in turn before the next ones, so that they are still in the
processor's caches: measured, a third off the rules of 100,000 hazards."""


def apply(rules: Iterable[Rule[Any]], ledger: Ledger) -> Iterator[Finding]:
    """What the rules find in a ledger."""
    by_class: dict[type[Any], list[Rule[Any]]] = {}
    for rule in rules:
        by_class.setdefault(rule.on, []).append(rule)
    for cls, about in by_class.items():
        records = _sound(cls, ledger)
        for start in range(0, len(records), BLOCK):
            yield from _examined(about, records[start : start + BLOCK], ledger)


def _sound(cls: type[Any], ledger: Ledger) -> tuple[Any, ...]:
    """The records of a class that the reader found no fault with."""
    if cls is Whole:
        return (Whole(ledger),)
    records = ledger.records(_KIND_OF[cls])
    unsound = ledger.unsound
    return tuple(one for one in records if one.origin not in unsound) if unsound else records


def _examined(
    rules: Iterable[Rule[Any]], records: tuple[Any, ...], ledger: Ledger
) -> Iterator[Finding]:
    """What rules find in a few records; a group that several rules share is formed once."""
    groups: dict[Picks[Any] | None, tuple[Any, ...]] = {None: records}
    for rule in rules:
        if rule.only not in groups:
            groups[rule.only] = tuple(filter(rule.only, records))
        for record in groups[rule.only]:
            for found in rule.body(record, ledger):
                yield placed(rule.code, found.record or record, found, ledger)


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
