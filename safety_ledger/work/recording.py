"""Recording: intended changes become lines in the ledger's files, or nothing happens at all.

    desk = open_desk(root)                        # reads the ledger once
    done = record(desk, [NewEntry("hazard", "YH-QY012-2024-003", "history",
                                  {"date": date(2024, 8, 1), "event": "销号", "by": "赵刚"})])
    print(done.diff)

``changes`` are values: :class:`NewRecord`, :class:`NewEntry`, :class:`SetField`. What they hold is
given by the keys of the files in the types of the declarations: ``str``, ``date``, ``int``,
``Decimal``, ``bool``, lists, mappings; the file's order of keys is the mapping's. All changes of one
call are made or none, over however many files: every edit is made in memory, read again and examined
before the first file is touched (what remains possible then is told in ``store.write``).

A step that adds an error to the ledger is refused (:class:`StepRefused`, with the findings); errors
that were there before do not block, and new warnings are in ``Recorded.warnings``. What cannot be
edited safely is :class:`~safety_ledger.store.edit_refusal.EditRefused`; a ledger of which any file
was changed in the meantime is read again and the step tried on what it holds now. Both are made under
the ledger's lock. Nothing here knows the clock or the terminal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from safety_ledger.diagnostics import Finding, Severity
from safety_ledger.ledger import Ledger
from safety_ledger.store import read
from safety_ledger.store.edit import Edited, Put, edit, laid_over, outdated
from safety_ledger.store.lock import locked
from safety_ledger.store.write import Writing, write
from safety_ledger.work.changes import Change, NewEntry, NewRecord, SetField
from safety_ledger.work.diff import diff_of
from safety_ledger.work.load import examined
from safety_ledger.work.placing import Job, planned

__all__ = [
    "Change",
    "Desk",
    "NewEntry",
    "NewRecord",
    "Recorded",
    "SetField",
    "StepRefused",
    "open_desk",
    "record",
]

_FIRST_TO_LAST: Final = ("person", "enterprise", "hazard", "risk", "task", "activity")
"""The order of writing: what others refer to comes before what refers to it. A record that gets
another id comes last of all: killed before that, the step can be taken again and is finished.
"""


@dataclass(frozen=True, slots=True)
class Desk:
    """A ledger as it was read to be worked on; its findings are the reader's only."""

    root: Path
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of a step: the changes, new warnings, the ledger as it is now, the files."""

    changes: tuple[Change, ...]
    warnings: tuple[Finding, ...]
    ledger: Ledger
    edits: tuple[Edited, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that were changed, relative to the ledger."""
        return tuple(one.path for one in self.edits)

    @property
    def diff(self) -> str:
        """The changed lines, as git shows them; worked out when it is asked for."""
        return "".join(diff_of(one.path, one.before, one.after) for one in self.edits)


class StepRefused(Exception):
    """A step that would add errors; ``findings`` are they, at the places they would have had."""

    def __init__(self, findings: Sequence[Finding], ledger: Ledger) -> None:
        super().__init__(", ".join(one.code.code for one in findings))
        self.findings = tuple(findings)
        self.ledger = ledger
        """The ledger as it would have been, for the text of the lines at fault."""


def open_desk(root: Path) -> Desk:
    """Read a ledger to work on it. Raises :class:`LedgerError` when there is none."""
    return Desk(root, read(root))


def record(desk: Desk, changes: Iterable[Change], *, dry_run: bool = False) -> Recorded:
    """Make changes to the ledger, all or none; with ``dry_run`` only say what would be changed.

    Raises :class:`StepRefused`, :class:`EditRefused` or another :class:`LedgerError`; then nothing
    was written.
    """
    wanted = tuple(changes)
    if dry_run:
        return _worked_out(desk, wanted)
    with locked(desk.root):
        if outdated(desk.ledger, desk.root):  # also where only who may sign has changed
            desk = open_desk(desk.root)
        recorded = _worked_out(desk, wanted)
        write(desk.root, [Writing(one.path, one.before, one.after) for one in recorded.edits])
    return recorded


def _worked_out(desk: Desk, changes: tuple[Change, ...]) -> Recorded:
    """All edits, proved and examined, in the order they are to be written."""
    jobs = sorted(planned(desk.ledger, changes), key=_turn)
    edits = [edit(desk.ledger, job.path, job.kind, job.edits) for job in jobs]
    after = laid_over(desk.ledger, edits)
    added = _added(desk.ledger, after)
    errors = [one for one in added if one.severity is Severity.ERROR]
    if errors:
        raise StepRefused(errors, after)
    return Recorded(changes, tuple(added), after, tuple(edits))


def _turn(job: Job) -> tuple[bool, int]:
    """When a file is written."""
    renamed = any(isinstance(one, Put) and one.path[-1:] == ("id",) for one in job.edits)
    return renamed, _FIRST_TO_LAST.index(job.kind)


def _added(before: Ledger, after: Ledger) -> list[Finding]:
    """What is found now and was not found before. A clean ledger is examined once only."""
    now = examined(after).findings
    if not now:
        return []
    known = Counter(_signature(one) for one in examined(before).findings)
    added = []
    for one in now:
        signature = _signature(one)
        if known[signature]:
            known[signature] -= 1
        else:
            added.append(one)
    return added


def _signature(one: Finding) -> tuple[str, str, str, str]:
    """What tells findings apart when the lines have moved."""
    params = sorted((name, str(value)) for name, value in one.params.items())
    return (one.code.code, one.severity, one.place.path, str(params))
