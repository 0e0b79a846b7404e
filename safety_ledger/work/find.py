"""Which ledger is meant: the one asked for, the one of the environment, or the one around here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from safety_ledger.errors import LedgerError
from safety_ledger.text import Text

MARK: Final = "ledger.yaml"
"""The file that makes a folder a ledger."""

VARIABLE: Final = "SAFETY_LEDGER"

_NOT_A_LEDGER: Final = Text(
    "{path} 不是台账：其中没有 ledger.yaml", "{path} is no ledger: it has no ledger.yaml"
)
_NOWHERE: Final = Text(
    "从 {start} 往上都没有台账：请到台账目录中运行，或用 --ledger 指定",
    "no ledger in {start} or above it: run this inside one, or name it with --ledger",
)


def find_ledger(asked: Path | None, environ: Mapping[str, str], start: Path) -> Path:
    """The folder of the ledger; :class:`LedgerError` when there is none."""
    named = asked or (Path(environ[VARIABLE]) if environ.get(VARIABLE) else None)
    if named is not None:
        return _named(start, named)
    for folder in (start, *start.parents):
        for root in (folder, folder / "data"):
            if (root / MARK).is_file():
                return root
    raise LedgerError(_NOWHERE, {"start": start})


def _named(start: Path, named: Path) -> Path:
    """A folder that was named; the ledger.yaml in it will do as well."""
    root = start / (named.parent if named.name == MARK else named)
    if not (root / MARK).is_file():
        raise LedgerError(_NOT_A_LEDGER, {"path": named})
    return root
