"""The records of a ledger, each kind declared once; :data:`KINDS` lists them all."""

from __future__ import annotations

from typing import Final

from safety_ledger.model.activity import Activity
from safety_ledger.model.declaration import Kind
from safety_ledger.model.enterprise import Enterprise
from safety_ledger.model.hazard import Hazard
from safety_ledger.model.ledger_file import LedgerFile
from safety_ledger.model.person import Person
from safety_ledger.model.risk import RiskPoint
from safety_ledger.model.task import TaskList
from safety_ledger.text import Text

KINDS: Final = (
    Kind(
        "ledger",
        "",
        LedgerFile,
        Text("台账", "ledger"),
        Text(
            "ledger.yaml：台账名称、科室、行业、时限、目标。",
            "ledger.yaml: name, lists, policies, goals.",
        ),
        key="",
        single=True,
    ),
    Kind(
        "person",
        "people",
        Person,
        Text("人员", "person"),
        Text("监管人员与专家，按姓名。", "Officials and experts, known by name."),
        key="name",
    ),
    Kind(
        "enterprise",
        "enterprises",
        Enterprise,
        Text("企业", "enterprise"),
        Text("企业清单。", "The enterprise list."),
    ),
    Kind(
        "hazard",
        "hazards",
        Hazard,
        Text("隐患", "hazard"),
        Text("隐患及其整改过程。", "Hazards with their history."),
    ),
    Kind(
        "task",
        "tasks",
        TaskList,
        Text("任务清单", "task list"),
        Text("一个文件一份任务清单。", "One task list a file."),
        key="",
        single=True,
    ),
    Kind(
        "activity",
        "activities",
        Activity,
        Text("活动", "activity"),
        Text("自查、检查、演练、培训、会商、上报等。", "Checks, drills, trainings, returns."),
    ),
    Kind(
        "risk",
        "risks",
        RiskPoint,
        Text("风险点", "risk point"),
        Text("重大风险点（一单一图）。", "Major risk points."),
    ),
)
"""Every kind of record, in the order files are read."""

KIND: Final = {kind.name: kind for kind in KINDS}

__all__ = [
    "KIND",
    "KINDS",
    "Activity",
    "Enterprise",
    "Hazard",
    "LedgerFile",
    "Person",
    "RiskPoint",
    "TaskList",
]
