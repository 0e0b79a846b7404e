"""``status`` is nothing but the lengths of lists that other commands print, on random ledgers too."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given, settings

from safety_ledger.ledger import Ledger
from safety_ledger.lists import DelayKind, standing
from safety_ledger.lists.filters import Filter
from safety_ledger.reports import responsibilities
from safety_ledger.reports.by import By
from safety_ledger.vocabulary import Level, Status
from tests.ledgers.asking import as_json, loaded, rows_of, status_of, written
from tests.ledgers.invented import Invented
from tests.ledgers.second_reading import OPEN
from tests.ledgers.strategies import with_a_day

Rows = list[dict[str, Any]]
LEVELS = {"major": "重大", "general": "一般"}


def late(rows: Rows) -> Rows:
    return [row for row in rows if row["days_overdue"]]


def the_four_lists_are_as_long_as_status_says(ledger: Ledger, day: dt.date) -> None:
    sizes = {one["name"]: one for one in status_of(ledger, day)["lists"]}
    for name in ("hazards", "rectifications", "responsibilities"):
        everything, now = rows_of(ledger, day, name, all=True), rows_of(ledger, day, name)
        assert sizes[name]["size"] == len(everything)
        assert sizes[name]["under_way"] == len(now)
        assert sizes[name]["done"] == sum(row["status"] == "已销号" for row in everything)
        assert sizes[name]["overdue"] == len(late(everything)) == len(late(now))
    firms = rows_of(ledger, day, "enterprises")
    assert sizes["enterprises"]["size"] == len(firms)
    assert sizes["enterprises"]["under_way"] == sum(row["open"] > 0 for row in firms)
    assert sizes["enterprises"]["overdue"] == sum(row["overdue"] > 0 for row in firms)


def every_status_and_level_is_a_filtered_list(ledger: Ledger, day: dt.date) -> None:
    table = status_of(ledger, day)["statuses"]
    assert sum(row["all"] for row in table) == len(rows_of(ledger, day, "hazards", all=True))
    for word in Status:
        listed = rows_of(ledger, day, "hazards", statuses=frozenset({word}))
        told = next((row for row in table if row["status"] == word), None)
        assert (told["all"] if told else 0) == len(listed)
        if told is None:
            continue
        assert told["overdue"] == len(late(listed))
        for key, level in LEVELS.items():
            both = {"statuses": frozenset({word}), "levels": frozenset({level})}
            assert told[key] == len(rows_of(ledger, day, "hazards", **both))
        assert told["unjudged"] == sum(row["level"] is None for row in listed)


def enterprises_count_the_hazards_on_their_site(ledger: Ledger, day: dt.date) -> None:
    for firm in rows_of(ledger, day, "enterprises"):
        site = frozenset({firm["id"]})
        on_site = [
            row
            for row in rows_of(ledger, day, "hazards", enterprises=site)
            if row["status"] in OPEN
        ]
        assert firm["open"] == len(on_site)
        assert firm["major"] == sum(row["level"] == "重大" for row in on_site)
        assert firm["overdue"] == len(late(on_site))


def rolled_up(ledger: Ledger, day: dt.date, by: By) -> Rows:
    report = responsibilities.report(standing(ledger, day), Filter(), by)
    (section,) = report.sections
    assert section.table is not None
    return [dict(row.cells) for row in section.table.rows]


def every_roll_up_adds_up_to_the_list(ledger: Ledger, day: dt.date) -> None:
    views = [view for view in standing(ledger, day).hazards if view.open]
    wanted = {
        "open": len(views),
        "major": sum(view.level is Level.MAJOR for view in views),
        "overdue": sum(view.days_overdue > 0 for view in views),
        "review_late": sum(
            any(one.kind is DelayKind.REVIEW for one in view.delays) for view in views
        ),
        "closure_late": sum(
            any(one.kind is DelayKind.CLOSURE for one in view.delays) for view in views
        ),
    }
    for by in By:
        rows = rolled_up(ledger, day, by)
        assert {key: sum(row[key] for row in rows) for key in wanted} == wanted


def a_group_holds_what_the_filter_of_its_name_lists(ledger: Ledger, day: dt.date) -> None:
    for by, key in ((By.SECTION, "sections"), (By.PERSON, "persons")):
        for row in rolled_up(ledger, day, by):
            if isinstance(row["name"], str):
                listed = rows_of(ledger, day, "hazards", **{key: frozenset({row["name"]})})
                assert row["open"] == sum(one["status"] in OPEN for one in listed)
                assert row["overdue"] == len(late(listed))


def the_offices_delays_are_those_that_the_responsibility_list_names(
    ledger: Ledger, day: dt.date
) -> None:
    owed = {
        row["id"]: row["owes"] or [] for row in rows_of(ledger, day, "responsibilities", all=True)
    }
    for delay in status_of(ledger, day)["delays"]:
        assert delay["count"] == len(delay["ids"]) == len(set(delay["ids"]))
        label = DelayKind(delay["kind"]).label.zh
        assert set(delay["ids"]) == {id_ for id_, words in owed.items() if label in words}


def what_is_missing_adds_up(ledger: Ledger, day: dt.date) -> None:
    answer = status_of(ledger, day)
    for size in answer["lists"]:
        lacks = [row for row in answer["lacks"] if row["name"] == size["name"]]
        assert size["missing"] == sum(row["count"] for row in lacks)
        assert (size["complete"] == "齐全") == (not lacks)
    assert answer["complete"] == (not answer["lacks"])


AGREEMENTS = (
    the_four_lists_are_as_long_as_status_says,
    every_status_and_level_is_a_filtered_list,
    enterprises_count_the_hazards_on_their_site,
    every_roll_up_adds_up_to_the_list,
    a_group_holds_what_the_filter_of_its_name_lists,
    the_offices_delays_are_those_that_the_responsibility_list_names,
    what_is_missing_adds_up,
)


@given(with_a_day())
def test_status_agrees_with_the_lists(case: tuple[Invented, dt.date]) -> None:
    invented, day = case
    ledger = loaded(invented)
    for agree in AGREEMENTS:
        agree(ledger, day)


@settings(max_examples=25)
@given(with_a_day())
def test_the_command_says_what_the_function_says(case: tuple[Invented, dt.date]) -> None:
    invented, day = case
    with written(invented) as root:
        said = as_json(root, day, "status").json
    assert said == status_of(loaded(invented), day)
