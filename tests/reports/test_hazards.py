"""``hazards --all --format json`` against a second, naive reading of design 4, on random ledgers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledgers.asking import LISTS, as_json, ask, loaded, rows_of, status_of, written
from tests.ledgers.invented import Invented, Layout
from tests.ledgers.second_reading import OPEN, Read, days_overdue, own
from tests.ledgers.strategies import any_entry, layouts, ledgers, with_a_day


def expected(hazard: dict[str, Any], now: Read, day: dt.date) -> dict[str, object]:
    """What the list must say of a hazard, worked out from the second reading."""

    def written_as(value: dt.date | None) -> str | None:
        return value and value.isoformat()

    overdue = days_overdue(now, day)
    waits = now.status in ("待通知", "整改中") and now.deadline is not None
    return {
        "id": hazard["id"],
        "enterprise": hazard.get("enterprise"),
        "title": hazard["title"],
        "level": now.level,
        "source": hazard["source"],
        "found_on": written_as(hazard["found_on"]),
        "status": now.status,
        "since": written_as(now.since),
        "registered_on": written_as(now.registered_on),
        "deadline": written_as(now.deadline),
        "original_deadline": written_as(hazard.get("deadline")),
        "days_overdue": overdue,
        "days_left": (now.deadline - day).days if waits and now.deadline else None,
        "round": now.round,
        "own": own(hazard, now),
    }


def told(row: dict[str, Any], wanted: dict[str, object]) -> dict[str, Any]:
    return {key: row[key] for key in wanted}


@given(with_a_day())
def test_every_hazard_of_any_day_agrees_with_the_text(case: tuple[Invented, dt.date]) -> None:
    invented, day = case
    with written(invented) as root:
        rows = {row["id"]: row for row in as_json(root, day, "hazards", "--all").rows}
    readings = invented.readings(day)
    assert set(rows) == set(readings)
    for hazard in invented.hazards:
        if (now := readings.get(hazard["id"])) is not None:
            wanted = expected(hazard, now, day)
            assert told(rows[hazard["id"]], wanted) == wanted


@given(with_a_day())
def test_without_all_it_lists_what_is_open_or_not_yet_verified(
    case: tuple[Invented, dt.date],
) -> None:
    invented, day = case
    ledger = loaded(invented)
    rows = rows_of(ledger, day, "hazards")
    each = [rows_of(ledger, day, "hazards", statuses=frozenset({word})) for word in OPEN]
    wanted = {id_ for id_, now in invented.readings(day).items() if now.open}
    assert {row["id"] for row in rows if row["status"] != "待核实"} == wanted
    assert {row["status"] for row in rows} <= {*OPEN, "待核实"}
    assert sum(map(len, each)) == len(wanted)


@given(with_a_day(ledgers()), st.data())
def test_the_view_of_a_day_does_not_see_what_comes_later(
    case: tuple[Invented, dt.date], data: st.DataObject
) -> None:
    invented, day = case
    later = st.lists(any_entry(day + dt.timedelta(1), day + dt.timedelta(90)), max_size=3)
    more = [
        {**one, "history": sorted([*one["history"], *data.draw(later)], key=lambda e: e["date"])}
        for one in invented.hazards
    ]
    views = [
        [rows_of(ledger, day, name, all=True) for name in LISTS]
        for made in (invented, invented.until(day), replace(invented, hazards=more))
        for ledger in [loaded(made)]
    ]
    assert views[0] == views[1] == views[2]


@given(with_a_day(), layouts)
def test_neither_files_nor_layout_nor_order_matter(
    case: tuple[Invented, dt.date], layout: Layout
) -> None:
    invented, day = case
    turned = replace(invented, hazards=invented.hazards[::-1], layout=layout)
    one, other = loaded(invented), loaded(turned)
    for name in LISTS:
        assert rows_of(one, day, name, all=True) == rows_of(other, day, name, all=True)
    here, there = status_of(one, day), status_of(other, day)
    assert (here["lists"], here["statuses"]) == (there["lists"], there["statuses"])


@settings(max_examples=25)
@given(with_a_day())
def test_the_head_counts_what_is_listed(case: tuple[Invented, dt.date]) -> None:
    invented, day = case
    with written(invented) as root:
        said = ask(root, "hazards", "--all", "--as-of", day, "--format", "text").text
    rows = rows_of(loaded(invented), day, "hazards", all=True)
    majors = sum(row["level"] == "重大" for row in rows)
    late = sum(row["days_overdue"] > 0 for row in rows)
    assert f"共 {len(rows)} 条，其中重大 {majors} 条，逾期 {late} 条" in said


@given(with_a_day())
def test_the_most_urgent_comes_first_and_what_has_ended_last(
    case: tuple[Invented, dt.date],
) -> None:
    invented, day = case
    ledger = loaded(invented)
    for name in ("hazards", "rectifications", "responsibilities"):
        rows = rows_of(ledger, day, name, all=True)
        ended = [row["status"] not in (*OPEN, "待核实") for row in rows]
        assert ended == sorted(ended)
        late = [row["days_overdue"] for row in rows if row["level"] == "重大"]
        assert late == sorted(late, reverse=True)
        in_time = [not row["days_overdue"] for row in rows]
        assert in_time == sorted(in_time)
