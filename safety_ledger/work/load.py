"""A ledger loaded: read from its files and examined by every rule."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from safety_ledger import rules
from safety_ledger.ledger import Ledger
from safety_ledger.lifecycle import Timelines
from safety_ledger.store import NO_OVERLAY, read


def load(
    path: str | Path,
    overlay: Mapping[str, bytes] = NO_OVERLAY,
    *,
    known_at: str | dt.date | None = None,
) -> Ledger:
    """The ledger in a folder, with everything that is wrong with it in ``findings``, in order.

    Never raises on data. Raises :class:`~safety_ledger.errors.LedgerError` when the folder holds no
    ledger or cannot be read. ``overlay`` gives the bytes of files in place of those on disk.
    ``known_at`` reads it as a commit of git had it: of a revision, or the last by the end of a day.
    """
    if known_at is not None:
        from safety_ledger.work.revisions import read_known  # noqa: PLC0415 - few ask for git, and it takes time

        return examined(read_known(Path(path), str(known_at)))
    return examined(read(Path(path), overlay))


def load_staged(path: Path) -> Ledger:
    """The ledger as the next commit would hold it (git's index), with all that is wrong with it."""
    from safety_ledger.work.revisions import read_staged  # noqa: PLC0415 - as above

    return examined(read_staged(path))


def examined(ledger: Ledger) -> Ledger:
    """A ledger that was read, with what the rules find put to what its reader found."""
    found = [*ledger.findings, *rules.examine(ledger, Timelines.shared(ledger))]
    return dataclasses.replace(ledger, findings=tuple(sorted(found, key=lambda one: one.order)))
