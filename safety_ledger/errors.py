"""What stops the program. Mistakes in data never do: those are findings."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from safety_ledger.text import Lang, Text

NOTHING: Mapping[str, object] = MappingProxyType({})


class LedgerError(Exception):
    """The program cannot go on: no ledger, an unreadable folder, a file that cannot be written."""

    def __init__(self, message: Text, params: Mapping[str, object] = NOTHING) -> None:
        super().__init__(message.say(Lang.EN, params))
        self.message = message
        self.params = params

    def say(self, lang: Lang) -> str:
        """What to tell the user, in one line."""
        return self.message.say(lang, self.params)


_REASONS: Final = {
    errno.ENOSPC: Text("磁盘已满", "the disk is full"),
    errno.EFBIG: Text("超过允许的文件大小", "larger than files may be here"),
    errno.EROFS: Text("磁盘是只读的", "the disk is read-only"),
    errno.EACCES: Text("没有权限", "no permission"),
    errno.ENOENT: Text("没有这个文件或目录", "there is no such file or folder"),
    errno.EISDIR: Text("这是目录，不是文件", "it is a folder, not a file"),
    errno.ENOTDIR: Text("路径中有一段不是目录", "a part of the path is no folder"),
    errno.EEXIST: Text("那里已有一个文件", "there is a file of that name"),
    errno.ENAMETOOLONG: Text("文件名太长", "the file name is too long"),
    errno.EPERM: Text("系统不允许修改它", "the system does not allow it to be changed"),
    errno.EIO: Text("磁盘读写出错", "the disk reports an error"),
    getattr(errno, "EDQUOT", -1): Text("磁盘配额已用完", "the disk quota is used up"),
}


def reason_of(error: OSError) -> Text | str:
    """What the system says against reading or writing, in words an office knows; its own otherwise."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
