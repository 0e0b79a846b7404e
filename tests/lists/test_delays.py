"""The office's own delays against the second reading of design 4, on random ledgers."""

from __future__ import annotations

import datetime as dt

from hypothesis import given

from safety_ledger.lists import standing
from tests.ledgers.asking import loaded
from tests.ledgers.invented import Invented
from tests.ledgers.second_reading import delays
from tests.ledgers.strategies import with_a_day


@given(with_a_day())
def test_every_delay_of_any_day_agrees_with_the_text(case: tuple[Invented, dt.date]) -> None:
    invented, day = case
    views = {view.id: view for view in standing(loaded(invented), day).hazards}
    policies = invented.file.get("policies", {})
    for hazard in invented.hazards:
        now = invented.reading(hazard, day)
        if now is not None:
            told = {str(late.kind): late.days for late in views[hazard["id"]].delays}
            assert told == delays(hazard, now, day, policies)
