"""Small ledgers from a few lines of YAML, read as any other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from safety_ledger import load
from safety_ledger.ledger import Ledger
from tests.folders import write_files

FILE = """\
name: 台账
sections: [安全管理科, 综合科]
areas: [东片区, 西片区]
industries: [{name: 危险化学品, high_risk: true}, 机械制造]
"""
Read = Callable[..., Ledger]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """A ledger of one task list, some enterprises and some activities; it has to be sound."""

    def reads(
        tasks: str = "", enterprises: str = "", activities: str = "", faults: tuple[str, ...] = ()
    ) -> Ledger:
        listed = f"list: 任务清单\ntasks:\n{tasks}" if tasks else ""
        files = {
            "ledger.yaml": FILE,
            "tasks/a.yaml": listed,
            "enterprises/a.yaml": enterprises,
            "activities/a.yaml": activities,
        }
        ledger = load(write_files(tmp_path, files))
        assert tuple(one.code.code for one in ledger.findings) == faults
        return ledger

    return reads
