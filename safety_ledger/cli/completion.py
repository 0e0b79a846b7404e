"""Words offered by the shell's completion: ids, names, sections, document numbers of the ledger.

Anything wrong with the ledger offers nothing: completion must never say a word of its own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Final

from safety_ledger.cli.loading import ledger_folder

Completer = Callable[[str], list[str]]


def spare_completion() -> None:
    """Keep rich from being loaded to word the help of a completion: it takes longer than the rest."""
    if os.environ.get("_SAFETY_LEDGER_COMPLETE"):
        sys.modules["rich"] = None  # type: ignore[assignment] # Python's way to say it is not there


def starting(words: Iterable[str], incomplete: str) -> list[str]:
    """Those words that begin as typed so far, whatever the case."""
    return [word for word in words if word.lower().startswith(incomplete.lower())]


def _of_ledger(ask: Callable[[Path], Iterable[str]]) -> Completer:
    def complete(incomplete: str) -> list[str]:
        from safety_ledger.errors import LedgerError

        try:
            root = ledger_folder(_named_on_the_line())
            return starting(ask(root), incomplete)
        except (LedgerError, OSError):
            return []

    return complete


def _named_on_the_line() -> Path | None:
    """The ledger that ``--ledger`` names earlier on the line."""
    line = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS") or ""
    words = line.split()
    for before, word in pairwise(words):
        if before == "--ledger":
            return Path(word.strip("\"'"))
    return None


def _ids(kind: str) -> Completer:
    def ask(root: Path) -> list[str]:
        from safety_ledger.store.known import known_ids

        return known_ids(root, kind)

    return _of_ledger(ask)


def _lists(name: str) -> Completer:
    def ask(root: Path) -> list[str]:
        from safety_ledger.store.known import listed

        return listed(root, name)

    return _of_ledger(ask)


def _documents(root: Path) -> list[str]:
    from safety_ledger.store.known import known_documents

    return known_documents(root)


def _anything(root: Path) -> list[str]:
    from safety_ledger.store.known import known_ids

    kinds = ("enterprise", "hazard", "person", "activity", "risk", "task")
    return [id_ for kind in kinds for id_ in known_ids(root, kind)]


def of_terms(words: Iterable[str]) -> Completer:
    """Offers words that are always the same."""
    known = tuple(words)

    def complete(incomplete: str) -> list[str]:
        return starting(known, incomplete)

    return complete


COMPLETERS: Final[dict[str, Completer]] = {
    **{kind: _ids(kind) for kind in ("person", "enterprise", "hazard", "task", "activity", "risk")},
    **{name: _lists(name) for name in ("sections", "areas", "industries")},
    "document": _of_ledger(_documents),
    "record": _of_ledger(_anything),
}
"""By kind of record (``record``: any of them) or name of list."""
