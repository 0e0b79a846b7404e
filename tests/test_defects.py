"""Sixty files with mistakes: one run names them all, each in its place, and nothing else."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.defects import build as catalogue
from tests.folders import write_files
from tests.processes import PROGRAM, surroundings

FOLDER = Path(__file__).with_name("defects")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    try:
        return catalogue.build(tmp_path_factory.mktemp("defects"))
    except OSError:
        pytest.skip("this system makes no symbolic links")


def check(ledger: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, "check", "--format", "json", "--ledger", ledger],
        capture_output=True,
        encoding="utf-8",
        env=surroundings(**environ),
        check=False,
    )


def found(run: subprocess.CompletedProcess[str]) -> list[tuple[str, int, int, str]]:
    findings = json.loads(run.stdout)["findings"]
    return [(one["path"], one["line"], one["column"], one["code"]) for one in findings]


@pytest.mark.parametrize("environ", [{}, {"SAFETY_LEDGER_PURE_YAML": "1"}], ids=["libyaml", "pure"])
def test_every_mistake_is_found_in_its_place_and_nothing_else(
    ledger: Path, environ: dict[str, str]
) -> None:
    run = check(ledger, **environ)
    assert sorted(found(run)) == catalogue.EXPECTED
    assert run.returncode == 1
    assert "Traceback" not in run.stderr


def test_both_parsers_say_the_same(ledger: Path) -> None:
    assert check(ledger).stdout == check(ledger, SAFETY_LEDGER_PURE_YAML="1").stdout


def test_the_ledger_around_the_mistakes_is_sound(tmp_path: Path) -> None:
    run = check(write_files(tmp_path, catalogue.SOUND))
    assert found(run) == []
    assert run.returncode == 0


def test_the_catalogue_holds_what_it_says() -> None:
    assert len({defect.path for defect in catalogue.DEFECTS}) == 60
    assert len(catalogue.WRITING) == 15
    assert len(catalogue.EXPECTED) == 63
    assert (FOLDER / "expected.txt").read_text(encoding="utf-8") == catalogue.listing()
