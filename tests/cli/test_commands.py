"""Commands are made when they are called, and nobody notices."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import pytest
import typer

from safety_ledger.cli import app, program_of, registered
from safety_ledger.cli.commands import Program, on_demand
from safety_ledger.text import Text


def _program(*names: str) -> tuple[typer.Typer, typer.Typer]:
    program = typer.Typer(cls=Program, rich_markup_mode=None, add_completion=False)
    program.callback()(lambda: None)
    commands = typer.Typer()
    for name in names:
        commands.command(name=name, help=f"help of {name}")(lambda: 0)
    return program, commands


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what Typer makes from now on."""
    names: list[str] = []
    make = typer.main.get_command

    def noted(asked: typer.Typer) -> object:
        names.extend(str(one.name) for one in asked.registered_commands)
        return make(asked)

    monkeypatch.setattr(typer.main, "get_command", noted)
    return names


def test_only_what_is_called_is_made(made: list[str]) -> None:
    program = program_of(*_program("one", "two"))
    assert list(program.commands) == ["one", "two"]
    assert program.commands["two"].help == "help of two"
    assert made == []
    program(["two"], standalone_mode=False)
    assert made == ["two"]


def test_the_list_of_commands_makes_none(
    made: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    program_of(*_program("one", "two"))(["--help"], standalone_mode=False)
    assert "help of two" in capsys.readouterr().out
    assert made == []


def test_a_module_is_read_when_its_command_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    asked: list[str] = []

    def runs(name: str) -> dict[str, tuple[Text, Any]]:
        asked.append(name)
        return {one: (Text("中", "en"), lambda one=one: called.append(one)) for one in ("a", "b")}

    module = ModuleType("invented_commands")
    module.runs = runs  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "invented_commands", module)
    program, commands = _program("one")
    on_demand(commands, "many", Text("许多", "many of them"), "invented_commands")
    whole = program_of(program, commands)
    assert list(whole.commands) == ["one", "many"]
    assert asked == []
    whole(["many", "b"], standalone_mode=False)
    assert (asked, called) == (["many"], ["b"])


def test_help_lists_every_command(run: Any) -> None:
    shown = [name for name, one in program_of(app, registered).commands.items() if not one.hidden]
    said = run("--help").out
    assert len(shown) > 40
    assert all(f"  {name} " in said for name in shown)


@pytest.mark.parametrize("words", [(), ("hazard",), ("task",)])
def test_without_a_command_the_commands_there_are_are_named(
    run: Any, words: tuple[str, ...]
) -> None:
    said = run(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err.splitlines()[0].startswith(f"Usage: {' '.join(('safety-ledger', *words))} ")
