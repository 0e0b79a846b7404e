"""``schema``: the JSON Schema of a kind of file, for editors and other programs."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from safety_ledger.cli.options import OutputOption, argument
from safety_ledger.cli.streams import put
from safety_ledger.cli.usage import unknown
from safety_ledger.cli.words import LANG, say
from safety_ledger.text import Text

_HELP: Final = Text(
    "输出一类文件的 JSON Schema；不写类别则列出全部类别。",
    "Print the JSON Schema of a kind of file; without a kind, list the kinds.",
)
_KIND: Final = Text("类别，如 hazard", "a kind, such as hazard")
_UNKNOWN: Final = Text("没有类别 {word}", "there is no kind {word}")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=say(_HELP))(schema)


def schema(
    kind: Annotated[str | None, argument("[KIND]", _KIND)] = None,
    output: OutputOption = None,
) -> int:
    """Look the kind up, print its schema."""
    from safety_ledger.model import KIND, KINDS
    from safety_ledger.schema import written

    if kind is None:
        lines = (f"{one.name:<11} {say(one.label)}: {say(one.help)}\n" for one in KINDS)
        put("".join(lines), output)
    elif kind in KIND:
        put(written(KIND[kind], LANG), output, utf8=True)
    else:
        raise unknown(say(_UNKNOWN, word=kind), kind, KIND)
    return 0
