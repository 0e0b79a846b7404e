"""A commit of exactly the files a step has changed; whatever else is staged stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from safety_ledger.errors import LedgerError
from safety_ledger.git.process import attempt, first_line, git
from safety_ledger.text import Text

_NO_REPOSITORY: Final = Text(
    "{root} 不在 git 仓库中，不能用 --commit；没有写入",
    "{root} is in no git repository, so --commit cannot be used; nothing was written",
)
_NOT_COMMITTED: Final = Text(
    "已写入 {paths}，但没有提交：{why}",
    "{paths} written, but not committed: {why}",
)


def require_repository(root: Path) -> None:
    """Refuse, before anything is written, where there is nothing to commit to."""
    asked = attempt(root, "rev-parse", "--is-inside-work-tree")
    if asked.returncode or asked.stdout.strip() != b"true":
        raise LedgerError(_NO_REPOSITORY, {"root": root})


def uncommitted(root: Path, paths: Sequence[str]) -> list[str]:
    """Those of some files that already differ from the last commit."""
    changed = [path for _, path in _status(root, paths)]
    return [path for path in paths if any(one.endswith(path) for one in changed)]


def unknown_to_git(root: Path, paths: Sequence[str]) -> list[str]:
    """Those of some files that the last commit does not have, and that git is not told to ignore."""
    if not paths:
        return []
    new = [path for state, path in _status(root, paths) if state == "??" or state[:1] == "A"]
    return [path for path in dict.fromkeys(paths) if any(one.endswith(path) for one in new)]


def _status(root: Path, paths: Sequence[str]) -> list[tuple[str, str]]:
    """What git says of some files that are not as in the last commit: two letters and a path."""
    asked = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all")
    said = git(root, *asked, "--", *_exactly(paths)).decode("utf-8", "replace").split("\0")
    return [(one[:2], one[3:]) for one in said if one]


def commit(root: Path, paths: Sequence[str], message: str) -> str:
    """Commit these files of the ledger as they stand now; the commit's short name is returned.

    Raises :class:`LedgerError` with git's own reason; the files stay written.
    """
    exactly = _exactly(paths)
    new = attempt(root, "add", "--intent-to-add", "--", *exactly)
    made = new
    if not new.returncode:
        made = attempt(
            root, "commit", "--quiet", "--only", "--file=-", "--", *exactly, given=message.encode()
        )
    if made.returncode:
        _unstage_new(root, exactly)
        why = first_line(made.stderr or made.stdout) or f"git {made.returncode}"
        raise LedgerError(_NOT_COMMITTED, {"paths": list(paths), "why": why})
    return git(root, "rev-parse", "--short", "HEAD").decode().strip()


def _unstage_new(root: Path, exactly: Sequence[str]) -> None:
    """Take back the note that a new file is to be added, so that the index is as it was."""
    for path in exactly:
        known = attempt(root, "ls-tree", "--name-only", "HEAD", "--", path)
        if known.returncode == 0 and not known.stdout:
            attempt(root, "rm", "--cached", "--quiet", "--", path)


def _exactly(paths: Sequence[str]) -> list[str]:
    """Paths that git takes as they are, whatever characters they hold."""
    return [f":(literal){path}" for path in paths]
