"""The reports of ``data/`` on three days, byte for byte as in ``examples/reports``.

``python -m tests.test_golden_reports`` writes them anew; read the difference before you commit it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.folders import DATA, ROOT
from tests.ledgers.asking import ask

GOLDEN = ROOT / "examples" / "reports"
PERIODIC = ("closure", "statistics")
DAYS = ("2024-09-30", "2025-12-31", "2026-11-23")
COMMANDS = (
    "status",
    "enterprises",
    "hazards",
    "rectifications",
    "responsibilities",
    "clues",
    "risks",
    "people",
    "todo",
    "overdue",
    "weekly",
)
OBLIGATIONS = ("tasks", "duties")
ACCEPTANCE = ("2024-12-31", "2025-06-30")
"""The last days of a year and of a half-year, on which the plan's standing was worked out by hand."""
PERIODS = {"2024-09-30": "2024", "2025-12-31": "2025", "2026-11-23": "2026Q3"}
"""The year, of which a part is still to come, the year that is over, and the last quarter."""
CASES = [
    *((day, command) for day in DAYS for command in (*COMMANDS, *OBLIGATIONS)),
    *((day, command) for day in ACCEPTANCE for command in OBLIGATIONS),
    *(
        (day, f"{command} --period {period}")
        for day, period in PERIODS.items()
        for command in PERIODIC
    ),
]


def printed(day: str, command: str) -> str:
    """What a command prints into a pipe about a day."""
    answer = ask(DATA, *command.split(), "--as-of", day, "--format", "text")
    assert answer.code == 0
    return answer.text


def golden(day: str, command: str) -> Path:
    """Where it is kept."""
    return GOLDEN / day / f"{command.split(maxsplit=1)[0]}.txt"


@pytest.mark.parametrize(("day", "command"), CASES)
def test_a_report_is_what_it_was(day: str, command: str) -> None:
    assert printed(day, command) == golden(day, command).read_text(encoding="utf-8")


def test_the_readmes_show_a_report() -> None:
    shown = (GOLDEN / "2024-09-30" / "status.txt").read_text(encoding="utf-8").rstrip()
    assert shown in (ROOT / "README.md").read_text(encoding="utf-8")
    assert shown in (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")


if __name__ == "__main__":
    for day, command in CASES:
        (GOLDEN / day).mkdir(parents=True, exist_ok=True)
        golden(day, command).write_text(printed(day, command), encoding="utf-8")
