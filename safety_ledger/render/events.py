"""The page of history events: what may be entered when, what it leads to, and who signs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from safety_ledger.lifecycle import TRANSITIONS, Transition
from safety_ledger.model.declaration import Variant
from safety_ledger.model.hazard import ENTRY_KEYS
from safety_ledger.model.task import TASK_ENTRY_KEYS
from safety_ledger.render.markdown import table_row
from safety_ledger.vocabulary import OPEN_STATUSES, Status

_INTRODUCTION: Final = """\
每条记载都有 `date` 和 `event`，按日期先后写，只增不改。不在“可用于”所列状态时写入、或签署人不对的记载，
check 会在那一行报错，而且不能使隐患的状态变好。

Every entry has `date` and `event`; entries stand in date order and are only added to. One that is
entered in another status than listed, or signed by the wrong person, is reported at its line and
never improves the standing of the hazard."""

_HAZARD_NOTES: Final = """\
- 在账：待通知、整改中、待复查、待销号。“之后”空白的，状态不变。
- 任何记载都可以写 {common}，表中只列各事项另有的。
- 一般隐患由企业自查发现的，由企业自己复查、销号：签署人是当日的主要负责人或安全管理人员，不能是整改人。
- 整改人不能复查；复查人不能销号（重大为错误，一般为警告）。people/ 中无人担任的角色不核对。
- 作废用于已销号的隐患时，须写 `duplicate_of`。改判为重大时，须写 `criterion`。

- open: 待通知, 整改中, 待复查, 待销号. Where “leads to” is empty the status stays.
- Any entry may carry {common}; the table lists only what an event takes besides.
- A general hazard that the enterprise found itself is reviewed and closed by the enterprise: its
  principal or safety manager of that day, other than who rectified.
- The rectifier may not review; the reviewer may not close (major: error, general: warning). A role
  that nobody in people/ holds is not checked.
- 作废 after 已销号 needs `duplicate_of`. 改判 to 重大 needs `criterion`."""

_HAZARD_HEAD: Final = (
    "| 事项 event | 可用于 allowed in | 之后 leads to | 必填 required | 可填 optional | 签署 signed by |\n"
    "| --- | --- | --- | --- | --- | --- |"
)
_TASK_HEAD: Final = "| 事项 event | 必填 required | 可填 optional |\n| --- | --- | --- |"
_BASE: Final = frozenset({"date", "event"})
_COMMON: Final = frozenset.intersection(*(keys.allowed for keys in ENTRY_KEYS.values())) - _BASE


def events_page(made: str) -> str:
    """The tables of hazard entries and of task entries; ``made`` says who wrote the page."""
    parts = [
        "# 过程记录 Events",
        made,
        _INTRODUCTION,
        "## 隐患 `hazard`",
        _HAZARD_NOTES.format(common=_keys(_COMMON)),
        "\n".join([_HAZARD_HEAD, *(_row(row) for row in TRANSITIONS)]),
        "## 任务 `task`",
        "\n".join([_TASK_HEAD, *_task_rows(TASK_ENTRY_KEYS)]),
    ]
    return "\n\n".join(parts) + "\n"


def _row(row: Transition) -> str:
    keys = ENTRY_KEYS[row.event]
    event = f"{row.event} {row.outcome}" if row.outcome else str(row.event)
    signer = row.signer.words
    cells = (
        event,
        _statuses(row.allowed),
        _targets(row.moves),
        _keys(keys.required - _BASE),
        _keys(keys.allowed - keys.required - _COMMON),
        f"{signer.zh}<br>{signer.en}",
    )
    return table_row(cells)


def _statuses(statuses: Iterable[Status]) -> str:
    """Statuses in the order of a hazard's life; all the open ones go by one name."""
    allowed = frozenset(statuses)
    if allowed == frozenset(Status):
        return "任何状态 any"
    named = ["在账 open"] if allowed >= OPEN_STATUSES else []
    rest = allowed - OPEN_STATUSES if named else allowed
    return "、".join([*named, *(status for status in Status if status in rest)])


def _targets(moves: Mapping[Status, Status]) -> str:
    """What an entry leads to; nothing where it leaves every status alone."""
    moved = {source: target for source, target in moves.items() if source != target}
    targets = list(dict.fromkeys(moved.values()))
    if len(targets) == 1 and len(moved) == len(moves):
        return str(targets[0])
    return "、".join(f"{source} → {target}" for source, target in moved.items())


def _task_rows(variants: Mapping[str, Variant]) -> list[str]:
    return [
        table_row([event, _keys(keys.required - _BASE), _keys(keys.allowed - keys.required)])
        for event, keys in variants.items()
    ]


def _keys(keys: Iterable[str]) -> str:
    return " ".join(f"`{key}`" for key in sorted(keys))
