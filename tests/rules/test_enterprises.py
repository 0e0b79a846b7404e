from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_ledger.rules.enterprises import uscc_problem
from tests.rules.conftest import Expect

SOUND = "91350428MA2YA1B3XG"


@pytest.mark.parametrize("written", [SOUND, "91350428MA000000XG", "91350428MA00000157"])
def test_a_sound_social_credit_code(written: str) -> None:
    assert uscc_problem(written) is None


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (SOUND[:-1], "17"),
        (SOUND + "0", "19"),
        (SOUND.lower(), "not in use"),
        (SOUND.replace("A", "O"), "not in use"),
        (SOUND[:-1] + "H", "check character"),
        ("９" + SOUND[1:], "not in use"),
    ],
)
def test_what_is_wrong_is_said(written: str, said: str) -> None:
    problem = uscc_problem(written)
    assert problem is not None
    assert said in problem.en


@given(st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_no_single_slip_goes_unnoticed(at: int, character: str) -> None:
    slipped = SOUND[:at] + character + SOUND[at + 1 :]
    assert (uscc_problem(slipped) is None) == (slipped == SOUND)


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    uscc_problem(text)


def test_the_line_of_the_code_is_named(expect: Expect) -> None:
    expect(f"uscc: {SOUND}\n", of="enterprise")
    expect("uscc: 91350428MA2YA1B3XX  # <- E601\n", of="enterprise")


def test_a_code_belongs_to_one_enterprise(expect: Expect) -> None:
    expect(
        f"""\
- {{id: QY-014, name: 示例纺织有限公司, uscc: {SOUND}}}
- {{id: QY-015, name: 示例纺织二厂, uscc: {SOUND}}}  # <- E607
- {{id: QY-016, name: 示例建材有限公司}}
- {{id: QY-017, name: 示例食品有限公司}}
""",
        of="enterprises/QY-014.yaml",
    )


def test_a_review_falls_within_the_validity(expect: Expect) -> None:
    expect(
        """\
certificates:
  - {kind: 电工证, review_by: 2026-01-02, valid_until: 2026-01-02}
  - {kind: 焊工证, review_by: 2026-01-03, valid_until: 2026-01-02}  # <- E602
  - {kind: 高处作业证, review_by: 2026-01-03}
""",
        of="enterprise",
    )


def test_changes_stand_in_order_and_do_not_contradict_one_another(expect: Expect) -> None:
    expect(
        """\
changes:
  - {date: 2024-03-01, principal: 李强}
  - {date: 2024-03-01, area: 东片区}
  - {date: 2024-03-01, principal: 赵勇}  # <- E609
  - {date: 2023-03-01, tags: []}  # <- E603
""",
        of="enterprise",
    )


def test_inactive_spans_neither_run_backwards_nor_overlap(expect: Expect) -> None:
    expect(
        """\
inactive:
  - {from: 2024-07-01, until: 2024-07-31}
  - {from: 2024-01-01, until: 2024-06-30}
  - {from: 2024-06-30, until: 2024-06-30}  # <- E604
  - from: 2023-12-01
    until: 2023-11-01  # <- E604
""",
        of="enterprise",
    )
    expect(
        "inactive:\n  - {from: 2024-07-01}\n  - {from: 2024-09-01}  # <- E604\n", of="enterprise"
    )


def test_nobody_trains_more_people_than_there_are(expect: Expect) -> None:
    expect(
        """\
trained:
  - {date: 2024-12-20, topic: 一教一练, ordinary: 120, trained: 120}
  - {date: 2025-12-20, topic: 一教一练, ordinary: 120, trained: 121}  # <- E605
""",
        of="enterprise",
    )


@pytest.mark.parametrize("of", ["enterprise", "risk"])
def test_a_position_is_in_china(expect: Expect, of: str) -> None:
    expect("location: [117.47, 26.73]\n", of=of)
    expect("location: [26.73, 117.47]  # <- E608\n", of=of)
