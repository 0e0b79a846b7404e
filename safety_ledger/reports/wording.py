"""Changes of records in words, as a colleague would tell them: what, from what, to what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from safety_ledger.changes import Change, What
from safety_ledger.changes.compare import LIST, TASK
from safety_ledger.changes.effects import Effect, Stand
from safety_ledger.ledger import Ledger
from safety_ledger.lifecycle import Timeline, Timelines
from safety_ledger.model import KIND
from safety_ledger.model.declaration import class_in, fields_of
from safety_ledger.model.hazard import Entry
from safety_ledger.model.task import Task, TaskEntry
from safety_ledger.reports.records import facts
from safety_ledger.text import Lang, Text, listed, spoken

NOTHING: Final = Text("无", "none")
_KINDS: Final = {kind.name: kind.label for kind in KIND.values()} | {
    TASK: Text("任务", "task"),
    LIST: Text("任务清单", "task list"),
}
_IN_LIST: Final = Text("所在清单", "list")
_NOTABLE: Final = (
    "reason",
    "until",
    "result",
    "level",
    "document",
    "milestone",
    "note",
    "evidence",
)
"""What is told of an entry besides who and when."""


_PLAIN: Final = {
    What.UNREADABLE: Text("改后读不出来，未比较", "cannot be read afterwards: not compared"),
    What.READABLE: Text("改前读不出来，未比较", "could not be read before: not compared"),
    What.REORDERED: Text("同日记载的先后改了", "entries of one day were put in another order"),
}


def told(change: Change, after: Ledger | None = None) -> Text:
    """A change in words; ``after`` is the ledger it led to, which knows what an entry did."""
    match change.what:
        case What.ADDED:
            return _join(Text("新增", "new "), _KINDS[change.kind], _of(change.after))
        case What.REMOVED:
            return _join(Text("删除", "removed "), _KINDS[change.kind], _of(change.before))
        case What.RENUMBERED:
            return moved(Text("编号", "id"), change.before.id, change.id)
        case What.UNREADABLE | What.READABLE | What.REORDERED:
            return _PLAIN[change.what]
        case What.FIELD:
            return _field(change)
        case What.ITEM_ADDED:
            return _added(change, after)
        case What.ITEM_REMOVED:
            return _join(Text("删去 ", "removed: "), _head(change), item(change.before))
        case What.ITEM_ALTERED:
            parts = [_field(part, change) for part in change.parts]
            return _join(Text("改动 ", "altered: "), _head(change), _item_name(change.before),
                         Text("：", ": "), listed(parts, "；", "; "))  # fmt: skip


def _join(*texts: Text) -> Text:
    return listed(texts, "", "")


def _of(record: Any) -> Text:  # noqa: ANN401 - any record
    """What a record is about, in brackets, where it says so."""
    about = [
        str(value)
        for name in ("level", "title", "name", "kind", "deadline", "date", "lead")
        if (value := getattr(record, name, None)) is not None
    ]
    return Text(f"（{'，'.join(about)}）", f" ({', '.join(about)})") if about else Text("", "")


# -- fields -------------------------------------------------------------------------------------


def _field(change: Change, within: Change | None = None) -> Text:
    path = (*within.path, *change.path) if within else change.path
    return moved(
        label_of(change.kind, path, of_item=within is not None), change.before, change.after
    )


def label_of(kind: str, path: tuple[str, ...], *, of_item: bool = False) -> Text:
    """What a field is called; of an item of a list, only what it is called in the item."""
    if kind == TASK and path == ("list",):
        return _IN_LIST
    cls: Any = Task if kind == TASK else KIND["task" if kind == LIST else kind].cls
    labels: list[Text] = []
    for name in path:
        declared = next((one for one in fields_of(cls) if one.name == name), None)
        if declared is None:
            break
        labels.append(declared.label)
        cls = class_in(declared.type) or cls
    labels = labels[1:] if of_item and len(labels) > 1 else labels
    return listed(labels, "·", ": ")


def value(given: Any) -> Text:  # noqa: ANN401 - whatever a field holds
    """A value in words."""
    if given is None or given == ():
        return NOTHING
    if isinstance(given, bool):
        return Text("是", "yes") if given else Text("否", "no")
    if isinstance(given, tuple):
        return listed([value(one) for one in given])
    if isinstance(given, Text):
        return given
    if hasattr(type(given), "__dataclass_fields__"):
        pairs = (listed((label, value(cell)), " ", " ") for label, cell in facts(given))
        said = listed(pairs, "，", ", ")
        return Text(f"（{said.zh}）", f"({said.en})")
    return Text(spoken(given, Lang.ZH), spoken(given, Lang.EN))


# -- items --------------------------------------------------------------------------------------


def _head(change: Change) -> Text:
    """Which list of the record an item stands in; a history needs no name."""
    if change.path == ("history",):
        return Text("", "")
    label = label_of(change.kind, change.path)
    return Text(f"{label.zh}：", f"{label.en}: ")


def _item_name(given: Any) -> Text:  # noqa: ANN401 - items of any class
    """What tells an item from others: an entry by day and event, others by their first field."""
    if isinstance(given, Entry | TaskEntry):
        return Text(f"{given.date} {given.event}", f"{given.date} {given.event}")
    if hasattr(type(given), "__dataclass_fields__"):
        return next((value(cell) for _, cell in facts(given)), NOTHING)
    return value(given)


def item(given: Any) -> Text:  # noqa: ANN401 - items of any class
    """An item whole: an entry with who made it and why."""
    if not isinstance(given, Entry | TaskEntry):
        return value(given)
    about = _about(given)
    return _join(
        _item_name(given), Text(f"（{about.zh}）", f" ({about.en})") if about.zh else about
    )


def _about(entry: Entry | TaskEntry) -> Text:
    details = [value(entry.by)] if entry.by else []
    details += [
        value(detail)
        for name in _NOTABLE
        if (detail := getattr(entry, name, None)) is not None and detail != ()
    ]
    return listed(details, "，", ", ")


def _added(change: Change, after: Ledger | None) -> Text:
    """An entry that was added, by what it did: the deadline it moved, the level it changed."""
    if after is None or change.kind != "hazard" or not isinstance(change.after, Entry):
        return _join(Text("新增 ", "new: "), _head(change), item(change.after))
    life = Timelines.shared(after)[change.id] if change.id in after.hazard else None
    did = list(_did(change.after, life)) if life else []
    if not did:
        return _join(Text("新增 ", "new: "), item(change.after))
    why = listed([value(change.after.event), *_signed(change.after)], "，", ", ")
    return _join(listed(did, "，", ", "), Text(f"（{why.zh}）", f" ({why.en})"))


def _signed(entry: Entry) -> Iterator[Text]:
    if entry.by:
        yield value(entry.by)
    if entry.reason:
        yield value(entry.reason)


def _did(entry: Entry, life: Timeline) -> Iterator[Text]:
    """What an entry made of deadline and level; that it does not count, where the rules refuse it."""
    ordinal = next((at for at, one in enumerate(life.hazard.history) if one == entry), None)
    if ordinal is None:  # another record with the same id
        return
    if ordinal in life.uncounted:
        yield Text(
            f"不作数的{entry.event} {entry.date}", f"{entry.event} {entry.date}, not counted"
        )
        return
    at = next((n for n, one in enumerate(life.standings) if one.ordinal == ordinal), 0)
    if not at:
        return
    was, now = life.standings[at - 1], life.standings[at]
    if was.deadline != now.deadline:
        yield moved(Text("期限", "deadline"), was.deadline, now.deadline)
    if was.level is not now.level:
        yield moved(Text("级别", "level"), was.level, now.level)


def moved(label: Text, before: Any, after: Any) -> Text:  # noqa: ANN401 - any two values
    """Something that went from one value to another."""
    was, now = value(before), value(after)
    return Text(f"{label.zh} {was.zh} → {now.zh}", f"{label.en} {was.en} → {now.en}")


# -- effects ------------------------------------------------------------------------------------


def effect_words(effect: Effect) -> Text:
    """How a hazard stands otherwise than before."""
    was, now = effect.before, effect.after
    if was is None or now is None:
        return moved(Text("状态", "status"), _whole(was), _whole(now))
    parts = []
    if was.status is not now.status:
        parts.append(moved(Text("状态", "status"), was.status, now.status))
    if was.level is not now.level:
        parts.append(moved(Text("级别", "level"), was.level, now.level))
    if was.deadline != now.deadline:
        parts.append(moved(Text("现行期限", "deadline in force"), was.deadline, now.deadline))
    if was.days_overdue != now.days_overdue:
        late = (_overdue(one.days_overdue) for one in (was, now))
        parts.append(listed(late, " → ", " → "))
    return listed(parts, "；", "; ")


def _whole(stand: Stand | None) -> Text | None:
    if stand is None:
        return None
    late = _overdue(stand.days_overdue)
    if not stand.days_overdue:
        return Text(stand.status, stand.status)
    return Text(f"{stand.status}，{late.zh}", f"{stand.status}, {late.en}")


def _overdue(days: int) -> Text:
    return (
        Text(f"逾期 {days} 天", f"{days} days overdue") if days else Text("未逾期", "not overdue")
    )
