"""A ledger whose files lie in no folder: those of a revision, or what is staged for a commit."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from safety_ledger.diagnostics import Finding, Place, finding
from safety_ledger.errors import LedgerError
from safety_ledger.rules import shape as codes
from safety_ledger.store.files import (
    ATTRIBUTES,
    LEDGER_FILE,
    Tree,
    belongs,
    sort_in,
    union_merges,
)
from safety_ledger.store.scan import LARGEST_FILE, too_large
from safety_ledger.text import Text

_NO_LEDGER: Final = Text(
    "{name} 中没有 ledger.yaml，不是台账", "no ledger.yaml in {name}: no ledger"
)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of a ledger by path relative to it, each with a key that ``fetch`` gives bytes for.

    ``links`` are the symbolic links among them, each with where it points. ``title`` tells the
    snapshot from others (a commit), ``name`` is what a ledger is called that has no name.
    """

    name: str
    title: str | Text
    files: Mapping[str, str]
    fetch: Callable[[str], bytes]
    links: Mapping[str, str] = field(default_factory=dict)

    def tree(self) -> Tree:
        """The files that are a ledger's; :class:`LedgerError` when ``ledger.yaml`` is not there."""
        tree = Tree()
        paths = set(filter(belongs, self.files))
        for path in sorted(filter(belongs, self.links)):
            if self._target(path) is not None:
                paths.add(path)
            else:
                tree.findings.append(finding(codes.LINK, Place(path), {"target": self.links[path]}))
        if LEDGER_FILE not in paths:
            raise LedgerError(_NO_LEDGER, {"name": self.title})
        sort_in(paths, tree)
        if ATTRIBUTES in self.files:
            tree.findings += union_merges(self.fetch(self.files[ATTRIBUTES]))
        return tree

    def open(self, path: str) -> bytes | Finding:
        """The bytes of a file; those of its target where it is a link within the ledger."""
        data = self.fetch(self.files[self._target(path) or path])
        return too_large(path) if len(data) > LARGEST_FILE else data

    def _target(self, path: str) -> str | None:
        """The file of the ledger that a link leads to, over other links if need be."""
        for _ in range(len(self.links) + 1):
            if path not in self.links:
                return path if path in self.files else None
            path = posixpath.normpath(posixpath.join(posixpath.dirname(path), self.links[path]))
        return None
