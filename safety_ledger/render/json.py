"""A report for programs: the versioned envelope, English keys, Chinese terms."""

from __future__ import annotations

import json
from typing import Any

from safety_ledger.render.cells import value
from safety_ledger.render.findings import SCHEMA
from safety_ledger.reports.report import Report, Table


def as_json(report: Report) -> str:
    """The whole report: every table under its key, every column of it."""
    answer: dict[str, Any] = {
        "schema": SCHEMA,
        "command": report.command,
        "ledger": report.ledger,
        "as_of": report.as_of.isoformat(),
        **report.data,
    }
    for section in report.sections:
        if section.table is not None:
            answer[section.table.key] = _rows(section.table)
    for table in report.also:
        answer[table.key] = _rows(table)
    answer["foot"] = [value(note) for note in report.foot]
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _rows(table: Table) -> list[dict[str, object]]:
    return [
        {heading.key: value(row.cells[heading.key]) for heading in table.headings}
        for row in table.rows
    ]
