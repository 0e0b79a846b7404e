"""What a commit did to the papers (files of evidence) that records refer to."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from safety_ledger.changes.compare import Change, What
from safety_ledger.changes.history import Charge, Problem
from safety_ledger.git.objects import Entry
from safety_ledger.store.files import EVIDENCE
from safety_ledger.work.record_files import Differing, RecordFiles, holds_records


class Papers:
    """What a commit did to the files of evidence: moved, replaced or removed."""

    def __init__(self, differing: Sequence[Differing], files: RecordFiles) -> None:
        self.files = files
        here = [one for one in differing if one[0].startswith(f"{EVIDENCE}/")]
        came = {now.id: path for path, was, now in here if was is None and now is not None}
        self.moved = {
            path: came[was.id] for path, was, now in here if was and not now and was.id in came
        }
        self.removed = [path for path, was, now in here if was and not now and was.id not in came]
        self.replaced = [path for path, was, now in here if was and now and self._differ(was, now)]

    def _differ(self, was: Entry, now: Entry) -> bool:
        """Whether two versions of a paper differ by more than their line ends."""
        old, new = (self.files.objects.blob(one.id) for one in (was, now))
        return old.replace(b"\r\n", b"\n") != new.replace(b"\r\n", b"\n")

    def only_moved(self, change: Change) -> bool:
        """Whether an entry differs only in where its papers lie now."""
        parts = change.parts or (change,)
        if change.what not in {What.FIELD, What.ITEM_ALTERED} or not self.moved:
            return False
        return all(
            part.path[-1:] == ("evidence",)
            and {self.moved.get(path, path) for path in part.before or ()} == set(part.after or ())
            for part in parts
        )

    def charges(self, tree: str | None, theirs: Container[str]) -> Iterator[Charge]:
        """Papers that records of a tree refer to and that are gone or others now; not those that the
        other side of a merge had touched, which answered for it then.
        """
        if not self.removed and not self.replaced:
            return
        wanted = self._referred(tree)
        for problem, paths in (
            (Problem.EVIDENCE_REMOVED, self.removed),
            (Problem.EVIDENCE_REPLACED, self.replaced),
        ):
            for path in paths:
                if path in wanted and path not in theirs:
                    yield Charge(problem, *wanted[path], about=path)

    def _referred(self, tree: str | None) -> Mapping[str, tuple[str, str]]:
        from_records: dict[str, tuple[str, str]] = {}
        files = self.files.objects.files(tree) if tree else ()
        for path, entry in files:
            if holds_records(path, entry):
                version = self.files.version(path, entry)
                for record in version.records:
                    for key, paper in _papers(version.kind.name, record):
                        from_records.setdefault(paper, key)
        return from_records


def _papers(kind: str, record: Any) -> Iterator[tuple[tuple[str, str], str]]:  # noqa: ANN401 - any record
    if kind == "task":
        for task in record.tasks:
            yield from _papers("task item", task)
        return
    name = "task" if kind == "task item" else kind
    for holder in (record, *getattr(record, "history", ())):
        for paper in getattr(holder, "evidence", None) or ():
            yield (name, record.id), paper
