"""``closure``: every figure counted a second time on random ledgers; and the words at the edges."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from safety_ledger import standing
from safety_ledger.lists.filters import Filter
from safety_ledger.lists.rates import RateName
from safety_ledger.periods import Period, parse
from safety_ledger.reports import closure
from safety_ledger.reports.by import GroupBy
from safety_ledger.vocabulary import Level, Source
from tests.ledgers.asking import json_of, loaded
from tests.ledgers.invented import Invented
from tests.ledgers.lively import lively
from tests.ledgers.second_counting import FLOWS, Count, half_up
from tests.ledgers.strategies import AREAS, FIRST, INDUSTRIES, INSPECTORS, LAST, SECTIONS, ledgers

TERMS = ["opening", *FLOWS, "closing"]


@dataclass
class Question:
    """A ledger, and what is asked of it: days and periods at which something happens in it."""

    invented: Invented = field(repr=False)
    day: dt.date
    period: Period
    wanted: dict[str, set[str]]
    by: GroupBy

    def count(self, by: str = "") -> Count:
        return Count(self.invented, self.day, self.period.first, self.period.last, self.wanted, by)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    invented = draw(st.one_of(st.integers(0, 10**6).map(lively), ledgers(faults=True)))
    dates = [one for one in invented.dates() if FIRST <= one <= LAST] or [FIRST]
    eventful = st.sampled_from(dates).flatmap(
        lambda one: st.sampled_from([one, one + dt.timedelta(1), one + dt.timedelta(11)])
    )
    between = st.tuples(eventful, eventful).map(lambda pair: f"{min(pair)}..{max(pair)}")
    words = st.sampled_from(["2023", "2024", "2025", "2024H2", "2025Q3", "2024-07", "2025-W01"])
    period = parse(draw(st.one_of(between, words)))
    assert period is not None
    return Question(
        invented,
        draw(st.one_of(st.just(LAST), eventful)),
        period,
        draw(filters()) if draw(st.integers(0, 2)) == 0 else {},
        draw(st.sampled_from(GroupBy)),
    )


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


PLURAL = {"enterprise": "enterprises", "industry": "industries"}


def answered(question: Question, day: dt.date | None = None) -> dict[str, Any]:
    wanted = Filter(
        **{
            PLURAL.get(name, f"{name}s"): frozenset(terms)
            for name, terms in question.wanted.items()
        }
    )
    then = standing(loaded(question.invented), day or question.day)
    return json_of(closure.report(then, wanted, question.period, question.by))


def balance(line: dict[str, int]) -> int:
    came = line["opening"] + line["new"] + line["reopened"] + line["rejudged_in"]
    went = line["closed"] + line["void"] + line["transferred"] + line["gone"]
    return came - went - line["rejudged_out"] - line["closing"]


@settings(max_examples=40)
@given(questions())
def test_stock_and_flow_are_what_a_second_count_finds(question: Question) -> None:
    answer = answered(question)
    line = question.count().lines().get("", {term: [] for term in TERMS})
    assert answer["reconciliation"] == {term: len(line[term]) for term in TERMS}
    assert {term: sorted(answer["records"][term]) for term in TERMS} == line
    assert balance(answer["reconciliation"]) == 0
    rows = {
        None if row["name"].startswith(("（", "未定级")) else row["name"]: row
        for row in answer["groups"]
        if any(row[term] for term in TERMS)
    }
    assert {name: {term: row[term] for term in TERMS} for name, row in rows.items()} == {
        name: {term: len(one[term]) for term in TERMS}
        for name, one in question.count(question.by).lines().items()
    }
    assert all(balance(row) == 0 for row in answer["groups"])


@settings(max_examples=40)
@given(questions())
def test_rates_and_days_are_what_a_second_count_finds(question: Question) -> None:
    answer, count = answered(question), question.count()
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
            enough = [
                one for one in found if 10 * sum(two <= one for two in found) >= 9 * len(found)
            ]
            assert row["p90"] == min(enough)


@settings(max_examples=40)
@given(questions())
def test_rows_add_up_to_the_total(question: Question) -> None:
    answer = answered(question)
    rows, whole = answer["groups"], answer.get("groups_total")
    assert (whole is None) == (rows == [])
    if whole is not None:
        sums = {term: sum(one[term] for one in rows) for term in TERMS}
        assert {term: whole[term] for term in TERMS} == sums
        for term in ("opening", "closing"):
            assert whole[term] == answer["reconciliation"][term]
        for name in ("rectified", "closed", "on_time"):
            share = whole[f"{name}_rate"]
            assert share == {key: answer["rates"][name][key] for key in ("n", "of", "percent")}
            assert share["n"] == sum(one[f"{name}_rate"]["n"] for one in rows)
            assert share["of"] == sum(one[f"{name}_rate"]["of"] for one in rows)
    assert sum(row["all"] for row in answer["ages"]) == answer["reconciliation"]["closing"]
    assert len(answer["closures"]) == answer["reconciliation"]["closed"]
    for earlier, later in pairwise(answer["trend"]):
        assert earlier["closing"] == later["opening"]
    assert {term: answer["trend"][-1][term] for term in TERMS} == answer["reconciliation"]


@settings(max_examples=40)
@given(questions())
def test_the_line_of_a_period_that_is_over_stays_for_ever(question: Question) -> None:
    """Rates stand at the as-of date; stock and flow do not change with it."""
    day = max(question.day, question.period.last)
    lines = [answered(question, then)["records"] for then in (day, day + dt.timedelta(400))]
    assert lines[0] == lines[1]


def test_the_ledgers_are_worth_asking() -> None:
    """Every flow occurs, and every rate with something on both sides of the fraction."""
    seen: Counter[str] = Counter()
    for seed in range(20):
        count = Count(lively(seed), LAST, FIRST, LAST - dt.timedelta(100), {}, "level")
        for line in count.lines().values():
            seen.update(term for term, ids in line.items() if ids)
        for name, (hits, of) in count.rates().items():
            seen[f"{name} n"] += bool(hits)
            seen[f"{name} rest"] += len(hits) < len(of)
    rates = (f"{name} {part}" for name in RateName for part in ("n", "rest"))
    assert min(seen[one] for one in (*FLOWS, "closing", *rates)) > 2, seen
