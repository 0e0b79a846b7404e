"""``closure``: every figure counted a second time on random ledgers; and the words at the edges."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from safety_ledger import load, standing
from safety_ledger.ledger import Ledger
from safety_ledger.lists.filters import Filter
from safety_ledger.periods import Period, parse
from safety_ledger.render.json import as_json
from safety_ledger.reports import closure
from safety_ledger.reports.by import GroupBy
from safety_ledger.vocabulary import Level, Source
from tests.ledgers.invented import Invented
from tests.ledgers.second_counting import FLOWS, Count, half_up
from tests.ledgers.strategies import AREAS, INDUSTRIES, INSPECTORS, SECTIONS, days, ledgers

DATA = Path(__file__).parents[2] / "data"
TERMS = ["opening", *FLOWS, "closing"]
CAMPAIGNS = ["百日清零", "回头看", None]


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Any kind of period around the years of the random ledgers."""
    words = st.sampled_from(
        ["2023", "2024", "2025", "2026", "2027", "2024H1", "2025H2", "2024Q1", "2024Q4", "2025Q3"]
        + ["2024-02", "2025-07", "2026-06", "2024-W28", "2025-W01"]
    )
    spans = st.tuples(days(), days()).map(lambda pair: f"{min(pair)}..{max(pair)}")
    period = parse(draw(st.one_of(words, spans)))
    assert period is not None
    return period


@st.composite
def filters(draw: st.DrawFn) -> dict[str, set[str]]:
    """Some filters, each with one or two terms."""
    known: dict[str, list[str]] = {
        "section": SECTIONS,
        "person": INSPECTORS,
        "area": AREAS,
        "industry": INDUSTRIES,
        "level": list(Level),
        "source": list(Source),
        "enterprise": ["QY-001", "QY-002"],
    }
    names = draw(st.lists(st.sampled_from(sorted(known)), max_size=2, unique=True))
    return {
        name: draw(st.sets(st.sampled_from(known[name]), min_size=1, max_size=2)) for name in names
    }


def loaded(invented: Invented) -> Ledger:
    with TemporaryDirectory() as folder:
        return load(invented.write(Path(folder)))


def answered(
    ledger: Ledger, day: dt.date, period: Period, wanted: dict[str, set[str]], by: str = "level"
) -> dict[str, Any]:
    plural = {
        "enterprise": "enterprises",
        "industry": "industries",
    }
    asked = Filter(
        **{plural.get(name, f"{name}s"): frozenset(terms) for name, terms in wanted.items()}
    )
    report = closure.report(standing(ledger, day), asked, period, GroupBy(by))
    answer: dict[str, Any] = json.loads(as_json(report))
    return answer


def balance(line: dict[str, int]) -> int:
    came = line["opening"] + line["new"] + line["reopened"] + line["rejudged_in"]
    went = line["closed"] + line["void"] + line["transferred"] + line["gone"]
    return came - went - line["rejudged_out"] - line["closing"]


def in_campaigns(invented: Invented, campaigns: Iterable[str | None]) -> None:
    for hazard, campaign in zip(invented.hazards, campaigns, strict=False):
        if campaign is not None:
            hazard["campaign"] = campaign


some_campaigns = st.lists(st.sampled_from(CAMPAIGNS), min_size=5, max_size=5)


@given(ledgers(faults=True), days(), periods(), filters(), st.sampled_from(GroupBy), some_campaigns)
def test_stock_and_flow_are_what_a_second_count_finds(
    invented: Invented,
    day: dt.date,
    period: Period,
    wanted: dict[str, set[str]],
    by: GroupBy,
    campaigns: list[str | None],
) -> None:
    in_campaigns(invented, campaigns)
    answer = answered(loaded(invented), day, period, wanted, by)
    whole = Count(invented, day, period.first, period.last, wanted, "")
    line = whole.lines().get("", {term: [] for term in TERMS})
    assert answer["reconciliation"] == {term: len(line[term]) for term in TERMS}
    assert {term: sorted(answer["records"][term]) for term in TERMS} == line
    assert balance(answer["reconciliation"]) == 0
    apart = Count(invented, day, period.first, period.last, wanted, by.value).lines()
    rows = {row["name"]: row for row in answer["groups"] if any(row[term] for term in TERMS)}
    named = {
        None if name and name.startswith(("（", "未定级")) else name: row
        for name, row in rows.items()
    }
    assert {name: {term: row[term] for term in TERMS} for name, row in named.items()} == {
        name: {term: len(one[term]) for term in TERMS} for name, one in apart.items()
    }
    assert all(balance(row) == 0 for row in answer["groups"])


