"""A paper as a value: title, number, addressee, body, signature, remarks. Renderers do the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from safety_ledger.reports.notices.kinds import PaperKind


@dataclass(frozen=True, slots=True)
class Blank:
    """What a person must put there by hand; it is marked and never filled in."""

    what: str
    act: str = "待填"

    def __str__(self) -> str:
        return f"【{self.act}：{self.what}】"


Piece = str | dt.date | Blank
Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the body, its number (一、) in its text."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; official papers indent it by two characters."""

    pieces: Pieces


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with headings; ``widths`` are shares of the page."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Pieces, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form: rows of one or two labelled boxes."""

    rows: tuple[tuple[tuple[str, Pieces], ...], ...]


Block = Heading | Paragraph | Grid | Form


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, ready for any format."""

    kind: PaperKind
    title: str
    issuer: Pieces
    number: Pieces
    addressee: Pieces
    """主送; a form that stays in the office has none."""
    body: tuple[Block, ...]
    signed: tuple[Pieces, ...]
    """落款: issuer, seal, date, or the signatures a form ends with."""
    remarks: tuple[Pieces, ...]
    """附注."""


NUMBER: Blank = Blank("文号")
SEAL: Blank = Blank("印章", "待盖")
ISSUED: Blank = Blank("成文日期")


def said(piece: Piece) -> str:
    """A piece in words; dates as official papers write them."""
    if isinstance(piece, dt.date):
        return f"{piece.year}年{piece.month}月{piece.day}日"
    return str(piece)


def texts(paper: Paper) -> Iterator[str]:
    """Everything a paper says, piece by piece."""
    yield paper.title
    for pieces in (paper.issuer, paper.number, paper.addressee, *paper.signed, *paper.remarks):
        yield from map(said, pieces)
    for block in paper.body:
        yield from _texts(block)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield from map(said, block.pieces)
        case Grid():
            yield from block.headings
            yield from (said(piece) for row in block.rows for cell in row for piece in cell)
        case Form():
            for row in block.rows:
                for label, pieces in row:
                    yield label
                    yield from map(said, pieces)
