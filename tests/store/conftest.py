"""What the tests of the store share."""

from __future__ import annotations

import pytest


@pytest.fixture(params=["", "1"], ids=["libyaml", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run with the C parser and with the one in Python."""
    monkeypatch.setenv("SAFETY_LEDGER_PURE_YAML", request.param)
