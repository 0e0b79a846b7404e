"""Revisions, days and objects of real repositories, odd ones among them."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from safety_ledger.errors import LedgerError
from safety_ledger.git.objects import Objects, objects, walk
from safety_ledger.git.repository import repository
from safety_ledger.text import Lang

MARK = "ledger.yaml"
CHINA = dt.timezone(dt.timedelta(hours=8))


def refusal(folder: Path, name: str = "HEAD") -> str:
    with pytest.raises(LedgerError) as refused, repository(folder) as repo:
        repo.at(name, CHINA)
    return refused.value.say(Lang.ZH)


def test_a_commit_says_who_made_it_and_when(repo: Any) -> None:
    made = repo()
    made.commit("2024-06-01", "建账\n\n第二段")
    with repository(made.ledger) as git:
        commit = git.commit("main")
    assert (commit.author, commit.email) == ("李明", "liming@example.org")
    assert commit.authored == dt.datetime(2024, 6, 1, 12, tzinfo=CHINA)
    assert commit.committed == commit.authored
    assert (commit.subject, commit.parents) == ("建账", ())
    assert commit.id == made.commits[0]


def test_a_commit_message_in_another_encoding(repo: Any) -> None:
    made = repo()
    (made.top / "message").write_bytes("建账".encode("gbk"))
    made.git("add", "-A")
    made.git(
        "-c",
        "user.name=a",
        "-c",
        "user.email=b",
        "-c",
        "i18n.commitEncoding=gbk",
        "commit",
        "-qF",
        "message",
    )
    with repository(made.ledger) as git:
        assert git.commit("HEAD").subject == "建账"


def test_the_files_of_a_ledger_in_a_folder(repo: Any) -> None:
    made = repo(folder="数据/台账 甲")
    (made.top / "README.md").write_text("x", encoding="utf-8")
    made.commit("2024-06-01")
    with repository(made.ledger) as git:
        files = git.files(MARK, git.commit("HEAD"))
        assert set(files) == {MARK, "people/a.yaml", "enterprises/a.yaml"}
        assert git.objects.blob(files[MARK].id).decode() == "name: 示例台账\n"


def test_a_ledger_that_lay_elsewhere_is_found_where_no_other_is_meant(repo: Any) -> None:
    made = repo()
    first = made.commit("2024-06-01")
    (made.top / "data").mkdir()
    for name in (MARK, "people", "enterprises"):
        made.git("mv", name, f"data/{name}")
    made.commit("2024-06-02")
    with repository(made.top / "data") as git:
        assert set(git.files(MARK, git.commit(first))) == {
            MARK,
            "people/a.yaml",
            "enterprises/a.yaml",
        }


def test_a_day_means_the_last_commit_of_the_branch_by_its_end(repo: Any) -> None:
    made = repo()
    for day in ("2024-06-01", "2024-06-02", "2024-06-05"):
        made.commit(day)
    with repository(made.ledger) as git:
        found = [git.at(f"2024-06-{day:02d}", CHINA).id for day in (1, 2, 3, 4, 5, 30)]
        assert found == [made.commits[at] for at in (0, 1, 1, 1, 2, 2)]


def test_the_end_of_a_day_is_that_of_the_zone(repo: Any) -> None:
    made = repo()
    made.commit("2024-06-01")  # noon in China: still the evening before in Los Angeles
    with repository(made.ledger) as git:
        assert git.at("2024-05-31", dt.timezone(-dt.timedelta(hours=8))).id == made.commits[0]
        with pytest.raises(LedgerError):
            git.at("2024-05-31", CHINA)


def test_what_was_merged_later_was_not_known_on_the_branch(repo: Any) -> None:
    made = repo()
    first = made.commit("2024-06-01")
    made.git("checkout", "-q", "-b", "side")
    made.write({"people/b.yaml": "- {name: 周明}\n"})
    made.commit("2024-06-02")
    made.git("checkout", "-q", "main")
    made.git("merge", "-q", "--no-ff", "-m", "并", "side",
             GIT_COMMITTER_DATE="2024-06-05T12:00:00+08:00", GIT_COMMITTER_NAME="a", GIT_COMMITTER_EMAIL="b",
             GIT_AUTHOR_NAME="a", GIT_AUTHOR_EMAIL="b")  # fmt: skip
    with repository(made.ledger) as git:
        assert git.at("2024-06-03", CHINA).id == first
        assert len(git.at("2024-06-05", CHINA).parents) == 2


def test_a_detached_head_and_short_names_work(repo: Any) -> None:
    made = repo()
    first = made.commit("2024-06-01")
    made.commit("2024-06-02")
    made.git("tag", "年报")
    made.git("checkout", "-q", "--detach", "HEAD~1")
    with repository(made.ledger) as git:
        assert git.commit("HEAD").id == first
        assert git.commit(first[:8]).id == first
        assert git.commit("年报").id == made.commits[1]


@pytest.mark.parametrize(
    "name", ["nope", "", "--all", "HEAD\nHEAD", "2024-02-30", "HEAD:ledger.yaml"]
)
def test_an_unknown_revision_is_named(repo: Any, name: str) -> None:
    made = repo()
    made.commit("2024-06-01")
    assert refusal(made.ledger, name).startswith(f"没有版本“{name}”")


def test_no_repository_no_commit_and_a_bare_one(repo: Any, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    assert "不在 git 仓库中" in refusal(tmp_path / "plain")
    made = repo()
    assert refusal(made.ledger) == "仓库里还没有提交"
    assert refusal(made.ledger, "2024-06-01") == "仓库里还没有提交"
    made.commit("2024-06-01")
    bare = tmp_path / "bare.git"
    made.git("clone", "-q", "--bare", str(made.top), str(bare))
    assert "裸仓库" in refusal(bare)


def test_no_git_on_the_machine(repo: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = repo()
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert "没有安装 git" in refusal(made.ledger)


def test_a_shallow_clone_says_what_it_cannot_see(repo: Any, tmp_path: Path) -> None:
    made = repo()
    for day in ("2024-06-01", "2024-06-02"):
        made.commit(day)
    shallow = tmp_path / "shallow"
    made.git("clone", "-q", "--depth", "1", f"file://{made.top}", str(shallow))
    assert "浅克隆" in refusal(shallow, "HEAD~1")
    assert "浅克隆" in refusal(shallow, "2024-06-01")
    ((id_, parents),) = walk(shallow, "HEAD")
    with repository(shallow) as git, pytest.raises(LedgerError, match="unshallow"):
        git.refuse_boundary(git.commit(id_), parents)


def test_a_day_before_the_first_commit(repo: Any) -> None:
    made = repo()
    made.commit("2024-06-01")
    assert (
        refusal(made.ledger, "2024-05-31")
        == "2024-05-31 那天还没有提交：当前分支最早的提交是 2024-06-01"
    )


def test_only_what_differs_is_looked_into(repo: Any) -> None:
    made = repo()
    made.commit("2024-06-01")
    made.write({"people/a.yaml": "[]\n", "hazards/2024/QY.yaml": "[]\n"})
    (made.ledger / "enterprises/a.yaml").unlink()
    made.commit("2024-06-02")
    with repository(made.ledger) as git:
        trees = [git.commit(name).tree for name in ("HEAD~1", "HEAD")]
        found = {path: (bool(old), bool(new)) for path, old, new in git.objects.changed(*trees)}
        assert list(git.objects.changed(trees[0], trees[0])) == []
    assert found == {
        "enterprises/a.yaml": (True, False),
        "hazards/2024/QY.yaml": (False, True),
        "people/a.yaml": (True, True),
    }


def test_a_file_that_became_a_folder(repo: Any) -> None:
    made = repo()
    made.write({"x": "1"})
    made.commit("2024-06-01")
    (made.top / "x").unlink()
    made.write({"x/y": "2"})
    made.commit("2024-06-02")
    with repository(made.ledger) as git:
        trees = [git.commit(name).tree for name in ("HEAD~1", "HEAD")]
        found = [(path, bool(old), bool(new)) for path, old, new in git.objects.changed(*trees)]
    assert found == [("x", True, False), ("x/y", False, True)]


def test_commits_come_parents_first(repo: Any) -> None:
    made = repo()
    for day in range(1, 6):
        made.commit(f"2024-06-{day:02d}")
    assert [id_ for id_, _ in walk(made.top, "HEAD")] == made.commits
    assert [id_ for id_, _ in walk(made.top, "HEAD~2..HEAD")] == made.commits[3:]
    assert walk(made.top, "HEAD")[1] == (made.commits[1], (made.commits[0],))


def test_what_is_staged(repo: Any) -> None:
    made = repo()
    made.commit("2024-06-01")
    made.write({"people/a.yaml": "- {name: 甲}\n", "people/b.yaml": "[]\n"})
    made.git("add", "people/a.yaml")
    made.write({"people/a.yaml": "- {name: 乙}\n"})
    with repository(made.ledger) as git:
        staged = git.staged()
        assert set(staged) == {MARK, "people/a.yaml", "enterprises/a.yaml"}
        assert git.objects.blob(staged["people/a.yaml"].id).decode() == "- {name: 甲}\n"


def test_what_a_hook_is_told_is_told_from_where_it_runs(
    repo: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = repo(folder="data")
    made.commit("2024-06-01")
    shutil.copy(made.top / ".git/index", made.top / ".git/other")
    monkeypatch.chdir(made.top)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_WORK_TREE", ".")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/other")
    with repository(made.ledger) as git:
        assert MARK in git.staged()


def test_a_lost_object_is_named(repo: Any) -> None:
    made = repo()
    made.commit("2024-06-01")
    with objects(made.top) as kept, pytest.raises(LedgerError, match="is missing"):
        kept.blob("0" * 40)


def test_one_process_answers_everything(repo: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made = repo()
    made.commit("2024-06-01")
    with repository(made.ledger) as git:
        monkeypatch.setattr(subprocess, "Popen", None)
        files = git.files(MARK, git.commit("HEAD"))
        assert all(git.objects.blob(entry.id) for entry in files.values())
        assert isinstance(git.objects, Objects)
