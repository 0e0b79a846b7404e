"""What a paper is about: a unit and the hazards it must put right, chosen by what the user named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from safety_ledger.lists import Day, HazardView
from safety_ledger.model.enterprise import Enterprise
from safety_ledger.text import Text
from safety_ledger.vocabulary import Event


class Asked(Enum):
    """What the user named."""

    HAZARD = "hazard"
    ENTERPRISE = "enterprise"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user named, and the hazards that go with it; none where the name is unknown."""

    asked: Asked
    word: str
    views: tuple[HazardView, ...]
    enterprise: Enterprise | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """One unit with its hazards: what one paper is about."""

    day: Day
    unit: Enterprise | None
    """As it is on the day; ``None`` where a body answers (a road, a village)."""
    name: str
    views: tuple[HazardView, ...]


@dataclass(frozen=True, slots=True)
class Declined:
    """Why no paper is made."""

    why: Text


def chosen(day: Day, word: str) -> Choice | None:
    """What a word names: a hazard by id, an enterprise by id or name, the number of a notice."""
    hazard = next((one for one in day.hazards if one.id == word), None)
    if hazard is not None:
        return Choice(Asked.HAZARD, word, (hazard,))
    ids = [one.id for one in day.ledger.called(word)]
    enterprise = next((one.record for one in day.enterprises if one.id in ids), None)
    if enterprise is not None:
        own = tuple(one for one in day.hazards if _liable_id(one) == enterprise.id)
        return Choice(Asked.ENTERPRISE, word, own, enterprise)
    numbered = tuple(one for one in day.hazards if word in numbers(one))
    return Choice(Asked.NUMBER, word, numbered) if numbered else None


def names(day: Day) -> list[str]:
    """Everything a paper can be asked for."""
    return [
        *(one.id for one in day.hazards),
        *(name for one in day.enterprises for name in (one.id, one.record.name)),
        *dict.fromkeys(number for one in day.hazards for number in numbers(one)),
    ]


def numbers(view: HazardView) -> tuple[str, ...]:
    """The numbers of the notices that were sent about a hazard, the oldest first."""
    sent = view.done(Event.NOTIFY)
    return tuple(dict.fromkeys(one.document for one in sent if one.document is not None))


def by_unit(day: Day, views: Iterable[HazardView]) -> list[Subject]:
    """The hazards grouped by who must put them right, each group by deadline."""
    groups: dict[str, list[HazardView]] = {}
    for view in sorted(views, key=lambda one: (one.deadline or dt.date.max, one.id)):
        groups.setdefault(view.liable_name, []).append(view)
    return [Subject(day, of[0].liable, name, tuple(of)) for name, of in groups.items()]


def _liable_id(view: HazardView) -> str | None:
    return view.record.liable or view.record.enterprise


def elsewhere(day: Day, enterprise: Enterprise) -> Sequence[HazardView]:
    """The open hazards on its site that another unit must put right (plan §18)."""
    return [
        one
        for one in day.hazards
        if one.open and one.record.enterprise == enterprise.id and _liable_id(one) != enterprise.id
    ]
