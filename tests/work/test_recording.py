"""Recording as others call it: all or none, refused where it adds an error, told what came of it."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from safety_ledger.diagnostics import Severity
from safety_ledger.errors import LedgerError
from safety_ledger.store.edit_refusal import EditRefused, Why
from safety_ledger.text import Lang
from safety_ledger.work.load import load
from safety_ledger.work.outcome import outcome, subject
from safety_ledger.work.recording import (
    Change,
    NewEntry,
    NewRecord,
    Recorded,
    SetField,
    StepRefused,
    open_desk,
    record,
)
from safety_ledger.work.renumbering import renumbered
from tests.folders import DATA, files_of

HAZARD = "YH-QY012-2024-003"
FILE = "hazards/2024/QY-012.yaml"
DAY = dt.date(2024, 7, 1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def do(root: Path, *changes: Change, dry_run: bool = False) -> Recorded:
    return record(open_desk(root), changes, dry_run=dry_run)


def entry(**values: object) -> NewEntry:
    return NewEntry("hazard", HAZARD, "history", {"date": DAY, "event": "进展", **values})


def added(done: Recorded) -> list[str]:
    lines = done.diff.splitlines()
    return [one[1:].strip() for one in lines if one[:1] in "+-" and one[:3] not in {"+++", "---"}]


def test_an_entry_goes_where_its_date_belongs(root: Path) -> None:
    done = do(root, entry(by="王强", note="已到货"))
    assert added(done) == ["- {date: 2024-07-01, event: 进展, by: 王强, note: 已到货}"]
    (hazard,) = (one for one in load(root).hazards if one.id == HAZARD)
    assert [one.date for one in hazard.history] == sorted(one.date for one in hazard.history)
    assert done.paths == (FILE,)


def test_a_dry_run_writes_nothing(root: Path) -> None:
    before = files_of(root)
    done = do(root, entry(by="王强"), dry_run=True)
    assert len(added(done)) == 1
    assert files_of(root) == before
    assert not (root / ".safety-ledger").exists()


def test_a_step_that_adds_an_error_is_refused_with_its_code_and_place(root: Path) -> None:
    before = files_of(root)
    closure = NewEntry(
        "hazard", HAZARD, "history", {"date": dt.date(2024, 8, 5), "event": "销号", "by": "赵刚"}
    )
    with pytest.raises(StepRefused) as refused:
        do(root, closure)
    assert [one.code.code for one in refused.value.findings] == ["L512"]
    assert "2024-08-05" in refused.value.ledger.locator.line(refused.value.findings[0].place)
    assert files_of(root) == before


@pytest.mark.parametrize(
    ("values", "code"),
    [({"event": "办结"}, "S208"), ({"until": DAY}, "S212"), ({"spent": -5}, "S211")],
)
def test_values_the_reader_refuses_are_errors_too(
    root: Path, values: dict[str, object], code: str
) -> None:
    with pytest.raises(StepRefused) as refused:
        do(root, entry(**values))
    assert [one.code.code for one in refused.value.findings] == [code]


def test_old_errors_elsewhere_do_not_block(root: Path) -> None:
    with (root / "hazards/2025/QY-001.yaml").open("a", encoding="utf-8") as file:
        file.write("- {id: X-1, tilte: 没有标题}\n")
    with (root / "enterprises/guyong.yaml").open("a", encoding="utf-8") as file:
        file.write("- {id: QY-099, name: 示例厂, uscc: '123'}\n")
    known = [one.code.code for one in load(root).findings if one.severity is Severity.ERROR]
    assert known
    do(root, entry(by="王强"))
    now = [one.code.code for one in load(root).findings if one.severity is Severity.ERROR]
    assert now == known


def test_a_record_with_a_mistake_is_mended_first(root: Path) -> None:
    file = root / FILE
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("  campaign: 百日清零\n", "  campain: 百日清零\n"), encoding="utf-8"
    )
    with pytest.raises(EditRefused) as refused:
        do(root, entry(by="王强"))
    assert refused.value.why is Why.UNSOUND
    assert "先运行 check 改好" in refused.value.say(Lang.ZH)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("- id: YH-QY012-2024-001\n", "- id: YH-QY012-2024-001\n\t# x\n", Why.BROKEN),
        ("  campaign: 百日清零\n", "  campaign: 百日清零\r\n", Why.LINE_ENDS),
        ("- id: YH-QY012-2024-001\n", "<<<<<<< 我\n- id: YH-QY012-2024-001\n", Why.BROKEN),
        ("- id: YH-QY012-2024-001\n", "- id: YH-QY012-2024-001\n bad\n", Why.BROKEN),
        ("  campaign: 百日清零\n", "  campaign: &a 百日清零\n", Why.MARKS),
        ("event: 销号, by: 赵刚}\n", "event: 销号, by: 赵刚}\n---\n", Why.DOCUMENTS),
    ],
)
def test_what_cannot_be_edited_safely_is_refused(root: Path, old: str, new: str, why: Why) -> None:
    file = root / FILE
    text = file.read_text(encoding="utf-8").replace(old, new, 1)
    file.write_bytes(text.encode())
    before = files_of(root)
    with pytest.raises(EditRefused) as refused:
        do(root, entry(by="王强"))
    assert files_of(root) == before
    assert "没有写入" in refused.value.say(Lang.ZH)
    assert refused.value.why is why


def test_an_unknown_id_is_said_so(root: Path) -> None:
    with pytest.raises(LedgerError) as refused:
        do(root, NewEntry("hazard", "YH-0", "history", {"date": DAY, "event": "进展"}))
    assert "没有编号为“YH-0”的隐患" in refused.value.say(Lang.ZH)


def test_a_new_hazard_has_its_own_file_and_place(root: Path) -> None:
    values = {
        "id": "YH-QY007-2026-001",
        "enterprise": "QY-007",
        "title": "yes",
        "level": "一般",
        "source": "督导检查",
        "found_on": dt.date(2026, 3, 1),
        "deadline": dt.date(2026, 4, 1),
        "responsible": {"section": "安全管理科"},
    }
    done = do(root, NewRecord("hazard", values))
    assert done.paths == ("hazards/2026/QY-007.yaml",)
    assert (
        (root / done.paths[0]).read_text(encoding="utf-8").startswith("- id: YH-QY007-2026-001\n")
    )
    assert 'title: "yes"' in done.diff
    between = {**values, "id": "YH-QY012-2024-0025", "enterprise": "QY-012"}
    do(root, NewRecord("hazard", between, path=FILE))
    ids = [one.id for one in load(root).hazards if one.origin and one.origin.path == FILE]
    assert ids == ["YH-QY012-2024-001", "YH-QY012-2024-002", HAZARD, "YH-QY012-2024-0025"]


def test_several_files_are_changed_together_or_not_at_all(root: Path) -> None:
    activity = {
        "id": "HD-2024-07-01-09",
        "date": DAY,
        "kind": "督导检查",
        "enterprises": ["QY-012"],
        "found": [],
    }
    before = files_of(root)
    with pytest.raises(StepRefused) as refused:
        do(root, entry(by="王强"), NewRecord("activity", {**activity, "found": ["YH-0"]}))
    assert [one.code.code for one in refused.value.findings] == ["R301"]
    assert files_of(root) == before
    done = do(root, entry(by="王强"), NewRecord("activity", activity))
    assert done.paths == (FILE, "activities/2024.yaml")
    assert len(added(done)) == 2


def test_what_was_changed_meanwhile_is_kept(root: Path) -> None:
    desk = open_desk(root)
    do(root, entry(by="张华"))
    record(desk, [entry(by="王强")])
    text = (root / FILE).read_text(encoding="utf-8")
    assert "event: 进展, by: 张华}" in text
    assert "event: 进展, by: 王强}" in text


def test_who_may_sign_is_asked_of_the_files_as_they_are_now(root: Path) -> None:
    """A signer who lost the role while the question was on the screen signs no more."""
    desk = open_desk(root)
    people = root / "people/people.yaml"
    text = people.read_text(encoding="utf-8")
    people.write_text(text.replace("name: 赵刚", "name: 王钢"), encoding="utf-8")
    answer = {"date": dt.date(2026, 11, 20), "event": "延期驳回", "by": "赵刚"}
    with pytest.raises(StepRefused) as refused:
        record(desk, [NewEntry("hazard", "YH-QY012-2026-001", "history", answer)])
    assert [one.code.code for one in refused.value.findings] == ["L503"]


def test_a_task_and_an_enterprise_get_their_entries(root: Path) -> None:
    task = NewEntry(
        "task", "T06-2", "history", {"date": dt.date(2025, 1, 5), "event": "进展", "by": "张华"}
    )
    change = NewEntry("enterprise", "QY-001", "changes", {"date": DAY, "principal": "李强"})
    done = do(root, task, change, SetField("enterprise", "QY-002", ("risk", "level"), "橙"))
    assert len(done.paths) == 2
    assert [one.code.code for one in load(root).findings] == []
    assert load(root).enterprise["QY-001"].on(DAY).principal == "李强"


def test_the_outcome_and_the_message(root: Path) -> None:
    done = do(root, entry(by="王强"))
    assert [one.zh for one in outcome(done)] == [f"已记录 {HAZARD}：2024-07-01 进展。现为已销号"]
    assert subject(done).zh == f"{HAZARD} 2024-07-01 进展：甲醇罐区可燃气体报警器失效"


def test_a_renumbered_hazard_takes_its_references_along(root: Path) -> None:
    new = "YH-QY012-2024-303"
    ledger = open_desk(root).ledger
    done = do(root, *renumbered(ledger, HAZARD, new))
    assert all("evidence/" not in line for line in added(done))
    left = [
        line
        for data in files_of(root).values()
        for line in data.decode().splitlines()
        if HAZARD in line.replace(f"evidence/{HAZARD}/", "")
    ]
    assert left == []
    assert [one.code.code for one in load(root).findings] == []


def test_a_renumbering_that_was_killed_half_way_is_finished_by_taking_it_again(root: Path) -> None:
    changes = renumbered(open_desk(root).ledger, "QY-012", "QY-112")
    wanted = do(root, *changes, dry_run=True)
    assert len(wanted.edits) > 2
    for one in wanted.edits[:2]:
        (root / one.path).write_bytes(one.after)
    do(root, *renumbered(open_desk(root).ledger, "QY-012", "QY-112"))
    assert all((root / one.path).read_bytes() == one.after for one in wanted.edits)
    assert load(root).findings == ()


def test_one_of_two_with_the_same_id_is_renumbered(root: Path) -> None:
    other = root / "hazards/2024/branch.yaml"
    record_text = (root / FILE).read_text(encoding="utf-8").split("- id: ")[1]
    other.write_text("- id: " + record_text, encoding="utf-8")
    assert "R302" in [one.code.code for one in load(root).findings]
    ledger = open_desk(root).ledger
    done = do(
        root,
        *renumbered(ledger, "YH-QY012-2024-001", "YH-QY012-2024-004", "hazards/2024/branch.yaml"),
    )
    assert done.paths == ("hazards/2024/branch.yaml",)
    assert [one.code.code for one in load(root).findings] == []


def test_one_of_two_tasks_with_the_same_id_is_renumbered(root: Path) -> None:
    other = root / "tasks/branch.yaml"
    other.write_text(
        "list: 另一份\ntasks:\n  - id: MB-1\n    title: 另一项\n    lead: 安全管理科\n"
        "    milestones: [{id: MB-1-1, due: 2024-12-31}]\n",
        encoding="utf-8",
    )
    assert [one.code.code for one in load(root).findings] == ["R302"]
    ledger = open_desk(root).ledger
    assert renumbered(ledger, "MB-1", "MB-9", "tasks/nowhere.yaml") == []
    done = do(root, *renumbered(ledger, "MB-1", "MB-9", "tasks/branch.yaml"))
    assert done.paths == ("tasks/branch.yaml",)
    assert load(root).findings == ()
