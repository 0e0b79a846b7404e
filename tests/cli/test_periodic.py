"""closure and statistics as commands: periods as typed, the edges of time, tables into a folder."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.folders import DATA

PERIODS = ["2019", "2024-W28", "2031Q1"]


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    (tmp_path / "ledger.yaml").write_text("name: 空台账\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("day", "period"),
    [("2024-09-29", "2024Q2"), ("2024-09-30", "2024Q3"), ("2024-10-01", "2024Q3")],
)
@pytest.mark.parametrize("command", ["closure", "statistics"])
def test_the_last_full_quarter_is_the_default(
    run: Run, command: str, day: str, period: str
) -> None:
    asked = run(command, "--ledger", DATA, "--as-of", day, "--format", "json")
    assert asked.code == 0
    assert json.loads(asked.out)["period"]["name"] == period


@pytest.mark.parametrize("command", ["closure", "statistics"])
@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("2024q3", "是不是 2024Q3"),
        (" 2024H1", "是不是 2024H1"),
        ("2024Q5", "2024-W28"),
        ("2024-09-30..2024-07-01", "2024-07-01..2024-09-30"),
        ("0001", "2024H1"),
        ("3000-01-01..3000-02-01", "2024H1"),
        ("去年", "2024H1"),
    ],
)
def test_what_is_no_period_is_wrong_usage(run: Run, command: str, word: str, meant: str) -> None:
    asked = run(command, "--ledger", DATA, "--period", word)
    assert (asked.code, asked.out) == (2, "")
    assert meant in asked.err


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_no_ledger_speaks_of_is_wrong_usage(run: Run, day: str) -> None:
    for words in ([], ["--period", "2024"]):
        assert run("closure", "--ledger", DATA, "--as-of", day, *words).code == 2


@pytest.mark.parametrize("by", ["status", "levels", ""])
def test_nothing_is_told_apart_by_status(run: Run, by: str) -> None:
    asked = run("closure", "--ledger", DATA, "--by", by)
    assert asked.code == 2
    assert "industry" in asked.err
    assert run("closure", "--ledger", DATA, "--status", "已销号").code == 2


@pytest.mark.parametrize("command", ["closure", "statistics"])
@pytest.mark.parametrize("form", ["text", "terminal", "markdown", "html"])
@pytest.mark.parametrize("period", PERIODS)
def test_an_empty_ledger_has_sensible_words(
    run: Run, empty: Path, command: str, form: str, period: str
) -> None:
    words = [command, "--ledger", empty, "--as-of", "2024-09-30", "--period", period]
    asked = run(*words, "--format", form)
    assert (asked.code, asked.err) == (0, "")
    assert "没有符合条件的已登记隐患" in asked.out
    assert "%" not in asked.out.split("</style>")[-1]


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2019", "最早的隐患登记于 2023-06-13，该期间没有记录"),
        ("2027", "该期间尚未开始，所列为 2024-08-15 的在账"),
        ("2024Q3", "该期间尚未结束，统计到 2024-08-15"),
    ],
)
@pytest.mark.parametrize("command", ["closure", "statistics"])
def test_a_period_beyond_the_records_says_so(
    run: Run, command: str, period: str, said: str
) -> None:
    words = ["--ledger", DATA, "--as-of", "2024-08-15", "--period", period, "--format", "text"]
    asked = run(command, *words)
    assert asked.code == 0
    assert said in asked.out


def test_before_the_first_record_and_ahead_nothing_flows(run: Run) -> None:
    for period, stock in (("2019", 0), ("2027", 3)):
        words = ["--ledger", DATA, "--as-of", "2024-08-15", "--period", period, "--format", "json"]
        answer = json.loads(run("closure", *words).out)
        line = answer["reconciliation"]
        assert (line.pop("opening"), line.pop("closing")) == (stock, stock)
        assert set(line.values()) == {0}
        assert {rate["percent"] for rate in answer["rates"].values()} == {None}


def test_the_json_of_closure_keeps_to_the_contract(run: Run) -> None:
    words = ["--ledger", DATA, "--as-of", "2026-11-23", "--period", "2025", "--format", "json"]
    answer = json.loads(run("closure", *words).out)
    line, records = answer["reconciliation"], answer["records"]
    assert {term: len(ids) for term, ids in records.items()} == line
    assert list(line) == [
        "opening",
        "new",
        "reopened",
        "rejudged_in",
        "closed",
        "void",
        "transferred",
        "gone",
        "rejudged_out",
        "closing",
    ]
    rate = answer["rates"]["rectified"]
    assert (rate["n"], rate["of"], rate["percent"], rate["label"]) == (9, 9, 100.0, "整改率")
    assert (line["new"], line["reopened"], line["gone"]) == (10, 1, 1)


def test_levels_are_rejudged_into_and_out_of_a_filter(run: Run) -> None:
    lines = {}
    for level in ("重大", "一般"):
        words = ["--level", level, "--period", "2024", "--as-of", "2026-11-23"]
        answer = json.loads(run("closure", "--ledger", DATA, *words, "--format", "json").out)
        lines[level] = answer["reconciliation"]
    assert lines["重大"]["rejudged_in"] == lines["一般"]["rejudged_out"] == 1
    shown = run(
        "closure",
        "--ledger",
        DATA,
        "--level",
        "重大",
        "--period",
        "2024",
        "--as-of",
        "2026-11-23",
        "--format",
        "text",
    )
    assert "+ 改判转入 1 - 销号 10" in shown.out


@pytest.mark.parametrize(
    ("command", "tables"),
    [
        ("status", ["delays", "goals", "haves", "lacks", "levels", "lists", "statuses"]),
        (
            "closure --period 2024 --by area",
            [
                "ages",
                "closures",
                "comparison",
                "days",
                "extensions",
                "funds",
                "groups",
                "industries",
                "months",
                "rates",
                "trend",
            ],
        ),
        ("statistics --period 2024Q3", ["found", "rows"]),
        ("hazards", ["rows"]),
    ],
)
def test_every_table_goes_into_a_folder(
    run: Run, tmp_path: Path, command: str, tables: list[str]
) -> None:
    words = [*command.split(), "--ledger", DATA, "--as-of", "2026-11-23"]
    folder = tmp_path / "there is none" / "out"
    asked = run(*words, "--format", "csv", "--output", f"{folder}/")
    assert (asked.code, asked.out, asked.err) == (0, "", "")
    assert sorted(path.stem for path in folder.iterdir()) == tables
    answer = json.loads(run(*words, "--format", "json").out)
    for path in folder.iterdir():
        text = path.read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        assert {len(row) for row in rows} == {len(rows[0])}
        listed = answer[path.stem]
        totals = f"{path.stem}_total" in answer
        assert len(rows) == 1 + len(listed) + totals
        assert len(set(rows[0])) == len(rows[0]), path


def test_a_single_table_goes_into_a_file_or_into_a_folder_that_is_there(
    run: Run, tmp_path: Path
) -> None:
    words = ["overdue", "--ledger", DATA, "--as-of", "2026-11-23", "--format", "csv", "--output"]
    assert run(*words, tmp_path / "late.csv").code == run(*words, tmp_path).code == 0
    assert (tmp_path / "late.csv").read_bytes() == (tmp_path / "rows.csv").read_bytes()
    (tmp_path / "taken").touch()
    assert run(*words, f"{tmp_path}/taken/").code == 3


def test_a_folder_that_is_a_file_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    words = ["--ledger", DATA, "--format", "csv", "--output", tmp_path / "out"]
    asked = run("closure", *words)
    assert asked.code == 3
    assert "out" in asked.err
    assert run("closure", "--ledger", DATA, "--format", "csv").code == 2
