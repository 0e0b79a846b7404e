"""A sound ledger comes in as it was written: typed by the declarations, every place known."""

from __future__ import annotations

import datetime as dt
import os
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from safety_ledger.diagnostics import Place
from safety_ledger.errors import LedgerError
from safety_ledger.ledger import Ledger
from safety_ledger.store import read
from safety_ledger.vocabulary import Event, Level, Role, Source
from tests.folders import link, write_files

LEDGER = """\
name: 示例台账
period: {from: 2020-01-01, until: 2030-12-31}
terms: {category: [粉尘防爆], tags: [液氯]}
industries: [机械制造, {name: 危险化学品, high_risk: true}]
"""
HAZARD = """\
# 示例
- id: YH-QY012-2024-003   # 默认编号
  enterprise: QY-012
  title: "012"
  level: 重大
  category: 粉尘防爆
  criterion: {standard: 某标准, article: "12"}
  location: 3.10米平台
  source: 督导检查
  found_on: "2024-05-08"
  deadline: 2024-06-30
  responsible: {rectifier: 王强}
  plan:
    funds: 0120.50
  history:
    - {date: 2024-05-09, event: 通知, to: [主要负责人, 实际控制人], by: 李明}
    - date: 2024-05-10
      event: 进展
      by: [李明, 周明]
      note: |
        第一行
        第二行
"""


def write(root: Path, files: dict[str, str]) -> Path:
    return write_files(root, {"ledger.yaml": LEDGER, **files})


@pytest.fixture
def ledger(tmp_path: Path, parser: None) -> Ledger:  # noqa: ARG001 - runs with both
    return read(write(tmp_path, {"hazards/2024/QY012.yaml": HAZARD}))


def test_scalars_are_typed_by_the_field(ledger: Ledger) -> None:
    (hazard,) = ledger.hazards
    assert ledger.findings == ()
    assert hazard.title == "012"
    assert hazard.level is Level.MAJOR
    assert hazard.source is Source.INSPECTION
    assert hazard.found_on == dt.date(2024, 5, 8)
    assert hazard.criterion is not None
    assert hazard.criterion.article == "12"
    assert hazard.location == "3.10米平台"
    assert hazard.plan is not None
    assert hazard.plan.funds == Decimal("120.5")
    assert hazard.body is None
    assert hazard.liable is None


def test_entries_keep_their_order_and_take_one_name_or_many(ledger: Ledger) -> None:
    notice, progress = ledger.hazards[0].history
    assert notice.event is Event.NOTIFY
    assert notice.by == ("李明",)
    assert notice.to == ("主要负责人", "实际控制人")
    assert progress.by == ("李明", "周明")
    assert progress.note == "第一行\n第二行\n"
    assert progress.evidence == ()


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 2, 3),
        (("title",), 4, 10),
        (("criterion", "article"), 7, 39),
        (("history", 0), 16, 7),
        (("history", 0, "to", 1), 16, 49),
        (("history", 1, "by"), 19, 11),
        (("history", 1, "until"), 17, 7),
        (("liable",), 2, 3),
    ],
)
def test_every_field_has_its_place(
    ledger: Ledger, path: tuple[str | int, ...], line: int, column: int
) -> None:
    place = ledger.locator.place(ledger.hazards[0].origin, path)
    assert place == Place("hazards/2024/QY012.yaml", line, column)


def test_the_line_of_a_place_is_shown(ledger: Ledger) -> None:
    place = ledger.locator.place(ledger.hazards[0].origin, ("level",))
    assert ledger.locator.line(place) == "  level: 重大"


def test_places_below_a_broken_record_are_right(tmp_path: Path) -> None:
    second = HAZARD.replace("003", "004")
    broken = HAZARD.replace("level: ", "level：")
    ledger = read(write(tmp_path, {"hazards/a.yaml": HAZARD + broken + second}))
    first, last = ledger.hazards
    assert ledger.locator.place(first.origin, ("level",)).line == 5
    assert ledger.locator.place(last.origin, ("history", 1, "by")).line == 19 + 2 * 22


