"""Why a file is not edited: the reasons, and the error that stops the edit with nothing written."""

from __future__ import annotations

from enum import Enum
from typing import Final

from safety_ledger.errors import LedgerError
from safety_ledger.text import Text

_BY_HAND: Final = Text(
    "没有写入：{path}：{why}。请用编辑器手工改",
    "nothing written: {path}: {why}; edit it by hand",
)


class Why(Enum):
    """What makes an edit unsafe. A file is left alone rather than changed by guesswork."""

    BROKEN = Text(
        "文件里有读不了的内容，先运行 check 改好",
        "it holds text that cannot be read: mend it first",
    )
    UNSOUND = Text(
        "这条记录本身有错误，先运行 check 改好", "the record itself has mistakes: mend it first"
    )
    MARKS = Text("用了锚点、别名或标签", "it uses anchors, aliases or tags")
    LINE_ENDS = Text(
        "混用了两种换行（CRLF 和 LF），先统一", "it mixes CRLF and LF line ends: unify them first"
    )
    DOCUMENTS = Text("含有文档分隔线（---）", "it is divided by document markers (---)")
    COMMENT = Text("这样改会丢掉注释", "the edit would lose a comment")
    LAYOUT = Text("这种写法不便自动修改", "it is laid out in a way that cannot be edited safely")
    ABSENT = Text("没有要改的记录或字段", "the record or field to change is not there")
    UNPRINTABLE = Text("含有无法写入文件的字符", "a value holds characters no file can hold")
    DIFFERS = Text(
        "改后读回的内容与要记的不一致", "read back, it does not hold what was to be recorded"
    )


class EditRefused(LedgerError):
    """An edit that was not made; ``why`` is the reason, for those who count them."""

    def __init__(self, path: str, why: Why) -> None:
        super().__init__(_BY_HAND, {"path": path, "why": why.value})
        self.path = path
        self.why = why


class Unsafe(Exception):
    """Carries a reason out of the depths of an edit, where the file's name is not known."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.name)
        self.why = why
