"""A commit of exactly what a step has written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from safety_ledger.errors import LedgerError
from safety_ledger.git.commit import commit, require_repository, uncommitted
from safety_ledger.git.process import git
from safety_ledger.text import Lang
from tests.conftest import Repo


@pytest.fixture
def root(repo: Callable[..., Repo]) -> Path:
    made = repo({"a.yaml": "[]\n", "b.yaml": "[]\n"}, folder="台账")
    for name, value in (("user.name", "李明"), ("user.email", "liming@example.org")):
        made.git("config", name, value)
    made.commit("2024-06-01")
    return made.ledger


def changed(root: Path) -> list[str]:
    said = git(root, "show", "--name-only", "--format=", "HEAD").decode()
    return said.split()


def staged(root: Path) -> list[str]:
    return git(root, "diff", "--cached", "--name-only").decode().split()


def test_only_the_files_named_and_nothing_else_that_is_staged(root: Path) -> None:
    (root / "a.yaml").write_text("1\n", encoding="utf-8")
    (root / "b.yaml").write_text("1\n", encoding="utf-8")
    git(root, "add", "b.yaml")
    commit(root, ["a.yaml"], "YH-1 销号：配电箱 #3\n")
    assert changed(root) == ["台账/a.yaml"]
    assert staged(root) == ["台账/b.yaml"]
    assert git(root, "log", "-1", "--format=%s").decode() == "YH-1 销号：配电箱 #3\n"


def test_a_new_file_with_an_odd_name(root: Path) -> None:
    (root / "新[1]*.yaml").write_text("1\n", encoding="utf-8")
    (root / "新1x.yaml").write_text("1\n", encoding="utf-8")
    commit(root, ["新[1]*.yaml"], "新增\n")
    assert changed(root) == ["台账/新[1]*.yaml"]
    assert git(root, "status", "--porcelain").decode().startswith("??")


def test_what_git_refuses_leaves_the_index_as_it_was(root: Path) -> None:
    hook = root.parent / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 不许提交 >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    (root / "c.yaml").write_text("1\n", encoding="utf-8")
    with pytest.raises(LedgerError) as refused:
        commit(root, ["c.yaml"], "新增\n")
    assert refused.value.say(Lang.ZH) == "已写入 c.yaml，但没有提交：不许提交"
    assert git(root, "status", "--porcelain").decode() == "?? 台账/c.yaml\n"


def test_what_was_not_committed_before_is_known(root: Path) -> None:
    (root / "a.yaml").write_text("1\n", encoding="utf-8")
    assert uncommitted(root, ["a.yaml", "b.yaml", "c.yaml"]) == ["a.yaml"]


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(LedgerError) as refused:
        require_repository(tmp_path)
    assert "不在 git 仓库中" in refused.value.say(Lang.ZH)
