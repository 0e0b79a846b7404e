"""A file's text as a stretch of characters with records in it: where they are, and how to splice.

Offsets are characters from 0. Knows no records and no files; raises :class:`Unsafe`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from safety_ledger.store.edit_nodes import Node, along, parse
from safety_ledger.store.edit_refusal import Unsafe, Why

_RECORD: Final = re.compile(r"^-(?=[ \r\n]|\Z)", re.MULTILINE)
_MARKER: Final = re.compile(r"^(?:---|\.\.\.)(?=[ \r\n]|\Z)", re.MULTILINE)
REST: Final = re.compile(r"[ ]*(?:#.*)?\r?$", re.MULTILINE)
"""What may stand behind a value on its line: nothing, or a comment."""
_COMMENT: Final = re.compile(r"( *)#.*(?:\n|\Z)")
_LONE_LF: Final = re.compile(r"(?<!\r)\n")


class Buffer:
    """The text of one file, without its BOM; ``count`` items stand in it (-1: one mapping)."""

    def __init__(self, text: str, count: int) -> None:
        self.text = text
        self.count = count
        self.newline = "\r\n" if "\r\n" in text else "\n"
        if self.newline == "\r\n" and _LONE_LF.search(text):
            raise Unsafe(Why.LINE_ENDS)
        self._one_document()

    def _one_document(self) -> None:
        markers = [match.start() for match in _MARKER.finditer(self.text)]
        if len(markers) > 1 or (markers and self._before(markers[0])):
            raise Unsafe(Why.DOCUMENTS)

    def _before(self, offset: int) -> bool:
        """Whether anything but comments stands before an offset."""
        lines = self.text[:offset].splitlines()
        return any(line.strip() and not line.lstrip().startswith("#") for line in lines)

    # -- finding --------------------------------------------------------------------------------

    def whole(self) -> Node | None:
        """The tree of the whole text."""
        return parse(self.text)

    def record(self, item: int) -> Node:
        """The tree of one record. Only its own lines are parsed where they can be told apart."""
        if self.count < 0:
            return there(self.whole())
        starts = self.starts()
        if len(starts) != self.count:
            return there(along(there(self.whole()), (item,))[-1])
        upto = starts[item + 1] if item + 1 < self.count else len(self.text)
        top = there(parse(self.text[starts[item] : upto], starts[item]))
        if top.items is None or len(top.items) != 1:
            raise Unsafe(Why.LAYOUT)
        return top.items[0]

    def starts(self) -> list[int]:
        """Where each record's dash stands, for records in the first column."""
        return [match.start() for match in _RECORD.finditer(self.text)]

    # -- text -----------------------------------------------------------------------------------

    def splice(self, start: int, end: int, words: str) -> None:
        """Put words in place of a stretch."""
        self.text = self.text[:start] + words + self.text[end:]

    def lines(self, at: int, lines: list[str]) -> None:
        """Put lines where a line begins; a file without a last line end stays without."""
        words = self.newline.join(lines)
        if at and self.text[at - 1] != "\n":
            self.splice(at, at, self.newline + words)
        else:
            self.splice(at, at, words + self.newline)

    def after(self, end: int, column: int) -> int:
        """Where the line after a value begins; comments that stand deeper than a column belong to it."""
        if end and self.text[end - 1] == "\n":
            return end
        if not REST.match(self.text, end):
            raise Unsafe(Why.LAYOUT)
        at = self.end_of_line(end)
        while (comment := _COMMENT.match(self.text, at)) and len(comment[1]) > column:
            at = comment.end()
        return at

    def end_of_line(self, offset: int) -> int:
        """Where the line after the one at an offset begins."""
        found = self.text.find("\n", offset)
        return len(self.text) if found < 0 else found + 1

    def column(self, offset: int) -> int:
        """The column of an offset, from 0."""
        return offset - (self.text.rfind("\n", 0, offset) + 1)

    def comment_in(self, node: Node) -> bool:
        """Whether a comment stands within a node."""
        return self.hash_in(node.start, node.end, [node])

    def hash_in(self, start: int, end: int, nodes: Sequence[Node]) -> bool:
        """Whether a comment stands in a stretch: a ``#`` outside of every scalar."""
        at = start
        for scalar in (one for node in nodes for one in node.scalars()):
            if "#" in self.text[at : max(at, min(scalar.start, end))]:
                return True
            at = max(at, scalar.end)
        return "#" in self.text[at:end]


def there(node: Node | None) -> Node:
    """A node that must be there."""
    if node is None:
        raise Unsafe(Why.ABSENT)
    return node
