"""The package as it is installed: what pyproject.toml promises."""

from __future__ import annotations

import re
import tomllib

import safety_ledger
from tests.folders import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_there_are_five_dependencies() -> None:
    names = {re.split(r"[\[>=<]", needed)[0] for needed in PROJECT["project"]["dependencies"]}
    assert names == {"typer", "rich", "PyYAML", "tabulate", "python-dateutil"}


def test_the_version_stands_in_one_place() -> None:
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", safety_ledger.__version__)


def test_every_ignore_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lint = text[text.index("[tool.ruff.lint]") : text.index("[tool.mypy]")]
    ignores = [line for line in lint.splitlines() if re.match(r'\s+"[A-Z]+[0-9]*",', line)]
    assert len(ignores) > 20
    assert all("# " in line for line in ignores)


def test_the_command_of_ci_is_that_of_the_readme() -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r'^(?:set_up|test)="(.*)"$', script, re.MULTILINE)
    assert len(commands) == 2
    assert all(command in readme for command in commands)
