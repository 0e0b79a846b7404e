"""A cell gives a value only when it can mean one thing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_ledger.model.declaration import COUNT, DATE, FLAG, MONEY, TEXT, TEXTS, Term, Type
from safety_ledger.model.ledger_file import DEFAULT_PERIOD
from safety_ledger.sheets.cells import Scope, convert, plain
from safety_ledger.sheets.grid import Raw
from safety_ledger.sheets.unclear import Unclear
from safety_ledger.vocabulary import Level, Source

SCOPE: Final = Scope(DEFAULT_PERIOD, {})
DAY = dt.date(2024, 7, 4)


def why(cell: Raw, type_: Type) -> str:
    found = convert(cell, type_, SCOPE)
    assert isinstance(found, Unclear), found
    return found.why.zh


@pytest.mark.parametrize(
    "written",
    [
        *("2024-07-04", "2024/7/4", "2024.7.4", "2024年7月4日", "2024年07月04号", "20240704"),
        *("２０２４年７月４日", " 2024 年 7 月 4 日 ", "2024-07-04 00:00:00", "2024/7/4 9:30"),
    ],
)
def test_dates_that_say_everything(written: str) -> None:
    assert convert(written, DATE, SCOPE) == DAY


@pytest.mark.parametrize(
    ("written", "lacks"),
    [
        ("7月19日(页面未写年份)", "没有年份"),
        ("7月4日", "没有年份"),
        ("7/4", "没有年份"),
        ("2月21日至25日", "没有年份"),
        ("2023年3月", "缺几月几日"),
        ("2024", "缺几月几日"),
        ("24.7.4", "两位"),
        ("45477", "日期格式"),
        ("2024-02-30", "没有这一天"),
        ("2024-07-04至2024-07-06", "一段时间"),
        ("今年4月", "不是日期"),
        ("限期两周内整改完毕", "不是日期"),
        ("2024年7月4日前", "不是日期"),
        ("1987-07-04", "日期范围"),
        ("长期", "不是日期"),
    ],
)
def test_dates_that_do_not(written: str, lacks: str) -> None:
    assert lacks in why(written, DATE)


def test_a_number_is_no_date() -> None:
    assert "日期格式" in why(45477, DATE)


@given(st.text(max_size=12))
def test_no_text_stops_the_reading(text: str) -> None:
    for type_ in (DATE, COUNT, MONEY, FLAG, TEXT, TEXTS, Term(Level)):
        found = convert(text, type_, SCOPE)
        assert not isinstance(found, dt.date) or str(found.year) in plain(text)


@pytest.mark.parametrize(
    ("written", "level"),
    [("重大", Level.MAJOR), ("一般隐患", Level.GENERAL), ("重大事故隐患", Level.MAJOR)],
)
def test_the_two_levels(written: str, level: Level) -> None:
    assert convert(written, Term(Level), SCOPE) is level


def test_a_level_is_never_guessed() -> None:
    assert "消防" in why("重大火灾隐患", Term(Level))
    assert "没有“较大”" in why("较大", Term(Level))
    assert "督导检查" in why("督查", Term(Source))


@pytest.mark.parametrize(
    ("written", "value"),
    [("120000", Decimal(120000)), ("120,000.50", Decimal("120000.50")), (12, Decimal(12))],
)
def test_money(written: Raw, value: Decimal) -> None:
    assert convert(written, MONEY, SCOPE) == value


@pytest.mark.parametrize("written", ["12万", "约100", "-1", "1,2", "十"])
def test_what_is_no_money(written: str) -> None:
    assert "数字" in why(written, MONEY)


def test_texts_flags_and_lists() -> None:
    assert convert(" 甲\n乙\u200b ", TEXT, SCOPE) == "甲 乙"
    assert convert("是", FLAG, SCOPE) is True
    assert convert("甲、乙，丙;丁", TEXTS, SCOPE) == ["甲", "乙", "丙", "丁"]
    assert convert("未发现", TEXTS, SCOPE) == []
    assert convert("　", TEXT, SCOPE) is None
    assert "控制字符" in why("甲\x1b[31m", TEXT)
    assert "末几位" in why(913504280000001570, TEXT)
