"""One cell in words, and one cell for programs: the same in every format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from safety_ledger.render.escape import neutral
from safety_ledger.reports.report import Cell, Heading, Report, Share, Table
from safety_ledger.text import Lang, Text, spoken

UNKNOWN: Final = "-"
"""What stands where nothing is known, or nothing applies."""

_SHARE: Final = Text("{percent}%（{n}/{of}）", "{percent}% ({n}/{of})")
_YES: Final = Text("是", "yes")
_NO: Final = Text("否", "no")


def words(cell: Cell, lang: Lang) -> str:
    """A cell as a person reads it, on one line and without anything that steers a terminal."""
    match cell:
        case None:
            return UNKNOWN
        case bool():
            return (_YES if cell else _NO).say(lang)
        case str():
            return neutral(cell)
        case int() | dt.date():
            return str(cell)
        case Decimal():
            return number(cell)
        case Text():
            return neutral(cell.say(lang))
        case Share():
            return share(cell, lang)
        case _:
            return neutral(spoken([words(one, lang) for one in cell], lang))


def value(cell: Cell) -> object:
    """A cell for JSON: dates ISO, terms and words Chinese, what is unknown null."""
    match cell:
        case None | bool() | int():
            return cell
        case Decimal():
            return int(cell) if cell == cell.to_integral_value() else float(cell)
        case str():
            return neutral(str(cell))
        case dt.date():
            return cell.isoformat()
        case Text():
            return neutral(cell.zh)
        case Share(part, whole):
            return {"n": part, "of": whole, "percent": value(cell.percent)}
        case _:
            return [value(one) for one in cell]


def share(cell: Share, lang: Lang) -> str:
    """A percentage with its n/N: 93.5%（10518/11243）."""
    if cell.percent is None:
        return UNKNOWN
    return _SHARE.say(lang, {"percent": cell.percent, "n": cell.part, "of": cell.whole})


def number(amount: Decimal) -> str:
    """A decimal as people write it, without an exponent or idle zeros."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def seen(table: Table) -> list[Heading]:
    """The columns people see."""
    return [heading for heading in table.headings if heading.shown]


def headings(shown: list[Heading], lang: Lang) -> list[str]:
    """The headings in words; one that stands above several is said over the first of them."""
    made, last = [], None
    for heading in shown:
        over = words(heading.over, lang) if heading.over not in {None, last} else ""
        label = words(heading.label, lang)
        made.append(label if heading.over is None else f"{over}\n{label}")
        last = heading.over
    return made


def lines(table: Table, lang: Lang) -> Iterator[list[str]]:
    """The rows of a table in words, column by column as people see them."""
    shown = seen(table)
    for row in table.rows:
        yield [words(row.cells[heading.key], lang) for heading in shown]


AS_OF: Final = Text("截至 {day}", "as of {day}")
_KNOWN: Final = Text(
    "按提交 {commit}（{moment}）时的记载", "as recorded at commit {commit} ({moment})"
)


def head(report: Report, lang: Lang) -> tuple[str, str]:
    """Title and subtitle: every report says whose it is and of which day."""
    day = AS_OF.say(lang, {"day": report.as_of})
    parts = [report.ledger, day]
    if report.known is not None:
        moment = f"{report.known.committed:%Y-%m-%d %H:%M}"
        parts.append(_KNOWN.say(lang, {"commit": report.known.short, "moment": moment}))
    return neutral(report.title.say(lang)), neutral("　".join(parts))
