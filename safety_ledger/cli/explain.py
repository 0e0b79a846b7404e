"""``explain``: why a code exists, what it rests on, and how to write it right."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final

import typer

from safety_ledger.cli.options import OutputOption, argument, one_of
from safety_ledger.cli.streams import put
from safety_ledger.cli.usage import unknown
from safety_ledger.cli.words import LANG, say
from safety_ledger.text import Text


class Form(StrEnum):
    """How codes are explained."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


_HELP: Final = Text(
    "解释一个代码：原因、依据、错误与正确写法；不写代码则列出全部。",
    "Explain a code: reason, source, wrong and right; without a code, list them all.",
)
_CODE: Final = Text("check 列出的代码，如 S203", "a code that check printed, such as S203")
_FORM: Final = Text("输出格式", "the form of the output")
_UNKNOWN: Final = Text("没有代码 {word}", "there is no code {word}")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=say(_HELP))(explain)


def explain(
    code: Annotated[str | None, argument("[CODE]", _CODE)] = None,
    form: Annotated[
        Form,
        one_of("--format", _FORM, Form),
    ] = Form.TEXT,
    output: OutputOption = None,
) -> int:
    """Look the code up, print what the catalogue says."""
    from safety_ledger.render.codes import ALL, ONE
    from safety_ledger.rules import CATALOGUE

    if code is None:
        shown = ALL[form](CATALOGUE.values(), LANG)
    elif code.upper() in CATALOGUE:
        shown = ONE[form](CATALOGUE[code.upper()], LANG)
    else:
        raise unknown(say(_UNKNOWN, word=code), code.upper(), CATALOGUE)
    put(shown, output, utf8=form is not Form.TEXT)
    return 0
