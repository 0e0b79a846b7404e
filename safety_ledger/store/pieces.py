"""One file read into records: as a whole while it is well-formed, piece by piece after a mistake.

After a syntax error reading resumes at the next record (``- `` in column 1), so that one slip does
not hide the hazards below it. The verdict on what is not well-formed is always the pure parser's,
so that it is the same with and without libyaml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from yaml.events import Event

from safety_ledger.ledger import UnreadText
from safety_ledger.model.declaration import Kind
from safety_ledger.rules import shape as codes
from safety_ledger.store.parser import DEEPEST, PURE, TooDeep, begin, parser_for
from safety_ledger.store.part import (
    SYNTAX_ERRORS,
    FilePart,
    FileRead,
    Misread,
    Piece,
    begins_record,
)
from safety_ledger.store.plans import Builder
from safety_ledger.store.reader import TooMany
from safety_ledger.store.scan import Scanned
from safety_ledger.store.syntax import Cause, diagnose
from safety_ledger.text import Text

MOST_FAILURES: Final = 1000
"""After so many unreadable records a file is no ledger file; the rest is not tried."""
LONGEST_JUDGED: Final = 256 * 1024
"""Bytes; no record is that long, and the pure parser would take its time over it."""
_BROKEN_RECORDS: Final = Text("写坏的记录数", "number of broken records")


def read_pieces(path: str, kind: Kind, scanned: Scanned, builder: Builder) -> FileRead:
    """All records of a file, and everything that is wrong with it."""
    out = FileRead(findings=list(scanned.findings))
    if scanned.data is None:
        out.unread_text.append(UnreadText(kind.name, scanned.unread))
        return out
    whole = FilePart(path, kind, Piece(scanned.data), builder, out)
    before = out.mark()
    if scanned.tainted:
        _by_pieces(whole, 0, scanned.tainted)
        return out
    failed = whole.read(parser_for(scanned.data))
    if failed is None:
        out.pieces.append(whole.piece)
    else:
        _after(whole, failed, before)
    return out


def _after(whole: FilePart, error: Exception, before_all: tuple[int, ...]) -> None:
    """What the file still holds from the record on in which the parser was lost."""
    out = whole.out
    if isinstance(error, TooMany):
        _give_up_at(whole, error)
        return
    if whole.kind.single:
        out.back_to(whole.before_item)
        _read_piece(whole)
        return
    if not whole.resumable:
        out.back_to(before_all)
        _read_piece(whole)
        return
    out.pieces.append(whole.piece)
    start = _next_record(whole, error)
    if start is None:
        start = max(whole.item_line, 0)
        out.back_to(whole.before_item)
        whole.index = whole.item_index
    sound = _by_pieces(whole, start, frozenset())
    if sound and (judged := _verdict(whole.piece.data)) is not None:
        _give_up(whole, judged)


def _next_record(whole: FilePart, error: Exception) -> int | None:
    """The line of a record that begins after the last item begun and before the place of an error:
    then that item is sound; otherwise (``None``) the trouble is in it or right below it.
    """
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None or not whole.item_done:
        return None
    last = min(mark.line, len(whole.lines) - 1)
    between = range(whole.item_line + 1, last + 1)
    return next((number for number in between if begins_record(whole.lines[number])), None)


def _give_up_at(part: FilePart, error: TooMany) -> None:
    """Leave the rest, from the item on in which the mistakes became too many."""
    start = max(part.item_line, 0)
    read = "\n".join(part.lines[:start]).encode()
    part.out.pieces.append(replace(part.piece, data=read))  # nobody asks for places below
    part.lose(part.lines[start:])
    part.too_many(begin(error.event).line)


def _give_up(part: FilePart, error: Exception) -> None:
    """Report why a stretch of text cannot be read, and keep it as unread; where reading
    cannot resume, what follows the records before the mistake.
    """
    part.lose(part.lines if part.resumable else part.lines[max(part.item_line, 0) :])
    match error:
        case Misread(cause=cause):
            part.report(cause)
        case TooDeep(event=event):
            mark = begin(event)
            part.report(Cause(codes.TOO_DEEP, mark.line, mark.column, {"limit": DEEPEST}))
        case _:
            part.report(diagnose(error, part.lines))


def _by_pieces(whole: FilePart, start: int, tainted: frozenset[int]) -> bool:
    """Read every record from a line on by itself, leaving out those with tainted lines; whether each
    of them was well-formed.
    """
    index = whole.index
    failed = 0
    for first, last in _stretches(whole.lines, start, single=whole.kind.single):
        if whole.out.full:
            whole.lose(whole.lines[first:])
            return False
        if failed >= MOST_FAILURES:
            params = {"what": _BROKEN_RECORDS, "limit": f"{MOST_FAILURES:,}"}
            whole.report(Cause(codes.TOO_LARGE, first, 0, params))
            whole.lose(whole.lines[first:])
            return False
        if tainted.isdisjoint(range(first, last)):
            failed += not _read_piece(whole.stretch(first, last, index))
        else:
            whole.lose(whole.lines[first:last])
        index += 1
    return not failed


def _read_piece(part: FilePart) -> bool:
    """Read a stretch by itself; where it is not well-formed, what the pure parser makes of it holds."""
    part.out.pieces.append(part.piece)
    before = part.out.mark()
    error: Exception | None = None
    for parser in _judges(part.piece.data):
        part.out.back_to(before)
        part.begin_anew()
        error = part.read(parser)
        if error is None:
            return True
        if isinstance(error, TooMany):
            part.out.pieces.pop()
            _give_up_at(part, error)
            return False
    if part.resumable:
        part.out.back_to(before)
    elif not part.item_done:
        part.out.back_to(part.before_item)
    if error is not None:
        _give_up(part, error)
    return False


def _judges(data: bytes) -> list[Any]:
    """The parsers to ask about a stretch by itself; one too long for the slow one asks the other."""
    first = parser_for(data)
    return [first] if first is PURE or len(data) > LONGEST_JUDGED else [first, PURE]


def _stretches(lines: Sequence[str], start: int, *, single: bool) -> Iterator[tuple[int, int]]:
    """Lines from one record to the next; what stands before the first record belongs to it."""
    if single:
        yield start, len(lines)
        return
    begins = [number for number in range(start, len(lines)) if begins_record(lines[number])]
    if not begins:
        yield start, len(lines)
        return
    if any(line.strip() and not line.startswith("#") for line in lines[start : begins[0]]):
        yield start, begins[0]
    yield from zip(begins, [*begins[1:], len(lines)], strict=True)


def _verdict(data: bytes) -> Exception | None:
    """What the pure parser has against a text: its places are the ones shown."""
    loader = PURE(data)
    get: Callable[[], Event | None] = loader.get_event
    try:
        while get() is not None:
            pass
    except SYNTAX_ERRORS as judged:
        return judged.with_traceback(None)
    finally:
        loader.dispose()
    return None
