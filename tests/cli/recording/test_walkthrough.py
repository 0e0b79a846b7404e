"""The walkthrough of README.zh-CN.md, replayed word for word on a copy of ``data/``.

``python -m tests.cli.recording.test_walkthrough`` prints what the commands say now.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.folders import DATA, ROOT
from tests.ledgers.asking import ask

SECTION = re.search(
    r"^## 从发现到销号\n(.*?)^## ",
    (ROOT / "README.zh-CN.md").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)
assert SECTION
BLOCKS = re.findall(r"```(?:sh)?\n(.*?)```", SECTION[1], re.DOTALL)
COMMANDS = BLOCKS[0].splitlines()
REFUSED = BLOCKS[2].strip()


def said(line: str, ledger: Path) -> tuple[int, str, str]:
    program, *words = shlex.split(line)
    assert program == "safety-ledger"
    asks = [] if words[0] == "check" else ["--no-input"]
    answer = ask(ledger, *words, *asks)
    return answer.code, answer.text, answer.err


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAFETY_LEDGER_TODAY", "2026-11-24")
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def test_a_whole_life_by_commands_alone(ledger: Path) -> None:
    lines = []
    for line in COMMANDS:
        code, out, err = said(line, ledger)
        assert (code, err) == (0, ""), line
        assert said("safety-ledger check --fail-on warning", ledger)[:2] == (0, ""), line
        lines.append(out)
    assert "".join(lines) == BLOCKS[1]
    changed = subprocess.run(
        ["git", "diff", "--no-index", "--numstat", ROOT / "data/hazards", ledger / "hazards"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    added, removed, _ = changed.stdout.split("\t", 2)
    assert (added, removed, len(changed.stdout.splitlines())) == ("21", "0", 1)


def test_a_step_that_breaks_a_rule_is_not_written(ledger: Path) -> None:
    for line in COMMANDS[:5]:
        said(line, ledger)
    file = ledger / "hazards/2026/QY-012.yaml"
    before = file.read_bytes()
    code, out, err = said(REFUSED, ledger)
    assert (code, out) == (1, "")
    assert "L504 王强 是整改人，不能再签“复查”" in err
    assert file.read_bytes() == before


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(DATA, Path(folder, "data")))
        for command in [*COMMANDS, REFUSED]:
            print(*said(command, copy)[1:], sep="", end="")
