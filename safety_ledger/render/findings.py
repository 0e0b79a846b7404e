"""Findings for people, programs and GitHub: one list, three forms, each one function."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from safety_ledger.diagnostics import Finding, Place, Related, Severity
from safety_ledger.render.escape import neutral
from safety_ledger.text import Lang, Text

SCHEMA: Final = "safety-ledger/1"
"""The version of every JSON answer; fields are only ever added to it."""

_SEE: Final = Text("另见 {place}：{note}", "see also {place}: {note}")
_SUMMARY: Final = Text(
    "共 {errors} 处错误，{warnings} 处警告", "{errors} errors, {warnings} warnings"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """Findings as a reader is to see them.

    ``folder`` is put before every path, so that an editor can open it from where the user stands.
    """

    findings: tuple[Finding, ...]
    lang: Lang
    folder: str = ""
    ledger: str = ""
    line: Callable[[Place], str] = lambda _: ""
    width: int = 100

    def path(self, place: Place) -> str:
        """The file of a place, seen from the current folder."""
        return neutral(f"{self.folder}/{place.path}" if self.folder else place.path)

    def spot(self, place: Place) -> str:
        """``path:line:column``, which editors and terminals turn into a link."""
        return f"{self.path(place)}:{place.line}:{place.column}"

    def message(self, finding: Finding) -> str:
        """What is wrong, on one line."""
        return neutral(finding.code.message.say(self.lang, finding.params))

    def remedy(self, finding: Finding) -> str:
        """What to do about it, on one line."""
        return neutral(finding.code.remedy.say(self.lang, finding.params))

    def note(self, finding: Finding, related: Related) -> str:
        """What stands at a second place, on one line."""
        return neutral(related.note.say(self.lang, finding.params))


def count(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings there are of each severity."""
    found = [finding.severity for finding in findings]
    return {severity: found.count(severity) for severity in Severity}


def summary(findings: Iterable[Finding], lang: Lang) -> str:
    """The closing line: how many errors and warnings there are in all."""
    counts = count(findings)
    params = {"errors": counts[Severity.ERROR], "warnings": counts[Severity.WARNING]}
    return _SUMMARY.say(lang, params)


def remarks(listing: Listing, finding: Finding) -> list[str]:
    """What follows a finding's own line: the second places, then the remedy."""
    seen = [
        _SEE.say(
            listing.lang,
            {"place": listing.spot(related.place), "note": listing.note(finding, related)},
        )
        for related in finding.related
    ]
    return [*seen, listing.remedy(finding)]


def as_text(listing: Listing) -> str:
    """One line a mistake, its remedy indented below: for files, pipes and mail."""
    return "".join(
        f"{listing.spot(finding.place)}: {finding.code.code} {listing.message(finding)}\n"
        + "".join(f"    {remark}\n" for remark in remarks(listing, finding))
        for finding in listing.findings
    )


def as_json(listing: Listing) -> str:
    """The answer for programs. Paths are relative to the ledger, which is at ``folder``."""
    counts = count(listing.findings)
    members = {
        "ledger": listing.ledger or None,
        "folder": listing.folder or ".",
        "as_of": None,
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "findings": [_fields(listing, finding) for finding in listing.findings],
    }
    return answered("check", members)


def answered(command: str, members: Mapping[str, object]) -> str:
    """An answer for programs: what a command says, in the versioned envelope."""
    envelope = {"schema": SCHEMA, "command": command, **members}
    return json.dumps(envelope, ensure_ascii=False, indent=2) + "\n"


def as_github(listing: Listing) -> str:
    """Workflow commands that GitHub turns into annotations on the changed lines."""
    return "".join(_annotation(listing, finding) for finding in listing.findings)


FORMATS: Final[Mapping[str, Callable[[Listing], str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
"""What ``check --format`` offers; the terminal's own form is chosen by the terminal."""


def _fields(listing: Listing, finding: Finding) -> dict[str, object]:
    related = [
        {**_position(one.place), "message": listing.note(finding, one)} for one in finding.related
    ]
    return {
        "code": finding.code.code,
        "severity": finding.severity.value,
        **_position(finding.place),
        "field": finding.key_path or None,
        "message": listing.message(finding),
        "remedy": listing.remedy(finding),
        "related": related,
    }


def _position(place: Place) -> dict[str, object]:
    return {"path": neutral(place.path), "line": place.line, "column": place.column}


def _annotation(listing: Listing, finding: Finding) -> str:
    properties = {
        "file": listing.path(finding.place),
        "line": str(finding.place.line),
        "col": str(finding.place.column),
        "title": finding.code.code,
    }
    written = ",".join(f"{name}={_property(text)}" for name, text in properties.items())
    words = "\n".join([listing.message(finding), *remarks(listing, finding)])
    return f"::{finding.severity.value} {written}::{_data(words)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
