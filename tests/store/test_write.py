"""Files are written whole or not at all: killed writers, a full disk, a read-only file, two at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from safety_ledger.errors import LedgerError
from safety_ledger.store.lock import locked
from safety_ledger.store.write import Writing, write
from safety_ledger.text import Lang
from tests.conftest import SOUND
from tests.folders import link, write_files
from tests.processes import PROGRAM

KILLING = Path(__file__).with_name("killing.py")
HAZARDS = "hazards/2024/QY-012.yaml"
FILES = SOUND | {
    HAZARDS: """\
- id: YH-QY012-2024-001
  enterprise: QY-012
  title: 配电箱未接地
  level: 一般
  source: 督导检查
  found_on: 2024-05-08
  deadline: 2024-12-31
  responsible: {rectifier: 王强}
  history:
    - {date: 2024-05-09, event: 通知, to: [主要负责人], by: 李明}
""",
}
posix = pytest.mark.skipif(os.name != "posix", reason="processes are forked and killed")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(tmp_path / "台账", FILES)


def why(error: pytest.ExceptionInfo[LedgerError]) -> str:
    return error.value.say(Lang.ZH)


def put(root: Path, *writings: Writing) -> None:
    with locked(root):
        write(root, writings)


def traces(root: Path) -> list[str]:
    return [one.name for one in root.rglob("*tmp*")]


# -- what is written ----------------------------------------------------------------------------


def test_permissions_are_kept_and_nothing_is_left_behind(root: Path) -> None:
    old = (root / HAZARDS).read_bytes()
    (root / HAZARDS).chmod(0o640)
    put(root, Writing(HAZARDS, old, b"new\n"))
    assert (root / HAZARDS).read_bytes() == b"new\n"
    assert (root / HAZARDS).stat().st_mode & 0o777 == 0o640
    assert traces(root) == []


def test_a_new_file_in_a_new_folder(root: Path) -> None:
    put(root, Writing("hazards/2025/QY-1.yaml", None, b"new\n"))
    assert (root / "hazards/2025/QY-1.yaml").read_bytes() == b"new\n"


def test_a_link_stays_a_link(root: Path) -> None:
    (root / HAZARDS).rename(root / "hazards/real.yaml")
    link(root / HAZARDS, root / "hazards/real.yaml")
    put(root, Writing(HAZARDS, FILES[HAZARDS].encode(), b"new\n"))
    assert (root / HAZARDS).is_symlink()
    assert (root / "hazards/real.yaml").read_bytes() == b"new\n"


def test_a_link_that_leads_out_is_refused(root: Path) -> None:
    outside = root.parent / "outside.yaml"
    outside.write_bytes(b"old\n")
    (root / HAZARDS).unlink()
    link(root / HAZARDS, outside)
    with pytest.raises(LedgerError) as refused:
        put(root, Writing(HAZARDS, b"old\n", b"new\n"))
    assert "链接" in why(refused)
    assert outside.read_bytes() == b"old\n"


def test_git_does_not_see_the_lock(root: Path) -> None:
    subprocess.run(["git", "-C", str(root), "init", "-q"], check=True)
    put(root, Writing(HAZARDS, FILES[HAZARDS].encode(), b"new\n"))
    said = subprocess.run(
        ["git", "-C", str(root), "status", "--porcelain", "-uall"], capture_output=True, check=True
    )
    assert b"safety-ledger" not in said.stdout


# -- what is refused ----------------------------------------------------------------------------


def test_a_file_that_was_changed_meanwhile(root: Path) -> None:
    wrong = Writing(HAZARDS, b"what it was\n", b"new\n")
    with pytest.raises(LedgerError) as refused:
        put(root, wrong)
    assert "刚被别的程序改过" in why(refused)
    with pytest.raises(LedgerError):
        put(root, Writing(HAZARDS, None, b"new\n"))
    assert (root / HAZARDS).read_text(encoding="utf-8") == FILES[HAZARDS]


def test_a_read_only_file_even_for_root(root: Path) -> None:
    (root / HAZARDS).chmod(0o444)
    with pytest.raises(LedgerError) as refused:
        put(root, Writing(HAZARDS, FILES[HAZARDS].encode(), b"new\n"))
    assert "只读" in why(refused)
    assert (root / HAZARDS).read_text(encoding="utf-8") == FILES[HAZARDS]


def test_two_files_are_written_both_or_neither(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    people = FILES["people/a.yaml"].encode()
    both = [
        Writing(HAZARDS, FILES[HAZARDS].encode(), b"new\n"),
        Writing("people/a.yaml", people, b"new\n"),
    ]
    real = os.replace

    def fails(source: str, target: str) -> None:
        if Path(target).name == "a.yaml":
            raise OSError(5, "I/O error")
        real(source, target)

    monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(LedgerError) as refused:
        put(root, *both)
    assert "磁盘读写出错" in why(refused)
    assert (root / HAZARDS).read_text(encoding="utf-8") == FILES[HAZARDS]
    assert (root / "people/a.yaml").read_bytes() == people
    assert traces(root) == []
    monkeypatch.undo()
    put(root, *both)
    assert (root / HAZARDS).read_bytes() == (root / "people/a.yaml").read_bytes() == b"new\n"


def test_a_lock_that_stays_taken_is_said_so(root: Path) -> None:
    with locked(root), pytest.raises(LedgerError) as refused, locked(root, patience=0.1):
        pass
    assert "另一个程序正在写" in why(refused)


# -- with real processes ------------------------------------------------------------------------


def run(root: Path, *words: str, **how: object) -> subprocess.CompletedProcess[str]:
    command = [*PROGRAM, "progress", "YH-QY012-2024-001", *words]
    return subprocess.run(  # type: ignore[call-overload, no-any-return] # options of the caller
        [*command, "--date", "2024-06-01", "--ledger", str(root)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        **how,
    )


@posix
@pytest.mark.parametrize("how", ["steps", "moments"])
def test_a_killed_writer_leaves_the_file_whole_and_no_lock(root: Path, how: str) -> None:
    ran = subprocess.run(
        [sys.executable, KILLING, how, root], capture_output=True, encoding="utf-8", check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    if how == "steps":
        reached = {tuple(line.split(" ", 2)[:2]) for line in ran.stdout.splitlines()}
        assert len(reached) == 8
        assert "replace before [False]" in ran.stdout
        assert "replace after [True]" in ran.stdout


@posix
def test_a_full_disk(root: Path) -> None:
    import resource

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))

    ran = run(root, "--by", "李明", preexec_fn=small)
    assert ran.returncode == 3
    assert "超过允许的文件大小" in ran.stderr
    assert "原文件没有变" in ran.stderr
    assert (root / HAZARDS).read_text(encoding="utf-8") == FILES[HAZARDS]
    assert traces(root) == []


def fill(path: Path) -> None:
    with suppress(OSError), path.open("wb", buffering=0) as filler:
        while filler.write(b"x" * 4096):
            pass


@posix
@pytest.mark.parametrize("held", [False, True], ids=["no lock yet", "lock there"])
def test_a_disk_without_room(root: Path, tmp_path: Path, held: bool) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a small disk")
    try:
        shutil.copytree(root, disk / "ledger")
        if held:
            with locked(disk / "ledger"):
                pass
        fill(disk / "filler")
        ran = run(disk / "ledger", "--by", "李明")
        assert ran.returncode == 3
        assert "磁盘已满" in ran.stderr
        assert len(ran.stderr.splitlines()) == 1
        assert (disk / "ledger" / HAZARDS).read_text(encoding="utf-8") == FILES[HAZARDS]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


STRANGER = """
import os, sys
from safety_ledger.cli import main
words = sys.argv[1:]
main([*words, "--dry-run"])  # loads all that is needed, while it can still be read
if os.getuid() == 0:
    os.setuid(65534)
