"""A chart as inline SVG: it needs nothing else, prints in black and white, and fits a phone.

Places and widths are shares of the page and letters keep their size, so that one drawing serves
paper and phone. Series differ by filling (full, empty, hatched) and not by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from safety_ledger.render.bars import amount, highest, name_of, tone_of
from safety_ledger.render.cells import words
from safety_ledger.reports.report import Chart, Row, Shape, Tone
from safety_ledger.text import Lang

PATTERNS: Final = (
    '<svg class="patterns" aria-hidden="true"><defs><pattern id="hatch" width="5" height="5"'
    ' patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5"'
    ' fill="#fff"/><rect width="2" height="5" fill="#1f3a5f"/></pattern></defs></svg>'
)
"""What hatched bars are filled with, once a page."""

STYLE: Final = """\
.patterns { position: absolute; width: 0; height: 0; }
.chart { margin: .5em 0 1em; break-inside: avoid; } .chart svg { display: block; width: 100%; }
.legend { margin: 0 0 .3em; color: #444; } .legend svg { display: inline; width: 1em; height: .8em;
  margin-left: 1em; } .legend svg:first-child { margin-left: 0; }
.f0 { fill: #1f3a5f; } .f1 { fill: #fff; stroke: #1f3a5f; stroke-width: 1.5; }
.f2 { fill: url(#hatch); stroke: #1f3a5f; } .falarm { fill: #b00020; } .fwarn { fill: #c98a1b; }
.fgood { fill: #1b6e2d; } .ffaint { fill: #bbb; }
.chart text { font-size: 12px; fill: #222; } .chart.dense text { font-size: 9px; }
@media print, (max-width: 40em) { .dense text.other { display: none; } }
.chart text.none { fill: #999; } .base { stroke: #222; stroke-width: 1; }
table.bars { width: 100%; margin: 0; } table.bars td { border: 0; padding: 1px 0; width: 100%; }
table.bars th { border: 0; padding: 1px .8em 1px 0; background: none; font-weight: normal;
  white-space: normal; min-width: 5.2em; max-width: 12em; word-break: normal;
  overflow-wrap: anywhere; }
table.bars tr.first > * { padding-top: .4em; } table.bars svg { height: 13px; }
"""

_HEIGHT: Final = 130
"""Pixels of the highest column; above it stands its number, below the base its name."""
_TOP: Final = 18
_BOTTOM: Final = 20
_WIDEST: Final = 8.0
"""Percent of the page that one column takes at most."""
_GROUP: Final = 0.84
"""How much of its share of the page a group of columns takes."""
_LYING: Final = 86
"""Percent of its cell that the longest lying bar takes; the rest is for its number."""
_DENSE: Final = 20
"""From so many columns on the letters are smaller."""
_FILLS: Final = 3


def drawn(chart: Chart, lang: Lang) -> str:
    """The whole chart, with a legend where there are several series."""
    dense = len(chart.rows) * len(chart.series) > _DENSE and chart.shape is Shape.COLUMNS
    body = _columns(chart, lang) if chart.shape is Shape.COLUMNS else _bars(chart, lang)
    legend = _legend(chart, lang) if len(chart.series) > 1 else ""
    return f'<div class="chart{" dense" if dense else ""}">{legend}\n{body}</div>'


def _legend(chart: Chart, lang: Lang) -> str:
    keys = (
        f'<svg aria-hidden="true"><rect x="1" y="1" width="85%" height="85%"'
        f' class="{_fill(number, series.tone)}"/></svg> {escape(name_of(chart, series, lang))}'
        for number, series in enumerate(chart.series)
    )
    return f'<p class="legend">{"".join(keys)}</p>'


def _fill(number: int, tone: Tone) -> str:
    return f"f{number % _FILLS}" if tone is Tone.PLAIN else f"f{tone.value}"


def _columns(chart: Chart, lang: Lang) -> str:
    base = _TOP + _HEIGHT
    parts = [
        f'<svg height="{base + _BOTTOM}" role="img" aria-label="{_spoken(chart, lang)}">',
        *(part for place in range(len(chart.rows)) for part in _group(chart, place, lang)),
        f'<line class="base" x1="0" x2="100%" y1="{base}" y2="{base}"/>',
        "</svg>",
    ]
    return "\n".join(parts)


def _group(chart: Chart, place: int, lang: Lang) -> Iterator[str]:
    """The columns of one row side by side, their numbers above, their name below."""
    row, share = chart.rows[place], 100 / len(chart.rows)
    wide = min(share * _GROUP / len(chart.series), _WIDEST)
    middle = share * (place + 0.5)
    most, base = highest(chart), _TOP + _HEIGHT
    for number, series in enumerate(chart.series):
        count = amount(row, series)
        left = middle + (number - len(chart.series) / 2) * wide
        high = max(round(_HEIGHT * count / most), 2) if count else 0
        if count:
            yield (
                f'<rect class="{_fill(number, tone_of(row, series))}" x="{left + wide * 0.06:.2f}%"'
                f' y="{base - high}" width="{wide * 0.88:.2f}%" height="{high}"/>'
            )
        none = "" if count else ' class="none"'
        yield (
            f'<text{none} x="{left + wide / 2:.2f}%" y="{base - high - 4}"'
            f' text-anchor="middle">{count}</text>'
        )
    name = escape(words(row.cells[chart.label], lang))
    every_other = ' class="other"' if place % 2 else ""
    yield f'<text{every_other} x="{middle:.2f}%" y="{base + 14}" text-anchor="middle">{name}</text>'


def _bars(chart: Chart, lang: Lang) -> str:
    most = highest(chart)
    rows = (
        _bar(chart, row, number, most, lang)
        for row in chart.rows
        for number in range(len(chart.series))
    )
    return f'<table class="bars">{"".join(rows)}</table>'


def _bar(chart: Chart, row: Row, number: int, most: int, lang: Lang) -> str:
    series = chart.series[number]
    count = amount(row, series)
    wide = _LYING * count / most if count else 0.0
    name = "" if number else _name(chart, row, lang)
    fill = _fill(number, tone_of(row, series))
    rect = f'<rect class="{fill}" x="1" y="1.5" width="{wide:.2f}%" height="10"/>' if count else ""
    none = "" if count else ' class="none"'
    return (
        f"<tr{'' if number else _FIRST}>{name}<td>"
        f'<svg role="img" aria-label="{count}">{rect}'
        f'<text{none} x="{wide + 1.5:.2f}%" y="11">{count}</text></svg></td></tr>'
    )


def _name(chart: Chart, row: Row, lang: Lang) -> str:
    said = escape(words(row.cells[chart.label], lang))
    return f'<th scope="rowgroup" rowspan="{len(chart.series)}">{said}</th>'


_FIRST: Final = ' class="first"'


def _spoken(chart: Chart, lang: Lang) -> str:
    """All of it in words, for who cannot see it."""
    said = (
        f"{words(row.cells[chart.label], lang)} {name_of(chart, series, lang)} {amount(row, series)}"
        for row in chart.rows
        for series in chart.series
    )
    return escape("; ".join(said), quote=True)
