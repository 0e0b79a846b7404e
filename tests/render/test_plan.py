"""The page that maps the plan: every paragraph, every task, and only commands there are."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from safety_ledger import load
from safety_ledger.cli import app, program_of, registered
from safety_ledger.render.plan import FURTHER, plan_page
from tests.folders import DATA, ROOT, write_files

PAGE = (ROOT / "docs" / "plan.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"`safety-ledger ([^`]+)`", PAGE)))


def test_every_task_stands_once_on_the_page() -> None:
    table = PAGE.partition("## 十大行动")[0]
    for task in load(DATA).tasks:
        assert table.count(f"{task.id} {task.title}〔") == 1


def test_every_paragraph_has_a_command_of_its_own() -> None:
    rows = [line for line in PAGE.partition("##")[0].splitlines() if line.startswith("| ")][2:]
    assert len(rows) == 29  # 一(二), 二, 20 tasks, five safeguards, two projects
    assert all("`safety-ledger tasks --paragraph" in row for row in rows)


@pytest.mark.parametrize(
    "command", [one for one in COMMANDS if one.startswith(("tasks", "duties"))]
)
def test_the_commands_answer(run: Any, command: str) -> None:
    day = ("--ledger", DATA, "--as-of", "2026-11-23", "--format", "text")
    answer = run(*shlex.split(command), *day)
    assert (answer.code, answer.err) == (0, "")
    assert "没有" not in answer.out.splitlines()[3]


def test_the_page_names_only_commands_of_the_program() -> None:
    known = set(program_of(app, registered).commands)
    assert {command.split()[0] for command in COMMANDS} <= known


def test_a_command_the_program_lacks_is_left_out() -> None:
    ledger = load(DATA)
    assert "`safety-ledger risks`" not in plan_page(ledger, ["status"], "")
    assert "`safety-ledger risks`" in plan_page(ledger, ["risks"], "")
    assert set(FURTHER) <= {task.paragraph for task in ledger.tasks}


def test_words_of_a_file_do_not_break_the_table(tmp_path: Path) -> None:
    files = {
        "ledger.yaml": "name: 台账\n",
        "tasks/a.yaml": "list: 清单\ntasks:\n  - {id: T|1, paragraph: '1', title: '甲|乙 <b>', lead: 科,"
        " milestones: [{id: M, due: 2024-12-31}]}\n",
    }
    page = plan_page(load(write_files(tmp_path, files)), [], "")
    assert r"T\|1 甲\|乙 &lt;b&gt;〔2024-12-31〕" in page
