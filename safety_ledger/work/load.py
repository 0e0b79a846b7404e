"""A ledger loaded: read from its files and examined by every rule."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from safety_ledger import rules
from safety_ledger.ledger import Ledger
from safety_ledger.lifecycle import Timelines
from safety_ledger.store import NO_OVERLAY, read


def load(path: str | Path, overlay: Mapping[str, bytes] = NO_OVERLAY) -> Ledger:
    """The ledger in a folder, with everything that is wrong with it in ``findings``, in order.

    Never raises on data. Raises :class:`~safety_ledger.errors.LedgerError` when the folder holds no
    ledger or cannot be read. ``overlay`` gives the bytes of files in place of those on disk.
    """
    ledger = read(Path(path), overlay)
    found = [*ledger.findings, *rules.examine(ledger, Timelines.shared(ledger))]
    return dataclasses.replace(ledger, findings=tuple(sorted(found, key=lambda one: one.order)))
