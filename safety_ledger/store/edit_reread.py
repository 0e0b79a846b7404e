"""An edited file read again: what its new text gives, which an edit is proved by.

Records whose text is as it was give what they gave: only what lies between the first changed record
and the last is parsed again. A record in the first column is a stretch of its own, whatever its
neighbours hold, as long as it is well-formed by itself; where that is in any doubt (a mistake in the
file before or now, a mark of YAML's, records further in) the whole file is read.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Final

from safety_ledger.ledger import Ledger
from safety_ledger.model.declaration import Kind, Origin
from safety_ledger.store.parser import parser_for
from safety_ledger.store.part import FilePart, FileRead, Piece
from safety_ledger.store.pieces import read_pieces
from safety_ledger.store.plans import Builder
from safety_ledger.store.scan import Scanned, scan

_BEFORE_RECORD: Final = re.compile(rb"^(?=-(?:[ \r\n]|\Z))", re.MULTILINE)
_MARKER: Final = re.compile(rb"^(?:---|\.\.\.)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Known:
    """A file as it was read before an edit: its text without a BOM, and its records."""

    data: bytes
    records: tuple[Any, ...]


def read_again(ledger: Ledger, path: str, kind: Kind, data: bytes, known: Known) -> FileRead:
    """A file with new bytes, read as the ledger it belongs to is read: with its period and terms."""
    builder = Builder(ledger.period, ledger.file.added)
    scanned = scan(path, data)
    if _is_clean(ledger, path, scanned):
        read = _changed_only(scanned.data or b"", known, _reading(path, kind, builder))
        if read is not None:
            return read
    return read_pieces(path, kind, scanned, builder)


def _is_clean(ledger: Ledger, path: str, scanned: Scanned) -> bool:
    """Whether the reader has nothing against the file: neither before nor, as text, now."""
    if scanned.data is None or scanned.findings or scanned.tainted:
        return False
    return not any(one.place.path == path for one in ledger.findings)


def _reading(path: str, kind: Kind, builder: Builder) -> Callable[[Piece], FileRead | None]:
    def read(piece: Piece) -> FileRead | None:
        out = FileRead()
        failed = FilePart(path, kind, piece, builder, out).read(parser_for(piece.data))
        return None if failed or out.findings or out.unread else out

    return read


def _changed_only(
    data: bytes, known: Known, read: Callable[[Piece], FileRead | None]
) -> FileRead | None:
    """The records of a file, those with the same text as before taken over; ``None`` where only
    the whole file can tell.
    """
    old, new = _BEFORE_RECORD.split(known.data), _BEFORE_RECORD.split(data)
    if len(old) != len(known.records) + 1 or old[0] != new[0]:
        return None
    if parser_for(known.data) is not parser_for(data):
        return None
    shortest = min(len(old), len(new))
    first = _alike(old, new, shortest)
    last = _alike(old[::-1], new[::-1], shortest - first)
    changed = b"".join(new[first : len(new) - last])
    if not changed or _MARKER.search(changed):
        return None
    got = read(Piece(changed, b"".join(new[:first]).count(b"\n"), first - 1))
    if got is None or len(got.records) != len(new) - last - first:
        return None
    kept = len(known.records) - last
    moved = len(new) - len(old)
    behind = [_moved(one, moved) for one in known.records[kept:]] if moved else known.records[kept:]
    records = [*known.records[: first - 1], *got.records, *behind]
    return FileRead(records=records, pieces=[Piece(data)])


def _alike(old: list[bytes], new: list[bytes], most: int) -> int:
    """How many stretches are the same from the beginning on."""
    pairs = zip(old[:most], new[:most], strict=True)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _moved(record: Any, by: int) -> Any:
    """A record some places further down its file."""
    moved = copy.copy(record)
    vars(moved)["origin"] = Origin(record.origin.path, record.origin.item + by)
    return moved
