"""The lines an edit changes, as git would show them."""

from __future__ import annotations

import difflib
from typing import Final

_NO_END: Final = "\\ No newline at end of file\n"


def diff_of(path: str, before: bytes | None, after: bytes) -> str:
    """A unified diff of one file; a line end of CRLF is not shown, a missing one is."""
    old = "/dev/null" if before is None else f"a/{path}"
    lines = difflib.unified_diff(_lines(before or b""), _lines(after), old, f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_END}" for line in lines)


def _lines(data: bytes) -> list[str]:
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    return [line + "\n" for line in text.split("\n")[:-1]] + [
        line for line in text.split("\n")[-1:] if line
    ]
