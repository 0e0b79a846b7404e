"""The package as a library."""

from __future__ import annotations

from pathlib import Path

import pytest

import safety_ledger


def test_load_gives_a_ledger_with_its_findings(broken: Path) -> None:
    ledger = safety_ledger.load(broken)
    assert [finding.code.code for finding in ledger.findings] == ["S203"]


def test_every_public_name_is_there() -> None:
    assert all(hasattr(safety_ledger, name) for name in safety_ledger.__all__)
    assert dir(safety_ledger) == sorted(safety_ledger.__all__)


def test_what_is_not_there_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        safety_ledger.nothing  # noqa: B018 - looked up, not used
