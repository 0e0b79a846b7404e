"""One hazard whole, for ``show``: how it stands and why, entry by entry; what it still lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from safety_ledger.lifecycle import Standing
from safety_ledger.lists import Delay, HazardView
from safety_ledger.model.hazard import Entry
from safety_ledger.reports import hazards
from safety_ledger.reports.changes import changes
from safety_ledger.reports.records import facts
from safety_ledger.reports.report import Cell, Column, Section, Table, Tone, table
from safety_ledger.rules.refusals import refusals
from safety_ledger.text import Lang, Text, listed, spoken


def sections(view: HazardView) -> Iterator[Section]:
    """How it stands, then every entry up to the day with what it did."""
    known = tuple((name, cell) for name, cell in _standing(view) if cell is not None)
    yield Section(Text("现状", "Standing"), facts=known)
    yield Section(Text("经过", "Timeline"), table=_timeline(view))


# -- how it stands ------------------------------------------------------------------------------


def _standing(view: HazardView) -> Iterator[tuple[Text, Cell]]:
    now, step = view.standing, view.next_step
    yield Text("状态", "status"), _since(view)
    yield Text("企业/单位", "where"), view.where
    if view.liable_name != view.where:
        yield Text("整改单位", "liable"), view.liable_name
    yield Text("级别", "level"), now.level
    yield Text("登记日期", "registered on"), now.registered_on
    yield Text("现行期限", "deadline in force"), _deadline(view)
    yield Text("剩余/逾期", "days"), hazards.days(view)
    yield Text("轮次", "round"), now.round if now.registered_on is not None else None
    yield Text("办理方式", "worked by"), _worked_by(view)
    yield Text("整改用时（天）", "days to rectify"), now.days_to_rectify
    yield Text("销号用时（天）", "days to close"), now.days_to_close
    yield from _conditions(now)
    if (earlier := view.day.repeats.get(view.id)) is not None:
        yield Text("重复隐患", "repeats"), earlier
    yield Text("下一步", "next step"), step.label if step else None
    yield Text("由谁办", "owed by"), view.owed_by or None
    yield Text("应采取的督办措施", "measures due"), _measures(view)
    yield Text("责任线索", "clues"), _clues(view)
    yield Text("办公室超期", "the office is late"), tuple(map(_late, view.delays)) or None
    yield Text("不作数的记载", "entries that do not count"), _uncounted(view) or None


def _measures(view: HazardView) -> Cell:
    """What the office should do (plan §5), each with its reason."""
    return (
        tuple(
            Text(f"{one.label.zh}（{one.reason.zh}）", f"{one.label.en} ({one.reason.en})")
            for one in view.proposals
        )
        or None
    )


def _clues(view: HazardView) -> Cell:
    """What it may say about somebody's accountability, for a person to judge (plan §4)."""
    found = (one for one in view.day.clues if one.hazard is view)
    return (
        tuple(
            Text(f"{one.kind.label.zh}：{one.finding.zh}", f"{one.kind.label.en}: {one.finding.en}")
            for one in found
        )
        or None
    )


def _since(view: HazardView) -> Text:
    status, since = view.status, view.standing.since
    if view.ended:
        return Text(f"{status}（{since}）", f"{status} on {since}")
    days = (view.day.date - since).days + 1
    return Text(f"{status}（自 {since}，第 {days} 天）", f"{status} since {since} (day {days})")


def _deadline(view: HazardView) -> Cell:
    original, now = view.record.deadline, view.deadline
    if now == original or original is None:
        return now
    return Text(f"{now}（原定 {original}）", f"{now} (originally {original})")


def _worked_by(view: HazardView) -> Text | None:
    if not view.standing.own:
        return None
    return Text("企业自查自改，由企业复查、销号", "by the enterprise itself, which also closes it")


def _conditions(now: Standing) -> Iterator[tuple[Text, Cell]]:
    """What stands in the way of a closure."""
    if now.listed_on is not None:
        yield Text("挂牌督办", "listed since"), now.listed_on
    if now.stopped_on is not None:
        yield Text("停产停业", "stopped since"), now.stopped_on


def _late(delay: Delay) -> Text:
    label = delay.kind.label
    return Text(f"{label.zh} {delay.days} 天", f"{label.en} by {delay.days} d")


def _uncounted(view: HazardView) -> int:
    day, history = view.day.date, view.record.history
    return sum(history[ordinal].date <= day for ordinal in view.timeline.uncounted)


