"""What the ledger's rules would say to the rows of an import, asked before anything is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from safety_ledger.diagnostics import Finding, Place
from safety_ledger.ledger import Ledger
from safety_ledger.model import KINDS
from safety_ledger.store.edit_refusal import EditRefused
from safety_ledger.text import Lang, Text
from safety_ledger.work.changes import Change, id_of
from safety_ledger.work.placing import planned
from safety_ledger.work.recording import Desk, StepRefused, record

Said = tuple[list[Text], list[Text]]
"""Why a row is refused, and what is only a warning."""


def refusals(desk: Desk, rows: Mapping[int, Sequence[Change]]) -> dict[int, Said]:
    """By line: why a row would be refused, and the warnings of those that would not.

    What one row brings about is not charged to the others: it is taken out and the rest tried again.
    """
    said: dict[int, Said] = defaultdict(lambda: ([], []))
    left = dict(rows)
    while left:
        try:
            done = record(desk, [one for asked in left.values() for one in asked], dry_run=True)
        except StepRefused as refused:
            blamed = _blamed(refused.findings, refused.ledger, left)
        except EditRefused as refused:
            why = Text(refused.say(Lang.ZH), refused.say(Lang.EN))
            blamed = {line: [why] for line in _in_file(desk, left, refused.path)}
        else:
            for line, notes in _blamed(done.warnings, done.ledger, left, sure=True).items():
                said[line][1].extend(notes)
            break
        for line, why_ in blamed.items():
            said[line][0].extend(why_)
            del left[line]
    return said


def _blamed(
    findings: Sequence[Finding],
    ledger: Ledger,
    rows: Mapping[int, Sequence[Change]],
    *,
    sure: bool = False,
) -> dict[int, list[Text]]:
    """The findings by the row that brings them about; ones that name no row go to all of them.

    With ``sure`` the latter are left out.
    """
    lines = {id_: line for line, asked in rows.items() for one in asked if (id_ := id_of(one))}
    starts = _starts(ledger)
    found: dict[int, list[Text]] = defaultdict(list)
    homeless = []
    for one in findings:
        places = (one.place, *(other.place for other in one.related))
        ids = (_record_at(place, starts) for place in places)
        line = next((lines[id_] for id_ in ids if id_ in lines), None)
        if line is None:
            homeless.append(_words(one))
        else:
            found[line].append(_words(one))
    if homeless and not found and not sure:
        return {line: list(homeless) for line in rows}
    return found


def _starts(ledger: Ledger) -> Mapping[str, list[tuple[int, str]]]:
    """Where each record begins, by file."""
    starts: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for kind in KINDS:
        for one in ledger.records(kind.name) if kind.key == "id" else ():
            if one.origin is not None:
                place = ledger.locator.place(one.origin, ())
                starts[place.path].append((place.line, one.id))
    return starts


def _record_at(place: Place, starts: Mapping[str, list[tuple[int, str]]]) -> str:
    before = [one for one in starts.get(place.path, ()) if one[0] <= place.line]
    return max(before)[1] if before else ""


def _words(one: Finding) -> Text:
    """The rule's words and code, with its remedy."""
    code, words = one.code.code, one.code.message.filled(**one.params)
    return Text(f"{words.zh}（{code}）", f"{words.en} ({code})")


def _in_file(desk: Desk, rows: Mapping[int, Sequence[Change]], path: str) -> list[int]:
    lines = [
        line
        for line, asked in rows.items()
        if any(job.path == path for job in planned(desk.ledger, asked))
    ]
    return lines or list(rows)