sys.exit(main(words))
"""


@posix
def test_a_folder_without_permission(root: Path) -> None:
    for folder in (root, *root.parents):
        if Path(tempfile.gettempdir()) in folder.parents:  # pytest's own, closed to strangers
            folder.chmod(folder.stat().st_mode | 0o055)
    root.chmod(0o555)
    words = [
        "progress",
        "YH-QY012-2024-001",
        "--by",
        "李明",
        "--date",
        "2024-06-01",
        "--ledger",
        root,
    ]
    ran = subprocess.run(
        [sys.executable, "-c", STRANGER, *words], capture_output=True, encoding="utf-8", check=False
    )
    root.chmod(0o755)
    assert (ran.returncode, ran.stderr.count("没有权限；没有写入")) == (3, 1), ran.stderr
    assert (root / HAZARDS).read_text(encoding="utf-8") == FILES[HAZARDS]


def test_writers_at_once_all_get_their_entry_in(root: Path) -> None:
    names = [f"人员{number}" for number in range(5)]
    command = [*PROGRAM, "progress", "YH-QY012-2024-001"]
    ends = ["--date", "2024-06-01", "--ledger", str(root)]
    writers = [
        subprocess.Popen([*command, "--by", name, *ends], stdout=-1, stderr=-1) for name in names
    ]
    assert [(one.communicate()[1], one.returncode) for one in writers] == [(b"", 0)] * 5
    text = (root / HAZARDS).read_text(encoding="utf-8")
    assert sorted(name for name in names if text.count(f"by: {name}}}") == 1) == names
