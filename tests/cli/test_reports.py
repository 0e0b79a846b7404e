"""The reports as commands: options, clock, exit codes, what a pipe and a GBK console get."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from wcwidth import wcswidth

from safety_ledger.cli import main
from tests.folders import ROOT, write_files
from tests.processes import PROGRAM, start

DATA = str(ROOT / "data")
COMMANDS = [
    "status",
    "enterprises",
    "hazards",
    "rectifications",
    "responsibilities",
    "clues",
    "risks",
    "people",
]
DAY = "2026-11-23"


def run(*words: str, ledger: str = DATA, **environ: str) -> subprocess.CompletedProcess[bytes]:
    return start(*words, "--ledger", ledger, **environ)


@pytest.mark.parametrize(
    "command", [*COMMANDS, "status --why", "show YH-QY012-2026-001", "show QY-012", "find 甲醇"]
)
@pytest.mark.parametrize("form", ["terminal", "text", "markdown", "html", "json"])
def test_every_report_in_every_form(
    command: str,
    form: str,
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    asked = [*command.split(), "--ledger", DATA, "--as-of", DAY, "--format", form]
    assert main(asked) == 0
    out = capfdbinary.readouterr().out.decode()
    assert DAY in out
    assert ("\x1b[" in out) == (form == "terminal")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["hazards", "--as-of", "2026-13-01"], "不是日期；写成 2024-06-30 的样子"),
        (["hazards", "--level", "较大"], "较大"),
        (["hazards", "--enterprise", "QY-01"], "QY-012"),
        (["hazards", "--section", "安全管理"], "安全管理科"),
        (["hazards", "--format", "xml"], "xml"),
        (["show", "YH-QY012-2026-01"], "YH-QY012-2026-001"),
        (["status", "--format", "csv"], "--output"),
    ],
)
def test_wrong_usage_names_what_was_meant(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--ledger", DATA]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err


def test_an_enterprise_may_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(
            [
                "hazards",
                "--ledger",
                DATA,
                "--as-of",
                DAY,
                "--enterprise",
                "示例化工有限公司",
                "--format",
                "text",
            ]
        )
        == 0
    )
    ids = set(re.findall(r"YH-\w+-\d{4}-\d{3}", capsys.readouterr().out))
    assert ids == {"YH-QY012-2026-001"}


def test_the_clock_is_the_option_then_the_variable(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    def day(*words: str) -> str:
        assert main(["hazards", "--ledger", DATA, "--format", "json", *words]) == 0
        as_of: str = json.loads(capfdbinary.readouterr().out)["as_of"]
        return as_of

    monkeypatch.setenv("SAFETY_LEDGER_TODAY", "2025-01-02")
    assert day() == "2025-01-02"
    assert day("--as-of", "2024-03-04") == "2024-03-04"


def test_a_ledger_with_errors_still_prints_and_exits_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "ledger.yaml": "name: 示例\n",
        "enterprises/a.yaml": "- {id: QY-1, name: 示例甲}\n- {id: QY-2, nam：坏}\n- {id: QY-3, name: 示例丙}\n",
    }
    write_files(tmp_path, files)
    assert main(["enterprises", "--ledger", str(tmp_path), "--as-of", DAY, "--format", "text"]) == 1
    captured = capsys.readouterr()
    assert "QY-1" in captured.out
    assert "QY-3" in captured.out
    assert "1 条" in captured.out
    assert "1 处错误" in captured.err


@pytest.mark.parametrize("command", COMMANDS)
def test_equal_inputs_print_equal_bytes(command: str) -> None:
    here = run(command, "--as-of", DAY, TZ="Asia/Tokyo", PYTHONHASHSEED="1", LANG="C.UTF-8")
    there = run(
        command, "--as-of", DAY, TZ="America/Lima", PYTHONHASHSEED="2", LANG="C.UTF-8", COLUMNS="80"
    )
    assert (here.returncode, here.stderr) == (0, b"")
    assert here.stdout == there.stdout
    assert b"\x1b" not in here.stdout


GBK_COMMANDS = [
    *COMMANDS,
    "hazards --all",
    "responsibilities --by person",
    "show YH-QY012-2026-001",
    "show QY-012",
    "show 李明",
    "show T06-2",
    "find 甲醇",
    "find 没有这样的文字",
    "hazards --level 较大",
    "show YH-0",
]


@pytest.mark.parametrize("command", GBK_COMMANDS)
def test_a_gbk_console_gets_the_same_answer(command: str) -> None:
    words = [*command.split(), "--as-of", DAY]
    there = run(*words, PYTHONIOENCODING="gbk", COLUMNS="80")
    here = run(*words, PYTHONIOENCODING="utf-8", COLUMNS="200")
    assert there.returncode == here.returncode
    assert there.stdout.decode("gbk") == here.stdout.decode()
    assert there.stderr.decode("gbk") == here.stderr.decode()
    assert "Traceback" not in here.stderr.decode()
    if command == "hazards --all":
        known = {one.stem for one in (ROOT / "data" / "evidence").iterdir() if "2026" in one.stem}
        assert known <= set(re.findall(r"YH-\w+-\d{4}-\d{3}", there.stdout.decode("gbk")))


@pytest.mark.parametrize("form", ["json", "html", "markdown"])
def test_what_programs_read_is_utf8_whatever_the_console(form: str) -> None:
    words = ["hazards", "--as-of", DAY, "--format", form]
    there = run(*words, PYTHONIOENCODING="gbk", COLUMNS="80")
    assert there.returncode == 0
    assert there.stdout == run(*words, PYTHONIOENCODING="utf-8").stdout
    assert "示例化工有限公司" in there.stdout.decode()


def test_what_a_gbk_console_cannot_show_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    files = {
        "ledger.yaml": "name: 示例😀台账\n",
        "enterprises/a.yaml": "- {id: QY-😀1, name: 示例㛃厂, principal: 王𠮷}\n",
    }
    write_files(tmp_path, files)
    for command in (*COMMANDS, "show QY-😀1", "find 厂"):
        words = [*command.split(), "--as-of", DAY]
        ran = run(*words, ledger=str(tmp_path), PYTHONIOENCODING="gbk", COLUMNS="80")
        assert (ran.returncode, ran.stderr) == (0, b"")
        assert "示例?台账" in ran.stdout.decode("gbk")


@pytest.mark.parametrize("command", COMMANDS)
def test_golden_reports_come_out_of_a_real_pipe_byte_for_byte(command: str) -> None:
    golden = (ROOT / "examples" / "reports" / DAY / f"{command}.txt").read_bytes()
    for columns in ("80", "200"):
        ran = run(command, "--as-of", DAY, PYTHONIOENCODING="utf-8", COLUMNS=columns)
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, golden, b"")


def test_english_words_around_chinese_data() -> None:
    ran = run("hazards", "--as-of", DAY, SAFETY_LEDGER_LANG="en", PYTHONUTF8="1")
    heading = ran.stdout.decode().splitlines()[5]
    assert re.fullmatch(r"[\x20-\x7e]+", heading)


def test_tables_go_into_a_folder(tmp_path: Path) -> None:
    folder = f"{tmp_path / 'out'}/"
    assert (
        main(["status", "--ledger", DATA, "--as-of", DAY, "--format", "csv", "--output", folder])
        == 0
    )
    assert sorted(path.name for path in Path(folder).iterdir()) == [
        "delays.csv",
        "goals.csv",
        "haves.csv",
        "lacks.csv",
        "levels.csv",
        "lists.csv",
        "statuses.csv",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("command", ["status", "hazards", "show YH-QY012-2026-001"])
def test_a_real_terminal_gets_colour_and_its_own_width(command: str, columns: int) -> None:
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    kept = {name: text for name, text in os.environ.items() if name not in {"COLUMNS", "NO_COLOR"}}
    words = [*PROGRAM, *command.split(), "--ledger", DATA]
    environ = kept | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "PYTHONUTF8": "1"}
    with subprocess.Popen(
        [*words, "--as-of", DAY], stdout=theirs, stderr=theirs, env=environ
    ) as ran:
        os.close(theirs)
        out = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # how Linux says that the other end is closed
                break
            if not piece:
                break
            out += piece
        assert ran.wait() == 0
    os.close(ours)
    said = out.decode()
    assert "\x1b[1m" in said
    lines = re.sub(r"\x1b\[[0-9;]*m", "", said).splitlines()
    assert max(map(wcswidth, lines)) <= columns
    if command != "status":
        assert any("YH-QY012-2026-001" in line for line in lines)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--level", "特大"], "--level：台账里没有“特大”；可用的有：一般、重大"),
        (["--status", "整改种"], "--status：台账里没有“整改种”；是不是 整改中？"),
        (["--enterprise", "示例化工"], "是不是 示例化工有限公司"),
        (["--since", "2026-02-01", "--until", "2026-01-01"], "早于 --since 2026-02-01"),
    ],
)
def test_wrong_usage_says_what_there_is(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["hazards", *words, "--ledger", DATA, "--as-of", DAY]) == 2
    assert said in capsys.readouterr().err


def test_a_name_that_two_enterprises_had_stands_for_both(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ledger.yaml").write_text("name: 示例\n", encoding="utf-8")
    (tmp_path / "enterprises").mkdir()
    (tmp_path / "enterprises/a.yaml").write_text(
        "- {id: QY-1, name: 示例甲, changes: [{date: 2025-01-01, name: 示例甲新厂}]}\n"
        "- {id: QY-2, name: 示例甲}\n"
        "- {id: QY-3, name: 示例丙}\n",
        encoding="utf-8",
    )
    words = ["enterprises", "--ledger", str(tmp_path), "--as-of", DAY, "--format", "json"]
    assert main([*words, "--enterprise", "示例甲"]) == 0
    assert [row["id"] for row in json.loads(capsys.readouterr().out)["rows"]] == ["QY-1", "QY-2"]
