"""A file's text under edit: finds records in it, and changes exactly the lines that must change.

Every edit is a splice at the place of a node; all other characters stay: comments, order, quotes,
line ends. Offsets are characters from 0. Knows no records and no files; raises :class:`Unsafe`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from safety_ledger.ledger import KeyPath
from safety_ledger.store.edit_buffer import REST, Buffer, there
from safety_ledger.store.edit_layout import Style, Value, flow, keyed, listed
from safety_ledger.store.edit_nodes import Node, along
from safety_ledger.store.edit_refusal import Unsafe, Why

_NEIGHBOURS: Final = 3
"""How many records on either side are looked at for how a list is laid out."""

Orders = Sequence[Sequence[str]]
"""For each step of a path, the declared keys it stands among, in the order they are written."""


class Draft(Buffer):
    """The text of one file under edit."""

    # -- changing -------------------------------------------------------------------------------

    def add(self, item: int, path: KeyPath, value: Value, at: int | None, orders: Orders) -> None:
        """Put an item into the list at ``path`` of a record, before the one at ``at`` or last."""
        record = self.record(item)
        nodes = along(record, path)
        if len(nodes) <= len(path):
            self._nest(nodes, path, [value], orders, self._style(item, record, path))
            return
        holder, node = nodes[-2], nodes[-1]
        if node.items is None:
            raise Unsafe(Why.LAYOUT)
        if node.items:
            self._into(node, value, len(node.items) if at is None else at)
        elif holder.flow or not isinstance(value, Mapping):
            self.splice(node.start, node.end, f"[{flow(value, in_braces=True)}]")
        else:
            self._unfold(holder, node, value, self._style(item, record, path))

    def put(self, item: int, path: KeyPath, value: Value | None, orders: Orders) -> None:
        """Set the field at ``path`` of a record; ``None`` takes it away."""
        record = self.record(item)
        nodes = along(record, path)
        if len(nodes) <= len(path):
            if value is None:
                raise Unsafe(Why.ABSENT)
            self._nest(nodes, path, value, orders, self._style(item, record, path))
        elif value is None:
            self._remove(nodes[-2], path[-1])
        else:
            self._replace(nodes[-2], nodes[-1], value)

    def insert(self, at: int, values: Mapping[str, Value]) -> None:
        """Put a record before the one at ``at``; ``at`` is the number of records for the last."""
        if not self.count:
            self._first(values)
        else:
            self._beside(at, values)
        self.count += 1

    # -- records --------------------------------------------------------------------------------

    def _first(self, values: Mapping[str, Value]) -> None:
        top = self.whole()
        lines = listed(values, 0, Style(), in_braces=False)
        if top is None:
            self.lines(len(self.text), lines)
            return
        if top.items != [] or self.comment_in(top):
            raise Unsafe(Why.LAYOUT)
        self.splice(top.start, top.end, self.newline.join(lines))

    def _beside(self, at: int, values: Mapping[str, Value]) -> None:
        beside = max(at - 1, 0)
        record = self.record(beside)
        dash = self.text.rfind("-", 0, record.start)
        if self.text[:1] == "[" or self._top_in_brackets():
            self._into(there(self.whole()), values, at)
            return
        if dash < 0 or self.text[dash + 1 : record.start].strip(" "):
            raise Unsafe(Why.LAYOUT)
        column = self.column(dash)
        style = self._style_of(record, record.start - dash - 1)
        lines = listed(values, column, style, in_braces=record.flow)
        spaced = self.record(max(at - 2, 0)) if at == self.count else record
        blank = self._apart(spaced.end, column)
        if at:
            self.lines(self.after(record.end, column), [""] * blank + lines)
        else:
            self.lines(dash - column, lines + [""] * blank)

    def _top_in_brackets(self) -> bool:
        if len(self.starts()) == self.count:
            return False
        return there(self.whole()).flow

    def _apart(self, end: int, column: int) -> int:
        """How many blank lines (0 or 1) follow a record before the next."""
        behind = self.text[self.after(end, column) :]
        return int(bool(behind.strip()) and behind.split("\n", 1)[0].strip("\r") == "")

    # -- lists ----------------------------------------------------------------------------------

    def _into(self, node: Node, value: Value, at: int) -> None:
        """Put an item into a list that has some."""
        items = node.items or []
        if node.flow:
            self._between_brackets(items, value, at)
            return
        column = self.column(node.start)
        sample = items[min(at, len(items) - 1)]
        gap = sample.start - self.text.rfind("-", 0, sample.start) - 1
        style = self._style_of(sample, gap if gap > 0 and self._same_line(sample, gap) else 1)
        lines = listed(value, column, style, in_braces=sample.flow or sample.pairs is None)
        if at:
            self.lines(self.after(items[at - 1].end, column), lines)
        elif self.text[node.start - column : node.start].strip(" "):
            raise Unsafe(Why.LAYOUT)
        else:
            self.lines(node.start - column, lines)

    def _same_line(self, item: Node, gap: int) -> bool:
        return not self.text[item.start - gap : item.start].strip(" ")

    def _between_brackets(self, items: list[Node], value: Value, at: int) -> None:
        words = flow(value, in_braces=True)
        if at < len(items):
            self.splice(items[at].start, items[at].start, f"{words}, ")
            return
        last = items[-1]
        begins = self.text.rfind("\n", 0, last.start) + 1
        alone = len(items) > 1 and not self.text[begins : last.start].strip(" ")
        comma = re.compile(r" *,").match(self.text, last.end)
        end = comma.end() if comma else last.end
        if not alone or not REST.match(self.text, end) or "\n" not in self.text[end:]:
            self.splice(last.end, last.end, f", {words}")
            return
        margin = self.text[begins : last.start]
        self.lines(self.after(end, len(margin)), [margin + words + ("," if comma else "")])
        if not comma:
            self.splice(last.end, last.end, ",")

    def _unfold(self, holder: Node, node: Node, value: Value, style: Style) -> None:
        """Turn ``history: []`` into a list below its key; a comment behind it stays."""
        if not REST.match(self.text, node.end):
            raise Unsafe(Why.LAYOUT)
        column = self.column(holder.start)
        self.lines(self.after(node.end, column), listed(value, column + style.dash, style))
        start = len(self.text[: node.start].rstrip(" "))
        self.splice(start, node.end, "")

    # -- keys -----------------------------------------------------------------------------------

    def _nest(
        self, nodes: list[Node], path: KeyPath, value: Value, orders: Orders, style: Style
    ) -> None:
        """Add the first missing key of a path, with what belongs below it."""
        missing = path[len(nodes) - 1 :]
        for step in reversed(missing[1:]):
            value = {str(step): value}
        holder, key = nodes[-1], missing[0]
        if holder.pairs is None or not isinstance(key, str):
            raise Unsafe(Why.ABSENT)
        if not holder.pairs:
            self.splice(holder.start, holder.end, flow({key: value}))
            return
        before = self._before_key(holder, key, orders[len(nodes) - 1])
        if holder.flow:
            self.splice(before.end, before.end, f", {key}: {flow(value, in_braces=True)}")
            return
        column = self.column(holder.start)
        self.lines(self.after(before.end, column), list(keyed(key, value, column, style)))

    def _before_key(self, holder: Node, key: str, order: Sequence[str]) -> Node:
        """The value after which a key belongs, by the order of the declaration."""
        pairs = holder.pairs or []
        rank = {name: number for number, name in enumerate(order)}
        limit = rank.get(key, len(rank))
        earlier = [value for name, value in pairs if rank.get(name.text, -1) < limit]
        return earlier[-1] if earlier else pairs[0][1]

    def _replace(self, holder: Node, node: Node, value: Value) -> None:
        if not node.flow and (node.items is not None or node.pairs is not None):
            self._fold(holder, node, value)
            return
        if self.comment_in(node):
            raise Unsafe(Why.COMMENT)
        words = flow(value, in_braces=holder.flow, quote=node.style)
        lead = " " if self.text[node.start - 1 : node.start] == ":" else ""
        self.splice(node.start, node.end, lead + words)

    def _fold(self, holder: Node, node: Node, value: Value) -> None:
        """Replace a list or mapping written over several lines by one in brackets behind its key."""
        key = next((name for name, one in holder.pairs or () if one is node), None)
        if key is None:
            raise Unsafe(Why.LAYOUT)
        start = self.text.index(":", key.end) + 1
        if self.comment_in(node) or "#" in self.text[start : node.start]:
            raise Unsafe(Why.COMMENT)
        self.splice(start, node.end, f" {flow(value)}")

    def _remove(self, holder: Node, key: str | int) -> None:
        pairs = holder.pairs or []
        place = next((n for n, (name, _) in enumerate(pairs) if name.text == key), None)
        if place is None or len(pairs) == 1:
            raise Unsafe(Why.LAYOUT)
        if holder.flow:
            start = pairs[place - 1][1].end if place else pairs[0][0].start
            end = pairs[place][1].end if place else pairs[1][0].start
        else:
            start = self.text.rfind("\n", 0, pairs[place][0].start) + 1
            if self.text[start : pairs[place][0].start].strip(" "):
                raise Unsafe(Why.LAYOUT)
            end = self.end_of_line(pairs[place][1].end)
        if self.hash_in(start, end, [node for pair in pairs for node in pair]):
            raise Unsafe(Why.COMMENT)
        self.splice(start, end, "")

    # -- how neighbours are laid out ------------------------------------------------------------

    def _style(self, item: int, record: Node, path: KeyPath) -> Style:
        """How the list at a path is laid out in the records (or tasks) nearby."""
        tail = path if self.count >= 0 else path[2:]
        for node in self._neighbours(item, record, path):
            found = along(node, tail)
            rows = found[-1]
            if len(found) > len(tail) and rows.items and not rows.flow:
                dash = self.column(rows.start) - self.column(found[-2].start)
                return Style(dash=dash, entries_in_braces=rows.items[-1].flow)
        return Style()

    def _neighbours(self, item: int, record: Node, path: KeyPath) -> Iterator[Node]:
        if self.count < 0:
            yield from along(record, path[:1])[-1].items or []
            return
        for away in range(1, _NEIGHBOURS + 1):
            for near in (item - away, item + away):
                if 0 <= near < self.count:
                    yield self.record(near)

    def _style_of(self, record: Node, gap: int) -> Style:
        """How a record is laid out, for one that is to stand beside it."""
        pairs = record.pairs or ()
        unbraced = frozenset(
            key.text for key, one in pairs if one.pairs is not None and not one.flow
        )
        for _, rows in pairs:
            if rows.items and not rows.flow:
                dash = self.column(rows.start) - self.column(record.start)
                return Style(dash, gap, rows.items[-1].flow, unbraced)
        return Style(gap=gap, unbraced=unbraced)
