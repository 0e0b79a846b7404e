"""Where results go, and what happens when they cannot."""

from __future__ import annotations

import io
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from safety_ledger.cli.streams import make_folder, put, wants_colour
from safety_ledger.errors import LedgerError
from safety_ledger.text import Lang
from tests.folders import DATA
from tests.processes import PROGRAM


class Terminal(io.StringIO):
    """What a person looks at."""

    def isatty(self) -> bool:
        return True


def test_a_person_sees_colour_unless_told_not_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert wants_colour(None)
    assert not wants_colour(Path("file"))
    monkeypatch.setenv("TERM", "dumb")
    assert not wants_colour(None)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_colour(None)


def test_a_pipe_gets_plain_text() -> None:
    assert not wants_colour(None)


def test_files_are_utf8_with_plain_line_ends(tmp_path: Path) -> None:
    put("示例\n\udcff\n", tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_bytes() == "示例\n?\n".encode()


def test_a_file_that_cannot_be_written_stops(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=str(tmp_path)):
        put("", tmp_path)


def test_what_stops_a_result_is_said_in_the_language_of_the_office(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for stopped, reason in (
        (lambda: put("", tmp_path / "none" / "x.csv"), "没有这个文件或目录"),
        (lambda: put("", tmp_path), "这是目录，不是文件"),
        (lambda: make_folder(tmp_path / "file"), "那里已有一个文件"),
        (lambda: make_folder(tmp_path / "file" / "x"), "路径中有一段不是目录"),
    ):
        with pytest.raises(LedgerError) as raised:
            stopped()
        assert raised.value.say(Lang.ZH).endswith(f"：{reason}")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_full_disk_behind_stdout_is_no_mistake_of_the_program(form: str) -> None:
    command = [*PROGRAM, "explain", "--format", form]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr.decode().strip()) == (3, "写不了 标准输出：磁盘已满")


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_stream_closed_before_the_start_is_no_mistake_of_the_program(closed: str) -> None:
    asked = f"{shlex.join(PROGRAM)} hazards --ledger {shlex.quote(str(DATA))} {closed}"
    done = subprocess.run(["sh", "-c", asked], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_who_has_seen_enough_gets_no_complaint() -> None:
    command = [*PROGRAM, "explain", "--format", "markdown"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
