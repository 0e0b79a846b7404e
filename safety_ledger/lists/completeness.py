"""Which records lack what a list needs. A list is complete when none does (design: the four lists).

What is missing here makes a list incomplete, not the file wrong: `check` is silent about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Final

from safety_ledger.ledger import KeyPath, Ledger
from safety_ledger.lists.enterprise_view import EnterpriseView
from safety_ledger.lists.hazard_view import FIVE, HazardView
from safety_ledger.model.declaration import Origin
from safety_ledger.text import Text
from safety_ledger.vocabulary import Level

if TYPE_CHECKING:
    from safety_ledger.lists.day import Day


class ListName(StrEnum):
    """The four lists (四个清单); the values are their names in JSON and on the command line."""

    ENTERPRISES = "enterprises"
    HAZARDS = "hazards"
    RECTIFICATIONS = "rectifications"
    RESPONSIBILITIES = "responsibilities"

    @property
    def label(self) -> Text:
        """The list as the plan calls it."""
        return _NAMES[self]


_NAMES: Final = {
    ListName.ENTERPRISES: Text("企业清单", "enterprises"),
    ListName.HAZARDS: Text("隐患清单", "hazards"),
    ListName.RECTIFICATIONS: Text("整改清单", "rectifications"),
    ListName.RESPONSIBILITIES: Text("责任清单", "responsibilities"),
}


@dataclass(frozen=True, slots=True)
class Lack:
    """A record without something its list needs."""

    list: ListName
    id: str
    what: Text
    origin: Origin | None
    path: KeyPath
    """Where it would stand."""

    def place(self, ledger: Ledger) -> str | None:
        """Where it belongs: the value that is there instead, else what it would stand in."""
        if self.origin is None:
            return None
        return str(ledger.locator.place(self.origin, self.path))


Need = tuple[str, Text]

_ENTERPRISE_NEEDS: Final[tuple[Need, ...]] = (
    ("uscc", Text("统一社会信用代码", "social credit code")),
    ("industry", Text("行业", "industry")),
    ("area", Text("片区", "area")),
    ("address", Text("地址", "address")),
    ("principal", Text("主要负责人", "principal")),
    ("controller", Text("实际控制人", "controller")),
    ("safety_manager", Text("安全管理人员", "safety manager")),
    ("employees", Text("从业人数", "employees")),
    ("section", Text("属地科室", "section")),
    ("risk", Text("风险等级", "risk colour")),
)
_RESPONSIBLE_NEEDS: Final[tuple[Need, ...]] = (
    ("rectifier", Text("整改责任人", "rectifier")),
    ("person", Text("科室责任人", "section's person")),
    ("regulator", Text("行业监管部门", "regulator")),
)
_MAJOR_NEEDS: Final[tuple[Need, ...]] = (("supervisor", Text("督办单位", "supervising body")),)


def lacking(day: Day) -> dict[ListName, list[Lack]]:
    """What each list lacks at the end of a day, in the order of the records."""
    found: dict[ListName, list[Lack]] = {name: [] for name in ListName}
    for firm in day.enterprises:
        found[ListName.ENTERPRISES] += enterprise_lacks(firm)
    for hazard in day.open:
        for lack in hazard_lacks(hazard):
            found[lack.list].append(lack)
    return found


def enterprise_lacks(view: EnterpriseView) -> Iterator[Lack]:
    """What the enterprise list needs of one enterprise and does not find."""
    for name, what in _ENTERPRISE_NEEDS:
        if getattr(view.record, name) is None:
            yield _lack(ListName.ENTERPRISES, view, what, name)


def hazard_lacks(view: HazardView) -> Iterator[Lack]:
    """What the three lists of hazards need of one that is open and do not find."""
    if view.open:
        yield from _hazard(view)
        yield from _rectification(view)
        yield from _responsibility(view)


def _hazard(view: HazardView) -> Iterator[Lack]:
    record, missing = view.record, partial(_lack, ListName.HAZARDS, view)
    if view.level is Level.MAJOR and view.standing.criterion is None:
        yield missing(Text("判定依据", "criterion"), "criterion")
    if view.level is not Level.MAJOR and record.category is None and record.criterion is None:
        yield missing(Text("隐患类别", "category"), "category")
    if record.location is None:
        yield missing(Text("具体部位", "location"), "location")
    if view.deadline is None:
        yield missing(Text("整改期限", "deadline"), "deadline")


def _rectification(view: HazardView) -> Iterator[Lack]:
    """五落实 is asked of a major hazard; a general one needs somebody who puts it right."""
    missing = partial(_lack, ListName.RECTIFICATIONS, view)
    if view.level is Level.MAJOR:
        for held, what in zip(view.five, FIVE, strict=True):
            if not held:
                yield missing(Text(f"落实{what.zh}", what.en), "plan")
    elif view.rectifier is None:
        yield missing(Text("整改责任人", "rectifier"), "responsible", "rectifier")


def _responsibility(view: HazardView) -> Iterator[Lack]:
    responsible = view.record.responsible
    missing = partial(_lack, ListName.RESPONSIBILITIES, view)
    if view.section is None:
        yield missing(Text("属地科室", "section"), "responsible", "section")
    needs = _RESPONSIBLE_NEEDS + (_MAJOR_NEEDS if view.level is Level.MAJOR else ())
    for name, what in needs:
        if responsible is None or getattr(responsible, name) is None:
            yield missing(what, "responsible", name)


def _lack(name: ListName, view: HazardView | EnterpriseView, what: Text, *path: str) -> Lack:
    return Lack(name, view.id, what, view.record.origin, path)
