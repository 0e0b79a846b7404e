"""Reading and rules meet here: one sorted list of everything that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from safety_ledger.errors import LedgerError
from safety_ledger.work.load import load


def codes(ledger: Path, **overlay: bytes) -> list[str]:
    findings = load(ledger, {"enterprises/b.yaml": overlay["b"]} if overlay else {}).findings
    return [finding.code.code for finding in findings]


def test_what_the_reader_and_the_rules_find_is_one_list_in_order(sound: Path) -> None:
    spoilt = b"- {id: QY-012, name: A}\n- {id: QY-013, name: B, principle: C}\n"
    findings = load(sound, {"enterprises/b.yaml": spoilt}).findings
    assert [finding.code.code for finding in findings] == ["R302", "S203"]
    assert list(findings) == sorted(findings, key=lambda one: one.order)


def test_text_given_by_an_editor_takes_the_place_of_the_file(broken: Path) -> None:
    assert codes(broken) == ["S203"]
    assert codes(broken, b=b"- {id: QY-013, name: B}\n") == []


def test_a_folder_without_a_ledger_stops(tmp_path: Path) -> None:
    with pytest.raises(LedgerError):
        load(tmp_path)
