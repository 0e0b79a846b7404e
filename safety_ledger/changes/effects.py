"""What a change does: to each hazard's standing on a day, to the lists and to the figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from safety_ledger.lists import Day, HazardView
from safety_ledger.lists.completeness import lacking
from safety_ledger.text import Text
from safety_ledger.vocabulary import Level, Status


@dataclass(frozen=True, slots=True)
class Stand:
    """What matters of a hazard's standing on a day."""

    status: Status
    level: Level | None
    deadline: dt.date | None
    days_overdue: int


@dataclass(frozen=True, slots=True)
class Effect:
    """A hazard that stands otherwise on one side than on the other; ``None`` where it is not there."""

    id: str
    before: Stand | None
    after: Stand | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a report prints, on either side."""

    name: Text
    before: int
    after: int


def effects(before: Day, after: Day) -> list[Effect]:
    """The hazards that stand otherwise, by id."""
    was, now = _stands(before), _stands(after)
    return [
        Effect(id_, was.get(id_), now.get(id_))
        for id_ in sorted(was.keys() | now.keys())
        if was.get(id_) != now.get(id_)
    ]


def _stands(day: Day) -> Mapping[str, Stand]:
    return {
        one.id: Stand(one.status, one.level, one.deadline, one.days_overdue) for one in day.hazards
    }


def figures(before: Day, after: Day) -> list[Figure]:
    """The figures of ``status`` that differ: stock, overdue, delays, lists, what is missing."""
    was, now = dict(_counts(before)), dict(_counts(after))
    return [
        Figure(name, was.get(name, 0), now.get(name, 0))
        for name in dict.fromkeys([*was, *now])
        if was.get(name, 0) != now.get(name, 0)
    ]


def _counts(day: Day) -> Iterator[tuple[Text, int]]:
    open_ = day.open
    late = [one for one in open_ if one.days_overdue]
    yield Text("隐患总数", "hazards"), len(day.hazards)
    yield Text("在账隐患", "open hazards"), len(open_)
    yield Text("在账重大隐患", "open major hazards"), _major(open_)
    yield Text("逾期隐患", "overdue hazards"), len(late)
    yield Text("逾期重大隐患", "overdue major hazards"), _major(late)
    for status in Status:
        count = sum(one.status is status for one in day.hazards)
        yield Text(f"状态：{status}", f"status: {status}"), count
    yield (
        Text("办公室自身超期", "the office's own delays"),
        sum(len(one.delays) for one in day.hazards),
    )
    yield Text("企业", "enterprises"), len(day.enterprises)
    for name, lacks in lacking(day).items():
        yield (
            Text(f"{name.label.zh}缺项", f"{name.label.en}: missing"),
            len(lacks),
        )


def _major(views: Iterable[HazardView]) -> int:
    return sum(one.level is Level.MAJOR for one in views)
