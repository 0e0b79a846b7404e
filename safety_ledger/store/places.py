"""Where every record and field stands, recovered exactly when somebody asks.

Reading keeps no positions: they cost time on every run and are needed only for what is wrong. A
file that is asked about is parsed once more, the same pieces in the same order, and remembered.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import yaml
from yaml.events import (
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from safety_ledger.diagnostics import Place
from safety_ledger.ledger import KeyPath
from safety_ledger.model.declaration import Origin
from safety_ledger.store.parser import begin, parser_for
from safety_ledger.store.part import Piece

Spots = dict[KeyPath, tuple[int, int]]
"""Line and column (from 1) of each value, by the item's ordinal and the key path within it."""


class Places:
    """The locator of a ledger that was read from files."""

    def __init__(self, texts: Mapping[str, bytes], pieces: Mapping[str, tuple[Piece, ...]]) -> None:
        self.texts = texts
        """The bytes of every file, by path, as they were when the ledger was read."""
        self._pieces = pieces
        self._spots = lru_cache(maxsize=64)(self._find)
        self._lines = lru_cache(maxsize=64)(self._cut)

    def place(self, origin: Origin, path: KeyPath) -> Place:
        """The place of the value at ``path``; of the nearest enclosing value when it is absent."""
        spots = self._spots(origin.path)
        full = (origin.item, *path)
        for length in range(len(full), 0, -1):
            if (spot := spots.get(full[:length])) is not None:
                return Place(origin.path, *spot)
        return Place(origin.path)

    def line(self, place: Place) -> str:
        """The text of the line a place is on."""
        lines = self._lines(place.path)
        return lines[place.line - 1] if 0 < place.line <= len(lines) else ""

    def pieces_of(self, path: str) -> tuple[Piece, ...]:
        """The stretches a file was read in; more than one when the parser was lost in it."""
        return self._pieces.get(path, ())

    def laid_over(
        self, texts: Mapping[str, bytes], pieces: Mapping[str, tuple[Piece, ...]]
    ) -> Places:
        """The places in the same files but for some that have changed."""
        return Places({**self.texts, **texts}, {**self._pieces, **pieces})

    def _cut(self, path: str) -> list[str]:
        text = self.texts.get(path, b"").decode("utf-8", errors="replace")
        return [line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n")]

    def _find(self, path: str) -> Spots:
        spots: Spots = {}
        for piece in self._pieces.get(path, ()):
            try:
                _Walk(piece, spots).run()
            except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
                continue
        return spots


class _Walk:
    """One pass over a piece that notes where each value begins."""

    def __init__(self, piece: Piece, spots: Spots) -> None:
        self.get: Any = parser_for(piece.data)(piece.data).get_event
        self.base = piece.line
        self.index = piece.index
        self.spots = spots

    def run(self) -> None:
        event = self.get()
        while not isinstance(event, MappingStartEvent | SequenceStartEvent):
            if event is None:
                return
            event = self.get()
        if isinstance(event, MappingStartEvent):
            self.value((self.index,), event)
            return
        while not isinstance(item := self.get(), SequenceEndEvent):
            self.value((self.index,), item)
            self.index += 1

    def value(self, path: KeyPath, event: Event) -> None:
        mark = begin(event)
        self.spots[path] = (self.base + mark.line + 1, mark.column + 1)
        if isinstance(event, MappingStartEvent):
            self.mapping(path)
        elif isinstance(event, SequenceStartEvent):
            ordinal = 0
            while not isinstance(item := self.get(), SequenceEndEvent):
                self.value((*path, ordinal), item)
                ordinal += 1

    def mapping(self, path: KeyPath) -> None:
        while not isinstance(key := self.get(), MappingEndEvent):
            name = key.value if isinstance(key, ScalarEvent) else ""
            if not isinstance(key, ScalarEvent):
                self.value((*path, name), key)
            self.value(
                (*path, name) if (*path, name) not in self.spots else (*path, ""), self.get()
            )
