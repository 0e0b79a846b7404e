"""Histories of git told in one breath: hundreds of commits without a process for each."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Commit:
    """What one commit holds, whole; who makes it at noon of which day in China; on what it stands.

    ``parents`` are ordinals of earlier commits; by default the one before.
    """

    files: Mapping[str, bytes]
    day: str
    message: str = "改"
    author: str = "李明 <liming@example.org>"
    parents: tuple[int, ...] | None = None


def tell(top: Path, commits: Sequence[Commit]) -> list[str]:
    """Make a repository with these commits, the last on its branch; their ids."""
    top.mkdir(parents=True, exist_ok=True)
    git(top, "init", "-q")
    stream = b"".join(_stream(commits))
    git(top, "fast-import", "--quiet", "--export-marks=.git/marks", given=stream)
    git(top, "reset", "-q", "--hard")
    marks = dict(line.split() for line in (top / ".git/marks").read_text().splitlines())
    return [marks[f":{number + 1}"] for number in range(len(commits))]


SETTINGS = ("init.defaultBranch=main", "core.autocrlf=false", "core.quotePath=false")
"""What git has to do alike on every machine."""


def git(top: Path, *args: str, given: bytes = b"", **environ: str) -> bytes:
    """Run git, which has to succeed; what it answers."""
    ran = subprocess.run(
        ["git", *(word for one in SETTINGS for word in ("-c", one)), *args],
        cwd=top,
        env=os.environ | environ,
        input=given,
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    return ran.stdout


def _stream(commits: Sequence[Commit]) -> Iterator[bytes]:
    known: dict[bytes, int] = {}
    for number, commit in enumerate(commits):
        for data in commit.files.values():
            if data not in known:
                known[data] = len(commits) + len(known) + 1
                yield b"blob\nmark :%d\ndata %d\n%s\n" % (known[data], len(data), data)
        yield from _commit(number, commit, known)


def _commit(number: int, commit: Commit, known: Mapping[bytes, int]) -> Iterator[bytes]:
    stamp = f"{_epoch(commit.day)} +0800"
    message = commit.message.encode()
    parents = commit.parents if commit.parents is not None else ((number - 1,) if number else ())
    yield (
        f"commit refs/heads/main\nmark :{number + 1}\n"
        f"author {commit.author} {stamp}\ncommitter {commit.author} {stamp}\n"
    ).encode()
    yield b"data %d\n%s\n" % (len(message), message)
    for at, parent in enumerate(parents):
        yield f"{'merge' if at else 'from'} :{parent + 1}\n".encode()
    yield b"deleteall\n"
    for path, data in commit.files.items():
        yield f"M 100644 :{known[data]} {path}\n".encode()
    yield b"\n"


def _epoch(day: str) -> int:
    noon = dt.datetime.fromisoformat(f"{day}T12:00:00+08:00")
    return int(noon.timestamp())
