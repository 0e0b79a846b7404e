"""A stretch of YAML as a tree of nodes that know where they begin and where they really end.

The parser's end of a block node lies after the comments that follow it, so a node ends here with
its last value. Offsets are characters of the whole text, from 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml
from yaml.error import Mark
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from safety_ledger.ledger import KeyPath
from safety_ledger.store.edit_refusal import Unsafe, Why
from safety_ledger.store.parser import DEEPEST, begin, end, parser_for, valueless

_BLOCK_SCALARS: Final = frozenset("|>")


@dataclass(slots=True)
class Node:
    """A value in a text: a scalar, a list (``items``) or a mapping (``pairs`` of key and value)."""

    start: int
    end: int = 0
    flow: bool = False
    """Written in brackets or braces."""
    style: str = ""
    """The quotation mark of a scalar, or ``|`` and ``>``."""
    text: str = ""
    items: list[Node] | None = None
    pairs: list[tuple[Node, Node]] | None = None

    def step(self, step: str | int) -> Node | None:
        """The value at a key or an ordinal."""
        if isinstance(step, str):
            return next((value for name, value in self.pairs or () if name.text == step), None)
        items = self.items or []
        return items[step] if step < len(items) else None

    def scalars(self) -> Iterator[Node]:
        """Every scalar at or below this node, in the order they stand."""
        if self.pairs is not None:
            for key, value in self.pairs:
                yield from key.scalars()
                yield from value.scalars()
        elif self.items is not None:
            for item in self.items:
                yield from item.scalars()
        else:
            yield self


def along(node: Node, path: KeyPath) -> list[Node]:
    """The nodes on a path, the first one included, as far as they are there."""
    found = [node]
    for step in path:
        below = found[-1].step(step)
        if below is None:
            break
        found.append(below)
    return found


@dataclass(slots=True)
class _Tree:
    """One parse of a stretch of text."""

    text: str
    base: int
    get: Any
    lines: list[int] = field(default_factory=list)

    def offset(self, mark: Mark) -> int:
        return self.base + self.lines[mark.line] + mark.column

    def node(self, event: Event, depth: int = 0) -> Node:
        if depth > DEEPEST:
            raise Unsafe(Why.LAYOUT)
        if isinstance(event, AliasEvent) or event.anchor or event.tag:  # type: ignore[attr-defined]
            raise Unsafe(Why.MARKS)
        node = Node(self.offset(begin(event)))
        if isinstance(event, ScalarEvent):
            node.style, node.text = event.style or "", event.value
            node.end = self._end_of_scalar(node, self.offset(end(event)))
        elif isinstance(event, SequenceStartEvent):
            self._list(node, depth)
        elif isinstance(event, MappingStartEvent):
            self._mapping(node, depth)
        return node

    def _list(self, node: Node, depth: int) -> None:
        node.items = []
        node.flow = self._at(node.start) == "["
        while not isinstance(event := self.get(), SequenceEndEvent):
            node.items.append(self.node(event, depth + 1))
        node.end = self.offset(end(event)) if node.flow else _last(node.items, node)

    def _mapping(self, node: Node, depth: int) -> None:
        node.pairs = []
        node.flow = self._at(node.start) == "{"
        while not isinstance(event := self.get(), MappingEndEvent):
            key = self.node(event, depth + 1)
            node.pairs.append((key, self.node(self.get(), depth + 1)))
        ends = [value for _, value in node.pairs]
        node.end = self.offset(end(event)) if node.flow else _last(ends, node)

    def _at(self, offset: int) -> str:
        return self.text[offset - self.base : offset - self.base + 1]

    def _end_of_scalar(self, node: Node, marked: int) -> int:
        """A block scalar ends with its last line of text, unless it keeps its blank lines."""
        if node.style not in _BLOCK_SCALARS:
            return marked
        written = self.text[node.start - self.base : marked - self.base]
        if "+" in written.split("\n", 1)[0]:
            return marked
        return node.start + len(written.rstrip())


def _last(nodes: list[Node], whole: Node) -> int:
    return nodes[-1].end if nodes else whole.start


def parse(text: str, base: int = 0) -> Node | None:
    """The tree of a text that lies at ``base`` in its file; ``None`` when it holds no value.

    Raises :class:`Unsafe` for anchors, aliases, tags and text that is not well-formed.
    """
    data = text.encode()
    lines = [0]
    for line in text.split("\n"):
        lines.append(lines[-1] + len(line) + 1)
    loader = parser_for(data)(data)
    try:
        tree = _Tree(text, base, loader.get_event, lines)
        return _top(tree)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise Unsafe(Why.BROKEN) from error
    finally:
        loader.dispose()


def _top(tree: _Tree) -> Node | None:
    while (event := tree.get()) is not None:
        if valueless(event):
            return None
        if isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent | AliasEvent):
            return tree.node(event)
    return None
