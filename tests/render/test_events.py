"""The page of events says what the tables of the lifecycle and of the records say."""

from __future__ import annotations

from safety_ledger.lifecycle import TRANSITIONS
from safety_ledger.model.hazard import ENTRY_KEYS
from safety_ledger.render.events import events_page
from safety_ledger.vocabulary import Event, TaskEvent

ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in events_page("").splitlines()
    if line.startswith("| ") and "---" not in line and "事项 event" not in line
]


def row(name: str) -> list[str]:
    return next(cells for cells in ROWS if cells[0] == name)


def test_every_event_has_its_rows() -> None:
    names = [cells[0].split()[0] for cells in ROWS]
    assert set(names) == {*Event, *TaskEvent}
    assert len(ROWS) == len(TRANSITIONS) + len(TaskEvent)


def test_the_closure() -> None:
    assert row("销号")[1:4] == ["待销号", "已销号", "`by`"]
    assert "审核人" in row("销号")[5]


def test_a_notice_moves_only_what_awaits_it() -> None:
    assert row("通知")[1:3] == ["在账 open", "待通知 → 整改中"]


def test_what_leaves_the_status_alone_leads_nowhere() -> None:
    assert row("函告")[1:3] == ["在账 open、待核实", ""]
    assert row("摘牌")[1] == "任何状态 any"


def test_required_keys_are_those_of_the_record() -> None:
    for event, keys in ENTRY_KEYS.items():
        cells = next(cells for cells in ROWS if cells[0].split()[0] == event)
        said = set(cells[3].replace("`", "").split())
        assert said == keys.required - {"date", "event"}
