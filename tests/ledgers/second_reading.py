"""Design 4 read a second time, from its text, sharing no code and no word with the package.

Slow and plain on purpose: to know a day it reads the entries up to that day again from the start.
Records are the mappings that stand in the files: keys as written, dates as dates, terms as texts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Record = Mapping[str, Any]

OPEN = ["待通知", "整改中", "待复查", "待销号"]
ENDED = ["已销号", "已移送", "已退出", "已作废", "不属实"]
ALLOWED = {
    "核实": ["待核实"],
    "查否": ["待核实"],
    "移送": ["待核实", *OPEN],
    "作废": ["待核实", *OPEN],
    "退出": OPEN,
    "通知": OPEN,
    "整改完成": ["待通知", "整改中"],
    "复查": ["整改中", "待复查"],
    "销号": ["待销号"],
    "重开": ["已销号"],
    "延期申请": OPEN,
    "延期驳回": OPEN,
    "延期": ["待通知", "整改中"],
    "改判": OPEN,
    **{event: ["待核实", *OPEN] for event in ["函告", "通报", "约谈", "曝光", "进展"]},
    **{event: ["待核实", *OPEN] for event in ["挂牌督办", "停止使用", "停产停业", "查封"]},
    **{event: ["待核实", *OPEN, *ENDED] for event in ["摘牌", "恢复生产", "行政处罚"]},
}
APPROVER_SIGNS = [
    "延期",
    "延期驳回",
    "重开",
    "改判",
    "作废",
    "移送",
    "退出",
    "查否",
    "摘牌",
    "曝光",
]
ORDERS = ["挂牌督办", "摘牌", "停止使用", "停产停业", "恢复生产", "查封", "行政处罚"]
LAWFUL = ["县应急管理局", "县安委会", "县人民政府"]
"""Who may issue an order, among the names that the random ledgers use."""


def several(value: Any) -> list[str]:
    """A value that may stand alone or in a list, or be absent."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


@dataclass
class Office:
    """Who there is to sign: the people and enterprises of a ledger as its files have them."""

    people: Sequence[Record]
    enterprises: Sequence[Record]
    closing: str = "安全管理科"
    strict: bool = False
    sections: Sequence[str] = ()

    def may_order(self, issuer: str | None) -> bool:
        """An authority may; the zone and its sections may not, where the ledger lists these."""
        unknown = issuer == "安全管理科" and issuer not in self.sections
        return issuer in LAWFUL or unknown

    def roles(self, name: str, day: dt.date) -> list[str]:
        held = []
        for person in self.people:
            if person["name"] == name:
                for one in person.get("roles", []):
                    span = {"role": one} if isinstance(one, str) else one
                    since, until = span.get("from", dt.date.min), span.get("until", dt.date.max)
                    if since <= day <= until:
                        held.append(span["role"])
        return held

    def section(self, name: str) -> str | None:
        return next((one.get("section") for one in self.people if one["name"] == name), None)

    def anybody(self, *roles: str) -> bool:
        return any(
            (one if isinstance(one, str) else one["role"]) in roles
            for person in self.people
            for one in person.get("roles", [])
        )

    def signed_by(self, one: Record, *roles: str, section: str = "") -> bool:
        names = several(one.get("by"))
        if not names:
            return False
        if not self.anybody(*roles):
            return True
        return any(
            role in roles and section in ("", self.section(name))
            for name in names
            for role in self.roles(name, one["date"])
        )

    def enterprise(self, id_: str | None, day: dt.date) -> dict[str, Any]:
        """The enterprise with the values of that day."""
        values: dict[str, Any] = {}
        for one in self.enterprises:
            if one["id"] == id_:
                values = dict(one)
                for change in one.get("changes", []):
                    if change["date"] <= day:
                        values |= {key: new for key, new in change.items() if key != "date"}
        return values

    def signed_by_enterprise(self, hazard: Record, one: Record) -> bool:
        site = self.enterprise(hazard.get("enterprise"), one["date"])
        signers = {site.get("principal"), site.get("safety_manager")} - {None}
        names = several(one.get("by"))
        return bool(names) and (not signers or not signers.isdisjoint(names))


@dataclass
class Read:
    """Where a second reader stands after some entries."""

    status: str
    since: dt.date
    level: str | None
    deadline: dt.date | None
    registered_on: dt.date | None
    round: int = 1
    claim: Record | None = None
    claim_deadline: dt.date | None = None
    reviewers: list[str] = field(default_factory=list)
    rectifiers: list[str] = field(default_factory=list)
    rectified_on: dt.date | None = None
    on_time: bool | None = None
    closed_on: dt.date | None = None
    asked: list[dt.date] = field(default_factory=list)
    unanswered: list[dt.date] = field(default_factory=list)
    reviewed_on: dt.date | None = None
    told_on: dt.date | None = None
    """When the principal was first told."""
    controller_told: bool = False
    listed: bool = False
    stopped: bool = False
    counted: list[int] = field(default_factory=list)
    not_counted: list[int] = field(default_factory=list)

    @property
    def open(self) -> bool:
        return self.status in OPEN


