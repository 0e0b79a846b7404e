"""The ids of a ledger at a glance, for completion in a shell: looked for as text, not read as YAML.

Good enough to offer, in a few milliseconds; what is recorded is checked by the real reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from safety_ledger.model import KIND

_ID: Final = re.compile(r"(?:^|[\s{,-])id:\s*[\"']?([^\s\"',}]+)")
_NAME: Final = re.compile(r"(?:^|[\s{-])name:\s*[\"']?([^\s\"',}]+)")
_DOCUMENT: Final = re.compile(r"(?:^|[\s{,])document:\s*[\"']?([^\s\"',}]+)")
_LISTED: Final = r"^{name}:\s*\[([^\]]*)\]"


def known_ids(root: Path, kind: str) -> list[str]:
    """The ids of a kind (names of people), sorted."""
    pattern = _NAME if kind == "person" else _ID
    return sorted({match[1] for text in _texts(root, kind) for match in pattern.finditer(text)})


def known_documents(root: Path) -> list[str]:
    """The document numbers in the histories of hazards, sorted."""
    return sorted(
        {match[1] for text in _texts(root, "hazard") for match in _DOCUMENT.finditer(text)}
    )


def listed(root: Path, name: str) -> list[str]:
    """A list of ledger.yaml such as ``sections``."""
    text = _text(root / "ledger.yaml")
    found = re.search(_LISTED.format(name=name), text, re.MULTILINE)
    if found:
        return [word.strip(" \"'") for word in found[1].split(",") if word.strip()]
    return []


def _texts(root: Path, kind: str) -> Iterator[str]:
    for path in sorted((root / KIND[kind].folder).rglob("*.y*ml")):
        yield _text(path)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
