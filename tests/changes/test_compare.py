"""What differs is exactly what was edited; another layout is no difference at all."""

from __future__ import annotations

import copy
import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from safety_ledger.changes import Change, compare, side_of
from tests.changes.reading import read_texts
from tests.folders import DATA

PATHS = ("ledger.yaml", "people/people.yaml", "enterprises/jishan.yaml", "enterprises/guyong.yaml",
         "hazards/2024/QY-001.yaml", "hazards/2024/QY-005.yaml", "hazards/2024/QY-012.yaml",
         "tasks/leaders-2024.yaml", "activities/2024.yaml", "risks/points.yaml")  # fmt: skip
FILES: dict[str, Any] = {
    path: yaml.safe_load((DATA / path).read_text(encoding="utf-8")) for path in PATHS
}


def plainly(files: dict[str, Any]) -> dict[str, str]:
    return {
        path: yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        for path, data in files.items()
    }


def otherwise(files: dict[str, Any], rng: random.Random) -> dict[str, str]:
    """The same written otherwise: order of records and names, layout, line ends, other files."""
    texts: dict[str, str] = {}
    for path, data in _scattered(files, rng).items():
        text = yaml.safe_dump(
            _turned(data, rng), allow_unicode=True, sort_keys=rng.random() < 0.5, width=rng.choice([30, 999]),
            default_flow_style=rng.choice([None, False]), indent=rng.choice([2, 4]),
        )  # fmt: skip
        text = f"# 说明\n{text}" if rng.random() < 0.5 else text
        texts[path] = "\ufeff" + text.replace("\n", "\r\n") if rng.random() < 0.3 else text
    return texts


