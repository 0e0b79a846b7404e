"""Which ledger a command is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from safety_ledger.errors import LedgerError
from safety_ledger.work.find import find_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    root = tmp_path / "zone" / "data"
    root.mkdir(parents=True)
    (root / "ledger.yaml").write_text("name: 示例\n", encoding="utf-8")
    return root


def test_the_one_asked_for_comes_first(ledger: Path, tmp_path: Path) -> None:
    environ = {"SAFETY_LEDGER": "elsewhere"}
    assert find_ledger(Path("zone/data"), environ, tmp_path) == ledger
    assert find_ledger(ledger, environ, tmp_path) == ledger


def test_its_file_will_do_as_well(ledger: Path, tmp_path: Path) -> None:
    assert find_ledger(ledger / "ledger.yaml", {}, tmp_path) == ledger


def test_then_the_one_of_the_environment(ledger: Path, tmp_path: Path) -> None:
    assert find_ledger(None, {"SAFETY_LEDGER": str(ledger)}, tmp_path) == ledger


@pytest.mark.parametrize("below", [".", "data", "data/hazards/2024"])
def test_then_the_one_around_here(ledger: Path, below: str) -> None:
    start = ledger.parent / below
    start.mkdir(parents=True, exist_ok=True)
    assert find_ledger(None, {}, start).resolve() == ledger


def test_a_folder_without_ledger_yaml_is_none(tmp_path: Path) -> None:
    for asked, environ in ((tmp_path, {}), (None, {"SAFETY_LEDGER": str(tmp_path)}), (None, {})):
        with pytest.raises(LedgerError):
            find_ledger(asked, environ, tmp_path)