# -- the timeline -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry with what it made of the hazard; the finding itself is the first."""

    view: HazardView
    entry: Entry | None
    before: Standing
    after: Standing
    objection: Text | None
    """What the rules say against it."""
    counted: bool

    @property
    def date(self) -> dt.date:
        """The day of the entry, or of the finding."""
        return self.entry.date if self.entry else self.after.date


def _effect(one: Moment) -> Cell:
    """Why the standing is what it is after an entry: what it did, or why it does not count."""
    if one.objection is not None:
        return one.objection
    if one.entry is None:
        return _REGISTERED if one.after.registered_on else _REPORTED
    did = list(changes(one.before, one.after))
    if not did:
        return _ON_RECORD
    return listed(did, "；", "; ")


_REGISTERED: Final = Text("登记", "registered")
_REPORTED: Final = Text("收到举报，核实后登记", "a report, registered once verified")
_ON_RECORD: Final = Text("记录在案，状态不变", "on record, changes nothing")


def _signers(one: Moment) -> Cell:
    """Who signed, each with the roles of that day, which decide whether the entry counts."""
    if one.entry is None:
        return one.view.record.found_by
    ledger = one.view.day.ledger
    return (
        tuple(_with_roles(name, sorted(ledger.roles_on(name, one.date))) for name in one.entry.by)
        or None
    )


def _with_roles(name: str, roles: list[str]) -> str:
    return f"{name}（{'、'.join(roles)}）" if roles else name


_TOLD_ELSEWHERE: Final = frozenset({"date", "event", "by"})


def _detail(one: Moment) -> Cell:
    """The other keys of the entry."""
    if one.entry is None:
        return None
    told = [
        Text(f"{label.zh} {words}", f"{label.en} {words}")
        for label, words in ((label, spoken(cell, Lang.ZH)) for label, cell in facts(one.entry))
        if label.en not in _TOLD_ELSEWHERE
    ]
    return listed(told, "；", "; ") if told else None


_MOMENTS: Final[tuple[Column[Moment], ...]] = (
    Column("date", Text("日期", "date"), lambda one: one.date),
    Column(
        "event",
        Text("事项", "event"),
        lambda one: one.entry.event if one.entry else Text("发现", "found"),
    ),
    Column("signers", Text("经办人", "by"), _signers),
    Column(
        "by", Text("姓名", "names"), lambda one: one.entry.by if one.entry else None, shown=False
    ),
    Column("status", Text("之后的状态", "status after"), lambda one: one.after.status),
    Column("deadline", Text("之后的期限", "deadline after"), lambda one: one.after.deadline),
    Column("effect", Text("作用", "effect"), _effect),
    Column("detail", Text("内容", "detail"), _detail),
    Column("counted", Text("是否作数", "counts"), lambda one: one.counted, shown=False),
    Column("round", Text("轮次", "round"), lambda one: one.after.round, shown=False),
    Column("level", Text("级别", "level"), lambda one: one.after.level, shown=False),
)


def _timeline(view: HazardView) -> Table:
    return table("timeline", _MOMENTS, list(_moments(view)), _tone)


def _tone(one: Moment) -> Tone:
    if one.objection is not None:
        return Tone.WARN if one.counted else Tone.ALARM
    return Tone.FAINT if one.after is one.before and one.entry is not None else Tone.PLAIN


def _moments(view: HazardView) -> Iterator[Moment]:
    """The finding, then every entry up to the day, each with the standing it left behind."""
    made = {one.ordinal: one for one in view.timeline.standings}
    objections, uncounted = _objections(view), view.timeline.uncounted
    now = view.timeline.standings[0]
    yield Moment(view, None, now, now, None, counted=True)
    for ordinal, entry in view.timeline.entries():
        if entry.date > view.day.date:
            return
        after = made.get(ordinal, now)
        counted = ordinal not in uncounted
        yield Moment(view, entry, now, after, objections.get(ordinal), counted=counted)
        now = after


def _objections(view: HazardView) -> Mapping[int, Text]:
    """What speaks against an entry, by its place in the history: code and message."""
    said: dict[int, Text] = {}
    for code, found in refusals(view.timeline):
        ordinal = found.path[1]
        if isinstance(ordinal, int):
            words = code.message.filled(**found.params)
            said[ordinal] = Text(f"{code.code} {words.zh}", f"{code.code} {words.en}")
    return said


def signed(view: HazardView, name: str) -> Iterator[tuple[Entry, bool]]:
    """The entries up to the day that a person signed, each with whether it counts."""
    uncounted = view.timeline.uncounted
    for ordinal, entry in view.timeline.entries():
        if name in entry.by and entry.date <= view.day.date:
            yield entry, ordinal not in uncounted
