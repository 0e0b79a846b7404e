"""Stock, flow and rates counted a second time, from the text of the design and the second reading.

Slow and plain on purpose, and sharing no code with the package: flows are told by the event of the
entry, stock by reading the history again up to the day, reviews by asking on the very day they fell
due. A figure is a list of ids, sorted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any

from dateutil.relativedelta import relativedelta

from tests.ledgers.invented import Invented
from tests.ledgers.second_reading import OPEN, Read, Record, apply, begin, counts, own, read

FLOWS = ["new", "reopened", "rejudged_in", "closed", "void", "transferred", "gone", "rejudged_out"]
EVENTS = {"销号": "closed", "作废": "void", "移送": "transferred", "退出": "gone"}
CAME = {"核实": "new", "重开": "reopened", "改判": "rejudged_in"}


@dataclass
class Step:
    """One counted entry (or the finding), and how the hazard stands after it."""

    date: dt.date
    event: str
    now: Read
    criterion: str | None
    reviewed_on: dt.date | None
    entry: Record | None = None


def steps(invented: Invented, hazard: Record) -> list[Step]:
    """A whole life, entry by entry."""
    now, entries = begin(hazard), hazard["history"]
    criterion, reviewed = worded(hazard.get("criterion")), None
    made = [Step(hazard["found_on"], "发现", copy(now), criterion, None)]
    for one in sorted(entries, key=lambda entry: entry["date"]):
        if not counts(hazard, invented.office, now, one):
            continue
        apply(hazard, now, one)
        if one["event"] == "改判":
            criterion = worded(one.get("criterion"))
        if one["event"] == "复查":
            reviewed = one["date"]
        made.append(Step(one["date"], one["event"], copy(now), criterion, reviewed, one))
    return made


def worded(criterion: Record | None) -> str | None:
    if criterion is None:
        return None
    return " ".join(str(criterion[key]) for key in ("standard", "article") if key in criterion)


@dataclass
class Count:
    """Everything a closure report must say, of what is asked for."""

    invented: Invented
    as_of: dt.date
    first: dt.date
    last: dt.date
    wanted: dict[str, set[str]]
    """Terms by filter; several terms of one are or, several filters are and."""
    by: str

    def site(self, hazard: Record) -> dict[str, Any]:
        """The enterprise as on the day the hazard was registered."""
        now = read(hazard, self.invented.office, self.as_of)
        day = (now and now.registered_on) or hazard["found_on"]
        return self.invented.office.enterprise(hazard.get("enterprise"), day)

    def section(self, hazard: Record) -> str | None:
        own_section: str | None = hazard.get("responsible", {}).get("section")
        return own_section or self.site(hazard).get("section")

    def kept(self, hazard: Record) -> bool:
        """Wanted, whatever its level."""
        values = {
            "enterprise": hazard.get("enterprise"),
            "section": self.section(hazard),
            "person": hazard.get("responsible", {}).get("person"),
            "area": self.site(hazard).get("area"),
            "industry": self.site(hazard).get("industry"),
            "source": hazard["source"],
        }
        return all(value in self.wanted.get(name, {value}) for name, value in values.items())

    def hazards(self) -> list[Record]:
        return [
            one for one in self.invented.hazards if one["found_on"] <= self.as_of and self.kept(one)
        ]

    def row(self, hazard: Record, step: Step) -> str | None:
        rows: dict[str, Callable[[], str | None]] = {
            "level": lambda: step.now.level,
            "industry": lambda: self.site(hazard).get("industry"),
            "area": lambda: self.site(hazard).get("area"),
            "source": lambda: hazard["source"],
            "section": lambda: self.section(hazard),
            "category": lambda: hazard.get("category"),
            "criterion": lambda: step.criterion,
            "campaign": lambda: hazard.get("campaign"),
            "": lambda: "",
        }
        return rows[self.by]()

    def place(self, hazard: Record, step: Step | None) -> tuple[str | None] | None:
        if step is None or step.now.status not in OPEN:
            return None
        if "level" in self.wanted and step.now.level not in self.wanted["level"]:
            return None
        return (self.row(hazard, step),)

    def at(self, hazard: Record, day: dt.date) -> Step | None:
        """The last step by the end of a day."""
        past = [step for step in steps(self.invented, hazard) if step.date <= day]
        return past[-1] if past else None

    def lines(self) -> dict[str | None, dict[str, list[str]]]:
        """Every row of the reconciliation, each term as ids."""
        before, until = self.first - dt.timedelta(1), min(self.last, self.as_of)
        found: dict[str | None, dict[str, list[str]]] = {}

        def put(row: tuple[str | None] | None, term: str, id_: str) -> None:
            if row is not None:
                empty: dict[str, list[str]] = {one: [] for one in ("opening", *FLOWS, "closing")}
                found.setdefault(row[0], empty)[term].append(id_)

        for hazard in self.hazards():
            id_ = hazard["id"]
            put(self.place(hazard, self.at(hazard, min(before, self.as_of))), "opening", id_)
            put(self.place(hazard, self.at(hazard, until)), "closing", id_)
            last = None
            for step in steps(self.invented, hazard):
                gone, come = self.place(hazard, last), self.place(hazard, step)
                if before < step.date <= until and gone != come:
                    put(gone, EVENTS.get(step.event, "rejudged_out"), id_)
                    put(come, CAME.get(step.event, "new"), id_)
                last = step
        return {
            row: {term: sorted(ids) for term, ids in line.items()} for row, line in found.items()
        }

    # -- rates ---------------------------------------------------------------------------------

    def standing(self) -> Iterator[tuple[Record, Step]]:
        """The hazards as they stand on the as-of date, of a level wanted."""
        for hazard in self.hazards():
            step = self.at(hazard, self.as_of)
            if step and step.now.level in self.wanted.get("level", {step.now.level}):
                yield hazard, step

    def rates(self) -> dict[str, tuple[list[str], list[str]]]:
        """Ids of the part and of the whole."""
        among = [
            (hazard, step)
            for hazard, step in self.standing()
            if step.now.registered_on is not None
            and self.first <= step.now.registered_on <= self.last
            and step.now.status not in ("已作废", "已移送")
        ]

        def share(hit: Callable[[Record, Step], bool]) -> tuple[list[str], list[str]]:
            of = [hazard["id"] for hazard, _ in among]
            return sorted(one["id"] for one, step in among if hit(one, step)), sorted(of)

        return {
            "rectified": share(lambda _, step: step.now.rectified_on is not None),
            "closed": share(lambda _, step: step.now.status == "已销号"),
            "on_time": self.on_time(),
            "self_found": share(lambda hazard, _: hazard["source"] == "企业自查"),
            "reviewed_in_time": self.reviews(),
            "repeated": share(lambda hazard, _: self.repeated(hazard)),
        }

    def on_time(self) -> tuple[list[str], list[str]]:
        hits, of = [], []
        for hazard, step in self.standing():
            now = step.now
            if now.registered_on is None or now.status in ("已作废", "已移送"):
                continue
            if now.deadline is None or not self.first <= now.deadline <= self.last:
                continue
            if now.deadline >= self.as_of:
                continue
            if now.status == "待复查" and now.claim and now.claim["date"] <= now.claim_deadline:
                continue
            of.append(hazard["id"])
            if now.rectified_on is not None and now.on_time:
                hits.append(hazard["id"])
        return sorted(hits), sorted(of)

    def reviews(self) -> tuple[list[str], list[str]]:
        """In time: made while owed. Not in time: still owed at the end of the very day it fell due."""
        within = self.invented.policy("review_within_days", 10)
        hits, of = [], []
        for hazard, _ in self.standing():
            life = steps(self.invented, hazard)
            dues = set()
            for place in range(len(life)):
                due = self.owed(hazard, life[: place + 1], dt.date.max, within)
                if due is None:
                    continue
                dues.add(due)
                after = life[place + 1] if place + 1 < len(life) else None
                if after is None or after.event != "复查" or not self.fell(due):
                    continue
                kind, start = since_when(hazard, life[place]) or ("", due)
                if after.date <= due and (kind == "申请" or after.date > start):
                    hits.append(hazard["id"])
                    of.append(hazard["id"])
            for due in dues:
                past = [step for step in life if step.date <= due]
                if self.fell(due) and past and self.owed(hazard, past, due, within) == due:
                    of.append(hazard["id"])
        return sorted(hits), sorted(of)

    def fell(self, due: dt.date) -> bool:
        return self.first <= due <= self.last and due < self.as_of

    def owed(self, hazard: Record, life: list[Step], day: dt.date, within: int) -> dt.date | None:
        """The last day for the review that the office owes on a day; None when it owes none."""
        start = since_when(hazard, life[-1])
        if start is None:
            return None
        if start[0] == "期限" and day < start[1]:
            return None
        began = life[-1].date
        for step in reversed(life):
            if since_when(hazard, step) != start:
                break
            began = step.date
        return max(start[1] + dt.timedelta(within), began)

    def repeated(self, hazard: Record) -> bool:
        now = read(hazard, self.invented.office, self.as_of)
        assert now is not None
        assert now.registered_on is not None
        for other in self.invented.hazards:
            if other is hazard or trouble(other) is None or trouble(other) != trouble(hazard):
                continue
            for step in steps(self.invented, other):
                latest = step.date + relativedelta(months=12)
                if step.event == "销号" and step.date <= now.registered_on <= latest:
                    return True
        return False

    def days(self) -> dict[str, list[int]]:
        """How long it took, of what was rectified or closed in the period."""
        taken: dict[str, list[int]] = {"to_rectify": [], "to_close": []}
        for _, step in self.standing():
            now = step.now
            if now.registered_on is None or now.status in ("已作废", "已移送"):
                continue
            for name, day in (("to_rectify", now.rectified_on), ("to_close", now.closed_on)):
                if day is not None and self.first <= day <= self.last:
                    taken[name].append((day - now.registered_on).days)
        return {name: sorted(found) for name, found in taken.items()}


def since_when(hazard: Record, step: Step) -> tuple[str, dt.date] | None:
    """What the office's clock for a review counts from: the claim, or the deadline."""
    now = step.now
    if own(hazard, now):
        return None
    if now.status == "待复查":
        return "申请", now.since
    if now.status != "整改中" or now.deadline is None:
        return None
    if step.reviewed_on is not None and step.reviewed_on > now.deadline:
        return None
    return "期限", now.deadline


def trouble(hazard: Record) -> tuple[Any, ...] | None:
    if hazard.get("enterprise") is None:
        return None
    if hazard.get("criterion"):
        return hazard["enterprise"], worded(hazard["criterion"])
    if hazard.get("category") is None or hazard.get("location") is None:
        return None
    return hazard["enterprise"], hazard["category"], hazard["location"]


def half_up(value: Fraction) -> float:
    """To one decimal, halves up."""
    return floor(value * 10 + Fraction(1, 2)) / 10
