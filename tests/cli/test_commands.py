"""Commands are made when they are asked for, and nobody notices."""

from __future__ import annotations

from typing import Any

import pytest
import typer

from safety_ledger import cli
from safety_ledger.cli.commands import Commands, group_of


def _registered(*names: str) -> typer.Typer:
    app = typer.Typer()
    for name in names:
        app.command(name=name, help=f"help of {name}")(lambda: 0)
    return app


def test_only_what_is_asked_for_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    make = typer.main.get_command

    def noted(app: typer.Typer) -> object:
        made.extend(str(one.name) for one in app.registered_commands)
        return make(app)

    commands = Commands(_registered("one", "two"), made={})
    monkeypatch.setattr(typer.main, "get_command", noted)
    assert list(commands) == ["one", "two"]
    assert commands["two"] is commands["two"]
    assert made == ["two"]
    assert "three" not in commands


def test_groups_of_commands_stand_beside_them() -> None:
    registered = _registered("one")
    registered.add_typer(_registered("a", "b"), name="many")
    app = typer.Typer()
    app.callback()(lambda: None)
    commands = group_of(app, registered).commands
    assert list(commands) == ["one", "many"]
    assert len(commands) == 2
    assert list(commands["many"].commands) == ["a", "b"]


def test_help_lists_every_command(run: Any) -> None:
    names = [one.name or one.callback.__name__ for one in cli.commands.registered_commands
             if one.callback is not None and not one.hidden]  # fmt: skip
    said = run("--help").out
    assert len(names) > 9
    assert all(f"  {name} " in said for name in names)
