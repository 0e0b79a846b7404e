from __future__ import annotations

import pytest

from tests.rules.conftest import Expect

MILESTONES = "milestones: [{id: M-1, due: 2024-06-30}, {id: M-2, due: 2024-12-31}]\n"
DUTY = "duty: {every: quarter, activity: 统计上报, since: 2024-01-01}\n"


def test_entries_name_a_milestone_of_the_task(expect: Expect) -> None:
    expect(
        MILESTONES
        + """\
history:
  - {date: 2024-05-01, event: 进展, note: 起草}
  - {date: 2024-06-01, event: 完成, milestone: M-1, by: 张华}
  - {date: 2024-06-02, event: 完成, by: 张华}  # <- T703
  - {date: 2024-06-03, event: 调整, milestone: M-3, until: 2025-03-31, document: 开安〔2024〕30号}  # <- T701
""",
        of="task",
    )


def test_a_duty_has_no_milestones(expect: Expect) -> None:
    expect(DUTY + "history: [{date: 2024-06-01, event: 完成, by: 张华}]\n", of="task")
    expect(
        DUTY + "history:\n  - {date: 2024-06-01, event: 完成, milestone: M-1}  # <- T701\n",
        of="task",
    )


def test_entries_stand_in_order(expect: Expect) -> None:
    expect(
        MILESTONES
        + """\
history:
  - {date: 2024-05-01, event: 进展, note: 印发}
  - {date: 2024-04-01, event: 进展, note: 起草}  # <- T704
""",
        of="task",
    )


@pytest.mark.parametrize(
    ("having", "sound"),
    [
        ("monitoring", True),
        ("standardization", True),
        ("certificate", False),
        ("certificate, kind: 电工证", True),
        ("training", False),
        ("training, topic: 一教一练", True),
        ("trained, kind: 一教一练", False),
        ("trained, topic: 一教一练", True),
    ],
)
def test_coverage_says_of_what(expect: Expect, having: str, sound: bool) -> None:
    mark = "" if sound else "  # <- T705"
    expect(
        f"coverage: {{having: {having}, targets: [{{due: 2025-12-31, share: 100}}]}}{mark}\n",
        of="task",
    )


def test_targets_rise(expect: Expect) -> None:
    expect(
        """\
coverage:
  having: monitoring
  targets:
    - {due: 2024-12-31, share: 60}
    - {due: 2025-12-31, share: 60}
    - {due: 2025-12-31, share: 80}  # <- T706
    - {due: 2026-12-31, share: 70}  # <- T706
""",
        of="task",
    )
