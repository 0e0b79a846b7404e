"""``weekly`` from outside: which week, when it keeps silent, and that every machine prints the same."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.folders import DATA, ROOT
from tests.processes import PROGRAM, surroundings

WEEKLY = (*PROGRAM, "weekly", "--as-of", "2026-11-23")


def test_the_last_full_week_unless_one_is_named(run: Run) -> None:
    """2026-11-23 is a Monday: last week ended the day before; on a Sunday the week is just over."""
    for as_of, week, sunday in (
        ("2026-11-23", "2026-W47", "2026-11-22"),
        ("2026-11-22", "2026-W47", "2026-11-22"),
        ("2026-11-21", "2026-W46", "2026-11-15"),
    ):
        answer = run("weekly", "--ledger", DATA, "--as-of", as_of, "--format", "json")
        page = json.loads(answer.out)
        assert (answer.code, page["period"]["name"], page["as_of"]) == (0, week, sunday)
    named = run("weekly", "--ledger", DATA, "--as-of", "2026-11-23", "--week", "2024-W28")
    assert "2024年第28周" in named.out


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_where_the_calendar_ends(run: Run, day: str) -> None:
    answer = run("weekly", "--ledger", ROOT / "examples/tiny", "--as-of", day)
    assert (answer.code, answer.err) == (0, "")


def test_the_first_five_lines_say_what_matters(run: Run) -> None:
    page = run("weekly", "--ledger", DATA, "--as-of", "2026-11-23", "--format", "text").out
    points = page.split("【要点】\n\n")[1].split("\n\n")[0].splitlines()
    assert [line[:2] for line in points] == ["1.", "2.", "3.", "4.", "5."]


def test_every_figure_is_the_length_of_a_list(run: Run) -> None:
    page = json.loads(run("weekly", "--ledger", DATA, "--week", "2024-W19", "--format", "json").out)
    for name, count in page["reconciliation"].items():
        assert count == len(page["records"][name])
    for row in page["comparison"]:
        assert row["ids"] is None or row["this_week"] == len(row["ids"])


@pytest.mark.parametrize("word", ["2024-W99", "2024", "28", "2024-07-08"])
def test_what_is_no_week(run: Run, word: str) -> None:
    answer = run("weekly", "--ledger", DATA, "--week", word)
    assert answer.code == 2
    assert "2024-W28" in answer.err


def test_quiet_when_there_is_nothing_to_say(run: Run, sound: Path) -> None:
    assert run("weekly", "--ledger", sound, "--as-of", "2024-07-15", "--quiet").out == ""
    assert run("weekly", "--ledger", sound, "--as-of", "2024-07-15").out != ""
    page = run("weekly", "--ledger", DATA, "--as-of", "2026-11-23", "--quiet")
    assert "【要点】" in page.out


def test_a_broken_ledger_is_never_quiet(run: Run, broken: Path) -> None:
    answer = run("weekly", "--ledger", broken, "--as-of", "2024-07-15", "--quiet")
    assert answer.code == 1
    assert "台账有 1 处错误" in answer.out


@pytest.mark.parametrize("form", ["text", "html", "json", "markdown"])
def test_two_machines_print_the_same(tmp_path: Path, form: str) -> None:
    """Time zone, language of the system, folder, hash seed and the order files were made in differ."""
    pages = []
    for number, environ in enumerate(
        (
            {"TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8", "PYTHONHASHSEED": "1"},
            {"TZ": "America/Los_Angeles", "LANG": "C", "PYTHONHASHSEED": "77"},
        )
    ):
        copy = tmp_path / f"机器 {number}" / "台账"
        _copied(DATA, copy, random.Random(number))
        ran = subprocess.run(
            [*WEEKLY, "--format", form, "--ledger", "."],
            cwd=copy,
            env=surroundings(**environ, PYTHONUTF8="1"),
            capture_output=True,
            check=True,
        )
        assert ran.stderr == b""
        pages.append(ran.stdout)
    assert pages[0] == pages[1]
    assert b"\x1b" not in pages[0]


def _copied(source: Path, target: Path, shuffle: random.Random) -> None:
    files = sorted(path for path in source.rglob("*") if path.is_file())
    shuffle.shuffle(files)
    for path in files:
        to = target / path.relative_to(source)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(path.read_bytes())
