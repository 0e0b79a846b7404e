"""``diff``: what changed in meaning between two states of the ledger, for whoever reviews it.

Written so that its Markdown can stand as a comment of a merge request: first what weakens control,
then every change in words with its effect, then the figures that moved.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from safety_ledger.changes import Change, Mark, compare, effects, side_of, weaken
from safety_ledger.changes.compare import Listed, What
from safety_ledger.changes.effects import Effect, Figure, Stand, figures
from safety_ledger.ledger import Known, Ledger
from safety_ledger.lists import standing
from safety_ledger.reports import wording
from safety_ledger.reports.report import RIGHT, Cell, Column, Report, Section, Table, Tone, table
from safety_ledger.text import Text

_WORKING: Final = Text("现在的文件（未提交的也算）", "the files as they are")
LEDGER_FILE: Final = "ledger.yaml"
_NO_CHANGE: Final = Text("内容没有变化", "nothing changed in meaning")


@dataclass(frozen=True, slots=True)
class Difference:
    """Two states of a ledger and all that lies between them, seen on a day."""

    before: Ledger
    after: Ledger
    day: dt.date
    changes: Sequence[Change]
    marks: Sequence[Mark]
    effects: Sequence[Effect]
    figures: Sequence[Figure]


def difference(before: Ledger, after: Ledger, day: dt.date) -> Difference:
    """What lies between two states of a ledger; effects are those at the end of ``day``."""
    changes = compare(side_of(before), side_of(after))
    days = standing(before, day), standing(after, day)
    renumbered = [one for one in changes if one.what is What.RENUMBERED]
    same = {id_ for one in renumbered for id_ in (one.id, one.before.id)}
    felt = [one for one in effects(*days) if one.id not in same]
    return Difference(
        before, after, day, changes, weaken(changes, before, after), felt, figures(*days)
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A change as the report tells it."""

    change: Change
    words: Text
    effect: Text | None
    marks: tuple[Mark, ...]


_ROWS: Final[tuple[Column[Row], ...]] = (
    Column("id", Text("编号", "id"), lambda row: row.change.id or LEDGER_FILE),
    Column("words", Text("改动", "change"), lambda row: row.words),
    Column("effect", Text("影响", "effect"), lambda row: row.effect),
    Column(
        "weakened",
        Text("削弱管控", "weakens control"),
        lambda row: tuple(one.weakening.label for one in row.marks) or None,
    ),
    Column("kind", Text("类别", "kind"), lambda row: row.change.kind, shown=False),
    Column("what", Text("性质", "what"), lambda row: row.change.what, shown=False),
    Column("path", Text("字段", "field"), lambda row: ".".join(row.change.path), shown=False),
    Column("before", Text("改前", "before"), lambda row: _cell(row.change.before), shown=False),
    Column("after", Text("改后", "after"), lambda row: _cell(row.change.after), shown=False),
    Column(
        "weakenings",
        Text("削弱代号", "weakenings"),
        lambda row: tuple(one.weakening for one in row.marks),
        shown=False,
    ),
)


def _cell(value: Any) -> Cell:  # noqa: ANN401 - whatever a change is about
    """A value for programs: scalars as they are, records in words."""
    if value is None or isinstance(value, str | int | dt.date):
        return value
    if isinstance(value, Listed):
        value = value.task
    return wording.value(value)


@dataclass(frozen=True, slots=True)
class Marked:
    """A weakening as the report tells it."""

    mark: Mark
    words: Text


_MARKED: Final[tuple[Column[Marked], ...]] = (
    Column("id", Text("编号", "id"), lambda row: row.mark.id or LEDGER_FILE),
    Column("why", Text("为什么", "why"), lambda row: row.mark.weakening.label),
    Column("words", Text("改动", "change"), lambda row: row.words),
    Column("kind", Text("类别", "kind"), lambda row: row.mark.kind, shown=False),
    Column("weakening", Text("代号", "weakening"), lambda row: row.mark.weakening, shown=False),
)

_EFFECTS: Final[tuple[Column[Effect], ...]] = (
    Column("id", Text("编号", "id"), lambda one: one.id),
    Column("words", Text("影响", "effect"), wording.effect_words),
)

_FIGURES: Final[tuple[Column[Figure], ...]] = (
    Column("figure", Text("数字", "figure"), lambda one: one.name),
    Column("before", Text("改前", "before"), lambda one: one.before, RIGHT),
    Column("after", Text("改后", "after"), lambda one: one.after, RIGHT),
)


