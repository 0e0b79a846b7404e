"""``overdue`` and ``todo``: what is owed, by whom, since when, and how it is recorded as done.

The inspector reads them on Monday, cron every day. What each kind of thing is stands in ``owed``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from shlex import quote
from typing import Final

from safety_ledger.lists import Day
from safety_ledger.lists.filters import Filter
from safety_ledger.owed import Owed, owed
from safety_ledger.reports.by import By
from safety_ledger.reports.foot import foot
from safety_ledger.reports.grouping import NOT_GIVEN
from safety_ledger.reports.report import RIGHT, Cell, Column, Report, Section, Tone, table
from safety_ledger.text import Text

_NOBODY: Final = Text("没有逾期事项", "nothing is overdue")
_NOTHING: Final = Text("没有待办事项", "nothing to do")


def _days(one: Owed) -> Cell:
    """How late, or how long there still is, in words."""
    if one.days is None:
        return Text("无记录", "none on record") if one.now else None
    if one.days > 0:
        return Text(f"逾期 {one.days} 天", f"{one.days} d late")
    if one.days == 0:
        return Text("今日到期", "due today")
    return Text(f"剩 {-one.days} 天", f"{-one.days} d left")


def _tone(one: Owed) -> Tone:
    if one.late:
        return Tone.ALARM if one.major else Tone.WARN
    return Tone.PLAIN


KIND: Final = Column[Owed]("what", Text("事项", "what"), lambda one: one.kind.label)
WHAT: Final = Column[Owed]("detail", Text("内容", "detail"), lambda one: one.what)
UNIT: Final = Column[Owed]("unit", Text("企业/单位", "where"), lambda one: one.actor.unit)
DUE: Final = Column[Owed]("due", Text("期限", "due"), lambda one: one.due)
DAYS: Final = Column[Owed]("days", Text("剩余/逾期", "days"), _days)
PARAGRAPH: Final = Column[Owed]("paragraph", Text("方案条款", "plan §"), lambda one: one.paragraph)
RECORD: Final = Column[Owed]("record", Text("记录", "record"), lambda one: one.record)


def _command(day: Day) -> Column[Owed]:
    def of(one: Owed) -> Cell:
        if one.command:
            return " ".join(("safety-ledger", *map(_typed, one.command)))
        if one.origin is None:
            return None
        place = day.ledger.locator.place(one.origin, ())
        return Text(f"改文件 {place.path}:{place.line}", f"edit {place.path}:{place.line}")

    return Column("command", Text("记录办理结果的命令", "command that records it"), of)


def _typed(word: str) -> str:
    """A word as it is typed into a shell; double quotes serve those of Windows too."""
    if not _QUOTED.search(word):
        return word
    return quote(word) if _NEVER_PLAIN.search(word) else f'"{word}"'


_QUOTED: Final = re.compile(r"""[\s"'$`\\!&|;<>()*?#~{}\[\]^%]""")
_NEVER_PLAIN: Final = re.compile(r"""["$`\\!]""")
"""What a shell reads within double quotes too."""

HIDDEN: Final = (
    Column[Owed]("kind", Text("代号", "kind"), lambda one: one.kind, shown=False),
    Column[Owed](
        "days_overdue",
        Text("逾期天数", "days overdue"),
        lambda one: max(one.days or 0, 0),
        RIGHT,
        shown=False,
    ),
    Column[Owed]("late", Text("是否逾期", "late"), lambda one: one.late, shown=False),
    Column[Owed]("major", Text("是否重大", "major"), lambda one: one.major, shown=False),
    Column[Owed]("section", Text("科室", "section"), lambda one: one.actor.section, shown=False),
    Column[Owed]("person", Text("责任人", "person"), lambda one: one.actor.person, shown=False),
    Column[Owed](
        "enterprise", Text("企业编号", "enterprise"), lambda one: one.actor.enterprise, shown=False
    ),
)

