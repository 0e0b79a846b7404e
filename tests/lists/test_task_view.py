"""The state of a whole task, and filters of tasks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from safety_ledger import load, standing
from safety_ledger.lists.obligation_filters import plain, under
from safety_ledger.lists.task_view import TaskView
from tests.folders import write_files

TASK = """\
list: 清单
filed: {date: 2024-04-10, to: 县安委办}
tasks:
  - id: T-1
    title: 任务
    lead: 安全管理科
    milestones: [{id: A, due: 2024-06-30}, {id: B, due: 2024-12-31}]
    history: [%s]
"""
A = "{date: 2024-06-20, event: 完成, milestone: A}"
LATE = "{date: 2024-07-05, event: 完成, milestone: A}"
B = "{date: 2024-12-20, event: 完成, milestone: B}"


def view(root: Path, history: str, day: str) -> TaskView:
    write_files(root, {"ledger.yaml": "name: 台账\n", "tasks/a.yaml": TASK % history})
    (found,) = standing(load(root), dt.date.fromisoformat(day)).tasks
    return found


@pytest.mark.parametrize(
    ("history", "day", "state", "pressing"),
    [
        ("", "2024-05-01", "未到期", 0),
        ("{date: 2024-04-20, event: 进展}", "2024-04-19", "未到期", 0),
        ("{date: 2024-04-20, event: 进展}", "2024-04-20", "进行中", 0),
        ("", "2024-06-01", "临期", 1),
        ("", "2024-07-01", "逾期", 1),
        ("", "2024-12-15", "逾期", 2),
        (A, "2024-07-01", "进行中", 0),
        (A, "2024-12-15", "临期", 1),
        (f"{A}, {B}", "2024-12-31", "已完成", 0),
        (f"{LATE}, {B}", "2024-12-31", "逾期完成", 0),
        (LATE, "2024-07-05", "进行中", 0),
    ],
)  # fmt: skip
def test_the_worst_that_is_open_is_the_state_of_the_task(
    tmp_path: Path, history: str, day: str, state: str, pressing: int
) -> None:
    found = view(tmp_path, history, day)
    assert (found.state, found.pressing) == (state, pressing)
    assert found.open == (state not in {"已完成", "逾期完成"})
    assert found.filed_on == dt.date(2024, 4, 10)


@pytest.mark.parametrize(
    ("paragraph", "wanted", "found"),
    [
        ("4", "4", True),
        ("14", "4", False),
        ("11", "1", False),
        ("三(四)", "三(四)", True),
        ("三(四)", "三", True),
        ("附件1", "附件", True),
        ("附件1", "附件2", False),
        ("二", "三", False),
    ],
)
def test_a_paragraph_and_its_parts(paragraph: str, wanted: str, found: bool) -> None:
    assert under(paragraph, wanted) is found
    assert plain("三（四）") == "三(四)"
