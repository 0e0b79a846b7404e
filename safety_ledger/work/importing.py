"""Import of a table: every row is added, known, changed, or told why it is not.

    desk = open_desk(root)
    made = prepare(desk, read_table(path, "hazard"), Wanted("hazard", day))   # reads only
    record(desk, changes(made))                                               # all of it, or none

Nothing is guessed and nothing imported by half: rows that lack a fact, or that the rules would
refuse, go into a file to fill in. Nothing here knows the clock or the terminal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from safety_ledger.errors import LedgerError
from safety_ledger.ledger import Ledger
from safety_ledger.lists import standing
from safety_ledger.reports.importing import Import, Treated, Verdict
from safety_ledger.sheets.columns import Use, is_heading
from safety_ledger.sheets.headings import Table, table_of, tables_in
from safety_ledger.sheets.reading import read_sheets
from safety_ledger.text import Text
from safety_ledger.work.changes import Change
from safety_ledger.work.import_gate import refusals
from safety_ledger.work.import_rows import Prepared, Rows, Wanted
from safety_ledger.work.recording import Desk

__all__ = ["Done", "Prepared", "Wanted", "changes", "prepare", "read_table", "summary"]

_NO_SHEET: Final = Text("没有工作表“{name}”（有：{sheets}）", "no sheet “{name}” among {sheets}")
_WHICH: Final = Text(
    "有几张工作表都像：{sheets}；用 --sheet 指定一张",
    "several sheets would do: {sheets}; name one with --sheet",
)


def read_table(path: Path, kind: str, sheet: str | None = None) -> Table:
    """The table in a file whose columns are of a kind. :class:`LedgerError` where there is none."""
    sheets = read_sheets(path, lambda text: is_heading(kind, text))
    names = [one.name for one in sheets]
    if sheet is not None:
        named = [one for one in sheets if one.name == sheet]
        if not named:
            raise LedgerError(_NO_SHEET, {"name": sheet, "sheets": names})
        return table_of(named[0], kind)
    fit = tables_in(sheets, kind)
    if len(fit) > 1:
        raise LedgerError(_WHICH, {"sheets": [one.sheet for one in fit]})
    return fit[0] if fit else table_of(sheets[0], kind)


def prepare(desk: Desk, table: Table, wanted: Wanted) -> list[Prepared]:
    """Every row with what becomes of it; what the rules would refuse is told before it is tried."""
    made = list(Rows(standing(desk.ledger, wanted.day), table, wanted).run())
    said = refusals(desk, {one.row.number: one.changes for one in made if one.changes})
    return [_gated(one, *said.get(one.row.number, ((), ()))) for one in made]


def changes(made: Iterable[Prepared]) -> list[Change]:
    """What is to be recorded, in the order of the rows."""
    return [change for one in made for change in one.changes]


def _gated(one: Prepared, errors: Sequence[Text], warnings: Sequence[Text]) -> Prepared:
    outcome = one.outcome
    if errors:
        reasons = (*outcome.reasons, *errors)
        refused = replace(outcome, verdict=Verdict.UNCLEAR, id=None, reasons=reasons, notes=())
        return Prepared(one.row, refused)
    return replace(one, outcome=replace(outcome, notes=(*outcome.notes, *warnings)))


@dataclass(frozen=True, slots=True)
class Done:
    """What was done with a table: the file it is from, whether it was written, the file to fill in
    and whether that was written.
    """

    file: str
    written: bool
    todo: str | None
    kept: bool


def summary(
    ledger: Ledger,
    day: dt.date,
    table: Table,
    made: Sequence[Prepared],
    done: Done,
) -> Import:
    """Everything there is to report of an import."""
    left_out = [one for one in table.headings if one.use not in {Use.TAKEN, Use.IGNORED}]
    return Import(
        kind=table.kind.label,
        file=done.file,
        ledger=ledger.file.name,
        as_of=day,
        outcomes=tuple(one.outcome for one in made),
        columns=tuple(Treated(one.text, one.use.value) for one in left_out),
        written=done.written,
        todo=done.todo,
        kept=done.kept,
    )
