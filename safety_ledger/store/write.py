"""Files written whole or not at all, whatever happens in between.

Each file goes to a temporary file beside it, is flushed to the disk and takes the place of the old
one in one step; then the folder is flushed too. Before anything is put in place every file has been
written out, so that a full disk or a file without permission leaves the ledger as it was. What
remains possible with several files: a power cut or a kill between two of these last steps leaves
some new and some old, each of them whole; a step that fails takes back those before it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from secrets import token_hex
from typing import Final

from safety_ledger.errors import LedgerError, reason_of
from safety_ledger.store.files import followed
from safety_ledger.text import Text

_SUFFIX: Final = ".safety-ledger-tmp"
_MODE: Final = 0o666
"""Of a new file, less what the user's umask takes away."""

_CHANGED: Final = Text(
    "{path} 刚被别的程序改过；没有写入，请重新运行",
    "{path} was changed by another program meanwhile; nothing was written, run it again",
)
_READ_ONLY: Final = Text("{path} 是只读文件；没有写入", "{path} is read-only; nothing was written")
_NOT_PLAIN: Final = Text(
    "{path} 不是普通文件，或是指向台账以外的链接；没有写入",
    "{path} is no regular file, or a link that leads out of the ledger; nothing was written",
)
_FAILED: Final = Text(
    "写不了 {path}：{reason}；原文件没有变", "cannot write {path}: {reason}; the file is as it was"
)
_HALF: Final = Text(
    "写到 {path} 时失败，又没能恢复 {others}：请用 git diff 核对",
    "writing {path} failed and {others} could not be put back: look at git diff",
)


@dataclass(frozen=True, slots=True)
class Writing:
    """A file to be written: its path relative to the ledger, and its bytes before and after.

    ``before`` is ``None`` for a file that must not be there yet.
    """

    path: str
    before: bytes | None
    after: bytes


def write(root: Path, writings: Iterable[Writing]) -> None:
    """Write files of a ledger whose lock the caller holds; all of them, or none.

    Raises :class:`LedgerError` with the reason: changed meanwhile, read-only, a full disk.
    """
    wanted = [_Target(root, one) for one in writings]
    for target in wanted:
        target.refuse()
    try:
        for target in wanted:
            target.prepare()
        _put_in_place(wanted)
    finally:
        for target in wanted:
            target.clear()


def _put_in_place(wanted: list[_Target]) -> None:
    done: list[_Target] = []
    for target in wanted:
        try:
            target.unchanged()
            target.replace()
        except (OSError, LedgerError) as error:
            _take_back(done, target)
            if isinstance(error, LedgerError):
                raise
            raise target.failed(error) from error
        done.append(target)


def _take_back(done: list[_Target], failed: _Target) -> None:
    lost = [one.asked.path for one in reversed(done) if not one.take_back()]
    if lost:
        raise LedgerError(_HALF, {"path": failed.asked.path, "others": lost})


class _Target:
    """One file on its way to the disk."""

    def __init__(self, root: Path, asked: Writing) -> None:
        self.asked = asked
        self.root = root
        self.file = _resolved(root, asked.path)
        self.folder = self.file.parent
        self.temporary: Path | None = None
        self.made: list[Path] = []
        """Folders that were not there before."""

    def refuse(self) -> None:
        """Refuse what must not be written to."""
        self.unchanged()
        if self.asked.before is None:
            return
        status = self.file.stat()
        if not stat.S_ISREG(status.st_mode):
            raise LedgerError(_NOT_PLAIN, {"path": self.asked.path})
        # a rename needs no permission on the file, so it is asked about; root may do anything,
        # but nobody makes a file read-only without meaning it
        if not status.st_mode & 0o222 or not os.access(self.file, os.W_OK):
            raise LedgerError(_READ_ONLY, {"path": self.asked.path})

    def unchanged(self) -> None:
        """Refuse when the file is not what was read."""
        try:
            now = _bytes(self.root / self.asked.path)
        except OSError as error:
            raise self.failed(error) from error
        if now != self.asked.before:
            raise LedgerError(_CHANGED, {"path": self.asked.path})

    def prepare(self) -> None:
        """Write the new bytes beside the file and see them onto the disk."""
        try:
            self._make_folders()
            self._sweep()
            self._write(self.asked.after)
        except OSError as error:
            raise self.failed(error) from error

    def _make_folders(self) -> None:
        missing = []
        folder = self.folder
        while not folder.exists():
            missing.append(folder)
            folder = folder.parent
        for folder in reversed(missing):
            folder.mkdir(exist_ok=True)
            self.made.append(folder)
            _flush_folder(folder.parent)

    def _sweep(self) -> None:
        """Remove what a killed writer left; nobody else writes while we hold the lock."""
        for left in self.folder.glob(f".{escape(self.file.name)}.*{_SUFFIX}"):
            with suppress(OSError):
                left.unlink()

    def _write(self, data: bytes) -> None:
        self.temporary = self.folder / f".{self.file.name}.{token_hex(4)}{_SUFFIX}"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        handle = os.open(self.temporary, flags, _MODE)
        try:
            _write_all(handle, data)
            self._keep_permissions(handle)
            os.fsync(handle)
        finally:
            os.close(handle)

    def _keep_permissions(self, handle: int) -> None:
        if self.asked.before is None or not hasattr(os, "fchmod"):
            return
        old = self.file.stat()
        new = os.fstat(handle)
        if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
            with suppress(OSError):  # only root may give a file away; the group is worth a try
                os.fchown(handle, -1, old.st_gid)
            with suppress(OSError):
                os.fchown(handle, old.st_uid, -1)
        os.fchmod(handle, stat.S_IMODE(old.st_mode))

    def replace(self) -> None:
        """The one step in which the new file takes the old one's place."""
        if self.temporary is None:
            raise ValueError("not prepared")
        self.temporary.replace(self.file)
        self.temporary = None
        self.made = []
        _flush_folder(self.folder)

    def take_back(self) -> bool:
        """Undo a replacement; whether that worked."""
        try:
            if self.asked.before is None:
                self.file.unlink()
            else:
                self._write(self.asked.before)
                self.replace()
        except OSError:
            return False
        return True

    def clear(self) -> None:
        """Remove a temporary file and empty folders that came to nothing."""
        if self.temporary is not None:
            with suppress(OSError):
                self.temporary.unlink()
        for folder in reversed(self.made):
            with suppress(OSError):
                folder.rmdir()

    def failed(self, error: OSError) -> LedgerError:
        """The error in the user's words."""
        return LedgerError(_FAILED, {"path": self.asked.path, "reason": reason_of(error)})


def _resolved(root: Path, path: str) -> Path:
    """The file itself: a link within the ledger stays a link, and what it names is written."""
    file = followed(root, path)
    if file is None:
        raise LedgerError(_NOT_PLAIN, {"path": path})
    return file


def _bytes(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _flush_folder(folder: Path) -> None:
    """See a folder's own entry onto the disk, where the system can (Windows cannot)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
