"""Surgical edits: a record put in, an entry added, a field set, and every other byte as it was.

The text is changed at the place of a node and read again by the reader that reads everything
(:mod:`~safety_ledger.store.edit_reread`); it must give exactly the old records with the intended
change, or :class:`EditRefused` is raised and nothing comes of it. Several changes to a file are made
one after the other and proved once.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safety_ledger.diagnostics import Severity
from safety_ledger.ledger import GROUPS, Ledger
from safety_ledger.model import KIND
from safety_ledger.model.declaration import Kind
from safety_ledger.store.edit_intent import Add, Change, Insert, Put, applied, keys_along, record
from safety_ledger.store.edit_refusal import EditRefused, Unsafe, Why
from safety_ledger.store.edit_reread import Known, read_again
from safety_ledger.store.edit_text import Draft
from safety_ledger.store.files import Folder
from safety_ledger.store.part import FileRead
from safety_ledger.store.places import Places
from safety_ledger.store.scan import BOM, scan


@dataclass(frozen=True, slots=True)
class Edited:
    """A file as an edit leaves it: its bytes before (``None`` when it is new) and after, and what
    reading it now gives.
    """

    path: str
    kind: str
    before: bytes | None
    after: bytes
    read: FileRead


def edit(ledger: Ledger, path: str, kind: str, changes: Iterable[Change]) -> Edited:
    """Make changes to one file of a ledger that was read from disk; nothing is written.

    Ordinals are those of the file as the changes before have left it. Raises :class:`EditRefused`.
    A mistake of content (a term nobody knows) is no refusal: it is among ``read.findings``.
    """
    try:
        return _Edit(ledger, path, KIND[kind], text_of(ledger, path)).run(list(changes))
    except Unsafe as unsafe:
        raise EditRefused(path, unsafe.why) from unsafe


def in_file(ledger: Ledger, path: str, kind: str) -> tuple[Any, ...]:
    """The records of one file, in the order they stand."""
    return tuple(one for one in ledger.records(kind) if one.origin and one.origin.path == path)


class _Edit:
    """One edit of one file."""

    def __init__(self, ledger: Ledger, path: str, kind: Kind, before: bytes | None) -> None:
        self.ledger = ledger
        self.path = path
        self.kind = kind
        self.before = before
        self.known = in_file(ledger, path, kind.name)
        self.records = list(self.known)
        self._refuse_broken()

    def _refuse_broken(self) -> None:
        """A file that was not read whole, in one piece, is mended by a person first."""
        data = self.before or b""
        if any(one.origin.path == self.path for one in self.ledger.unread):
            raise Unsafe(Why.BROKEN)
        scanned = scan(self.path, data)
        whole = _locator(self.ledger).pieces_of(self.path)
        if scanned.data is None or scanned.tainted or len(whole) > 1:
            raise Unsafe(Why.BROKEN)
        if data and not self.records and not self.kind.single and _has_items(scanned.data):
            raise Unsafe(Why.BROKEN)

    def run(self, changes: list[Change]) -> Edited:
        data = self.before or b""
        count = -1 if self.kind.single else len(self.records)
        draft = Draft(data.removeprefix(BOM).decode(), count)
        for change in changes:
            self._make(draft, change)
        after = (BOM if data.startswith(BOM) else b"") + draft.text.encode()
        known = Known(data.removeprefix(BOM), self.known)
        read = read_again(self.ledger, self.path, self.kind, after, known)
        self._prove(read)
        return Edited(self.path, self.kind.name, self.before, after, read)

    def _make(self, draft: Draft, change: Change) -> None:
        if isinstance(change, Insert):
            draft.insert(change.at, change.values)
            self.records.insert(change.at, record(self.kind.cls, change.values))
            return
        if not 0 <= change.item < len(self.records):
            raise Unsafe(Why.ABSENT)
        old = self.records[change.item]
        if old.origin in self.ledger.unsound:
            raise Unsafe(Why.UNSOUND)
        orders = keys_along(self.kind.cls, change.path)
        self.records[change.item] = applied(old, change.path, change)
        if isinstance(change, Put):
            draft.put(change.item, change.path, change.value, orders)
        else:
            draft.add(change.item, change.path, change.value, change.at, orders)

    def _prove(self, read: FileRead) -> None:
        """What is read now is what was meant; where the content is at fault its findings say so."""
        as_meant = read.records == self.records and not (read.unread or read.unread_text)
        if not as_meant and not _finds_more(self.ledger, self.path, read):
            raise Unsafe(Why.DIFFERS)


def _finds_more(ledger: Ledger, path: str, read: FileRead) -> bool:
    """Whether the reader finds an error that it did not find before, by code and facts."""
    known = [(one.code, one.params) for one in ledger.findings if one.place.path == path]
    errors = (one for one in read.findings if one.severity is Severity.ERROR)
    return any((one.code, one.params) not in known for one in errors)


def _has_items(data: bytes) -> bool:
    return any(line[:1] not in b"#\r\n[" for line in data.splitlines(keepends=True) if line.strip())


# -- the ledger afterwards -------------------------------------------------------------------------


def laid_over(ledger: Ledger, edits: Iterable[Edited]) -> Ledger:
    """The ledger with files as edits leave them; the others are not read again.

    Its findings are those of the reader. ``ledger`` must not have been examined yet, and
    ledger.yaml, which says how all others are read, must not be among the edits.
    """
    by_path = {one.path: one for one in edits}
    kinds = {one.kind for one in by_path.values()}
    groups: dict[str, Any] = {GROUPS[kind]: _merged(ledger, kind, by_path) for kind in kinds}
    reads = [one.read for one in by_path.values()]
    return dataclasses.replace(
        ledger,
        **groups,
        findings=(
            *(one for one in ledger.findings if one.place.path not in by_path),
            *(one for read in reads for one in read.findings),
        ),
        unread=(*ledger.unread, *(one for read in reads for one in read.unread)),
        unread_text=(*ledger.unread_text, *(one for read in reads for one in read.unread_text)),
        unsound=frozenset(one for one in ledger.unsound if one.path not in by_path).union(
            *(read.unsound for read in reads)
        ),
        locator=_locator(ledger).laid_over(
            {path: one.after for path, one in by_path.items()},
            {path: tuple(one.read.pieces) for path, one in by_path.items()},
        ),
        derived={},
    )


def _merged(ledger: Ledger, kind: str, edits: Mapping[str, Edited]) -> tuple[Any, ...]:
    """All records of a kind, in file order."""
    by_path: dict[str, list[Any]] = {}
    for one in ledger.records(kind):
        by_path.setdefault(one.origin.path, []).append(one)
    by_path |= {path: one.read.records for path, one in edits.items() if one.kind == kind}
    ordered = sorted(by_path, key=lambda path: path.split("/"))
    return tuple(one for path in ordered for one in by_path[path])


def _locator(ledger: Ledger) -> Places:
    if not isinstance(ledger.locator, Places):
        raise TypeError("the ledger was not read from files")
    return ledger.locator


def text_of(ledger: Ledger, path: str) -> bytes | None:
    """The bytes a file had when the ledger was read; ``None`` when there was no such file."""
    return _locator(ledger).texts.get(path)


def outdated(ledger: Ledger, root: Path) -> bool:
    """Whether any file of a ledger that was read from ``root`` is no longer what it was then."""
    folder = Folder(root, {})
    tree = folder.tree()
    opened = {path: folder.open(path) for path, _ in tree.files}
    texts = {path: data for path, data in opened.items() if isinstance(data, bytes)}
    return texts != _locator(ledger).texts or tree.evidence != ledger.evidence


__all__ = ["Add", "Edited", "Insert", "Put", "edit", "in_file", "laid_over", "outdated", "text_of"]
