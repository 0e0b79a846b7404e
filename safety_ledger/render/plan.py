"""The page that maps each paragraph of the plan to its tasks and to the command that answers for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final

from safety_ledger.ledger import Ledger
from safety_ledger.model.task import Coverage, Task
from safety_ledger.render.escape import neutral
from safety_ledger.render.markdown import escaped, table_row
from safety_ledger.reports.fulfilment import cycle_words, selector_words

_INTRODUCTION: Final = """\
由 `data/tasks/` 生成：方案每一条有哪些任务、要求什么、用哪条命令看办到哪里。要看某一天的情况，命令后加
`--as-of 2024-12-31`；换一套任务清单，本页随之改变。

Made from `data/tasks/`: the tasks of each paragraph of the plan, what they ask for, and the command
that tells how far they are. Add `--as-of 2024-12-31` for the standing on a day."""

_HEAD: Final = "| 条款 paragraph | 任务〔要求〕 tasks and what they ask for | 命令 command |\n| --- | --- | --- |"
_NO_SPAN: Final = str.maketrans("", "", '`|"')
_ACTIONS: Final = (
    "| 行动 action | 条款 paragraphs | 任务 tasks | 命令 command |\n| --- | --- | --- | --- |"
)

FURTHER: Final[Mapping[str, Sequence[str]]] = {
    "一(二)": ("status",),
    "4": ("enterprises", "clues"),
    "5": ("rectifications", "responsibilities", "closure", "statistics"),
    "6": ("hazards", "rectifications"),
    "7": ("risks",),
    "10": ("hazards --source 群众举报",),
    "11": ("people",),
    "14": ("enterprises",),
    "17": ("enterprises",),
    "三(一)": ("weekly",),
    "三(四)": ("status", "enterprises", "hazards", "rectifications", "responsibilities"),
    "三(五)": ("responsibilities --by section",),
}
"""What else answers for a paragraph, besides its tasks: the lists and registers of the plan."""


def plan_page(ledger: Ledger, commands: Collection[str], made: str) -> str:
    """The page; ``commands`` are those the program has, ``made`` says who wrote the page."""
    paragraphs = _grouped(ledger.tasks, lambda task: task.paragraph)
    actions = _grouped(ledger.tasks, lambda task: task.action)
    parts = [
        "# 方案条款与任务 The plan and its tasks",
        made,
        _INTRODUCTION,
        "\n".join([_HEAD, *(_row(name, tasks, commands) for name, tasks in paragraphs.items())]),
        "## 十大行动 The ten actions",
        "\n".join([_ACTIONS, *(_action(name, tasks) for name, tasks in actions.items())]),
    ]
    return "\n\n".join(parts) + "\n"


def _grouped(tasks: Iterable[Task], of: Callable[[Task], str | None]) -> dict[str, list[Task]]:
    """In the order of the files, which is the plan's; a leaders' task stands with its paragraph."""
    found: dict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        if (name := of(task)) is not None:
            found[name].append(task)
    return found


def _row(paragraph: str, tasks: Sequence[Task], commands: Collection[str]) -> str:
    asked = [f"tasks --paragraph {_quoted(paragraph)}"]
    asked += [f"duties --task {_quoted(task.id)}" for task in tasks if task.duty is not None]
    asked += [one for one in FURTHER.get(paragraph, ()) if one.split()[0] in commands]
    return _cells(
        [_safe(_name(paragraph))],
        [_safe(f"{task.id} {task.title}〔{_asks(task)}〕") for task in tasks],
        [f"`safety-ledger {one}`" for one in asked],
    )


def _action(name: str, tasks: Sequence[Task]) -> str:
    paragraphs = dict.fromkeys(_name(task.paragraph) for task in tasks if task.paragraph)
    return _cells(
        [_safe(name)],
        [_safe("、".join(paragraphs))],
        [_safe("、".join(task.id for task in tasks))],
        [f"`safety-ledger tasks --action {_quoted(name)}`"],
    )


def _name(paragraph: str) -> str:
    return f"第{paragraph}项" if paragraph.isdecimal() else paragraph


def _asks(task: Task) -> str:
    """What a task asks for, in the words of a report: dates, a cycle, or a share."""
    if task.duty is not None:
        who = task.lead if task.duty.applies_to is None else selector_words(task.duty.applies_to).zh
        led = f"，{task.duty.led_by}带队" if task.duty.led_by else ""
        return f"{cycle_words(task.duty).zh}：{who}{led}，{task.duty.activity}"
    if task.coverage is not None:
        return _share(task.coverage)
    return "、".join(str(one.due) for one in task.milestones)


def _share(coverage: Coverage) -> str:
    targets = "、".join(f"{one.due} 达 {one.share}%" for one in coverage.targets)
    return f"{selector_words(coverage.applies_to).zh if coverage.applies_to else '全部企业'}：{targets}"


def _quoted(word: str) -> str:
    """A word as a shell takes it, in a code span of a table: brackets need quotes."""
    said = neutral(word).translate(_NO_SPAN)
    return said if said.replace("-", "").isalnum() else f'"{said}"'


def _safe(text: str) -> str:
    return escaped(neutral(text))


def _cells(*cells: Sequence[str]) -> str:
    return table_row("<br>".join(lines) for lines in cells)
