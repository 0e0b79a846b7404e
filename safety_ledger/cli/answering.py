"""How every report is answered: load the ledger, ask it about the day, print, give the exit code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from safety_ledger.cli.clock import day_of
from safety_ledger.cli.filters import filter_of
from safety_ledger.cli.loading import ledger_folder, load_ledger
from safety_ledger.cli.options import ListOptions, ReportOptions
from safety_ledger.cli.printing import publish

if TYPE_CHECKING:
    from safety_ledger.lists import Day
    from safety_ledger.reports.report import Report


class Asked(Protocol):
    """The options that say which ledger is meant, as of which day."""

    @property
    def ledger(self) -> Path | None:
        """``--ledger``."""

    @property
    def as_of(self) -> str | None:
        """``--as-of``."""

    @property
    def verbose(self) -> bool:
        """``--verbose``."""


def day_asked(options: Asked, known_at: str | None = None) -> Day:
    """The ledger that is meant, as it is or as it was known at some time, on the day that is meant."""
    from safety_ledger.lists import standing

    ledger = load_ledger(ledger_folder(options.ledger), verbose=options.verbose, known_at=known_at)
    return standing(ledger, day_of(options.as_of, ledger.file.timezone))


def answer(options: ReportOptions, ask: Callable[[Day], Report | None]) -> int:
    """The four steps of every report: load, ask, render, return. ``None`` prints nothing."""
    day = day_asked(options, options.known_at)
    report = ask(day)
    return publish(report, day.ledger, options) if report is not None else 0


def listed(options: ListOptions, module: str) -> int:
    """A list as its module under reports/ makes it, narrowed by the filters given."""
    from importlib import import_module

    report = import_module(f"safety_ledger.reports.{module}").report
    return answer(options, lambda day: report(day, filter_of(options, day.ledger)))
