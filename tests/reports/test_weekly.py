"""``weekly``: every figure counted a second time on random ledgers, week by week; words at the edges."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from safety_ledger import load, standing
from safety_ledger.ledger import Ledger
from safety_ledger.periods import Period, parse
from safety_ledger.reports import weekly
from tests.folders import write_files
from tests.ledgers.asking import ask, json_of, loaded
from tests.ledgers.invented import Invented
from tests.ledgers.lively import lively
from tests.ledgers.second_counting import FLOWS, Count, Step, steps
from tests.ledgers.second_reading import OPEN, days_overdue, delays
from tests.ledgers.strategies import FIRST, LAST, ledgers

TAKEN = {"函告", "通报", "约谈", "曝光", "挂牌督办", "停止使用", "停产停业", "查封", "行政处罚"}
KEPT = ["new", "reopened", "closed", "void", "transferred", "gone"]
Ids = list[tuple[str, bool]]
"""Hazards, each with whether it is major."""


@dataclass
class Second:
    """A week read again from the histories: each figure as ids, and which are major."""

    invented: Invented = field(repr=False)
    as_of: dt.date
    week: Period

    @property
    def end(self) -> dt.date:
        return min(self.week.last, self.as_of)

    @property
    def eve(self) -> dt.date:
        return min(self.week.first - dt.timedelta(1), self.as_of)

    @cached_property
    def lines(self) -> dict[str | None, dict[str, list[str]]]:
        count = Count(self.invented, self.end, self.week.first, self.week.last, {}, "level")
        return count.lines()

    def flow(self, name: str) -> Ids:
        return [(id_, level == "重大") for level, row in self.lines.items() for id_ in row[name]]

    def of(self, judge: str) -> Ids:
        """The hazards at the end for which one of the questions below is answered with yes."""
        found = []
        for hazard in self.invented.hazards:
            now = self.invented.reading(hazard, self.end)
            if now is not None and getattr(self, judge)(hazard):
                found.append((hazard["id"], now.level == "重大"))
        return found

    def open(self, hazard: dict[str, Any]) -> bool:
        now = self.invented.reading(hazard, self.end)
        return now is not None and now.status in OPEN

    def overdue(self, hazard: dict[str, Any], day: dt.date | None = None) -> bool:
        then = day or self.end
        now = self.invented.reading(hazard, then)
        return now is not None and days_overdue(now, then) > 0

    def newly_overdue(self, hazard: dict[str, Any]) -> bool:
        return self.overdue(hazard) and not self.overdue(hazard, self.eve)

    def due(self, hazard: dict[str, Any]) -> bool:
        return 1 <= self.left(hazard) <= 7

    def due_at_the_end(self, hazard: dict[str, Any]) -> bool:
        return self.left(hazard) == 0

    def left(self, hazard: dict[str, Any]) -> int:
        now = self.invented.reading(hazard, self.end)
        if now is None or now.deadline is None or now.status not in {"待通知", "整改中"}:
            return -1
        return (now.deadline - self.end).days

    def delayed(self, hazard: dict[str, Any]) -> bool:
        now = self.invented.reading(hazard, self.end)
        policies = self.invented.file.get("policies", {})
        return now is not None and bool(delays(hazard, now, self.end, policies))

    def entries(self) -> list[tuple[dict[str, Any], Step]]:
        return [
            (hazard, step)
            for hazard in self.invented.hazards
            if hazard["found_on"] <= self.end
            for step in steps(self.invented, hazard)
            if self.eve < step.date <= self.end and step.entry is not None
        ]

    def passed(self) -> list[str]:
        return [
            hazard["id"]
            for hazard, step in self.entries()
            if step.entry and step.event == "复查" and step.entry["result"] == "合格"
        ]

    def measures(self) -> list[str]:
        return [hazard["id"] for hazard, step in self.entries() if step.event in TAKEN]

    def visits(self) -> list[dict[str, Any]]:
        return [
            one
            for one in self.invented.activities
            if one["kind"] == "督导检查" and self.eve < one["date"] <= self.end
        ]

    def found(self, hazard: dict[str, Any]) -> bool:
        return any(hazard["id"] in one.get("found", []) for one in self.visits())

    def on_the_spot(self, hazard: dict[str, Any]) -> bool:
        done = steps(self.invented, hazard)
        there = any(one.event == "整改完成" and one.date == hazard["found_on"] for one in done)
        return there and self.found(hazard)


@st.composite
def questions(draw: st.DrawFn) -> Second:
    """A lively ledger with inspections, a week in which something happens, any day."""
    invented = draw(st.one_of(st.integers(0, 10**6).map(lively), ledgers(faults=True)))
    dates = [one for one in invented.dates() if FIRST <= one <= LAST] or [FIRST]
    eventful = st.sampled_from(dates)
    sites = [one["id"] for one in invented.enterprises]
    for number in range(draw(st.integers(0, 4))):
        hazards = (
            draw(st.lists(st.sampled_from(invented.hazards), max_size=3))
            if invented.hazards
            else []
        )
        made = {"id": f"HD-X{number}", "date": draw(eventful), "kind": "督导检查"}
        made |= (
            {"enterprises": draw(st.lists(st.sampled_from(sites), unique=True))} if sites else {}
        )
        made |= {"groups": draw(st.integers(0, 3))} if draw(st.booleans()) else {}
        made |= {"found": sorted({one["id"] for one in hazards})}
        invented.activities.append(made)
    year, number, _ = (draw(eventful) + dt.timedelta(draw(st.integers(-8, 8)))).isocalendar()
    week = parse(f"{year}-W{number:02}")
    assert week is not None
    day = draw(st.one_of(st.just(LAST), st.just(week.last), eventful))
    return Second(invented, day, week)


def answered(ledger: Ledger, asked: Second) -> dict[str, Any]:
    return json_of(weekly.report(standing(ledger, asked.as_of), asked.week))


def row(asked: Second, key: str) -> tuple[list[str], int | None]:
    """The ids of a row of the comparison and how many are major."""
    match key:
        case "passed" | "measures":
            return getattr(asked, key)(), None
        case "units":
            return list(
                dict.fromkeys(id_ for one in asked.visits() for id_ in one.get("enterprises", []))
            ), None
        case _:
            ids = asked.flow(key) if key in KEPT else asked.of(key)
            return [id_ for id_, _ in ids], sum(major for _, major in ids)


@settings(max_examples=30)
@given(questions())
def test_each_figure_of_both_weeks_is_what_a_second_count_finds(asked: Second) -> None:
    answer = answered(loaded(asked.invented), asked)
    before = replace(asked, week=asked.week.before())
    assert answer["as_of"] == str(asked.end)
    for one in answer["comparison"]:
        key = one["key"]
        if key == "groups":
            made = [
                sum(each.get("groups", 1) for each in week.visits()) for week in (asked, before)
            ]
            assert [one["this_week"], one["last_week"]] == made
            continue
        (now, major), (then, major_then) = row(asked, key), row(before, key)
        assert (sorted(one["ids"]), one["this_week"]) == (sorted(now), len(now)), key
        assert one["last_week"] == len(then), key
        if major is not None:
            assert (one["this_week_major"], one["last_week_major"]) == (major, major_then), key


@settings(max_examples=30)
@given(questions())
def test_each_list_is_what_a_second_count_finds(asked: Second) -> None:
    answer = answered(loaded(asked.invented), asked)
    for key, table in (("new", "new"), ("closed", "closed")):
        assert sorted(one["id"] for one in answer[table]) == sorted(row(asked, key)[0])
    late = {id_ for id_, major in asked.of("overdue") if major}
    late |= {id_ for id_, _ in asked.of("newly_overdue")}
    assert sorted(one["id"] for one in answer["overdue"]) == sorted(late)
    for key, table in (("due", "due"), ("delayed", "delays")):
        assert sorted(one["id"] for one in answer[table]) == sorted(row(asked, key)[0])
    assert answer["due_at_the_end"] == row(asked, "due_at_the_end")[0]


@settings(max_examples=30)
@given(questions())
def test_the_week_adds_up_with_old_and_new_apart_and_joins_the_week_before(asked: Second) -> None:
    ledger = loaded(asked.invented)
    answer = answered(ledger, asked)
    line, last = answer["reconciliation"], answer["last_week"]["reconciliation"]
    came = line["opening"] + line["new"] + line["reopened"]
    assert came - sum(line[flow] for flow in KEPT[2:]) == line["closing"]
    assert line["opening"] == last["closing"]
    assert line["closing"] == len(asked.of("open"))
    old, new = answer["apart"]["old"], answer["apart"]["new"]
    assert sorted(old["settled"] + old["left"]) == sorted(answer["records"]["opening"])
    assert sorted(old["left"] + new["left"]) == sorted(answer["records"]["closing"])
    came_in = {*answer["records"]["new"], *answer["records"]["reopened"]}
    assert {*new["settled"], *new["left"]} == came_in - set(answer["records"]["opening"])


def test_the_weeks_are_worth_asking() -> None:
    """Over the weeks of some ledgers every figure has something to count."""
    seen: Counter[str] = Counter()
    for seed in range(3):
        invented = lively(seed)
        ledger = loaded(invented)
        for off in range(0, (LAST - FIRST).days, 21):
            week = parse("{}-W{:02}".format(*(FIRST + dt.timedelta(off)).isocalendar()[:2]))
            assert week is not None
            answer = answered(ledger, Second(invented, LAST, week))
            seen.update(one["key"] for one in answer["comparison"] if one["this_week"])
            seen.update(key for key in ("due", "delays", "steps") if answer[key])
    assert {*KEPT[:3], "open", "overdue", "newly_overdue", "passed", "due", "delays"} <= set(seen)
    assert set(FLOWS) >= set(KEPT)


SMALL = """\
- id: YH-1
  enterprise: QY-1
  title: 通道堵塞
  level: {level}
  source: 督导检查
  found_on: 2024-07-01
  deadline: {deadline}
  responsible: {{rectifier: 王强}}
  history:
    - {{date: 2024-07-01, event: 通知, to: [主要负责人, 实际控制人], by: 李明}}
    - {{date: 2024-07-02, event: 延期驳回, by: 赵刚}}
"""


def small(folder: Path, deadline: str, level: str = "一般") -> Path:
    files = {
        "ledger.yaml": "name: 示例台账\n",
        "enterprises/a.yaml": "- {id: QY-1, name: 示例甲}\n",
        "hazards/a.yaml": SMALL.format(level=level, deadline=deadline),
    }
    return write_files(folder, files)


def test_what_is_due_on_sunday_is_named_apart(tmp_path: Path) -> None:
    page = ask(small(tmp_path, "2024-07-14"), "weekly", "--week", "2024-W28").text
    assert "3. 今后7天没有到期的隐患；另有 1 条 2024-07-14 当日到期、尚未报整改完成。" in page
    assert "2024-07-14 当日到期、尚未报整改完成：YH-1" in page
    assert "本周没有督导检查" in page


def test_quiet_prints_nothing_only_when_nothing_is_due(tmp_path: Path) -> None:
    """A major hazard without an entry for weeks is something to say; a warning of check is not."""
    words = ("weekly", "--quiet", "--week", "2024-W32")
    calm = small(tmp_path, "2024-12-31")
    assert load(calm).findings
    assert ask(calm, *words).out == b""
    assert "进展缓慢" in ask(small(tmp_path, "2024-12-31", "重大"), *words).text
