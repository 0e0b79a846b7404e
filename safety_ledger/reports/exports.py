"""The lists as tables to hand on, and to read back: every column an import can take beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from safety_ledger.lists import Day, EnterpriseView, HazardView
from safety_ledger.lists.completeness import ListName
from safety_ledger.lists.filters import Filter
from safety_ledger.model.declaration import Nested, fields_of
from safety_ledger.model.enterprise import Enterprise
from safety_ledger.model.hazard import Hazard
from safety_ledger.reports import enterprises, hazards, rectifications, responsibilities
from safety_ledger.reports.report import Cell, Column, Report
from safety_ledger.text import Text

_HAZARD_FIELDS: Final = (
    "body.name",
    "body.kind",
    "criterion.standard",
    "criterion.article",
    "responsible.rectifier",
    "responsible.regulator",
    "responsible.supervisor",
    "responsible.sponsor",
    "interim_measures",
    *("plan.goal", "plan.measures", "plan.funds"),
    *("plan.organisation", "plan.schedule", "plan.contingency"),
)
_ENTERPRISE_FIELDS: Final = (
    *("address", "controller", "safety_manager", "grid_inspector", "tags", "joined_on"),
    *("risk.assessed_on", "standardization.valid_until", "monitoring.connected_on"),
)


def _value(path: str, view: HazardView | EnterpriseView) -> Cell:
    value: Any = view.record
    for name in path.split("."):
        value = getattr(value, name, None)
    result: Cell = None if value == () else value
    return result


def _label(cls: type[Any], path: str) -> Text:
    """The label of a field; English ones inside a mapping say which."""
    first, _, rest = path.partition(".")
    one = next(field for field in fields_of(cls) if field.key == first)
    if not rest or not isinstance(one.type, Nested):
        return one.label
    inner = _label(one.type.cls, rest)
    return Text(inner.zh, path)


def _columns(cls: type[Any], paths: Sequence[str]) -> tuple[Column[Any], ...]:
    return tuple(Column(path, _label(cls, path), partial(_value, path)) for path in paths)


_LIABLE: Final = Column[HazardView](
    "liable", Text("整改单位", "liable"), lambda view: view.record.liable
)
_REPORTS: Final[dict[ListName, Callable[[Day, Filter], Report]]] = {
    ListName.ENTERPRISES: partial(
        enterprises.report, further=_columns(Enterprise, _ENTERPRISE_FIELDS)
    ),
    ListName.HAZARDS: partial(hazards.report, further=(_LIABLE, *_columns(Hazard, _HAZARD_FIELDS))),
    ListName.RECTIFICATIONS: rectifications.report,
    ListName.RESPONSIBILITIES: responsibilities.report,
}


def report(day: Day, wanted: Filter, name: ListName) -> Report:
    """A list with the columns an import needs besides those the list shows."""
    return _REPORTS[name](day, wanted)
