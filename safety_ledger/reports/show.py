"""``show``: one record whole — its fields, its timeline with the effect of each entry, what is next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from safety_ledger.ledger import Ledger
from safety_ledger.lifecycle import Refused, Standing
from safety_ledger.lists import Day, HazardView
from safety_ledger.model.hazard import Entry
from safety_ledger.reports import hazards, risks
from safety_ledger.reports.dossier import dossier
from safety_ledger.reports.foot import foot
from safety_ledger.reports.obligations import bound, obligations
from safety_ledger.reports.records import Named, facts, named
from safety_ledger.reports.report import Cell, Column, Report, Section, Table, Tone, table
from safety_ledger.rules.refusals import REFUSALS
from safety_ledger.text import Lang, Text


def names(ledger: Ledger) -> list[str]:
    """Everything that can be shown."""
    return [one.id for one in named(ledger)]


def report(day: Day, wanted: str) -> Report | None:
    """The record of that id (a person by name); ``None`` when there is none."""
    found = next((one for one in named(day.ledger) if one.id == wanted), None)
    if found is None:
        return None
    return Report(
        command="show",
        title=Text(f"{found.kind.zh} {found.id}", f"{found.kind.en} {found.id}"),
        ledger=day.ledger.file.name,
        as_of=day.date,
        sections=tuple(_sections(day, found)),
        foot=foot(day),
    )


def _sections(day: Day, found: Named) -> Iterator[Section]:
    hazard = next((view for view in day.hazards if view.record is found.record), None)
    if hazard is not None:
        yield _standing(hazard)
    risk = next((view for view in day.risks if view.record is found.record), None)
    if risk is not None:
        yield Section(Text("现状", "Standing"), facts=risks.standing(risk))
    yield Section(Text("记录", "Record"), facts=tuple(_fields(found)))
    if hazard is not None:
        yield Section(Text("经过", "Timeline"), table=_timeline(hazard))
    task = next((view for view in day.tasks if view.record is found.record), None)
    if task is not None:
        yield from obligations(task)
    enterprise = next((view for view in day.enterprises if view.id == found.id), None)
    if enterprise is not None:
        yield from dossier(enterprise)
        yield bound(enterprise)


def _fields(found: Named) -> Iterator[tuple[Text, Cell]]:
    """A hazard's history has a table of its own."""
    return (
        (label, cell) for label, cell in facts(found.record) if label.en != "history"
    )  # its words, see model.hazard


def _standing(view: HazardView) -> Section:
    now = view.standing
    step = view.next_step
    known: list[tuple[Text, Cell]] = [
        (
            Text("状态", "status"),
            Text(f"{now.status}（自 {now.since}）", f"{now.status} since {now.since}"),
        ),
        (Text("级别", "level"), now.level),
        (Text("登记日期", "registered on"), now.registered_on),
        (Text("现行期限", "deadline in force"), now.deadline),
        (Text("剩余/逾期", "days"), hazards.days(view)),
        (Text("轮次", "round"), now.round),
        (Text("下一步", "next step"), step.label if step else None),
        (Text("由谁办", "owed by"), view.owed_by or None),
        (Text("应采取的督办措施", "measures due"), _measures(view)),
        (Text("责任线索", "clues"), _clues(view)),
        (
            Text("办公室超期", "the office is late"),
            tuple(late.kind.label for late in view.delays) or None,
        ),
    ]
    return Section(
        Text("现状", "Standing"),
        facts=tuple((name, cell) for name, cell in known if cell is not None),
    )


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


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry with what it made of the hazard."""

    ordinal: int
    entry: Entry | None
    after: Standing
    refused: Refused | None
    changed: bool


def _effect(one: Moment) -> Cell:
    """Why the standing is what it is after an entry: what it did, or why it does not count."""
    if one.refused is not None:
        code = REFUSALS[one.refused.refusal]
        why = [code.message.say(lang, one.refused.params) for lang in (Lang.ZH, Lang.EN)]
        return Text(f"{code.code} {why[0]}", f"{code.code} {why[1]}")
    if one.entry is None:
        return (
            Text("登记", "registered")
            if one.after.registered_on
            else Text("待核实", "to be verified")
        )
    if not one.changed:
        return Text("记录在案，状态不变", "on record, changes nothing")
    return Text("作数", "counts")


def _detail(one: Moment) -> Cell:
    if one.entry is None:
        return None
    skip = {"date", "event", "by"}
    pairs = [(label, cell) for label, cell in facts(one.entry) if label.en not in skip]
    return (
        tuple(
            Text(f"{label.zh} {_said(cell)}", f"{label.en} {_said(cell)}") for label, cell in pairs
        )
        or None
    )


def _said(cell: Cell) -> str:
    return "、".join(map(str, cell)) if isinstance(cell, tuple) else str(cell)


_MOMENTS: Final[tuple[Column[Moment], ...]] = (
    Column(
        "date", Text("日期", "date"), lambda one: one.entry.date if one.entry else one.after.date
    ),
    Column(
        "event",
        Text("事项", "event"),
        lambda one: one.entry.event if one.entry else Text("发现", "found"),
    ),
    Column("by", Text("经办人", "by"), lambda one: one.entry.by or None if one.entry else None),
    Column("status", Text("之后的状态", "status after"), lambda one: one.after.status),
    Column("deadline", Text("之后的期限", "deadline after"), lambda one: one.after.deadline),
    Column("effect", Text("作用", "effect"), _effect),
    Column("detail", Text("内容", "detail"), _detail),
    Column(
        "counted",
        Text("是否作数", "counts"),
        lambda one: one.refused is None or one.refused.counted,
        shown=False,
    ),
)


def _timeline(view: HazardView) -> Table:
    return table("timeline", _MOMENTS, list(_moments(view)), _moment_tone)


def _moments(view: HazardView) -> Iterator[Moment]:
    """The finding, then every entry up to the day, each with the standing it left behind."""
    made = {one.ordinal: one for one in view.timeline.standings}
    refused = {one.ordinal: one for one in view.timeline.refused}
    now = view.timeline.standings[0]
    yield Moment(-1, None, now, None, changed=True)
    for ordinal, entry in view.timeline.entries():
        if entry.date > view.day.date:
            return
        after = made.get(ordinal, now)
        yield Moment(ordinal, entry, after, refused.get(ordinal), changed=after is not now)
        now = after


def _moment_tone(one: Moment) -> Tone:
    if one.refused is not None:
        return Tone.ALARM
    return Tone.PLAIN if one.changed else Tone.FAINT
