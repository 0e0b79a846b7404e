"""The repository a ledger lies in: which revision is meant, and the ledger's files at it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from safety_ledger.errors import LedgerError
from safety_ledger.git.objects import FILE, FOLDER, LINK, Commit, Entry, Objects, objects
from safety_ledger.git.process import attempt, git
from safety_ledger.text import Text

HEAD: Final = "HEAD"
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NO_REPOSITORY: Final = Text(
    "{folder} 不在 git 仓库中：这项功能要看台账的提交历史（先 git init 并提交）",
    "{folder} is in no git repository: this needs the ledger's commits (git init, then commit)",
)
_NOT_OURS: Final = Text(
    "git 不信任 {folder}：目录属于别的用户。核实后运行 git config --global --add safe.directory {folder}",
    "git does not trust {folder}: it belongs to another user. If that is right, run "
    "git config --global --add safe.directory {folder}",
)
_BARE: Final = Text(
    "{folder} 是裸仓库，没有工作目录：请克隆出来再运行",
    "{folder} is a bare repository without a work tree: clone it and run this there",
)
_NO_COMMIT: Final = Text("仓库里还没有提交", "the repository has no commit yet")
_UNKNOWN: Final = Text(
    "没有版本“{name}”（提交、分支或标签），或所写的不止一个",
    "there is no revision “{name}” (commit, branch or tag), or it means several",
)
_NOT_THERE: Final = Text(
    "版本 {name} 里没有 ledger.yaml，那时还没有这本台账",
    "revision {name} has no ledger.yaml: the ledger was not there yet",
)
_TOO_EARLY: Final = Text(
    "{day} 那天还没有提交：当前分支最早的提交是 {first}",
    "there was no commit by {day} yet: the first of this branch is of {first}",
)
_SHALLOW: Final = Text(
    "这是浅克隆，{name} 之前的历史不在本机：先运行 git fetch --unshallow",
    "this is a shallow clone: what came before {name} is not here; run git fetch --unshallow",
)
_UNMERGED: Final = Text(
    "{path} 有未解决的合并冲突", "{path} has a merge conflict that is not resolved"
)


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository around a ledger's folder."""

    folder: Path
    prefix: str
    """The folder's path below the top of the repository; empty, or ending in a slash."""
    shallow: bool
    objects: Objects

    def commit(self, name: str) -> Commit:
        """The commit of a revision; :class:`LedgerError` when there is none."""
        found = self.objects.commit(name)
        if found is not None:
            return found
        if self.objects.commit(HEAD) is None:
            raise LedgerError(_NO_COMMIT)
        raise LedgerError(_SHALLOW if self.shallow else _UNKNOWN, {"name": name})

    def at(self, name: str, zone: dt.tzinfo) -> Commit:
        """The commit of a revision or of a day (``2024-06-30``), its end being that of the zone."""
        if _DATE.fullmatch(name) is None:
            return self.commit(name)
        try:
            day = dt.date.fromisoformat(name)
        except ValueError:
            return self.commit(name)
        return self.by(day, zone)

    def by(self, day: dt.date, zone: dt.tzinfo) -> Commit:
        """The last commit that the current branch held at the end of a day, by committer date.

        Along first parents: what was merged later was not known then on this branch.
        """
        end = dt.datetime.combine(day, dt.time.max, zone)
        commit = self.commit(HEAD)
        while commit.committed > end:
            if not commit.parents:
                first = commit.committed.astimezone(zone).date()
                raise LedgerError(_TOO_EARLY, {"day": day, "first": first})
            parent = self.objects.commit(commit.parents[0])
            if parent is None:
                raise LedgerError(_SHALLOW, {"name": commit.short})
            commit = parent
        return commit

    def folder_with(self, mark: str, commit: Commit) -> str | None:
        """The tree of the ledger's folder at a commit, which holds the file ``mark``; none where it
        was not there yet. It may have lain elsewhere, as long as no other folder can be meant.
        """
        tree = self.objects.folder(commit.tree, self.prefix)
        if tree is not None and mark in self.objects.tree(tree):
            return tree
        others = [path for path, _ in self.objects.files(commit.tree) if _named(path, mark)]
        if len(others) != 1:
            return None
        return self.objects.folder(commit.tree, others[0].removesuffix(mark))

    def files(self, mark: str, commit: Commit) -> Mapping[str, Entry]:
        """The files of the ledger's folder at a commit, by path relative to it."""
        tree = self.folder_with(mark, commit)
        if tree is None:
            raise LedgerError(_NOT_THERE, {"name": commit.short})
        return dict(self.objects.files(tree))

    def staged(self) -> Mapping[str, Entry]:
        """The files of the ledger's folder as the next commit would hold them (the index)."""
        listed = git(self.folder, "ls-files", "--stage", "-z", "--", ".")
        return dict(_staged(listed.decode("utf-8", "surrogateescape")))

    def base(self, one: str, other: str) -> str | None:
        """The best common ancestor of two commits."""
        ran = attempt(self.folder, "merge-base", one, other)
        return ran.stdout.decode("ascii").strip() or None

    def refuse_boundary(self, commit: Commit, parents: tuple[str, ...]) -> None:
        """Stop at the edge of a shallow clone, where ``git`` shows fewer parents than there are."""
        if self.shallow and len(parents) < len(commit.parents):
            raise LedgerError(_SHALLOW, {"name": commit.short})


@contextmanager
def repository(folder: Path) -> Iterator[Repository]:
    """The repository around a ledger's folder; :class:`LedgerError` says why there is none."""
    asked = ("--is-bare-repository", "--is-shallow-repository", "--show-prefix")
    ran = attempt(folder, "rev-parse", *asked)
    if ran.returncode:
        dubious = b"dubious ownership" in ran.stderr
        raise LedgerError(_NOT_OURS if dubious else _NO_REPOSITORY, {"folder": folder})
    said = ran.stdout.decode("utf-8", "surrogateescape").split("\n")
    if said[0] == "true":
        raise LedgerError(_BARE, {"folder": folder})
    with objects(folder) as kept:
        yield Repository(folder, said[2], said[1] == "true", kept)


def is_file(entry: Entry) -> bool:
    """Whether an entry is a plain file: no folder, no link, no repository of its own."""
    return entry.mode.startswith(FILE)


def is_link(entry: Entry) -> bool:
    """Whether an entry is a symbolic link."""
    return entry.mode == LINK


def _named(path: str, mark: str) -> bool:
    return path == mark or path.endswith(f"/{mark}")


def _staged(listed: str) -> Iterator[tuple[str, Entry]]:
    for line in filter(None, listed.split("\0")):
        about, _, path = line.partition("\t")
        mode, id_, stage = about.split(" ")
        if stage != "0":
            raise LedgerError(_UNMERGED, {"path": path})
        if mode != FOLDER:
            yield path, Entry(mode, id_)
