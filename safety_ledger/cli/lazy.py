"""Commands that are put together only when they are called: dozens of them cost no start-up.

The program knows their names and help; options, prompts and what they need are loaded on demand.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperGroup

from safety_ledger.cli.words import say
from safety_ledger.text import Text

_BUILD: Final = "build_command"


class Lazily(TyperGroup):
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
