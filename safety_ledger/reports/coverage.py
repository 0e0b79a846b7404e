"""Coverage as rows: the share there is, the target in force, the staged ones, and who is lacking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from safety_ledger.obligations import CoverageStanding, Lacking, Stage
from safety_ledger.reports.fulfilment import (
    STATES,
    selector_words,
    share_words,
    state_words,
    tone_of,
)
from safety_ledger.reports.report import RIGHT, Cell, Column, Table, table
from safety_ledger.text import Text
from safety_ledger.vocabulary import Having


def target_words(stage: Stage) -> Text:
    """A staged target: the share and the day."""
    share, due = stage.target.share, stage.target.due
    return Text(f"{share}%（{due}）", f"{share}% by {due}")


def stage_words(stage: Stage, day: dt.date) -> Text:
    """A staged target in the column of its year: of one that is past, what there was that day."""
    state = state_words(stage.state, (stage.target.due - day).days if stage.share is None else None)
    then = f"{stage.share.n}/{stage.share.of}" if stage.share is not None else ""
    zh, en = (f"（{then}）", f" ({then})") if then else ("", "")
    return Text(f"{stage.target.share}% {state.zh}{zh}", f"{stage.target.share}% {state.en}{en}")


def _lacks(one: CoverageStanding) -> Cell:
    counted = one.coverage.having is Having.TRAINED
    return tuple(_lacking(lack, counted=counted) for lack in one.now.lacking) or None


def _lacking(one: Lacking, *, counted: bool) -> str | Text:
    """By name; where employees are counted, with how many were reached, if anybody said so."""
    name = one.enterprise.name
    if one.share is not None:
        return f"{name} {one.share.n}/{one.share.of}"
    return Text(f"{name}（未报数）", f"{name} (no record)") if counted else name


COLUMNS: Final[tuple[Column[CoverageStanding], ...]] = (
    Column("id", Text("任务编号", "id"), lambda one: one.task.id),
    Column("title", Text("任务", "task"), lambda one: one.task.title),
    Column(
        "applies_to", Text("适用企业", "of"), lambda one: selector_words(one.coverage.applies_to)
    ),
    Column("target", Text("现行目标", "target in force"), lambda one: target_words(one.stage)),
    Column("share", Text("现状", "share"), lambda one: share_words(one.now.share), RIGHT),
    Column("state", Text("状态", "state"), lambda one: Text(one.state, STATES[one.state])),
    Column("lacking", Text("未达到的企业", "lacking"), _lacks),
    Column("n", Text("已有", "n"), lambda one: one.now.share.n, RIGHT, shown=False),
    Column("of", Text("应有", "of"), lambda one: one.now.share.of, RIGHT, shown=False),
    Column("percent", Text("比例", "percent"), lambda one: one.now.share.percent, shown=False),
    Column(
        "target_share",
        Text("目标比例", "target share"),
        lambda one: one.stage.target.share,
        shown=False,
    ),
    Column("due", Text("期限", "due"), lambda one: one.stage.target.due, shown=False),
    Column(
        "lacking_ids",
        Text("未达到的企业编号", "ids lacking"),
        lambda one: tuple(lack.enterprise.id for lack in one.now.lacking),
        shown=False,
    ),
    Column(
        "unrecorded",
        Text("有企业未报数", "some unrecorded"),
        lambda one: one.now.unrecorded,
        shown=False,
    ),
)


def shares(found: Iterable[CoverageStanding]) -> Table:
    """A row a coverage task: who is lacking stands in full, by name."""
    return table("coverage", COLUMNS, found, lambda one: tone_of(one.state))


@dataclass(frozen=True, slots=True)
class StageOf:
    """A staged target with the task it is of."""

    of: CoverageStanding
    stage: Stage


_STAGES: Final[tuple[Column[StageOf], ...]] = (
    Column("due", Text("期限", "due"), lambda one: one.stage.target.due),
    Column("target", Text("目标（%）", "target (%)"), lambda one: one.stage.target.share, RIGHT),
    Column(
        "share", Text("到期当日", "on that day"), lambda one: share_words(one.stage.share), RIGHT
    ),
    Column(
        "state",
        Text("状态", "state"),
        lambda one: Text(one.stage.state, STATES[one.stage.state]),
    ),
    Column("task", Text("任务编号", "task id"), lambda one: one.of.task.id, shown=False),
    Column(
        "in_force",
        Text("现行", "in force"),
        lambda one: one.stage is one.of.stage,
        shown=False,
    ),
)


def stages(found: Iterable[CoverageStanding]) -> Table:
    """Every staged target, with what there was on its due date once that is past."""
    rows = [StageOf(one, stage) for one in found for stage in one.stages]
    return table("stages", _STAGES, rows, lambda one: tone_of(one.stage.state))


_WHO: Final[tuple[Column[Lacking], ...]] = (
    Column("id", Text("企业编号", "id"), lambda one: one.enterprise.id),
    Column("name", Text("企业名称", "name"), lambda one: one.enterprise.name),
    Column("section", Text("属地科室", "section"), lambda one: one.enterprise.section),
    Column("share", Text("已覆盖", "reached"), lambda one: share_words(one.share), RIGHT),
)


def lacking(one: CoverageStanding) -> Table:
    """Who does not have it."""
    return table("lacking", _WHO, one.now.lacking, empty=Text("全部达到", "nobody is lacking"))
