"""Ledgers that lie in no folder, as a commit of git gives them."""

from __future__ import annotations

from collections.abc import Mapping

from safety_ledger.ledger import Ledger
from safety_ledger.store import read_source
from safety_ledger.store.snapshot import Snapshot


def read_texts(texts: Mapping[str, str]) -> Ledger:
    """The ledger that these texts are, each by its path."""
    data = {path: text.encode() for path, text in texts.items()}
    return read_source(Snapshot("x", "x", {path: path for path in data}, data.__getitem__))
