"""A week against the one before: each figure by hand on small ledgers, and all of them on data/."""

from __future__ import annotations

import datetime as dt

import pytest

from safety_ledger import load, standing
from safety_ledger.ledger import Ledger
from safety_ledger.lists.flows import Flow
from safety_ledger.lists.week import AHEAD, Week, week_of
from safety_ledger.periods import last_full_week, parse
from tests.folders import DATA, write_files

D = dt.date.fromisoformat

FILES = {
    "ledger.yaml": "name: 示例台账\nsections: [安全管理科]\n",
    "people/a.yaml": "- {name: 李明, roles: [督导员], section: 安全管理科}\n"
    "- {name: 赵刚, roles: [审核人], section: 安全管理科}\n",
    "enterprises/a.yaml": "- {id: QY-1, name: 示例甲, principal: 王强}\n- {id: QY-2, name: 示例乙}\n",
    "tasks/a.yaml": "list: 清单\ntasks:\n- id: T1\n  title: 警示\n  lead: 安全管理科\n"
    "  duty: {every: month, activity: 警示教育, since: 2024-06-01}\n",
    "activities/a.yaml": """\
- {id: HD-1, date: 2024-07-08, kind: 督导检查, enterprises: [QY-1, QY-2], groups: 2, found: [YH-1, YH-2]}
- {id: HD-2, date: 2024-07-14, kind: 督导检查, enterprises: [QY-2], found: [YH-2]}
- {id: HD-3, date: 2024-07-15, kind: 督导检查, enterprises: [QY-1], groups: 9, found: []}
- {id: HD-4, date: 2024-07-09, kind: 企业自查, enterprises: [QY-1], found: []}
""",
    "hazards/a.yaml": """\
- id: YH-1
  enterprise: QY-1
  title: 通道堵塞
  level: 一般
  source: 督导检查
  found_on: 2024-07-08
  deadline: 2024-07-08
  responsible: {rectifier: 王强}
  history:
    - {date: 2024-07-08, event: 整改完成, by: 王强}
    - {date: 2024-07-09, event: 复查, result: 合格, by: 李明}
    - {date: 2024-07-10, event: 销号, by: 赵刚}
- id: YH-2
  enterprise: QY-2
  title: 防护罩缺失
  level: 一般
  source: 督导检查
  found_on: 2024-07-08
  deadline: 2024-07-13
  responsible: {rectifier: 王强}
  history:
    - {date: 2024-07-08, event: 通知, to: [主要负责人], by: 李明}
- id: YH-3
  enterprise: QY-2
  title: 电线老化
  level: 一般
  source: 督导检查
  found_on: 2024-06-20
  deadline: 2024-07-21
  responsible: {rectifier: 王强}
  history:
    - {date: 2024-06-21, event: 通知, to: [主要负责人], by: 李明}
""",
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    found = load(write_files(tmp_path_factory.mktemp("ledger"), FILES))
    assert found.findings == ()
    return found


def week(ledger: Ledger, name: str, as_of: str = "2024-12-31") -> Week:
    period = parse(name)
    assert period is not None
    return week_of(standing(ledger, D(as_of)), period)[0]


def test_what_came_and_what_went(ledger: Ledger) -> None:
    found = week(ledger, "2024-W28")
    assert found.day.date == D("2024-07-14")
    assert [move.view.id for move in found.moves(Flow.NEW)] == ["YH-1", "YH-2"]
    assert [move.view.id for move in found.moves(Flow.CLOSED)] == ["YH-1"]
    assert [one.id for one in found.line.opening] == ["YH-3"]
    assert [one.id for one in found.open] == ["YH-2", "YH-3"]
    assert found.line.balanced


def test_the_last_day_is_in_time_and_sunday_counts(ledger: Ledger) -> None:
    """YH-2 was due on Saturday the 13th: overdue on Sunday; YH-3 is due on the Sunday after."""
    found = week(ledger, "2024-W28")
    assert [one.id for one in found.overdue] == ["YH-2"]
    assert [one.id for one in found.newly_overdue] == ["YH-2"]
    assert [one.id for one in found.due] == ["YH-3"]
    after = week(ledger, "2024-W29")
    assert [one.id for one in after.overdue] == ["YH-2"]
    assert after.newly_overdue == ()
    assert after.due == ()
    assert [one.id for one in after.due_at_the_end] == ["YH-3"]


def test_inspections_of_the_week(ledger: Ledger) -> None:
    """Two groups and one that does not say; each enterprise and each hazard once."""
    found = week(ledger, "2024-W28").inspections
    assert found.groups == 3
    assert found.units == ("QY-1", "QY-2")
    assert [one.id for one in found.found] == ["YH-1", "YH-2"]
    assert [one.id for one in found.on_the_spot] == ["YH-1"]


def test_a_duty_is_missed_on_the_day_after_its_last(ledger: Ledger) -> None:
    """June ended on Sunday the 30th: missed in the week that begins the next day."""
    assert week(ledger, "2024-W26").duties_missed == ()
    [(duty, period)] = week(ledger, "2024-W27").duties_missed
    assert (duty.task.id, period.period.name) == ("T1", "2024-06")
    assert week(ledger, "2024-W28").duties_missed == ()


def test_a_week_that_still_runs_ends_today(ledger: Ledger) -> None:
    found = week(ledger, "2024-W28", as_of="2024-07-09")
    assert found.day.date == D("2024-07-09")
    assert [move.view.id for move in found.moves(Flow.NEW)] == ["YH-1", "YH-2"]
    assert found.moves(Flow.CLOSED) == ()
    assert [one.id for one in found.inspections.visits] == ["HD-1"]


def test_a_week_to_come_and_a_week_before_everything(ledger: Ledger) -> None:
    future = week(ledger, "2024-W40", as_of="2024-07-09")
    assert not any(future.line.moves.values())
    assert len(future.open) == len(future.line.opening)
    assert week(ledger, "2019-W01").quiet


def test_weeks_follow_each_other_without_a_gap() -> None:
    """On data/, the end of each week is the beginning of the next, and every line adds up."""
    ledger = load(DATA)
    last = standing(ledger, D("2026-11-23"))
    weeks = last_full_week(last.date).back(150)
    stock: set[str] | None = None
    for period in weeks:
        found, before = week_of(last, period)
        assert found.line.balanced
        opening = {one.id for one in found.line.opening}
        assert stock is None or opening == stock
        assert opening == {one.id for one in before.open}
        stock = {one.id for one in found.open}
        assert {one.id for one in found.newly_overdue} <= {one.id for one in found.overdue}
        assert all(one.days_left in range(1, AHEAD + 1) for one in found.due)
