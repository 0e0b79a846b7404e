from __future__ import annotations

import pytest

from tests.rules.conftest import Expect


@pytest.mark.parametrize("period", ["2024", "2024H1", "2024Q2", "2024-05", "2023", "2023H2"])
def test_a_period_that_runs_or_is_over(expect: Expect, period: str) -> None:
    expect(f'date: 2024-05-08\nperiod: "{period}"\n', of="activity")


@pytest.mark.parametrize("period", ["2025", "2024H2", "2024Q3", "2024-06"])
def test_a_period_not_yet_begun(expect: Expect, period: str) -> None:
    expect(f'date: 2024-05-08\nperiod: "{period}"  # <- A801\n', of="activity")


@pytest.mark.parametrize("period", ["0000", "0000H1", "0000Q4", "0000-12"])
def test_a_period_before_the_calendar_breaks_nothing(expect: Expect, period: str) -> None:
    expect(f'date: 2024-05-08\nperiod: "{period}"\n', of="activity")


def test_what_was_found_belongs_to_an_enterprise_of_the_activity(expect: Expect) -> None:
    expect("found: [YH-QY012-2024-003]\n", of="activity")
    expect("enterprises: [QY-013, QY-012]\nfound: [YH-QY012-2024-003]\n", of="activity")
    expect("enterprises: [QY-013]\nfound: []\n", of="activity")
    expect("enterprises: [QY-013]\nfound: [YH-QY012-2024-003]  # <- A802\n", of="activity")


def test_a_self_check_is_somebodys(expect: Expect) -> None:
    expect("kind: 企业自查\nenterprises: [QY-012]\nfound: []\n", of="activity")
    expect("id: HD-2024-05-08-01  # <- A803\nkind: 企业自查\nfound: []\n", of="activity")
