"""The three goals and the six haves as sections of ``status`` (plan 一(二), 三(四))."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from safety_ledger.lists.goals import GoalStanding, Increment, NoneOverdue, Quarter, Stock
from safety_ledger.lists.haves import Fact, Have
from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.reports.report import RIGHT, Cell, Column, Section, Tone, first_few, table
from safety_ledger.reports.why import Figure
from safety_ledger.text import Lang, Text, spoken
from safety_ledger.vocabulary import GoalKind, Source

_LABELS: Final = {
    GoalKind.STOCK: Text("消除存量", "stock"),
    GoalKind.INCREMENT: Text("遏制增量", "increment"),
    GoalKind.NONE_OVERDUE: Text("动态清零", "none overdue"),
}
_NO_GOALS: Final = Text(
    "台账没有设年度目标（ledger.yaml 的 goals）", "no goals are set (goals in ledger.yaml)"
)
_NO_QUARTER: Final = Text("还没有过完一个季度", "no quarter is over yet")


# -- the three goals ------------------------------------------------------------------------------


def _said(one: GoalStanding) -> Text:
    match one:
        case Stock():
            return _stock(one)
        case Increment():
            return _increment(one)
        case NoneOverdue():
            return _none_overdue(one)


def _stock(one: Stock) -> Text:
    zh = f"{one.until} 及以前登记的重大隐患，已销号 {len(one.closed)}/{one.of}"
    en = f"of the major hazards registered by {one.until}, closed {len(one.closed)}/{one.of}"
    if one.rest:
        names = Text(_names(one.rest, Lang.ZH), _names(one.rest, Lang.EN))
        zh, en = f"{zh}；未销号：{names.zh}", f"{en}; not closed: {names.en}"
    return Text(zh, en)


def _names(views: Sequence[HazardView], lang: Lang) -> str:
    """Hazards by id, each with its status; the first few, as in every cell of this report."""
    mark = "{}（{}）" if lang is Lang.ZH else "{} ({})"
    return spoken(first_few([mark.format(one.id, one.status) for one in views]), lang)


_TREND: Final = {
    -1: Text("减少 {n} 条", "{n} fewer"),
    0: Text("持平", "the same"),
    1: Text("增加 {n} 条", "{n} more"),
}
_BY_SOURCE: Final = {
    Source.SELF: Text("自查", "self-checks"),
    Source.INSPECTION: Text("检查", "inspections"),
    Source.REPORT: Text("举报", "reports"),
}


def _increment(one: Increment) -> Text:
    last, before = one.new(one.last), one.new(one.before)
    change = _TREND[(last > before) - (last < before)]
    parts = [(words, one.new(one.last, source)) for source, words in _BY_SOURCE.items()]
    zh = f"近四季新增重大隐患 {last} 条（" + "、".join(f"{w.zh} {n}" for w, n in parts)
    zh += f"），前四季 {before} 条，{change.zh.format(n=abs(last - before))}；自查自报增多不算退步"
    en = f"new major hazards in four quarters: {last} (" + ", ".join(
        f"{w.en} {n}" for w, n in parts
    )
    en += f"), {before} in the four before: {change.en.format(n=abs(last - before))}"
    return Text(zh, f"{en}; more self-reports are no failure")


def _none_overdue(one: NoneOverdue) -> Text:
    if one.overdue:
        days = max(view.days_overdue for view in one.overdue)
        names = Text(_names(one.overdue, Lang.ZH), _names(one.overdue, Lang.EN))
        return Text(
            f"逾期重大隐患 {len(one.overdue)} 条，最长逾期 {days} 天：{names.zh}",
            f"major hazards overdue: {len(one.overdue)}, {days} d at worst: {names.en}",
        )
    if one.since is None:
        return Text("没有登记过重大隐患", "no major hazard was ever registered")
    return Text(
        f"没有逾期的重大隐患，已连续 {one.days} 天（自 {one.since} 起）",
        f"no major hazard overdue, {one.days} d running (since {one.since})",
    )


def _ids(one: GoalStanding) -> tuple[str, ...]:
    """The records that stand between the ledger and the goal; for the increment, the new ones."""
    match one:
        case Stock():
            return tuple(view.id for view in one.rest)
        case Increment():
            return tuple(view.id for quarter in one.last for view in quarter.new)
        case NoneOverdue():
            return tuple(view.id for view in one.overdue)


def _n(one: GoalStanding) -> int:
    match one:
        case Stock():
            return len(one.closed)
        case Increment():
            return one.new(one.last)
        case NoneOverdue():
            return len(one.overdue)


def _of(one: GoalStanding) -> int | None:
    match one:
        case Stock():
            return one.of
        case Increment():
            return one.new(one.before)
        case NoneOverdue():
            return None


_GOALS: Final[tuple[Column[GoalStanding], ...]] = (
    Column("year", Text("年度", "year"), lambda one: one.goal.year),
    Column("goal", Text("目标", "goal"), lambda one: _LABELS[one.goal.kind]),
    Column("standing", Text("现状", "standing"), _said),
    Column("kind", Text("代号", "kind"), lambda one: one.goal.kind, shown=False),
    Column("met", Text("达到", "met"), lambda one: one.met, shown=False),
    Column("n", Text("数", "n"), _n, RIGHT, shown=False),
    Column("of", Text("总数或前期数", "of, or before"), _of, RIGHT, shown=False),
    Column("ids", Text("编号", "ids"), _ids, shown=False),
    Column(
        "until",
        Text("登记截止", "registered until"),
        lambda one: one.until if isinstance(one, Stock) else None,
        shown=False,
    ),
    Column(
        "days",
        Text("连续天数", "days running"),
        lambda one: one.days if isinstance(one, NoneOverdue) else None,
        RIGHT,
        shown=False,
    ),
    Column(
        "since",
        Text("自", "since"),
        lambda one: one.since if isinstance(one, NoneOverdue) else None,
        shown=False,
    ),
)


def goal_section(reached: Sequence[GoalStanding]) -> Section:
    """How far the three yearly goals are; an increment is for a person to read, never red."""
    made = table("goals", _GOALS, reached, _goal_tone, _NO_GOALS)
    return Section(Text("三年目标", "The three goals"), table=made)


def _goal_tone(one: GoalStanding) -> Tone:
    if one.met:
        return Tone.GOOD
    return Tone.PLAIN if isinstance(one, Increment) else Tone.ALARM


def quarters(reached: Sequence[GoalStanding]) -> list[dict[str, object]]:
    """The quarters behind the increment, by source, for json; the last one may still run."""
    return [
        {
            "period": quarter.period.name,
            "new": len(quarter.new),
            "sources": {str(source): len(quarter.of(source)) for source in Source},
            "ids": [view.id for view in quarter.new],
            "running": quarter is one.running,
        }
        for one in reached
        if isinstance(one, Increment)
        for quarter in one.quarters
    ]


def goal_figures(reached: Sequence[GoalStanding]) -> Iterator[Figure]:
    """The figures of the goals with their records."""
    for one in reached:
        label = _LABELS[one.goal.kind]
        match one:
            case Stock():
                yield Figure(label, Text("已销号", "closed"), _of_views(one.closed))
                yield Figure(label, Text("未销号", "not closed"), _of_views(one.rest))
            case Increment():
                for quarter in one.quarters:
                    yield from _quarter_figures(label, quarter)
            case NoneOverdue():
                yield Figure(label, Text("逾期", "overdue"), _of_views(one.overdue))


def _quarter_figures(label: Text, quarter: Quarter) -> Iterator[Figure]:
    for source in Source:
        of = quarter.of(source)
        if of:
            words = _BY_SOURCE[source]
            name = quarter.period.name
            yield Figure(label, Text(f"{name} {words.zh}", f"{name} {words.en}"), _of_views(of))


def _of_views(views: Sequence[HazardView]) -> tuple[str, ...]:
    return tuple(view.id for view in views)


# -- the six haves --------------------------------------------------------------------------------


def _facts(facts: Sequence[Fact], *, ids: bool) -> Cell:
    return tuple(Text(_fact(one, Lang.ZH, ids=ids), _fact(one, Lang.EN, ids=ids)) for one in facts)


def _fact(one: Fact, lang: Lang, *, ids: bool) -> str:
    words = one.what.say(lang)
    if not ids or not one.ids:
        return words
    return f"{words}{'：' if lang is Lang.ZH else ': '}{spoken(first_few(one.ids), lang)}"


_HAVES: Final[tuple[Column[Have], ...]] = (
    Column("have", Text("六有", "have"), lambda one: one.name.label),
    Column(
        "standing",
        Text("情况", "held"),
        lambda one: Text("有", "yes") if one.held else Text("缺", "no"),
    ),
    Column("shown", Text("依据", "shown by"), lambda one: _facts(one.shown, ids=False) or None),
    Column("missing", Text("缺什么", "missing"), lambda one: _facts(one.missing, ids=True) or None),
    Column("name", Text("代号", "name"), lambda one: one.name, shown=False),
    Column("held", Text("是否具备", "is held"), lambda one: one.held, shown=False),
    Column("period", Text("季度", "quarter"), lambda one: one.period.name, shown=False),
    Column(
        "ids",
        Text("依据的记录", "records that show it"),
        lambda one: tuple(id_ for fact in one.shown for id_ in fact.ids),
        shown=False,
    ),
    Column(
        "missing_ids",
        Text("缺项的记录", "records that lack it"),
        lambda one: tuple(dict.fromkeys(id_ for fact in one.missing for id_ in fact.ids)),
        shown=False,
    ),
)


def have_section(held: Sequence[Have]) -> Section:
    """Whether the last quarter that is over had the six haves."""
    title = Text("六有", "The six haves")
    if held:
        label = held[0].period.label
        title = Text(f"{title.zh}（{label.zh}）", f"{title.en} ({label.en})")
    return Section(title, table=table("haves", _HAVES, held, _have_tone, _NO_QUARTER))


def _have_tone(one: Have) -> Tone:
    return Tone.GOOD if one.held else Tone.WARN


def have_figures(held: Sequence[Have]) -> Iterator[Figure]:
    """What shows each have, and what is missing for it, with the records."""
    for one in held:
        for fact in (*one.shown, *one.missing):
            if fact.ids:
                yield Figure(one.name.label, fact.what, fact.ids)
