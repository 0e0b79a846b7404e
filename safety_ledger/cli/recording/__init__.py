"""Commands that record: what an inspector found, did or signed becomes a line in the ledger."""

from __future__ import annotations

from typing import Final

import typer

from safety_ledger.cli.commands import on_demand
from safety_ledger.cli.recording.verbs import VERBS
from safety_ledger.text import Text

_HERE: Final = "safety_ledger.cli.recording"

_OTHERS: Final = (
    ("hazard", Text("登记隐患。", "Register hazards."), "hazards"),
    (
        "visit",
        Text("登记一次检查和查出的隐患。", "Record an inspection and what it found."),
        "visits",
    ),
    ("task", Text("任务：完成、进展、调整。", "Tasks: done, progress, adjusted."), "tasks"),
    ("activity", Text("登记活动。", "Record activities."), "activities"),
    (
        "enterprise",
        Text("企业：新增、变更、停产。", "Enterprises: add, change, inactive."),
        "enterprises",
    ),
    (
        "renumber",
        Text(
            "换编号，连同所有引用；佐证材料的路径不动。",
            "Change an id, and every reference to it; paths of evidence stay.",
        ),
        "renumbering",
    ),
)

_OWN: Final = {"verify": "verification", "review": "reviews"}
"""Verbs with a module of their own."""


def register(app: typer.Typer) -> None:
    """Add the recording commands to the program; each is put together when it is called."""
    verbs = [(one.name, one.help, _OWN.get(one.name, "entries")) for one in VERBS.values()]
    for name, help_, module in (*_OTHERS[:2], *verbs, *_OTHERS[2:]):
        on_demand(app, name, help_, f"{_HERE}.{module}")
