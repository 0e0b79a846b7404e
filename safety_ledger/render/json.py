"""A report for programs: the versioned envelope, English keys, Chinese terms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from safety_ledger.ledger import Known
from safety_ledger.render.cells import value
from safety_ledger.render.findings import answered
from safety_ledger.reports.report import Report, Row, Table


def as_json(report: Report) -> str:
    """The whole report: every table under its key, every column of it.

    A total stands beside its table. What the report itself gives under a name goes first.
    """
    answer: dict[str, Any] = {
        "ledger": value(report.ledger),
        "as_of": report.as_of.isoformat(),
        **_known(report.known),
        **_members(report.data),
    }
    for section in report.sections:
        for table in section.tables:
            answer.setdefault(table.key, [_row(table, row) for row in table.rows if not row.total])
            answer |= {f"{table.key}_total": _row(table, row) for row in table.rows if row.total}
    for table in report.also:
        answer[table.key] = [_row(table, row) for row in table.rows]
    answer["foot"] = [value(note) for note in report.foot]
    return answered(report.command, answer)


def _members(data: Any) -> Any:  # noqa: ANN401 - mappings and lists of cells, as deep as it gets
    """Members beside the tables: every cell in them as the tables write it."""
    if isinstance(data, Mapping):
        return {str(key): _members(one) for key, one in data.items()}
    if isinstance(data, list):
        return [_members(one) for one in data]
    return value(data)


def _known(known: Known | None) -> dict[str, object]:
    """The second clock, where one was asked for."""
    if known is None:
        return {}
    said = {
        "asked": known.asked,
        "commit": known.commit,
        "committed": known.committed.isoformat(),
        "subject": value(known.subject),
    }
    return {"known_at": said}


def _row(table: Table, row: Row) -> dict[str, object]:
    return {heading.key: value(row.cells[heading.key]) for heading in table.headings}
