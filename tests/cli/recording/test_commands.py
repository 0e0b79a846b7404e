"""The recording commands as an inspector or a script meets them."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from safety_ledger.cli import main
from safety_ledger.git.process import git
from safety_ledger.model.hazard import ENTRY_KEYS
from safety_ledger.text import Lang
from safety_ledger.vocabulary import Event
from safety_ledger.work.load import load
from tests.folders import DATA, files_of
from tests.processes import PROGRAM

TODAY = "2026-11-24"
NEW = ("hazard", "add", "--enterprise", "QY-012", "--title", "配电箱未接地", "--level", "一般")
REST = ("--source", "督导检查", "--deadline", "2026-12-10", "--rectifier", "王强")


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAFETY_LEDGER_TODAY", TODAY)
    root = Path(shutil.copytree(DATA, tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return root


def clean(root: Path) -> bool:
    return load(root).findings == ()


def in_git(root: Path) -> None:
    """Make the ledger a repository with one commit."""
    git(root, "init", "--quiet")
    for name, value in (("user.name", "李明"), ("user.email", "liming@example.org")):
        git(root, "config", name, value)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "建账")


# -- hazard add ---------------------------------------------------------------------------------


def test_a_hazard_by_options(run: Any, ledger: Path) -> None:
    answer = run(*NEW, *REST)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        "已记录 YH-QY012-2026-002：隐患登记。现为待通知，期限 2026-12-10，"
        "下一步：通知主要负责人（安全管理科）\n"
    )
    hazard = load(ledger).hazard["YH-QY012-2026-002"]
    assert hazard.found_on.isoformat() == TODAY
    assert clean(ledger)


def test_an_enterprise_may_be_named(run: Any, ledger: Path) -> None:
    words = ["示例化工有限公司" if word == "QY-012" else word for word in (*NEW, *REST)]
    assert run(*words).code == 0
    assert "YH-QY012-2026-002" in load(ledger).hazard


def test_what_is_missing_is_named_and_nothing_is_written(run: Any, ledger: Path) -> None:
    before = files_of(ledger)
    answer = run("hazard", "add", "--enterprise", "QY-012", "--no-input")
    assert answer.code == 2
    assert answer.err == "用法错误：缺少 --title、--source、--level、--deadline\n"
    assert files_of(ledger) == before


@pytest.mark.parametrize(
    ("option", "word", "said"),
    [
        ("--enterprise", "QY-999", "没有编号或名称为“QY-999”的企业"),
        ("--level", "较大", "“较大”不是 level 的规定用语"),
        ("--deadline", "2026-13-10", "不是日期"),
        ("--deadline", "2026/12/10", "不是日期"),
        ("--category", "电气类", "是不是 电气"),
    ],
)
def test_a_word_nobody_knows_is_wrong_usage(
    run: Any, ledger: Path, option: str, word: str, said: str
) -> None:
    before = files_of(ledger)
    answer = run(*NEW, *REST, option, word)
    assert answer.code == 2
    assert said in answer.err
    assert files_of(ledger) == before


def test_a_place_without_an_enterprise_keeps_its_number(run: Any, ledger: Path) -> None:
    body = ("hazard", "add", "--body", "积善大道", "--title", "井盖缺失", "--level", "一般")
    rest = ("--source", "督导检查", "--deadline", "2026-12-10", "--section", "综合科")
    first, second = run(*body, *rest), run(*body, *rest)
    assert "YH-GG003-2026-001" in first.out
    assert "YH-GG003-2026-002" in second.out
    assert (ledger / "hazards/2026/GG-003.yaml").is_file()
    assert clean(ledger)


def test_a_public_report_needs_no_level_yet(run: Any, ledger: Path) -> None:
    answer = run(
        *("hazard", "add", "--enterprise", "QY-012", "--title", "夜间偷排", "--source", "群众举报"),
        *("--case", "JB-2026-009"),
    )
    assert answer.code == 0
    assert "现为待核实" in answer.out
    lacking = run("verify", "YH-QY012-2026-002", "--by", "李明")
    assert lacking.code == 2
    assert all(option in lacking.err for option in ("--level", "--deadline", "--rectifier"))
    assert clean(ledger)


def test_a_report_is_verified_with_what_it_lacks(run: Any, ledger: Path) -> None:
    run(
        *("hazard", "add", "--enterprise", "QY-012", "--title", "夜间偷排", "--source", "群众举报"),
        *("--case", "JB-2026-009"),
    )
    told = ("--level", "一般", "--deadline", "2027-01-31", "--rectifier", "王强")
    answer = run("verify", "YH-QY012-2026-002", "--by", "李明", *told)
    assert answer.code == 0
    assert "待通知" in answer.out
    hazard = load(ledger).hazard["YH-QY012-2026-002"]
    assert (hazard.level, str(hazard.deadline)) == ("一般", "2027-01-31")
    assert clean(ledger)


def test_the_commit_of_a_verification_names_it(run: Any, ledger: Path) -> None:
    in_git(ledger)
    told = ("--level", "一般", "--deadline", "2027-01-31", "--rectifier", "王强")
    assert run("verify", "YH-QY006-2026-001", "--by", "李明", *told, "--commit").code == 0
    subject = git(ledger, "log", "-1", "--format=%s").decode()
    assert subject.startswith(f"YH-QY006-2026-001 {TODAY} 核实：")


@pytest.mark.usefixtures("ledger")
def test_verification_rewrites_no_deadline(run: Any) -> None:
    answer = run("verify", "YH-QY012-2026-001", "--by", "李明", "--deadline", "2027-01-31")
    assert answer.code == 2
    assert "extend" in answer.err


def test_texts_that_look_like_something_else_are_kept(run: Any, ledger: Path) -> None:
    title = "甲罐 #3泵: [yes], 100%"
    words = [title if word == "配电箱未接地" else word for word in (*NEW, *REST)]
    assert run(*words, "--location", "0017", "--campaign", "no").code == 0
    hazard = load(ledger).hazard["YH-QY012-2026-002"]
    assert (hazard.title, hazard.location, hazard.campaign) == (title, "0017", "no")


# -- verbs --------------------------------------------------------------------------------------

VERBS = {
    Event.NOTIFY: "notify",
    Event.REQUEST_EXTENSION: "request-extension",
    Event.EXTEND: "extend",
    Event.REFUSE_EXTENSION: "refuse-extension",
    Event.RECTIFY: "rectify",
    Event.REVIEW: "review",
    Event.CLOSE: "close",
    Event.REOPEN: "reopen",
    Event.VERIFY: "verify",
    Event.DISMISS: "dismiss",
    Event.TRANSFER: "transfer",
    Event.VOID: "void",
    Event.GONE: "gone",
    Event.REJUDGE: "rejudge",
    Event.PROGRESS: "progress",
    **dict.fromkeys((Event.LETTER, Event.CIRCULAR, Event.SUMMON, Event.EXPOSE), "escalate"),
    **dict.fromkeys(
        (
            Event.LIST,
            Event.DELIST,
            Event.STOP_USE,
            Event.STOP_PRODUCTION,
            Event.RESUME,
            Event.SEAL,
            Event.PENALTY,
        ),
        "order",
    ),
}


def test_every_event_has_a_verb_with_an_option_for_each_of_its_keys(run: Any) -> None:
    assert set(VERBS) == set(Event)
    for event, verb in VERBS.items():
        shown = run(verb, "--help").out
        keys = ENTRY_KEYS[event].allowed - {"date", "event", "criterion"}
        for key in keys:
            assert f"--{key.replace('_', '-')} " in shown, (verb, key)


@pytest.mark.usefixtures("ledger")
def test_who_did_it_must_be_said(run: Any) -> None:
    assert run(*NEW, *REST).code == 0
    answer = run("notify", "YH-QY012-2026-002", "--no-input")
    assert (answer.code, answer.err) == (2, "用法错误：缺少 --by\n")


def test_one_notice_for_several_hazards(run: Any, ledger: Path) -> None:
    assert run(*NEW, *REST).code == run(*NEW, *REST).code == 0
    ids = ("YH-QY012-2026-002", "YH-QY012-2026-003")
    answer = run("notify", *ids, "--by", "李明", "--document", "开安〔2026〕40号")
    assert answer.code == 0
    assert answer.out.count("现为整改中") == 2
    assert [one.history[0].to for one in map(load(ledger).hazard.get, ids) if one] == [
        ("主要负责人",),
        ("主要负责人",),
    ]


@pytest.mark.usefixtures("ledger")
def test_the_choice_among_events(run: Any) -> None:
    assert run(*NEW, *REST).code == 0
    one = "YH-QY012-2026-002"
    missing = run("escalate", one, "--by", "李明", "--no-input")
    assert (missing.code, missing.err) == (2, "用法错误：缺少 --step\n")
    wrong = run("escalate", one, "--step", "约谈话", "--by", "李明")
    assert wrong.code == 2
    assert "是不是 约谈" in wrong.err
    done = run("escalate", one, "--step", "约谈", "--by", "李明", "--document", "开安函〔2026〕1号")
    assert "2026-11-24 约谈" in done.out
    zone = run("order", one, "--kind", "停产停业", "--issuer", "开发区管委会", "--by", "李明")
    assert zone.code == 1
    assert "L511" in zone.err


@pytest.mark.usefixtures("ledger")
def test_an_option_of_another_event_is_wrong_usage(run: Any) -> None:
    assert run(*NEW, *REST).code == 0
    answer = run(
        *("order", "YH-QY012-2026-002", "--kind", "查封", "--issuer", "县应急管理局"),
        *("--by", "李明", "--until", "2026-12-01"),
    )
    assert (answer.code, answer.err) == (2, "用法错误：查封 不带 --until\n")


@pytest.mark.usefixtures("ledger")
def test_an_unknown_hazard_names_the_nearest(run: Any) -> None:
    answer = run("close", "YH-QY012-2024-03", "--by", "赵刚")
    assert answer.code == 2
    assert "是不是 YH-QY012-2024-003" in answer.err


@pytest.mark.usefixtures("ledger")
def test_a_day_to_come_is_remarked_on(run: Any) -> None:
    assert run(*NEW, *REST).code == 0
    answer = run("progress", "YH-QY012-2026-002", "--by", "王强", "--date", "2026-12-01")
    assert (answer.code, answer.err) == (0, "注意：2026-12-01 在今天（2026-11-24）之后\n")


@pytest.mark.usefixtures("ledger")
def test_new_warnings_are_shown_and_do_not_stop(run: Any) -> None:
    assert run(*NEW, *REST).code == 0
    one = "YH-QY012-2026-002"
    for words in (
        ("notify", one, "--by", "李明"),
        ("rectify", one, "--by", "王强"),
        ("review", one, "--result", "合格", "--mode", "现场", "--by", "陈敏"),
    ):
        assert run(*words).err == ""
    answer = run("close", one, "--by", "陈敏")
    assert answer.code == 0
    first, second, _ = answer.err.splitlines()
    assert first == "提醒（不影响写入）："
    assert "L520" in second


def test_a_dry_run_prints_the_diff(run: Any, ledger: Path) -> None:
    before = files_of(ledger)
    answer = run(*NEW, *REST, "--dry-run")
    assert answer.code == 0
    assert answer.out.startswith(
        "--- a/hazards/2026/QY-012.yaml\n+++ b/hazards/2026/QY-012.yaml\n@@"
    )
    assert "+- id: YH-QY012-2026-002\n" in answer.out
    assert files_of(ledger) == before


# -- a visit and its notice ---------------------------------------------------------------------

VISIT = ("visit", "add", "QY-012", "--by", "李明、周明", "--document", "开安〔2026〕41号")


def test_a_visit_by_options(run: Any, ledger: Path) -> None:
    answer = run(
        *VISIT,
        *("--hazard", "title=通道堵塞；level=一般；deadline=2026-12-01；rectifier=王强"),
        *("--hazard", "title=警示牌缺失; level=一般; spot=王强"),
    )
    assert (answer.code, answer.err) == (0, "")
    now = load(ledger)
    first, second = now.hazard["YH-QY012-2026-002"], now.hazard["YH-QY012-2026-003"]
    assert [(one.event, one.document) for one in first.history] == [("通知", "开安〔2026〕41号")]
    assert [(one.event, one.by) for one in second.history] == [("整改完成", ("王强",))]
    (activity,) = (one for one in now.activities if one.date.isoformat() == TODAY)
    assert activity.found == (first.id, second.id)
    assert activity.by == ("李明", "周明")
    assert clean(ledger)


def test_a_visit_from_stdin(run: Any, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = """\
- title: "通道堵塞: 东侧"
  level: 一般
  deadline: 2026-12-01
  responsible: {rectifier: 王强}
