"""What a step came to, in the office's words: for the one who recorded it, and for the commit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from safety_ledger.ledger import Ledger
from safety_ledger.lifecycle import Timelines
from safety_ledger.lists import standing
from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.model import KIND
from safety_ledger.text import Lang, Text
from safety_ledger.work.changes import Change, NewEntry, NewRecord, SetField
from safety_ledger.work.recording import Recorded

_HAZARD: Final = Text(
    "已记录 {id}：{what}。现为{status}{deadline}{next}",
    "{id} recorded: {what}; now {status}{deadline}{next}",
)
_DEADLINE: Final = Text("，期限 {deadline}", ", deadline {deadline}")
_NEXT: Final = Text("，下一步：{step}", ", next: {step}")
_NEXT_BY: Final = Text("，下一步：{step}（{who}）", ", next: {step} ({who})")
_OTHER: Final = Text("已记录 {id}：{what}", "{id} recorded: {what}")
_NEW: Final = Text("新增{kind}", "new {kind}")
_CHANGED: Final = Text("更正 {field}", "{field} set")
_DATED: Final = Text("{date} {event}", "{date} {event}")
_SEVERAL: Final = Text("{first} 等 {count} 项", "{first} and {count} changes in all")
_ONE: Final = Text("{id} {what}", "{id} {what}")


def outcome(done: Recorded) -> Iterator[Text]:
    """One line for each record that changed: what was recorded, how it stands, what comes next."""
    said: dict[tuple[str, str], list[Text]] = {}
    for change in done.changes:
        said.setdefault((change.kind, id_of(change)), []).append(what(change))
    for (kind, id_), parts in said.items():
        view = _view(done.ledger, id_) if kind == "hazard" else None
        words = {"id": id_, "what": parts}
        if view is None:
            yield _filled(_OTHER, **words)
        else:
            yield _filled(
                _HAZARD, **words, status=view.status, deadline=_deadline(view), next=_next(view)
            )


def subject(done: Recorded) -> Text:
    """The commit's message: one line in the trade's words."""
    first = done.changes[0]
    line = _filled(_ONE, id=id_of(first), what=_titled(first, done.ledger))
    if len(done.changes) == 1:
        return line
    return _filled(_SEVERAL, first=line, count=len(done.changes))


def id_of(change: Change) -> str:
    """The id of the record a change is about."""
    if isinstance(change, NewRecord):
        return str(change.values.get(KIND[change.kind].key, ""))
    return change.id


def what(change: Change) -> Text:
    """A change in a few words."""
    match change:
        case NewRecord(kind=kind):
            return _filled(_NEW, kind=KIND[kind].label)
        case NewEntry(values=values):
            event = values.get("event") or "、".join(str(key) for key in values if key != "date")
            result = f" {values['result']}" if "result" in values else ""
            return _filled(_DATED, date=values.get("date", ""), event=f"{event}{result}")
        case SetField(path=path):
            return _filled(_CHANGED, field=".".join(str(step) for step in path))


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
    return _filled(_DEADLINE, deadline=day) if view.open and day else Text("", "")


def _next(view: HazardView) -> Text:
    step = view.next_step
    if step is None:
        return Text("", "")
    who = view.owed_by
    return _filled(_NEXT_BY, step=step.label, who=who) if who else _filled(_NEXT, step=step.label)


def _filled(text: Text, **params: object) -> Text:
    """A wording with its facts put in, in both languages."""
    return Text(text.say(Lang.ZH, params), text.say(Lang.EN, params))
