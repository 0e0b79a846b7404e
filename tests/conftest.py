"""What the tests share: how long hypothesis looks, ledgers, repositories, the program in this process.

Beside it: ``folders`` (data/, and ledgers laid down in a folder), ``histories`` (many commits at once),
``processes`` (the program as a process of its own), ``ledgers.asking`` (what it answers, without a
fixture).
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from safety_ledger import load
from safety_ledger.cli import main
from safety_ledger.ledger import Ledger
from tests.folders import DATA, write_files
from tests.histories import git

SLOW = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)
settings.register_profile(
    "ci", max_examples=100, deadline=None, derandomize=True, suppress_health_check=SLOW
)
settings.register_profile("long", max_examples=2000, deadline=None, suppress_health_check=SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@dataclass(frozen=True)
class Answer:
    """What a run of the program gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Answer]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    for name in ("SAFETY_LEDGER", "SAFETY_LEDGER_DEBUG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def runs(*args: str | Path) -> Answer:
        code = main([str(arg) for arg in args])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return runs


SOUND = {
    "ledger.yaml": "name: 示例台账\n",
    "people/a.yaml": "- {name: 李明, roles: [督导员]}\n- {name: 陈敏, roles: [审核人]}\n",
    "enterprises/a.yaml": "- {id: QY-012, name: 示例化工有限公司, principal: 王建国}\n",
}
"""A small ledger without a mistake."""


@pytest.fixture(scope="session")
def data() -> Ledger:
    """The ledger of data/, for tests that only look at it."""
    return load(DATA)


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return write_files(tmp_path / "ledger", SOUND)


for name in [name for name in os.environ if name.startswith("GIT_")]:
    del os.environ[name]  # the tests may themselves run in a hook of git


@dataclass
class Repo:
    """A git repository of the tests: everything that is committed is committed on a day of ours."""

    top: Path
    folder: str = ""
    """Where in it the ledger lies."""
    author: str = "李明 <liming@example.org>"
    commits: list[str] = field(default_factory=list)

    @property
    def ledger(self) -> Path:
        return self.top / self.folder

    def git(self, *args: str, **environ: str) -> str:
        return git(self.top, *args, **environ).decode()

    def write(self, files: Mapping[str, str | bytes]) -> None:
        write_files(self.ledger, files)

    def commit(self, day: dt.date | str, message: str = "改", author: str = "", *args: str) -> str:
        """Everything that changed, committed at noon of a day in China."""
        name, _, email = (author or self.author).rstrip(">").partition(" <")
        moment = f"{day}T12:00:00+08:00"
        environ = {
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", name), ("EMAIL", email), ("DATE", moment))
        }
        self.git("add", "-A")
        self.git("commit", "-q", "--no-verify", "--allow-empty", "-m", message, *args, **environ)
        self.commits.append(self.git("rev-parse", "HEAD").strip())
        return self.commits[-1]


@pytest.fixture
def repo(tmp_path: Path) -> Callable[..., Repo]:
    """Makes a repository with a ledger in it; the path has spaces and Chinese in it."""

    def make(files: Mapping[str, str | bytes] = SOUND, folder: str = "") -> Repo:
        made = Repo(tmp_path / "台账 一", folder)
        made.ledger.mkdir(parents=True)
        made.git("init", "-q")
        made.write(files)
        return made

    return make


BROKEN = """\
- id: QY-013
  name: 示例机械有限公司
  principle: 王建国
"""
"""A record with an unknown key on line 3, column 3."""


@pytest.fixture
def broken(sound: Path) -> Path:
    return write_files(sound, {"enterprises/b.yaml": BROKEN})
