"""The lines an edit changes, as git would show them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from itertools import takewhile
from typing import Final

_CONTEXT: Final = 3
_NUMBERS: Final = re.compile(r"([-+])([0-9]+)")
_NO_END: Final = "\\ No newline at end of file\n"


def diff_of(path: str, before: bytes | None, after: bytes) -> str:
    """A unified diff of one file; a line end of CRLF is not shown, a missing one is.

    Only what lies between the first and the last changed line is compared: in a file of 300,000
    lines looking for likenesses everywhere would take a minute.
    """
    old, new = _lines(before or b""), _lines(after)
    ahead = _alike(zip(old, new, strict=False))
    rest = min(len(old), len(new)) - ahead
    behind = min(rest, _alike(zip(reversed(old), reversed(new), strict=False)))
    start, cut = max(ahead - _CONTEXT, 0), max(behind - _CONTEXT, 0)
    name = "/dev/null" if before is None else f"a/{path}"
    heads = difflib.unified_diff(
        old[start : len(old) - cut], new[start : len(new) - cut], name, f"b/{path}"
    )
    lines = (_moved(line, start) if line.startswith("@@") else line for line in heads)
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_END}" for line in lines)


def _alike(pairs: Iterable[tuple[str, str]]) -> int:
    """How many pairs of lines are equal before the first that is not."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _moved(head: str, by: int) -> str:
    """The head of a hunk, its line numbers those of the whole file."""
    return _NUMBERS.sub(lambda match: f"{match[1]}{int(match[2]) + by}", head)


def _lines(data: bytes) -> list[str]:
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    return [line + "\n" for line in text.split("\n")[:-1]] + [
        line for line in text.split("\n")[-1:] if line
    ]
