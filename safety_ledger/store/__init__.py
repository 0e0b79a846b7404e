"""The YAML files of a ledger: the only package that knows YAML and the folder's layout."""

from __future__ import annotations

import dataclasses
import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from safety_ledger.diagnostics import Finding, Place, finding
from safety_ledger.ledger import GROUPS, Ledger
from safety_ledger.model.declaration import Kind, make
from safety_ledger.model.ledger_file import DEFAULT_PERIOD, FORMAT, LedgerFile
from safety_ledger.rules import shape as codes
from safety_ledger.store.files import Folder, Source
from safety_ledger.store.part import FileRead, Piece
from safety_ledger.store.pieces import read_pieces
from safety_ledger.store.places import Places
from safety_ledger.store.plans import Builder
from safety_ledger.store.scan import scan

NO_OVERLAY: Mapping[str, bytes] = {}


def read(root: Path, overlay: Mapping[str, bytes] = NO_OVERLAY) -> Ledger:
    """Read the ledger in the folder ``root``. What is wrong with the data is in ``findings``.

    ``overlay`` gives the bytes of files (by path relative to the ledger) in place of those on disk.
    Raises :class:`~safety_ledger.errors.LedgerError` when ``root`` is no ledger.
    """
    return read_source(Folder(root, overlay))


def read_source(source: Source) -> Ledger:
    """Read the ledger whose files come from ``source``: a folder, a revision, what is staged.

    Raises :class:`~safety_ledger.errors.LedgerError` when there is no ledger in it.
    """
    with _uncollected():
        return _Reading(source).run()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Reading makes only long-lived objects: looking for garbage among them is time lost."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class _Reading:
    """One reading of a whole ledger."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.records: dict[str, list[Any]] = {}
        self.all: list[FileRead] = []
        self.texts: dict[str, bytes] = {}
        self.pieces: dict[str, tuple[Piece, ...]] = {}
        self.findings: list[Finding] = []

    def run(self) -> Ledger:
        tree = self.source.tree()
        self.findings += tree.findings
        builder = Builder(DEFAULT_PERIOD, {})
        for path, kind in tree.files:
            self.file(path, kind, builder)
            if kind.name == "ledger":
                builder = self.builder()
        return self.ledger(frozenset(tree.evidence))

    def file(self, path: str, kind: Kind, builder: Builder) -> None:
        data = self.source.open(path)
        if isinstance(data, Finding):
            self.findings.append(data)
            return
        self.texts[path] = data
        read = read_pieces(path, kind, scan(path, data), builder)
        self.records.setdefault(kind.name, []).extend(read.records)
        self.pieces[path] = tuple(read.pieces)
        self.all.append(read)

    def builder(self) -> Builder:
        """The plans for all other files, now that the period and the added terms are known."""
        file = self.ledger_file()
        if (file.format or FORMAT) > FORMAT:
            params = {"value": file.format, "known": FORMAT}
            self.findings.append(finding(codes.NEWER_FORMAT, Place("ledger.yaml"), params))
        return Builder(file.span, file.added)

    def ledger_file(self) -> LedgerFile:
        """What ledger.yaml says, under the name of the folder where it gives none."""
        records = self.records.get("ledger") or [make(LedgerFile)]
        file: LedgerFile = records[0]
        return file if file.name else dataclasses.replace(file, name=self.source.name)

    def ledger(self, evidence: frozenset[str]) -> Ledger:
        groups: dict[str, Any] = {
            group: tuple(self.records.get(kind, ())) for kind, group in GROUPS.items()
        }
        return Ledger(
            file=self.ledger_file(),
            **groups,
            findings=(*self.findings, *chain.from_iterable(read.findings for read in self.all)),
            unread=tuple(chain.from_iterable(read.unread for read in self.all)),
            unread_text=tuple(chain.from_iterable(read.unread_text for read in self.all)),
            evidence=evidence,
            unsound=frozenset(chain.from_iterable(read.unsound for read in self.all)),
            locator=Places(self.texts, self.pieces),
        )
