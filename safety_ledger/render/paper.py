"""Papers in html that prints on A4, in markdown, and in plain text; the same words in each."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from safety_ledger.render.escape import neutral
from safety_ledger.render.html import html_page
from safety_ledger.render.markdown import escaped, table_row
from safety_ledger.render.text import grid, trimmed
from safety_ledger.reports.notices.paper import (
    Blank,
    Block,
    Form,
    Grid,
    Heading,
    Paper,
    Paragraph,
    Piece,
    Pieces,
    said,
)

_TICKS: Final = re.compile("□[\u4e00-\u9fff]{1,6}")
"""A box to tick and its word, which stay on one line."""
_STYLE: Final = """\
body { font: 16pt/1.75 FangSong, FangSong_GB2312, STFangsong, "Noto Serif CJK SC", SimSun, serif;
  margin: 1em auto; max-width: 156mm; padding: 0 1em; color: #000; background: #fff; }
.issuer, h1, .number { text-align: center; margin: 0; }
.issuer, h2, th { font-family: SimHei, STHeiti, "Noto Sans CJK SC", sans-serif; font-weight: normal; }
h1 { font: bold 22pt/1.6 "FZXiaoBiaoSong-B05S", STZhongsong, SimSun, "Noto Serif CJK SC", serif; }
h2 { font-size: 16pt; margin: .4em 0 0; text-indent: 2em; }
p { margin: 0; } p.text { text-indent: 2em; } .signed { margin: 1.5em 0; }
.signed p { text-align: right; padding-right: 2em; }
.remarks { border-top: 1px solid #000; margin-top: 1em; font-size: 12pt; }
table { border-collapse: collapse; width: 100%; margin: .5em 0; font: 12pt/1.5 SimSun, "Noto Serif CJK SC", serif;
  table-layout: fixed; }
th, td { border: 1px solid #000; padding: .3em .4em; text-align: left; vertical-align: middle;
  overflow-wrap: anywhere; min-height: 1.5em; }
td:empty::after { content: "　"; }
.tick { white-space: nowrap; }
.blank { background: #fff3b0; padding-right: 3em; border-bottom: 1px solid #000; }
.paper + .paper { break-before: page; margin-top: 3em; }
@page { size: A4 portrait; margin: 25mm 26mm 25mm 28mm; }
@media print { body { margin: 0; max-width: none; padding: 0; } .blank { background: none; }
  .paper + .paper { margin-top: 0; } tr, h2, .signed { break-inside: avoid; } h2 { break-after: avoid; }
  thead { display: table-header-group; } }
"""


def papers_as_html(papers: Sequence[Paper], as_of: dt.date) -> str:
    """All papers as one page that needs nothing else, each on a sheet of its own."""
    return html_page(
        f"{neutral(papers[0].title)} {as_of}", _STYLE, "\n".join(map(_html_paper, papers))
    )


def _html_paper(paper: Paper) -> str:
    parts = [
        '<section class="paper">',
        f'<p class="issuer">{_html(paper.issuer)}</p>',
        f"<h1>{escape(neutral(paper.title))}</h1>",
        f'<p class="number">{_html(paper.number)}</p>',
    ]
    if paper.addressee:
        parts.append(f'<p class="to">{_html(paper.addressee)}：</p>')
    parts += map(_html_block, paper.body)
    if paper.signed:
        lines = "".join(f"<p>{_html(line)}</p>" for line in paper.signed)
        parts.append(f'<div class="signed">{lines}</div>')
    lines = "".join(f"<p>{_html(line)}</p>" for line in paper.remarks)
    return "\n".join([*parts, f'<div class="remarks">{lines}</div>', "</section>"])


def _html_block(block: Block) -> str:
    match block:
        case Heading():
            return f"<h2>{escape(neutral(block.text))}</h2>"
        case Paragraph():
            return f'<p class="text">{_html(block.pieces)}</p>'
        case Grid():
            return _html_grid(block)
        case Form():
            rows = "".join(f"<tr>{''.join(_html_boxes(row))}</tr>\n" for row in block.rows)
            columns = "".join(f'<col style="width: {width}%">' for width in (17, 33, 17, 33))
            return f"<table>\n<colgroup>{columns}</colgroup>\n{rows}</table>"


def _html_boxes(row: tuple[tuple[str, Pieces], ...]) -> Iterator[str]:
    span = ' colspan="3"' if len(row) == 1 else ""
    for label, pieces in row:
        yield f"<th>{escape(label)}</th><td{span}>{_html(pieces)}</td>"


def _html_grid(grid: Grid) -> str:
    columns = "".join(f'<col style="width: {width}%">' for width in grid.widths)
    heads = "".join(f"<th>{escape(heading)}</th>" for heading in grid.headings)
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{_html(cell)}</td>" for cell in row) + "</tr>" for row in grid.rows
    )
    return (
        f"<table>\n<colgroup>{columns}</colgroup>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>"
    )


def _html(pieces: Pieces) -> str:
    return "".join(map(_html_piece, pieces))


def _html_piece(piece: Piece) -> str:
    text = _TICKS.sub(r'<span class="tick">\g<0></span>', escape(neutral(said(piece))))
    return f'<span class="blank">{text}</span>' if isinstance(piece, Blank) else text


def papers_as_markdown(papers: Sequence[Paper]) -> str:
    """All papers, a rule between them."""
    return "\n\n---\n\n".join("\n\n".join(_markdown(paper)) for paper in papers) + "\n"


def _markdown(paper: Paper) -> Iterator[str]:
    yield _marked(paper.issuer)
    yield f"# {escaped(neutral(paper.title))}"
    yield _marked(paper.number)
    if paper.addressee:
        yield f"{_marked(paper.addressee)}："
    yield from map(_markdown_block, paper.body)
    yield from map(_marked, paper.signed)
    yield "\n".join(f"> {_marked(line)}  " for line in paper.remarks)


def _markdown_block(block: Block) -> str:
    match block:
        case Heading():
            return f"## {escaped(block.text)}"
        case Paragraph():
            return _marked(block.pieces)
        case Grid():
            heads = [escaped(heading) for heading in block.headings]
            rows = [[_marked(cell) for cell in row] for row in block.rows]
            return "\n".join(map(table_row, [heads, ["---"] * len(heads), *rows]))
        case Form():
            rows = [
                [f"{escaped(label)}：{_marked(pieces)}" for label, pieces in row]
                for row in block.rows
            ]
            return "\n".join(f"- {'　'.join(row)}" for row in rows)


def _marked(pieces: Pieces) -> str:
    return escaped(_plain(pieces))


def papers_as_text(papers: Sequence[Paper]) -> str:
    """All papers in plain text, for a look on the screen."""
    line = f"\n\n{'─' * 40}\n\n"
    return line.join("\n\n".join(_text(paper)) for paper in papers) + "\n"


def _text(paper: Paper) -> Iterator[str]:
    yield f"{_plain(paper.issuer)}\n{neutral(paper.title)}\n{_plain(paper.number)}"
    if paper.addressee:
        yield f"{_plain(paper.addressee)}："
    yield from map(_text_block, paper.body)
    if paper.signed:
        yield "\n".join(map(_plain, paper.signed))
    yield "\n".join(f"附注：{_plain(remark)}" for remark in paper.remarks)


def _text_block(block: Block) -> str:
    from tabulate import tabulate

    match block:
        case Heading():
            return block.text
        case Paragraph():
            return f"　　{_plain(block.pieces)}"
        case Grid():
            rows = [[_plain(cell) for cell in row] for row in block.rows]
            return trimmed(tabulate(rows, list(block.headings), "simple", disable_numparse=True))
        case Form():
            rows = [
                [text for label, cell in row for text in (label, _plain(cell))]
                for row in block.rows
            ]
            return grid(rows)


def _plain(pieces: Pieces) -> str:
    return "".join(neutral(said(piece)) for piece in pieces)
