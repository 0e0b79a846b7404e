"""A chart as bars of characters, for a terminal and for plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from safety_ledger.render.cells import words
from safety_ledger.reports.report import Chart, Row, Series, Tone
from safety_ledger.text import Lang

ROOM: Final = 40
"""Characters for the bars of a group in plain text, which knows no width."""
_LEAST: Final = 12
"""Characters that the longest bar has in any case."""


class Bar(NamedTuple):
    """One bar: how long it is drawn, the number it stands for, its tone."""

    length: int
    number: str
    tone: Tone


class Group(NamedTuple):
    """The bars of one row side by side."""

    label: str
    bars: tuple[Bar, ...]


def groups(chart: Chart, lang: Lang, room: int = ROOM) -> Iterator[Group]:
    """Every group of a chart, all bars on one scale; what is not nothing is seen."""
    most = highest(chart)
    longest = max(room // len(chart.series), _LEAST)
    scale = min(1.0, longest / most) if most else 1.0
    for row in chart.rows:
        made = (_bar(amount(row, series), scale, tone_of(row, series)) for series in chart.series)
        yield Group(words(row.cells[chart.label], lang), tuple(made))


def _bar(count: int, scale: float, tone: Tone) -> Bar:
    return Bar(max(round(count * scale), 1) if count else 0, str(count), tone)


def names(chart: Chart, lang: Lang) -> list[str]:
    """What the series are called."""
    return [name_of(chart, one, lang) for one in chart.series]


def amount(row: Row, series: Series) -> int:
    """How much a bar stands for."""
    cell = row.cells[series.key]
    return cell if isinstance(cell, int) else 0


def highest(chart: Chart) -> int:
    """The longest bar's number."""
    counts = (amount(row, series) for row in chart.rows for series in chart.series)
    return max(counts, default=0)


def tone_of(row: Row, series: Series) -> Tone:
    """The tone of a bar: its series', else its row's."""
    return row.tone if series.tone is Tone.PLAIN else series.tone


def name_of(chart: Chart, series: Series, lang: Lang) -> str:
    """What a series is called: the heading of its column."""
    return next(words(one.whole, lang) for one in chart.table.headings if one.key == series.key)