- title: 无接地
  level: 一般
  deadline: 2026-12-12
  person: 张华
"""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
    assert run(*VISIT, "--hazards", "-").code == 0
    now = load(ledger)
    deadlines = [str(now.hazard[f"YH-QY012-2026-00{n}"].deadline) for n in (2, 3)]
    assert deadlines == ["2026-12-01", "2026-12-12"]
    assert clean(ledger)


def test_a_visit_that_found_nothing_says_so(run: Any, ledger: Path) -> None:
    assert run("visit", "add", "QY-012", "--by", "李明").code == 0
    (activity,) = (one for one in load(ledger).activities if one.date.isoformat() == TODAY)
    assert activity.found == ()


def test_a_visit_with_one_wrong_hazard_writes_nothing(run: Any, ledger: Path) -> None:
    before = files_of(ledger)
    answer = run(*VISIT, "--hazard", "title=甲；level=一般；deadline=2026-12-01；rectifier=王强",
                 "--hazard", "title=乙；level=一般")  # fmt: skip
    assert (answer.code, answer.err) == (2, "用法错误：缺少 --deadline\n")
    assert run(*VISIT, "--hazard", "tilte=甲").code == 2
    assert run(*VISIT, "--hazard", "甲").code == 2
    assert files_of(ledger) == before


@pytest.mark.usefixtures("ledger")
def test_a_notice_is_reviewed_item_by_item(run: Any) -> None:
    one = "title=甲；level=一般；deadline=2026-12-01；rectifier=王强"
    assert run(*VISIT, "--hazard", one, "--hazard", one, "--hazard", one).code == 0
    notice = ("review", "--notice", "开安〔2026〕41号", "--by", "张华", "--mode", "现场")
    ids = [f"YH-QY012-2026-00{n}" for n in (2, 3, 4)]
    assert run(*notice, "--no-input").code == 2
    assert run(*notice, "--pass", "YH-QY012-2024-003").code == 2
    twice = run(*notice, "--pass", ids[0], "--fail", ids[0])
    assert (twice.code, twice.err) == (2, f"用法错误：{ids[0]} 既写了 --pass 又写了 --fail\n")
    assert run(*notice, "--fail", ids[0], "--result", "合格").code == 2
    answer = run(*notice, "--pass", ids[0], "--fail", ids[1])
    assert answer.code == 0
    assert [line.split("：")[1].split("。")[0] for line in answer.out.splitlines()] == [
        "2026-11-24 复查 合格",
        "2026-11-24 复查 不合格",
    ]
    assert run(*notice, "--result", "合格").out.count("复查 合格") == 2
    done = run(*notice, "--result", "合格")
    assert done.code == 2
    assert "没有等待复查的隐患" in done.err
    assert run("review", "--notice", "开安〔2026〕4号", "--by", "张华").code == 2
    assert run("review", "--by", "张华").code == 2


# -- the other lists ----------------------------------------------------------------------------


def test_tasks(run: Any, ledger: Path) -> None:
    assert run("task", "progress", "T00-1", "--by", "张华", "--note", "推进").code == 0
    done = run("task", "done", "T00-1", "--by", "张华")  # its only milestone left
    assert done.code == 0
    assert run("task", "done", "T99", "--by", "张华").code == 2
    moved = run(
        *("task", "adjust", "T00-1", "--milestone", "T00-1-2026", "--until", "2027-03-31"),
        *("--document", "开安〔2026〕50号", "--by", "张华"),
    )
    assert moved.code == 0
    assert clean(ledger)


def test_activities(run: Any, ledger: Path) -> None:
    check = ("activity", "add", "--kind", "企业自查", "--enterprises", "QY-001、QY-002")
    assert run(*check, "--led-by", "主要负责人", "--nothing-found").code == 0
    (activity,) = (one for one in load(ledger).activities if one.date.isoformat() == TODAY)
    assert (activity.id, activity.found) == ("HD-2026-11-24-01", ())
    assert run("activity", "add", "--no-input").err == "用法错误：缺少 --kind\n"
    assert run(*check, "--nothing-found", "--found", "YH-QY012-2024-003").code == 2


def test_enterprises(run: Any, ledger: Path) -> None:
    assert run("enterprise", "add", "--name", "示例新厂", "--area", "积善片区").code == 0
    assert load(ledger).enterprise["QY-013"].name == "示例新厂"
    dated = run("enterprise", "set", "QY-012", "--principal", "李强", "--date", "2026-11-01")
    assert dated.out == "已记录 QY-012：2026-11-01 主要负责人 李强\n"
    firm = load(ledger).enterprise["QY-012"]
    assert (firm.principal != "李强", firm.changes[-1].principal) == (True, "李强")
    assert run("enterprise", "set", "QY-012", "--address", "新路1号").code == 0
    assert run("enterprise", "set", "QY-012", "--uscc", "1", "--date", TODAY).code == 2
    assert run("enterprise", "set", "QY-012").code == 2
    assert run("enterprise", "inactive", "QY-002", "--until", TODAY).code == 2
    assert run("enterprise", "inactive", "QY-002", "--from", "2026-11-01").code == 0
    assert run("enterprise", "inactive", "QY-002", "--until", TODAY).code == 0
    assert str(load(ledger).enterprise["QY-002"].inactive[-1].until) == TODAY
    assert clean(ledger)


def test_renumber(run: Any, ledger: Path) -> None:
    answer = run("renumber", "YH-QY012-2024-003", "YH-QY012-2024-103")
    assert answer.code == 0
    assert len(answer.out.splitlines()) == 1
    assert "编号改为 YH-QY012-2024-103；引用它的 " in answer.out
    assert clean(ledger)
    assert run("renumber", "YH-QY012-2024-003", "X").code == 2
    assert run("renumber", "YH-QY012-2024-103", "YH-QY012-2024-001").code == 2


def test_renumber_a_task(run: Any, ledger: Path) -> None:
    answer = run("renumber", "T04-1", "T04-10")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("已记录 T04-1：任务编号改为 T04-10；引用它的 ")
    assert "  - id: T04-10\n" in (ledger / "tasks" / "1-plan.yaml").read_text("utf-8")
    assert clean(ledger)


@pytest.mark.usefixtures("ledger")
def test_english_counts_need_no_plural(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("safety_ledger.cli.words.LANG", Lang.EN)
    monkeypatch.setattr("safety_ledger.cli.recording.step.LANG", Lang.EN)
    refused = run(
        "rejudge", "YH-QY008-2026-001", "--level", "重大", "--by", "陈敏", "--reason", "理由"
    )
    assert refused.err.startswith("nothing written: errors this would add to the ledger: 1\n")
    renamed = run("renumber", "YH-QY012-2026-001", "YH-QY012-2026-101")
    assert "; references changed along with it: 4\n" in renamed.out


def test_a_commit_takes_along_the_evidence_that_git_does_not_have(run: Any, ledger: Path) -> None:
    in_git(ledger)
    folder = ledger / "evidence" / "YH-QY008-2026-001"
    folder.mkdir()
    for name in ("注销.txt", "别的.txt"):
        (folder / name).write_text("图\n", encoding="utf-8")
    paper = "evidence/YH-QY008-2026-001/注销.txt"
    words = ("YH-QY008-2026-001", "--by", "陈敏", "--reason", "企业注销", "--evidence", paper)
    answer = run("gone", *words, "--commit")
    assert (answer.code, answer.err.splitlines()[1]) == (0, f"佐证材料一并提交：{paper}")
    said = git(ledger, "-c", "core.quotePath=no", "show", "--name-only", "--format=", "HEAD")
    assert said.decode().split() == [paper, "hazards/2026/QY-008.yaml"]
    assert run("check", "--staged").code == 0


def test_a_broken_file_is_refused_with_exit_3(run: Any, ledger: Path) -> None:
    assert run(*NEW, *REST).code == 0
    file = ledger / "hazards/2026/QY-012.yaml"
    with file.open("a", encoding="utf-8") as opened:
        opened.write("- id: X\n bad\n")
    answer = run("progress", "YH-QY012-2026-002", "--by", "王强")
    assert answer.code == 3
    assert "先运行 check 改好" in answer.err
    assert len(answer.err.splitlines()) == 1


@pytest.mark.usefixtures("ledger")
def test_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFETY_LEDGER_LANG", "en")
    words = [*PROGRAM, *NEW, *REST]
    ran = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    assert ran.stdout.startswith("YH-QY012-2026-002 recorded: new hazard; now 待通知, deadline")


def test_no_ledger_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAFETY_LEDGER", raising=False)
    assert main([*NEW, *REST]) == 3
