"""The files of records in the trees of a repository, each version read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from safety_ledger.changes.compare import Side, side
from safety_ledger.git.objects import Entry, Objects
from safety_ledger.git.repository import is_file
from safety_ledger.store.files import belongs, kind_of
from safety_ledger.store.versions import Version, Versions

Differing = tuple[str, Entry | None, Entry | None]
"""A path with what stood there and what stands there now."""

Lost = Mapping[str, Sequence[tuple[str, Any]]]
"""Records that cannot be read any more, as they were when they last could, by their file; each with
its kind."""


def holds_records(path: str, entry: Entry) -> bool:
    """Whether a file is one of records: by its kind's folder and its name."""
    return is_file(entry) and belongs(path) and kind_of(path) is not None


class RecordFiles:
    """Reads files of records by what git calls their bytes."""

    def __init__(self, objects: Objects, versions: Versions) -> None:
        self.objects = objects
        self.versions = versions

    def version(self, path: str, entry: Entry) -> Version:
        """What a file of records holds (see :func:`holds_records`)."""
        kind = kind_of(path)
        if kind is None:
            raise ValueError(path)
        return self.versions.read(path, kind, entry.id)

    def below(self, entry: Entry | None, name: str) -> tuple[Any, ...]:
        """The records of a file, or of all files below a folder."""
        if entry is None:
            return ()
        if is_file(entry):
            return self.version(name, entry).records
        files = self.objects.files(entry.id, f"{name}/")
        kept = [self.version(path, one) for path, one in files if holds_records(path, one)]
        return tuple(record for version in kept for record in version.records)

    def sides(self, differing: Iterable[Differing], lost: Lost) -> tuple[Side, Side]:
        """The records of the files that differ, before and after; what was lost before counts as
        it last was.
        """
        was: list[Version] = []
        now: list[Version] = []
        kept: list[tuple[str, Any]] = []
        for path, old, new in differing:
            kept.extend(lost.get(path, ()))
            for versions, entry in ((was, old), (now, new)):
                if entry is not None and holds_records(path, entry):
                    versions.append(self.version(path, entry))
        return side_of_versions(kept, was), side_of_versions([], now)


def side_of_versions(besides: Iterable[tuple[str, Any]], versions: Sequence[Version]) -> Side:
    """The records of some versions of files, and others besides, as one side of a comparison."""
    read = [(version.kind.name, one) for version in versions for one in version.records]
    return side(
        [*besides, *read],
        [one for version in versions for one in version.unread],
        [one for version in versions for one in version.unread_text],
    )
