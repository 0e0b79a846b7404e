"""The generated pages are those in ``docs/``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.folders import DATA, ROOT

DOCS = ROOT / "docs"


def test_no_page_is_stale(run: Any) -> None:
    answer = run("docs", "--output", DOCS, "--check", "--ledger", DATA)
    assert (answer.code, answer.err) == (0, "")


def test_a_stale_page_is_named(run: Any, tmp_path: Path) -> None:
    assert run("docs", "--output", tmp_path, "--ledger", DATA).code == 0
    page = tmp_path / "fields.md"
    page.write_text(page.read_text(encoding="utf-8") + "手改\n", encoding="utf-8")
    answer = run("docs", "--output", tmp_path, "--check", "--ledger", DATA)
    assert answer.code == 1
    assert "fields.md" in answer.err


def test_without_the_plan_no_page_is_made(run: Any, tmp_path: Path) -> None:
    answer = run("docs", "--output", tmp_path, "--ledger", tmp_path / "nowhere")
    assert answer.code == 3
    assert list(tmp_path.iterdir()) == []
