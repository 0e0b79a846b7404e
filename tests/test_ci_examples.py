"""The pipelines offered to ledger repositories: their commands, run as a merge request runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.folders import ROOT

FILES = (
    ROOT / "examples/ci/gitlab-ci.yml",
    ROOT / "examples/ci/github-workflow.yml",
    ROOT / "safety_ledger/templates/gitlab-ci.yml",
    ROOT / "safety_ledger/templates/github.yml",
)
HAZARD = """\
- id: YH-QY012-2024-001
  enterprise: QY-012
  title: 报警器失效
  level: 一般
  source: 督导检查
  found_on: 2024-06-01
  deadline: {deadline}
  responsible: {{rectifier: 王强}}
"""


def commands(data: object) -> Iterator[str]:
    """Every line of a pipeline that runs the program."""
    if isinstance(data, dict):
        yield from (line for value in data.values() for line in commands(value))
    elif isinstance(data, list):
        yield from (line for value in data for line in commands(value))
    elif isinstance(data, str) and data.startswith("safety-ledger "):
        yield data.replace("{{folder}}", ".").replace("${{ github.base_ref }}", "main")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_request_is_judged_by_what_it_brings(repo: Any, file: Path) -> None:
    made = repo()
    made.write({"hazards/a.yaml": HAZARD.format(deadline="2024-06-30")})
    base = made.commit("2024-06-01")
    made.git("checkout", "-q", "-b", "request")
    made.write({"enterprises/b.yaml": "- {id: QY-013, name: 别的企业}\n"})
    made.commit("2024-06-02")
    made.git("checkout", "-q", "main")
    made.write({"enterprises/c.yaml": "- {id: QY-014, name: 目标分支后来的}\n"})
    made.git("update-ref", "refs/remotes/origin/main", made.commit("2024-06-03"))
    made.git("checkout", "-q", "request")
    assert set(ran(made, base, file)) == {0}
    made.write({"hazards/a.yaml": HAZARD.format(deadline="2024-09-30")})
    made.commit("2024-06-04")
    assert 1 in ran(made, base, file)


def ran(made: Any, base: str, file: Path) -> list[int]:
    """How the commands of a pipeline end in a repository."""
    said = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "BASE": made.git("rev-parse", "main").strip(),
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "GITHUB_STEP_SUMMARY": str(made.top.parent / "summary.md"),
    }
    found = list(commands(yaml.safe_load(file.read_text(encoding="utf-8"))))
    assert found
    return [
        subprocess.run(
            ["sh", "-c", line],
            cwd=made.top,
            env=os.environ | said,
            capture_output=True,
            check=False,
        ).returncode
        for line in found
    ]
