"""``notice`` from outside: what may be named, the forms, the words for what it does not do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from safety_ledger.cli import main
from tests.folders import DATA, write_files

DAY = ("--ledger", DATA, "--as-of", "2026-11-23")


def test_an_html_file_by_its_suffix(run: Any, tmp_path: Path) -> None:
    out = tmp_path / "a.html"
    assert run("notice", "QY-012", *DAY, "--output", out).code == 0
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["YH-QY012-2026-01"], "YH-QY012-2026-001"),
        (["--enterprise", "YH-QY012-2026-001"], "不是隐患编号"),
        ([], "要写隐患编号"),
        (["QY-012", "--enterprise", "QY-012"], "只写一个"),
        (["QY-012", "--kind", "整改通知"], "整改通知书"),
        (["QY-012", "--format", "pdf"], "pdf"),
        (["YH-QY006-2026-001"], "尚未核实"),
        (["YH-QY010-2024-002", "--kind", "整改通知书"], "已销号"),
    ],
)
def test_what_cannot_be_made_is_said(words: list[str], said: str, run: Any) -> None:
    answer = run("notice", *words, *DAY)
    assert answer.code == 2
    assert answer.out == ""
    assert said in answer.err


def test_no_paper_is_addressed_to_one_of_two_enterprises_of_a_name(
    run: Any, tmp_path: Path
) -> None:
    named = "- {id: QY-1, name: 示例甲}\n- {id: QY-2, name: 示例甲}\n"
    write_files(tmp_path, {"ledger.yaml": "name: 示例\n", "enterprises/a.yaml": named})
    answer = run("notice", "--enterprise", "示例甲", "--ledger", tmp_path)
    assert (answer.code, answer.out) == (2, "")
    assert "有几家企业叫“示例甲”（QY-1、QY-2），请写编号" in answer.err


@pytest.mark.parametrize(
    ("form", "head"), [("markdown", "# 安全生产约谈通知"), ("text", "安全生产约谈通知\n")]
)
def test_markdown_and_text(form: str, head: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    words = ["notice", "--enterprise", "QY-012", "--kind", "约谈通知", "--format", form]
    assert main([*words, *map(str, DAY)]) == 0
    assert head in capfdbinary.readouterr().out.decode()
