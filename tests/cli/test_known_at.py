"""Two clocks: what was true on a day, and what the ledger said of it by then."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from safety_ledger import load, standing

HAZARD = """\
- id: YH-QY012-2024-001
  enterprise: QY-012
  title: 报警器失效
  level: 一般
  source: 督导检查
  found_on: 2024-05-08
  deadline: 2024-06-10
  responsible: {rectifier: 王强}
  history:
    - {date: 2024-05-09, event: 通知, to: [主要负责人], by: 李明}
"""
LATE = HAZARD + "    - {date: 2024-06-05, event: 整改完成, by: 王强}\n"


@pytest.fixture
def told_late(repo: Any) -> Any:
    """An entry of 5 June that reached the ledger on 25 June."""
    made = repo(folder="data")
    made.write({"hazards/2024/QY-012.yaml": HAZARD})
    made.commit("2024-05-10")
    made.write({"hazards/2024/QY-012.yaml": LATE})
    made.commit("2024-06-25", "补录")
    return made


def test_a_late_entry_shows_the_difference(told_late: Any) -> None:
    day = dt.date(2024, 6, 20)
    ((now,), (then,)) = (
        standing(load(told_late.ledger, known_at=known), day).hazards
        for known in (None, dt.date(2024, 6, 20))
    )
    assert (now.status, now.days_overdue) == ("待复查", 0)
    assert (then.status, then.days_overdue) == ("整改中", 10)


def test_every_report_says_which_commit_it_rests_on(run: Any, told_late: Any) -> None:
    first = told_late.commits[0]
    shared = ("--ledger", told_late.ledger, "--as-of", "2024-06-20", "--known-at", "2024-06-20")
    for command in (["status"], ["hazards"], ["show", "YH-QY012-2024-001"], ["find", "报警器"]):
        text = run(*command, *shared, "--format", "text")
        assert (text.code, text.err) == (0, "")
        assert f"截至 2024-06-20　按提交 {first[:10]}（2024-05-10 12:00）时的记载" in text.out
        for form in ("markdown", "html"):
            assert first[:10] in run(*command, *shared, "--format", form).out
        said = json.loads(run(*command, *shared, "--format", "json").out)
        assert said["known_at"] == {
            "asked": "2024-06-20",
            "commit": first,
            "committed": "2024-05-10T12:00:00+08:00",
            "subject": "改",
        }


REPORTS = [
    *([one] for one in ("status", "enterprises", "hazards", "rectifications", "responsibilities")),
    *(
        [one]
        for one in ("tasks", "duties", "clues", "risks", "people", "todo", "overdue", "weekly")
    ),
    ["show", "YH-QY012-2024-001"],
    ["show", "QY-012"],
    ["find", "报警器"],
    ["responsibilities", "--by", "section"],
    ["closure", "--period", "2024"],
    ["statistics", "--period", "2024Q2"],
]


@pytest.mark.parametrize("command", REPORTS, ids=" ".join)
def test_every_report_has_the_second_clock(run: Any, told_late: Any, command: list[str]) -> None:
    first = told_late.commits[0]
    shared = ("--ledger", told_late.ledger, "--as-of", "2024-06-24", "--known-at", "HEAD~1")
    text = run(*command, *shared, "--format", "text")
    assert (text.code, text.err) == (0, "")
    assert f"按提交 {first[:10]}" in text.out.splitlines()[1]
    assert json.loads(run(*command, *shared, "--format", "json").out)["known_at"]["commit"] == first


def test_what_records_or_reads_two_states_has_no_second_clock(run: Any) -> None:
    for command in ("import", "check", "notice", "diff", "audit"):
        answer = run(command, "--help")
        assert (answer.code, "--ledger" in answer.out) == (0, True)
        assert "--known-at" not in answer.out


def test_without_it_a_report_is_about_the_files_as_they_are(run: Any, told_late: Any) -> None:
    said = json.loads(
        run(
            "hazards", "--ledger", told_late.ledger, "--as-of", "2024-06-20", "--format", "json"
        ).out
    )
    assert "known_at" not in said
    assert said["rows"][0]["status"] == "待复查"


def test_a_revision_will_do_as_well(run: Any, told_late: Any) -> None:
    shared = ("--ledger", told_late.ledger, "--as-of", "2024-06-20", "--format", "json")
    rows = [
        json.loads(run("hazards", *shared, "--known-at", name).out)["rows"]
        for name in ("HEAD", "HEAD~1")
    ]
    assert [row["status"] for (row,) in rows] == ["待复查", "整改中"]


@pytest.mark.parametrize("known", ["2024-01-01", "nope"])
def test_what_is_not_there_stops_with_a_word(run: Any, told_late: Any, known: str) -> None:
    answer = run("status", "--ledger", told_late.ledger, "--known-at", known)
    assert (answer.code, answer.out) == (3, "")
    assert known in answer.err
    assert len(answer.err.splitlines()) == 1


def test_outside_a_repository(run: Any, sound: Any) -> None:
    answer = run("status", "--ledger", sound, "--known-at", "HEAD")
    assert answer.code == 3
    assert "不在 git 仓库中" in answer.err
