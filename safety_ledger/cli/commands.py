"""The commands of the program, each made when it is asked for: a run needs one of them.

Typer makes the options of every command before it runs one; with some forty commands that would be
half of the start-up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import typer


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
