"""Files of many revisions, each version read once: what an audit of a long history rests on.

A version is known by the key of its bytes (git's name for them), not by its path, so that a file
that was moved is not read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from safety_ledger.ledger import Unread, UnreadText
from safety_ledger.model.declaration import Kind
from safety_ledger.model.ledger_file import DEFAULT_PERIOD, LedgerFile
from safety_ledger.store.pieces import read_pieces
from safety_ledger.store.plans import Builder
from safety_ledger.store.scan import scan


@dataclass(frozen=True, slots=True)
class Version:
    """What one version of a file holds: its records, and what of it could not be read."""

    kind: Kind
    records: tuple[Any, ...]
    unread: tuple[Unread, ...]
    unread_text: tuple[UnreadText, ...]


class Versions:
    """Every version read so far.

    ``fetch`` gives the bytes for a key. ``files`` are all that a ledger.yaml of this history ever
    said: a term is known when one of them added it, and dates are not bounded, so that a version
    reads alike whatever the ledger.yaml beside it.
    """

    def __init__(self, fetch: Callable[[str], bytes], files: Iterable[LedgerFile] = ()) -> None:
        self._fetch = fetch
        self._builder = Builder(DEFAULT_PERIOD, _added(files))
        self._known: dict[tuple[str, str], Version] = {}
        self.parsed = 0
        """How many versions were parsed."""

    def read(self, path: str, kind: Kind, key: str) -> Version:
        """The version of that key; ``path`` is where it was met first."""
        known = self._known.get((kind.name, key))
        if known is None:
            self.parsed += 1
            out = read_pieces(path, kind, scan(path, self._fetch(key)), self._builder)
            known = Version(kind, tuple(out.records), tuple(out.unread), tuple(out.unread_text))
            self._known[kind.name, key] = known
        return known


def _added(files: Iterable[LedgerFile]) -> Mapping[str, tuple[str, ...]]:
    terms = [one.terms for one in files if one.terms is not None]
    return {
        "category": tuple(term for one in terms for term in one.category),
        "tags": tuple(term for one in terms for term in one.tags),
    }
