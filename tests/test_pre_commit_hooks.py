"""The hook offered to repositories that use the pre-commit tool: its command is ours and does its work."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from tests.folders import ROOT

(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def test_it_says_what_the_tool_needs() -> None:
    assert {"id", "name", "entry", "language", "files"} <= HOOK.keys()
    assert HOOK["language"] == "python"
    assert HOOK["pass_filenames"] is False


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("ledger.yaml", True),
        ("data/ledger.yaml", True),
        ("data/hazards/2024/QY-001.yaml", True),
        ("hazards/a.yml", True),
        ("evidence/a.jpg", True),
        (".gitattributes", True),
        ("README.md", False),
        ("docs/mkdocs.yaml", False),
    ],
)
def test_it_runs_when_a_ledger_changes(path: str, wanted: bool) -> None:
    assert bool(re.search(HOOK["files"], path)) is wanted


def test_its_command_refuses_a_mistake(
    run: Any, repo: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = repo(folder="data")
    made.commit("2024-06-01")
    monkeypatch.chdir(made.top)
    program, *args = HOOK["entry"].split()
    assert program == "safety-ledger"
    assert run(*args).code == 0
    made.write({"enterprises/b.yaml": "- {id: QY-013, nmae: 甲}\n"})
    made.git("add", "-A")
    assert run(*args).code == 1
