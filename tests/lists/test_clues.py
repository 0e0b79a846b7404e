"""Accountability clues: what gives one, what does not, and the day on which it begins."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from safety_ledger.ledger import Ledger
from safety_ledger.lists import standing
from safety_ledger.lists.clue import Clue, ClueKind
from safety_ledger.lists.clues import FINDERS
from safety_ledger.lists.filters import Filter
from safety_ledger.model import Activity, Enterprise, Hazard, LedgerFile, TaskList
from safety_ledger.model.declaration import make
from safety_ledger.model.enterprise import Inactive
from safety_ledger.model.hazard import Body, Entry
from safety_ledger.model.task import Duty, Selector, Task
from safety_ledger.vocabulary import ActivityKind, Event, Every, Level, Result, Source

FOUND = dt.date(2024, 5, 8)
DUE = dt.date(2024, 6, 30)
FILE = make(LedgerFile, name="示例台账")
FIRMS = (
    make(Enterprise, id="QY-1", name="示例甲", area="东片区", principal="王建国"),
    make(Enterprise, id="QY-2", name="示例乙", area="西片区", principal="李强"),
)
TRAINED = make(
    Activity,
    id="HD-T",
    date=dt.date(2024, 1, 5),
    kind=ActivityKind.TRAINING,
    enterprises=("QY-1", "QY-2"),
    topics=("工贸企业重大事故隐患判定标准宣贯",),
)
TOLD = (1, Event.NOTIFY, {"to": ("主要负责人", "实际控制人")})
FAIL = {"by": ("李明",), "result": Result.FAIL}
PASS = {"by": ("李明",), "result": Result.PASS}


def hazard(*entries: tuple[int, Event, dict[str, Any]], **more: Any) -> Hazard:
    """A hazard of QY-1; the entries by days after it was found."""
    fields: dict[str, Any] = {
        "id": "YH-1",
        "enterprise": "QY-1",
        "title": "报警器失效",
        "level": Level.MAJOR,
        "source": Source.INSPECTION,
        "found_on": FOUND,
        "deadline": DUE,
    }
    history = tuple(
        make(Entry, **{"date": fields["found_on"] + dt.timedelta(gap), "event": event} | rest)
        for gap, event, rest in entries
    )
    return make(Hazard, **fields | more, history=history)


def check(date: str, found: tuple[str, ...] | None = (), **more: Any) -> Activity:
    fields = {"id": "HD-1", "kind": ActivityKind.SELF_CHECK, "enterprises": ("QY-1",)}
    return make(Activity, **fields | {"date": dt.date.fromisoformat(date), "found": found} | more)


def ledger(*records: Hazard | Activity | TaskList, firms: tuple[Enterprise, ...] = FIRMS) -> Ledger:
    return Ledger(
        FILE,
        enterprises=firms,
        hazards=tuple(one for one in records if isinstance(one, Hazard)),
        activities=(TRAINED, *(one for one in records if isinstance(one, Activity))),
        task_lists=tuple(one for one in records if isinstance(one, TaskList)),
    )


def clues(of: Ledger, day: dt.date) -> list[Clue]:
    return list(standing(of, day).clues)


def kinds(of: Ledger, day: dt.date) -> list[ClueKind]:
    return [one.kind for one in clues(of, day)]


def later(days: int) -> dt.date:
    return DUE + dt.timedelta(days)


# -- 查不出 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "clue"),
    [
        ("2024-04-07", False),  # 31 days before
        ("2024-04-08", True),  # 30 days before: within the policy
        ("2024-05-07", True),
        ("2024-05-08", False),  # the same day: nobody knows which came first
        ("2024-05-09", False),
    ],
)
def test_an_inspection_finds_what_the_self_check_did_not(date: str, clue: bool) -> None:
    found = clues(ledger(hazard(TOLD), check(date)), FOUND)
    assert [one.kind for one in found] == ([ClueKind.UNFOUND] if clue else [])
    if clue:
        assert [each.id for each in found[0].evidence] == ["HD-1", "YH-1"]
        assert date in found[0].finding.zh


@pytest.mark.parametrize(
    "record",
    [
        check("2024-05-01", ("YH-9",)),  # it found something
        check("2024-05-01", None),  # nobody wrote what it found
        check("2024-05-01", enterprises=("QY-2",)),
        check("2024-05-01", kind=ActivityKind.INSPECTION),
    ],
)
def test_only_a_nil_return_of_the_same_enterprise_was_blind(record: Activity) -> None:
    assert ClueKind.UNFOUND not in kinds(ledger(hazard(TOLD), record), FOUND)


@pytest.mark.parametrize(
    "more", [{"level": Level.GENERAL}, {"source": Source.SELF}, {"source": Source.REPORT}]
)
def test_only_a_major_hazard_that_an_inspection_found(more: dict[str, Any]) -> None:
    assert ClueKind.UNFOUND not in kinds(ledger(hazard(**more), check("2024-05-01")), FOUND)


def test_what_was_recorded_by_mistake_is_no_clue() -> None:
    void = hazard(TOLD, (5, Event.VOID, {"by": ("陈敏",), "reason": "误录"}))
    assert kinds(ledger(void, check("2024-05-01")), FOUND) == [ClueKind.UNFOUND]
    assert kinds(ledger(void, check("2024-05-01")), DUE) == []


def test_the_last_nil_return_is_the_evidence() -> None:
    records = (check("2024-04-20"), check("2024-05-02", id="HD-2"), check("2024-04-28", id="HD-3"))
    (found,) = clues(ledger(hazard(TOLD), *records), FOUND)
    assert found.evidence[0].id == "HD-2"


# -- 拒不整改 -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "clue"), [(29, False), (30, True)])
def test_long_overdue_without_an_entry_since(days: int, clue: bool) -> None:
    assert (ClueKind.REFUSAL in kinds(ledger(hazard(TOLD)), later(days))) == clue


def test_an_entry_after_the_deadline_speaks_against_it() -> None:
    moving = hazard(TOLD, (54, Event.PROGRESS, {}))
    assert ClueKind.REFUSAL not in kinds(ledger(moving), later(60))
    before = hazard(TOLD, (53, Event.PROGRESS, {}))  # on the last day in time
    assert ClueKind.REFUSAL in kinds(ledger(before), later(60))


def test_an_entry_that_does_not_count_hides_nothing() -> None:
    refused = hazard(TOLD, (60, Event.DISMISS, {"by": ("陈敏",)}))
    assert ClueKind.REFUSAL in kinds(ledger(refused), later(60))


def test_who_was_never_told_refuses_nothing() -> None:
    assert ClueKind.REFUSAL not in kinds(ledger(hazard()), later(90))


def test_two_failed_reviews_are_a_clue_before_any_deadline() -> None:
    once = hazard(TOLD, (3, Event.REVIEW, FAIL))
    twice = hazard(TOLD, (3, Event.REVIEW, FAIL), (9, Event.REVIEW, FAIL))
    assert ClueKind.REFUSAL not in kinds(ledger(once), FOUND + dt.timedelta(9))
    assert ClueKind.REFUSAL not in kinds(ledger(twice), FOUND + dt.timedelta(8))
    (found,) = clues(ledger(twice), FOUND + dt.timedelta(9))
    assert found.kind is ClueKind.REFUSAL
    assert [each.date for each in found.evidence] == [
        FOUND + dt.timedelta(3),
        FOUND + dt.timedelta(9),
    ]


def test_a_reopened_hazard_is_judged_by_its_own_cycle() -> None:
    cycle = (
        (3, Event.REVIEW, FAIL),
        (5, Event.REVIEW, PASS),
        (6, Event.CLOSE, {"by": ("赵刚",)}),
        (8, Event.REOPEN, {"by": ("陈敏",), "until": DUE, "reason": "反弹"}),
        (9, Event.REVIEW, FAIL),
    )
    assert kinds(ledger(hazard(TOLD, *cycle)), FOUND + dt.timedelta(20)) == []


def test_refusal_is_about_who_must_put_it_right() -> None:
    (found,) = clues(ledger(hazard(TOLD, liable="QY-2")), later(40))
    assert (found.kind, found.about, found.unit) == (ClueKind.REFUSAL, "QY-2", "示例乙")
    body = hazard(TOLD, enterprise=None, body=make(Body, name="积善大道管廊"))
    (found,) = clues(ledger(body), later(40))
    assert (found.enterprise, found.about) == (None, "积善大道管廊")


# -- 长期存在 -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "clue"), [(180, False), (181, True)])
def test_a_major_hazard_long_open(days: int, clue: bool) -> None:
    of = ledger(hazard(TOLD, deadline=dt.date(2025, 12, 31)))
    assert kinds(of, FOUND + dt.timedelta(days)) == ([ClueKind.LONG_OPEN] if clue else [])


def test_a_general_or_closed_hazard_is_not_long_open() -> None:
    general = hazard(TOLD, level=Level.GENERAL, deadline=dt.date(2025, 12, 31))
    closed = hazard(TOLD, (3, Event.REVIEW, PASS), (4, Event.CLOSE, {"by": ("赵刚",)}))
    for one in (general, closed):
        assert ClueKind.LONG_OPEN not in kinds(ledger(one), FOUND + dt.timedelta(300))


# -- 未组织判定标准培训 ---------------------------------------------------------------------------


def test_an_enterprise_without_training_on_the_criteria() -> None:
    untaught = make(Enterprise, id="QY-3", name="示例丙", joined_on=dt.date(2024, 2, 1))
    of = ledger(firms=(*FIRMS, untaught))
    assert kinds(of, dt.date(2024, 1, 31)) == []
    (found,) = clues(of, dt.date(2024, 2, 1))
    assert (found.kind, found.about) == (ClueKind.UNTRAINED, "QY-3")
    assert len(clues(of, dt.date(2024, 1, 4))) == 2  # the training is still to come


def test_an_enterprise_at_a_standstill_owes_no_training() -> None:
    idle = replace(FIRMS[0], id="QY-3", inactive=(make(Inactive, from_=dt.date(2024, 1, 1)),))
    assert kinds(ledger(firms=(*FIRMS, idle)), FOUND) == []


# -- 未开展排查 -----------------------------------------------------------------------------------

DUTY = make(
    TaskList,
    title="任务清单",
    based_on="方案",
    tasks=(
        make(
            Task,
            id="T04-1",
            title="主要负责人每季度带队检查",
            lead="安全管理科",
            duty=make(
                Duty,
                every=Every.QUARTER,
                activity=ActivityKind.SELF_CHECK,
                led_by="主要负责人",
                applies_to=make(Selector, high_risk=False),
                since=dt.date(2024, 1, 1),
            ),
        ),
    ),
)


def test_a_quarter_without_a_self_check() -> None:
    by_two = check("2024-02-10", id="HD-9", led_by="主要负责人", enterprises=("QY-2",))
    of = ledger(DUTY, by_two)
    assert kinds(of, dt.date(2024, 3, 31)) == []  # the whole last day is in time
    (found,) = clues(of, dt.date(2024, 4, 1))
    assert (found.kind, found.about, found.evidence[0].id) == (
        ClueKind.NOT_CHECKED,
        "QY-1",
        "T04-1",
    )
    assert found.finding.zh.startswith("2024Q1 ")
    both = clues(of, dt.date(2024, 7, 1))
    assert [one.about for one in both] == ["QY-1", "QY-2"]
    assert both[0].finding.zh.startswith("2024Q1、2024Q2 ")
    long = clues(of, dt.date(2025, 10, 1))
    assert long[0].finding.zh.startswith("2024Q1 至 2025Q3 连续 7 期 没有")


def test_a_check_led_by_a_deputy_is_named_beside_the_missing_one() -> None:
    deputy = check("2024-02-10", led_by="赖小明")
    mine = [one for one in clues(ledger(DUTY, deputy), dt.date(2024, 4, 1)) if one.about == "QY-1"]
    assert [each.id for each in mine[0].evidence] == ["T04-1", "HD-1"]
    assert "另有自查 1 次" in mine[0].finding.zh


def test_a_self_check_ends_the_run() -> None:
    again = check("2024-05-10", led_by="王建国")
    about = [one.about for one in clues(ledger(DUTY, again), dt.date(2024, 7, 1))]
    assert about == ["QY-2"]


# -- what speaks for it ---------------------------------------------------------------------------


def test_found_by_itself_before_any_inspection() -> None:
    own = hazard(TOLD, source=Source.SELF)
    (found,) = clues(ledger(own), FOUND)
    assert (found.kind, found.about) == (ClueKind.SELF_FOUND, "QY-1")
    assert [(each.id, each.date) for each in found.evidence] == [("YH-1", FOUND)]
    seen = check("2024-05-08", ("YH-1",), kind=ActivityKind.INSPECTION)
    assert clues(ledger(own, seen), FOUND) == []
    after = check("2024-05-09", ("YH-1",), kind=ActivityKind.INSPECTION)
    assert kinds(ledger(own, after), later(0)) == [ClueKind.SELF_FOUND]
    assert kinds(ledger(replace(own, level=Level.GENERAL)), FOUND) == []


def test_put_right_in_time() -> None:
    done = ((10, Event.RECTIFY, {"by": ("王强",)}), (12, Event.REVIEW, PASS))
    late = ((54, Event.RECTIFY, {"by": ("王强",)}), (55, Event.REVIEW, PASS))
    of = ledger(hazard(TOLD, *done), hazard(TOLD, *late, id="YH-2"))
    found = [one for one in clues(of, later(5)) if one.kind is ClueKind.IN_TIME]
    assert [each.id for one in found for each in one.evidence] == ["YH-1"]
    assert found[0].finding.zh == "已整改的 2 条重大隐患中 1 条按期完成"
    assert ClueKind.IN_TIME not in kinds(of, FOUND + dt.timedelta(11))


# -- the list -------------------------------------------------------------------------------------


def test_the_list_shows_what_holds_today_and_all_shows_the_rest() -> None:
    closed = hazard(TOLD, (3, Event.REVIEW, PASS), (4, Event.CLOSE, {"by": ("赵刚",)}))
    day = standing(ledger(closed, check("2024-05-01")), later(0))
    assert Filter().clues(day.clues) == []
    assert [one.kind for one in Filter(all=True).clues(day.clues)] == [
        ClueKind.UNFOUND,
        ClueKind.IN_TIME,
    ]
    assert day.enterprises[0].clues == tuple(
        one for one in day.clues if one.kind is ClueKind.IN_TIME
    )


def test_what_speaks_for_it_stands_beside_what_speaks_against_it() -> None:
    done = hazard(TOLD, (10, Event.RECTIFY, {"by": ("王强",)}), (12, Event.REVIEW, PASS))
    open_ = hazard(TOLD, id="YH-2")
    day = standing(ledger(done, open_), later(30))
    assert [one.kind for one in Filter().clues(day.clues)] == [ClueKind.REFUSAL, ClueKind.IN_TIME]


@pytest.mark.parametrize(
    ("wanted", "about"),
    [
        (Filter(), ["QY-1", "QY-2"]),
        (Filter(enterprises=frozenset({"QY-2"})), ["QY-2"]),
        (Filter(areas=frozenset({"西片区"})), ["QY-2"]),
        (Filter(levels=frozenset({"重大"})), ["QY-1", "QY-2"]),
        (Filter(levels=frozenset({"一般"})), []),
        (Filter(statuses=frozenset({"整改中"})), ["QY-1", "QY-2"]),
        (Filter(until=FOUND), ["QY-1"]),
    ],
)
def test_clues_take_the_filters_of_the_lists(wanted: Filter, about: list[str]) -> None:
    second = hazard(TOLD, id="YH-2", enterprise="QY-2", found_on=FOUND + dt.timedelta(1))
    day = standing(ledger(hazard(TOLD), replace(second)), later(30))
    assert [one.about for one in wanted.clues(day.clues)] == about


def test_a_filter_of_hazards_leaves_out_clues_about_the_enterprise_as_a_whole() -> None:
    untaught = make(Enterprise, id="QY-3", name="示例丙")
    day = standing(ledger(firms=(untaught,)), FOUND)
    assert len(Filter().clues(day.clues)) == 1
    assert Filter(levels=frozenset({"重大"})).clues(day.clues) == []


def test_every_kind_has_one_finder_and_words_of_its_own() -> None:
    assert len(FINDERS) == len(ClueKind)
    assert [one.__name__ for one in FINDERS] == [str(kind) for kind in ClueKind]
    for kind in ClueKind:
        assert kind.label.zh
        assert kind.question.zh
