"""What hangs on an enterprise (一企一档) or on a person, for ``show``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from safety_ledger.lists import Day, EnterpriseView, HazardView
from safety_ledger.model import Person
from safety_ledger.reports import hazards, life, upkeep
from safety_ledger.reports.obligations import bound
from safety_ledger.reports.report import Cell, Column, Section, Tone, table
from safety_ledger.text import Text
from safety_ledger.vocabulary import Role

NO_HAZARDS: Final = Text("没有隐患记录", "no hazards")


def hazards_of(views: Iterable[HazardView], title: Text, key: str = "hazards") -> Section:
    """Some hazards in short, the most urgent first and what has ended last."""
    columns = (
        hazards.ID,
        hazards.TITLE,
        hazards.LEVEL,
        hazards.STATUS,
        hazards.DEADLINE,
        hazards.DAYS,
    )
    rows = sorted(views, key=lambda one: one.urgency)
    return Section(title, table=table(key, columns, rows, hazards.tone, NO_HAZARDS))


# -- an enterprise ------------------------------------------------------------------------------


def enterprise(view: EnterpriseView) -> Iterator[Section]:
    """一企一档: how it stands, and the hazards on its site."""
    yield Section(Text("现状", "Standing"), facts=tuple(_standing(view)))
    yield hazards_of(view.hazards, Text("隐患", "Hazards"))
    elsewhere = [
        one for one in view.day.hazards if one.record.liable == view.id != one.record.enterprise
    ]
    if elsewhere:
        title = Text("在别处负责整改的隐患", "Hazards it must put right elsewhere")
        yield hazards_of(elsewhere, title, "liable")
    yield bound(view)
    yield from upkeep.sections(view)


def _standing(view: EnterpriseView) -> Iterator[tuple[Text, Cell]]:
    yield Text("状态", "state"), _state(view)
    yield Text("高危", "high-risk"), view.high_risk
    figures = (len(view.hazards), len(view.open), len(view.major), len(view.overdue))
    yield (
        Text("隐患", "hazards"),
        Text(
            "累计 {} 条，在账 {} 条，其中重大 {} 条，逾期 {} 条".format(*figures),
            "{} in all, {} open, {} major, {} overdue".format(*figures),
        ),
    )


def _state(view: EnterpriseView) -> Text:
    span = view.pause
    if span is None:
        return Text("正常", "active")
    until = f"至 {span.until}" if span.until else "未定复产日期"
    to = f"until {span.until}" if span.until else "no end given"
    why = f"：{span.reason}" if span.reason else ""
    return Text(f"停产（自 {span.from_}，{until}）{why}", f"inactive since {span.from_}, {to}{why}")


# -- a person -----------------------------------------------------------------------------------


def person(day: Day, record: Person) -> Iterator[Section]:
    """The roles of the day, the hazards the person answers for, and what the person signed."""
    name = record.name
    yield Section(Text("现状", "Standing"), facts=(_roles(day, record),))
    charged = [view for view in day.hazards if name in _charged(view)]
    yield hazards_of(charged, Text("负责的隐患", "Hazards to answer for"))
    signed = [
        Signed(view, entry.date, entry.event, counted)
        for view in day.hazards
        for entry, counted in life.signed(view, name)
    ]
    signed.sort(key=lambda one: (one.date, one.view.id), reverse=True)
    yield Section(
        Text("签署的记载", "Entries signed"),
        table=table("signed", _SIGNED, signed, _signed_tone, Text("没有", "none")),
    )


def _charged(view: HazardView) -> tuple[str | None, ...]:
    responsible = view.record.responsible
    return (responsible.person, responsible.rectifier, responsible.sponsor) if responsible else ()


def _roles(day: Day, record: Person) -> tuple[Text, Cell]:
    held = record.roles_on(day.date)
    past = record.roles_ever - held
    now = [role for role in Role if role in held]
    gone = [role for role in Role if role in past]
    zh = "、".join(now) or "无"
    en = ", ".join(now) or "none"
    if gone:
        zh, en = f"{zh}（另有、现不任：{'、'.join(gone)}）", f"{en} (not now: {', '.join(gone)})"
    return Text("当日角色", "roles that day"), Text(zh, en)


@dataclass(frozen=True, slots=True)
class Signed:
    """An entry that a person signed."""

    view: HazardView
    date: dt.date
    event: str
    counted: bool


_SIGNED: Final[tuple[Column[Signed], ...]] = (
    Column("id", Text("隐患编号", "id"), lambda one: one.view.id),
    Column("date", Text("日期", "date"), lambda one: one.date),
    Column("event", Text("事项", "event"), lambda one: one.event),
    Column("title", Text("隐患描述", "title"), lambda one: one.view.record.title),
    Column("counted", Text("是否作数", "counts"), lambda one: one.counted),
)


def _signed_tone(one: Signed) -> Tone:
    return Tone.PLAIN if one.counted else Tone.ALARM