@given(ledgers(faults=True), days(), periods(), filters(), st.sampled_from(GroupBy))
def test_rates_and_days_are_what_a_second_count_finds(
    invented: Invented, day: dt.date, period: Period, wanted: dict[str, set[str]], by: GroupBy
) -> None:
    answer = answered(loaded(invented), day, period, wanted, by)
    count = Count(invented, day, period.first, period.last, wanted, "")
    for name, (hits, of) in count.rates().items():
        rate = answer["rates"][name]
        assert (sorted(rate["records"]["n"]), sorted(rate["records"]["of"])) == (hits, of), name
        percent = half_up(Fraction(100 * len(hits), len(of))) if of else None
        assert (rate["n"], rate["of"], rate["percent"]) == (len(hits), len(of), percent)
    assert answer["rates"]["closed"]["n"] <= answer["rates"]["rectified"]["n"]
    taken = count.days()
    for row in answer["days"]:
        found = taken[row["key"]]
        assert row["count"] == len(found)
        if found:
            assert row["mean"] == half_up(Fraction(sum(found), len(found)))
            within = [
                limit
                for limit in found
                if sum(one <= limit for one in found) * 10 >= 9 * len(found)
            ]
            assert row["p90"] == min(within)


@given(ledgers(faults=True), days(), periods(), filters(), st.sampled_from(GroupBy))
def test_rows_add_up_to_the_total(
    invented: Invented, day: dt.date, period: Period, wanted: dict[str, set[str]], by: GroupBy
) -> None:
    answer = answered(loaded(invented), day, period, wanted, by)
    rows, whole = answer["groups"], answer.get("groups_total")
    assert (whole is None) == (rows == [])
    for row in rows and [whole]:
        assert {term: row[term] for term in TERMS} == {
            term: sum(one[term] for one in rows) for term in TERMS
        }
        for term in ("opening", "closing"):
            assert row[term] == answer["reconciliation"][term]
        for name in ("rectified", "closed", "on_time"):
            share = row[f"{name}_rate"]
            assert share == {key: answer["rates"][name][key] for key in ("n", "of", "percent")}
            assert share["n"] == sum(one[f"{name}_rate"]["n"] for one in rows)
            assert share["of"] == sum(one[f"{name}_rate"]["of"] for one in rows)
    assert sum(row["all"] for row in answer["ages"]) == answer["reconciliation"]["closing"]
    assert len(answer["closures"]) == answer["reconciliation"]["closed"]
    for earlier, later in zip(answer["trend"], answer["trend"][1:], strict=False):
        assert earlier["closing"] == later["opening"]
    assert {term: answer["trend"][-1][term] for term in TERMS} == answer["reconciliation"]


@given(ledgers(), days(), days())
def test_the_past_does_not_change_its_stock_and_flow(
    invented: Invented, one: dt.date, other: dt.date
) -> None:
    """Rates stand at the as-of date; the line of a period that is over stays for ever."""
    day, later = sorted((one, other))
    period = Period(dt.date(2024, 1, 1), day, "")
    lines = [
        answered(ledger, then, Period(period.first, day, f"{period.first}..{day}"), {})[
            "reconciliation"
        ]
        for ledger, then in ((loaded(invented), day), (loaded(invented), later))
        if day >= period.first
    ]
    assert len({json.dumps(line) for line in lines}) <= 1
