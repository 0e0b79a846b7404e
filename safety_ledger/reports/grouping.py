"""The rows that figures can be told apart by, and the order they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from safety_ledger.ledger import Ledger
from safety_ledger.lifecycle import Standing
from safety_ledger.lists import HazardView
from safety_ledger.lists.flows import Side
from safety_ledger.reports.by import GroupBy
from safety_ledger.text import Text
from safety_ledger.vocabulary import CATEGORIES, Level, Source

NOT_GIVEN: Final = Text("（未填）", "(not given)")
_NO_SITE: Final = Text("（非企业或未填）", "(no enterprise, or not given)")


@dataclass(frozen=True, slots=True)
class Grouping:
    """One way to tell hazards apart."""

    label: Text
    side: Side
    none: Text = NOT_GIVEN
    """The row of those that have nothing there."""
    moves: bool = False
    """Whether a 改判 can take a hazard from one row to another."""


def _industry(view: HazardView, _: Standing) -> str | None:
    return view.enterprise.industry if view.enterprise else None


def _area(view: HazardView, _: Standing) -> str | None:
    return view.enterprise.area if view.enterprise else None


GROUPINGS: Final = {
    GroupBy.LEVEL: Grouping(
        Text("级别", "level"), lambda _, now: now.level, Text("未定级", "not judged"), moves=True
    ),
    GroupBy.INDUSTRY: Grouping(Text("行业", "industry"), _industry, _NO_SITE),
    GroupBy.AREA: Grouping(Text("片区", "area"), _area, _NO_SITE),
    GroupBy.SOURCE: Grouping(Text("来源", "source"), lambda view, _: view.record.source),
    GroupBy.SECTION: Grouping(Text("属地科室", "section"), lambda view, _: view.section),
    GroupBy.CATEGORY: Grouping(Text("隐患类别", "category"), lambda view, _: view.record.category),
    GroupBy.CRITERION: Grouping(
        Text("判定依据", "criterion"),
        lambda _, now: str(now.criterion) if now.criterion else None,
        moves=True,
    ),
    GroupBy.CAMPAIGN: Grouping(
        Text("专项行动", "campaign"),
        lambda view, _: view.record.campaign,
        Text("（不属专项）", "(none)"),
    ),
}


def ordered(by: GroupBy, names: Iterable[str | None], ledger: Ledger) -> list[str | None]:
    """Rows as the ledger (or the vocabulary) lists them, then by code point; not given comes last."""
    declared = [str(name) for name in _declared(by, ledger)]
    place = {name: number for number, name in enumerate(declared)}
    return sorted(
        names, key=lambda name: (name is None, place.get(name or "", len(place)), name or "")
    )


def _declared(by: GroupBy, ledger: Ledger) -> Iterable[str]:
    file = ledger.file
    match by:
        case GroupBy.LEVEL:
            return (Level.MAJOR, Level.GENERAL)
        case GroupBy.SOURCE:
            return tuple(Source)
        case GroupBy.CATEGORY:
            return CATEGORIES
        case GroupBy.SECTION:
            return file.sections
        case GroupBy.AREA:
            return file.areas
        case GroupBy.INDUSTRY:
            return file.industry_names
        case _:
            return ()
