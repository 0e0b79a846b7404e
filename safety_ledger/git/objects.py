"""What git keeps: commits, trees and blobs, read through one long-lived process.

Nothing is checked out and nothing is written; the network is not asked. A tree is parsed once,
however many commits share it.
"""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, NamedTuple

from safety_ledger.errors import LedgerError
from safety_ledger.git.process import command, environ, git
from safety_ledger.text import Text

_LOST: Final = Text(
    "git 仓库里缺少对象 {name}：可能是部分克隆，或仓库已损坏（用 git fsck 检查）",
    "object {name} is missing: a partial clone, or a damaged repository (see git fsck)",
)
_SIGNED: Final = re.compile(
    r"(?P<name>.*?) ?<(?P<email>[^>]*)> (?P<time>-?\d+) (?P<sign>[+-])(?P<h>\d\d)(?P<m>\d\d)"
)
FOLDER: Final = "40000"
LINK: Final = "120000"
FILE: Final = "100"
"""How the modes of plain files begin."""


class Entry(NamedTuple):
    """One line of a tree: its mode in octal and the id of what it names."""

    mode: str
    id: str


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: what it holds, who made it and when."""

    id: str
    tree: str
    parents: tuple[str, ...]
    author: str
    email: str
    authored: dt.datetime
    committed: dt.datetime
    subject: str

    @property
    def short(self) -> str:
        """The id as people write it."""
        return self.id[:10]


class Objects:
    """The objects of a repository, as long as its process lives (see :func:`objects`)."""

    def __init__(self, sending: IO[bytes], answers: IO[bytes]) -> None:
        self._sending = sending
        self._answers = answers
        self._trees: dict[str, Mapping[str, Entry]] = {}

    def find(self, name: str) -> tuple[str, str, bytes] | None:
        """Id, type and bytes of what a name (``HEAD~2^{commit}``) means; none when nothing."""
        if not name or "\n" in name:
            return None
        self._sending.write(name.encode("utf-8", "surrogateescape") + b"\n")
        self._sending.flush()
        head = self._answers.readline().decode("utf-8", "replace").rstrip("\n")
        if not head:
            raise LedgerError(_LOST, {"name": name})
        matched = re.fullmatch(r"([0-9a-f]{40,64}) (\w+) (\d+)", head)
        if matched is None:  # "… missing", "… ambiguous"
            return None
        size = int(matched[3])
        data = self._answers.read(size + 1)
        return matched[1], matched[2], data[:size]

    def commit(self, name: str) -> Commit | None:
        """The commit that a revision means."""
        found = self.find(f"{name}^{{commit}}")
        return None if found is None else _commit(found[0], found[2])

    def tree(self, id_: str) -> Mapping[str, Entry]:
        """What a folder held, by name."""
        known = self._trees.get(id_)
        if known is None:
            known = self._trees[id_] = dict(_entries(self._read(id_), len(id_) // 2))
        return known

    def blob(self, id_: str) -> bytes:
        """The bytes of a file."""
        return self._read(id_)

    def folder(self, tree: str, path: str) -> str | None:
        """The tree of a folder below a tree; none where there is no such folder."""
        for name in filter(None, path.split("/")):
            entry = self.tree(tree).get(name)
            if entry is None or entry.mode != FOLDER:
                return None
            tree = entry.id
        return tree

    def files(self, tree: str, below: str = "") -> Iterator[tuple[str, Entry]]:
        """Every file of a tree by its path, folders walked through."""
        for name, entry in self.tree(tree).items():
            if entry.mode == FOLDER:
                yield from self.files(entry.id, f"{below}{name}/")
            else:
                yield below + name, entry

    def changed(
        self, before: str | None, after: str | None, below: str = ""
    ) -> Iterator[tuple[str, Entry | None, Entry | None]]:
        """The files that differ between two trees; what is alike is not looked into."""
        if before == after:
            return
        old = self.tree(before) if before else {}
        new = self.tree(after) if after else {}
        for name in sorted(old.keys() | new.keys()):
            was, now = old.get(name), new.get(name)
            if was == now:
                continue
            folders = [one.id if one and one.mode == FOLDER else None for one in (was, now)]
            files = [one if one and one.mode != FOLDER else None for one in (was, now)]
            if any(files):
                yield below + name, files[0], files[1]
            if any(folders):
                yield from self.changed(folders[0], folders[1], f"{below}{name}/")

    def _read(self, id_: str) -> bytes:
        found = self.find(id_)
        if found is None:
            raise LedgerError(_LOST, {"name": id_})
        return found[2]


@contextmanager
def objects(folder: Path) -> Iterator[Objects]:
    """The objects of the repository around a folder, which is known to be in one."""
    with subprocess.Popen(  # noqa: S603 - arguments are a list, no shell reads them
        command(folder, "cat-file", "--batch"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environ(),
    ) as process:
        sending, answers = process.stdin, process.stdout
        if sending is None or answers is None:  # never: both were asked for
            raise LedgerError(_LOST, {"name": "cat-file"})
        yield Objects(sending, answers)


def _entries(data: bytes, length: int) -> Iterator[tuple[str, Entry]]:
    """The lines of a tree object; ``length`` is that of an id in bytes."""
    at = 0
    while at < len(data):
        end = data.index(b"\0", at)
        mode, _, name = data[at:end].partition(b" ")
        at = end + 1 + length
        id_ = data[end + 1 : at].hex()
        yield name.decode("utf-8", "surrogateescape"), Entry(mode.decode(), id_)


def _commit(id_: str, data: bytes) -> Commit:
    head, _, message = data.partition(b"\n\n")
    lines = [line.partition(b" ")[::2] for line in head.split(b"\n")]
    said = {key: value for key, value in reversed(lines) if key}
    encoding = said.get(b"encoding", b"utf-8").decode("ascii", "replace")
    author, email, authored = _signed(_decoded(said.get(b"author", b""), encoding))
    _, _, committed = _signed(_decoded(said.get(b"committer", b""), encoding))
    return Commit(
        id_,
        said[b"tree"].decode(),
        tuple(value.decode() for key, value in lines if key == b"parent"),
        author,
        email,
        authored,
        committed,
        _decoded(message.strip().split(b"\n", 1)[0], encoding),
    )


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _signed(line: str) -> tuple[str, str, dt.datetime]:
    """Name, e-mail and moment of an author or committer line; the epoch where it is damaged."""
    matched = _SIGNED.fullmatch(line)
    if matched is None:
        return line, "", dt.datetime.fromtimestamp(0, dt.UTC)
    shift = dt.timedelta(hours=int(matched["h"]), minutes=int(matched["m"]))
    try:
        zone = dt.timezone(-shift if matched["sign"] == "-" else shift)
        moment = dt.datetime.fromtimestamp(int(matched["time"]), zone)
    except (ValueError, OverflowError, OSError):
        moment = dt.datetime.fromtimestamp(0, dt.UTC)
    return matched["name"], matched["email"], moment


def walk(folder: Path, *wanted: str) -> Sequence[tuple[str, tuple[str, ...]]]:
    """The commits that ``git rev-list`` names for some revisions, each with its parents, a parent
    always before its children; a boundary of a shallow clone has none.
    """
    listed = git(folder, "rev-list", "--topo-order", "--reverse", "--parents", *wanted)
    rows = [line.split() for line in listed.decode("ascii").splitlines()]
    return [(row[0], tuple(row[1:])) for row in rows]
