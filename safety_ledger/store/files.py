"""Which files make up a ledger, and their bytes. The only module that walks the folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from safety_ledger.diagnostics import Finding, Place, finding, nearest
from safety_ledger.errors import LedgerError
from safety_ledger.model import KINDS
from safety_ledger.model.declaration import Kind
from safety_ledger.rules import shape as codes
from safety_ledger.store.scan import LARGEST_FILE, too_large
from safety_ledger.text import Text

LEDGER_FILE: Final = "ledger.yaml"
EVIDENCE: Final = "evidence"
ATTRIBUTES: Final = ".gitattributes"
_FOLDERS: Final = {kind.folder: kind for kind in KINDS if kind.folder}
_LEDGER: Final = KINDS[0]


@dataclass(slots=True)
class Tree:
    """The files of a ledger: YAML files with their kinds in reading order, and the evidence."""

    files: list[tuple[str, Kind]] = field(default_factory=list)
    evidence: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


class Source(Protocol):
    """Where the files of a ledger come from."""

    @property
    def name(self) -> str:
        """What a ledger is called that does not say its own name."""
        ...

    def tree(self) -> Tree:
        """Which files there are; :class:`LedgerError` when they are no ledger."""
        ...

    def open(self, path: str) -> bytes | Finding:
        """The bytes of one of them, or the finding that it cannot be opened."""
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """A ledger in a folder; ``overlay`` gives bytes in place of those on disk."""

    root: Path
    overlay: Mapping[str, bytes]

    @property
    def name(self) -> str:
        """The folder's own name."""
        return self.root.resolve().name

    def tree(self) -> Tree:
        """Every file it holds, and those of the overlay that are not on disk.

        Raises :class:`LedgerError` when it is no ledger or cannot be read.
        """
        root = self.root
        if not (root / LEDGER_FILE).exists() and LEDGER_FILE not in self.overlay:
            raise LedgerError(
                Text(
                    f"{root} 下没有 {LEDGER_FILE}，不是台账目录",
                    f"no {LEDGER_FILE} in {root}: not a ledger",
                )
            )
        tree = Tree()
        sort_in({*self.overlay, *_paths(root, tree)}, tree)
        tree.findings += _union_merges(root)
        return tree

    def open(self, path: str) -> bytes | Finding:
        """From the overlay, else from disk. Never waits on a pipe."""
        if path in self.overlay:
            return self.overlay[path]
        file = self.root / path
        try:
            status = file.stat()
            if not stat.S_ISREG(status.st_mode):
                reason = Text("不是普通文件", "not a regular file")
                return finding(codes.CANNOT_OPEN, Place(path), {"reason": reason})
            if status.st_size > LARGEST_FILE:
                return too_large(path)
            return file.read_bytes()
        except OSError as error:
            return finding(codes.CANNOT_OPEN, Place(path), {"reason": _reason(error)})


def sort_in(paths: set[str], tree: Tree) -> None:
    """Put each path where it belongs: evidence, a file of a kind, or a file that is out of place."""
    for path in sorted(paths, key=lambda path: path.split("/")):
        if path.startswith(f"{EVIDENCE}/"):
            tree.evidence.add(path)
        else:
            _sort_in(path, tree)


def _paths(root: Path, tree: Tree) -> Iterator[str]:
    """Every YAML file and every file of evidence, relative to the root; dot-names are left alone."""

    def refuse(error: OSError) -> None:
        raise LedgerError(
            Text(f"无法读取目录 {error.filename}", f"cannot read folder {error.filename}")
        ) from error

    for folder, folders, names in os.walk(root, onerror=refuse):
        here = Path(folder).relative_to(root).as_posix()
        inside = "" if here == "." else f"{here}/"
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in [name for name in folders if Path(folder, name).is_symlink()]:
            _leads_out(root, inside + name, tree)
        for name in names:
            path = inside + name
            if belongs(path) and not _leads_out(root, path, tree):
                yield path


def belongs(path: str) -> bool:
    """Whether a file is one of a ledger's, as far as its name says: YAML, or evidence of any kind.

    Dot-names, its own or its folders', are left alone.
    """
    if "/." in f"/{path}":
        return False
    return path.startswith(f"{EVIDENCE}/") or path.lower().endswith((".yaml", ".yml"))


def _leads_out(root: Path, path: str, tree: Tree) -> bool:
    """Whether a link leads out of the ledger: then it is reported and not followed."""
    if followed(root, path) is not None:
        return False
    target = str((root / path).readlink())
    tree.findings.append(finding(codes.LINK, Place(path), {"target": target}))
    return True


def followed(root: Path, path: str) -> Path | None:
    """The file at a path, or what a link there names; none where that lies outside of the ledger."""
    full = root / path
    if not full.is_symlink():
        return full
    try:
        target = full.resolve(strict=True)
    except (OSError, RuntimeError):
        return None
    return target if target.is_relative_to(root.resolve()) else None


def _sort_in(path: str, tree: Tree) -> None:
    """Give a file its kind."""
    kind = kind_of(path)
    if kind is _LEDGER:
        tree.files.insert(0, (path, kind))
    elif kind is not None:
        tree.files.append((path, kind))
    else:
        near = nearest(path.partition("/")[0].partition(".")[0], _FOLDERS)
        tree.findings.append(finding(codes.STRAY_FILE, Place(path), {"nearest": codes.hint(near)}))


def kind_of(path: str) -> Kind | None:
    """The kind of records in a file, by the folder it lies in; none for a file out of place."""
    top, _, below = path.partition("/")
    if path == LEDGER_FILE:
        return _LEDGER
    return _FOLDERS.get(top) if below else None


def _reason(error: OSError) -> Text:
    if isinstance(error, PermissionError):
        return Text("没有读取权限", "no permission to read it")
    if isinstance(error, FileNotFoundError):
        return Text("文件不存在", "it does not exist")
    return Text("读取失败", f"reading failed ({error.strerror})")


def _union_merges(root: Path) -> Iterator[Finding]:
    """``merge=union`` in .gitattributes once lost a deadline without a conflict."""
    try:
        data = (root / ATTRIBUTES).read_bytes()
    except OSError:
        return
    yield from union_merges(data)


def union_merges(attributes: bytes) -> Iterator[Finding]:
    """The lines of a .gitattributes file that ask for a union merge."""
    lines = attributes.decode("utf-8", errors="replace").splitlines()
    for number, line in enumerate(lines, start=1):
        if "merge=union" in line and not line.lstrip().startswith("#"):
            column = line.index("merge=union") + 1
            yield finding(codes.UNION_MERGE, Place(ATTRIBUTES, number, column))
