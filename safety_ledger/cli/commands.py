"""The commands of the program, each made when it is called: a run needs one of some forty.

Two things would cost start-up. Typer makes the options of every command before it runs one:
:class:`Commands` makes those of the one that is asked for. And the recording commands need a good part
of the package to know their options at all: declared by :func:`on_demand`, their modules are loaded when
they are called; for ``--help`` and completion of their names a line of help is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperGroup

from safety_ledger.cli.words import say
from safety_ledger.text import Text


class Commands(Mapping[str, Any]):
    """What was registered with a Typer instance, by name; looking a command up makes it.

    ``made`` are the groups of commands, which Typer makes as a whole.
    """

    def __init__(self, registered: typer.Typer, made: Mapping[str, Any]) -> None:
        self._registered = {
            one.name or one.callback.__name__.replace("_", "-"): one
            for one in registered.registered_commands
            if one.callback is not None
        }
        self._made = dict(made)

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - its class has no importable name
        if name not in self._made:
            alone = typer.Typer(add_completion=False, rich_markup_mode=None)
            alone.registered_commands.append(self._registered[name])
            self._made[name] = typer.main.get_command(alone)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*self._registered, *self._made]))

    def __len__(self) -> int:
        return len({*self._registered, *self._made})


def group_of(app: typer.Typer, registered: typer.Typer) -> Any:  # noqa: ANN401 - as above
    """The program: the options of ``app`` with the commands of another instance, made on demand.

    ``--help``, completion and the suggestions for a wrong name ask for them all, as they always do.
    """
    app.registered_groups = registered.registered_groups
    group: Any = typer.main.get_command(app)
    group.commands = Commands(registered, made=group.commands)
    return group


# -- commands whose modules are loaded on demand -------------------------------------------------

_BUILD: Final = "build_command"


class Program(TyperGroup):
    """The program's commands; one declared by :func:`on_demand` is built when it is asked for."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - Typer's own click
        """The command named by the first word, and the words that are left."""
        name, command, rest = super().resolve_command(ctx, args)
        build = getattr(getattr(command, "callback", None), _BUILD, None)
        return name, build() if build else command, rest


def on_demand(app: typer.Typer, name: str, help_: Text, module: str) -> None:
    """Declare a command (or group of them) that ``module``'s ``build(name)`` puts together."""

    def placeholder() -> int:
        raise NotImplementedError

    def build() -> Any:  # noqa: ANN401 - a command of Typer's own click
        return import_module(module).build(name)

    setattr(placeholder, _BUILD, build)
    app.command(name, help=say(help_))(placeholder)


def built(name: str, help_: Text, run: Callable[..., int]) -> Any:  # noqa: ANN401 - as above
    """A command by itself."""
    app = _app(name, help_)
    app.command(name, help=say(help_))(run)
    return typer.main.get_command(app)


def built_group(
    name: str, help_: Text, commands: dict[str, tuple[Text, Callable[..., int]]]
) -> Any:  # noqa: ANN401 - as above
    """A group of commands under one name."""
    app = _app(name, help_)
    app.callback()(_nothing)
    for own, (words, run) in commands.items():
        app.command(own, help=say(words))(run)
    return typer.main.get_command(app)


def _app(name: str, help_: Text) -> typer.Typer:
    return typer.Typer(
        name=name,
        help=say(help_),
        add_completion=False,
        rich_markup_mode=None,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
    )


def _nothing() -> None:
    """A group does nothing by itself."""
