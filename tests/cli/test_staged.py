"""``check --staged`` judges what the next commit would hold, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

GOOD = "- {id: QY-013, name: 示例机械有限公司}\n"
BAD = "- {id: QY-013, name: 示例机械有限公司, principle: 王建国}\n"


@pytest.fixture
def made(repo: Any) -> Any:
    made = repo(folder="data")
    made.commit("2024-06-01")
    return made


def test_a_mistake_on_disk_that_is_not_staged_is_not_committed(run: Any, made: Any) -> None:
    made.write({"enterprises/b.yaml": GOOD})
    made.git("add", "-A")
    made.write({"enterprises/b.yaml": BAD})
    assert run("check", "--staged", "--ledger", made.ledger).code == 0
    assert run("check", "--ledger", made.ledger).code == 1


def test_a_mistake_that_is_staged_is_found_though_the_disk_is_sound(run: Any, made: Any) -> None:
    made.write({"enterprises/b.yaml": BAD})
    made.git("add", "-A")
    made.write({"enterprises/b.yaml": GOOD})
    answer = run("check", "--staged", "--ledger", made.ledger)
    assert answer.code == 1
    assert "S203" in answer.out
    assert "b.yaml:1:32" in answer.out


def test_a_photo_that_was_not_added_is_missed(run: Any, made: Any) -> None:
    made.write(
        {
            "activities/a.yaml": "- {id: HD-1, date: 2024-05-08, kind: 督导检查, evidence: [evidence/a.txt]}\n",
            "evidence/a.txt": "x",
        }
    )
    made.git("add", "data/activities")
    assert run("check", "--ledger", made.ledger).code == 0
    assert run("check", "--staged", "--ledger", made.ledger).code == 1


def test_an_unresolved_conflict_stops(run: Any, made: Any) -> None:
    path = Path("people/a.yaml")
    made.git("checkout", "-q", "-b", "side")
    made.write({str(path): "- {name: 甲}\n"})
    made.commit("2024-06-02")
    made.git("checkout", "-q", "main")
    made.write({str(path): "- {name: 乙}\n"})
    made.commit("2024-06-03")
    with pytest.raises(AssertionError):
        made.git("-c", "user.name=a", "-c", "user.email=b", "merge", "-q", "side")
    answer = run("check", "--staged", "--ledger", made.ledger)
    assert answer.code == 3
    assert "people/a.yaml" in answer.err


def test_it_needs_a_repository(run: Any, sound: Path) -> None:
    answer = run("check", "--staged", "--ledger", sound)
    assert answer.code == 3
    assert "git" in answer.err


def test_stdin_is_something_else(run: Any, made: Any) -> None:
    assert (
        run("check", "--staged", "--ledger", made.ledger, "--stdin-filename", "x.yaml", "-").code
        == 2
    )


def test_nothing_staged_yet(run: Any, repo: Any) -> None:
    answer = run("check", "--staged", "--ledger", repo().ledger)
    assert answer.code == 3
    assert "git 暂存区 中没有 ledger.yaml" in answer.err
