"""Findings as values: what a message quotes of a file stays short, however long it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from safety_ledger.diagnostics import LONGEST_FACT, Code, nearest
from safety_ledger.rules import shape as codes
from safety_ledger.store import read
from tests.folders import write_files

PAPER = '"' + ("一份文件的全文" * 20 + "\n    ") * 2000 + '"'
HAZARD = """\
- id: YH-1
  body: {name: 路}
  title: 甲
  level: 一般
  source: 督导检查
  found_on: 2024-05-08
  deadline: 2024-06-30
  responsible: {rectifier: 王强}
"""


@pytest.mark.parametrize(
    ("replaced", "code"),
    [
        ("level: 一般", codes.UNKNOWN_TERM),
        ("source: 督导检查", codes.UNKNOWN_TERM),
        ("found_on: 2024-05-08", codes.BAD_DATE),
    ],
)
def test_a_paper_pasted_into_a_field_is_not_printed_whole(
    tmp_path: Path, replaced: str, code: Code
) -> None:
    key = replaced.partition(" ")[0]
    text = HAZARD.replace(replaced, f"{key} {PAPER}")
    ledger = read(write_files(tmp_path, {"ledger.yaml": "name: 示例\n", "hazards/a.yaml": text}))
    (one,) = ledger.findings
    assert one.code is code
    assert len(str(one.params["value"])) <= LONGEST_FACT + 1


def test_a_very_long_word_is_no_slip_of_the_pen() -> None:
    assert nearest("督导检查组", ["督导检查"]) == ("督导检查",)
    assert nearest("督导检查" * 100_000, ["督导检查"]) == ()
