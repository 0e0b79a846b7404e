"""How every report is answered: load the ledger, ask it about the day, print, give the exit code."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from safety_ledger.cli.clock import day_of
from safety_ledger.cli.filters import filter_of
from safety_ledger.cli.loading import load_ledger
from safety_ledger.cli.options import ListOptions, ReportOptions
from safety_ledger.cli.printing import publish

if TYPE_CHECKING:
    from safety_ledger.lists import Day
    from safety_ledger.reports.report import Report


def answer(options: ReportOptions, ask: Callable[[Day], Report | None]) -> int:
    """The four steps of every report: load, ask, render, return. ``None`` prints nothing."""
    from safety_ledger.lists import standing
    from safety_ledger.work.find import find_ledger

    ledger = load_ledger(
        find_ledger(options.ledger, os.environ, Path.cwd()), verbose=options.verbose
    )
    day = standing(ledger, day_of(options.as_of, ledger.file.timezone))
    report = ask(day)
    return publish(report, ledger, options) if report is not None else 0


def listed(options: ListOptions, module: str) -> int:
    """A list as its module under reports/ makes it, narrowed by the filters given."""
    from importlib import import_module

    report = import_module(f"safety_ledger.reports.{module}").report
    return answer(options, lambda day: report(day, filter_of(options, day.ledger)))
