"""The lists as tables to hand on, and to read back: every column an import can take beside them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any, Final

from safety_ledger.lists import Day, EnterpriseView, HazardView
from safety_ledger.lists.completeness import ListName
from safety_ledger.lists.filters import Filter
from safety_ledger.model.declaration import Nested, fields_of
from safety_ledger.model.enterprise import Enterprise
from safety_ledger.model.hazard import Hazard
from safety_ledger.reports import enterprises, hazards, rectifications, responsibilities
from safety_ledger.reports.report import Cell, Column, Report, table
from safety_ledger.text import Text

_REPORTS: Final[dict[ListName, Callable[[Day, Filter], Report]]] = {
    ListName.ENTERPRISES: enterprises.report,
    ListName.HAZARDS: hazards.report,
    ListName.RECTIFICATIONS: rectifications.report,
    ListName.RESPONSIBILITIES: responsibilities.report,
}

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


def _value(record: object, path: str) -> Cell:
    value: Any = record
    for name in path.split("."):
        value = getattr(value, name, None)
    result: Cell = value
    return result or None


def _label(cls: type[Any], path: str) -> Text:
    """The label of a field; English ones inside a mapping say which."""
    first, _, rest = path.partition(".")
    one = next(field for field in fields_of(cls) if field.key == first)
    if not rest or not isinstance(one.type, Nested):
        return one.label
    inner = _label(one.type.cls, rest)
    return Text(inner.zh, path)


def _columns(cls: type[Any], paths: Sequence[str]) -> tuple[Column[Any], ...]:
    return tuple(
        Column(path, _label(cls, path), lambda view, path=path: _value(view.record, path))  # type: ignore[misc] # a default binds the path now
        for path in paths
    )


_LIABLE: Final = Column[HazardView](
    "liable", Text("整改单位", "liable"), lambda view: view.record.liable
)
_FURTHER: Final[dict[ListName, tuple[Column[Any], ...]]] = {
    ListName.HAZARDS: (_LIABLE, *_columns(Hazard, _HAZARD_FIELDS)),
    ListName.ENTERPRISES: _columns(Enterprise, _ENTERPRISE_FIELDS),
}


def report(day: Day, wanted: Filter, name: ListName) -> Report:
    """A list with the columns an import needs besides those the list shows."""
    made = _REPORTS[name](day, wanted)
    further = _FURTHER.get(name)
    if further is None:
        return made
    views = _views(day, wanted, name)
    added = table("rows", further, views)
    (section,) = made.sections
    listed = section.table
    if listed is None:
        return made
    rows = tuple(
        dataclasses.replace(row, cells={**row.cells, **more.cells})
        for row, more in zip(listed.rows, added.rows, strict=True)
    )
    wide = dataclasses.replace(listed, headings=(*listed.headings, *added.headings), rows=rows)
    return dataclasses.replace(made, sections=(dataclasses.replace(section, table=wide),))


def _views(day: Day, wanted: Filter, name: ListName) -> Sequence[HazardView | EnterpriseView]:
    """The rows of the list, in its order."""
    if name is ListName.ENTERPRISES:
        return wanted.enterprise_list(day.enterprises)
    return wanted.hazards(day.hazards)
