"""The six haves (六有, plan 三(四)) of the last quarter that is over, each with what shows it.

有清单、有台账、有评价、有会商、有闭环、有运用: each is one small function of that quarter's last
evening, the records up to the day asked about, and the quarter itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from safety_ledger.lifecycle import Timeline
from safety_ledger.lists.completeness import lacking
from safety_ledger.lists.delays import DelayKind
from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.model.activity import Activity
from safety_ledger.obligations.escalation import Ground
from safety_ledger.periods import Period, last_closed, parse
from safety_ledger.text import Text
from safety_ledger.vocabulary import ActivityKind, Event, Every, Status, Step

if TYPE_CHECKING:
    from safety_ledger.lists.day import Day


class HaveName(StrEnum):
    """The six, in the plan's order; the values are keys in JSON."""

    LISTS = "lists"
    LEDGER = "ledger"
    EVALUATION = "evaluation"
    CONSULTATION = "consultation"
    CLOSURE = "closure"
    USE = "use"

    @property
    def label(self) -> Text:
        """The have in the plan's words."""
        return _LABELS[self]


_LABELS: Final = {
    HaveName.LISTS: Text("有清单", "lists"),
    HaveName.LEDGER: Text("有台账", "ledger"),
    HaveName.EVALUATION: Text("有评价", "evaluation"),
    HaveName.CONSULTATION: Text("有会商", "consultation"),
    HaveName.CLOSURE: Text("有闭环", "closure"),
    HaveName.USE: Text("有运用", "use"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that shows a have, or is missing for it, with the records it stands in."""

    what: Text
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Have:
    """Whether the quarter had it; held when nothing is missing."""

    name: HaveName
    period: Period
    shown: tuple[Fact, ...]
    missing: tuple[Fact, ...]

    @property
    def held(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class Quarter:
    """The quarter judged, its last evening, and what was done for it."""

    period: Period
    evening: Day
    activities: tuple[Activity, ...]
    """Those of the quarter by the end of the day asked about."""

    def held(self, kind: ActivityKind) -> list[Activity]:
        """The activities of one kind."""
        return [one for one in self.activities if one.kind is kind]


Facts = tuple[list[Fact], list[Fact]]
"""What shows it, and what is missing."""


def haves(day: Day) -> tuple[Have, ...]:
    """The six haves of the last quarter that is over by the end of a day."""
    closed = last_closed(Every.QUARTER, day.date)
    if not closed:
        return ()
    period = closed[0]
    quarter = Quarter(
        period,
        day.at(period.last),
        tuple(
            one for one in day.ledger.activities if one.date <= day.date and _belongs(one, period)
        ),
    )
    return tuple(_have(name, judge(quarter), period) for name, judge in JUDGES.items())


def _belongs(one: Activity, period: Period) -> bool:
    """An activity counts for the period it names, else for the one that holds its date."""
    return parse(one.period) == period if one.period else one.date in period


def _have(name: HaveName, facts: Facts, period: Period) -> Have:
    shown, missing = facts
    return Have(name, period, tuple(shown), tuple(missing))


def _grouped(found: Sequence[tuple[Text, str]]) -> list[Fact]:
    """The records that lack the same thing together."""
    return [
        Fact(what, tuple(id_ for other, id_ in found if other == what))
        for what in dict.fromkeys(what for what, _ in found)
    ]


# -- the six --------------------------------------------------------------------------------------


def _lists(quarter: Quarter) -> Facts:
    """有清单: none of the four lists lacks anything."""
    lacks = lacking(quarter.evening)
    shown = [Fact(name.label) for name, of in lacks.items() if not of]
    missing = [
        Fact(
            Text(f"{name.label.zh}有缺项", f"{name.label.en}: incomplete"),
            tuple(dict.fromkeys(lack.id for lack in of)),
        )
        for name, of in lacks.items()
        if of
    ]
    return shown, missing


def _ledger(quarter: Quarter) -> Facts:
    """有台账: every open hazard has criterion or category, deadline, person responsible, notice."""
    views = quarter.evening.open
    missing = [(what, one.id) for one in views for what in _not_booked(one)]
    count = Text(f"在账隐患 {len(views)} 条", f"{len(views)} open hazards")
    return [Fact(count, tuple(one.id for one in views))], _grouped(missing)


def _not_booked(view: HazardView) -> Iterator[Text]:
    """What an enterprise finds and works by itself needs no notice, and no person of a section."""
    own = view.standing.own
    if view.standing.criterion is None and view.record.category is None:
        yield Text("缺判定依据或类别", "no criterion or category")
    if view.deadline is None:
        yield Text("缺整改期限", "no deadline")
    if view.person is None and not (own and view.rectifier):
        yield Text("缺责任人", "nobody responsible")
    if view.standing.notified_on is None and not own:
        yield Text("未通知主要负责人", "principal not told")


def _evaluation(quarter: Quarter) -> Facts:
    """有评价: an evaluation (考核评价) was held."""
    return _asked(
        quarter.held(ActivityKind.EVALUATION),
        Text("考核评价", "evaluation"),
        Text("没有考核评价", "no evaluation held"),
    )


def _consultation(quarter: Quarter) -> Facts:
    """有会商: a consultation named hazards and came to a decision."""
    return _asked(
        [one for one in quarter.held(ActivityKind.CONSULTATION) if one.hazards and one.decision],
        Text("会商研判", "consultation"),
        Text(
            "没有列明隐患并作出决定的会商研判", "no consultation that names hazards and a decision"
        ),
    )


def _asked(done: Sequence[Activity], what: Text, none: Text) -> Facts:
    if not done:
        return [], [Fact(none)]
    count = Text(f"{what.zh} {len(done)} 次", f"{len(done)} × {what.en}")
    return [Fact(count, tuple(one.id for one in done))], []


def _closure(quarter: Quarter) -> Facts:
    """有闭环: every closure reviewed, proven and signed; no review and no closure late."""
    missing: list[tuple[Text, str]] = []
    closed: list[str] = []
    for timeline in quarter.evening.timelines:
        for ordinal in _closures(timeline, quarter.period):
            closed.append(timeline.hazard.id)
            missing += [(what, timeline.hazard.id) for what in _unproven(timeline, ordinal)]
    for view in quarter.evening.open:
        missing += [(delay.kind.label, view.id) for delay in view.delays if delay.kind in _ENDS]
    count = Text(f"销号 {len(closed)} 条", f"{len(closed)} closed")
    return [Fact(count, tuple(closed))], _grouped(missing)


_ENDS: Final = frozenset({DelayKind.REVIEW, DelayKind.CLOSURE})


def _closures(timeline: Timeline, period: Period) -> Iterator[int]:
    """The places in the history of the closures of a period that count."""
    if timeline.last.date < period.first:
        return
    for one in timeline.standings:
        if one.status is Status.CLOSED and one.since == one.date and one.date in period:
            entry = timeline.hazard.history[one.ordinal]
            if entry.event is Event.CLOSE:
                yield one.ordinal


def _unproven(timeline: Timeline, closure: int) -> Iterator[Text]:
    """A closure needs a passed review (the fold sees to it), evidence of its cycle, a signature."""
    proven, uncounted = False, timeline.uncounted
    for ordinal, entry in timeline.entries():
        if entry.event is Event.REOPEN:
            proven = False
        elif entry.event in _PROVING and ordinal not in uncounted:
            proven = proven or bool(entry.evidence)
        if ordinal == closure:
            break
    if not proven:
        yield Text("销号缺佐证", "closed without evidence")
    if not timeline.hazard.history[closure].by:
        yield Text("销号无人签字", "closed without a signature")


_PROVING: Final = frozenset({Event.RECTIFY, Event.REVIEW, Event.CLOSE})


def _use(quarter: Quarter) -> Facts:
    """有运用: the steps due were taken, and findings went into 通报, 约谈 or 警示教育."""
    used = tuple(
        timeline.hazard.id
        for timeline in quarter.evening.timelines
        if any(one.step in _USES and one.date in quarter.period for one in timeline.last.steps)
    )
    warned = tuple(one.id for one in quarter.held(ActivityKind.WARNING))
    shown = (
        Fact(Text(f"通报、约谈 {len(used)} 条", f"{len(used)} circulated or summoned"), used),
        Fact(Text(f"警示教育 {len(warned)} 次", f"{len(warned)} × warning education"), warned),
    )
    untaken = [
        (Text(f"应{one.step}未{one.step}", f"{one.label.en} not taken"), view.id)
        for view in quarter.evening.open
        for one in view.proposals
        if one.ground is Ground.LADDER
    ]
    missing = _grouped(untaken)
    if not used and not warned:
        missing.append(
            Fact(Text("没有通报、约谈或警示教育", "no circular, summons or warning education"))
        )
    return [one for one in shown if one.ids], missing


_USES: Final = frozenset({Step.CIRCULAR, Step.SUMMON})

JUDGES: Final[dict[HaveName, Callable[[Quarter], Facts]]] = {
    HaveName.LISTS: _lists,
    HaveName.LEDGER: _ledger,
    HaveName.EVALUATION: _evaluation,
    HaveName.CONSULTATION: _consultation,
    HaveName.CLOSURE: _closure,
    HaveName.USE: _use,
}
"""One function a have."""
