"""Rules on what must never enter a ledger: git keeps for ever what was committed once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from typing import Any, Final

from safety_ledger.diagnostics import Example
from safety_ledger.ledger import Ledger
from safety_ledger.model import KINDS, Hazard
from safety_ledger.model.declaration import Form, Listed, Ref, Scalar
from safety_ledger.rules.catalogue import WARNING, Found, code, found, rule
from safety_ledger.rules.fields import Columns, Way, Whole, ways
from safety_ledger.rules.personal import LONG_NUMBER, REPORTER_WORDS, numbers_in, secrets_in
from safety_ledger.rules.sources import PRACTICE, plan
from safety_ledger.text import Text
from safety_ledger.vocabulary import Source


def _ways_to_texts(cls: type[Any]) -> tuple[Way, ...]:
    free = tuple(way for way, scalar in ways(cls, Scalar) if scalar.form is Form.TEXT)
    named = (*ways(cls, Ref), *ways(cls, Listed))
    return (*free, *(way for way, _ in named))


_TEXTS: Final = {kind.name: _ways_to_texts(kind.cls) for kind in KINDS}
"""The ways to everything that is written freely, by kind."""

_CONTACTS: Final = frozenset({"rectifier", "person", "note"})
"""Where a person's number gets into a hazard: to look everywhere costs more than all other rules."""

_SEARCHED: Final = _TEXTS | {
    "hazard": tuple(way for way in _TEXTS["hazard"] if way.end.name in _CONTACTS)
}


Patterns = tuple[re.Pattern[str], ...]
_NUMBERS: Final = (LONG_NUMBER,)
_SECRETS: Final = (LONG_NUMBER, REPORTER_WORDS)


def from_public(hazard: Hazard) -> bool:
    """A case number makes a public report too, whatever the source says."""
    return hazard.source is Source.REPORT or hazard.case is not None


def _suspects(texts: AbstractSet[str], patterns: Patterns) -> list[str]:
    """The texts a pattern is found in; all of them are looked through at once before each is."""
    joined = "\n".join(texts)
    found = [pattern for pattern in patterns if pattern.search(joined)]
    return [text for text in texts if any(pattern.search(text) for pattern in found)]


def _revealed(
    ledger: Ledger,
    columns: Columns,
    searched: tuple[Way, ...],
    patterns: Patterns,
    kinds: Callable[[str], Iterator[Text]],
) -> Iterator[Found]:
    """What the texts of some records reveal; one of ``patterns`` is in all worth a look."""
    for way in searched:
        likely = _suspects(columns.distinct(way), patterns)
        suspects = {text for text in likely if any(kinds(text))}
        for record, path, text in columns.places(way, suspects, ledger.unsound):
            yield from (found(*path, record=record, what=what) for what in kinds(text))


@rule(
    code(
        "P901",
        title=Text("群众举报泄密", "Public report gives somebody away"),
        message=Text("群众举报的记录里有{what}", "{what} in a public report"),
        remedy=Text(
            "立即删去，提交前改正；已提交的要清理 git 历史并报告保密负责人。",
            "delete it before you commit; once committed, clean the git history and report it.",
        ),
        why=Text(
            "举报人的身份、联系方式、所述内容和奖金一律不进台账，台账由 git 永久保存。",
            "Who reported, how to reach them, what they said and were paid never enter the ledger: "
            "git keeps it for ever.",
        ),
        source=plan("10"),
        example=Example(
            "source: 群众举报\n"
            "case: JB-2024-003\n"
            "history:\n"
            "  - {date: 2024-05-12, event: 核实, by: 李明, note: 回访电话13800138000}\n",
            "source: 群众举报\n"
            "case: JB-2024-003\n"
            "history:\n"
            "  - {date: 2024-05-12, event: 核实, by: 李明, note: 现场核实属实}\n",
            of="hazard",
        ),
    ),
    on=Whole,
)
def report_gives_somebody_away(_: Whole, ledger: Ledger) -> Iterator[Found]:
    reports = Columns(tuple(filter(from_public, ledger.hazards)))
    yield from _revealed(ledger, reports, _TEXTS["hazard"], _SECRETS, secrets_in)


@rule(
    code(
        "P902",
        severity=WARNING,
        title=Text("个人号码", "Personal number"),
        message=Text("写有{what}", "{what} in the ledger"),
        remedy=Text(
            "台账只写姓名和职务，号码另存通讯录。",
            "write name and post only; keep numbers in a private file.",
        ),
        why=Text(
            "台账多人共用、永久保存，个人号码写进去就收不回来。",
            "Many read the ledger and it is kept for ever: a number cannot be taken back.",
        ),
        source=PRACTICE,
        example=Example(
            "principal: 王建国13800138000\n",
            "principal: 王建国\n",
            of="enterprise",
        ),
    ),
    on=Whole,
)
def personal_number(whole: Whole, ledger: Ledger) -> Iterator[Found]:
    for kind in KINDS:
        for one in _revealed(ledger, whole.of(kind), _SEARCHED[kind.name], _NUMBERS, numbers_in):
            if not (isinstance(one.record, Hazard) and from_public(one.record)):
                yield one


RULES = (report_gives_somebody_away, personal_number)