Who = Callable[[Owed], str | None]

_ACTOR: Final[tuple[Text, Who]] = (Text("由谁办", "who must act"), lambda one: one.actor.name)
_BY: Final[dict[By, tuple[Text, Who]]] = {
    By.SECTION: (Text("科室", "section"), lambda one: one.actor.section),
    By.PERSON: (Text("责任人", "person"), lambda one: one.actor.person),
    By.ENTERPRISE: (Text("企业/单位", "enterprise"), lambda one: one.actor.unit),
}


def wanted_of(day: Day, wanted: Filter, within: int) -> list[Owed]:
    """What is late, or due within so many days, of those whose things are wanted; worst first."""
    return [one for one in owed(day) if one.within(within) and _is_of(one, wanted)]


def _is_of(one: Owed, wanted: Filter) -> bool:
    """Somebody's thing is what he must do and what he answers for; an enterprise's, what is on its site."""
    actor = one.actor
    return (
        (
            not wanted.enterprises
            or not wanted.enterprises.isdisjoint((actor.enterprise, actor.site))
        )
        and (not wanted.sections or not wanted.sections.isdisjoint((actor.section, actor.name)))
        and (not wanted.persons or not wanted.persons.isdisjoint((actor.person, actor.name)))
    )


def overdue(day: Day, rows: Sequence[Owed], by: By | None = None, *, soon: bool = True) -> Report:
    """All that is late or about to be, grouped by who must act; whoever has the worst comes first.

    ``soon`` is whether what is about to be late was asked for.
    """
    label, who = _BY[by] if by is not None else _ACTOR
    columns: tuple[Column[Owed], ...] = (
        Column("who", label, lambda one: who(one) or NOT_GIVEN),
        *((KIND, WHAT) if by is By.ENTERPRISE else (KIND, WHAT, UNIT)),
        *(DUE, DAYS, PARAGRAPH, RECORD, *HIDDEN),
    )
    listed = table("rows", columns, _grouped(rows, who), _tone, _NOBODY)
    return Report(
        command="overdue",
        title=Text("逾期和临期事项", "Overdue and due"),
        ledger=day.ledger.file.name,
        as_of=day.date,
        sections=(Section(notes=(_counted(rows, soon=soon),), table=listed),),
        foot=foot(day),
    )


def _grouped(rows: Iterable[Owed], who: Who) -> list[Owed]:
    """Rows come worst first; so do the groups, by their worst row."""
    groups: dict[str | None, list[Owed]] = defaultdict(list)
    for one in rows:
        groups[who(one)].append(one)
    return [one for group in groups.values() for one in group]


def _counted(rows: Sequence[Owed], *, soon: bool = True) -> Text:
    late = sum(one.late for one in rows)
    major = sum(one.late and one.major for one in rows)
    left = len(rows) - late
    return Text(
        f"逾期或应办未办 {late} 项，其中涉及重大隐患 {major} 项"
        + (f"；即将到期 {left} 项" if soon else "；未列即将到期的（用 --within 7d 一并列出）"),
        f"{late} late, {major} of them about major hazards"
        + (f"; {left} due soon" if soon else "; --within 7d lists what is due soon too"),
    )


def todo(day: Day, rows: Sequence[Owed]) -> Report:
    """What must be done now, worst first, each with the command that records it."""
    who = Column[Owed]("who", Text("由谁办", "who must act"), lambda one: one.actor.name)
    columns = (who, KIND, WHAT, UNIT, DUE, DAYS, RECORD, _command(day), PARAGRAPH, *HIDDEN)
    return Report(
        command="todo",
        title=Text("待办事项", "To do"),
        ledger=day.ledger.file.name,
        as_of=day.date,
        sections=(
            Section(
                notes=(_counted(rows),),
                table=table("rows", columns, rows, _tone, _NOTHING),
            ),
        ),
        foot=foot(day),
    )
