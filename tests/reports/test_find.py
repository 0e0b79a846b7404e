"""``find``: every value that holds a text, with the very place it stands at."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings

from tests.folders import DATA
from tests.ledgers.asking import as_json, written
from tests.ledgers.invented import Invented
from tests.ledgers.strategies import LAST, ledgers

DAY = dt.date(2026, 11, 23)


def found(text: str) -> list[dict[str, str]]:
    return as_json(DATA, DAY, "find", text).rows  # type: ignore[return-value]


def test_every_hit_stands_where_it_says() -> None:
    for text in ("探头", "督导检查", "QY-012", "2026-10-09", "quarter"):
        hits = found(text)
        assert hits
        for hit in hits:
            path, line, column = hit["place"].split(":")
            there = (DATA / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
            assert text in there[int(column) - 1 :], hit


def test_upper_and_lower_case_are_alike() -> None:
    assert found("dcs") == found("DCS")
    assert len(found("dcs")) > 1


def test_full_and_half_width_are_alike() -> None:
    assert found("ＤＣＳ") == found("DCS")
    assert found("(较低风险)") == found("（较低风险）") != []


def test_it_says_which_entry_of_a_history_it_is() -> None:
    (hit,) = found("未附继续停用栈台的承诺和值守记录")
    assert (hit["id"], hit["field"]) == ("YH-QY012-2026-001", "过程记录4·理由")


def test_nothing_found_is_no_error() -> None:
    said = as_json(DATA, DAY, "find", "没有这样的文字")
    assert (said.code, said.rows) == (0, [])


@settings(max_examples=25)
@given(ledgers(faults=True))
def test_every_title_is_found(invented: Invented) -> None:
    with written(invented) as root:
        hits = as_json(root, LAST, "find", "报警器失效").rows
    assert [one["id"] for one in hits if one["field"] == "隐患描述"] == [
        one["id"] for one in invented.hazards
    ] or invented.layout.backwards
    assert len(hits) == len(invented.hazards)
