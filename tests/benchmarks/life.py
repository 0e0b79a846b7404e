"""The lives of the benchmark's hazards: which entries follow each other, by whom, when.

Every course is one that the rules of the ledger accept: the right signatures, in date order.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field

import words
from layout import Fields

INSPECTORS = ("李明", "周明", "张华", "黄丽", "林涛", "郑凯")
APPROVERS = ("赵刚", "陈敏", "吴洁")


@dataclass
class Firm:
    """What the rest of the ledger must know of an enterprise."""

    id: str
    industry: str
    area: str
    section: str
    principal: str
    successor: str
    changed_on: dt.date | None
    manager: str
    workers: list[str]

    def principal_on(self, day: dt.date) -> str:
        """Who may sign for the enterprise that day."""
        return self.successor if self.changed_on and self.changed_on <= day else self.principal


@dataclass
class Life:
    """A hazard in the making: what it is, the day its history has come to, the entries so far."""

    rng: random.Random
    firm: Firm
    level: str
    source: str
    found_on: dt.date
    deadline: dt.date
    photo: str
    text: str
    day: dt.date = field(init=False)
    entries: list[Fields] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.day = self.found_on
        self.rectifier = self.rng.choice(self.firm.workers)
        self.reviewers = self.rng.sample(INSPECTORS, 2)
        self.approver = self.rng.choice(APPROVERS)

    @property
    def major(self) -> bool:
        return self.level == "重大"

    @property
    def own(self) -> bool:
        """Whether the enterprise reviews and closes it by itself (自查自改)."""
        return self.source == "企业自查" and not self.major

    def add(self, event: str, most: int, **fields: object) -> None:
        """An entry up to ``most`` days after the one before."""
        self.day += dt.timedelta(self.rng.randint(0 if most < 3 else 1, most))
        self.entries.append({"date": self.day, "event": event, **fields})

    def letter(self) -> str:
        return f"开安〔{self.day.year}〕{self.rng.randrange(1, 999)}号"

    # The steps of a life, each adding the entries of one exchange.

    def notify(self) -> None:
        to = (
            ["主要负责人", "实际控制人"]
            if self.major or self.rng.random() < 0.3
            else ["主要负责人"]
        )
        extra = {"document": self.letter()} if self.major or self.rng.random() < 0.5 else {}
        self.add("通知", 2, to=to, **extra, by=self.reviewers[0])

    def progress(self) -> None:
        self.add("进展", 6, by=self.rectifier, note=self.rng.choice(words.NOTES) + self.text[:8])

    def rectify(self) -> None:
        fields: Fields = {"by": self.rectifier, "spent": self.rng.randrange(200, 90000)}
        self.add("整改完成", 20, **fields, evidence=[self.photo])

    def review(self, result: str = "合格") -> None:
        if self.own:
            self.add("复查", 5, result=result, by=self.firm.manager)
        else:
            note = {} if result == "合格" else {"note": f"{self.text[-8:]}仍未消除"}
            self.add("复查", 7, result=result, mode="现场", by=self.reviewers, **note)

    def close(self) -> None:
        self.day += dt.timedelta(self.rng.randint(0, 4))
        signer = self.firm.principal_on(self.day) if self.own else self.approver
        self.add("销号", 0, by=signer)

    def ask(self) -> dt.date:
        """A request for extension, no later than the deadline; the day it asks for."""
        self.day = max(self.day, self.deadline - dt.timedelta(self.rng.randrange(2, 10)))
        until = self.deadline + dt.timedelta(self.rng.randrange(15, 60))
        self.add(
            "延期申请", 1, until=until, by=self.rectifier, reason=self.rng.choice(words.DELAYS)
        )
        return until


def told(life: Life) -> None:
    """The office tells the enterprise; an enterprise's own hazard needs no notice."""
    if not life.own:
        life.notify()


def closed(life: Life) -> None:
    told(life)
    if life.rng.random() < 0.4:
        life.progress()
    life.rectify()
    life.review()
    life.close()


