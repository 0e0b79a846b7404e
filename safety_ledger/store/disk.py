"""What the system says when it cannot write, in words an office knows."""

from __future__ import annotations

import errno
from typing import Final

from safety_ledger.text import Text

_REASONS: Final = {
    errno.ENOSPC: Text("磁盘已满", "the disk is full"),
    errno.EFBIG: Text("超过允许的文件大小", "larger than files may be here"),
    errno.EROFS: Text("磁盘是只读的", "the disk is read-only"),
    errno.EACCES: Text("没有写入权限", "no permission to write"),
    errno.EPERM: Text("系统不允许修改它", "the system does not allow it to be changed"),
    errno.ENOENT: Text("目录不存在", "there is no such folder"),
    errno.ENOTDIR: Text("上级不是目录", "what is above it is no folder"),
    errno.EISDIR: Text("它是一个目录", "it is a folder"),
    errno.EEXIST: Text("那里已有一个文件", "there is a file of that name"),
    errno.EIO: Text("磁盘读写出错", "the disk reports an error"),
    getattr(errno, "EDQUOT", -1): Text("磁盘配额已用完", "the disk quota is used up"),
}


def reason(error: OSError) -> Text | str:
    """Why a write failed; the system's own words where there are none of ours."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