def begin(hazard: Record) -> Read:
    """The day it is found."""
    found, level = hazard["found_on"], hazard.get("level")
    own = hazard["source"] == "企业自查" and level == "一般"
    reported = hazard["source"] == "群众举报"
    start = "待核实" if reported else "整改中" if own else "待通知"
    return Read(start, found, level, hazard.get("deadline"), None if reported else found)


def read(hazard: Record, office: Office, day: dt.date) -> Read | None:
    """All entries up to the day, in date order, one after the other; None before it was found."""
    if day < hazard["found_on"]:
        return None
    now = begin(hazard)
    entries = hazard.get("history", [])
    for place in sorted(range(len(entries)), key=lambda place: (entries[place]["date"], place)):
        one = entries[place]
        if one["date"] > day:
            break
        if counts(hazard, office, now, one):
            apply(hazard, now, one)
            remember(hazard, office, now, one)
            now.counted.append(place)
        else:
            now.not_counted.append(place)
    return now


def counts(hazard: Record, office: Office, now: Read, one: Record) -> bool:
    """Nothing speaks against it, or it can only make things worse."""
    if one["date"] < hazard["found_on"]:
        return False
    return sound(hazard, office, now, one) or only_worse(now, one)


def allowed(now: Read, one: Record) -> bool:
    if one["event"] == "作废" and now.status == "已销号":
        return one.get("duplicate_of") is not None
    return now.status in ALLOWED[one["event"]]


def own(hazard: Record, now: Read) -> bool:
    return hazard["source"] == "企业自查" and now.level == "一般"


def rectifiers(hazard: Record, now: Read) -> list[str]:
    claimed = several(now.claim.get("by")) if now.claim else []
    return claimed or several(hazard.get("responsible", {}).get("rectifier"))


def sound(hazard: Record, office: Office, now: Read, one: Record) -> bool:
    """Nothing speaks against it."""
    event = one["event"]
    if one["date"] < hazard["found_on"] or not allowed(now, one):
        return False
    if event == "通知" and now.status == "待通知":
        return "主要负责人" in several(one.get("to"))
    if event == "延期" and not extension_in_time(now, one):
        return False
    if event in ORDERS and not office.may_order(one.get("issuer")):
        return False
    if event == "复查":
        return review_signed(hazard, office, now, one)
    if event == "销号":
        free = not now.listed and not now.stopped
        return free and closure_signed(hazard, office, now, one)
    return event not in APPROVER_SIGNS or office.signed_by(one, "审核人")


def extension_in_time(now: Read, one: Record) -> bool:
    if now.deadline is None:
        return True
    dates = [one["date"], *now.asked]
    return bool(one["until"] > now.deadline and any(date <= now.deadline for date in dates))


def review_signed(hazard: Record, office: Office, now: Read, one: Record) -> bool:
    if any(name in rectifiers(hazard, now) for name in several(one.get("by"))):
        return False
    if own(hazard, now):
        return office.signed_by_enterprise(hazard, one)
    return office.signed_by(one, "督导员", "审核人")


def closure_signed(hazard: Record, office: Office, now: Read, one: Record) -> bool:
    same = any(name in now.reviewers for name in several(one.get("by")))
    if same and (now.level == "重大" or office.strict):
        return False
    if own(hazard, now):
        mended = any(name in now.rectifiers for name in several(one.get("by")))
        return office.signed_by_enterprise(hazard, one) and not mended
    return office.signed_by(one, "审核人", section=office.closing)


def only_worse(now: Read, one: Record) -> bool:
    """重开, 复查 不合格, raising the level and binding orders count whatever is wrong with them."""
    event = one["event"]
    if event == "重开":
        came_back = now.status in ("已销号", "已移送", "已退出", "已作废")
        return came_back and now.registered_on is not None
    if event == "复查":
        return one.get("result") == "不合格" and now.status in OPEN
    if event == "改判":
        return one.get("level") == "重大" and now.status in OPEN
    binding = [order for order in ORDERS if order not in ("摘牌", "恢复生产")]
    return event in binding and allowed(now, one)


