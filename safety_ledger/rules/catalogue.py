"""What a rule is: one small function beside its code, words, reason and source.

A body gets one record and the ledger and yields :func:`found` for each mistake: facts, not prose.
It cannot see the clock, so the same commit has the same verdict for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from safety_ledger.diagnostics import Code, Example, Severity
from safety_ledger.ledger import KeyPath, Ledger
from safety_ledger.text import Text

ERROR = Severity.ERROR
WARNING = Severity.WARNING

R = TypeVar("R")


class Clash(NamedTuple):
    """A second record that has to do with a mistake: shown as a related place."""

    record: Any
    path: KeyPath
    note: Text


class Found(NamedTuple):
    """A mistake as a rule sees it: which field, with which facts."""

    path: KeyPath
    params: dict[str, object]
    clashes: tuple[Clash, ...] = ()
    record: Any = None
    """Another record than the one under examination, for rules on the whole ledger."""


def found(
    *path: str | int, clashes: Iterable[Clash] = (), record: object = None, **params: object
) -> Found:
    """A mistake at the field that ``path`` leads to; ``params`` fill the rule's message."""
    return Found(path, params, tuple(clashes), record)


Body = Callable[[R, Ledger], Iterable[Found]]


Picks = Callable[[R], bool]


@dataclass(frozen=True, slots=True)
class Rule(Generic[R]):
    """A code with the function that looks for it in every record of the class ``on``.

    ``only`` narrows it to some of them; rules that share a predicate share one pass over the records.
    """

    code: Code
    on: type[R]
    body: Body[R]
    only: Picks[R] | None = None


def code(  # noqa: PLR0913 - a code has that many words, each by its name
    code: str,
    *,
    title: Text,
    message: Text,
    remedy: Text,
    why: Text,
    source: Text,
    example: Example,
    severity: Severity = ERROR,
    unconfirmed: bool = False,
) -> Code:
    """A code, checked where it is written: unconfirmed law is a warning at most."""
    if unconfirmed and severity is ERROR:
        raise ValueError(f"{code} rests on unconfirmed law and may only warn")
    return Code(code, severity, title, message, remedy, why, source, example, unconfirmed)


def rule(found: Code, on: type[R], only: Picks[R] | None = None) -> Callable[[Body[R]], Rule[R]]:
    """Make a rule of the decorated function: ``@rule(code("H401", ...), on=Hazard)``."""

    def make(body: Body[R]) -> Rule[R]:
        return Rule(found, on, body, only)

    return make
