"""``todo`` and ``overdue`` from outside: whose things, how many days ahead, and what cron is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.folders import DATA

DAY = ("--ledger", DATA, "--as-of", "2026-11-23")


def rows(run: Run, *words: str | Path) -> list[dict[str, object]]:
    answer = run(*words, *DAY, "--format", "json")
    assert answer.code == 0
    found: list[dict[str, object]] = json.loads(answer.out)["rows"]
    return found


def test_overdue_lists_what_is_late_and_with_within_what_is_due(run: Run) -> None:
    late = rows(run, "overdue")
    assert late
    assert all(row["late"] for row in late)
    more = rows(run, "overdue", "--within", "7d")
    assert [row["record"] for row in more if row["late"]] == [row["record"] for row in late]
    assert all(row["late"] or row["due"] <= "2026-11-30" for row in more)
    assert len(rows(run, "overdue", "--within", "7")) == len(more)


@pytest.mark.parametrize("by", ["section", "person", "enterprise"])
def test_groups_stand_together(run: Run, by: str) -> None:
    who = [row["who"] for row in rows(run, "overdue", "--by", by)]
    assert len(
        {name for name, after in zip(who, [*who[1:], None], strict=True) if name != after}
    ) == len([name for name, after in zip(who, [*who[1:], None], strict=True) if name != after])


def test_somebodys_things_are_what_he_does_and_what_he_answers_for(run: Run) -> None:
    mine = rows(run, "todo", "--person", "张华")
    assert mine
    assert all("张华" in (row["person"], row["who"]) for row in mine)
    assert all(str(row["command"]).startswith(("safety-ledger ", "改文件 ")) for row in mine)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--fail-on", "overdue"), 1),
        (("--fail-on", "major"), 1),
        (("--fail-on", "major", "--enterprise", "QY-004"), 0),
        (("--fail-on", "overdue", "--enterprise", "QY-004"), 1),
        (("--fail-on", "overdue", "--enterprise", "QY-005"), 0),
        ((), 0),
    ],
)
def test_what_cron_is_told(run: Run, words: tuple[str, ...], code: int) -> None:
    assert run("overdue", *DAY, *words).code == code


@pytest.mark.parametrize(
    "words",
    [
        ("--within", "soon"),
        ("--within", "-1d"),
        ("--by", "body"),
        ("--person", "张三丰"),
        ("--fail-on", "x"),
    ],
)
def test_wrong_usage(run: Run, words: tuple[str, ...]) -> None:
    answer = run("overdue", *DAY, *words)
    assert answer.code == 2
    assert answer.err.startswith("用法错误")
