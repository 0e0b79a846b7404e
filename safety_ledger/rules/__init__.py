"""The rules of a ledger: every code there is, and the examination that applies them.

A rule is a small function beside its code (see :mod:`safety_ledger.rules.catalogue`). What only a
reader can find has a code without a function in :mod:`safety_ledger.rules.shape`; what refuses an
entry is decided in :mod:`safety_ledger.lifecycle` and worded in :mod:`safety_ledger.rules.refusals`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from safety_ledger.diagnostics import Code, Finding
from safety_ledger.ledger import Ledger
from safety_ledger.lifecycle import Timelines
from safety_ledger.rules import (
    activities,
    enterprises,
    hazards,
    major,
    people,
    privacy,
    references,
    refusals,
    settings,
    shape,
    tasks,
)
from safety_ledger.rules.catalogue import Rule
from safety_ledger.rules.examination import apply, placed

RULES: Final[tuple[Rule[Any], ...]] = (
    *references.RULES,
    *settings.RULES,
    *major.RULES,
    *hazards.RULES,
    *enterprises.RULES,
    *tasks.RULES,
    *activities.RULES,
    *people.RULES,
    *privacy.RULES,
)
"""Every rule with a function of its own."""


def _by_name(codes: Iterable[Code]) -> dict[str, Code]:
    by_name: dict[str, Code] = {}
    for code in sorted(codes, key=lambda one: one.code):
        if by_name.setdefault(code.code, code) is not code:
            raise ValueError(f"two codes are called {code.code}")
    return by_name


CATALOGUE: Final = _by_name(
    (
        *shape.CODES,
        *refusals.REFUSALS.values(),
        refusals.UNCHECKED,
        *(rule.code for rule in RULES),
    )
)
"""Every code, sorted; what ``explain`` prints."""


def examine(ledger: Ledger, timelines: Timelines | None = None) -> list[Finding]:
    """What the rules find wrong with a ledger, besides what its reader found.

    ``timelines`` of this ledger, when the caller has them, are not folded a second time.
    """
    lives = Timelines(ledger) if timelines is None else timelines
    return [*apply(RULES, ledger), *_refused(ledger, lives)]


def _refused(ledger: Ledger, timelines: Timelines) -> Iterator[Finding]:
    """What the lifecycle objects to in sound hazards, and the roles it could not check."""
    sound = tuple(timelines)
    if ledger.unsound:
        sound = tuple(one for one in sound if one.hazard.origin not in ledger.unsound)
    for timeline in sound:
        if timeline.refused:
            for code, found in refusals.refusals(timeline):
                yield placed(code, timeline.hazard, found, ledger)
    for code, found in refusals.unchecked(sound):
        yield placed(code, ledger.file, found, ledger)
