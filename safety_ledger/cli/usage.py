"""Wrong usage (exit 2): what was typed and what may have been meant, in the user's language.

Typer words its complaints in English only. The common ones are said here in both languages; one
that is not known here is passed on as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, Final, TypeVar

import typer

from safety_ledger.cli.words import say, tell
from safety_ledger.diagnostics import nearest
from safety_ledger.text import Text

_HEAD: Final = Text("用法错误：{what}", "wrong usage: {what}")
_MEANT: Final = Text("{what}；是不是 {nearest}？", "{what}; did you mean {nearest}?")
_ONLY: Final = Text("{what}；可用的有：{known}", "{what}; there are {known}")
_FEW: Final = 8
"""So many known words can be read at a glance when none of them is near."""
_SEVERAL: Final = Text(
    "有几家企业叫“{word}”（{ids}），请写编号", "“{word}” is the name of {ids}: give the id"
)
_HELP: Final = Text("用法见：{command} --help", "for help: {command} --help")
_CHOICE: Final = Text("{word} 不在可选值之中（{known}）", "{word} is none of {known}")

UsageError: Final[type[Any]] = typer.BadParameter.__bases__[0]
"""Typer's own class: from 0.26 on it brings its click along, so that click cannot be imported."""

_COMPLAINTS: Final = (
    (r"No such option:? '?(?P<word>[^\s.']+)", Text("没有选项 {word}", "no such option {word}")),
    (r"No such command '(?P<word>[^']*)'", Text("没有命令 {word}", "no such command {word}")),
    (r"Missing argument '(?P<word>[^']*)'", Text("缺少参数 {word}", "missing argument {word}")),
    (
        r"Option '(?P<word>[^']*)' requires an argument",
        Text("选项 {word} 后面要有值", "option {word} needs a value"),
    ),
    (
        r"Option '(?P<word>[^']*)' does not take a value",
        Text("选项 {word} 后面不带值", "option {word} takes no value"),
    ),
    (
        r"Got unexpected extra argument(?:s|\(s\))? \((?P<word>.*)\)",
        Text("多余的参数：{word}", "unexpected argument: {word}"),
    ),
)


class WrongUsage(Exception):
    """The command line asks for something that does not exist; the message is one line."""


def unknown(line: str, word: str, known: Iterable[str]) -> WrongUsage:
    """An unknown word, with the nearest known ones named; all of them when none is near and few."""
    names = tuple(known)
    if 0 < len(names) <= _FEW and not nearest(word, names):
        return WrongUsage(say(_ONLY, what=line, known=names))
    return misspelt(line, word, names)


def misspelt(line: str, word: str, known: Iterable[str]) -> WrongUsage:
    """An unknown word where the line already says what there is, with the nearest named."""
    meant = nearest(word, known)
    return WrongUsage(say(_MEANT, what=line, nearest=meant) if meant else line)


def several(word: str, ids: Iterable[str]) -> WrongUsage:
    """A name that more than one enterprise has or had, where only one can be meant."""
    return WrongUsage(say(_SEVERAL, word=word, ids=tuple(ids)))


E = TypeVar("E", bound=StrEnum)


def choice(kind: type[E]) -> Callable[[str], E]:
    """A reader of one of a few words, for ``parser=`` of an option."""
    known = tuple(member.value for member in kind)

    def parse(word: str) -> E:
        try:
            return kind(word)
        except ValueError:
            raise misspelt(say(_CHOICE, word=word, known=known), word, known) from None

    return parse


def complain(error: WrongUsage) -> None:
    """Say what was wrong with the command line."""
    tell(say(_HEAD, what=str(error)))


def complain_of_typer(error: Any) -> None:  # noqa: ANN401 - the class has no importable name, see UsageError
    """Say what Typer found wrong, and how to learn more."""
    message = str(error.format_message())
    tell(say(_HEAD, what=_translated(message, error)))
    tell(say(_HELP, command=getattr(error.ctx, "command_path", "safety-ledger")))


def _translated(message: str, error: Any) -> str:  # noqa: ANN401 - as above
    for pattern, text in _COMPLAINTS:
        if found := re.match(pattern, message):
            word = found["word"]
            meant = nearest(word, _known(error)) if message.startswith("No such") else ()
            line = say(text, word=word)
            return say(_MEANT, what=line, nearest=meant) if meant else line
    return message


def _known(error: Any) -> list[str]:  # noqa: ANN401 - as above
    """The options or commands that exist where the unknown one was typed."""
    command = error.ctx.command
    if hasattr(error, "option_name"):
        return [name for param in command.params for name in param.opts if name.startswith("-")]
    return [name for name, one in command.commands.items() if not one.hidden]
