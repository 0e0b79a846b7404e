"""The commands of the program: listed by name and help, made when one of them is called.

Typer makes the options of every command before it runs one; with some forty commands that would be
half of the start-up. A command may even leave its module unread until then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from safety_ledger.cli.words import say
from safety_ledger.text import Text

MISUSED: Final = 2

Run = Callable[..., int]
Runs = Run | Mapping[str, tuple[Text, Run]]
"""What a command runs: one function, or the functions of its own commands with their help."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Stands for what ``module.runs(name)`` gives, until the command is called."""

    module: str
    name: str

    def __call__(self) -> Runs:
        """What the command runs."""
        runs: Runs = import_module(self.module).runs(self.name)
        return runs


class Listed(TyperCommand):
    """A command as the list of commands, completion and suggestions see it: its name and help."""

    def __init__(self, name: str, help_: str | None, run: Run | Elsewhere, *, hidden: bool) -> None:
        super().__init__(name, help=help_, hidden=hidden, rich_markup_mode=None)
        self._run = run

    def made(self) -> Any:  # noqa: ANN401 - a command of Typer's own click, which has no importable name
        """The command with its options, ready to run."""
        runs = self._run() if isinstance(self._run, Elsewhere) else self._run
        return _made(str(self.name), self.help, runs)


class Program(TyperGroup):
    """The program; of all its commands it makes the one that is called."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - as above
        """The command named by the first word, and the words that are left."""
        name, listed, rest = super().resolve_command(ctx, args)
        return name, listed.made() if isinstance(listed, Listed) else listed, rest


def program_of(app: typer.Typer, registered: typer.Typer) -> Any:  # noqa: ANN401 - as above
    """The options of ``app``, whose class is :class:`Program`, with the commands of ``registered``."""
    group: Any = typer.main.get_command(app)
    for one in registered.registered_commands:
        if one.callback is not None:
            name = one.name or one.callback.__name__.replace("_", "-")
            group.commands[name] = Listed(name, one.help, one.callback, hidden=one.hidden)
    return group


def on_demand(app: typer.Typer, name: str, help_: Text, module: str) -> None:
    """Register a command whose module is read when it is called."""
    app.command(name, help=say(help_))(Elsewhere(module, name))


def _made(name: str, help_: str | None, runs: Runs) -> Any:  # noqa: ANN401 - as above
    app = typer.Typer(name=name, help=help_, add_completion=False, rich_markup_mode=None)
    if isinstance(runs, Mapping):
        app.callback(invoke_without_command=True)(need_a_command)
        for own, (words, run) in runs.items():
            app.command(own, help=say(words))(run)
    else:
        app.command(name, help=help_)(runs)
    return typer.main.get_command(app)


def need_a_command(context: typer.Context) -> None:
    """What has commands does nothing without one: say which there are, and end as wrong usage."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(MISUSED)
