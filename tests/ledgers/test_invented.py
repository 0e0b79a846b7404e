"""The random ledgers themselves: sound where they claim to be, and varied enough to be worth it."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings

from safety_ledger.diagnostics import Severity
from tests.ledgers.asking import loaded
from tests.ledgers.invented import Invented
from tests.ledgers.second_reading import ENDED, OPEN
from tests.ledgers.strategies import LAST, ledgers


@given(ledgers())
def test_a_sound_ledger_has_no_error(invented: Invented) -> None:
    ledger = loaded(invented)
    errors = [one for one in ledger.findings if one.severity is Severity.ERROR]
    assert errors == []
    assert [one.id for one in ledger.enterprises] == [one["id"] for one in invented.enterprises]
    assert {one.id for one in ledger.hazards} == {one["id"] for one in invented.hazards}


@given(ledgers(faults=True))
def test_a_faulty_ledger_can_be_read_whole(invented: Invented) -> None:
    ledger = loaded(invented)
    assert not ledger.unread
    assert {one.id for one in ledger.hazards} == {one["id"] for one in invented.hazards}
    refused = any(now.not_counted for now in invented.readings(LAST).values())
    errors = any(one.severity is Severity.ERROR for one in ledger.findings)
    assert errors or not refused


def test_every_status_and_event_occurs() -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=300, database=None)
    @given(ledgers())
    def look(invented: Invented) -> None:
        seen.update(now.status for now in invented.readings(LAST).values())
        seen.update(one["event"] for hazard in invented.hazards for one in hazard["history"])

    look()
    assert not {*OPEN, *ENDED, "待核实", "重开", "延期", "改判", "摘牌", "恢复生产", "曝光"} - set(
        seen
    )