def _scattered(files: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    spread: dict[str, Any] = {}
    for path, data in files.items():
        folder = path.partition("/")[0]
        if not isinstance(data, list):
            spread[path if folder != "tasks" else f"tasks/{rng.randrange(9)}/甲.yaml"] = data
            continue
        for record in rng.sample(data, len(data)):
            spread.setdefault(f"{folder}/{rng.randrange(4)} 册.yaml", []).append(record)
    return spread


def _turned(data: Any, rng: random.Random) -> Any:
    if isinstance(data, dict):
        keys = rng.sample(list(data), len(data))
        return {key: data[key] if key == "location" else _turned(data[key], rng) for key in keys}
    if isinstance(data, list):
        items = [_turned(one, rng) for one in data]
        dated = all(isinstance(one, dict) and "date" in one and "event" in one for one in items)
        return items if dated else rng.sample(items, len(items))
    return data


# Edits, each of one record, with what the comparison is to say of it --------------------------------

Told = tuple[str, str, str, str]
Edit = Callable[[dict[str, Any], random.Random], Told]


def records(files: dict[str, Any], folder: str) -> list[dict[str, Any]]:
    return [one for path, data in files.items() if path.startswith(folder) for one in data]


def pick(files: dict[str, Any], rng: random.Random, folder: str) -> dict[str, Any]:
    free = [one for one in records(files, folder) if "_edited" not in one]
    one = rng.choice(free)
    one["_edited"] = True
    return one


def hazard_field(files: dict[str, Any], rng: random.Random) -> Told:
    one = pick(files, rng, "hazards/")
    name, value = rng.choice([
        ("title", "改过的描述"), ("deadline", dt.date(2029, 1, 1)), ("location", "改过的部位"),
        ("campaign", "改过的行动"), ("interim_measures", "改过的措施"),
    ])  # fmt: skip
    one[name] = value
    return "hazard", one["id"], "field", name


def nested_field(files: dict[str, Any], rng: random.Random) -> Told:
    one = pick(files, rng, "hazards/")
    one.setdefault("responsible", {"rectifier": "x"})["person"] = "改过的人"
    return "hazard", one["id"], "field", "responsible.person"


def entry_added(files: dict[str, Any], rng: random.Random) -> Told:
    one = pick(files, rng, "hazards/")
    one["history"].append(
        {
            "date": dt.date(2028, 1, 1),
            "event": "进展",
            "by": "新来的人",
            "note": "新记的事",
            "spent": 7,
        }
    )
    return "hazard", one["id"], "entry_added", "history"


def entry_removed(files: dict[str, Any], rng: random.Random) -> Told:
    one = pick(files, rng, "hazards/")
    one["history"].pop(rng.randrange(len(one["history"])))
    return "hazard", one["id"], "entry_removed", "history"


def entry_altered(files: dict[str, Any], rng: random.Random) -> Told:
    one = pick(files, rng, "hazards/")
    entry = rng.choice(one["history"])
    entry.update(
        rng.choice(
            [
                {"note": "改过的备注"},
                {"by": ["改过的人"]},
                {"date": entry["date"] - dt.timedelta(400)},
            ]
        )
    )
    return "hazard", one["id"], "entry_altered", "history"


def hazard_added(files: dict[str, Any], rng: random.Random) -> Told:
    one = copy.deepcopy(
        rng.choice([one for one in records(files, "hazards/") if "_edited" not in one])
    )
    one.update({"id": f"YH-新-{rng.randrange(10**9)}", "_edited": True})
    files["hazards/2024/QY-012.yaml"].append(one)
    return "hazard", one["id"], "added", ""


def hazard_removed(files: dict[str, Any], rng: random.Random) -> Told:
    one = pick(files, rng, "hazards/")
    for path, data in files.items():
        if path.startswith("hazards/"):
            data[:] = [other for other in data if other is not one]
    return "hazard", one["id"], "removed", ""


def person_field(files: dict[str, Any], rng: random.Random) -> Told:
    one = pick(files, rng, "people/")
    one["email"] = "new@example.org"
    return "person", one["name"], "field", "email"


def role_added(files: dict[str, Any], rng: random.Random) -> Told:
    one = pick(files, rng, "people/")
    one["roles"] = [*one["roles"], {"role": "领导", "from": dt.date(2028, 1, 1)}]
    return "person", one["name"], "entry_added", "roles"


def enterprise_field(files: dict[str, Any], rng: random.Random) -> Told:
    one = pick(files, rng, "enterprises/")
    one["employees"] = 12345
    return "enterprise", one["id"], "field", "employees"


def activity_field(files: dict[str, Any], rng: random.Random) -> Told:
    one = pick(files, rng, "activities/")
    one["participants"] = 12345
    return "activity", one["id"], "field", "participants"


def milestone(files: dict[str, Any], rng: random.Random) -> Told:
    tasks = [
        one
        for one in files["tasks/leaders-2024.yaml"]["tasks"]
        if one.get("milestones") and "_edited" not in one
    ]
    one = rng.choice(tasks)
    one["_edited"] = True
    rng.choice(one["milestones"])["due"] = dt.date(2029, 1, 1)
    return "task", one["id"], "entry_altered", "milestones"


def policy(files: dict[str, Any], rng: random.Random) -> Told:
    names = [name for name in ("verify_within_days", "slow_after_days", "long_open_days")
             if files["ledger.yaml"]["policies"].get(name) != 999]  # fmt: skip
    name = rng.choice(names)
    files["ledger.yaml"]["policies"][name] = 999
    return "ledger", "", "field", f"policies.{name}"


EDITS: tuple[Edit, ...] = (
    hazard_field, nested_field, entry_added, entry_removed, entry_altered, hazard_added, hazard_removed,
    person_field, role_added, enterprise_field, activity_field, milestone, policy,
)  # fmt: skip

BEFORE = read_texts(plainly(FILES))


def cleaned(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: cleaned(value) for key, value in data.items() if key != "_edited"}
    return [cleaned(one) for one in data] if isinstance(data, list) else data


def said(changes: list[Change]) -> Iterator[Told]:
    return ((one.kind, one.id, one.what.value, ".".join(one.path)) for one in changes)


def test_what_the_tests_begin_with_is_sound() -> None:
    assert BEFORE.unread == ()
    assert len(BEFORE.hazards) > 5


@given(st.integers(0, 2**32), st.lists(st.sampled_from(EDITS), max_size=3))
def test_the_changes_are_the_edits_whatever_the_layout(seed: int, edits: list[Edit]) -> None:
    rng = random.Random(seed)
    files = copy.deepcopy(FILES)
    expected = [edit(files, rng) for edit in edits]
    after = read_texts(otherwise(cleaned(files), rng))
    assert after.unread == ()
    assert Counter(said(compare(side_of(BEFORE), side_of(after)))) == Counter(expected)
    back = Counter(said(compare(side_of(after), side_of(BEFORE))))
    assert back.total() == len(edits)


# One thing at a time ------------------------------------------------------------------------------

HAZARD = """\
- id: YH-1
  enterprise: QY-1
  title: 甲
  level: 一般
  source: 督导检查
  found_on: 2024-05-08
  deadline: 2024-06-30
  responsible: {{rectifier: 王强}}
  history:
{entries}
"""


def hazard(*entries: str) -> dict[str, str]:
    lines = "\n".join(f"    - {{{one}}}" for one in entries)
    return {"ledger.yaml": "name: 台账\n", "hazards/a.yaml": HAZARD.format(entries=lines)}


def between(before: dict[str, str], after: dict[str, str]) -> list[Change]:
    return compare(side_of(read_texts(before)), side_of(read_texts(after)))


A = "date: 2024-05-09, event: 进展, note: 甲"
B = "date: 2024-05-09, event: 进展, note: 乙, by: 李明"
C = "date: 2024-05-10, event: 进展, note: 丙"


def test_entries_of_one_day_count_in_their_order_and_those_of_others_do_not() -> None:
    assert [one.what for one in between(hazard(A, B), hazard(B, A))] == ["entries_reordered"]
    assert between(hazard(A, C), hazard(C, A)) == []


def test_an_entry_altered_in_one_field_is_the_same_entry() -> None:
    (change,) = between(hazard(A), hazard(A.replace("05-09", "05-08")))
    assert change.what == "entry_altered"
    assert [(part.path, part.before, part.after) for part in change.parts] == [
        (("date",), dt.date(2024, 5, 9), dt.date(2024, 5, 8))
    ]


def test_another_entry_is_one_less_and_one_more() -> None:
    assert [one.what for one in between(hazard(A), hazard(C))] == ["entry_removed", "entry_added"]


def test_the_same_entry_twice_is_one_more() -> None:
    assert [one.what for one in between(hazard(A), hazard(A, A))] == ["entry_added"]


def test_a_bare_term_and_one_in_braces_are_the_same() -> None:
    files = {"ledger.yaml": "name: 台账\nindustries: [机械, {name: 木材}]\n",
             "people/a.yaml": "- {name: 李明, roles: [督导员, {role: 审核人}]}\n"}  # fmt: skip
    other = {"ledger.yaml": "name: 台账\nindustries: [木材, {name: 机械}]\n",
             "people/a.yaml": "- {name: 李明, roles: [审核人, {role: 督导员}]}\n"}  # fmt: skip
    assert between(files, other) == []


def test_a_position_is_no_list_of_names() -> None:
    files = {
        "ledger.yaml": "name: 台账\n",
        "enterprises/a.yaml": "- {id: QY-1, name: 甲, location: [26, 27]}\n",
    }
    other = files | {"enterprises/a.yaml": "- {id: QY-1, name: 甲, location: [27, 26]}\n"}
    assert [one.path for one in between(files, other)] == [("location",)]


TASKS = "list: {title}\ntasks:\n  - {{id: T-1, title: 甲, lead: 科, milestones: [{{id: M, due: 2024-12-31}}]}}\n"


def test_a_list_with_another_title_is_the_same_list() -> None:
    before, after = (
        {"ledger.yaml": "name: 台账\n", "tasks/a.yaml": TASKS.format(title=one)} for one in "甲乙"
    )
    (change,) = between(before, after)
    assert (change.kind, change.what, change.path) == ("list", "field", ("title",))


def test_a_task_in_another_list() -> None:
    more = "list: 乙\ntasks:\n  - {id: T-2, title: 乙, lead: 科, duty: {every: year, activity: 企业自查, since: 2024-01-01}}\n"
    before = {
        "ledger.yaml": "name: 台账\n",
        "tasks/a.yaml": TASKS.format(title="甲"),
        "tasks/b.yaml": more,
    }
    after = {
        "ledger.yaml": "name: 台账\n",
        "tasks/b.yaml": more + TASKS.partition("tasks:\n")[2].replace("{{", "{").replace("}}", "}"),
    }
    assert [(one.kind, one.id, one.what, one.path) for one in between(before, after)] == [
        ("list", "甲", "removed", ()),
        ("task", "T-1", "field", ("list",)),
    ]


@pytest.mark.parametrize("broken", ["title： 甲", "title: [甲]"])
def test_what_cannot_be_read_is_not_taken_for_removed(broken: str) -> None:
    after = hazard(A)
    after["hazards/a.yaml"] = after["hazards/a.yaml"].replace("title: 甲", broken)
    assert [one.what for one in between(hazard(A), after)] == ["unreadable"]
    assert [one.what for one in between(after, hazard(A))] == ["readable"]


def test_an_id_used_twice_is_compared_pairwise() -> None:
    once = hazard(A)
    twice = once | {"hazards/b.yaml": once["hazards/a.yaml"].replace("title: 甲", "title: 乙")}
    assert [(one.what, one.after.title) for one in between(once, twice)] == [("added", "乙")]
    assert between(twice, dict(reversed(twice.items()))) == []
