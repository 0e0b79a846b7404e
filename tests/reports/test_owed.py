"""``overdue`` and ``todo``: what a second reading finds late, on random ledgers; whose it is; in words."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from safety_ledger import load, standing
from safety_ledger.ledger import Ledger
from safety_ledger.lists.filters import Filter
from safety_ledger.reports import owed as asked
from safety_ledger.reports.by import By
from tests.folders import write_files
from tests.ledgers.asking import ask, json_of, loaded
from tests.ledgers.invented import Invented
from tests.ledgers.lively import lively
from tests.ledgers.second_reading import clocks, days_overdue, delays, own
from tests.ledgers.strategies import FIRST, INSPECTORS, LAST, SECTIONS, ledgers, with_a_day

DELAYS = {"verify", "notice", "controller", "review", "closure", "reply"}
ASKED = with_a_day(st.one_of(st.integers(0, 10**6).map(lively), ledgers(faults=True)))


def rows(ledger: Ledger, day: dt.date, within: int = -1, **wanted: Any) -> list[dict[str, Any]]:
    then = standing(ledger, day)
    report = asked.overdue(then, asked.wanted_of(then, Filter(**wanted), within))
    found: list[dict[str, Any]] = json_of(report)["rows"]
    return found


def late_hazards(invented: Invented, day: dt.date) -> dict[str, int]:
    late = {id_: days_overdue(now, day) for id_, now in invented.readings(day).items()}
    return {id_: days for id_, days in late.items() if days}


@settings(max_examples=60)
@given(ASKED)
def test_every_overdue_hazard_is_there_with_its_days_and_no_other(
    asked_of: tuple[Invented, dt.date],
) -> None:
    invented, day = asked_of
    found = [one for one in rows(loaded(invented), day) if one["kind"] == "hazard"]
    late = {one["record"]: one["days_overdue"] for one in found if one["due"] is not None}
    assert late == late_hazards(invented, day)
    undated = {
        id_
        for id_, now in invented.readings(day).items()
        if now.deadline is None and now.status in {"待通知", "整改中"}
    }
    assert {one["record"] for one in found if one["due"] is None} == undated
    assert len(found) == len(late) + len(undated)
    assert all(one["late"] for one in found)


@settings(max_examples=60)
@given(ASKED, st.integers(0, 40))
def test_the_office_owes_what_a_second_reading_says(
    asked_of: tuple[Invented, dt.date], within: int
) -> None:
    """Late beyond its policies, and what falls due within the days asked for; today counts."""
    invented, day = asked_of
    policies = invented.file.get("policies", {})
    late, near, open_ = {}, set(), set()
    for hazard in invented.hazards:
        now = invented.reading(hazard, day)
        if now is None:
            continue
        id_ = hazard["id"]
        late |= {(id_, kind): days for kind, days in delays(hazard, now, day, policies).items()}
        for kind, (since, policy, default) in clocks(now, day).items():
            left = (since - day).days + int(policies.get(policy, default))
            if not own(hazard, now) and 0 <= left <= within:
                near.add((id_, kind))
        if now.status in {"待通知", "整改中"} and now.deadline is not None:
            open_ |= {id_} if 0 <= (now.deadline - day).days <= within else set()
    found = rows(loaded(invented), day, within)
    mine = [one for one in found if one["kind"] in DELAYS]
    assert {
        (one["record"], one["kind"]): one["days_overdue"] for one in mine if one["late"]
    } == late
    assert {(one["record"], one["kind"]) for one in mine if not one["late"]} == near
    assert len(mine) == len(late) + len(near)
    soon = [one["record"] for one in found if one["kind"] == "hazard" and not one["late"]]
    assert sorted(soon) == sorted(open_)


@settings(max_examples=40)
@given(ASKED, st.sampled_from(["sections", "persons", "enterprises"]))
def test_a_filter_keeps_what_is_somebodys_and_a_group_keeps_all(
    asked_of: tuple[Invented, dt.date], name: str
) -> None:
    invented, day = asked_of
    ledger = loaded(invented)
    whole = rows(ledger, day, 30)
    known = {
        "sections": SECTIONS,
        "persons": INSPECTORS,
        "enterprises": [one["id"] for one in invented.enterprises],
    }[name]
    sites = {one["id"]: one.get("enterprise") for one in invented.hazards}
    for word in known:
        mine = {
            "sections": lambda one, word=word: word in {one["section"], one["who"]},
            "persons": lambda one, word=word: word in {one["person"], one["who"]},
            "enterprises": lambda one, word=word: (
                word in {one["enterprise"], sites.get(one["record"])}
            ),
        }[name]
        kept = rows(ledger, day, 30, **{name: frozenset({word})})
        assert sorted(map(str, kept)) == sorted(str(one) for one in whole if mine(one))
    then = standing(ledger, day)
    for by in (None, By.SECTION, By.PERSON, By.ENTERPRISE):
        report = asked.overdue(then, asked.wanted_of(then, Filter(), 30), by)
        grouped = json_of(report)["rows"]
        groups = [who for who, _ in groupby(grouped, key=lambda one: one["who"])]
        assert len(groups) == len(set(groups))
        assert sorted(one["record"] for one in grouped) == sorted(one["record"] for one in whole)


def test_there_is_something_to_ask_about() -> None:
    """The random ledgers have hazards overdue and delays of every kind."""
    seen: set[str] = set()
    for seed in range(12):
        invented = lively(seed)
        ledger = loaded(invented)
        for off in range(0, (LAST - FIRST).days, 60):
            seen |= {one["kind"] for one in rows(ledger, FIRST + dt.timedelta(off))}
    assert seen >= DELAYS | {"hazard", "listing", "slow"}


LEDGER = {
    "ledger.yaml": "name: 示例台账\nsections: [安全管理科]\n",
    "enterprises/a.yaml": "- {id: QY-1, name: 示例甲}\n- {id: QY-2, name: 示例乙}\n",
    "tasks/a.yaml": "list: 清单\ntasks:\n- id: T 1\n  title: 建章立制\n  lead: 安全管理科\n"
    "  milestones: [{id: T1-1, due: 2024-05-31}]\n",
    "hazards/a.yaml": "- id: YH-1\n  enterprise: QY-1\n  liable: QY-2\n  title: 通道堵塞\n  level: 一般\n"
    "  source: 督导检查\n  found_on: 2024-05-01\n  deadline: 2024-05-31\n"
    "  responsible: {rectifier: 王强}\n"
    "  history:\n  - {date: 2024-05-01, event: 通知, to: [主要负责人], by: 李明}\n",
}


def test_a_hazard_on_the_site_of_one_and_owed_by_another_is_found_by_both(tmp_path: Path) -> None:
    ledger = load(write_files(tmp_path, LEDGER))
    for id_ in ("QY-1", "QY-2"):
        found = rows(ledger, dt.date(2024, 6, 1), enterprises=frozenset({id_}))
        assert "YH-1" in {one["record"] for one in found}


def test_a_command_can_be_pasted_and_a_record_shown(tmp_path: Path) -> None:
    root = write_files(tmp_path, LEDGER)
    page = ask(root, "todo", "--as-of", "2024-06-01").text
    assert 'safety-ledger task done "T 1" --milestone T1-1 --by 〔经办人〕' in page
    for one in rows(load(root), dt.date(2024, 6, 1)):
        assert ask(root, "show", one["record"]).code == 0


def test_what_is_about_to_be_late_is_counted_only_when_asked_for(tmp_path: Path) -> None:
    root = write_files(tmp_path, LEDGER)
    late = ask(root, "overdue", "--as-of", "2024-05-31").text
    assert "即将到期 " not in late
    assert "用 --within 7d 一并列出" in late
    assert "即将到期 2 项" in ask(root, "overdue", "--within", "0d", "--as-of", "2024-05-31").text
