"""``docs``: writes the generated pages, or tells which are stale. For those who work on the tool."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final

import typer

from safety_ledger.cli.loading import load_ledger
from safety_ledger.cli.options import flag
from safety_ledger.cli.streams import put
from safety_ledger.cli.words import say, tell
from safety_ledger.text import Text

STALE: Final = 1
_TASKS: Final = Path("data/tasks")
_TEMPLATES: Final = Path("safety_ledger/templates")
"""The task lists that ``init`` gives a new ledger are made from those of ``data/``."""

_HELP: Final = Text("生成 docs/ 下的参考页。", "Write the reference pages below docs/.")
_FOLDER: Final = Text("写到哪个目录", "the folder to write to")
_LEDGER: Final = Text("写明方案任务的台账", "the ledger with the tasks of the plan")
_CHECK: Final = Text("只核对，不写", "only compare, write nothing")
_OLD: Final = Text(
    "{path} 已过期，请运行 safety-ledger docs", "{path} is stale: run safety-ledger docs"
)


def register(app: typer.Typer) -> None:
    """Add the command to the program, out of the users' sight."""
    app.command(help=say(_HELP), hidden=True)(docs)


def docs(
    context: typer.Context,
    ledger: Annotated[Path, typer.Option("--ledger", metavar="PATH", help=say(_LEDGER))] = Path(
        "data"
    ),
    output: Annotated[Path, typer.Option("--output", metavar="DIR", help=say(_FOLDER))] = Path(
        "docs"
    ),
    check: Annotated[bool, flag("--check", _CHECK)] = False,
) -> int:
    """Make every page; write it, or compare it with what is there."""
    from safety_ledger.render.reference import pages
    from safety_ledger.work.starting import starting_lists

    plan = load_ledger(ledger, verbose=False)
    made = {output / name: page for name, page in pages(plan, _commands(context)).items()}
    made |= {_TEMPLATES / name: text for name, text in starting_lists(_TASKS).items()}
    if not check:
        for path, page in made.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            put(page, path)
        return 0
    stale = [path for path, page in made.items() if _written(path) != page]
    for path in stale:
        tell(say(_OLD, path=path))
    return STALE if stale else 0


def _commands(context: typer.Context) -> list[str]:
    """The commands of the program."""
    program: Any = context.parent.command if context.parent is not None else None
    return list(program.commands) if program is not None else []


def _written(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