def apply(hazard: Record, now: Read, one: Record) -> None:
    """What the table says of an entry that counts."""
    before = now.status
    ends = {"查否": "不属实", "移送": "已移送", "退出": "已退出", "作废": "已作废"}
    event, date = one["event"], one["date"]
    if event in ends:
        now.status, now.claim = ends[event], None
    elif event == "核实":
        now.status, now.registered_on = "待通知", date
    elif event == "通知" and now.status == "待通知":
        now.status = "整改中"
    elif event == "整改完成":
        now.status, now.claim, now.claim_deadline = "待复查", one, now.deadline
    elif event == "复查":
        review(hazard, now, one)
    elif event == "销号":
        now.status, now.closed_on = "已销号", date
    elif event == "重开":
        now.status, now.round, now.deadline = "整改中", 1, one["until"]
        now.closed_on = now.rectified_on = now.on_time = None
    else:
        apply_beside(now, one)
    if now.status != before:
        now.since = date


def review(hazard: Record, now: Read, one: Record) -> None:
    if one["result"] == "不合格":
        now.round, now.claim = now.round + 1, None
        now.rectified_on = now.on_time = None
        now.status = now.status if now.status == "待通知" else "整改中"
        return
    now.rectifiers, now.reviewers = rectifiers(hazard, now), several(one.get("by"))
    now.rectified_on = now.claim["date"] if now.claim else one["date"]
    deadline = now.claim_deadline if now.claim else now.deadline
    now.on_time = None if deadline is None else now.rectified_on <= deadline
    now.status, now.claim = "待销号", None


def apply_beside(now: Read, one: Record) -> None:
    """The entries that leave the status alone."""
    event = one["event"]
    if event == "延期":
        now.deadline = one["until"]
    elif event == "延期申请":
        now.asked.append(one["date"])
    elif event == "改判":
        now.level = one["level"]
    elif event in ("挂牌督办", "摘牌"):
        now.listed = event == "挂牌督办"
    elif event in ("停产停业", "恢复生产"):
        now.stopped = event == "停产停业"


def days_overdue(now: Read, day: dt.date) -> int:
    """After the deadline in force; claimed late stays as late until reviewed."""
    if now.status in ("待通知", "整改中") and now.deadline is not None:
        return max(0, (day - now.deadline).days)
    if now.status == "待复查" and now.claim is not None and now.claim_deadline is not None:
        return max(0, (now.claim["date"] - now.claim_deadline).days)
    return 0


# --- the office's own delays


def remember(hazard: Record, office: Office, now: Read, one: Record) -> None:
    """What the office's clocks need of an entry that counts."""
    event, to = one["event"], several(one.get("to"))
    if event == "通知":
        site = office.enterprise(hazard.get("liable") or hazard.get("enterprise"), one["date"])
        same = site.get("controller") is not None and site.get("controller") == site.get(
            "principal"
        )
        told = "主要负责人" in to
        now.told_on = now.told_on or (one["date"] if told else None)
        now.controller_told |= "实际控制人" in to or (told and same)
    elif event == "复查":
        now.reviewed_on = one["date"]
        now.unanswered = [] if one["result"] == "合格" else now.unanswered
    elif event == "延期申请":
        now.unanswered.append(one["date"])
    elif event in ("延期", "延期驳回") or not now.open:
        now.unanswered = []


def clocks(now: Read, day: dt.date) -> dict[str, tuple[dt.date, str, int]]:
    """What the office owes, since when, under which policy and its default number of days."""
    running: dict[str, tuple[dt.date, str, int]] = {}
    if now.status == "待核实":
        running["verify"] = (now.since, "verify_within_days", 15)
    if now.status == "待通知":
        running["notice"] = (now.since, "notice_within_days", 3)
    if now.status == "待复查":
        running["review"] = (now.since, "review_within_days", 10)
    if now.status == "整改中" and now.deadline is not None and day > now.deadline:
        looked = now.reviewed_on is not None and now.reviewed_on > now.deadline
        running |= {} if looked else {"review": (now.deadline, "review_within_days", 10)}
    if now.status == "待销号":
        running["closure"] = (now.since, "closure_within_days", 5)
    if now.open and now.unanswered:
        running["reply"] = (now.unanswered[0], "extension_reply_within_days", 5)
    if now.open and now.level == "重大" and now.told_on and not now.controller_told:
        running["controller"] = (now.told_on, "notice_within_days", 3)
    return running


def delays(hazard: Record, now: Read, day: dt.date, policies: Mapping[str, Any]) -> dict[str, int]:
    """By how many days the office is late beyond its policy, by what it owes."""
    if own(hazard, now):
        return {}
    late = {
        kind: (day - since).days - int(policies.get(policy, default))
        for kind, (since, policy, default) in clocks(now, day).items()
    }
    return {kind: days for kind, days in late.items() if days > 0}
