"""The ledger of a command: its folder, and the ledger loaded, with a word on stderr where one was asked for."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from safety_ledger.cli.words import say, tell
from safety_ledger.text import Text

if TYPE_CHECKING:
    from safety_ledger.ledger import Ledger

NO_OVERLAY: Final[Mapping[str, bytes]] = MappingProxyType({})
_READ: Final = Text(
    "已读 {root}：{counts}；用时 {seconds} 秒", "read {root}: {counts}; {seconds} s"
)


def ledger_folder(asked: Path | None) -> Path:
    """The folder of the ledger that is meant by ``--ledger``, the environment or the current folder."""
    from safety_ledger.work.find import find_ledger

    return find_ledger(asked, os.environ, Path.cwd())


def seen_from_here(root: Path) -> str:
    """The ledger's folder as seen from here, so that an editor can open what is printed."""
    here = Path.cwd()
    seen = root.relative_to(here) if root.is_relative_to(here) else root
    return "" if seen == Path() else seen.as_posix()


def load_ledger(
    root: Path,
    *,
    verbose: bool,
    overlay: Mapping[str, bytes] = NO_OVERLAY,
    known_at: str | None = None,
    staged: bool = False,
) -> Ledger:
    """Read and examine the ledger in a folder: as it is, as git had it at a revision or a day, or as
    the next commit will have it.
    """
    from safety_ledger.work.load import load, load_staged

    started = time.perf_counter()
    loaded = load_staged(root) if staged else load(root, overlay=overlay, known_at=known_at)
    if verbose:
        tell_read(loaded, root, time.perf_counter() - started)
    return loaded


def tell_read(ledger: Ledger, root: Path, seconds: float) -> None:
    """What was read from where, and how long it took."""
    from safety_ledger.model import KINDS

    counts = [f"{say(kind.label)} {len(ledger.records(kind.name))}" for kind in KINDS[1:]]
    tell(say(_READ, root=root, counts=counts, seconds=f"{seconds:.2f}"))
