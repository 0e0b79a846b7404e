"""What is wrong and where: codes as data, findings as values.

Nothing here prints, reads files or judges: readers and rules make findings, renderers show them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import Final, NamedTuple

from safety_ledger.text import Text


class Severity(StrEnum):
    """How grave a finding is. Errors make ``check`` exit 1; warnings only when asked."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def label(self) -> Text:
        """The word a reader sees."""
        return {Severity.ERROR: Text("错误", "error"), Severity.WARNING: Text("警告", "warning")}[
            self
        ]


class Example(NamedTuple):
    """A failing and a corrected piece of YAML; both are run as tests.

    ``of`` says what the pieces are: ``file`` (a whole file at ``path``) or the name of a kind
    (``hazard``, ``enterprise`` …: lines of one record, laid over a sound record of that kind).
    """

    bad: str
    good: str
    of: str = "file"
    path: str = ""
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of mistake: its stable code and all the words that go with it.

    ``source`` is the paragraph it rests on. ``unconfirmed`` marks law that nobody has checked
    against the printed text yet: such a code is never more than a warning by itself.
    """

    code: str
    severity: Severity
    title: Text
    message: Text
    remedy: Text
    why: Text
    source: Text
    example: Example
    unconfirmed: bool = False


class Place(NamedTuple):
    """A spot in a file of the ledger: path relative to the ledger, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Related(NamedTuple):
    """A second place that belongs to a finding, with what is there."""

    place: Place
    note: Text


NO_PARAMS: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake at one place. ``key_path`` names the field, as in ``history[2].by``."""

    code: Code
    place: Place
    params: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    related: tuple[Related, ...] = ()
    key_path: str = ""

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Findings are listed by file, line, column, code."""
        return (self.place.path, self.place.line, self.place.column, self.code.code)


def finding(
    code: Code,
    place: Place,
    params: Mapping[str, object] = NO_PARAMS,
    *,
    related: Sequence[Related] = (),
    key_path: str = "",
) -> Finding:
    """A finding with the severity its code has in the catalogue."""
    facts = {name: _short(value) for name, value in params.items()}
    return Finding(code, place, facts, code.severity, tuple(related), key_path)


LONGEST_FACT: Final = 200
"""Characters of a text that a message quotes; a longer one, pasted into a field, is cut."""

LONGEST_WORD: Final = 100
"""Characters; a longer word is no slip of the pen, and comparing it would take its time."""


def _short(value: object) -> object:
    if isinstance(value, str) and len(value) > LONGEST_FACT:
        return f"{value[:LONGEST_FACT]}…"
    return value


def nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to three known words that ``word`` may have been meant to be, the likeliest first.

    Chinese terms are short, so a word that contains a known term (or the reverse) counts too.
    """
    if len(word) > LONGEST_WORD:
        return ()
    known = tuple(known)
    lowered = {name.lower(): name for name in known}
    close = [lowered[name] for name in get_close_matches(word.lower(), lowered, n=3, cutoff=0.6)]
    holding = [name for name in known if word and (name in word or word in name)]
    return tuple(dict.fromkeys([*close, *holding]))[:3]
