"""A whole ledger as plain mappings: written as files, and known by what its records mean.

The strategies make these; a test writes one to a folder, asks the program about it, and compares
the answer with :meth:`Invented.reading`, which shares no code with the program.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.folders import write_files
from tests.ledgers.second_reading import Office, Read, read
from tests.ledgers.writing import dump

PHOTO = "evidence/照片.txt"
"""A file that every written ledger has, for entries that must refer to one."""


@dataclass(frozen=True)
class Layout:
    """How the same records are written: none of it may matter to any report."""

    braces: bool = False
    """The innermost mappings in braces."""
    comments: bool = False
    crlf: bool = False
    bom: bool = False
    apart: int = 1
    """Over how many files the hazards are spread."""
    backwards: bool = False
    """The files named so that the last hazards are read first."""

    def text(self, records: Any) -> str:
        made = dump(records, flow=None if self.braces else False)
        if self.comments:
            lines = made.split("\n")
            made = "# 台账\n" + "\n".join(f"\n{one}" if one[:2] == "- " else one for one in lines)
        made = made.replace("\n", "\r\n") if self.crlf else made
        return "\ufeff" + made if self.bom else made


@dataclass(frozen=True)
class Invented:
    """A ledger: what stands in each kind's folder."""

    file: dict[str, Any]
    people: list[dict[str, Any]] = field(default_factory=list)
    enterprises: list[dict[str, Any]] = field(default_factory=list)
    hazards: list[dict[str, Any]] = field(default_factory=list)
    tasks: list[dict[str, Any]] = field(default_factory=list)
    """Task lists, one a file."""
    activities: list[dict[str, Any]] = field(default_factory=list)
    risks: list[dict[str, Any]] = field(default_factory=list)
    layout: Layout = Layout()

    @property
    def office(self) -> Office:
        policies = self.file.get("policies", {})
        return Office(
            self.people,
            self.enterprises,
            policies.get("closure_section", "安全管理科"),
            strict="L520" in policies.get("strict", []),
            sections=self.file.get("sections", ()),
        )

    def policy(self, name: str, default: int) -> int:
        """A number of days of ``policies``."""
        return int(self.file.get("policies", {}).get(name, default))

    def reading(self, hazard: dict[str, Any], day: dt.date) -> Read | None:
        """How a hazard stands at the end of a day, by the second reading; None before it is found."""
        return read(hazard, self.office, day)

    def readings(self, day: dt.date) -> dict[str, Read]:
        """Every hazard found by that day, by id."""
        read_ = {one["id"]: self.reading(one, day) for one in self.hazards}
        return {id_: now for id_, now in read_.items() if now is not None}

    def dates(self) -> list[dt.date]:
        """The days on which something is found, done or due."""
        return sorted(set(_dates(self.hazards)))

    def until(self, day: dt.date) -> Invented:
        """The same ledger as it was written down by that day: later hazards and entries are not there."""
        hazards = [
            {**one, "history": [entry for entry in one["history"] if entry["date"] <= day]}
            for one in self.hazards
            if one["found_on"] <= day
        ]
        return replace(self, hazards=hazards)

    def files(self) -> dict[str, str]:
        """Every file of the ledger by its path."""
        put = self.layout.text
        texts = {"ledger.yaml": put(self.file), PHOTO: "照片"}
        for folder in ("people", "enterprises", "activities", "risks"):
            if records := getattr(self, folder):
                texts[f"{folder}/a.yaml"] = put(records)
        for number, one in enumerate(self.tasks):
            texts[f"tasks/{number}.yaml"] = put(one)
        for number, some in enumerate(_spread(self.hazards, self.layout.apart)):
            name = 900 - number if self.layout.backwards else number + 100
            texts[f"hazards/{name}.yaml"] = put(some)
        return texts

    def write(self, root: Path) -> Path:
        """The ledger in a folder."""
        return write_files(root, self.files())


def _spread(records: Sequence[dict[str, Any]], files: int) -> Iterator[list[dict[str, Any]]]:
    """The records over so many files, each kept in its order; empty files are left out."""
    size = -(-len(records) // files)
    for start in range(0, len(records), size or 1):
        yield list(records[start : start + size])


def _dates(value: Any) -> Iterator[dt.date]:
    if isinstance(value, dt.date):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _dates(one)
    elif isinstance(value, list):
        for one in value:
            yield from _dates(one)
