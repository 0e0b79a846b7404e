"""A report as one page of HTML that needs nothing else and prints well on A4."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from safety_ledger.render.cells import head, lines, seen, words
from safety_ledger.reports.report import Align, Bar, Cell, Report, Section, Table
from safety_ledger.text import Lang

_STYLE: Final = """\
body { font: 14px/1.5 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif;
  margin: 2em auto; max-width: 96em; padding: 0 1em; color: #222; }
h1 { font-size: 1.5em; margin: 0; } h2 { font-size: 1.15em; margin: 1.5em 0 .5em; }
.sub, .foot { color: #666; }
table { border-collapse: collapse; width: 100%; margin: .5em 0; }
th, td { border: 1px solid #bbb; padding: .25em .5em; text-align: left; vertical-align: top; }
th { background: #f0f2f5; word-break: keep-all; }
td:first-child, .short { white-space: nowrap; }
td:not(.short) { min-width: 5em; } td.long { min-width: 9em; } .wide { overflow-x: auto; }
.right { text-align: right; } .alarm td { color: #b00020; }
.alarm td:first-child { font-weight: bold; }
.warn td { color: #8a5a00; } .good td { color: #1b6e2d; } .faint td { color: #888; }
.bar { display: inline-block; height: .8em; background: #4a6fa5; vertical-align: baseline; }
.bar.alarm { background: #b00020; } .bar.warn { background: #c98a1b; }
.bars { width: auto; } .bars td { border: 0; white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content auto; gap: .1em 1em; } dd { margin: 0; }
@media screen and (max-width: 45em) {
  body { margin: 1em auto; } .wide thead { display: none; }
  .wide tr { display: block; border: 1px solid #bbb; margin: 0 0 .6em; padding: .2em .6em; }
  .wide td { display: flex; border: 0; padding: .1em 0; text-align: left; }
  .wide td, .wide .short { white-space: normal; min-width: 0; }
  .wide td::before { content: attr(data-label); flex: 0 0 7em; color: #666; font-weight: normal; }
  dl { grid-template-columns: 7em auto; } dt { color: #666; } }
@page { size: A4 landscape; margin: 12mm; }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 10px; }
  h2 { break-after: avoid; } tr { break-inside: avoid; }
  thead { display: table-header-group; } .wide { overflow: visible; } .wide td { min-width: 0; }
  .faint td { color: #555; } .bar { print-color-adjust: exact; } }
"""


def as_html(report: Report, lang: Lang) -> str:
    """The whole report."""
    title, subtitle = head(report, lang)
    body = [f"<h1>{escape(title)}</h1>", f'<p class="sub">{escape(subtitle)}</p>']
    for section in report.sections:
        body += _section(section, lang)
    body += [f'<p class="foot">{_said(note, lang)}</p>' for note in report.foot]
    tag = "zh-CN" if lang is Lang.ZH else "en"
    return (
        f'<!DOCTYPE html>\n<html lang="{tag}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} {report.as_of}</title>\n<style>\n{_STYLE}</style>\n</head>\n"
        "<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
    )


def _section(section: Section, lang: Lang) -> Iterator[str]:
    if section.title is not None:
        yield f"<h2>{_said(section.title, lang)}</h2>"
    for note in section.notes:
        yield f"<p>{_said(note, lang)}</p>"
    if section.facts:
        facts = "".join(
            f"<dt>{_said(name, lang)}</dt><dd>{_said(cell, lang)}</dd>"
            for name, cell in section.facts
        )
        yield f"<dl>{facts}</dl>"
    if section.bars:
        yield '<table class="bars">' + "".join(_bar(bar, lang) for bar in section.bars) + "</table>"
    if section.table is not None:
        yield _table(section.table, lang)


def _bar(bar: Bar, lang: Lang) -> str:
    drawn = f'<span class="bar {bar.tone.value}" style="width: {bar.length * 0.6:.1f}em"></span>'
    return f"<tr><td>{_said(bar.label, lang)}</td><td>{drawn} {escape(bar.note)}</td></tr>"


def _table(table: Table, lang: Lang) -> str:
    if not table.rows:
        return f'<p class="sub">{_said(table.empty, lang)}</p>'
    shown = seen(table)
    labels = [_said(one.label, lang) for one in shown]
    sides = ["right" if one.align is Align.RIGHT else "" for one in shown]
    heads = "".join(
        f"<th{_class(side)}>{label}</th>" for label, side in zip(labels, sides, strict=True)
    )
    written = list(lines(table, lang))
    rows = []
    for row, cells in zip(table.rows, written, strict=True):
        made = "".join(
            f'<td{_class(side, cell)} data-label="{label}">{escape(cell)}</td>'
            for cell, side, label in zip(cells, sides, labels, strict=True)
        )
        rows.append(f'<tr class="{row.tone.value}">{made}</tr>')
    return (
        f'<div class="{_extent(written)}"><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n'
        + "\n".join(rows)
        + "\n</tbody>\n</table></div>"
    )


_PHONE: Final = 45
"""How many cells of text fit beside one another on a telephone."""


def _extent(rows: list[list[str]]) -> str:
    """Whether a table is too wide for a telephone, which then shows it row by row."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return "wide" if sum(widths) > _PHONE else "fits"


def _width(text: str) -> int:
    """The cells a text takes: two for a Chinese character."""
    return sum(1 if char < "\u1100" else 2 for char in text)


_SHORT, _LONG = 10, 40
"""Cells of text: up to the first (a date, a term, a number of days) it stands on one line; from the
second on its column needs some room."""


def _class(side: str, cell: str = "") -> str:
    """The classes of a cell: on which side it stands, how it may be broken."""
    wide = _width(cell)
    size = "short" if 0 < wide <= _SHORT else "long" if wide >= _LONG else ""
    names = [name for name in (side, size) if name]
    return f' class="{" ".join(names)}"' if names else ""


def _said(cell: Cell, lang: Lang) -> str:
    return escape(words(cell, lang))
