"""The generated pages are those in ``docs/``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[2] / "docs"


def test_no_page_is_stale(run: Any) -> None:
    answer = run("docs", "--output", DOCS, "--check")
    assert (answer.code, answer.err) == (0, "")


def test_a_stale_page_is_named(run: Any, tmp_path: Path) -> None:
    assert run("docs", "--output", tmp_path).code == 0
    page = tmp_path / "fields.md"
    page.write_text(page.read_text(encoding="utf-8") + "手改\n", encoding="utf-8")
    answer = run("docs", "--output", tmp_path, "--check")
    assert answer.code == 1
    assert "fields.md" in answer.err
