"""One call of git, and clear words for when it cannot be made."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final

from safety_ledger.errors import LedgerError
from safety_ledger.text import Text

_ABSENT: Final = Text(
    "没有安装 git，或不在 PATH 中；这项功能要用 git",
    "git is not installed or not on the PATH; this needs it",
)
_FAILED: Final = Text("git {what} 没有成功：{why}", "git {what} failed: {why}")
_PLAIN: Final = {"LC_ALL": "C.UTF-8", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
"""Words we can read, no question to a person who is not there, no lock for a look."""

_PLACES: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR")
"""What git tells a hook, relative to where the hook runs; ``-C`` would look for it elsewhere."""


def environ() -> dict[str, str]:
    """The environment git runs in: the user's own, speaking plainly."""
    places = {name: os.path.abspath(os.environ[name]) for name in _PLACES if os.environ.get(name)}  # noqa: PTH100 - resolve() would follow links
    return os.environ | places | _PLAIN


def command(folder: Path, *args: str) -> list[str]:
    """The command line of a call in a folder. Paths come as they are, not quoted for a terminal."""
    return ["git", "-C", str(folder), "-c", "core.quotePath=false", *args]


def git(folder: Path, *args: str, given: bytes = b"") -> bytes:
    """What git prints for a call in ``folder``; ``given`` is its standard input.

    Raises :class:`LedgerError` when git is not installed, or with its first line when it fails.
    """
    ran = attempt(folder, *args, given=given)
    if ran.returncode:
        why = first_line(ran.stderr) or ran.returncode
        raise LedgerError(_FAILED, {"what": args[0], "why": why})
    return ran.stdout


def first_line(said: bytes) -> str:
    """The first line of what git said; empty when it said nothing."""
    return next(iter(said.decode("utf-8", "replace").strip().splitlines()), "")


def attempt(folder: Path, *args: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """A call that may fail, for callers that know what its exit code says.

    Raises :class:`LedgerError` only when git is not installed.
    """
    try:
        return subprocess.run(  # noqa: S603 - arguments are a list, no shell reads them
            command(folder, *args), input=given, capture_output=True, env=environ(), check=False
        )
    except FileNotFoundError as error:
        raise LedgerError(_ABSENT) from error
