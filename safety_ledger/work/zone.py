"""The ledger's time zone: where its days begin and end."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DEFAULT_ZONE: Final = "Asia/Shanghai"


def zone_of(name: str | None) -> ZoneInfo:
    """The time zone of that name; the usual one when it is missing or unknown (a rule tells)."""
    try:
        return ZoneInfo(name or DEFAULT_ZONE)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(DEFAULT_ZONE)