@pytest.mark.usefixtures("parser")
def test_every_kind_is_read(tmp_path: Path) -> None:
    ledger = read(
        write(
            tmp_path,
            {
                "people/a.yaml": "- {name: 李明, roles: [督导员, {role: 审核人, from: 2025-01-01}]}\n",
                "enterprises/a.yaml": "- {id: QY-012, name: 示例, tags: [液氯], employees: 12}\n",
                "hazards/a.yaml": HAZARD,
                "tasks/plan.yaml": (
                    "list: 任务\nsource: 方案\ntasks:\n"
                    "  - {id: T1, title: 甲, lead: 科, milestones: [{id: M1, due: 2024-12-31}]}\n"
                    "  - {id: T2, title: 乙, lead: 科, duty: {every: year, activity: 疏散演练, "
                    "applies_to: {}, since: 2024-01-01}}\n"
                ),
                "activities/2024.yaml": "- {id: A1, date: 2024-01-01, kind: 企业自查, found: []}\n",
                "risks/a.yaml": "- {id: R1, enterprise: QY-012, name: 罐区, level: 红, measures: {人防: 值守}}\n",
            },
        )
    )
    assert ledger.findings == ()
    assert ledger.roles_on("李明", dt.date(2024, 12, 31)) == {Role.INSPECTOR}
    assert ledger.roles_on("李明", dt.date(2025, 1, 1)) == {Role.INSPECTOR, Role.APPROVER}
    assert ledger.enterprise["QY-012"].tags == ("液氯",)
    assert [task.id for task in ledger.tasks] == ["T1", "T2"]
    assert ledger.activities[0].found == ()
    assert ledger.risks[0].measures is not None
    assert ledger.risks[0].measures.people == "值守"
    assert [item if isinstance(item, str) else item.name for item in ledger.file.industries] == [
        "机械制造",
        "危险化学品",
    ]


def test_one_bad_task_does_not_take_the_list_with_it(tmp_path: Path) -> None:
    text = (
        "list: 任务\ntasks:\n  - {id: T1, title: 甲}\n"
        "  - {id: T2, title: 乙, lead: 科, milestones: [{id: M1, due: 2024-12-31}]}\n"
    )
    ledger = read(write(tmp_path, {"tasks/a.yaml": text}))
    assert [(task.id, task.ordinal) for task in ledger.tasks] == [("T2", 1)]
    assert [one.id for one in ledger.unread] == ["T1"]


def test_an_absent_list_is_not_an_empty_one_where_it_matters(tmp_path: Path) -> None:
    ledger = read(
        write(tmp_path, {"activities/a.yaml": "- {id: A, date: 2024-01-01, kind: 企业自查}\n"})
    )
    assert ledger.activities[0].found is None


NOTHING = ["", "# 只有一句话\n", "\n\n", "---\n", "---\n...\n"]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("text", NOTHING)
def test_an_emptied_ledger_yaml_is_missed(tmp_path: Path, text: str) -> None:
    (found,) = read(write(tmp_path, {"ledger.yaml": text, "people/a.yaml": ""})).findings
    assert (found.code.code, found.place) == ("S201", Place("ledger.yaml", 1, 1))


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("text", NOTHING)
def test_a_task_list_not_yet_begun_is_an_empty_one(tmp_path: Path, text: str) -> None:
    ledger = read(write(tmp_path, {"tasks/plan.yaml": text}))
    assert (ledger.findings, ledger.task_lists) == ((), ())


def test_a_ledger_without_a_name_keeps_what_else_it_says(tmp_path: Path) -> None:
    """Its deadlines, terms and goals must not vanish over a missing name."""
    text = "policies: {review_within_days: 20}\nterms: {tags: [冷库]}\n"
    enterprise = "- {id: QY-1, name: 示例, tags: [冷库]}\n"
    root = write(tmp_path, {"ledger.yaml": text, "enterprises/a.yaml": enterprise})
    ledger = read(root)
    assert [one.code.code for one in ledger.findings] == ["S205"]
    assert (ledger.file.name, ledger.policies.review_within_days) == (root.name, 20)


def test_the_order_of_files_is_by_path(tmp_path: Path) -> None:
    one = "- {id: %s, name: 示例}\n"
    files = {f"enterprises/{name}.yaml": one % name for name in ("b", "a", "c/a", "B")}
    ledger = read(write(tmp_path, files))
    assert [item.id for item in ledger.enterprises] == ["B", "a", "b", "c/a"]


