"""``tasks`` and ``duties`` as commands: what they print, their filters, wrong usage, and no writing."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.folders import DATA, write_files

DAY = "2026-11-23"


@pytest.fixture
def asked(run: Any) -> Any:
    """What a command answers as JSON."""

    def asks(*words: str, day: str = DAY) -> dict[str, Any]:
        answer = run(*words, "--ledger", DATA, "--as-of", day, "--format", "json")
        assert (answer.code, answer.err) == (0, "")
        made: dict[str, Any] = json.loads(answer.out)
        return made

    return asks


@pytest.mark.parametrize("command", ["tasks", "tasks --all", "duties", "duties --year 2024"])
@pytest.mark.parametrize("form", ["terminal", "text", "markdown", "html", "json"])
def test_in_every_form(run: Any, command: str, form: str) -> None:
    answer = run(*command.split(), "--ledger", DATA, "--as-of", DAY, "--format", form)
    assert (answer.code, answer.err) == (0, "")
    assert DAY in answer.out
    assert "T04-1" in answer.out


@pytest.mark.parametrize(
    ("command", "files"),
    [
        ("tasks --list 重点项目", "by_action by_section coverage list_1 pressing"),
        ("duties", "duties half month quarter year"),
    ],
)
def test_tables_go_into_a_folder(run: Any, tmp_path: Path, command: str, files: str) -> None:
    folder = tmp_path / "out"
    words = [*command.split(), "--ledger", DATA, "--as-of", DAY, "--format", "csv"]
    assert run(*words).code == 2
    assert run(*words, "--output", f"{folder}/").code == 0
    assert " ".join(sorted(path.stem for path in folder.iterdir())) == files


@pytest.mark.parametrize("day", ["2024-12-31", "2025-06-30", DAY])
def test_the_whole_plan_is_visible(asked: Any, day: str) -> None:
    rows = asked("tasks", day=day)["rows"]
    plan = {*map(str, range(1, 21)), *(f"三({part})" for part in "一二三四五"), "一(二)", "二"}
    assert {row["paragraph"] for row in rows} >= plan | {"附件1", "附件2"}
    assert all(row["state"] and row["lead"] and row["kind"] for row in rows)


def test_tasks_without_filters_leave_out_lists_that_are_done(asked: Any) -> None:
    shown = {row["list"] for row in asked("tasks")["rows"]}
    every = {row["list"] for row in asked("tasks", "--all")["rows"]}
    assert every - shown == {"2024年度领导干部安全生产任务清单", "2025年度领导干部安全生产任务清单"}


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("--paragraph 19", "T19-1 T19-2 T19-3"),
        ("--paragraph 附件", "FJ1-1 FJ1-2 FJ1-3 FJ2-1 FJ2-2"),
        ("--paragraph 三（五） --paragraph 2", "BZ5-1 BZ5-2 T02-1"),
        ("--paragraph 1", "T01-1 T01-2 T01-3"),
        ("--list 领导 --section 综合科", "LD24-3 LD26-3"),
        ("--status 临期", "LD26-3"),
        ("--status 逾期 --section 综合科", "T12-1"),
        ("--status 逾期完成 --list 2024年度", "LD24-3"),
        ("--action 精准执法和帮扶 --status 已完成", "T10-1 T11-1 T11-2"),
    ],
)
def test_filters_of_tasks(asked: Any, words: str, ids: str) -> None:
    assert sorted(row["id"] for row in asked("tasks", *words.split())["rows"]) == ids.split()


def test_what_a_task_row_says(asked: Any) -> None:
    answer = asked("tasks", "--paragraph", "15")
    rows = {row["id"]: row for row in answer["rows"]}
    assert rows["T15-2"]["lacking_ids"] == []
    assert (rows["T15-2"]["state"], rows["T15-2"]["progress"]) == ("逾期完成", "5/5 = 100.0%")
    assert rows["T15-1"]["filed_on"] == "2024-04-10"
    (moved,) = (one for one in answer["milestones"] if one["task"] == "T15-1")
    assert (moved["original_due"], moved["due"]) == ("2024-12-31", "2025-06-30")
    assert (moved["done_on"], moved["documents"]) == ("2025-06-12", ["开安〔2024〕58号"])
    stages = [one for one in answer["stages"] if one["task"] == "T15-2"]
    assert [(one["due"], one["target"], one["state"]) for one in stages] == [
        ("2025-12-31", 100, "逾期完成")
    ]


def test_a_list_is_not_filed_before_its_day(asked: Any) -> None:
    words = ("tasks", "--list", "2025年度")
    filed = {
        day: asked(*words, day=day)["rows"][0]["filed_on"] for day in ("2025-03-13", "2025-03-14")
    }
    assert filed == {"2025-03-13": None, "2025-03-14": "2025-03-14"}


def test_rows_and_periods_of_duties_agree(asked: Any) -> None:
    answer = asked("duties", "--since", "2024-01-01")
    assert answer["rows"]
    for row in answer["rows"]:
        own = [
            one
            for one in answer["periods"]
            if (one["task"], one["subject"]) == (row["task"], row["subject"])
        ]
        settled = [one for one in own if one["state"] in {"已完成", "逾期完成", "逾期"}]
        assert row["of"] == len(settled)
        assert row["done"] == sum(one["state"] != "逾期" for one in settled)
        assert all((one["activity"] is not None) == (one["done_on"] is not None) for one in own)
        assert all(one["first"] <= one["last"] <= one["due"] for one in own)
    lacking = {(row["task"], row["subject"]) for row in answer["rows"] if row["lapsed"]}
    named = {(one["task"], id_) for one in answer["duties"] for id_ in one["lacking_ids"]}
    assert lacking == named


@pytest.mark.parametrize(
    ("words", "subjects"),
    [
        ("--enterprise QY-011 --year 2024", "QY-011"),
        ("--enterprise 示例化工有限公司 --task T04-2", "QY-012"),
        ("--section 综合科", "综合科"),
        ("--section 经济发展科 --task T04-1", "QY-006 QY-009"),
        ("--area 积善片区 --task T04-1", "QY-003 QY-004"),
        ("--industry 纺织 --industry 建材 --task T19-1", "QY-006 QY-008"),
        ("--task T04-1 --missed", "QY-004 QY-006 QY-008"),
        ("--task T04-1 --year 2025 --missed", "QY-006 QY-008 QY-009"),
        ("--task T04-2 --since 2026-07-01 --until 2026-09-30 --missed", "QY-012"),
        ("--enterprise QY-011 --year 2026", ""),
    ],
)
def test_filters_of_duties(asked: Any, words: str, subjects: str) -> None:
    rows = asked("duties", *words.split())["rows"]
    assert sorted({row["subject"] for row in rows}) == subjects.split()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("tasks --paragraph 21", "21"),
        ("tasks --status 超期", "超期"),
        ("tasks --list 计划", "计划"),
        ("tasks --section 安全科", "安全管理科"),
        ("tasks --action 安全科技", "安全科技支撑"),
        ("duties --task T04-9", "T04-1"),
        ("duties --task T06-2", "T06-2"),
        ("duties --year 24", "年份"),
        ("duties --year 2024Q1", "年份"),
        ("duties --year 2024 --since 2024-01-01", "--year"),
        ("duties --since 2024-02-01 --until 2024-01-01", "--until"),
        ("duties --since 2024-02-30", "不是日期"),
        ("duties --enterprise QY-01", "QY-01"),
        ("duties --level 重大", "--level"),
    ],
)
def test_wrong_usage_says_what_was_wrong(run: Any, words: str, said: str) -> None:
    answer = run(*words.split(), "--ledger", DATA, "--as-of", DAY)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def fingerprint(root: Path) -> dict[str, str]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_asking_twice_says_the_same_and_writes_nothing(run: Any, tmp_path: Path) -> None:
    copy = shutil.copytree(DATA, tmp_path / "copy")
    before = fingerprint(tmp_path)
    for command in ("tasks", "duties"):
        words = (command, "--as-of", DAY, "--format", "json", "--ledger")
        first, again, original = run(*words, copy), run(*words, copy), run(*words, DATA)
        assert first == again == original
    assert fingerprint(tmp_path) == before


def test_a_ledger_without_tasks_has_no_duties(run: Any, sound: Path) -> None:
    for command, said in (("tasks", "共 0 项任务"), ("duties", "没有符合条件的周期任务")):
        answer = run(command, "--ledger", sound, "--as-of", DAY, "--format", "text")
        assert (answer.code, answer.err) == (0, "")
        assert said in answer.out


def test_a_task_with_a_mistake_still_shows_the_rest(run: Any, sound: Path) -> None:
    text = (
        "list: 清单\ntasks:\n"
        "  - {id: T-1, title: 甲, lead: 安全管理科, milestones: [{id: M-1, due: 2024-12-31}]}\n"
        "  - {id: T-2, title: 乙, lead: 安全管理科, duty: {every: week, activity: 企业自查, since: 2024-01-01}}\n"
    )
    write_files(sound, {"tasks/a.yaml": text})
    answer = run("tasks", "--ledger", sound, "--as-of", DAY, "--format", "text")
    assert answer.code == 1
    assert "T-1" in answer.out


def test_show_tells_how_a_task_and_an_enterprise_stand(run: Any) -> None:
    def shown(*words: str) -> str:
        answer = run(*words, "--ledger", DATA, "--as-of", DAY, "--format", "text")
        assert answer.code == 0
        return str(answer.out)

    assert "示例纺织有限公司、示例新型建材有限公司" in shown("show", "T04-1")
    assert "开安〔2025〕39号" in shown("show", "T07-1")
    assert "197/203 = 97.0%" in shown("show", "FJ1-1")
    duties = shown("show", "QY-007").partition("【周期任务】")[2]
    assert {line.split()[0] for line in duties.splitlines() if line.startswith("T")} == {
        "T04-1",
        "T04-2",
        "T04-4",
        "T19-1",
        "T19-2",
    }


def test_the_enterprise_list_has_self_check_and_drill(asked: Any) -> None:
    rows = {row["id"]: row for row in asked("enterprises")["rows"]}
    keys = [
        f"{of}_{name}" for of in ("self_check", "drill") for name in ("period", "state", "missed")
    ]
    assert [rows["QY-010"][key] for key in keys] == ["2026-10", "逾期", 1, "2026H1", "已完成", 0]
    # no longer high-risk, so quarterly and yearly now; of 2025 it owed no yearly drill
    assert [rows["QY-007"][key] for key in keys] == ["2026Q3", "已完成", 0, "2024", "已完成", 0]
    # gone for good: nothing binds it
    assert [rows["QY-011"][key] for key in keys] == [None] * 6


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        # milestones led and shares: T12-1 LD26-3 of 综合科; T04-5 FJ1-1 LD26-2 of 安全管理科. Missed:
        # T04-1 QY-008, T04-2 QY-010, T19-2 QY-012; and T04-1, T04-4, T19-1 of QY-006 (经济发展科)
        ("section", {"安全管理科": (3, 3), "经济发展科": (0, 3), "综合科": (2, 0)}),
        ("person", {"吴建平": (1, 0), "徐海滨": (1, 0)}),
        (
            "enterprise",
            {
                "示例纺织有限公司": (0, 3),
                "示例新型建材有限公司": (0, 1),
                "示例涂料有限公司": (0, 1),
                "示例化工有限公司": (0, 1),
            },
        ),
        ("body", {}),
    ],
)
def test_the_roll_up_counts_tasks_due_and_duties_missed(
    asked: Any, by: str, expected: dict[str, tuple[int, int]]
) -> None:
    rows = asked("responsibilities", "--by", by)["rows"]
    found = {row["name"]: (row["tasks_due"], row["duties_missed"]) for row in rows}
    assert {name: both for name, both in found.items() if any(both)} == expected | {
        name: found[name] for name in expected if not any(found[name])
    }


def test_a_filter_by_area_leaves_out_what_is_of_no_area(asked: Any) -> None:
    rows = asked("responsibilities", "--by", "section", "--area", "古镛片区")["rows"]
    found = {row["name"]: (row["tasks_due"], row["duties_missed"]) for row in rows}
    assert found["经济发展科"] == (0, 3)
    assert found["安全管理科"] == (0, 1)
    assert "综合科" not in found
