"""How the benchmark's ledger is laid out as YAML: mostly a key a line, some mappings in braces.

Texts are written as they are, so the same facts always give the same bytes, quickly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

Fields = dict[str, object]
"""A mapping to be written: texts as they stand in the file, lists, mappings."""


@dataclass
class Flow:
    """A mapping to be written in braces."""

    value: Fields


def flow(value: object) -> str:
    """A value on one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(flow(item) for item in value) + "]"
        case _:
            return str(value)


def lines(fields: Fields, indent: str) -> Iterator[str]:
    """A mapping over several lines; a :class:`Flow` inside it stays on one line."""
    for key, value in fields.items():
        match value:
            case Flow():
                yield f"{indent}{key}: {flow(value.value)}"
            case dict():
                yield f"{indent}{key}:"
                yield from lines(value, indent + "  ")
            case [dict() | Flow(), *_]:
                yield f"{indent}{key}:"
                for item in value:
                    yield from listed(item, indent + "  ")
            case _:
                yield f"{indent}{key}: {flow(value)}"


def listed(item: object, indent: str = "") -> Iterator[str]:
    """One item of a list."""
    if isinstance(item, Flow):
        yield f"{indent}- {flow(item.value)}"
        return
    assert isinstance(item, dict)
    first, *rest = lines(item, indent + "  ")
    yield f"{indent}- {first.lstrip()}"
    yield from rest


def write(path: Path, text: Iterable[str]) -> None:
    """A file with LF line ends on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in text), encoding="utf-8", newline="\n")
