"""``renumber``: an id changed together with every reference to it."""

from __future__ import annotations

from typing import Annotated, Final

from safety_ledger.cli.commands import Runs
from safety_ledger.cli.completion import COMPLETERS
from safety_ledger.cli.options import argument, taking, worded
from safety_ledger.cli.recording.step import RecordOptions, Sitting, take
from safety_ledger.cli.usage import WrongUsage, unknown
from safety_ledger.cli.words import say
from safety_ledger.text import Text
from safety_ledger.work.numbering import ids
from safety_ledger.work.recording import Change
from safety_ledger.work.renumbering import renumbered

_OLD: Final = Text("现在的编号", "the id as it is")
_NEW: Final = Text("新的编号", "the new id")
_ABSENT: Final = Text("没有编号为“{word}”的记录", "there is no record “{word}”")
_TAKEN: Final = Text(
    "编号 {word} 已经用过，编号不重复使用", "{word} is taken, and ids are never used again"
)
_SEVERAL: Final = Text(
    "有 {count} 条记录编号都是 {word}；用 --file 指明改哪个文件里的那一条（引用仍指向另一条）",
    "{count} records are called {word}: say with --file in which file (references stay with the other)",
)
_FILE: Final = Text(
    "编号重复时：改这个文件里的那一条（相对台账的路径）",
    "where an id is used twice: the file of the one to change",
)


def runs(_: str) -> Runs:
    """The command."""
    return renumber


@taking(RecordOptions)
def renumber(
    old: Annotated[str, argument("OLD", _OLD, COMPLETERS["record"])],
    new: Annotated[str, argument("NEW", _NEW)],
    file: Annotated[str | None, worded("--file", _FILE, "PATH")] = None,
    *,
    options: RecordOptions,
) -> int:
    """One id."""

    def changes(sitting: Sitting) -> list[Change]:
        ledger = sitting.ledger
        known = list(ids(ledger))
        if old not in known:
            raise unknown(say(_ABSENT, word=old), old, known)
        if new in known:
            raise WrongUsage(say(_TAKEN, word=new))
        if known.count(old) > 1 and file is None:
            raise WrongUsage(say(_SEVERAL, count=known.count(old), word=old))
        found = renumbered(ledger, old, new, file)
        if not found:
            raise unknown(say(_ABSENT, word=old), old, known)
        return found

    return take(options, changes)
