"""The scripts of ``examples/cron`` as cron runs them, with a sendmail that keeps the letters."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.folders import DATA, ROOT

CRON = ROOT / "examples" / "cron"

pytestmark = pytest.mark.skipif(shutil.which("sh") is None, reason="no sh on this machine")


@dataclass(frozen=True)
class Machine:
    """A server with a ledger, a mailbox and a folder of weekly pages."""

    root: Path
    ledger: Path

    def run(self, script: str, today: str, **environ: str) -> subprocess.CompletedProcess[str]:
        program = self._script("safety-ledger", f'exec "{sys.executable}" -m safety_ledger "$@"')
        letters = self._script("sendmail", f'cat >>"{self.root}/letters"')
        return subprocess.run(
            ["sh", str(CRON / script)],
            env={
                "PATH": os.environ["PATH"],
                "LANG": "C.UTF-8",
                "PYTHONPATH": str(ROOT),
                "LEDGER": str(self.ledger),
                "OUTPUT": str(self.root / "周报"),
                "MAIL_TO": "anquan@example.org",
                "SAFETY_LEDGER_BIN": str(program),
                "SENDMAIL": str(letters),
                "SAFETY_LEDGER_TODAY": today,
            }
            | environ,
            capture_output=True,
            text=True,
            check=False,
        )

    def _script(self, name: str, body: str) -> Path:
        path = self.root / name
        path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    @property
    def letter(self) -> str:
        """The one letter that was sent, decoded; nothing when there was none."""
        path = self.root / "letters"
        if not path.exists():
            return ""
        head, body = path.read_text(encoding="ascii").split("\n\n", maxsplit=1)
        subject = next(line for line in head.splitlines() if line.startswith("Subject: "))
        title = base64.b64decode(subject.removeprefix("Subject: =?UTF-8?B?").removesuffix("?="))
        return f"{title.decode()}\n{base64.b64decode(body).decode()}"

    @property
    def pages(self) -> list[str]:
        folder = self.root / "周报"
        return sorted(path.suffix for path in folder.iterdir()) if folder.exists() else []


@pytest.fixture
def server(tmp_path: Path) -> Machine:
    return Machine(tmp_path, DATA)


@pytest.fixture
def calm(tmp_path: Path, sound: Path) -> Machine:
    return Machine(tmp_path, sound)


def test_a_letter_when_something_is_overdue(server: Machine) -> None:
    ran = server.run("daily.sh", "2026-11-23")
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "", "")
    assert server.letter.startswith("安全生产台账每日提醒\n")
    assert "YH-QY012-2026-001" in server.letter


def test_no_word_when_nothing_is(calm: Machine) -> None:
    for script in ("daily.sh", "weekly.sh"):
        ran = calm.run(script, "2024-07-15")
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert (calm.letter, calm.pages) == ("", [])


def test_the_weekly_page_is_filed_and_sent(server: Machine) -> None:
    ran = server.run("weekly.sh", "2026-11-23")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert server.pages == [".html", ".txt"]
    assert "安全生产周报 2026年第47周" in server.letter


def test_a_ledger_with_errors_is_reported_and_still_sent(tmp_path: Path, broken: Path) -> None:
    machine = Machine(tmp_path, broken)
    ran = machine.run("daily.sh", "2024-07-15")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "S203" in machine.letter
    ran = machine.run("weekly.sh", "2024-07-15")
    assert ran.returncode == 1
    assert machine.pages == [".html", ".txt"]


def test_what_could_not_run_says_so(server: Machine, tmp_path: Path) -> None:
    for script in ("daily.sh", "weekly.sh"):
        ran = server.run(script, "2026-11-23", LEDGER=str(tmp_path / "nowhere"))
        assert ran.returncode == 3
        assert "不是台账" in ran.stderr
    assert server.letter == ""


def test_settings_are_asked_for(server: Machine) -> None:
    ran = server.run("daily.sh", "2026-11-23", LEDGER="")
    assert ran.returncode == 3
    assert "请设置台账目录 LEDGER" in ran.stderr


def test_paths_with_blanks_and_a_page_named_after_its_week(tmp_path: Path) -> None:
    """A page sent again has the name it had; the shell that runs it is the plainest there is."""
    folder = tmp_path / "我的 台账"
    scripts = shutil.copytree(CRON, folder / "定时 任务")
    ledger = shutil.copytree(DATA, folder / "data 2026")
    machine = Machine(folder, ledger)
    for today in ("2026-11-23", "2024-07-15", "2024-07-15"):
        ran = machine.run(str(scripts / "weekly.sh"), today)
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    names = sorted(path.name for path in (folder / "周报").iterdir())
    days = ("2024-07-14", "2026-11-22")
    assert names == [f"周报-{day}.{kind}" for day in days for kind in ("html", "txt")]
    assert machine.run(str(scripts / "daily.sh"), "2026-11-23").returncode == 1


def test_a_letter_or_a_page_that_failed_is_no_finding(server: Machine, tmp_path: Path) -> None:
    """1 says that the letter is out: whatever else fails is 3, and a word on stderr."""
    broken = tmp_path / "no-mail"
    broken.write_text("#!/bin/sh\ncat >/dev/null; exit 1\n", encoding="ascii")
    broken.chmod(0o755)
    for script in ("daily.sh", "weekly.sh"):
        ran = server.run(script, "2026-11-23", SENDMAIL=str(broken))
        assert ran.returncode == 3
        assert "信没有寄出" in ran.stderr
    (tmp_path / "file").touch()
    ran = server.run("weekly.sh", "2026-11-23", OUTPUT=str(tmp_path / "file"))
    assert ran.returncode == 3
    assert "写不了" in ran.stderr
    assert server.letter == ""
