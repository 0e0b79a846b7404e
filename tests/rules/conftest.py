"""A small sound ledger, and ways to lay pieces of YAML over it and have them checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

import pytest

from safety_ledger.diagnostics import Example, Finding
from safety_ledger.work.load import load
from tests.folders import write_files

HAZARDS = "hazards/2024/QY-012.yaml"

BASE = {
    "ledger.yaml": """\
name: 示例开发区安全生产治本攻坚台账
authority: 示例开发区管理委员会
sections: [安全管理科, 经济发展科]
""",
    "people/people.yaml": """\
- name: 李明
  roles: [督导员]
  section: 安全管理科
- {name: 周明, roles: [督导员, 审核人], section: 安全管理科}
- {name: 赵刚, roles: [审核人], section: 安全管理科}
- {name: 陈敏, roles: [审核人], section: 安全管理科}
- {name: 张华, roles: [督导员], section: 经济发展科}
- {name: 林涛, roles: [专家]}
""",
    "enterprises/enterprises.yaml": """\
- id: QY-012
  name: 示例化工有限公司
  industry: 危险化学品
  principal: 王建国
  controller: 王建国
  safety_manager: 刘芳
- id: QY-013
  name: 示例机械有限公司
""",
    HAZARDS: """\
- id: YH-QY012-2024-003
  enterprise: QY-012
  title: 可燃气体报警器失效
  level: 一般
  category: 设备设施
  source: 督导检查
  found_on: 2024-05-08
  found_by: 李明
  deadline: 2024-06-30
  responsible: {rectifier: 王强, section: 安全管理科, person: 张华}
""",
    "tasks/tasks.yaml": """\
list: 治本攻坚三年行动任务清单
tasks:
  - id: T06-2
    title: 重大事故隐患数据库运行管理机制
    lead: 安全管理科
""",
    "activities/activities.yaml": """\
- id: HD-2024-05-08-01
  date: 2024-05-08
  kind: 督导检查
  section: 安全管理科
""",
    "risks/risks.yaml": """\
- id: FX-QY012-01
  enterprise: QY-012
  name: 甲醇罐区
  level: 红
""",
    "evidence/YH-QY012-2024-003/after.jpg": "",
}
"""A sound ledger, but for its task: it is given what a task obliges to by whoever lays it over."""

OBLIGED = "milestones: [{id: T06-2-2024, due: 2024-12-31}]\n"

FILES = {
    "ledger": "ledger.yaml",
    "person": "people/people.yaml",
    "enterprise": "enterprises/enterprises.yaml",
    "hazard": HAZARDS,
    "task": "tasks/tasks.yaml",
    "activity": "activities/activities.yaml",
    "risk": "risks/risks.yaml",
}


def keys_of(lines: str) -> list[tuple[str, str]]:
    """The keys at the left edge, each with its lines; a key may stand twice."""
    parts = re.split(r"^(?=\w)", lines, flags=re.MULTILINE)
    return [(re.split(r"\W", part, maxsplit=1)[0], part) for part in parts if part]


def indented(lines: str, first: str, rest: str) -> str:
    marks = [first if i == 0 else rest for i in range(len(lines.splitlines()))]
    return "".join(
        mark + line for mark, line in zip(marks, lines.splitlines(keepends=True), strict=True)
    )


def laid_over(base: str, piece: str) -> str:
    """The first record of a text of records with the keys of ``piece`` in place of its own."""
    dashed = base.startswith("- ")
    end = base.find("\n- ") + 1 or len(base)
    record, others = base[:end], base[end:]
    own = re.sub(r"^(- |  )", "", record, flags=re.MULTILINE) if dashed else record
    given = keys_of(piece)
    parts = dict(keys_of(own))
    parts |= dict.fromkeys((name for name, _ in given), "")
    for name, part in given:
        parts[name] += part
    whole = "".join(parts.values())
    return (indented(whole, "- ", "  ") if dashed else whole) + others


def task_file(piece: str) -> str:
    base = BASE["tasks/tasks.yaml"]
    return base + indented(piece, "    ", "    ")


def compose(example: Example, piece: str, *, encoding: str = "utf-8") -> dict[str, bytes]:
    """The sound ledger with a piece of an example in it."""
    files = BASE | {FILES["task"]: task_file(OBLIGED)}
    kind = example.of.removesuffix("-without-people")
    if example.of.endswith("-without-people"):
        files[FILES["person"]] = ""
    if kind == "file":
        files[example.path] = piece
    elif kind == "task":
        files[FILES["task"]] = task_file(piece)
    else:
        files[FILES[kind]] = laid_over(BASE[FILES[kind]], piece)
    return {
        path: text.encode(encoding if path == example.path else "utf-8")
        for path, text in files.items()
    }


Check = Callable[[Mapping[str, bytes]], list[Finding]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Writes the files of a ledger and says what is wrong with it."""

    runs = count()

    def run(files: Mapping[str, bytes]) -> list[Finding]:
        return list(load(write_files(tmp_path / str(next(runs)), files)).findings)

    return run


@pytest.fixture
def composed() -> Callable[..., dict[str, bytes]]:
    return compose


Expect = Callable[..., None]

_MARK = re.compile(r"# <- ((?:[A-Z]\d{3} ?)+)")


@pytest.fixture
def expect(check: Check) -> Expect:
    """Checks a piece of YAML: each ``# <- H401`` must be found on its line, and nothing else.

    ``of`` says what the piece is, as in an example: a kind whose sound record it is laid over, or
    the path of a whole file.
    """

    def run(piece: str, of: str = "hazard") -> None:
        whole = "/" in of or of.endswith(".yaml")
        example = Example("", "", of="file" if whole else of, path=of if whole else "")
        files = compose(example, piece)
        marked = [
            (path, number, code)
            for path, data in files.items()
            for number, line in enumerate(data.decode().splitlines(), 1)
            if (mark := _MARK.search(line))
            for code in mark[1].split()
        ]
        found = [(one.place.path, one.place.line, one.code.code) for one in check(files)]
        assert sorted(found) == sorted(marked)

    return run
