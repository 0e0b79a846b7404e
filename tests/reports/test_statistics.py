"""The committee's quarterly table, each cell counted a second time on ledgers full of events."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safety_ledger import standing
from safety_ledger.periods import Period, parse
from safety_ledger.reports import statistics
from safety_ledger.reports.by import TableBy
from tests.ledgers.asking import json_of, loaded
from tests.ledgers.invented import Invented
from tests.ledgers.lively import lively
from tests.ledgers.second_counting import Count, half_up
from tests.ledgers.strategies import LAST, days

ITEMS = ["goal", "funds", "organisation", "schedule", "contingency"]
COUNTED = [
    "to_check",
    "checked",
    "general_found",
    "general_rectified",
    "major_found",
    "major_rectified",
    "planned",
    *(f"plan_{item}" for item in ITEMS),
]


def answered(invented: Invented, day: dt.date, period: Period, by: str) -> dict[str, Any]:
    return json_of(statistics.report(standing(loaded(invented), day), period, TableBy(by)))


def expected(invented: Invented, day: dt.date, period: Period, by: str) -> dict[Any, Any]:
    """Every cell as sorted ids, by the row's name."""
    count = Count(invented, day, period.first, period.last, {}, by)
    rows: dict[Any, dict[str, list[str]]] = {}

    def put(row: Any, cell: str, id_: str) -> None:
        rows.setdefault(row, {one: [] for one in COUNTED})[cell].append(id_)

    until = min(period.last, day)
    for one in invented.enterprises:
        site = invented.office.enterprise(one["id"], until)
        if one.get("joined_on", until) > until or idle(one, period):
            continue
        put(site.get(by), "to_check", one["id"])
        if any(one["id"] in act["enterprises"] for act in checks(invented, day, period)):
            put(site.get(by), "checked", one["id"])
    for hazard, step in count.standing():
        now, level = step.now, {"一般": "general", "重大": "major"}[str(step.now.level)]
        row = count.site(hazard).get(by)
        when = now.registered_on
        if when and period.first <= when <= period.last and now.status not in ("已作废", "已移送"):
            put(row, f"{level}_found", hazard["id"])
            if now.rectified_on is not None:
                put(row, f"{level}_rectified", hazard["id"])
        then = count.at(hazard, until)
        if then and then.now.open and then.now.level == "重大" and "plan" in hazard:
            put(row, "planned", hazard["id"])
            for item in ITEMS:
                put(row, f"plan_{item}", hazard["id"])
    return {row: {cell: sorted(ids) for cell, ids in cells.items()} for row, cells in rows.items()}


def idle(enterprise: dict[str, Any], period: Period) -> bool:
    return any(
        span["from"] <= period.first and period.last <= span["until"]
        for span in enterprise.get("inactive", [])
    )


def checks(invented: Invented, day: dt.date, period: Period) -> list[dict[str, Any]]:
    found = []
    for one in invented.activities:
        if one["kind"] not in ("企业自查", "督导检查") or one["date"] > day:
            continue
        named = parse(one["period"]) if "period" in one else None
        first, last = (named.first, named.last) if named else (one["date"], one["date"])
        if period.first <= first and last <= period.last:
            found.append(one)
    return found


@settings(max_examples=60)
@given(
    st.integers(0, 10**6),
    st.one_of(st.just(LAST), days()),
    st.sampled_from(["2024", "2024H2", "2024Q3", "2025Q1", "2025Q2", "2024-11", "2026Q2"]),
    st.sampled_from(TableBy),
)
def test_every_cell_is_what_a_second_count_finds(
    seed: int, day: dt.date, word: str, by: TableBy
) -> None:
    period, invented = parse(word), lively(seed)
    assert period is not None
    answer = answered(invented, day, period, by)
    cells = expected(invented, day, period, by)
    records = {
        None if one["name"].startswith("（") else one["name"]: one for one in answer["records"][:-1]
    }
    assert {
        row: {cell: sorted(one[cell]) for cell in COUNTED} for row, one in records.items()
    } == cells
    rows, whole = answer["rows"], answer["rows_total"]
    for row, named in zip(rows, answer["records"], strict=False):
        assert {cell: row[cell] for cell in COUNTED} == {cell: len(named[cell]) for cell in COUNTED}
        for level in ("general", "major"):
            rate, of = row[f"{level}_rate"], row[f"{level}_found"]
            assert (rate["n"], rate["of"]) == (row[f"{level}_rectified"], of)
    for cell in (*COUNTED, "committed_yuan", "spent_yuan"):
        assert whole[cell] == sum(row[cell] for row in rows)
    assert sum(Decimal(str(row["spent"])) for row in rows) == Decimal(str(whole["spent"]))


def test_the_funds_are_of_every_hazard_once() -> None:
    """In 10,000 CNY and exact: a major one of the period that is also in a plan counts once."""
    period = parse("2024")
    assert period is not None
    for seed in range(20):
        invented = lively(seed)
        answer = answered(invented, LAST, period, "industry")
        of = {
            id_
            for cell in ("general_found", "major_found", "planned")
            for id_ in answer["records"][-1][cell]
        }
        yuan = sum(
            one.get("plan", {}).get("funds", 0) for one in invented.hazards if one["id"] in of
        )
        total = answer["rows_total"]
        assert total["committed_yuan"] == yuan
        assert Decimal(str(total["committed"])) * 10_000 == yuan


@pytest.mark.parametrize(
    ("part", "whole", "percent"), [(1, 3, 33.3), (1, 8, 12.5), (713, 945, 75.4)]
)
def test_percentages_are_rounded_half_up(part: int, whole: int, percent: float) -> None:
    from fractions import Fraction

    from safety_ledger.reports.report import Share

    assert float(Share(part, whole).percent or 0) == percent
    assert half_up(Fraction(100 * part, whole)) == percent
