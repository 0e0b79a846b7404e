"""The program asked about a ledger, in this process: exit code, bytes, what it said besides."""

from __future__ import annotations

import datetime as dt
import gc
import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from safety_ledger import load, standing
from safety_ledger.cli import main
from safety_ledger.ledger import Ledger
from safety_ledger.lists.filters import Filter
from safety_ledger.render.json import as_json as rendered
from safety_ledger.reports import enterprises, hazards, rectifications, responsibilities, status
from safety_ledger.reports.report import Report
from tests.ledgers.invented import Invented


@dataclass(frozen=True)
class Said:
    """What a run of the program gave."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def json(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.out)
        return answer

    @property
    def rows(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.json["rows"]
        return rows


def ask(root: Path, *words: object) -> Said:
    """Run a command on the ledger in a folder."""
    kept = sys.stdout, sys.stderr
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
    sys.stdout, sys.stderr = out, err
    try:
        code = main([*map(str, words), "--ledger", str(root)])
    finally:
        sys.stdout, sys.stderr = kept
        gc.enable()  # the program turns it off, because it ends; a test asks a thousand times
    said = []
    for stream in (out, err):
        stream.flush()
        stream.seek(0)
        said.append(stream.buffer.read())
    return Said(code, said[0], said[1].decode())


def as_json(root: Path, day: object, *words: object) -> Said:
    """The same, about a day and as JSON."""
    return ask(root, *words, "--as-of", day, "--format", "json")


@contextmanager
def written(invented: Invented) -> Iterator[Path]:
    """The ledger in a folder of its own, for as long as it is looked at."""
    with TemporaryDirectory() as folder:
        yield invented.write(Path(folder))


LISTS = {
    "enterprises": enterprises.report,
    "hazards": hazards.report,
    "rectifications": rectifications.report,
    "responsibilities": responsibilities.report,
}
"""The four lists, for tests that ask one ledger more often than the command line is quick at."""


def loaded(invented: Invented) -> Ledger:
    """The ledger as read from its files."""
    with written(invented) as root:
        return load(root)


def json_of(report: Report) -> dict[str, Any]:
    """What the JSON of a report says, asked without the command line."""
    answer: dict[str, Any] = json.loads(rendered(report))
    return answer


def rows_of(ledger: Ledger, day: dt.date, name: str, **wanted: Any) -> list[dict[str, Any]]:
    """What the JSON of one of the four lists says in ``rows``."""
    report = LISTS[name](standing(ledger, day), Filter(**wanted))
    rows: list[dict[str, Any]] = json_of(report)["rows"]
    return rows


def status_of(ledger: Ledger, day: dt.date) -> dict[str, Any]:
    """What the JSON of ``status`` says."""
    return json_of(status.report(standing(ledger, day)))
