"""Why a cell gives no value."""

from __future__ import annotations

from dataclasses import dataclass

from safety_ledger.text import Text


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why a cell gives no value."""

    why: Text


def unclear(zh: str, en: str, value: str, **params: object) -> Unclear:
    """A reason that names what was written."""
    return Unclear(Text(zh, en).filled(value=value, **params))
