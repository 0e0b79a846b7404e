"""Which two states of a ledger are compared, and both of them read."""

from __future__ import annotations

from pathlib import Path

from safety_ledger.errors import LedgerError
from safety_ledger.git.repository import HEAD, repository
from safety_ledger.ledger import Ledger
from safety_ledger.store import read
from safety_ledger.text import Text
from safety_ledger.work.revisions import read_at


def two_states(root: Path, asked: str | None) -> tuple[Ledger, Ledger]:
    """The ledgers to compare: ``A..B`` two revisions or days; ``A...B`` what B has beyond the point
    where it left A (a merge request); ``A`` that one and the files as they are; nothing, ``HEAD``
    and the files as they are.

    Rules are not applied: what is compared is what was recorded, right or wrong.
    """
    with repository(root) as repo:
        before, dots, after = _parted(asked or HEAD)
        if dots == "...":
            ends = repo.commit(before or HEAD).id, repo.commit(after or HEAD).id
            base = repo.base(*ends)
            if base is None:
                raise LedgerError(_APART, {"one": before or HEAD, "other": after or HEAD})
            return read_at(repo, base), read_at(repo, ends[1])
        first = read_at(repo, before or HEAD)
        return first, read_at(repo, after or HEAD) if dots else read(root)


_APART = Text("{one} 和 {other} 没有共同的历史", "{one} and {other} have no common history")


def _parted(asked: str) -> tuple[str, str, str]:
    for dots in ("...", ".."):
        before, found, after = asked.partition(dots)
        if found:
            return before, dots, after
    return asked, "", ""
