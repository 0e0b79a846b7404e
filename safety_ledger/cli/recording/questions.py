"""Questions to a person at a terminal: a label, choices by number or word, and what Enter gives."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from safety_ledger.cli.recording.asking import Ask, splits, terms_of, valued
from safety_ledger.cli.usage import WrongUsage
from safety_ledger.cli.words import say, tell
from safety_ledger.ledger import Ledger
from safety_ledger.text import Text
from safety_ledger.work.typed import split

_MANY: Final = Text("可填多个，用顿号隔开", "several, parted by commas")
_NEEDED: Final = Text("这一项必填", "this is needed")
_NONE: Final = Text("回车跳过", "Enter to leave out")


@dataclass(frozen=True, slots=True)
class Hint:
    """What a question offers: words to choose from, and what Enter gives."""

    choices: tuple[str, ...] = ()
    default: str = ""


NO_HINT: Final = Hint()


def interactive(*, no_input: bool) -> bool:
    """Whether a person can be asked."""
    return not no_input and sys.stdin.isatty() and sys.stderr.isatty()


def question(one: Ask, hint: Hint, ledger: Ledger) -> Any:  # noqa: ANN401 - of the field's type
    """Ask until the answer is a value; ``None`` when it is left out."""
    choices = hint.choices or terms_of(one.field.type)
    while True:
        words = _answer(one, choices, hint.default)
        if not words and not one.required:
            return None
        if not words:
            tell(say(_NEEDED))
            continue
        try:
            return valued(one, split([words]) if one.many and splits(one) else words, ledger)
        except WrongUsage as wrong:
            tell(str(wrong))


def ask_for(one: Ask, hint: Hint, ledger: Ledger, values: dict[str, Any]) -> None:
    """Ask, and put the answer to the values by option; nothing when it is left out."""
    answer = question(one, hint, ledger)
    if answer is not None:
        values[one.option] = answer


def _answer(one: Ask, choices: Sequence[str], default: str) -> str:
    """What is typed, a number turned into the choice it stands for."""
    if choices:
        tell("  ".join(f"{number} {word}" for number, word in enumerate(choices, start=1)))
    remark = f"（{say(_MANY)}）" if one.many else ""
    offer = default or ("" if one.required else say(_NONE))
    words = read_line(f"{one.label}{remark}{f' [{offer}]' if offer else ''}: ") or default
    if not one.many:
        return _chosen(words, choices)
    return "、".join(_chosen(word, choices) for word in split([words])) if splits(one) else words


def _chosen(word: str, choices: Sequence[str]) -> str:
    if word.isascii() and word.isdigit() and 0 < int(word) <= len(choices):
        return choices[int(word) - 1]
    return word


def read_line(prompt: str) -> str:
    """One line from the terminal. The question goes to stderr; the end of input stops the command."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.strip()
