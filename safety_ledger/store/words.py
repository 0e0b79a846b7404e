"""A small YAML text as plain words, typed by nobody: what is handed to a command on stdin."""

from __future__ import annotations

from typing import Any, Final

import yaml

from safety_ledger.errors import LedgerError
from safety_ledger.store.scan import scan
from safety_ledger.text import Text

_UNREADABLE: Final = Text(
    "读不懂 {name} 第 {line} 行：要写成一条一项的列表（- title: …）",
    "{name}, line {line}, cannot be understood: write a list (- title: …)",
)


def words(data: bytes, name: str) -> list[dict[str, Any]]:
    """The mappings of a list; every leaf is the text that stands there.

    Raises :class:`LedgerError` for what is no list of mappings.
    """
    scanned = scan(name, data)
    if scanned.data is None or scanned.tainted:
        line = scanned.findings[0].place.line if scanned.findings else 1
        raise LedgerError(_UNREADABLE, {"name": name, "line": line})
    try:
        tree = yaml.load(scanned.data, yaml.BaseLoader)  # noqa: S506 - gives texts only
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise LedgerError(
            _UNREADABLE, {"name": name, "line": mark.line + 1 if mark else 1}
        ) from error
    rows = tree or []
    if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
        raise LedgerError(_UNREADABLE, {"name": name, "line": 1})
    return rows
