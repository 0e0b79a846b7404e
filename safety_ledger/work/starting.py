"""The plan's task lists as another zone begins with them: what is to be done, nothing that was done.

They are made from ``data/tasks`` by ``safety-ledger docs`` and lie in the package as templates, so
that there is one source and CI sees when the two part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

HEAD: Final = """\
# {title}：按三年行动方案摘要，供起步时用。由 safety-ledger init 写入，各区按自己的方案增删。
# 方案没有写明日期的事项记为当年或方案结束日，并在该处注明。做完一项，在该任务的 history 里加一条“完成”。
list: {title}
source: 安全生产治本攻坚三年行动方案（2024—2026年）
tasks:
"""
LISTS: Final = {"plan": "*plan.yaml", "annex": "*annex.yaml"}
"""The lists a zone begins with, and the files of data/tasks they come from."""

_HISTORY: Final = re.compile(r"^ {4}history:.*\n(?: {5,}.*\n)*", re.MULTILINE)
_FILED: Final = re.compile(r"^ *# 尚无.*\n", re.MULTILINE)
_TITLE: Final = re.compile(r"^list: (.+)$", re.MULTILINE)
_LEAD: Final = re.compile(r"^( +lead: )(.+)$", re.MULTILINE)


def starting_list(text: str) -> str:
    """A list of tasks without its histories, filing and remarks about them."""
    title = _TITLE.search(text)
    _, _, tasks = text.partition("\ntasks:\n")
    kept = _FILED.sub("", _HISTORY.sub("", tasks if tasks.endswith("\n") else f"{tasks}\n"))
    return HEAD.format(title=title[1] if title else "任务清单") + kept


def starting_lists(tasks: Path) -> Mapping[str, str]:
    """The templates made from the lists in a folder, by file name; nothing where they are not."""
    found = {name: sorted(tasks.glob(pattern)) for name, pattern in LISTS.items()}
    return {
        f"{name}.yaml": starting_list(paths[0].read_text(encoding="utf-8"))
        for name, paths in found.items()
        if paths
    }


def led_by(text: str, sections: tuple[str, ...]) -> str:
    """A list whose leading sections are those of the zone; the first takes what another zone's led."""
    return _LEAD.sub(lambda one: one[0] if one[2] in sections else f"{one[1]}{sections[0]}", text)
