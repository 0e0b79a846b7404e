"""Whom and what a word names: an enterprise by id or name, people by the roles they hold."""

from __future__ import annotations

import datetime as dt
from typing import Final

from safety_ledger.cli.usage import several, unknown
from safety_ledger.cli.words import say
from safety_ledger.ledger import Ledger
from safety_ledger.model.enterprise import Enterprise
from safety_ledger.text import Text
from safety_ledger.vocabulary import Role

_NO_ENTERPRISE: Final = Text("没有编号或名称为“{word}”的企业", "there is no enterprise “{word}”")


def enterprise_of(ledger: Ledger, word: str) -> Enterprise:
    """The enterprise of an id or an exact name, now or after a change; else wrong usage."""
    found = ledger.called(word)
    if len(found) == 1:
        return found[0]
    if found:
        raise several(word, [one.id for one in found])
    known = [*ledger.enterprise, *(one.name for one in ledger.enterprises)]
    raise unknown(say(_NO_ENTERPRISE, word=word), word, known)


def names_of(ledger: Ledger, day: dt.date, *roles: Role) -> tuple[str, ...]:
    """Who holds one of some roles on a day."""
    wanted = set(roles)
    return tuple(one.name for one in ledger.people if not wanted.isdisjoint(one.roles_on(day)))
