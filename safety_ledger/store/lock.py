"""One writer at a time: a lock on the whole ledger that a killed process cannot leave behind.

The lock is the operating system's, held on an open file; it ends with the process. The file lies in
a dot-folder of the ledger that tells git to ignore it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from safety_ledger.errors import LedgerError, reason_of
from safety_ledger.text import Text

FOLDER: Final = ".safety-ledger"
PATIENCE: Final = 30.0
"""Seconds to wait for another writer; recording one step takes one or two."""
_PAUSE: Final = 0.02

_BUSY: Final = Text(
    "另一个程序正在写这本台账，等了 {seconds} 秒仍未结束；没有写入，请稍后再试",
    "another program has been writing this ledger for {seconds} s; nothing was written, try again later",
)
_NO_LOCK: Final = Text(
    "不能在台账目录 {root} 中写入：{reason}；没有写入",
    "cannot write in the ledger's folder {root}: {reason}; nothing was written",
)


@contextmanager
def locked(root: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a ledger; :class:`LedgerError` when it stays taken or cannot be made."""
    try:
        handle = _open(root)
    except OSError as error:
        raise LedgerError(_NO_LOCK, {"root": root, "reason": reason_of(error)}) from error
    try:
        _wait(handle, patience)
        try:
            yield
        finally:
            _unlock(handle)
    finally:
        os.close(handle)


def _open(root: Path) -> int:
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    ignored = folder / ".gitignore"
    if not ignored.exists():
        ignored.write_text("*\n", encoding="utf-8", newline="\n")
    return os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o666)


def _wait(handle: int, patience: float) -> None:
    until = time.monotonic() + patience
    while not _take(handle):
        if time.monotonic() >= until:
            raise LedgerError(_BUSY, {"seconds": f"{patience:.0f}"})
        time.sleep(_PAUSE)


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        with suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_UN)
