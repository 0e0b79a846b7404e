"""What the tests share: how long hypothesis looks, and a way to run the program in this process."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from safety_ledger.cli import main

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


def write(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return write(tmp_path / "ledger", SOUND)


BROKEN = """\
- id: QY-013
  name: 示例机械有限公司
  principle: 王建国
"""
"""A record with an unknown key on line 3, column 3."""


@pytest.fixture
def broken(sound: Path) -> Path:
    return write(sound, {"enterprises/b.yaml": BROKEN})
