"""Completion in four shells: commands, ids, names and terms, without loading what is slow."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from safety_ledger.cli.completion import COMPLETERS, starting
from tests.folders import DATA, write_files
from tests.processes import PROGRAM, surroundings

ENVIRON = surroundings(
    SAFETY_LEDGER=str(DATA),
    PYTHONUTF8="1",
    _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1",
)


@pytest.fixture(autouse=True)
def at_the_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFETY_LEDGER", str(DATA))


COMPLETING = """
import sys
from safety_ledger.cli import main
code = main([])
print(code, *sorted(name for name, one in sys.modules.items() if one), file=sys.stderr)
"""


def completed(shell: str, line: str) -> tuple[str, set[str]]:
    """What is offered at the end of a line, and the modules that were loaded for it."""
    word = "" if line.endswith(" ") else line.rsplit(maxsplit=1)[-1]
    environ = ENVIRON | {
        "_SAFETY_LEDGER_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": line,
    }
    environ |= {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - bool(word))}
    environ |= {
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": word,
    }
    ran = subprocess.run(
        [sys.executable, "-c", COMPLETING],
        capture_output=True,
        encoding="utf-8",
        env=environ,
        check=True,
    )
    return ran.stdout, set(ran.stderr.split())


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_ids_are_offered_in_every_shell(shell: str) -> None:
    offered, loaded = completed(shell, "safety-ledger close YH-QY012-2024-0")
    assert [f"YH-QY012-2024-00{n}" in offered for n in (1, 2, 3)] == [True] * 3
    assert "QY001" not in offered
    assert {"rich", "tabulate"}.isdisjoint(loaded)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_commands_are_offered_with_what_they_do(shell: str) -> None:
    offered, loaded = completed(shell, "safety-ledger not")
    assert "notify" in offered
    assert "rectify" not in offered
    assert ("通知已送达" in offered) == (shell != "bash")
    assert {"rich", "tabulate", "yaml", "safety_ledger.model"}.isdisjoint(loaded)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("safety-ledger escalate X --step 约", "约谈"),
        ("safety-ledger review X --result 不", "不合格"),
        ("safety-ledger hazard add --enterprise QY-01", "QY-012"),
        ("safety-ledger hazard add --section 经", "经济发展科"),
        ("safety-ledger review --notice 开安〔2024〕1", "开安〔2024〕17号"),
        ("safety-ledger task done T06", "T06-2"),
        ("safety-ledger visit add QY-01", "QY-012"),
        ("safety-ledger hazard a", "add"),
        ("safety-ledger show QY-00", "QY-001"),
        ("safety-ledger show 李", "李明"),
        ("safety-ledger hazards --level 重", "重大"),
        ("safety-ledger hazards --status 待", "待复查"),
        ("safety-ledger hazards --enterprise QY-00", "QY-001"),
        ("safety-ledger hazards --area 积", "积善片区"),
        ("safety-ledger notify X --docu", "--document"),
        ("safety-ledger notice QY-00", "QY-001"),
        ("safety-ledger notice X --kind 督", "督办函"),
        ("safety-ledger renumber QY-00", "QY-001"),
        ("safety-ledger export haz", "hazards"),
        ("safety-ledger status --format j", "json"),
    ],
)
def test_terms_and_names_are_offered(line: str, word: str) -> None:
    assert word in completed("bash", line)[0].splitlines()


@pytest.mark.parametrize(
    ("shell", "sign"),
    [
        ("bash", "complete -o default -F"),
        ("zsh", "#compdef safety-ledger"),
        ("fish", "complete --command safety-ledger"),
        ("powershell", "Register-ArgumentCompleter -Native -CommandName safety-ledger"),
        ("pwsh", "Register-ArgumentCompleter -Native -CommandName safety-ledger"),
    ],
)
def test_each_shell_has_its_script(shell: str, sign: str) -> None:
    ran = subprocess.run(
        [*PROGRAM, "--show-completion", shell],
        capture_output=True,
        encoding="utf-8",
        env=ENVIRON,
        check=False,
    )
    assert sign in ran.stdout
    assert "_SAFETY_LEDGER_COMPLETE" in ran.stdout


def test_no_ledger_offers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAFETY_LEDGER")
    monkeypatch.chdir(tmp_path)
    assert COMPLETERS["hazard"]("YH") == []
    assert COMPLETERS["sections"]("") == []


def test_the_ledger_named_on_the_line_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        "ledger.yaml": "name: 示例\nsections: [甲科]\n",
        "enterprises/a.yaml": "- id: ZZ-1\n  name: 甲厂\n",
    }
    write_files(tmp_path, files)
    monkeypatch.setenv("COMP_WORDS", f"safety-ledger show --ledger {tmp_path} ZZ")
    assert COMPLETERS["enterprise"]("zz") == ["ZZ-1"]
    assert COMPLETERS["sections"]("") == ["甲科"]


def test_whatever_the_case() -> None:
    assert starting(["QY-1", "YH-1"], "qy") == ["QY-1"]
