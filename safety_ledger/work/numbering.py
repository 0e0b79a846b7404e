"""The numbers in use, and the next free one. Numbers are never used again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from safety_ledger.ledger import Ledger

PUBLIC: Final = "GG"
"""公共: what stands for an enterprise where a hazard has none."""


def ids(ledger: Ledger) -> Iterator[str]:
    """Every id in use, those of records that cannot be read as well."""
    for kind in ("enterprise", "hazard", "activity", "risk"):
        yield from (one.id for one in ledger.records(kind))
    yield from (task.id for task in ledger.tasks)
    yield from (one.id for one in ledger.unread if one.id)


def public_place(ledger: Ledger, name: str, known: Iterable[str]) -> str:
    """The number of a place: the one its hazards have had, else the next not among ``known``."""
    pattern = re.compile(rf"YH-({PUBLIC}[0-9]+)-")
    for one in ledger.hazards:
        if one.body is not None and one.body.name == name and (had := pattern.match(one.id)):
            return had[1]
    places = {match[1] for one in known if (match := pattern.match(one))}
    return first_free(places, PUBLIC, 3)


def first_free(known: Iterable[str], prefix: str, digits: int) -> str:
    """The number after the highest among ``known``, behind its prefix."""
    pattern = re.compile(re.escape(prefix) + "([0-9]+)")
    numbers = [int(match[1]) for one in known if (match := pattern.fullmatch(one))]
    return f"{prefix}{max(numbers, default=0) + 1:0{digits}d}"
