"""The command line. It alone knows Typer and the clock; its boundary turns trouble into exit codes.

0 done; 1 the ledger has errors; 2 wrong usage; 3 could not run; 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated, Final, NoReturn

import typer

from safety_ledger import __version__
from safety_ledger.cli import (
    check,
    docs,
    explain,
    history,
    importing,
    init,
    notices,
    obligations,
    owed,
    periodic,
    recording,
    registers,
    reports,
    schema,
    weekly,
)
from safety_ledger.cli.commands import MISUSED, Program, need_a_command, program_of
from safety_ledger.cli.completion import spare_completion
from safety_ledger.cli.streams import prepare_streams
from safety_ledger.cli.usage import UsageError, WrongUsage, complain, complain_of_typer
from safety_ledger.cli.words import LANG, say, tell
from safety_ledger.errors import LedgerError, reason_of
from safety_ledger.text import Text

PROGRAM: Final = "safety-ledger"
DONE: Final = 0
STOPPED: Final = 3
INTERRUPTED: Final = 130

_ABOUT: Final = Text(
    "安全生产台账：检查数据、解释规则、出清单和报表。",
    "The safety ledger: check the data, explain the rules, print lists and reports.",
)
_VERSION: Final = Text("显示版本", "show the version")
_OS: Final = Text("无法继续：{path}：{reason}", "cannot go on: {path}: {reason}")
_BUG: Final = Text(
    "程序出错（{what}）。请把这一行和所用命令报给维护人员；"
    "设 SAFETY_LEDGER_DEBUG=1 再运行可看到详情。",
    "the program failed ({what}): please report this line and the command; "
    "SAFETY_LEDGER_DEBUG=1 shows the details.",
)

app = typer.Typer(
    name=PROGRAM,
    cls=Program,
    help=say(_ABOUT),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
registered = typer.Typer()
for module in (
    check,
    explain,
    reports,
    obligations,
    registers,
    owed,
    periodic,
    weekly,
    notices,
    importing,
    schema,
    docs,
    recording,
    history,
    init,
):
    module.register(registered)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"{PROGRAM} {__version__}")
        raise typer.Exit


@app.callback()
def _start(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option("--version", help=say(_VERSION), callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    need_a_command(context)


def main(args: Sequence[str] | None = None) -> int:
    """Run the program and give its exit code: the one place where trouble ends."""
    gc.disable()  # the process ends before garbage could matter
    prepare_streams()
    spare_completion()
    try:
        program = program_of(app, registered)
        return int(program(args, prog_name=PROGRAM, standalone_mode=False) or DONE)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except WrongUsage as error:
        complain(error)
        return MISUSED
    except UsageError as error:
        complain_of_typer(error)
        return MISUSED
    except BrokenPipeError:
        return _hang_up()
    except Exception as error:  # noqa: BLE001 - the one error boundary
        return _stop(error)


def run() -> NoReturn:
    """The program as the system starts it: ends at once, without taking a large ledger apart."""
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _hang_up() -> int:
    """Whoever read our output has seen enough (``| head``): end without a word."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until the process ends
    return STOPPED


def _stop(error: Exception) -> int:
    if os.environ.get("SAFETY_LEDGER_DEBUG") == "1":
        traceback.print_exception(error, file=sys.stderr)
    match error:
        case LedgerError():
            tell(error.say(LANG))
        case OSError(filename=path) if path is not None:
            tell(say(_OS, path=path, reason=reason_of(error)))
        case _:
            tell(say(_BUG, what=f"{type(error).__name__}: {error}"))
    return STOPPED
