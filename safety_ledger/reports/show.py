"""``show``: one record whole — how it stands and why, what it lacks, its fields, what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from safety_ledger.ledger import Ledger
from safety_ledger.lists import Day, EnterpriseView, HazardView
from safety_ledger.lists.completeness import Lack, enterprise_lacks, hazard_lacks
from safety_ledger.model import Activity
from safety_ledger.reports import dossier, enterprises, hazards, life, risks
from safety_ledger.reports.foot import foot
from safety_ledger.reports.obligations import obligations
from safety_ledger.reports.records import Named, facts, named, parts, place, plain
from safety_ledger.reports.report import Cell, Column, Report, Section, Tone, cells, table
from safety_ledger.text import Text


def names(ledger: Ledger) -> list[str]:
    """Everything that can be shown."""
    return [one.id for one in named(ledger)]


def report(day: Day, wanted: str) -> Report | None:
    """The record of that id (a person or the only enterprise of that name, a task by a milestone);
    ``None`` when there is none.
    """
    found = _found(day.ledger, wanted)
    if found is None:
        return None
    view = _view(day, found)
    title = view.record.name if isinstance(view, EnterpriseView) else found.title
    called = f"{found.id} {title}" if title else found.id
    spot = place(day.ledger, found)
    return Report(
        command="show",
        title=Text(f"{found.kind.zh} {called}", f"{found.kind.en} {called}"),
        ledger=day.ledger.file.name,
        as_of=day.date,
        sections=tuple(_sections(day, found, view)),
        foot=foot(day),
        data={
            "id": found.id,
            "kind": found.key,
            "place": str(spot) if spot else None,
            "record": plain(found.record),
            **_standing(view),
        },
    )


def _found(ledger: Ledger, wanted: str) -> Named | None:
    task = next(
        (one.id for one in ledger.tasks if any(wanted == each.id for each in one.milestones)), None
    )
    called = ledger.called(wanted)
    ids = {wanted, task, called[0].id if len(called) == 1 else None}
    return next((one for one in named(ledger) if one.id in ids), None)


View = HazardView | EnterpriseView


def _view(day: Day, found: Named) -> View | None:
    """A hazard or an enterprise as it stands, if it exists on the day."""
    if found.key == "enterprise":
        return next((view for view in day.enterprises if view.id == found.id), None)
    return next((view for view in day.hazards if view.record is found.record), None)


def _sections(day: Day, found: Named, view: View | None) -> Iterator[Section]:
    record = view.record if view is not None else found.record
    if isinstance(view, HazardView):
        yield from life.sections(view)
    elif view is not None:
        yield from dossier.enterprise(view)
    elif found.key == "person":
        yield from dossier.person(day, found.record)
    elif (note := _NOT_YET.get(found.key)) is not None:
        yield Section(notes=(note,))
    risk = next((view for view in day.risks if view.record is found.record), None)
    if risk is not None:
        yield Section(Text("现状", "Standing"), facts=risks.standing(risk))
    task = next((view for view in day.tasks if view.record is found.record), None)
    if task is not None:
        yield from obligations(task)
    yield from _missing(day, view)
    yield Section(Text("记录", "Record"), facts=tuple(_fields(day, found, record)))
    # the history of a hazard is its timeline
    yield from (one for one in parts(record) if found.key != "hazard")
    if isinstance(record, Activity):
        yield _hazards(day, (*record.hazards, *(record.found or ())))


_NOT_YET: Final = {
    "hazard": Text("截至本表日期，这条隐患尚未发现", "not found yet by this day"),
    "enterprise": Text("截至本表日期，这家企业尚未入区", "not in the zone yet by this day"),
}
"""What is said of a record that does not exist on the day."""


def _standing(view: View | None) -> dict[str, Any]:
    """How a hazard or an enterprise stands, under the keys of its list."""
    match view:
        case HazardView():
            return {"standing": cells(hazards.COLUMNS, view)}
        case EnterpriseView():
            return {"standing": cells(enterprises.COLUMNS, view)}
        case None:
            return {}


def _fields(day: Day, found: Named, record: object) -> Iterator[tuple[Text, Cell]]:
    """The fields of a record and the file they stand in; references with the name they lead to."""
    for label, cell in facts(record):
        yield label, cell
        called = _called(day, record, cell)
        if called is not None:
            yield Text(f"{label.zh}名称", f"{label.en}: name"), called
    spot = place(day.ledger, found)
    if spot is not None:
        yield Text("所在文件", "file"), f"{spot.path}:{spot.line}"


def _called(day: Day, record: object, cell: Cell) -> str | None:
    """The name of the enterprise that a hazard or risk point refers to by id."""
    if isinstance(record, Activity) or not isinstance(cell, str):
        return None
    if cell not in (getattr(record, "enterprise", None), getattr(record, "liable", None)):
        return None
    found = day.ledger.enterprise.get(cell)
    return found.on(day.date).name if found else None


# -- what is missing ----------------------------------------------------------------------------


def _missing(day: Day, view: View | None) -> Iterator[Section]:
    """What the four lists need of this record and do not find, with the place where it belongs."""
    if view is None:
        return
    lacks = list(hazard_lacks(view) if isinstance(view, HazardView) else enterprise_lacks(view))
    if lacks:
        columns = _lack_columns(day)
        yield Section(
            Text("缺项", "What is missing"), table=table("missing", columns, lacks, _warn)
        )


def _lack_columns(day: Day) -> tuple[Column[Lack], ...]:
    return (
        Column("what", Text("缺什么", "missing"), lambda lack: lack.what),
        Column("list", Text("清单", "list"), lambda lack: lack.list.label),
        Column("place", Text("应写在", "belongs at"), lambda lack: lack.place(day.ledger)),
        Column("key", Text("字段", "field"), lambda lack: ".".join(map(str, lack.path))),
    )


def _warn(_: Lack) -> Tone:
    return Tone.WARN


# -- what hangs on it ---------------------------------------------------------------------------


def _hazards(day: Day, ids: Iterable[str]) -> Section:
    """The hazards that an activity found or considered, as they stand on the day."""
    wanted = frozenset(ids)
    views = [view for view in day.hazards if view.id in wanted]
    return dossier.hazards_of(views, Text("涉及的隐患", "Hazards"))
