"""The examples that the README shows do what it says."""

from __future__ import annotations

from typing import Any

import pytest

from safety_ledger import load
from safety_ledger.model import KINDS
from tests.folders import ROOT


@pytest.mark.parametrize("ledger", ["data", "examples/tiny"])
def test_the_ledgers_to_read_are_sound(
    run: Any, ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    answer = run("check", "--ledger", ledger, "--fail-on", "warning")
    assert (answer.code, answer.out, answer.err) == (0, "", "")


def test_the_tiny_one_has_a_file_of_each_kind() -> None:
    tiny = load(ROOT / "examples/tiny")
    assert all(tiny.records(kind.name) for kind in KINDS)
    assert all(
        len(list((ROOT / "examples/tiny" / kind.folder).rglob("*.yaml"))) == 1 for kind in KINDS[1:]
    )


def test_the_broken_one_gives_its_golden_file(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    answer = run("check", "--ledger", "examples/broken")
    assert answer.code == 1
    assert answer.out == (ROOT / "examples/broken.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_shows_the_golden_file(name: str) -> None:
    shown = (ROOT / name).read_text(encoding="utf-8")
    assert (ROOT / "examples/broken.txt").read_text(encoding="utf-8").rstrip() in shown
