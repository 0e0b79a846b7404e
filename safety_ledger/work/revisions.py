"""Ledgers as git has them: at a revision, on a day, or staged for the next commit."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from safety_ledger.git.objects import Entry
from safety_ledger.git.repository import HEAD, Repository, is_file, is_link, repository
from safety_ledger.ledger import Known, Ledger
from safety_ledger.store import read_source
from safety_ledger.store.files import LEDGER_FILE
from safety_ledger.store.snapshot import Snapshot
from safety_ledger.text import Text
from safety_ledger.work.zone import zone_of

_INDEX: Final = Text("git 暂存区", "what is staged")


def read_known(root: Path, asked: str) -> Ledger:
    """The ledger in a folder as a commit had it: that of a revision, or the last one by a day's end.

    Raises :class:`~safety_ledger.errors.LedgerError` when git, the revision or the ledger in it is
    not there.
    """
    with repository(root) as repo:
        return read_at(repo, asked)


def read_at(repo: Repository, asked: str) -> Ledger:
    """The ledger at a revision or on a day, with the commit it was read at."""
    zone = zone_at(repo)
    commit = repo.at(asked, zone)
    ledger = read_source(_snapshot(repo, repo.files(LEDGER_FILE, commit), commit.short))
    known = Known(asked, commit.id, commit.committed.astimezone(zone), commit.subject)
    return dataclasses.replace(ledger, known=known)


def read_staged(root: Path) -> Ledger:
    """The ledger in a folder as the next commit would hold it."""
    with repository(root) as repo:
        return read_source(_snapshot(repo, repo.staged(), _INDEX))


def zone_at(repo: Repository) -> dt.tzinfo:
    """The time zone in which days are reckoned: that of the newest ledger.yaml of the branch."""
    tree = repo.folder_with(LEDGER_FILE, repo.commit(HEAD))
    entry = repo.objects.tree(tree).get(LEDGER_FILE) if tree else None
    if entry is None:
        return zone_of(None)
    return zone_of(read_source(_snapshot(repo, {LEDGER_FILE: entry}, HEAD)).file.timezone)


def _snapshot(repo: Repository, files: Mapping[str, Entry], title: str | Text) -> Snapshot:
    kept = repo.objects
    return Snapshot(
        repo.folder.resolve().name,
        title,
        {path: entry.id for path, entry in files.items() if is_file(entry)},
        kept.blob,
        {
            path: kept.blob(entry.id).decode("utf-8", "replace")
            for path, entry in files.items()
            if is_link(entry)
        },
    )
