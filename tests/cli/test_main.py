"""The boundary of the program: exit codes and what is said when things go wrong."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from safety_ledger import __version__
from tests.processes import start


def test_version(run: Any) -> None:
    assert run("--version").out == f"safety-ledger {__version__}\n"


def test_without_a_command_the_help_is_shown(run: Any) -> None:
    answer = run()
    assert answer.code == 2
    assert "check" in answer.err


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_names_the_commands_but_not_the_hidden_one(run: Any, flag: str) -> None:
    answer = run(flag)
    assert answer.code == 0
    assert "explain" in answer.out
    assert "docs" not in answer.out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["chekc"], "没有命令 chekc；是不是 check？"),
        (["check", "--foramt", "json"], "没有选项 --foramt；是不是 --format？"),
        (["check", "--format", "jsn"], "jsn 不在可选值之中（text、json、github）；是不是 json？"),
        (["check", "--format"], "选项 --format 后面要有值"),
        (["schema", "hazrd"], "没有类别 hazrd；是不是 hazard？"),
        (["explain", "S230"], "没有代码 S230"),
        (["explain", "S203", "S204"], "多余的参数：S204"),
    ],
)
def test_wrong_usage_names_what_was_typed_and_meant(run: Any, args: list[str], said: str) -> None:
    answer = run(*args)
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.startswith(f"用法错误：{said}")


def test_no_ledger_is_one_line_and_exit_3(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for args in (["check"], ["check", "--ledger", "nowhere"]):
        answer = run(*args)
        assert (answer.code, answer.out) == (3, "")
        assert len(answer.err.splitlines()) == 1


def test_a_bug_is_one_line_that_asks_to_be_reported(
    run: Any, sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("safety_ledger.work.load.load", fail)
    answer = run("check", "--ledger", sound)
    assert answer.code == 3
    assert len(answer.err.splitlines()) == 1
    assert "ZeroDivisionError: division by zero" in answer.err
    monkeypatch.setenv("SAFETY_LEDGER_DEBUG", "1")
    assert "Traceback" in run("check", "--ledger", sound).err


def test_an_interrupt_is_130(run: Any, sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("safety_ledger.work.load.load", interrupt)
    assert run("check", "--ledger", sound).code == 130


def test_english_is_english_everywhere(broken: Path) -> None:
    english = {"SAFETY_LEDGER_LANG": "en", "PYTHONIOENCODING": "utf-8"}
    for args in (["--help"], ["check", "--help"], ["chekc"], ["check", "--ledger", "nowhere"]):
        answer = start(*args, **english)
        assert (answer.stdout + answer.stderr).decode().isascii()
    answer = start("check", "--ledger", str(broken), **english)
    assert answer.stdout.decode().isascii()
    assert answer.stderr.decode() == "1 errors, 0 warnings" + os.linesep


def test_a_gbk_console_shows_what_it_can(sound: Path) -> None:
    name = "示例\N{CJK UNIFIED IDEOGRAPH-20BB7}公司"
    (sound / "enterprises/b.yaml").write_text(f"- {{id: {name}, naem: 甲}}\n", encoding="utf-8")
    answer = start("check", "--ledger", str(sound), PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert answer.returncode == 1
    assert "naem" in answer.stdout.decode("gbk")


def test_json_is_utf8_on_a_gbk_console(broken: Path) -> None:
    args = ("check", "--ledger", str(broken), "--format", "json")
    answer = start(*args, PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert "示例台账" in answer.stdout.decode("utf-8")
