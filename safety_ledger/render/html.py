"""A report as one page of HTML that needs nothing else, prints well on A4 and fits a phone."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Final

from safety_ledger.render import drawing
from safety_ledger.render.cells import head, lines, seen, words
from safety_ledger.reports.report import Align, Cell, Heading, Report, Row, Section, Table
from safety_ledger.text import Lang, Text

_STYLE: Final = """\
body { font: 14px/1.5 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif;
  margin: 2em auto; max-width: 96em; padding: 0 1em; color: #222; }
h1 { font-size: 1.5em; margin: 0; } h2 { font-size: 1.15em; margin: 1.5em 0 .5em;
  padding-left: .5em; border-left: 4px solid #1f3a5f; }
.sub, .foot { color: #666; } .sub span { white-space: nowrap; } .notes p { margin: .2em 0; }
.lead { margin: .2em 0; font-size: 1.2em; font-weight: bold; }
.beside { display: grid; grid-template-columns: 1fr 1fr; column-gap: 2em; }
.beside > section { min-width: 0; }
table { border-collapse: collapse; min-width: min(100%, 30em); margin: .5em 0; }
th, td { border: 1px solid #bbb; padding: .25em .5em; text-align: left; vertical-align: top; }
th { background: #f0f2f5; word-break: keep-all; } th.over { text-align: center; }
td:first-child, .short { white-space: nowrap; }
td:not(.short) { min-width: 5em; } td.long { min-width: 9em; } .wide, .fits { overflow-x: auto; }
.right { text-align: right; white-space: nowrap; } .alarm td { color: #b00020; }
.alarm td:first-child { font-weight: bold; }
.warn td { color: #8a5a00; } .good td { color: #1b6e2d; } .faint td { color: #888; }
.total td { font-weight: bold; border-top: 2px solid #222; }
dl { display: grid; grid-template-columns: max-content auto; gap: .1em 1em; } dd { margin: 0; }
@media screen and (max-width: 60em) { .beside { display: block; } }
@media screen and (max-width: 45em) {
  body { margin: 1em auto; } .wide thead { display: none; }
  .wide tr { display: block; border: 1px solid #bbb; margin: 0 0 .6em; padding: .2em .6em; }
  .wide td { display: flex; border: 0; padding: .1em 0; text-align: left; }
  .wide td, .wide .short { white-space: normal; min-width: 0; }
  .wide td::before { content: attr(data-label); flex: 0 0 7em; color: #666; font-weight: normal; }
  dl { grid-template-columns: 7em auto; } dt { color: #666; } }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 10px; }
  h2 { break-after: avoid; margin-top: 1.2em; } tr { break-inside: avoid; }
  thead { display: table-header-group; } th, td { padding: .15em .35em; }
  .wide, .fits { overflow: visible; } .wide td { min-width: 0; } .faint td { color: #555; }
  .chart text { font-size: 10px; } * { print-color-adjust: exact; } }
"""
_PAGE: Final = """\
@page {{ size: A4 {side}; margin: 12mm 12mm 14mm;
  @bottom-center {{ content: {number}; font-size: 9px; color: #666; }} }}
"""
_NUMBER: Final = Text(
    '"第 " counter(page) " 页，共 " counter(pages) " 页"', 'counter(page) " / " counter(pages)'
)
_UPRIGHT: Final = 12
"""How many columns of words an upright sheet holds; a column of numbers counts less."""
_NUMBERS: Final = 0.75


def as_html(report: Report, lang: Lang) -> str:
    """The whole report."""
    title, subtitle = head(report, lang)
    body = [f"<h1>{escape(title)}</h1>", f'<p class="sub">{_unbroken(subtitle)}</p>']
    if any(section.chart is not None for section in report.sections):
        body.insert(0, drawing.PATTERNS)
    for narrow, several in groupby(report.sections, key=lambda section: section.narrow):
        made = [_section(section, lang) for section in several]
        body += [f'<div class="beside">{"".join(made)}</div>'] if narrow else made
    body += [f'<p class="foot">{_said(note, lang)}</p>' for note in report.foot]
    style = f"{drawing.STYLE}{_STYLE}{_page(report, lang)}"
    return html_page(f"{title} {report.as_of}", style, "\n".join(body), lang)


def html_page(title: str, style: str, body: str, lang: Lang = Lang.ZH) -> str:
    """A page that needs nothing else, of a title, a style sheet, and a body that is html."""
    tag = "zh-CN" if lang is Lang.ZH else "en"
    return (
        f'<!DOCTYPE html>\n<html lang="{tag}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _unbroken(subtitle: str) -> str:
    """The subtitle, its date never broken at a hyphen."""
    ledger, _, day = subtitle.rpartition("　")
    return f"{escape(ledger)}　<span>{escape(day)}</span>"


def _page(report: Report, lang: Lang) -> str:
    """The paper: on its side for a wide table, numbered at the foot."""
    printed = [one.table for one in report.sections if one.table is not None and one.table.rows]
    wide = any(_breadth(table) > _UPRIGHT for table in printed)
    return _PAGE.format(side="landscape" if wide else "portrait", number=_NUMBER.say(lang))


def _breadth(table: Table) -> float:
    return sum(_NUMBERS if one.align is Align.RIGHT else 1 for one in seen(table))


def _section(section: Section, lang: Lang) -> str:
    return f"<section>\n{chr(10).join(_parts(section, lang))}\n</section>\n"


def _parts(section: Section, lang: Lang) -> Iterator[str]:
    if section.title is not None:
        yield f"<h2>{_said(section.title, lang)}</h2>"
    yield from (f'<p class="lead">{_said(line, lang)}</p>' for line in section.lead)
    if section.notes:
        said = "".join(f"<p>{_said(note, lang)}</p>" for note in section.notes)
        yield f'<div class="notes">{said}</div>'
    if section.facts:
        facts = "".join(
            f"<dt>{_said(name, lang)}</dt><dd>{_said(cell, lang)}</dd>"
            for name, cell in section.facts
        )
        yield f"<dl>{facts}</dl>"
    if section.chart is not None and section.chart.rows:
        yield drawing.drawn(section.chart, lang)
    if section.nothing is not None:
        yield f'<p class="sub">{_said(section.nothing, lang)}</p>'
    if section.table is not None:
        yield _table(section.table, lang)


def _table(table: Table, lang: Lang) -> str:
    if not table.rows:
        return f'<p class="sub">{_said(table.empty, lang)}</p>'
    shown = seen(table)
    labels = [_said(one.whole, lang) for one in shown]
    sides = [_side(one) for one in shown]
    written = list(lines(table, lang))
    rows = []
    for row, cells in zip(table.rows, written, strict=True):
        made = "".join(
            f'<td{_class(side, cell)} data-label="{label}">{escape(cell)}</td>'
            for cell, side, label in zip(cells, sides, labels, strict=True)
        )
        rows.append(f'<tr class="{_kind(row)}">{made}</tr>')
    return (
        f'<div class="{_extent(shown, written)}"><table>\n<thead>{_headings(table, lang)}</thead>\n<tbody>\n'
        + "\n".join(rows)
        + "\n</tbody>\n</table></div>"
    )


def _headings(table: Table, lang: Lang) -> str:
    """One row of headings; two where some columns share a heading above their own."""
    shown = seen(table)
    if not any(one.over for one in shown):
        cells = (f"<th{_class(_side(one))}>{_said(one.label, lang)}</th>" for one in shown)
        return f"<tr>{''.join(cells)}</tr>"
    upper, lower = [], []
    for over, group in groupby(shown, key=lambda one: one.over):
        under = list(group)
        if over is None:
            upper += [
                f'<th rowspan="2"{_class(_side(one))}>{_said(one.label, lang)}</th>'
                for one in under
            ]
            continue
        upper.append(f'<th class="over" colspan="{len(under)}">{_said(over, lang)}</th>')
        lower += [f"<th{_class(_side(one))}>{_said(one.label, lang)}</th>" for one in under]
    return f"<tr>{''.join(upper)}</tr><tr>{''.join(lower)}</tr>"


_PHONE: Final = 45
"""How many cells of text fit beside one another on a telephone."""


def _extent(shown: list[Heading], rows: list[list[str]]) -> str:
    """Whether a table is too wide for a telephone, which then shows it row by row.

    Figures are read down their columns: a table of them stays one, and slides.
    """
    figures = sum(one.align is Align.RIGHT for one in shown)
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return "wide" if sum(widths) > _PHONE and 2 * figures < len(shown) else "fits"


def _width(text: str) -> int:
    """The cells a text takes: two for a Chinese character."""
    return sum(1 if char < "\u1100" else 2 for char in text)


_SHORT, _LONG = 10, 40
"""Cells of text: up to the first (a date, a term, a number of days) it stands on one line; from the
second on its column needs some room."""


def _side(heading: Heading) -> str:
    return "right" if heading.align is Align.RIGHT else ""


def _kind(row: Row) -> str:
    return f"{row.tone.value} total" if row.total else row.tone.value


def _class(side: str, cell: str = "") -> str:
    """The classes of a cell: on which side it stands, how it may be broken."""
    wide = _width(cell)
    size = "short" if 0 < wide <= _SHORT else "long" if wide >= _LONG else ""
    names = [name for name in (side, size) if name]
    return f' class="{" ".join(names)}"' if names else ""


def _said(cell: Cell, lang: Lang) -> str:
    return escape(words(cell, lang))
