"""``diff`` and ``audit`` as a reviewer meets them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.processes import start

HAZARD = """\
- id: YH-QY012-2024-003
  enterprise: QY-012
  title: 报警器失效
  level: 一般
  source: 督导检查
  found_on: 2024-05-08
  deadline: 2024-06-30
  responsible: {rectifier: 王强}
  history:
    - {date: 2024-05-09, event: 通知, to: [主要负责人], by: 李明}
    - {date: 2024-06-20, event: 延期申请, until: 2024-07-31, by: 王强}
"""
EXTENDED = (
    HAZARD
    + "    - {date: 2024-06-25, event: 延期, until: 2024-07-31, by: 陈敏, reason: 设备到货推迟}\n"
)
DAY = ("--as-of", "2024-07-23")


@pytest.fixture
def made(repo: Any) -> Any:
    made = repo(folder="data")
    made.write({"hazards/2024/QY-012.yaml": HAZARD})
    made.commit("2024-06-21", "申请")
    return made


def test_an_extension_is_told_with_what_it_does(run: Any, made: Any) -> None:
    made.write({"hazards/2024/QY-012.yaml": EXTENDED})
    answer = run("diff", "--ledger", made.ledger, *DAY, "--fail-on", "weakened")
    assert (answer.code, answer.err) == (0, "")
    assert "期限 2024-06-30 → 2024-07-31（延期，陈敏，设备到货推迟）" in answer.out
    assert "逾期 23 天 → 未逾期" in answer.out
    assert ["逾期隐患", "1", "0"] in [line.split() for line in answer.out.splitlines()]


def test_a_rewritten_deadline_fails(run: Any, made: Any) -> None:
    made.write({"hazards/2024/QY-012.yaml": HAZARD.replace("06-30", "07-31")})
    shared = ("diff", "--ledger", made.ledger, *DAY)
    assert run(*shared).code == 0
    answer = run(*shared, "--fail-on", "weakened", "--format", "json")
    assert answer.code == 1
    said = json.loads(answer.out)
    assert said["weakens"] == 1
    assert said["weakened"][0]["weakening"] == "deadline_loosened"
    (change,) = said["changes"]
    assert {
        name: change[name]
        for name in ("id", "kind", "what", "path", "before", "after", "weakenings")
    } == {
        "id": "YH-QY012-2024-003",
        "kind": "hazard",
        "what": "field",
        "path": "deadline",
        "before": "2024-06-30",
        "after": "2024-07-31",
        "weakenings": ["deadline_loosened"],
    }
    assert said["effects"][0]["before"]["days_overdue"] == 23
    assert said["before"]["commit"] == made.commits[0]
    assert said["after"]["commit"] is None


def test_another_layout_is_no_difference(run: Any, made: Any) -> None:
    made.git("mv", "data/hazards/2024/QY-012.yaml", "data/hazards/一.yaml")
    text = "# 说明\r\n" + HAZARD.replace("\n", "\r\n").replace(
        "level: 一般", '"level": "一般"  # 级别'
    )
    (made.ledger / "hazards/一.yaml").write_bytes(text.encode())
    answer = run("diff", "--ledger", made.ledger, *DAY)
    assert answer.code == 0
    assert "内容没有变化" in answer.out


def test_two_revisions_two_days_and_a_branch(run: Any, made: Any) -> None:
    made.git("checkout", "-q", "-b", "申请/延期")
    made.write({"hazards/2024/QY-012.yaml": EXTENDED})
    made.commit("2024-06-26", "延期")
    made.git("checkout", "-q", "main")
    made.write({"people/b.yaml": "- {name: 周明}\n"})
    made.commit("2024-06-27", "加人")

    def changes(asked: str) -> list[tuple[str, str]]:
        said = json.loads(run("diff", asked, "--ledger", made.ledger, *DAY, "--format", "json").out)
        return [(one["what"], one["id"]) for one in said["changes"]]

    assert changes("main...申请/延期") == [("entry_added", "YH-QY012-2024-003")]
    assert changes("main..申请/延期") == [("removed", "周明"), ("entry_added", "YH-QY012-2024-003")]
    assert changes("HEAD~1..") == [("added", "周明")]
    assert changes("..HEAD~1") == [("removed", "周明")]
    assert changes("2024-06-21..2024-06-30") == [("added", "周明")]
    assert changes("HEAD~1") == [("added", "周明")]


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json", "terminal"])
def test_every_format(run: Any, made: Any, form: str) -> None:
    made.write({"hazards/2024/QY-012.yaml": EXTENDED.replace("报警器", "<b>报警器</b>|")})
    answer = run("diff", "--ledger", made.ledger, *DAY, "--format", form)
    assert answer.code == 0
    assert "陈敏" in answer.out
    if form == "html":
        assert "<b>报警器" not in answer.out


def test_what_cannot_be_read_is_said(run: Any, made: Any) -> None:
    made.write({"hazards/2024/QY-012.yaml": HAZARD.replace("title: ", "title：")})
    answer = run("diff", "--ledger", made.ledger, *DAY)
    assert answer.code == 1
    assert "改后读不出来，未比较" in answer.out
    assert "改后有 1 条记录或段落读不出来，比较不完整" in answer.out


@pytest.mark.parametrize("asked", ["nope", "nope..HEAD", "HEAD...nope"])
def test_an_unknown_revision(run: Any, made: Any, asked: str) -> None:
    answer = run("diff", asked, "--ledger", made.ledger)
    assert answer.code == 3
    assert "nope" in answer.err


def test_english(made: Any) -> None:
    made.write({"hazards/2024/QY-012.yaml": EXTENDED})
    for command, said in (("diff", "Changes of the ledger"), ("audit", "Audit")):
        ran = start(command, "--ledger", made.ledger, *DAY, SAFETY_LEDGER_LANG="en", PYTHONUTF8="1")
        assert ran.returncode == 0
        assert said in ran.stdout.decode()


# audit -------------------------------------------------------------------------------------------


def test_an_audit_names_commit_author_record_and_reason(run: Any, made: Any) -> None:
    made.write({"hazards/2024/QY-012.yaml": HAZARD.replace("06-30", "07-31")})
    wrong = made.commit("2024-06-22", "改期限", "路人 <x@example.org>")
    answer = run("audit", "--ledger", made.ledger, *DAY)
    assert answer.code == 1
    row = next(line for line in answer.out.splitlines() if "期限改写" in line)
    assert row.split() == [
        wrong[:10], "2024-06-22", "路人", "YH-QY012-2024-003", "期限改写", "整改期限", "2024-06-30", "→", "2024-07-31",
    ]  # fmt: skip
    said = json.loads(run("audit", "--ledger", made.ledger, *DAY, "--format", "json").out)
    (found,) = said["findings"]
    assert {
        name: found[name]
        for name in ("commit", "email", "date", "id", "kind", "problem", "gravity")
    } == {
        "commit": wrong,
        "email": "x@example.org",
        "date": "2024-06-22T12:00:00+08:00",
        "id": "YH-QY012-2024-003",
        "kind": "hazard",
        "problem": "deadline_rewritten",
        "gravity": "grave",
    }
    assert said["commits"] == 2


def test_an_honest_history_is_silent_about_commits(run: Any, made: Any) -> None:
    made.write({"hazards/2024/QY-012.yaml": EXTENDED})
    made.commit("2024-06-26")
    answer = run("audit", "--ledger", made.ledger, *DAY)
    assert answer.code == 0
    assert made.commits[1][:10] not in answer.out


def test_late_entries_are_shown_and_do_not_fail(run: Any, made: Any) -> None:
    made.write({"hazards/2024/QY-012.yaml": EXTENDED})
    made.commit("2024-07-26")
    answer = run("audit", "--ledger", made.ledger, *DAY)
    assert answer.code == 0
    assert "事后 31 天才记入：2024-06-25 延期" in answer.out


def test_a_shallow_clone_is_not_taken_for_the_whole_history(
    run: Any, made: Any, tmp_path: Path
) -> None:
    made.write({"hazards/2024/QY-012.yaml": EXTENDED})
    made.commit("2024-06-26")
    shallow = tmp_path / "shallow"
    made.git("clone", "-q", "--depth", "1", f"file://{made.top}", str(shallow))
    answer = run("audit", "--ledger", shallow / "data")
    assert answer.code == 3
    assert "浅克隆" in answer.err


@pytest.mark.parametrize("command", ["diff", "audit"])
def test_without_a_commit_a_repository_or_git(
    run: Any, repo: Any, sound: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "git 仓库" in run(command, "--ledger", sound).err
    made = repo()
    answer = run(command, "--ledger", made.ledger)
    assert (answer.code, answer.out) == (3, "")
    assert "还没有提交" in answer.err
    monkeypatch.setenv("PATH", "/nowhere")
    answer = run(command, "--ledger", made.ledger)
    assert answer.code == 3
    assert "没有安装 git" in answer.err


@pytest.mark.parametrize(("command", "said"), [("diff", "两个版本"), ("audit", "1 个提交")])
def test_verbose_says_how_long_it_took(run: Any, made: Any, command: str, said: str) -> None:
    answer = run(command, "--ledger", made.ledger, *DAY, "--verbose")
    assert said in answer.err
    assert " 秒" in answer.err


def test_a_renumbered_record_is_told_as_that_and_charged_to_nobody(run: Any, made: Any) -> None:
    old, new = "YH-QY012-2024-003", "YH-QY012-2024-004"
    visit = "- {id: HD-1, date: 2024-06-21, kind: 督导检查, by: 李明, found: [%s]}\n"
    made.write({"activities/a.yaml": visit % old})
    made.commit("2024-06-21", "检查")
    assert run("renumber", old, new, "--ledger", made.ledger).code == 0
    made.commit("2024-12-01", "换编号")
    said = json.loads(
        run("diff", "HEAD~1..HEAD", "--ledger", made.ledger, *DAY, "--format", "json").out
    )
    assert [(one["id"], one["what"]) for one in said["changes"]] == [(new, "renumbered")]
    assert said["changes"][0]["words"] == f"编号 {old} → {new}"
    assert (said["weakens"], said["effects"], said["figures"]) == (0, [], [])
    found = json.loads(run("audit", "--ledger", made.ledger, "--format", "json").out)
    assert [*found["findings"], *found["look"]] == []


def test_a_record_renumbered_and_rewritten_at_once_is_another_one(run: Any, made: Any) -> None:
    text = HAZARD.replace("2024-003", "2024-004").replace("2024-06-30", "2024-09-30")
    made.write({"hazards/2024/QY-012.yaml": text})
    made.commit("2024-06-22")
    found = json.loads(run("audit", "--ledger", made.ledger, "--format", "json").out)
    assert [one["problem"] for one in found["findings"]] == ["record_removed"]


def test_what_came_and_went_says_its_status_in_words(run: Any, made: Any) -> None:
    assert "状态 整改中，逾期 23 天 → 无" in _without(run, made, "HEAD")
    assert "状态 无 → 整改中，逾期 23 天" in _without(run, made, "HEAD..HEAD~1")


def _without(run: Any, made: Any, asked: str) -> str:
    made.write({"hazards/2024/QY-012.yaml": "[]\n"})
    if ".." in asked:
        made.commit("2024-06-22")
    answer = run("diff", asked, "--ledger", made.ledger, *DAY)
    assert (answer.code, answer.err) == (0, "")
    return str(answer.out)
