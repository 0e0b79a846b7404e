"""Calling git: what it says, what it does not say, and a machine without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from safety_ledger.errors import LedgerError
from safety_ledger.git.process import attempt, git
from safety_ledger.text import Lang


def test_git_answers_in_a_folder_with_a_chinese_name(tmp_path: Path) -> None:
    folder = tmp_path / "台账 一"
    folder.mkdir()
    git(folder, "init", "-q")
    (folder / "隐患.yaml").write_text("[]\n", encoding="utf-8")
    assert git(folder, "status", "--porcelain").decode() == "?? 隐患.yaml\n"


def test_what_git_refuses_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(LedgerError) as refused:
        git(tmp_path, "rev-parse", "--show-toplevel")
    said = refused.value.say(Lang.ZH)
    assert said.startswith("git rev-parse 没有成功：fatal: not a git repository")
    assert "\n" not in said


def test_a_call_that_may_fail(tmp_path: Path) -> None:
    assert attempt(tmp_path, "rev-parse", "--show-toplevel").returncode == 128


def test_no_git_on_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LedgerError, match="git is not installed"):
        git(tmp_path, "status")
