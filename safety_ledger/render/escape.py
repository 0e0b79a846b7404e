"""Text from files is data: what would steer a terminal or mislead a reader is made visible."""

from __future__ import annotations

import re
from typing import Final

_STEERING: Final = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # controls, among them the escape that starts terminal sequences
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # reorder what is read
    "\u200b-\u200d\u2060\ufeff"  # take no room, so two names may look the same
    "\u2028\u2029"  # break the line for some programs only
    "\ud800-\udfff"  # halves of a character, as undecodable file names have them
    "]"
)


def neutral(text: str) -> str:
    """The text on one line, every steering character spelled out as its escape."""
    return _STEERING.sub(_spelled, text)


def neutral_lines(text: str) -> str:
    """The same for a piece of several lines, which keeps its line ends."""
    return "\n".join(neutral(line) for line in text.split("\n"))


def _spelled(found: re.Match[str]) -> str:
    number = ord(found[0])
    return {9: r"\t", 10: r"\n", 13: r"\r"}.get(number) or (
        f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
    )
