from __future__ import annotations

from tests.rules.conftest import Expect


def test_a_code_that_is_to_be_raised_exists(expect: Expect) -> None:
    expect("policies:\n  strict:\n    - H415\n    - H999  # <- R306\n", of="ledger")


def test_time_zones(expect: Expect) -> None:
    expect("timezone: Asia/Urumqi\n", of="ledger")
    for wrong in ("Asia/Beijing", "Asia", "../etc", "东八区"):
        expect(f"timezone: {wrong}  # <- R308\n", of="ledger")
