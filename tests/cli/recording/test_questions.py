"""On a terminal a command asks for what is missing: choices by number or word, Enter for the default."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from safety_ledger.work.load import load
from tests.folders import DATA
from tests.processes import PROGRAM

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def asked(ledger: Path, words: list[str], answers: list[str]) -> tuple[int, str, str]:
    """A command on a terminal with these answers typed: exit code, what it said, its questions."""
    ours, theirs = pty.openpty()
    environ = os.environ | {"SAFETY_LEDGER_TODAY": "2026-11-24", "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        [*PROGRAM, *words, "--ledger", str(ledger)],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=environ,
    )
    os.close(theirs)
    os.write(ours, "".join(f"{one}\n" for one in [*answers, "\x04"]).encode())
    screen = b""
    try:
        while part := os.read(ours, 4096):
            screen += part
    except OSError:  # how a terminal ends
        pass
    os.close(ours)
    out = process.communicate()[0].decode()
    return process.returncode, out, screen.decode("utf-8", "replace")


def test_a_hazard_is_asked_for(ledger: Path) -> None:
    answers = [
        "QY-01",
        "QY-012",
        "",
        "配电箱未接地",
        "",
        "",
        "6",
        "中控室",
        "",
        "1",
        "2026-12-10",
        "1",
        "",
        "",
    ]
    code, out, screen = asked(ledger, ["hazard", "add"], answers)
    assert code == 0, screen
    assert out.startswith("已记录 YH-QY012-2026-002：隐患登记。")
    hazard = load(ledger).hazard["YH-QY012-2026-002"]
    assert (hazard.title, hazard.level, hazard.source) == ("配电箱未接地", "一般", "督导检查")
    assert (hazard.category, hazard.location, hazard.found_by) == ("电气", "中控室", "李明")
    assert hazard.responsible
    assert (hazard.responsible.rectifier, hazard.responsible.section) == ("林晓峰", "安全管理科")
    assert "没有编号或名称为“QY-01”的企业；是不是 QY-012" in screen  # and asked again
    assert "这一项必填" in screen  # the empty title
    assert "1 企业自查  2 督导检查  3 群众举报" in screen
    assert load(ledger).findings == ()


def test_a_step_is_asked_for_with_the_people_who_may_sign(ledger: Path) -> None:
    options = ["--enterprise", "QY-012", "--title", "甲", "--level", "一般", "--source", "督导检查"]
    rest = ["--deadline", "2026-12-10", "--rectifier", "王强", "--no-input"]
    assert asked(ledger, ["hazard", "add", *options, *rest], [])[0] == 0
    one = "YH-QY012-2026-002"
    code, out, screen = asked(ledger, ["notify", one, "--by", "李明"], [""])
    assert (code, "现为整改中" in out) == (0, True), screen
    assert "[主要负责人]" in screen
    code, _, screen = asked(ledger, ["rectify", one], [""])
    assert (code, "[王强]" in screen) == (0, True)
    code, out, screen = asked(ledger, ["review", one], ["没听清", "1", "", "李明、张华"])
    assert (code, "复查 合格" in out) == (0, True), screen
    assert "不是 result 的规定用语" in screen
    code, out, screen = asked(ledger, ["close", one], ["1"])
    assert code == 0, screen
    assert "1 周明  2 陈敏  3 赵刚" in screen
    history = load(ledger).hazard[one].history
    assert [one.by for one in history][-2:] == [("李明", "张华"), ("周明",)]


def test_the_hazards_of_a_notice_one_by_one(ledger: Path) -> None:
    hazard = "title=甲；level=一般；deadline=2026-12-01；rectifier=王强"
    visit = ["visit", "add", "QY-012", "--by", "李明", "--document", "开安〔2026〕41号"]
    assert asked(ledger, [*visit, "--hazard", hazard, "--hazard", hazard, "--no-input"], [])[0] == 0
    walk = ["review", "--notice", "开安〔2026〕41号"]
    code, out, screen = asked(ledger, walk, ["1", "2", "", "张华"])
    assert code == 0, screen
    assert "(1/2) YH-QY012-2026-002 甲（一般，整改中，期限 2026-12-01）" in screen
    assert (out.count("复查 合格"), out.count("复查 不合格")) == (1, 1)


def test_a_visit_is_told_from_memory(ledger: Path) -> None:
    answers = [
        "1、2",
        "通道堵塞",
        "",
        "",
        "东侧",
        "2026-12-01",
        "1",
        "",
        "",
        "",
        "开安〔2026〕42号",
        "",
    ]
    code, out, screen = asked(ledger, ["visit", "add", "QY-012"], answers)
    assert code == 0, screen
    assert out.count("已记录") == 2
    hazard = load(ledger).hazard["YH-QY012-2026-002"]
    assert [one.document for one in hazard.history] == ["开安〔2026〕42号"]


def test_the_end_of_input_stops_without_writing(ledger: Path) -> None:
    before = (ledger / "hazards/2026/QY-012.yaml").read_bytes()
    code, _, _ = asked(ledger, ["hazard", "add"], ["QY-012", "甲"])
    assert code == 130
    assert (ledger / "hazards/2026/QY-012.yaml").read_bytes() == before