def test_an_overlay_stands_in_for_a_file(tmp_path: Path) -> None:
    root = write(tmp_path, {"hazards/a.yaml": HAZARD})
    ledger = read(
        root, {"hazards/a.yaml": b"[]\n", "enterprises/new.yaml": b"- {id: Q, name: a}\n"}
    )
    assert ledger.hazards == ()
    assert [item.id for item in ledger.enterprises] == ["Q"]


def test_reading_writes_nothing(tmp_path: Path) -> None:
    root = write(tmp_path, {"hazards/a.yaml": HAZARD})
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    read(root)
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


# -- the folder -----------------------------------------------------------------------------------


def codes(root: Path) -> list[str]:
    return [f"{one.place.path} {one.code.code}" for one in read(root).findings]


def test_no_ledger_stops(tmp_path: Path) -> None:
    with pytest.raises(LedgerError):
        read(tmp_path)


def test_a_file_in_no_kinds_folder_is_an_error(tmp_path: Path) -> None:
    root = write(tmp_path, {"hazard/a.yaml": HAZARD, "notes.yml": "a: 1\n"})
    assert codes(root) == ["hazard/a.yaml F011", "notes.yml F011"]


def test_dot_names_and_evidence_are_left_alone(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            ".github/a.yaml": "x",
            ".gitlab-ci.yml": "x",
            "evidence/x/a.yaml": "x",
            "evidence/b.jpg": "",
        },
    )
    assert codes(root) == []
    assert read(root).evidence == {"evidence/x/a.yaml", "evidence/b.jpg"}


def test_links_out_of_the_ledger_are_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(HAZARD, encoding="utf-8")
    root = write(tmp_path / "ledger", {"people/a.yaml": ""})
    (root / "hazards").mkdir()
    link(root / "hazards/out.yaml", outside)
    link(root / "hazards/loop.yaml", root / "hazards/loop.yaml")
    link(root / "hazards/folder", tmp_path)
    assert sorted(codes(root)) == [
        "hazards/folder F012",
        "hazards/loop.yaml F012",
        "hazards/out.yaml F012",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    root = write(tmp_path, {"people/a.yaml": ""})
    (root / "hazards").mkdir()
    os.mkfifo(root / "hazards/a.yaml")
    (root / "hazards/b.yaml").mkdir()
    assert codes(root) == ["hazards/a.yaml F013"]


def test_union_merges_are_warned_of(tmp_path: Path) -> None:
    root = write(tmp_path, {".gitattributes": "*.md text\n*.yaml text merge=union\n"})
    (one,) = read(root).findings
    assert (one.code.code, one.place.line, one.place.column) == ("F014", 2, 13)


def test_a_newer_format_is_refused_with_a_word(tmp_path: Path) -> None:
    root = write(tmp_path, {"ledger.yaml": "format: 2\nname: a\n"})
    assert [one.code.code for one in read(root).findings] == ["S217"]


def test_a_record_may_end_with_a_block_scalar(tmp_path: Path) -> None:
    record = "- id: QY-{}\n  name: 示例{}厂\n  address: |-\n    园区一路\n"
    files = {
        "ledger.yaml": "name: 示例台账\n",
        "enterprises/a.yaml": record.format(1, 1) + record.format(2, 2),
    }
    assert codes(write(tmp_path, files)) == []


@pytest.mark.parametrize("most", [5000, 3, 0])
def test_keys_may_stand_in_any_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """However many orders of keys a file has, and however few of them are remembered."""
    monkeypatch.setattr("safety_ledger.store.plans.MOST_COURSES", most)
    keys = ("name: 李明{n}", "roles: [督导员]", "section: 安全管理科", "email: a@b.cn")
    orders = [order for _ in range(2) for order in permutations(keys)]
    text = "".join(
        f"- {{{', '.join(order)}}}\n".replace("{n}", str(n)) for n, order in enumerate(orders)
    )
    ledger = read(write(tmp_path, {"people/a.yaml": text + "- {name: 周明, name: 周明}\n"}))
    assert [person.name for person in ledger.people[:-1]] == [f"李明{n}" for n in range(48)]
    assert {(one.roles, one.section, one.email) for one in ledger.people[:-1]} == {
        ((Role.INSPECTOR,), "安全管理科", "a@b.cn")
    }
    assert [one.code.code for one in ledger.findings] == ["S204"]
