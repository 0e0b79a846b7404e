"""Papers drafted from ``data/``, byte for byte as in ``examples/notices``.

``python -m tests.test_golden_notices`` writes them anew; read the difference before you commit it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from safety_ledger.cli import main
from tests.folders import DATA, ROOT

GOLDEN = ROOT / "examples" / "notices"
CASES = {
    "rectification.html": ("QY-012", "整改通知书"),
    "rectification.md": ("QY-012", "整改通知书"),
    "review.md": ("QY-004", "复查记录表"),
    "supervision.md": ("QY-012", "督办函"),
    "summons.md": ("QY-012", "约谈通知"),
    "closure.html": ("YH-QY002-2026-001", "销号审批表"),
    "inspection.md": ("QY-010", "现场检查表"),
}


def drafted(name: str, folder: Path) -> bytes:
    """What ``notice`` writes into a file of that name."""
    word, kind = CASES[name]
    words = ["notice", word, "--kind", kind, "--ledger", str(DATA)]
    assert main([*words, "--as-of", "2026-11-23", "--output", str(folder / name)]) == 0
    return (folder / name).read_bytes()


@pytest.mark.parametrize("name", CASES)
def test_a_paper_is_what_it_was(name: str, tmp_path: Path) -> None:
    assert drafted(name, tmp_path) == (GOLDEN / name).read_bytes()


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        for case in CASES:
            (GOLDEN / case).write_bytes(drafted(case, Path(made)))
