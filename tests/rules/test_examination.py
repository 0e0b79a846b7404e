from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from safety_ledger.diagnostics import Severity
from safety_ledger.ledger import Ledger
from safety_ledger.lifecycle import Refusal, Timelines
from safety_ledger.model import KIND, Hazard, LedgerFile
from safety_ledger.rules import CATALOGUE, RULES, examine
from safety_ledger.rules.catalogue import code
from safety_ledger.rules.fields import Whole
from safety_ledger.store import read
from tests.folders import write_files
from tests.rules.conftest import Check

LIABLE = """\
- id: YH-1
  enterprise: QY-012
  liable: QY-012
  title: 风机停用
  level: 一般
  source: 督导检查
  found_on: 2024-05-08
  deadline: 2024-06-30
  responsible: {rectifier: 王强}
  history:
    - {date: 2024-05-09, event: 通知, to: 主要负责人, by: 李明}
    - {date: 2024-05-02, event: 进展}
"""
FILES = {
    "ledger.yaml": "name: 示例\n",
    "enterprises/a.yaml": "- {id: QY-012, name: 示例化工有限公司}\n",
    "hazards/a.yaml": LIABLE,
}


def encoded(files: Mapping[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in files.items()}


def test_findings_name_place_field_and_severity(check: Check) -> None:
    found = check(encoded(FILES))
    assert [(str(one.place), one.code.code, one.key_path, one.severity) for one in found] == [
        ("hazards/a.yaml:3:11", "H414", "liable", Severity.WARNING),
        ("hazards/a.yaml:12:14", "H408", "history[1].date", Severity.ERROR),
        ("hazards/a.yaml:12:14", "L514", "history[1].date", Severity.ERROR),
    ]


def test_a_ledger_may_be_stricter(check: Check) -> None:
    found = check(encoded(FILES | {"ledger.yaml": "name: 示例\npolicies: {strict: [H414]}\n"}))
    assert {one.severity for one in found} == {Severity.ERROR}


def test_a_record_the_reader_found_fault_with_is_left_alone(check: Check) -> None:
    found = check(encoded(FILES | {"hazards/a.yaml": LIABLE + "  locaton: 车间\n"}))
    assert [one.code.code for one in found] == ["S203"]


def test_an_empty_ledger_is_sound() -> None:
    empty = Ledger(LedgerFile(name="示例"))
    assert examine(empty) == []
    assert examine(empty, Timelines(empty)) == []


def test_the_same_ledger_has_the_same_findings(tmp_path: Path) -> None:
    ledger = read(write_files(tmp_path, FILES))
    assert examine(ledger) == examine(ledger, Timelines(ledger))


def test_the_example_ledger_is_sound(
    check: Check, composed: Callable[..., dict[str, bytes]]
) -> None:
    example = CATALOGUE["S203"].example
    assert check(composed(example, example.good)) == []


def test_the_catalogue_is_sorted_and_whole() -> None:
    assert list(CATALOGUE) == sorted(CATALOGUE)
    assert {rule.code.code for rule in RULES} <= CATALOGUE.keys()
    assert {str(refusal) for refusal in Refusal} <= CATALOGUE.keys()
    assert {rule.on for rule in RULES} <= {Whole, *(kind.cls for kind in KIND.values())}


def test_law_that_nobody_confirmed_cannot_be_an_error() -> None:
    known = CATALOGUE["H415"]
    with pytest.raises(ValueError, match="H999"):
        code(
            "H999", title=known.title, message=known.message, remedy=known.remedy, why=known.why,
            source=known.source, example=known.example, unconfirmed=True,
        )  # fmt: skip


def test_rules_are_named_by_what_they_find() -> None:
    assert all(rule.body.__name__ == rule.body.__name__.lower().strip("_") for rule in RULES)
    assert any(rule.on is Hazard for rule in RULES)
