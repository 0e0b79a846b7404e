"""What a step came to, in the office's words: for the one who recorded it, and for the commit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from safety_ledger.ledger import KeyPath, Ledger
from safety_ledger.lifecycle import Timelines
from safety_ledger.lists import standing
from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.model import KIND
from safety_ledger.model.declaration import class_in, fields_of
from safety_ledger.model.task import Task
from safety_ledger.text import Text, listed
from safety_ledger.work.changes import Change, NewEntry, NewRecord, SetField, id_of
from safety_ledger.work.recording import Recorded

_HAZARD: Final = Text(
    "已记录 {id}：{what}。现为{status}{deadline}{next}",
    "{id} recorded: {what}; now {status}{deadline}{next}",
)
_DEADLINE: Final = Text("，期限 {deadline}", ", deadline {deadline}")
_NEXT: Final = Text("，下一步：{step}", ", next: {step}")
_NEXT_BY: Final = Text("，下一步：{step}（{who}）", ", next: {step} ({who})")
_OTHER: Final = Text("已记录 {id}：{what}", "{id} recorded: {what}")
_NEW: Final = Text("{kind}登记", "new {kind}")
_CHANGED: Final = Text("{field}改为 {value}", "{field} set to {value}")
_VALUE: Final = Text("{label} {value}", "{label} {value}")
_DATED: Final = Text("{date} {event}", "{date} {event}")
_SEVERAL: Final = Text("{first} 等 {count} 项", "{first} and {count} changes in all")
_ONE: Final = Text("{id} {what}", "{id} {what}")
_RENUMBERED: Final = Text(
    "已记录 {id}：{what}；引用它的 {count} 处一并改了",
    "{id} recorded: {what}; references changed along with it: {count}",
)


def outcome(done: Recorded) -> Iterator[Text]:
    """One line for each record that changed: what was recorded, how it stands, what comes next.

    References that follow a new id are counted only.
    """
    renamed = _renamed(done)
    if renamed is not None:
        count = len(done.changes) - 1
        yield _RENUMBERED.filled(id=renamed.id, what=what(renamed), count=count)
        return
    said: dict[tuple[str, str], list[Text]] = {}
    for change in done.changes:
        said.setdefault((change.kind, id_of(change)), []).append(what(change))
    for (kind, id_), parts in said.items():
        view = _view(done.ledger, id_) if kind == "hazard" else None
        words = {"id": id_, "what": parts}
        if view is None:
            yield _OTHER.filled(**words)
        else:
            yield _HAZARD.filled(
                **words, status=view.status, deadline=_deadline(view), next=_next(view)
            )


def subject(done: Recorded) -> Text:
    """The commit's message: one line in the trade's words."""
    first = _renamed(done) or _entered(done) or done.changes[0]
    line = _ONE.filled(id=id_of(first), what=_titled(first, done.ledger))
    if len(done.changes) == 1:
        return line
    return _SEVERAL.filled(first=line, count=len(done.changes))


def _renamed(done: Recorded) -> SetField | None:
    """The change that gives a record another id, which all others follow."""
    fields = [one for one in done.changes if isinstance(one, SetField)]
    return next((one for one in fields if one.path == ("id",)), None)


def _entered(done: Recorded) -> NewEntry | None:
    """The step itself, where it fills in fields besides (核实)."""
    steps = [one for one in done.changes if isinstance(one, NewEntry) and "event" in one.values]
    filled = [one for one in done.changes if isinstance(one, SetField)]
    return steps[0] if steps and filled else None


def what(change: Change) -> Text:
    """A change in a few words."""
    match change:
        case NewRecord(kind=kind):
            return _NEW.filled(kind=KIND[kind].label)
        case NewEntry(values=values) if "event" in values:
            event = f"{values['event']} {values.get('result', '')}".rstrip()
            return _DATED.filled(date=values["date"], event=event)
        case NewEntry(kind=kind, key=key, values=values):
            parts = [
                _VALUE.filled(label=label_of(kind, (key, 0, name)), value=value)
                for name, value in values.items()
                if name != "date"
            ]
            day = values.get("date")
            changed = listed(parts)
            return _DATED.filled(date=day, event=changed) if day else changed
        case SetField(kind=kind, path=path, value=value):
            return _CHANGED.filled(field=label_of(kind, path), value=value)


def label_of(kind: str, path: KeyPath) -> Text:
    """What a field is called, by the declaration of its kind; a change of a task is one within its list."""
    keys = [step for step in path if isinstance(step, str)]
    fields = {one.key: one for one in fields_of(Task if kind == "task" else KIND[kind].cls)}
    for key in keys[:-1]:
        inner: Any = class_in(fields[key].type)
        fields = {one.key: one for one in fields_of(inner)}
    return fields[keys[-1]].label


def _titled(change: Change, ledger: Ledger) -> Text:
    """A change with the title of its hazard, so that the log can be read by itself."""
    hazard = ledger.hazard.get(id_of(change)) if change.kind == "hazard" else None
    words = what(change)
    return Text(f"{words.zh}：{hazard.title}", f"{words.en}: {hazard.title}") if hazard else words


def _view(ledger: Ledger, id_: str) -> HazardView | None:
    hazard = ledger.hazard.get(id_)
    if hazard is None:
        return None
    timeline = Timelines.shared(ledger).of(hazard)
    last = max([timeline.last.date, *(entry.date for entry in hazard.history)])
    return HazardView(standing(ledger, last), hazard, timeline, timeline.last)


def _deadline(view: HazardView) -> Text:
    day: dt.date | None = view.deadline
    return _DEADLINE.filled(deadline=day) if view.open and day else Text("", "")


def _next(view: HazardView) -> Text:
    step = view.next_step
    if step is None:
        return Text("", "")
    who = view.owed_by
    return _NEXT_BY.filled(step=step.label, who=who) if who else _NEXT.filled(step=step.label)
