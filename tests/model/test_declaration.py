"""Record classes: plain values, however they were made."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from safety_ledger.model.declaration import Origin, make
from safety_ledger.model.enterprise import Change, Enterprise
from safety_ledger.model.hazard import Criterion
from safety_ledger.model.person import Person


def test_what_is_absent_falls_back_to_the_class() -> None:
    person = make(Person, name="李明")
    assert person.roles == ()
    assert person.email is None


def test_records_are_compared_by_their_values_but_not_by_their_place() -> None:
    one = make(Criterion, standard="标准", article="1")
    same = make(Criterion, article="1", standard="标准")
    assert one == same
    assert hash(one) == hash(same)
    assert one != make(Criterion, standard="标准")
    assert one != "标准 1"
    here = make(Person, name="李明", origin=Origin("people/a.yaml", 0))
    assert here == make(Person, name="李明", origin=Origin("people/b.yaml", 7))


def test_a_record_never_changes() -> None:
    person = make(Person, name="李明")
    with pytest.raises(dataclasses.FrozenInstanceError):
        person.name = "周明"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del person.name
    assert dataclasses.replace(person, email="a@b.cn").name == "李明"


def test_an_unknown_value_is_refused() -> None:
    with pytest.raises(TypeError, match="Person has no nom"):
        make(Person, nom="李明")


def test_a_record_shows_its_values() -> None:
    assert repr(make(Criterion, standard="标准")) == "Criterion(standard='标准', article=None)"


def test_an_enterprise_is_on_a_day_what_its_changes_left() -> None:
    changes = (
        make(Change, date=dt.date(2025, 1, 1), principal="丙"),
        make(Change, date=dt.date(2024, 1, 1), principal="乙", name="新名"),
        make(Change, date=dt.date(2025, 1, 1), high_risk=True),
    )
    firm = make(Enterprise, id="QY-1", name="旧名", principal="甲", changes=changes)
    assert firm.on(dt.date(2023, 12, 31)) is firm
    then = firm.on(dt.date(2024, 12, 31))
    assert (then.name, then.principal, then.high_risk) == ("新名", "乙", None)
    now = firm.on(dt.date(2025, 1, 1))
    assert (now.name, now.principal, now.high_risk) == ("新名", "丙", True)
