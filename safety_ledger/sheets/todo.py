"""The file to fill in (待补): rows that were not imported, each with why, in their own columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from safety_ledger.model.declaration import fields_of, shape_of
from safety_ledger.rules.personal import secrets_in
from safety_ledger.sheets.aliases import SITE, Path
from safety_ledger.sheets.cells import text_of
from safety_ledger.sheets.columns import Use, label_of
from safety_ledger.sheets.grid import Raw, Unusable
from safety_ledger.sheets.headings import Heading, Row, Table
from safety_ledger.sheets.tables import guarded, written
from safety_ledger.sheets.unclear import Unclear
from safety_ledger.text import Lang, Text
from safety_ledger.vocabulary import Source

_REASON: Final = Text("原因", "reason")
_OMITTED: Final = "（已略去）"
_RESPONSIBLE: Final[tuple[Path, ...]] = (("responsible", "rectifier"), ("responsible", "section"))


def as_todo(table: Table, rows: Iterable[tuple[Row, Sequence[Text]]], lang: Lang) -> str:
    """The rows as csv: the table's headings, those it lacks, and the reason.

    Columns about persons are left out, and what points at a reporter in a public report.
    """
    kept = [one for one in table.headings if one.use is not Use.PRIVATE and not _is_reason(one)]
    lacking = [label_of(table.kind.name, path).zh for path in _lacking(table)]
    lines = [[*(guarded(one.text) for one in kept), *lacking, _REASON.say(lang)]]
    for row, reasons in rows:
        public = _is_public(row)
        cells = [_cell(row.raw[one.at : one.at + 1], public=public) for one in kept]
        why = "；".join(reason.say(lang) for reason in reasons)
        lines.append([*cells, *[""] * len(lacking), guarded(why)])
    return written(lines)


def _is_reason(one: Heading) -> bool:
    return one.text in {_REASON.zh, _REASON.en}


def _lacking(table: Table) -> list[Path]:
    """The fields a record cannot do without and the table has no column for."""
    has = {one.path for one in table.headings if one.use is Use.TAKEN}
    tops = {path[0] for path in has}
    shape = shape_of(table.kind.cls)
    needed = {key for one in shape.variants.values() for key in one.required}
    paths: list[Path] = []
    for one in fields_of(table.kind.cls):
        if one.key != "id" and (one.required or one.key in needed) and one.key not in tops:
            paths += [(one.key,)] if one.key != "responsible" else _RESPONSIBLE
    if table.kind.name == "hazard" and not has & {SITE, ("enterprise",), ("body", "name")}:
        paths.insert(0, SITE)
    return paths


def _is_public(row: Row) -> bool:
    source = row.cells.get(("source",))
    return source is not None and str(Source.REPORT)[-2:] in str(source)


def _cell(cells: Sequence[Raw], *, public: bool) -> str:
    if not cells or isinstance(cells[0], Unusable):
        return ""
    text = text_of(cells[0])
    said = str(cells[0]) if isinstance(text, Unclear) else text
    return _OMITTED if public and any(secrets_in(said)) else guarded(said)
