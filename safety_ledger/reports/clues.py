"""``clues``: what the records say for and against an enterprise, for a person to judge (plan §4)."""

from __future__ import annotations

from typing import Final

from safety_ledger.lists import Day
from safety_ledger.lists.clue import Clue
from safety_ledger.lists.filters import Filter
from safety_ledger.reports.foot import foot
from safety_ledger.reports.report import Cell, Column, Report, Section, Table, Tone, table
from safety_ledger.text import Text

_NOTE: Final = Text(
    "方案第4项：以下是记录对照出来的线索，供人研判，不是结论；是否追责由有权机关依法认定。",
    "Plan §4: records put side by side for a person to judge, no verdicts.",
)
_NONE: Final = Text("没有线索", "no clues")


def _evidence(clue: Clue) -> Cell:
    return tuple(
        Text(
            f"{one.id} {one.what.zh}" + (f" {one.date}" if one.date else ""),
            f"{one.id} {one.what.en}" + (f" {one.date}" if one.date else ""),
        )
        for one in clue.evidence
    )


def _direction(clue: Clue) -> Text:
    if clue.kind.favourable:
        return Text("有利", "for")
    return Text("不利", "against")


COLUMNS: Final[tuple[Column[Clue], ...]] = (
    Column("unit", Text("企业/单位", "enterprise"), lambda clue: clue.unit),
    Column("clue", Text("线索", "clue"), lambda clue: clue.kind.label),
    Column("direction", Text("对企业", "speaks"), _direction),
    Column("finding", Text("记录表明", "the records say"), lambda clue: clue.finding),
    Column("evidence", Text("依据", "evidence"), _evidence),
    Column("question", Text("待研判", "to be judged"), lambda clue: clue.kind.question),
    Column("paragraph", Text("方案条款", "plan §"), lambda clue: clue.paragraph, shown=False),
    Column("kind", Text("代号", "kind"), lambda clue: clue.kind, shown=False),
    Column(
        "enterprise",
        Text("企业编号", "enterprise id"),
        lambda clue: clue.enterprise.id if clue.enterprise else None,
        shown=False,
    ),
    Column(
        "hazard",
        Text("隐患编号", "hazard"),
        lambda clue: clue.hazard.id if clue.hazard else None,
        shown=False,
    ),
    Column("favourable", Text("是否有利", "for"), lambda clue: clue.kind.favourable, shown=False),
    Column("current", Text("现时", "current"), lambda clue: clue.current, shown=False),
    Column(
        "records",
        Text("记录编号", "records"),
        lambda clue: tuple(one.id for one in clue.evidence),
        shown=False,
    ),
    Column(
        "dates",
        Text("日期", "dates"),
        lambda clue: tuple(one.date for one in clue.evidence),
        shown=False,
    ),
)


OF_ONE: Final = tuple(one for one in COLUMNS if one.key not in {"unit", "enterprise", "paragraph"})
"""The columns where the enterprise is plain."""


def report(day: Day, wanted: Filter) -> Report:
    """The clues of a day; with ``all`` also about hazards that have ended, and all that is good."""
    rows = wanted.clues(day.clues)
    against = sum(not one.kind.favourable for one in rows)
    units = len({one.about for one in rows if not one.kind.favourable})
    counted = Text(
        f"共 {against} 条线索，涉及 {units} 家单位；对企业有利的情况 {len(rows) - against} 条",
        f"clues: {against}, enterprises: {units}; what speaks for them: {len(rows) - against}",
    )
    return Report(
        command="clues",
        title=Text("责任线索", "Clues"),
        ledger=day.ledger.file.name,
        as_of=day.date,
        sections=(Section(notes=(_NOTE, counted), table=listed(rows)),),
        foot=foot(day),
    )


def listed(
    rows: list[Clue], columns: tuple[Column[Clue], ...] = COLUMNS, key: str = "rows"
) -> Table:
    """Clues as a table."""
    return table(key, columns, rows, _tone, _NONE)


def _tone(clue: Clue) -> Tone:
    if clue.kind.favourable:
        return Tone.GOOD
    return Tone.WARN if clue.current else Tone.FAINT