def failed_review(life: Life) -> None:
    told(life)
    life.rectify()
    life.review("不合格")
    life.rectify()
    life.review()
    life.close()


def untouched(life: Life) -> None:
    """Nothing done yet."""


def rectifying(life: Life) -> None:
    told(life)
    life.progress()


def unreviewed(life: Life) -> None:
    told(life)
    life.rectify()


def unclosed(life: Life) -> None:
    unreviewed(life)
    life.review()


def extended(life: Life) -> None:
    life.notify()
    until = life.ask()
    life.add("延期", 3, until=until, by=life.approver, reason=life.rng.choice(words.DELAYS))
    life.rectify()
    life.review()
    life.close()


def refused(life: Life) -> None:
    life.notify()
    life.ask()
    life.add("延期驳回", 3, by=life.approver, reason="理由不充分")
    life.rectify()
    life.review()
    life.close()


def escalated(life: Life) -> None:
    life.notify()
    life.day = life.deadline
    life.add("函告", 5, document=life.letter(), by=life.reviewers[0])
    life.add("约谈", 20, document=life.letter(), by=life.approver)
    life.rectify()
    life.review()
    life.close()


def listed_case(life: Life) -> None:
    life.notify()
    life.add("挂牌督办", 9, issuer="县安委会", document=life.letter())
    life.rectify()
    life.review()
    life.add("摘牌", 5, issuer="县安委会", by=life.approver)
    life.close()


def stopped(life: Life) -> None:
    life.notify()
    life.add("停产停业", 3, issuer="县应急管理局", document=life.letter())
    life.rectify()
    life.review()
    life.add("恢复生产", 4, issuer="县应急管理局")
    life.close()


def rejudged(life: Life) -> None:
    """A major hazard of the office, judged again to be a general one."""
    life.notify()
    life.add("改判", 9, level="一般", reason="经专家论证不符合判定情形", by=life.approver)
    life.rectify()
    life.review()
    life.close()


def reopened(life: Life) -> None:
    closed(life)
    until = life.day + dt.timedelta(60)
    life.add("重开", 30, until=until, reason="整改后同一部位再次出现", by=APPROVERS[0])
    life.rectify()
    life.review()
    life.close()


def transferred(life: Life) -> None:
    life.notify()
    receipt = f"收文〔{life.day.year}〕{life.rng.randrange(900)}号"
    life.add("移送", 9, to="县住房和城乡建设局", receipt=receipt, by=life.approver)


def gone(life: Life) -> None:
    life.notify()
    life.add("退出", 90, reason="企业关停且物料清运完毕", evidence=[life.photo], by=life.approver)


def void(life: Life) -> None:
    life.add("作废", 5, reason="与其他检查组重复登记", by=life.approver)


Course = Callable[[Life], None]

ANY: dict[Course, int] = {
    closed: 58, failed_review: 9, rectifying: 6, unreviewed: 4, unclosed: 3, untouched: 2,
}  # fmt: skip
OFFICE: dict[Course, int] = {
    extended: 7, refused: 2, escalated: 3, reopened: 2, transferred: 1, gone: 1, void: 1,
}  # fmt: skip
MAJOR: dict[Course, int] = {listed_case: 8, stopped: 6}
"""How often each course is taken: by any hazard, by one of the office's, by a major one."""


def live(life: Life) -> None:
    """Choose a course and go through it."""
    if life.source == "群众举报":
        life.day += dt.timedelta(3)
        if life.rng.random() < 0.15:
            life.add("查否", 9, by=life.approver, reason="现场核查未见所述情形")
            return
        life.add("核实", 9, by=life.reviewers[0], mode="现场")
    courses = ANY | ({} if life.own else OFFICE) | (MAJOR if life.major else {})
    if life.major and life.source != "企业自查":
        courses = courses | {rejudged: 3}
    (course,) = life.rng.choices(list(courses), list(courses.values()))
    course(life)
