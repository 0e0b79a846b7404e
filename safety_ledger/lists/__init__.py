"""The four lists as views of one set of records: how everything stands at the end of a day."""

from __future__ import annotations

from safety_ledger.lists.day import Day, standing
from safety_ledger.lists.delays import Delay, DelayKind
from safety_ledger.lists.enterprise_view import EnterpriseView
from safety_ledger.lists.hazard_view import HazardView
from safety_ledger.lists.task_view import TaskView

__all__ = ["Day", "Delay", "DelayKind", "EnterpriseView", "HazardView", "TaskView", "standing"]
