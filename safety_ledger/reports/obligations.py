"""What ``show`` says of a task, and of the duties of an enterprise (一企一档)."""

from __future__ import annotations

from collections.abc import Iterator

from safety_ledger.lists import EnterpriseView, TaskView
from safety_ledger.periods import Period, holding
from safety_ledger.reports import coverage, duty_rows, milestones
from safety_ledger.reports.coverage import target_words
from safety_ledger.reports.fulfilment import STATES, cycle_words, selector_words, share_words
from safety_ledger.reports.report import Cell, Section
from safety_ledger.text import Text
from safety_ledger.vocabulary import Every


def obligations(view: TaskView) -> Iterator[Section]:
    """How a task stands, and each of its milestones, subjects or staged targets."""
    yield Section(Text("现状", "Standing"), facts=tuple(_facts(view)))
    if view.coverage is not None:
        yield Section(Text("阶段目标", "Staged targets"), table=coverage.stages([view.coverage]))
        yield Section(Text("未达到的企业", "Lacking"), table=coverage.lacking(view.coverage))
    elif view.record.duty is not None:
        shown = duty_rows.of_task(view.duties, _year(view))
        yield Section(Text("各单位", "Subjects"), table=shown)
    else:
        yield Section(Text("节点", "Milestones"), table=milestones.of_one(view.milestones))


def bound(view: EnterpriseView) -> Section:
    """The duties of an enterprise, what does not bind it now among them."""
    shown = duty_rows.of_enterprise(view.duties, _year(view))
    return Section(Text("周期任务", "Duties"), table=shown)


def _year(view: TaskView | EnterpriseView) -> Period:
    return holding(Every.YEAR, view.day.date)


def _facts(view: TaskView) -> Iterator[tuple[Text, Cell]]:
    yield Text("清单", "list"), view.tasks.title
    yield Text("状态", "status"), Text(view.state, STATES[view.state])
    duty = view.record.duty
    if duty is not None:
        yield Text("周期", "cycle"), cycle_words(duty)
        yield Text("谁做", "whom"), selector_words(duty.applies_to)
        yield Text("上期未做", "lacking"), tuple(one.name for one in view.lapsed) or None
    if view.coverage is not None:
        yield Text("适用企业", "of"), selector_words(view.coverage.coverage.applies_to)
        yield Text("现行目标", "target in force"), target_words(view.coverage.stage)
        yield Text("现状", "share"), share_words(view.coverage.now.share)
