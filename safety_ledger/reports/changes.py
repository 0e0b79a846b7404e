"""What an entry did to a hazard, in words: the difference between the standings around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from safety_ledger.lifecycle import Standing
from safety_ledger.text import Text

_IN_TIME: Final = Text("按期", "in time")


def changes(before: Standing, after: Standing) -> Iterator[Text]:
    """What differs between the standings on both sides of an entry, in words."""
    if after.status is not before.status:
        yield Text(f"{before.status} → {after.status}", f"{before.status} → {after.status}")
    if after.registered_on != before.registered_on:
        yield Text("当日登记", "registered that day")
    if after.deadline != before.deadline:
        yield Text(f"期限改为 {after.deadline}", f"deadline now {after.deadline}")
    if after.level is not before.level:
        yield Text(f"级别改为{after.level}", f"level now {after.level}")
    if after.round > before.round:
        yield Text(f"进入第 {after.round} 轮", f"round {after.round}")
    yield from _outcome(before, after)
    yield from _beside(before, after)


def _outcome(before: Standing, after: Standing) -> Iterator[Text]:
    """Whether a claim or a pass was in time."""
    done = None
    if after.claim is not None and before.claim is None:
        done = after.claim.date
    elif after.passed is not None and before.passed is None and before.claim is None:
        done = after.passed.rectified_on
    if done is not None and before.deadline is not None:
        late = (done - before.deadline).days
        yield Text(f"超过期限 {late} 天", f"{late} d late") if late > 0 else _IN_TIME


def _beside(before: Standing, after: Standing) -> Iterator[Text]:
    """What leaves the status alone."""
    if len(after.requests) > len(before.requests):
        yield Text("期限不变，待办公室答复", "moves no deadline, awaits the office's answer")
    elif before.requests and not after.requests and after.open:
        yield Text("申请已答复", "the request is answered")
    if after.controller_told_on != before.controller_told_on:
        yield Text("实际控制人已知", "the controller is told")
    if after.listed_on != before.listed_on:
        on, off = Text("摘牌前不得销号", "no closure while listed"), Text("已摘牌", "delisted")
        yield on if after.listed_on else off
    if after.stopped_on != before.stopped_on:
        on = Text("恢复生产前不得销号", "no closure while stopped")
        yield on if after.stopped_on else Text("已恢复生产", "production resumed")
    if len(after.steps) > len(before.steps):
        yield Text(f"督办措施：{after.steps[-1].step}", f"supervision: {after.steps[-1].step}")
