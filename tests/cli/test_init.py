"""``init``: from an empty folder to a commit through the hook, with real git."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from safety_ledger import load
from safety_ledger.work.init import template
from safety_ledger.work.starting import led_by, starting_list, starting_lists
from tests.folders import DATA

WHO = {
    f"GIT_{who}_{what}": "a@example.org"
    for who in ("AUTHOR", "COMMITTER")
    for what in ("NAME", "EMAIL")
}
PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
GOOD = "- {id: QY-001, name: 示例化工有限公司}\n"
BAD = "- {id: QY-001, nmae: 示例化工有限公司}\n"


def git(folder: Path, *args: str, path: str = PATH) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *args],
        cwd=folder,
        env=os.environ | WHO | {"PATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def fresh(run: Any, tmp_path: Path) -> Path:
    folder = tmp_path / "高新区 台账"
    answer = run(
        "init", folder, "--name", "高新区台账", "--section", "安监科", "--section", "综合科"
    )
    assert (answer.code, answer.err) == (0, "")
    return folder


def test_a_new_ledger_is_sound_and_reports(run: Any, fresh: Path) -> None:
    assert run("check", "--ledger", fresh, "--fail-on", "warning").code == 0
    status = run("status", "--ledger", fresh)
    assert (status.code, status.err) == (0, "")
    assert "高新区台账" in status.out
    for command in ("weekly", "tasks", "todo", "overdue"):
        answer = run(command, "--ledger", fresh)
        assert (answer.code, answer.err) == (0, "")
        assert "高新区台账" in answer.out
    ledger = load(fresh)
    assert ledger.file.sections == ("安监科", "综合科")
    assert ledger.policies.closure_section == "安监科"
    assert ledger.hazards == ()
    assert len(tuple(ledger.tasks)) > 40
    assert {one.lead for one in ledger.tasks} == {"安监科", "综合科"}
    assert not any(one.history for one in ledger.tasks)


def test_a_commit_goes_through_the_hook_and_a_broken_one_does_not(fresh: Path) -> None:
    assert git(fresh, "add", "-A").returncode == 0
    first = git(fresh, "commit", "-qm", "建账")
    assert first.returncode == 0, first.stderr
    (fresh / "enterprises/a.yaml").write_text(BAD, encoding="utf-8")
    git(fresh, "add", "-A")
    refused = git(fresh, "commit", "-qm", "坏的")
    assert refused.returncode == 1
    assert "S203" in refused.stdout + refused.stderr
    assert (refused.stdout + refused.stderr).startswith("enterprises/a.yaml:1:")
    (fresh / "enterprises/a.yaml").write_text(GOOD, encoding="utf-8")
    assert git(fresh, "commit", "-qm", "磁盘上改了，没有再 add").returncode == 1
    assert git(fresh, "commit", "-qam", "改好").returncode == 0
    assert git(fresh, "rev-list", "--count", "HEAD").stdout == "2\n"
    assert git(fresh, "status", "--porcelain").stdout == ""


def test_only_what_is_committed_is_judged(fresh: Path) -> None:
    git(fresh, "add", "-A")
    git(fresh, "commit", "-qm", "建账")
    (fresh / "enterprises/a.yaml").write_text(GOOD, encoding="utf-8")
    git(fresh, "add", "enterprises/a.yaml")
    (fresh / "enterprises/b.yaml").write_text(BAD, encoding="utf-8")
    assert git(fresh, "commit", "-qm", "只提交好的").returncode == 0
    git(fresh, "add", "enterprises/b.yaml")
    (fresh / "people/people.yaml").write_text("- {name: 李明}\n", encoding="utf-8")
    assert git(fresh, "commit", "-qm", "只提交一个文件", "people/people.yaml").returncode == 0


def test_the_hook_finds_the_program_or_says_it_is_not_there(fresh: Path, tmp_path: Path) -> None:
    git(fresh, "add", "-A")
    git(fresh, "config", "--unset", "safety-ledger.python")
    assert git(fresh, "commit", "-qm", "用 PATH 里的").returncode == 0
    bare = tmp_path / "bin"
    bare.mkdir()
    for name in ("git", "sh", "dirname"):
        found = subprocess.run(
            ["sh", "-c", f"command -v {name}"], capture_output=True, encoding="utf-8", check=True
        )
        (bare / name).symlink_to(found.stdout.strip())
    (fresh / "enterprises/a.yaml").write_text(GOOD, encoding="utf-8")
    git(fresh, "add", "-A")
    refused = git(fresh, "commit", "-qm", "没装", path=str(bare))
    assert refused.returncode == 1
    assert "没有找到 safety-ledger" in refused.stderr


def test_nothing_is_ever_overwritten(run: Any, fresh: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in fresh.rglob("*") if path.is_file()}
    answer = run("init", fresh, "--no-input")
    assert answer.code == 3
    assert "不覆盖" in answer.err
    assert {path: path.read_bytes() for path in fresh.rglob("*") if path.is_file()} == before
    other = tmp_path / "other"
    other.mkdir()
    (other / "README.md").write_text("我的\n", encoding="utf-8")
    answer = run("init", other, "--no-input")
    assert answer.code == 0
    assert "README.md" in answer.err
    assert (other / "README.md").read_text(encoding="utf-8") == "我的\n"
    (tmp_path / "records/hazards").mkdir(parents=True)
    (tmp_path / "records/hazards/a.yaml").write_text("[]\n", encoding="utf-8")
    assert run("init", tmp_path / "records", "--no-input").code == 3
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert run("init", tmp_path / "file", "--no-input").code == 3


def test_bare_is_without_the_plan(run: Any, tmp_path: Path) -> None:
    assert run("init", tmp_path / "x", "--bare", "--no-git", "--no-input").code == 0
    assert not (tmp_path / "x/.git").exists()
    assert load(tmp_path / "x").task_lists == ()
    assert run("check", "--ledger", tmp_path / "x").code == 0


def test_inside_a_repository_it_stays_in_its_folder(run: Any, repo: Any) -> None:
    made = repo({"README.md": "x"})
    made.commit("2024-06-01")
    assert run("init", made.top / "台账", "--no-input").code == 0
    assert not (made.top / "台账/.git").exists()
    assert not (made.top / "台账/.gitlab-ci.yml").exists()
    assert made.git("config", "core.hooksPath") == "台账/.githooks\n"
    readme = (made.top / "台账/README.md").read_text(encoding="utf-8")
    assert "git config core.hooksPath '台账/.githooks' " in readme
    (made.top / "台账/enterprises/a.yaml").write_text(BAD, encoding="utf-8")
    git(made.top, "add", "-A")
    refused = git(made.top, "commit", "-qm", "坏的")
    assert refused.returncode == 1
    assert (refused.stdout + refused.stderr).startswith("台账/enterprises/a.yaml:1:")
    (made.top / "台账/enterprises/a.yaml").write_text(GOOD, encoding="utf-8")
    assert git(made.top / "台账/people", "commit", "-qam", "好的").returncode == 0


def test_hooks_that_are_there_are_left_alone(run: Any, repo: Any) -> None:
    made = repo({"README.md": "x"})
    (made.top / ".git/hooks").mkdir(exist_ok=True)
    (made.top / ".git/hooks/pre-commit").write_text("#!/bin/sh\n", encoding="utf-8")
    answer = run("init", made.top / "台账", "--no-input")
    assert answer.code == 0
    assert "没有启用提交前检查" in answer.err
    assert git(made.top, "config", "core.hooksPath").stdout == ""


def test_without_git_the_files_are_there_all_the_same(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    answer = run("init", tmp_path / "x", "--no-input")
    assert answer.code == 0
    assert "没有安装 git" in answer.err
    assert run("check", "--ledger", tmp_path / "x").code == 0


@pytest.mark.parametrize(
    "name", ['a: "b" #c', "yes", "{x}", "示例\\开发区", "2024-05-08", "- x", "'"]
)
def test_any_name_is_read_back_as_it_was_typed(run: Any, tmp_path: Path, name: str) -> None:
    answer = run(
        "init",
        tmp_path / "x",
        "--name",
        name,
        "--authority",
        name,
        "--section",
        name,
        "--no-git",
        "--no-input",
    )
    assert answer.code == 0
    ledger = load(tmp_path / "x")
    assert ledger.findings == ()
    assert (ledger.file.name, ledger.file.authority, ledger.file.sections) == (name, name, (name,))


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--name", " ", "台账名称不能为空"),
        ("--section", "", "科室名称不能为空"),
        ("--name", "a\nb", "台账名称须写在一行"),
    ],
)
def test_an_answer_that_is_none_is_wrong_usage(
    run: Any, tmp_path: Path, option: str, value: str, said: str
) -> None:
    answer = run("init", tmp_path / "x", option, value, "--no-input")
    assert answer.code == 2
    assert said in answer.err
    assert not (tmp_path / "x").exists()


def test_it_asks_three_questions_at_most(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answers = iter(["高新区台账", "高新区管委会", "安监科，综合科"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.prompt", lambda text, **_: asked.append(text) or next(answers))
    assert run("init", tmp_path / "x", "--no-git").code == 0
    assert len(asked) == 3
    file = load(tmp_path / "x").file
    assert (file.name, file.authority, file.sections) == (
        "高新区台账",
        "高新区管委会",
        ("安监科", "综合科"),
    )


# What is written ----------------------------------------------------------------------------------


def uncommented(text: str) -> str:
    """A template with its example brought to life."""
    _, _, example = text.replace("{{section}}", "安监科").partition("：\n# - ")
    return "".join(line.removeprefix("# ") for line in f"# - {example}".splitlines(keepends=True))


def test_the_examples_are_sound_records(run: Any, fresh: Path) -> None:
    for path in (
        "people/people",
        "enterprises/enterprises",
        "hazards/example",
        "activities/activities",
        "risks/points",
    ):
        file = fresh / f"{path}.yaml"
        text = file.read_text(encoding="utf-8")
        assert yaml.safe_load(text) is None
        file.write_text(uncommented(text), encoding="utf-8")
    answer = run("check", "--ledger", fresh, "--fail-on", "warning")
    assert (answer.code, answer.out) == (0, "")
    ledger = load(fresh)
    assert all((ledger.people, ledger.enterprises, ledger.hazards, ledger.activities, ledger.risks))


def test_the_example_of_a_task_list(fresh: Path) -> None:
    _, _, example = template("tasks.yaml").replace("{{section}}", "安监科").partition("清单：\n")
    text = "".join(line.removeprefix("# ") for line in example.splitlines(keepends=True))
    (fresh / "tasks/own.yaml").write_text(text, encoding="utf-8")
    assert load(fresh).findings == ()


def test_every_file_of_records_names_its_schema(fresh: Path) -> None:
    settings = json.loads((fresh / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert all((fresh / path).is_file() for path in settings["yaml.schemas"])
    for file in [*fresh.glob("*/*.yaml"), fresh / "ledger.yaml"]:
        text = file.read_text(encoding="utf-8")
        named = text.splitlines()[0].partition("$schema=")[2]
        schema = json.loads((file.parent / named).read_text(encoding="utf-8"))
        quoted = re.sub(r"(\d{4}-\d\d-\d\d)", r"'\1'", text)  # YAML 1.1 makes dates of them
        jsonschema.validate(yaml.safe_load(quoted) or [], schema)


def test_line_ends_are_lf_and_the_files_of_ci_are_yaml(fresh: Path) -> None:
    for file in fresh.rglob("*"):
        if file.is_file() and ".git/" not in file.as_posix():
            assert b"\r" not in file.read_bytes()
    for path in (".gitlab-ci.yml", ".github/workflows/ledger.yml"):
        assert "safety-ledger check --ledger ." in (fresh / path).read_text(encoding="utf-8")
        assert yaml.safe_load((fresh / path).read_text(encoding="utf-8"))
    readme = (fresh / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("# 高新区台账\n")
    assert "{{" not in readme


def test_git_shows_the_record_a_change_is_in(fresh: Path) -> None:
    (fresh / "enterprises/a.yaml").write_text(
        "- id: QY-001\n  name: 甲\n"
        + "".join(f"  # {number}\n" for number in range(9))
        + "  address: 旧\n",
        encoding="utf-8",
    )
    git(fresh, "add", "-A")
    git(fresh, "commit", "-qm", "建账")
    text = (fresh / "enterprises/a.yaml").read_text(encoding="utf-8")
    (fresh / "enterprises/a.yaml").write_text(text.replace("旧", "新"), encoding="utf-8")
    assert "@@ - id: QY-001" in git(fresh, "diff").stdout


def test_the_starting_lists_are_those_of_data() -> None:
    made = starting_lists(DATA / "tasks")
    assert set(made) == {"plan.yaml", "annex.yaml"}
    for name, text in made.items():
        assert template(name) == text
        assert "history:" not in text
        assert "filed:" not in text


def test_a_starting_list_keeps_the_tasks_and_drops_what_was_done() -> None:
    text = (
        "# 头\nlist: 甲\nsource: 乙\nfiled: {date: 2024-04-10, to: 丙}\ntasks:\n"
        "  - id: T-1\n    lead: 综合科\n    history:\n      # 注\n      - {date: 2024-05-01, event: 进展}\n"
        "    # 尚无完成记录\n  # 下一组\n  - id: T-2\n    lead: 别的科\n"
    )
    kept = starting_list(text).partition("tasks:\n")[2]
    assert kept == "  - id: T-1\n    lead: 综合科\n  # 下一组\n  - id: T-2\n    lead: 别的科\n"
    assert led_by(kept, ("安监科", "综合科")).count("lead: 安监科") == 1
