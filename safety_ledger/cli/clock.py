"""The one clock: ``--as-of``, else ``SAFETY_LEDGER_TODAY``, else today in the ledger's time zone."""

from __future__ import annotations

import datetime as dt
import os
import re
from typing import Final

from safety_ledger.cli.usage import WrongUsage
from safety_ledger.cli.words import say
from safety_ledger.text import Text

VARIABLE: Final = "SAFETY_LEDGER_TODAY"

_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NO_DATE: Final = Text(
    "{option} 的“{word}”不是日期；写成 2024-06-30 的样子",
    "“{word}” of {option} is no date: write 2024-06-30",
)


def day_of(asked: str | None, zone: str | None) -> dt.date:
    """The day a report looks at."""
    if asked is not None:
        return parse_day(asked, "--as-of")
    if today := os.environ.get(VARIABLE):
        return parse_day(today, VARIABLE)
    from safety_ledger.work.zone import zone_of

    return dt.datetime.now(zone_of(zone)).date()


def parse_day(word: str, option: str) -> dt.date:
    """A date as typed; anything else is wrong usage."""
    try:
        day = dt.date.fromisoformat(word) if _DATE.fullmatch(word) else None
    except ValueError:
        day = None
    if day is None:
        raise WrongUsage(say(_NO_DATE, option=option, word=word))
    return day
