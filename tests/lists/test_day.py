"""A day of a ledger: the lists look it up, agree with one another, and never see what comes later."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from safety_ledger import load, standing
from safety_ledger.cli import main
from safety_ledger.ledger import Ledger
from safety_ledger.lifecycle import fold
from safety_ledger.lists import DelayKind
from safety_ledger.lists.completeness import ListName, lacking
from safety_ledger.lists.filters import Filter
from safety_ledger.lists.recurrence import repeats
from safety_ledger.vocabulary import OPEN_STATUSES, Event, Status
from tests.folders import DATA, write_files
from tests.ledgers.asking import as_json

DAYS = [dt.date(2023, 6, 1), dt.date(2024, 9, 30), dt.date(2025, 12, 31), dt.date(2026, 11, 23)]

LEDGER = "name: 示例台账\nauthority: 示例开发区管理委员会\nsections: [安全管理科, 经济发展科]\n"
PEOPLE = (
    "- {name: 李明, roles: [督导员], section: 安全管理科}\n"
    "- {name: 赵刚, roles: [审核人], section: 安全管理科}\n"
    "- {name: 陈敏, roles: [审核人], section: 安全管理科}\n"
)
ENTERPRISES = (
    "- {id: QY-1, name: 示例甲, industry: 机械制造, area: 东片区, section: 经济发展科, principal: 王强,"
    " changes: [{date: 2024-06-01, industry: 建材}]}\n"
)
HAZARD = (
    "- id: {id}\n  enterprise: QY-1\n  title: 防护罩缺失\n  level: 一般\n  category: 设备设施\n"
    "  location: 一车间\n  source: 督导检查\n  found_on: {found}\n  deadline: {deadline}\n"
    "  responsible: {{rectifier: 王强, person: 张华}}\n  history:\n{history}"
)
NOTICE = "    - {date: 2024-05-09, event: 通知, to: [主要负责人, 实际控制人], by: 李明}\n"


def ledger(root: Path, *hazards: str) -> Ledger:
    files = {
        "ledger.yaml": LEDGER,
        "people/a.yaml": PEOPLE,
        "enterprises/a.yaml": ENTERPRISES,
        "hazards/a.yaml": "".join(hazards),
    }
    return load(write_files(root, files))


def hazard(
    history: str = NOTICE,
    id_: str = "YH-1",
    found: str = "2024-05-08",
    deadline: str = "2024-06-30",
) -> str:
    return HAZARD.format(id=id_, found=found, deadline=deadline, history=history)


@pytest.mark.parametrize("day", DAYS)
def test_open_is_the_four_statuses(data: Ledger, day: dt.date) -> None:
    for view in standing(data, day).hazards:
        assert view.open == (view.status in OPEN_STATUSES)
        assert view.record.found_on <= day
        assert not view.days_overdue or view.status in {
            Status.UNNOTIFIED,
            Status.RECTIFYING,
            Status.UNREVIEWED,
        }


@pytest.mark.parametrize("day", DAYS)
def test_status_agrees_with_the_lists(data: Ledger, day: dt.date) -> None:
    def asked(*words: str) -> dict[str, list[dict[str, object]]]:
        answer = as_json(DATA, day, *words)
        assert answer.code == 0
        return answer.json

    sizes = {one["name"]: one for one in asked("status")["lists"]}
    for name in ListName:
        everything = asked(name, "--all")["rows"]
        assert sizes[name]["size"] == len(everything)
        if name is ListName.ENTERPRISES:
            assert sizes[name]["overdue"] == sum(row["overdue"] != 0 for row in everything)
            continue
        assert sizes[name]["under_way"] == len(asked(name)["rows"])
        assert sizes[name]["overdue"] == sum(row["days_overdue"] != 0 for row in everything)
    shares = asked("responsibilities", "--by", "section")["rows"]
    assert sum(int(str(row["open"])) for row in shares) == sum(
        view.open for view in standing(data, day).hazards
    )


def test_a_hazard_is_folded_once_however_many_days_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded = []
    real = fold._fold
    monkeypatch.setattr(fold, "_fold", lambda *args: folded.append(1) or real(*args))
    loaded = ledger(tmp_path, hazard(), hazard(id_="YH-2"))
    for day in DAYS:
        assert len(standing(loaded, day).hazards) in {0, 2}
    assert len(folded) == 2


def test_the_deadline_day_is_in_time_and_the_next_is_not(tmp_path: Path) -> None:
    loaded = ledger(tmp_path, hazard())
    on = {day: standing(loaded, dt.date(2024, *day)).hazards[0] for day in ((6, 30), (7, 1))}
    assert (on[6, 30].days_overdue, on[6, 30].days_left) == (0, 0)
    assert (on[7, 1].days_overdue, on[7, 1].days_left) == (1, -1)


def test_the_view_of_a_day_does_not_see_later_entries(tmp_path: Path) -> None:
    later = "    - {date: 2024-08-01, event: 整改完成, by: 王强}\n"
    day = dt.date(2024, 7, 15)
    short = standing(ledger(tmp_path / "a", hazard()), day).hazards[0]
    long = standing(ledger(tmp_path / "b", hazard(NOTICE + later)), day).hazards[0]
    assert short.standing == long.standing
    assert (short.days_overdue, short.delays) == (long.days_overdue, long.delays)


@pytest.mark.parametrize(
    ("history", "day", "kind", "days"),
    [
        ("    []\n", (2024, 5, 12), DelayKind.NOTICE, 1),
        (NOTICE, (2024, 7, 11), DelayKind.REVIEW, 1),
        (
            NOTICE + "    - {date: 2024-06-20, event: 整改完成, by: 王强}\n",
            (2024, 7, 3),
            DelayKind.REVIEW,
            3,
        ),
        (
            NOTICE + "    - {date: 2024-06-20, event: 复查, result: 合格, by: 李明}\n",
            (2024, 6, 27),
            DelayKind.CLOSURE,
            2,
        ),
        (
            NOTICE + "    - {date: 2024-06-10, event: 延期申请, until: 2024-07-31, by: 王强}\n",
            (2024, 6, 16),
            DelayKind.REPLY,
            1,
        ),
    ],
)
def test_the_office_answers_for_its_own_delays(
    tmp_path: Path, history: str, day: tuple[int, int, int], kind: DelayKind, days: int
) -> None:
    text = hazard(history).replace("history:\n    []", "history: []")
    loaded = ledger(tmp_path, text)
    assert not loaded.findings
    (view,) = standing(loaded, dt.date(*day)).hazards
    assert [(late.kind, late.days) for late in view.delays] == [(kind, days)]
    (before,) = standing(loaded, dt.date(*day) - dt.timedelta(days=days)).hazards
    assert before.delays == ()


def test_a_bad_signature_closes_nothing_and_is_shown(tmp_path: Path) -> None:
    closure = (
        NOTICE
        + "    - {date: 2024-06-20, event: 复查, result: 合格, by: 李明}\n"
        + "    - {date: 2024-06-22, event: 销号, by: 张华}\n"
    )
    loaded = ledger(tmp_path, hazard(closure))
    assert [one.code.code for one in loaded.findings] == ["L503"]
    (view,) = standing(loaded, dt.date(2024, 6, 30)).hazards
    assert view.status is Status.UNCLOSED
    assert view.next_step is not None
    assert (view.next_step.event, view.owed_by) == (Event.CLOSE, "安全管理科")


def test_industry_is_that_of_the_day_it_was_registered(tmp_path: Path) -> None:
    loaded = ledger(
        tmp_path, hazard(), hazard("    []\n", "YH-2", "2024-06-02").replace(":\n    []", ": []")
    )
    views = standing(loaded, dt.date(2024, 7, 1)).hazards
    asked = {name: Filter(industries=frozenset({name})) for name in ("机械制造", "建材")}
    assert {name: [one.id for one in want.hazards(views)] for name, want in asked.items()} == {
        "机械制造": ["YH-1"],
        "建材": ["YH-2"],
    }


def test_filters_repeat_as_or_and_combine_as_and(data: Ledger) -> None:
    views = standing(data, DAYS[-1]).hazards
    both = Filter(levels=frozenset({"重大", "一般"}), all=True).hazards(views)
    major = Filter(levels=frozenset({"重大"}), sources=frozenset({"企业自查"}), all=True).hazards(
        views
    )
    assert len(both) == sum(one.level is not None for one in views)
    assert {one.id for one in major} == {
        one.id for one in views if one.level == "重大" and one.record.source == "企业自查"
    }


def test_a_filter_on_hazards_asks_for_enterprises_that_have_one(data: Ledger) -> None:
    day = standing(data, DAYS[-1])
    for wanted in (
        Filter(levels=frozenset({"重大"})),
        Filter(statuses=frozenset({"已销号"})),
        Filter(sources=frozenset({"企业自查"}), all=True),
        Filter(since=dt.date(2026, 10, 1)),
        Filter(persons=frozenset({"张华"})),
    ):
        sites = {one.record.enterprise for one in wanted.hazards(day.hazards)} - {None}
        assert {one.id for one in wanted.enterprise_list(day.enterprises)} == sites
        assert 0 < len(sites) < len(day.enterprises)
    assert len(Filter().enterprise_list(day.enterprises)) == len(day.enterprises)


@pytest.mark.parametrize(("registered", "again"), [("2025-06-28", True), ("2025-06-29", False)])
def test_a_repeat_comes_within_twelve_months_of_a_closure(
    tmp_path: Path, registered: str, again: bool
) -> None:
    closed = (
        NOTICE
        + "    - {date: 2024-06-20, event: 复查, result: 合格, by: 李明}\n"
        + "    - {date: 2024-06-28, event: 销号, by: 赵刚}\n"
    )
    second = hazard("    []\n", "YH-2", registered, "2025-12-31").replace(":\n    []", ": []")
    day = standing(ledger(tmp_path, hazard(closed), second), dt.date(2025, 12, 1))
    assert repeats(day) == ({"YH-2": "YH-1"} if again else {})


def test_a_list_names_what_it_lacks(tmp_path: Path) -> None:
    day = standing(ledger(tmp_path, hazard().replace("  location: 一车间\n", "")), DAYS[1])
    lacks = lacking(day)
    assert [(one.id, one.path) for one in lacks[ListName.HAZARDS]] == [("YH-1", ("location",))]
    assert [one.path for one in lacks[ListName.RESPONSIBILITIES]] == [("responsible", "regulator")]
    assert "uscc" in {one.path[0] for one in lacks[ListName.ENTERPRISES]}


def test_an_empty_ledger_has_empty_lists(tmp_path: Path) -> None:
    (tmp_path / "ledger.yaml").write_text("name: 空台账\n", encoding="utf-8")
    day = standing(load(tmp_path), DAYS[0])
    assert (day.hazards, day.enterprises) == ((), ())
    for command in ("status", *ListName):
        assert main([command, "--ledger", str(tmp_path), "--as-of", "2024-01-01"]) == 0
