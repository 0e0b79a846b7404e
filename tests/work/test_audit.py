"""A history of thirty commits, half of them wrong: each wrong one is named, and none of the others.

The same history is told in several ways (moved files, other layouts, line ends, merges): what is
charged stays the same.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from safety_ledger.changes.history import Gravity
from safety_ledger.errors import LedgerError
from safety_ledger.reports.audit import History
from safety_ledger.work.audit import audit
from tests.histories import Commit, tell

Files = dict[str, Any]
"""A ledger as data: what stands in each file."""

LI = "李明 <liming@example.org>"
ZHAO = "赵刚 <ZhaoGang@example.org>"
SOMEBODY = "路人 <somebody@example.org>"


def start() -> Files:
    return {
        "ledger.yaml": {"name": "示例台账", "policies": {"record_within_days": 7}},
        "people/a.yaml": [
            {
                "name": "李明",
                "roles": ["督导员"],
                "section": "安全管理科",
                "email": "liming@example.org",
            },
            {"name": "周明", "roles": ["督导员"], "section": "安全管理科"},
            {
                "name": "赵刚",
                "roles": ["审核人"],
                "section": "安全管理科",
                "email": "zhaogang@example.org",
            },
        ],
        "enterprises/a.yaml": [{"id": "QY-012", "name": "示例化工有限公司", "principal": "王建国"}],
        "hazards/2024/a.yaml": [
            hazard(1, "2024-05-08"),
            hazard(2, "2024-05-08"),
            hazard(3, "2024-01-08"),
        ],
        "tasks/a.yaml": {
            "list": "任务清单",
            "tasks": [
                {
                    "id": "T-1",
                    "title": "任务",
                    "lead": "安全管理科",
                    "milestones": [{"id": "T-1-1", "due": "2024-12-31"}],
                }
            ],
        },
        "activities/a.yaml": [
            {
                "id": "HD-1",
                "date": "2024-05-08",
                "kind": "督导检查",
                "enterprises": ["QY-012"],
                "by": ["李明", "周明"],
            }
        ],
    }


def hazard(number: int, found: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"YH-QY012-2024-{number:03d}",
        "enterprise": "QY-012",
        "title": f"隐患{number}",
        "level": "重大",
        "criterion": {"standard": "判定标准", "article": "1"},
        "source": "督导检查",
        "found_on": found,
        "deadline": "2024-06-30",
        "responsible": {"rectifier": "王强"},
        "history": [
            {"date": found, "event": "通知", "to": ["主要负责人", "实际控制人"], "by": "李明"}
        ],
    } | more


def hazards(files: Files) -> dict[int, dict[str, Any]]:
    return {
        int(one["id"][-3:]): one
        for path, records in files.items()
        if path.startswith("hazards/")
        for one in records
    }


def enter(number: int, **entry: Any) -> Callable[[Files], None]:
    return lambda files: hazards(files)[number]["history"].append(dict(entry))


def put(number: int, **fields: Any) -> Callable[[Files], None]:
    return lambda files: hazards(files)[number].update(copy.deepcopy(fields))


def alter(number: int, at: int, **fields: Any) -> Callable[[Files], None]:
    return lambda files: hazards(files)[number]["history"][at].update(fields)


def remove(number: int) -> Callable[[Files], None]:
    def edit(files: Files) -> None:
        for path, records in files.items():
            if path.startswith("hazards/"):
                records[:] = [one for one in records if not one["id"].endswith(f"{number:03d}")]

    return edit


def add(record: dict[str, Any], path: str = "hazards/2024/a.yaml") -> Callable[[Files], None]:
    return lambda files: files[path].append(copy.deepcopy(record))


def task(**fields: Any) -> Callable[[Files], None]:
    return lambda files: files["tasks/a.yaml"]["tasks"][0].update(fields)


def policy(**days: int) -> Callable[[Files], None]:
    return lambda files: files["ledger.yaml"]["policies"].update(days)


def role(*roles: Any) -> Callable[[Files], None]:
    return lambda files: files["people/a.yaml"][0].update(roles=list(roles))


def drop_entry(number: int, at: int) -> Callable[[Files], None]:
    return lambda files: hazards(files)[number]["history"].pop(at)


@dataclass(frozen=True)
class Act:
    """One commit: what it does, who makes it on which day, and what it is to be charged with."""

    edit: Callable[[Files], Any]
    day: str
    charge: str = ""
    record: str = ""
    author: str = LI


H1, H2, H4, H5, H6, H7 = (f"YH-QY012-2024-{number:03d}" for number in (1, 2, 4, 5, 6, 7))
PLAN = {
    "goal": "目标",
    "measures": "措施",
    "funds": 1,
    "organisation": "人",
    "schedule": "日",
    "contingency": "案",
}

ACTS: Final = [
    Act(add(hazard(4, "2024-05-09")), "2024-05-10"),
    Act(put(1, deadline="2024-08-31"), "2024-05-11", "deadline_rewritten", H1),
    Act(put(1, deadline="2024-06-30"), "2024-05-12"),  # put right again
    Act(enter(1, date="2024-05-13", event="进展", note="探头已订货"), "2024-05-13"),
    Act(alter(1, 0, date="2024-05-06"), "2024-05-14", "entry_altered", H1),
    Act(put(2, plan=PLAN), "2024-05-15"),
    Act(put(2, level="一般"), "2024-05-16", "level_rewritten", H2),
    Act(enter(4, date="2024-05-16", event="延期申请", until="2024-07-31", by="王强"), "2024-05-17"),
    Act(put(4, plan=PLAN), "2024-05-17"),
    Act(enter(4, date="2024-05-17", event="延期", until="2024-07-31", by="赵刚", reason="到货推迟"), "2024-05-18", author=ZHAO),
    Act(drop_entry(4, 2), "2024-05-19", "entry_removed", H4),
    Act(add(hazard(5, "2024-05-18")), "2024-05-20"),
    Act(remove(5), "2024-05-21", "record_removed", H5),
    Act(add(hazard(5, "2024-05-21", title="另一条", source="企业自查")), "2024-05-22", "id_reused", H5),
    Act(enter(2, date="2024-05-01", event="进展", note="补记"), "2024-05-23", "back_dated", H2),
    Act(enter(2, date="2024-05-22", event="整改完成", by="王强", evidence=["evidence/a.txt"]), "2024-05-24"),
    Act(enter(2, date="2024-05-24", event="复查", result="合格", mode="现场", by=["李明", "周明"]), "2024-05-24"),
    Act(enter(2, date="2024-05-25", event="销号", by="赵刚"), "2024-05-25", author=ZHAO),
    Act(put(2, title="改了名"), "2024-05-26", "closed_changed", H2),
    Act(alter(2, 3, result="不合格"), "2024-05-26", "entry_altered", H2),
    Act(alter(1, 1, document="开安〔2024〕9号"), "2024-05-27"),  # a paper added to an entry
    Act(add(hazard(6, "2024-05-01")), "2024-05-28", "back_dated", H6),
    Act(put(6, interim_measures="停用"), "2024-05-28"),
    Act(enter(6, date="2024-05-27", event="整改完成", by="王强"), "2024-05-28"),
    Act(enter(6, date="2024-05-28", event="复查", result="合格", mode="现场", by=["李明", "周明"]), "2024-05-28"),
    Act(enter(6, date="2024-05-28", event="销号", by="赵刚"), "2024-05-29", "foreign_closer", H6, SOMEBODY),
    Act(task(milestones=[{"id": "T-1-1", "due": "2025-12-31"}]), "2024-05-30", "deadline_rewritten", "T-1"),
    Act(add({"id": "HD-2", "date": "2024-05-29", "kind": "督导检查", "by": "李明"}, "activities/a.yaml"), "2024-05-31"),
    Act(lambda files: files["activities/a.yaml"][0].update(date="2024-05-01"), "2024-06-01", "entry_altered", "HD-1"),
    Act(lambda files: files["people/a.yaml"].pop(1), "2024-06-02", "record_removed", "周明"),
    Act(put(4, responsible={"rectifier": "王强", "section": "安全管理科"}), "2024-06-03"),
    Act(policy(review_within_days=60), "2024-06-04", "policy_relaxed", ""),
    Act(policy(review_within_days=5), "2024-06-05"),
    Act(role("督导员", {"role": "审核人", "from": "2024-06-06"}), "2024-06-06"),
    Act(role("督导员", {"role": "审核人", "from": "2023-06-06"}), "2024-06-07", "signature_widened", "李明"),
]  # fmt: skip


def test_the_story_is_half_wrong() -> None:
    assert len(ACTS) >= 30
    assert sum(bool(act.charge) for act in ACTS) >= len(ACTS) // 2 - 1


# Ways to tell the story ---------------------------------------------------------------------------


@dataclass
class Teller:
    """Tells the acts as commits; each teller writes a ledger its own way."""

    step: int = 0
    commits: list[Commit] = field(default_factory=list)

    def path(self, path: str) -> str:
        return path

    def text(self, path: str, data: Any) -> str:  # noqa: ARG002 - for others
        return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)

    def written(self, files: Files) -> dict[str, str]:
        return {self.path(path): self.text(path, data) for path, data in files.items()}

    def add(self, files: dict[str, str], day: str, **more: Any) -> None:
        data = {f"数据/{path}": text.encode() for path, text in files.items()}
        self.commits.append(Commit(data, day, **more))

    def tell(self, files: Files, act: Act) -> int:
        """Add the commit of an act; its ordinal."""
        self.step += 1
        self.add(self.written(files), act.day, author=act.author)
        return len(self.commits) - 1


class Plain(Teller):
    """As it is."""


class Moving(Teller):
    """The files of hazards move at every commit."""

    def path(self, path: str) -> str:
        return (
            path.replace("hazards/2024", f"hazards/第{self.step}次 移动") if self.step % 2 else path
        )


class Scattered(Teller):
    """Every hazard lies in a file of its own every other time, in another order."""

    def written(self, files: Files) -> dict[str, str]:
        if self.step % 2:
            spread = {path: data for path, data in files.items() if not path.startswith("hazards/")}
            for one in hazards(files).values():
                spread[f"hazards/{self.step}/{one['id']}.yaml"] = [one]
            return super().written(spread)
        turned_round = list(reversed(files["hazards/2024/a.yaml"]))
        return super().written(files | {"hazards/2024/a.yaml": turned_round})


class Reformatting(Teller):
    """Another layout every time: braces, quotes, the order of keys and names, comments."""

    def text(self, path: str, data: Any) -> str:
        if not isinstance(data, list) and "tasks" not in data:
            return super().text(path, data)
        style = self.step % 3
        text = yaml.safe_dump(
            turned(data) if style else data,
            allow_unicode=True,
            sort_keys=style == 1,
            default_flow_style=None if style == 2 else False,
            default_style="'"
            if style == 1 and path.startswith("hazards") and not has_numbers(data)
            else None,
            width=30 if style == 2 else 1000,
            indent=4 if style else 2,
        )
        return f"# 第 {self.step} 次\n\n{text}\n# 完\n"


def turned(data: Any) -> Any:
    """The same with names in lists the other way round."""
    if isinstance(data, dict):
        return {key: turned(value) for key, value in data.items()}
    if isinstance(data, list):
        items = [turned(one) for one in data]
        return items[::-1] if all(isinstance(one, str) for one in items) else items
    return data


def has_numbers(data: Any) -> bool:
    if isinstance(data, dict):
        return any(has_numbers(one) for one in data.values())
    return isinstance(data, int) or (
        isinstance(data, list) and any(has_numbers(one) for one in data)
    )


class LineEnds(Teller):
    """CRLF and a BOM every other time."""

    def text(self, path: str, data: Any) -> str:
        text = super().text(path, data)
        return "\ufeff" + text.replace("\n", "\r\n") if self.step % 2 else text


class Merging(Teller):
    """Every act happens on a branch of its own and is merged; something else happened meanwhile."""

    def tell(self, files: Files, act: Act) -> int:
        base = len(self.commits) - 1
        before = self.commits[base].files
        made = super().tell(files, act)
        other = {
            f"数据/enterprises/{self.step}.yaml": f"- {{id: QY-9{self.step:02d}, name: 别的企业}}\n".encode()
        }
        others = {path: data for path, data in before.items() if "enterprises/" in path} | other
        self.commits[made] = replace(self.commits[made], files=self.commits[made].files | {
            path: data for path, data in before.items() if "enterprises/" in path})  # fmt: skip
        self.commits.append(Commit({**before, **other}, act.day, "另一件事", parents=(base,)))
        merged = {**self.commits[made].files, **others}
        self.commits.append(
            Commit(merged, "2024-12-31", "合并", "并 <m@example.org>", parents=(made + 1, made))
        )
        return made


TELLERS = (Plain, Moving, Scattered, Reformatting, LineEnds, Merging)


def told(top: Path, teller: type[Teller]) -> tuple[list[tuple[str, str, str, str]], History]:
    """What the commits are to be charged with, and what they are."""
    files = start()
    telling = teller()
    telling.add(
        telling.written(files) | {"evidence/a.txt": "整改后\n"}, "2024-05-08", message="建账"
    )
    expected = []
    for act in ACTS:
        act.edit(files)
        at = telling.tell(files, act)
        if act.charge:
            expected.append((at, act.author.split(" <")[0], act.record, act.charge))
    ids = tell(top, telling.commits)
    return [(ids[at], *rest) for at, *rest in expected], audit(top / "数据")


@pytest.mark.parametrize("teller", TELLERS)
def test_every_wrong_commit_is_named_and_no_other(tmp_path: Path, teller: type[Teller]) -> None:
    expected, found = told(tmp_path / "台账 一", teller)
    charged = [
        (one.commit, one.author, one.charge.id, one.charge.problem.value)
        for one in found.charges
        if one.charge.problem.gravity is not Gravity.LISTED
    ]
    assert sorted(charged) == sorted(expected)
    days = {one.commit: one.date.date().isoformat() for one in found.charges}
    assert set(days.values()) <= {act.day for act in ACTS}


def test_every_version_of_every_file_is_parsed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from safety_ledger.store import versions

    parsed: list[bytes] = []
    scan = versions.scan
    monkeypatch.setattr(
        versions, "scan", lambda path, data: parsed.append(data) or scan(path, data)
    )
    _, found = told(tmp_path / "台账 一", Moving)
    others = [data for data in parsed if not data.startswith(b"name:")]
    assert len(others) == len(set(others))
    assert found.commits == len(ACTS) + 1
    assert len(others) < 2 * found.commits


# One thing at a time ------------------------------------------------------------------------------


@pytest.fixture
def book(repo: Any) -> Any:
    made = repo({})
    made.files = start()

    def lay_out(files: Files) -> None:
        for name in ("people", "enterprises", "hazards", "tasks", "activities"):
            for old in sorted((made.ledger / name).rglob("*.yaml")):
                old.unlink()
        made.write(Plain().written(files))

    def act(edit: Callable[[Files], Any], day: str = "2024-05-10", author: str = LI) -> str:
        edit(made.files)
        lay_out(made.files)
        return str(made.commit(day, "改", author))

    made.lay_out = lay_out

    made.act = act
    act(lambda _: None, "2024-05-08")
    return made


def problems(made: Any, asked: str | None = None) -> list[tuple[str, str]]:
    return [(one.charge.problem.value, one.charge.id) for one in audit(made.ledger, asked).charges]


def test_what_was_there_when_the_ledger_was_set_up_is_not_late(book: Any) -> None:
    assert problems(book) == []


def test_a_mistake_of_syntax_hides_nothing(book: Any) -> None:
    path = book.ledger / "hazards/2024/a.yaml"
    sound = path.read_text()
    path.write_text(sound.replace("title: 隐患2", "title： 隐患2"), encoding="utf-8")
    book.commit("2024-05-09")
    assert problems(book) == []
    book.act(put(2, deadline="2024-12-31"))
    assert problems(book) == [("deadline_rewritten", H2)]


def test_a_record_that_was_broken_and_then_left_out(book: Any) -> None:
    path = book.ledger / "hazards/2024/a.yaml"
    path.write_text(path.read_text().replace("title: 隐患2", "title： 隐患2"), encoding="utf-8")
    book.commit("2024-05-09")
    (book.ledger / "people/b.yaml").write_text("[]\n")
    book.commit("2024-05-09")
    book.act(remove(2))
    assert problems(book) == [("record_removed", H2)]


def test_reopened_and_rejudged_are_listed(book: Any) -> None:
    book.act(enter(1, date="2024-05-09", event="改判", level="一般", reason="复核", by="赵刚"))
    book.act(
        enter(1, date="2024-05-10", event="重开", until="2024-07-01", reason="复发", by="赵刚")
    )
    assert problems(book) == [("rejudged", H1), ("reopened", H1)]


DUTY = {"every": "quarter", "activity": "企业自查", "applies_to": {}, "since": "2024-01-01"}
SHARE = {"having": "monitoring", "applies_to": {}}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"duty": DUTY}, {"duty": DUTY | {"every": "year"}}),
        ({"duty": DUTY}, {"duty": DUTY | {"since": "2025-01-01"}}),
        ({"duty": DUTY}, {"duty": DUTY | {"applies_to": {"high_risk": True}}}),
        (
            {"coverage": SHARE | {"targets": [{"due": "2025-12-31", "share": 100}]}},
            {"coverage": SHARE | {"targets": [{"due": "2025-12-31", "share": 60}]}},
        ),
    ],
)
def test_a_task_that_asks_for_less_is_looked_at_and_its_return_is_not(
    book: Any, before: dict[str, Any], after: dict[str, Any]
) -> None:
    def set_task(files: Files, fields: dict[str, Any]) -> None:
        files["tasks/a.yaml"]["tasks"] = [
            {"id": "T-2", "title": "任务", "lead": "安全管理科"} | fields
        ]

    book.act(lambda files: set_task(files, before))
    assert problems(book) == [("record_removed", "T-1")]
    book.act(lambda files: set_task(files, after))
    book.act(lambda files: set_task(files, before))
    assert problems(book)[1:] == [("task_loosened", "T-2")]


@pytest.mark.parametrize(
    ("named", "expected"),
    [("T-1-1", []), ("T-1-2", [("deadline_rewritten", "T-1")])],
)
def test_an_adjustment_excuses_its_own_milestone_only(
    book: Any, named: str, expected: list[tuple[str, str]]
) -> None:
    entry = {"date": "2024-05-10", "event": "调整", "until": "2025-03-31", "document": "文"}
    second = {"id": "T-1-2", "due": "2024-12-31"}
    book.act(task(milestones=[{"id": "T-1-1", "due": "2024-12-31"}, second]))
    moved = [{"id": "T-1-1", "due": "2025-03-31"}, second]
    book.act(task(milestones=moved, history=[entry | {"milestone": named}]))
    assert problems(book) == expected


def test_a_risk_rated_lower_without_a_review_is_looked_at(book: Any) -> None:
    def rate(level: str, day: str) -> None:
        text = f"- {{id: R1, enterprise: QY-012, name: 罐区, level: {level}, reviewed_on: {day}}}\n"
        book.write({"risks/a.yaml": text})
        book.commit("2024-05-10")

    rate("红", "2024-05-01")
    rate("橙", "2024-05-09")
    assert problems(book) == []
    rate("蓝", "2024-05-09")
    assert problems(book) == [("risk_lowered", "R1")]


def test_a_removed_record_that_is_put_back_is_not_used_again(book: Any) -> None:
    book.act(remove(2))
    book.act(add(hazard(2, "2024-05-08")), "2024-09-01")
    assert problems(book) == [("record_removed", H2)]


def test_an_id_that_changes_its_owner_in_place(book: Any) -> None:
    book.act(put(1, title="别的事", found_on="2024-05-09"))
    assert problems(book) == [("id_reused", H1)]


def test_an_id_taken_by_another_kind(book: Any) -> None:
    book.act(remove(2))
    book.act(add({"id": H2, "date": "2024-05-10", "kind": "督导检查"}, "activities/a.yaml"))
    assert problems(book) == [("record_removed", H2), ("id_reused", H2)]


def test_papers_that_move_are_still_there(book: Any) -> None:
    paper = book.ledger / "evidence/a.txt"
    paper.parent.mkdir()
    paper.write_bytes("整改后\n".encode())
    book.act(enter(1, date="2024-05-09", event="进展", evidence=["evidence/a.txt"]))
    book.git("mv", "evidence/a.txt", "evidence/乙.txt")
    book.act(alter(1, 1, evidence=["evidence/乙.txt"]))
    (book.ledger / "evidence/乙.txt").write_bytes("整改后\r\n".encode())
    book.act(lambda _: None)
    assert problems(book) == []
    (book.ledger / "evidence/乙.txt").write_bytes("换过\n".encode())
    book.act(lambda _: None)
    (book.ledger / "evidence/乙.txt").unlink()
    book.act(lambda _: None)
    assert problems(book) == [("evidence_replaced", H1), ("evidence_removed", H1)]


def branch(book: Any, *edits: Callable[[Files], Any]) -> None:
    book.git("checkout", "-q", "-b", "side")
    for edit in edits:
        book.act(edit)
    book.git("checkout", "-q", "main")


def merged(book: Any, files: Files) -> None:
    """A merge whose outcome somebody wrote by hand."""
    who = {
        f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    book.git("merge", "-q", "--no-commit", "--no-ff", "-s", "ours", "side", **who)
    book.lay_out(files)
    book.commit("2024-05-20", "合并")


def test_a_merge_that_loses_an_entry_is_charged(book: Any) -> None:
    before = copy.deepcopy(book.files)
    branch(book, enter(1, date="2024-05-09", event="进展", note="要丢的"))
    after = copy.deepcopy(book.files)
    book.files = copy.deepcopy(before)
    book.act(enter(2, date="2024-05-09", event="进展", note="另一条"))
    merged(book, copy.deepcopy(book.files))
    assert problems(book) == [("entry_removed", H1)]
    assert after != before


def test_a_merge_that_rewrites_what_neither_side_did_is_charged(book: Any) -> None:
    before = copy.deepcopy(book.files)
    branch(book, enter(1, date="2024-05-09", event="进展", note="甲"))
    book.files = before
    book.act(enter(2, date="2024-05-09", event="进展", note="乙"))
    both = copy.deepcopy(book.files)
    enter(1, date="2024-05-09", event="进展", note="甲")(both)
    put(3, deadline="2025-06-30")(both)
    merged(book, both)
    assert [one[0] for one in problems(book)] == ["deadline_rewritten"]


def test_a_removal_on_one_side_is_charged_there_and_not_to_the_merge(book: Any) -> None:
    before = copy.deepcopy(book.files)
    branch(book, remove(3))
    removed = copy.deepcopy(book.files)
    book.files = before
    book.act(enter(1, date="2024-05-09", event="进展", note="乙"))
    enter(1, date="2024-05-09", event="进展", note="乙")(removed)
    merged(book, removed)
    found = audit(book.ledger).charges
    assert [(one.charge.problem.value, one.charge.id) for one in found] == [
        ("record_removed", "YH-QY012-2024-003")
    ]
    assert found[0].subject == "改"


def test_only_a_part_of_the_history(book: Any) -> None:
    book.act(put(1, deadline="2024-08-31"))
    book.act(put(2, deadline="2024-08-31"))
    book.act(put(3, deadline="2024-08-31"))
    assert len(problems(book)) == 3
    assert problems(book, "HEAD~1..") == [("deadline_rewritten", "YH-QY012-2024-003")]
    assert problems(book, "HEAD~3..HEAD~1") == [
        ("deadline_rewritten", H1),
        ("deadline_rewritten", H2),
    ]
    assert len(problems(book, "HEAD~1")) == 2
    assert problems(book, "HEAD..HEAD") == []


def test_terms_of_another_time_do_not_hide_records(book: Any) -> None:
    book.files["ledger.yaml"]["terms"] = {"category": ["粉尘"]}
    book.act(put(1, category="粉尘"))
    del book.files["ledger.yaml"]["terms"]
    book.act(put(1, category="消防"))
    book.act(put(1, deadline="2024-12-31"))
    assert problems(book) == [("deadline_rewritten", H1)]


def test_without_an_approver_s_e_mail_closers_are_not_looked_at(book: Any) -> None:
    del book.files["people/a.yaml"][2]["email"]
    book.act(enter(3, date="2024-05-09", event="销号", by="赵刚"), author=SOMEBODY)
    assert problems(book) == []


def test_an_own_hazard_is_closed_by_the_enterprise(book: Any) -> None:
    own = hazard(7, "2024-05-09", level="一般", source="企业自查", history=[])
    book.act(add(own))
    book.act(enter(7, date="2024-05-10", event="销号", by="王建国"), author=SOMEBODY)
    assert problems(book) == []


def test_a_ledger_that_moved_into_a_folder_is_followed(book: Any) -> None:
    book.act(put(1, deadline="2024-08-31"))
    (book.top / "data").mkdir()
    for name in ("ledger.yaml", "people", "enterprises", "hazards", "tasks", "activities"):
        book.git("mv", name, f"data/{name}")
    book.commit("2024-05-11")
    found = audit(book.top / "data").charges
    assert [one.charge.problem.value for one in found] == ["deadline_rewritten"]


def test_the_whole_ledger_removed(book: Any) -> None:
    book.git("rm", "-rq", "ledger.yaml")
    book.commit("2024-05-11")
    assert problems(book) == [("record_removed", "")]


def test_a_repository_without_a_ledger(repo: Any) -> None:
    made = repo({"x.txt": "x"})
    made.commit("2024-05-11")
    with pytest.raises(LedgerError, match=r"ledger\.yaml"):
        audit(made.ledger)


def test_a_rebase_does_not_make_an_entry_late(book: Any) -> None:
    enter(1, date="2024-05-09", event="进展", note="乙")(book.files)
    book.lay_out(book.files)
    book.git("add", "-A")
    who = {
        f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    dates = {
        "GIT_AUTHOR_DATE": "2024-05-10T12:00:00+08:00",
        "GIT_COMMITTER_DATE": "2024-09-10T12:00:00+08:00",
    }
    book.git("commit", "-qm", "x", **who, **dates)
    assert problems(book) == []


def test_a_closure_by_an_inspector_is_seen_though_no_approver_has_an_e_mail(book: Any) -> None:
    del book.files["people/a.yaml"][2]["email"]
    book.act(enter(3, date="2024-05-09", event="销号", by="赵刚"), author=LI)
    assert problems(book) == [("foreign_closer", "YH-QY012-2024-003")]


def test_a_merge_that_loses_a_paper_is_charged(book: Any) -> None:
    book.write({"evidence/a.txt": "甲"})
    book.act(enter(1, date="2024-05-09", event="进展", evidence=["evidence/a.txt"]))
    before = copy.deepcopy(book.files)
    branch(book, enter(2, date="2024-05-09", event="进展", note="乙"))
    after = copy.deepcopy(book.files)
    book.files = before
    book.act(enter(3, date="2024-05-09", event="进展", note="丙"))
    enter(3, date="2024-05-09", event="进展", note="丙")(after)
    (book.ledger / "evidence/a.txt").unlink()
    merged(book, after)
    assert problems(book) == [("evidence_removed", H1)]


def test_a_task_that_could_not_be_read_for_a_while(book: Any) -> None:
    path = book.ledger / "tasks/a.yaml"
    sound = path.read_text()
    path.write_text(sound.replace("lead: 安全管理科", "lead: [安全管理科]"), encoding="utf-8")
    book.commit("2024-05-09")
    assert problems(book) == []
    path.write_text(sound.replace("2024-12-31", "2025-12-31"), encoding="utf-8")
    book.commit("2024-05-10")
    assert problems(book) == [("deadline_rewritten", "T-1")]
