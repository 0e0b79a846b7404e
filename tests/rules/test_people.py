from __future__ import annotations

from tests.rules.conftest import Expect


def test_a_role_ends_after_it_begins(expect: Expect) -> None:
    expect(
        """\
roles:
  - 督导员
  - {role: 审核人, from: 2024-01-01}
  - {role: 专家, until: 2024-01-01}
  - {role: 领导, from: 2024-01-01, until: 2024-01-01}
  - {role: 网格督导员, from: 2024-01-02, until: 2024-01-01}  # <- P903
""",
        of="person",
    )
