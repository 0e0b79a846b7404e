"""One stretch of a file read into records, as far as the parser comes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from safety_ledger.diagnostics import Finding, Place, finding
from safety_ledger.ledger import Unread, UnreadText
from safety_ledger.model.declaration import Kind, Origin
from safety_ledger.rules import shape as codes
from safety_ledger.store.parser import (
    Marked,
    TooDeep,
    ahead,
    begin,
    parser_for,
    uses_marks,
    valueless,
)
from safety_ledger.store.plans import Builder, Plan
from safety_ledger.store.reader import MAPPING, Reader, TooMany
from safety_ledger.store.scan import MOST_FINDINGS, too_many
from safety_ledger.store.syntax import Cause, full_width
from safety_ledger.text import Text

_LIST_OF_RECORDS: Final = Text(
    "列表（每条记录以“- ”开头）", "a list (each record begins with “- ”)"
)
SYNTAX_ERRORS: Final = (yaml.YAMLError, ValueError, OverflowError)
"""What the parsers raise; the pure one also trips over impossible escapes."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a file that is parsed by itself: its first line and the ordinal of its first item."""

    data: bytes
    line: int = 0
    index: int = 0


class Misread(Exception):
    """Well-formed YAML that cannot be what was meant, such as a record that is a plain text."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause.code.code)
        self.cause = cause


_RECORD: Final = re.compile(r"-(?: |\r?$)")


def begins_record(line: str) -> bool:
    """Whether a record begins in column 1 of a line."""
    return _RECORD.match(line) is not None


@dataclass(slots=True)
class FileRead:
    """What one file gave."""

    records: list[Any] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    unsound: list[Origin] = field(default_factory=list)
    unread_text: list[UnreadText] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    full: bool = False
    """Whether it has more mistakes than are told."""

    def mark(self) -> tuple[int, ...]:
        """How much there is, to go back to."""
        return (len(self.records), len(self.findings), len(self.unread), len(self.unsound))

    def back_to(self, mark: tuple[int, ...]) -> None:
        """Forget what came after a mark."""
        for items, length in zip(self._lists(), mark, strict=True):
            del items[length:]

    def _lists(self) -> tuple[list[Any], ...]:
        return (self.records, self.findings, self.unread, self.unsound)


_LOST: Final = (*SYNTAX_ERRORS, TooDeep, TooMany, Misread)


class FilePart:
    """The reading of one piece of a file."""

    def __init__(
        self, path: str, kind: Kind, piece: Piece, builder: Builder, out: FileRead
    ) -> None:
        self.path = path
        self.kind = kind
        self.piece = piece
        self.builder = builder
        self.out = out
        self._lines: list[str] | None = None
        self.begin_anew()

    def stretch(self, first: int, last: int, index: int) -> FilePart:
        """The reading of some of its lines by themselves, which are not cut again."""
        lines = self.lines[first:last]
        piece = Piece("\n".join(lines).encode(), first, index)
        part = FilePart(self.path, self.kind, piece, self.builder, self.out)
        part._lines = lines
        return part

    def begin_anew(self) -> None:
        """Forget how far the reading had come."""
        self.index = self.item_index = self.piece.index
        self.item_line = -1
        """The line (from 0, in the piece) on which the last item that was begun stands."""
        self.item_done = True
        """Whether that item was read to its end."""
        self.before_item = self.out.mark()
        """What there was before that item: it is read anew when the parser gets lost in it."""

    @property
    def lines(self) -> list[str]:
        """The lines of the piece, cut only when something must be looked at."""
        if self._lines is None:
            self._lines = self.piece.data.decode("utf-8").split("\n")
        return self._lines

    @property
    def resumable(self) -> bool:
        """Whether a record begins in column 1, where reading can resume after a mistake; in a list
        in brackets, or an indented one, none does.
        """
        return self.kind.single or any(map(begins_record, self.lines))

    def line(self, number: int) -> str:
        """One line of the piece; empty beyond its end."""
        return self.lines[number] if number < len(self.lines) else ""

    def lose(self, lines: Iterable[str]) -> None:
        """Keep lines of the file as text that nobody could read."""
        self.out.unread_text.append(UnreadText(self.kind.name, "\n".join(lines)))

    def read(self, parser: Any) -> Exception | None:
        """Read records into ``out`` until the end or until the parser is lost; then give the error."""
        loader = parser(self.piece.data)
        marked = Marked(loader.get_event) if uses_marks(self.piece.data) else None
        # marks are noted as they are met: not beyond the place that reading came to
        events = self._noting(marked) if marked else ahead(loader.get_event)
        reader = Reader(self.path, self.piece.line, events, self._again, self.line)
        reader.findings = self.out.findings
        lost: Exception | None = None
        try:
            self._document(reader)
        except _LOST as error:
            lost = error.with_traceback(None)  # its frames would keep the parser's buffers
        finally:
            loader.dispose()  # the pure parser refers to itself; the collector is off
        if marked:
            self._note(reader, marked, upto=self.item_line if lost else None)
        return lost

    def _again(self) -> Callable[[], Event]:
        get: Callable[[], Event] = parser_for(self.piece.data)(self.piece.data).get_event
        return get

    def _noting(self, marked: Marked) -> Iterator[Event]:
        room = MOST_FINDINGS - len(self.out.findings)
        for event in iter(marked.get, None):
            yield event
            if len(marked.noted) > room:  # now that the item it begins is known to be begun
                raise TooMany(event)

    def _note(self, reader: Reader, marked: Marked, upto: int | None) -> None:
        """Report the anchors and tags met, but not those in the item the parser got lost in."""
        merged = {one.place.line for one in self.out.findings if one.params.get("what") == "<<"}
        for event, what, name in marked.noted:
            place = reader.at(event)
            if place.line in merged or (upto is not None and begin(event).line >= upto):
                continue
            params = {"tag": name} if what == "tag" else {"what": name}
            code = codes.TAG if what == "tag" else codes.ANCHOR
            self.out.findings.append(finding(code, place, params))

    def _document(self, reader: Reader) -> None:
        reader.get()
        event = reader.get()
        if isinstance(event, StreamEndEvent):
            self._nothing()
            return
        top = reader.get()
        self._top(reader, top)
        reader.get()
        event = reader.get()
        if isinstance(event, DocumentStartEvent):
            self._cut(begin(event).line)
            reader.report(codes.DOCUMENTS, event, what="---")
            self.lose(self.lines[begin(event).line :])
        elif valueless(top):
            self._nothing()

    def _nothing(self) -> None:
        """A file without a word is an empty list, be it of tasks; of ledger.yaml all is missing."""
        if self.kind.name == "ledger":
            raise Misread(Cause(codes.NOT_A_LIST, 0, 0, {"expected": MAPPING}))

    def _cut(self, line: int) -> None:
        """Take back what a ``---`` in the midst of a record made seem wrong with its upper half."""
        below = (text for text in self.lines[line + 1 :] if text.strip() and text.strip()[0] != "#")
        following = next(below, "")
        if self.kind.single and following:
            said = self.out.findings[self.before_item[1] :]
            del self.out.findings[self.before_item[1] :]
            self.out.findings += [one for one in said if one.code is not codes.MISSING]
        elif following.startswith(" "):
            self.out.back_to(self.before_item)
            self.lose(self.lines[self.item_line :])

    def _top(self, reader: Reader, top: Event) -> None:
        plan = self.builder.plan(self.kind.cls)
        if self.kind.single:
            if isinstance(top, MappingStartEvent):
                self._item(reader, plan, top)
            elif not valueless(top):
                self._wrong_top(top, MAPPING)
        elif isinstance(top, SequenceStartEvent):
            while not isinstance(item := reader.get(), SequenceEndEvent):
                self._item(reader, plan, item)
                self.index += 1
                self.item_done = True
        elif not valueless(top):
            self._wrong_top(top, _LIST_OF_RECORDS)

    def _wrong_top(self, top: Event, expected: Text) -> None:
        mark = begin(top)
        wrong = Cause(codes.NOT_A_LIST, mark.line, mark.column, {"expected": expected})
        raise Misread(full_width(self.lines, mark.line + 1) or wrong)

    def _item(self, reader: Reader, plan: Plan, item: Event) -> None:
        """Read one record; an unreadable one is left out but its id stays known."""
        self.item_line, self.item_index, self.item_done = begin(item).line, self.index, False
        self.before_item = self.out.mark()
        if type(item) is not MappingStartEvent:
            self._no_record(reader, item)
            return
        reader.hard = reader.soft = 0
        record = reader.record(plan, item)
        values = record.__dict__
        if record is reader.empty:
            reader.fault(codes.NOT_A_RECORD, item, kind=self.kind.label)
        values["origin"] = origin = Origin(self.path, self.index)
        out = self.out
        if reader.hard and self.kind.name != "ledger":
            id_ = values.get(self.kind.key)
            out.unread.append(Unread(self.kind.name, id_ if isinstance(id_, str) else "", origin))
            return
        if reader.hard or reader.soft:
            out.unsound.append(origin)
            plan.legible(record)
        out.records.append(record)
        if reader.left_out:
            out.unread += [Unread("task item", id_, origin) for id_ in reader.left_out]
            reader.left_out.clear()

    def _no_record(self, reader: Reader, item: Event) -> None:
        """An item that is no mapping: an empty one, a list, or a text that was to be ``key: value``."""
        if isinstance(item, AliasEvent):
            return
        mark = begin(item)
        cause = full_width([self.line(mark.line)], 0)
        if cause is not None:
            raise Misread(cause._replace(line=mark.line))
        reader.report(codes.NOT_A_RECORD, item, kind=self.kind.label)
        reader.skip(item)

    def too_many(self, line: int) -> None:
        """Say, once a file, that from a line (from 0, in the piece) on no more mistakes are told."""
        if not self.out.full:
            self.out.full = True
            self.out.findings.append(too_many(self.path, self.piece.line + line + 1))

    def report(self, cause: Cause) -> None:
        """Note a mistake of syntax."""
        place = Place(self.path, self.piece.line + cause.line + 1, cause.column + 1)
        self.out.findings.append(finding(cause.code, place, cause.params))
