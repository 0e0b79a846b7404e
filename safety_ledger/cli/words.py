"""The language of this run, and the few ways the program speaks to the user."""

from __future__ import annotations

import os
import sys
from typing import Final

from safety_ledger.render.escape import neutral
from safety_ledger.text import Lang, Text

LANG: Final = Lang.of(os.environ)
"""Read once, because Typer takes help texts when commands are declared."""


def say(text: Text, **params: object) -> str:
    """A wording in the language of this run."""
    return text.say(LANG, params)


def tell(line: str) -> None:
    """One line of ours to stderr; stdout is for results alone."""
    print(neutral(line), file=sys.stderr)  # noqa: T201 - the one place that speaks on stderr