def report(found: Difference) -> Report:
    """The difference as a report: weakenings, changes, effects elsewhere, figures."""
    return Report(
        command="diff",
        title=Text("台账变化", "Changes of the ledger"),
        ledger=found.after.file.name,
        as_of=found.day,
        sections=tuple(_sections(found)),
        foot=tuple(_foot(found)),
        data={
            "before": _side(found.before),
            "after": _side(found.after),
            "weakens": len(found.marks),
            "effects": [_effect(one) for one in found.effects],
        },
    )


def _sections(found: Difference) -> Iterator[Section]:
    yield Section(
        facts=(
            (Text("改前", "before"), _named(found.before.known)),
            (Text("改后", "after"), _named(found.after.known)),
            (Text("改动", "changes"), len(found.changes)),
            (Text("削弱管控", "weakening control"), len(found.marks)),
        )
    )
    yield Section(Text("削弱管控的改动，须逐条核对", "What weakens control: look at each"),
                  table=_marked(found))  # fmt: skip
    yield Section(Text("全部改动", "All changes"), table=_changed(found))
    touched = {change.id for change in found.changes}
    elsewhere = [one for one in found.effects if one.id not in touched]
    yield Section(
        Text("对其他隐患的影响", "Effects on other hazards"),
        table=table("other_effects", _EFFECTS, elsewhere),
    )
    yield Section(
        Text("数字的变化", "Figures that moved"), table=table("figures", _FIGURES, found.figures)
    )


def _marked(found: Difference) -> Table:
    rows = [Marked(mark, _mark_words(mark, found.after)) for mark in found.marks]
    return table("weakened", _MARKED, rows, lambda _: Tone.ALARM)


def _mark_words(mark: Mark, after: Ledger) -> Text:
    if mark.change is not None:
        return wording.told(mark.change, after)
    if isinstance(mark.what, str):
        return Text(f"文件已不在：{mark.what}", f"the file is gone: {mark.what}")
    words = wording.item(mark.what)
    return Text(f"原来不作数、现在作数：{words.zh}", f"did not count and counts now: {words.en}")


def _changed(found: Difference) -> Table:
    """Every change; what a hazard's changes do to it stands beside the last of them."""
    marks: dict[int, list[Mark]] = defaultdict(list)
    for mark in found.marks:
        marks[id(mark.change)].append(mark)
    effect = {one.id: wording.effect_words(one) for one in found.effects}
    last = {change.id: change for change in found.changes if change.kind == "hazard"}
    rows = [
        Row(
            change,
            wording.told(change, found.after),
            effect.get(change.id) if last.get(change.id) is change else None,
            tuple(marks[id(change)]),
        )
        for change in found.changes
    ]
    return table("changes", _ROWS, rows, _tone, _NO_CHANGE)


def _tone(row: Row) -> Tone:
    return Tone.ALARM if row.marks else Tone.PLAIN


def _named(known: Known | None) -> Text:
    if known is None:
        return _WORKING
    moment = f"{known.committed:%Y-%m-%d %H:%M}"
    return Text(
        f"提交 {known.short}（{moment}，{known.subject}）",
        f"commit {known.short} ({moment}, {known.subject})",
    )


def _side(ledger: Ledger) -> dict[str, object]:
    known = ledger.known
    return {
        "commit": known.commit if known else None,
        "committed": known.committed.isoformat() if known else None,
        "unreadable": ledger.left_out,
    }


def _effect(one: Effect) -> dict[str, object]:
    return {"id": one.id, "before": _stand(one.before), "after": _stand(one.after)}


def _stand(one: Stand | None) -> dict[str, object] | None:
    if one is None:
        return None
    return {
        "status": one.status,
        "level": one.level,
        "deadline": one.deadline.isoformat() if one.deadline else None,
        "days_overdue": one.days_overdue,
    }


def _foot(found: Difference) -> Iterator[Text]:
    for name, ledger in (
        (Text("改前", "before"), found.before),
        (Text("改后", "after"), found.after),
    ):
        if count := ledger.left_out:
            yield Text(
                f"{name.zh}有 {count} 条记录或段落读不出来，比较不完整",
                f"{name.en}: {count} records or passages could not be read; the comparison is not whole",
            )
