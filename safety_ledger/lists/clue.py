"""What a clue is: records put side by side, and the question they leave to a person (plan §4)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from safety_ledger.lists.enterprise_view import EnterpriseView
from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.text import Text
from safety_ledger.vocabulary import Level, Status


class ClueKind(StrEnum):
    """What the plan asks about; the values are keys in JSON."""

    NOT_CHECKED = "not_checked"
    UNFOUND = "unfound"
    REFUSAL = "refusal"
    LONG_OPEN = "long_open"
    UNTRAINED = "untrained"
    SELF_FOUND = "self_found"
    IN_TIME = "in_time"

    @property
    def label(self) -> Text:
        """The clue in the plan's words."""
        return _WORDS[self][0]

    @property
    def question(self) -> Text:
        """What a person has to find out before anything follows from it."""
        return _WORDS[self][1]

    @property
    def favourable(self) -> bool:
        """Whether it speaks for the enterprise."""
        return self in {ClueKind.SELF_FOUND, ClueKind.IN_TIME}


_CONSIDER: Final = Text("研判责任时一并考虑", "to be weighed with the rest")
_WORDS: Final = {
    ClueKind.NOT_CHECKED: (
        Text("未开展排查", "no self-check"),
        Text("是确未排查，还是查了没有登记", "not done, or done and not recorded?"),
    ),
    ClueKind.UNFOUND: (
        Text("查不出", "not found by itself"),
        Text(
            "自查时是否已存在，是不会查还是走过场",
            "was it there at the self-check, and could it be seen?",
        ),
    ),
    ClueKind.REFUSAL: (
        Text("拒不整改", "refusal to rectify"),
        Text("是拒不整改，还是确有客观困难", "refusal, or a real obstacle?"),
    ),
    ClueKind.LONG_OPEN: (
        Text("长期存在", "long open"),
        Text("长期未销号的原因和责任在谁", "why so long, and whose doing?"),
    ),
    ClueKind.UNTRAINED: (
        Text("未组织判定标准培训", "no training on criteria"),
        Text("是确未组织，还是组织了没有登记", "not held, or held and not recorded?"),
    ),
    ClueKind.SELF_FOUND: (Text("自查发现在先", "found by itself first"), _CONSIDER),
    ClueKind.IN_TIME: (Text("按期整改", "put right in time"), _CONSIDER),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record that a clue rests on."""

    id: str
    date: dt.date | None
    what: Text


@dataclass(frozen=True, slots=True)
class Clue:
    """Records put side by side, for a person to judge."""

    kind: ClueKind
    unit: str
    """The enterprise, or the body, by name."""
    finding: Text
    """What the records show."""
    evidence: tuple[Evidence, ...]
    enterprise: EnterpriseView | None = None
    hazard: HazardView | None = None
    """The hazard it is about; ``None`` where it is about the enterprise as a whole."""

    paragraph: str = "4"
    """The plan's paragraph."""

    @property
    def current(self) -> bool:
        """Whether it holds today: its hazard is still open, or it is about the enterprise."""
        return self.hazard is None or self.hazard.open

    @property
    def about(self) -> str:
        """Whom it is about: the enterprise's id, else the body's name."""
        return self.enterprise.id if self.enterprise else self.unit

    @property
    def urgency(self) -> tuple[object, ...]:
        """The order within an enterprise: the worst kind first."""
        return (_ORDER[self.kind], self.hazard.urgency if self.hazard else ())


_ORDER: Final = {kind: place for place, kind in enumerate(ClueKind)}


def real_major(view: HazardView) -> bool:
    """A major hazard that was real: not recorded by mistake, not a report still to be verified."""
    return (
        view.level is Level.MAJOR
        and view.registered_on is not None
        and view.status is not Status.VOID
    )
