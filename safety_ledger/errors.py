"""What stops the program. Mistakes in data never do: those are findings."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from safety_ledger.text import Lang, Text

NOTHING: Mapping[str, object] = MappingProxyType({})


class LedgerError(Exception):
    """The program cannot go on: no ledger, an unreadable folder, a file that cannot be written."""

    def __init__(self, message: Text, params: Mapping[str, object] = NOTHING) -> None:
        super().__init__(message.say(Lang.EN, params))
        self.message = message
        self.params = params

    def say(self, lang: Lang) -> str:
        """What to tell the user, in one line."""
        return self.message.say(lang, self.params)
