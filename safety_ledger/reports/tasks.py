"""``tasks``: the lists of the plan, the annex and the leaders, the stages of each year side by side.

Offices keep them for §1-§20, the safeguards, the annex and the leaders' yearly lists (§3).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from safety_ledger.lists import Day, TaskView
from safety_ledger.lists.obligation_filters import TaskFilter
from safety_ledger.obligations import CoverageStanding, DutyStanding, Share, share_of
from safety_ledger.obligations.duties import DONE
from safety_ledger.periods import holding
from safety_ledger.reports import coverage, duty_rows, milestones, task_sums
from safety_ledger.reports.coverage import stage_words
from safety_ledger.reports.foot import foot, later_than
from safety_ledger.reports.fulfilment import (
    STATES,
    milestone_words,
    share_words,
    tone_of,
)
from safety_ledger.reports.report import Cell, Column, Report, Section, first_few, table
from safety_ledger.text import Text
from safety_ledger.vocabulary import Every, Fulfilment


def report(day: Day, wanted: TaskFilter) -> Report:
    """What is late first, then who is lacking, every list in its own order, and the sums."""
    views = wanted.tasks(day.tasks)
    covered = [view.coverage for view in views if view.coverage is not None]
    dated = [one for view in views for one in view.milestones]
    return Report(
        command="tasks",
        title=Text("任务清单", "Tasks"),
        ledger=day.ledger.file.name,
        as_of=day.date,
        sections=(
            Section(notes=(_counted(views), *_left_out(wanted.finished(day.tasks)))),
            Section(
                Text("逾期和临期的节点", "Overdue and due soon"), table=milestones.pressing(dated)
            ),
            *_coverage(covered),
            *(_list(number, group) for number, group in enumerate(_by_list(views), start=1)),
            *_sums(views),
        ),
        foot=foot(day, later_than(day)),
        also=(
            table("rows", (*_COLUMNS, *_HIDDEN), views),
            milestones.every(dated),
            coverage.stages(covered),
        ),
    )


def _coverage(covered: Sequence[CoverageStanding]) -> Iterator[Section]:
    if covered:
        yield Section(Text("覆盖情况", "Coverage"), table=coverage.shares(covered))


def _sums(views: Sequence[TaskView]) -> Iterator[Section]:
    if any(view.record.action for view in views):
        yield Section(Text("按行动", "By action"), table=task_sums.by_action(views))
    yield Section(Text("按牵头科室", "By lead section"), table=task_sums.by_section(views))


def _counted(views: Sequence[TaskView]) -> Text:
    late = sum(one.state is Fulfilment.MISSED for one in views)
    done = sum(not one.open for one in views)
    return Text(
        f"共 {len(views)} 项任务，已完成 {done} 项，逾期 {late} 项",
        f"{len(views)} tasks, {done} done, {late} overdue",
    )


def _left_out(titles: Sequence[str]) -> Iterator[Text]:
    if titles:
        yield Text(
            f"已全部完成、未列出的清单（--all 可列出）：{'、'.join(titles)}",
            f"lists done with and left out (--all shows them): {', '.join(titles)}",
        )


# -- the lists ------------------------------------------------------------------------------------


def progress(view: TaskView) -> Cell:
    """How far a task is: its milestones, its share, or who did the duty that fell due last."""
    if view.coverage is not None:
        return share_words(view.coverage.now.share)
    if view.record.duty is not None:
        return _last_due(view)
    done = sum(one.state in DONE for one in view.milestones)
    return Text(
        f"节点 {done}/{len(view.milestones)}", f"{done} of {len(view.milestones)} milestones"
    )


def _last_due(view: TaskView) -> Cell:
    """Of those bound in the period whose time ran out last, how many did it."""
    last = duty_rows.in_last(view.duties)
    if not last:
        return Text("首期未满", "first period runs")
    share = share_of(last)
    return f"{last[0].period.name} {share.n}/{share.of}"


def lacks(view: TaskView) -> tuple[str, ...]:
    """The ids of who is lacking: who has not got it, or missed the period that fell due last."""
    if view.coverage is not None:
        return tuple(one.enterprise.id for one in view.coverage.now.lacking)
    return tuple(one.subject for one in view.lapsed)


def _in_year(year: int, view: TaskView) -> Cell:
    """What a task asks for in a year, and how that stands."""
    if view.record.duty is not None:
        return share_words(_year_share(view.duties, year))
    dated = [milestone_words(one) for one in view.milestones if one.milestone.due.year == year]
    stages = view.coverage.stages if view.coverage is not None else ()
    words = dated + [
        stage_words(one, view.day.date) for one in stages if one.target.due.year == year
    ]
    return tuple(words) or None


def _year_share(duties: Sequence[DutyStanding], year: int) -> Share:
    """Of the settled periods of a year, all subjects together, how many were done."""
    span = holding(Every.YEAR, dt.date(year, 1, 1))
    return share_of(period for one in duties for period in one.within(span))


def _years(views: Sequence[TaskView]) -> list[int]:
    """The years with a stage of any of the tasks; of duties, those with a period by now."""
    years = {one.milestone.due.year for view in views for one in view.milestones}
    for view in views:
        if view.coverage is not None:
            years |= {one.target.due.year for one in view.coverage.stages}
        years |= {p.period.first.year for one in view.duties for p in one.periods}
    return sorted(years)


_ID: Final = Column[TaskView]("id", Text("任务编号", "id"), lambda view: view.id)
_PARAGRAPH: Final = Column[TaskView](
    "paragraph", Text("条款", "paragraph"), lambda view: view.record.paragraph
)
_TITLE: Final = Column[TaskView]("title", Text("任务", "task"), lambda view: view.record.title)
_LEADING: Final = Column[TaskView]("lead", Text("牵头科室", "lead"), lambda view: view.record.lead)
_OWNER: Final = Column[TaskView]("owner", Text("责任领导", "owner"), lambda view: view.record.owner)
_PROGRESS: Final = Column[TaskView]("progress", Text("进度", "progress"), progress)
_STATE: Final = Column[TaskView](
    "state", Text("状态", "state"), lambda view: Text(view.state, STATES[view.state])
)
_LACKING: Final = Column[TaskView](
    "lacking", Text("欠缺", "lacking"), lambda view: first_few(lacks(view), "个") or None
)
_COLUMNS: Final = (_ID, _PARAGRAPH, _TITLE, _LEADING, _OWNER, _PROGRESS, _STATE)


def _kind(view: TaskView) -> Cell:
    if view.record.duty is not None:
        return "duty"
    return "coverage" if view.record.coverage is not None else "milestones"


_HIDDEN: Final[tuple[Column[TaskView], ...]] = (
    Column("list", Text("清单", "list"), lambda view: view.tasks.title, shown=False),
    Column("action", Text("所属行动", "action"), lambda view: view.record.action, shown=False),
    Column("kind", Text("类型", "kind"), _kind, shown=False),
    Column("pressing", Text("逾期或临期", "pressing"), lambda view: view.pressing, shown=False),
    Column("lacking_ids", Text("欠缺编号", "ids lacking"), lacks, shown=False),
    Column("filed_on", Text("备案日期", "filed on"), lambda view: view.filed_on, shown=False),
    Column(
        "filed_to",
        Text("备案机关", "filed with"),
        lambda view: view.tasks.filed.to if view.tasks.filed and view.filed_on else None,
        shown=False,
    ),
)


def _by_list(views: Sequence[TaskView]) -> list[list[TaskView]]:
    groups: dict[int, list[TaskView]] = defaultdict(list)
    for view in views:
        groups[id(view.tasks)].append(view)
    return list(groups.values())


def _list(number: int, views: Sequence[TaskView]) -> Section:
    """One list: the leaders' ones say whose each task is."""
    first = views[0]
    years = tuple(
        Column[TaskView](str(year), Text(f"{year}年", str(year)), partial(_in_year, year))
        for year in _years(views)
    )
    owned = (_OWNER,) if any(view.record.owner for view in views) else ()
    asked = (_LACKING,) if any(lacks(view) for view in views) else ()
    columns = (_ID, _PARAGRAPH, _TITLE, _LEADING, *owned, *years, _PROGRESS, _STATE, *asked)
    return Section(
        Text(first.tasks.title, first.tasks.title),
        notes=tuple(_filing(first)),
        table=table(f"list_{number}", columns, views, lambda view: tone_of(view.state)),
    )


def _filing(view: TaskView) -> Iterator[Text]:
    if view.tasks.based_on is not None:
        yield Text(f"依据：{view.tasks.based_on}", f"source: {view.tasks.based_on}")
    if view.tasks.filed is not None and view.filed_on is not None:
        filed = view.tasks.filed
        yield Text(f"{filed.date} 报 {filed.to} 备案", f"filed with {filed.to} on {filed.date}")
    elif any(task.owner for task in view.tasks.tasks):
        yield Text("尚未备案", "not filed yet")
