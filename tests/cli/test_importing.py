"""``import`` and ``export`` from outside: preview, writing, the file to fill in, exit codes."""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Repo
from tests.folders import DATA, files_of

HEAD = "企业名称,隐患描述,隐患级别,来源,发现日期,整改期限,整改责任人,整改情况\n"
GOOD = "示例化工有限公司,地面积油,一般,督导检查,2024-07-04,2024-07-31,王强,已整改\n"
BAD = "示例化工有限公司,护栏松动,一般,督导检查,7月4日,2024-07-31,王强,\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "七月.csv"
    path.write_bytes((HEAD + GOOD + BAD).encode("gb18030"))
    return path


def test_preview_write_fill_in_run_again(ledger: Path, file: Path, run: Any) -> None:
    todo = file.with_name("七月.待补.csv")
    looked = run("import", "hazards", file, "--ledger", ledger)
    assert looked.code == 1
    assert "只是预览" in looked.out
    assert "没有年份" in looked.out
    assert "逐条记载" in looked.out
    assert not todo.exists()
    assert run("import", "hazards", file, "--ledger", ledger, "--write").code == 1
    assert "地面积油" in (ledger / "hazards/2024/QY-012.yaml").read_text(encoding="utf-8")
    filled = todo.read_text(encoding="utf-8").replace("7月4日", "2024-07-04", 1)
    todo.write_text(filled, encoding="utf-8")
    again = run("import", "hazards", todo, "--ledger", ledger, "--write")
    assert again.code == 0
    assert "新增 1" in again.out
    twice = run("import", "hazards", file, "--ledger", ledger, "--write")
    assert "新增 0" in twice.out
    assert file.with_name("七月.待补-2.csv").exists()
    run("import", "hazards", file, "--ledger", ledger, "--write")
    assert not file.with_name("七月.待补-3.csv").exists()
    assert run("check", "--ledger", ledger).code == 0


def test_what_was_written_is_committed(file: Path, run: Any, repo: Callable[..., Repo]) -> None:
    kept = repo(files_of(DATA))
    kept.commit("2024-07-01")
    asked = ("import", "hazards", file, "--ledger", kept.ledger, "--commit")
    assert run(*asked).code == 2
    assert kept.git("status", "--porcelain") == ""
    done = run(*asked, "--write")
    assert done.code == 1
    assert "已提交 " in done.err
    assert kept.git("log", "-1", "--format=%s").strip() == ("YH-QY012-2024-004 隐患登记：地面积油")
    assert kept.git("show", "--name-only", "--format=").split() == ["hazards/2024/QY-012.yaml"]


def test_a_commit_needs_a_repository(ledger: Path, file: Path, run: Any) -> None:
    before = (ledger / "hazards/2024/QY-012.yaml").read_bytes()
    done = run("import", "hazards", file, "--ledger", ledger, "--write", "--commit")
    assert done.code == 3
    assert (ledger / "hazards/2024/QY-012.yaml").read_bytes() == before


def test_the_file_to_fill_in_goes_where_it_is_told(
    ledger: Path, file: Path, run: Any, tmp_path: Path
) -> None:
    out = tmp_path / "补.csv"
    assert run("import", "hazards", file, "--ledger", ledger, "--todo", out).code == 1
    assert "护栏松动" in out.read_text(encoding="utf-8")
    out.write_text("别的", encoding="utf-8")
    assert run("import", "hazards", file, "--ledger", ledger, "--todo", out).code == 2
    assert out.read_text(encoding="utf-8") == "别的"
    assert run("import", "hazards", file, "--ledger", ledger, "--todo", file).code == 2


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["import", "hazards", "没有.csv"], 3, "没有.csv"),
        (["import", "hazard", "没有.csv"], 2, "hazards"),
        (["import", "hazards"], 2, "FILE"),
        (["export", "hazard"], 2, "hazards"),
        (["hazards", "--format", "xlsx"], 2, "--output"),
        (["export", "hazards", "--level", "较大"], 2, "较大"),
    ],
)
def test_wrong_usage(words: list[str], code: int, said: str, run: Any) -> None:
    answer = run(*words, "--ledger", DATA)
    assert answer.code == code
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_a_bad_day_of_a_change(ledger: Path, file: Path, run: Any) -> None:
    answer = run("import", "enterprises", file, "--ledger", ledger, "--from", "7月")
    assert answer.code == 2
    assert "--from" in answer.err


@pytest.mark.parametrize("name", ["enterprises", "hazards", "rectifications", "responsibilities"])
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_lists_go_out_by_the_suffix(name: str, suffix: str, run: Any, tmp_path: Path) -> None:
    out = tmp_path / f"a.{suffix}"
    assert run("export", name, "--ledger", DATA, "--output", out, "--all").code == 0
    assert out.read_bytes()[:2] == (b"PK" if suffix == "xlsx" else b"\xef\xbb")


def test_a_plan_that_needs_no_money_goes_out_with_its_nought(
    ledger: Path, run: Any, tmp_path: Path
) -> None:
    plan = ledger / "hazards/2023/QY-011.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("funds: 48000", "funds: 0"), encoding="utf-8")
    out = tmp_path / "a.csv"
    assert run("export", "hazards", "--ledger", ledger, "--output", out, "--all").code == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["隐患编号"]: row for row in csv.DictReader(file)}
    assert rows["YH-QY011-2023-001"]["经费（元）"] == "0"


def test_every_report_as_a_workbook(run: Any, tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    assert run("status", "--ledger", DATA, "--format", "xlsx", "--output", out).code == 0
    assert len(openpyxl.load_workbook(out).sheetnames) > 1


def test_a_workbook_needs_the_extra(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    answer = run("export", "hazards", "--ledger", DATA, "--output", tmp_path / "a.xlsx")
    assert answer.code == 3
    assert "pip install" in answer.err


def test_which_worksheet(ledger: Path, run: Any, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("六月", "七月"):
        sheet = book.create_sheet(name)
        sheet.append(HEAD.strip().split(","))
        sheet.append([*GOOD.strip().split(",")[:1], name, *GOOD.strip().split(",")[2:]])
    book.save(tmp_path / "a.xlsx")
    words = ("import", "hazards", tmp_path / "a.xlsx", "--ledger", ledger)
    assert "--sheet" in run(*words).err
    assert "新增 1" in run(*words, "--sheet", "六月").out
    assert "八月" in run(*words, "--sheet", "八月").err
