"""Charts: drawn from a table, on one scale, the same numbers in every format."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_ledger.render.bars import groups
from safety_ledger.render.cells import words
from safety_ledger.render.console import as_console
from safety_ledger.render.drawing import drawn
from safety_ledger.render.html import as_html
from safety_ledger.render.json import as_json
from safety_ledger.render.markdown import as_markdown
from safety_ledger.render.text import as_text
from safety_ledger.reports.report import (
    RIGHT,
    Chart,
    Column,
    Report,
    Section,
    Series,
    Shape,
    Share,
    Tone,
    table,
    with_total,
)
from safety_ledger.sheets.tables import as_csv, tables_of
from safety_ledger.text import Lang, Text

Pair = tuple[str, int, int]
COLUMNS = (
    Column[Pair]("name", Text("月份", "month"), lambda row: row[0]),
    Column[Pair]("new", Text("新增", "new"), lambda row: row[1], RIGHT),
    Column[Pair]("closed", Text("销号", "closed"), lambda row: row[2], RIGHT),
)
ROWS = [("2024-07", 3, 0), ("<b>8</b>", 12, 7), ("2024-09", 0, 1)]


def chart(rows: list[Pair], shape: Shape = Shape.COLUMNS, *series: str) -> Chart:
    listed = table("flow", COLUMNS, rows)
    sums = ("合计", sum(row[1] for row in rows), sum(row[2] for row in rows))
    listed = with_total(listed, table("flow", COLUMNS, [sums])) if rows else listed
    return Chart(listed, "name", tuple(map(Series, series or ("new", "closed"))), shape)


def report(*sections: Section) -> Report:
    return Report("closure", Text("表", "t"), "台账", dt.date(2024, 9, 30), sections)


@pytest.mark.parametrize("shape", Shape)
def test_every_format_has_the_same_numbers(shape: Shape) -> None:
    made = report(Section(Text("走势", "Course"), chart=chart(ROWS, shape)))
    assert json.loads(as_json(made))["flow"] == [
        {"name": name, "new": new, "closed": closed} for name, new, closed in ROWS
    ]
    assert "| 2024-07 | 3 | 0 |" in as_markdown(made, Lang.ZH)
    assert "2024-07,3,0" in as_csv(tables_of(made)["flow"], Lang.ZH, words)
    text = as_text(made, Lang.ZH)
    assert re.search(r"<b>8</b> +█{12} 12 +█{7} 7\n", text)
    page = as_html(made, Lang.ZH)
    assert "&lt;b&gt;8&lt;/b&gt;" in page
    assert page.count("<rect class=") == 4
    plain = re.sub(r"\x1b\[[0-9;]*m", "", as_console(made, Lang.ZH, 100))
    assert re.search(r"<b>8</b> +█{12} 12 +█{7} 7", plain)


def test_a_total_is_listed_and_not_drawn() -> None:
    made = chart(ROWS)
    assert [one.label for one in groups(made, Lang.ZH)] == [row[0] for row in ROWS]
    assert "合计" not in drawn(made, Lang.ZH)
    whole = report(Section(chart=made, table=made.table))
    assert json.loads(as_json(whole))["flow_total"] == {"name": "合计", "new": 15, "closed": 8}
    assert as_markdown(whole, Lang.ZH).count("合计") == 1
    assert '<tr class="plain total">' in as_html(whole, Lang.ZH)


def test_a_chart_without_rows_says_so_once() -> None:
    made = report(Section(Text("走势", "Course"), chart=chart([])))
    for shown in (as_text(made, Lang.ZH), as_html(made, Lang.ZH), as_markdown(made, Lang.ZH)):
        assert shown.count("（无）") == 1
    assert json.loads(as_json(made))["flow"] == []


@given(st.lists(st.tuples(st.just("甲"), st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1))
def test_what_is_not_nothing_is_seen_and_longer_is_more(rows: list[Pair]) -> None:
    made = chart(rows)
    bars = [bar for one in groups(made, Lang.ZH) for bar in one.bars]
    numbers = [int(bar.number) for bar in bars]
    assert numbers == [number for row in rows for number in row[1:]]
    assert all((bar.length > 0) == (number > 0) for bar, number in zip(bars, numbers, strict=True))
    ordered = sorted(zip(numbers, (bar.length for bar in bars), strict=True))
    assert [length for _, length in ordered] == sorted(length for _, length in ordered)
    assert max(bar.length for bar in bars) <= 40


def test_series_are_told_apart_without_colour() -> None:
    page = drawn(chart(ROWS), Lang.ZH)
    assert {"f0", "f1"} <= set(re.findall(r'<rect class="(\w+)"', page))
    assert 'aria-label="2024-07 新增 3; 2024-07 销号 0;' in page


def test_a_tone_colours_a_bar() -> None:
    listed = table("flow", COLUMNS, ROWS, lambda _: Tone.ALARM)
    assert 'class="falarm"' in drawn(Chart(listed, "name", (Series("new"),)), Lang.ZH)


def test_a_share_is_printed_with_both_numbers() -> None:
    assert words(Share(10518, 11243), Lang.ZH) == "93.6%（10518/11243）"
    assert words(Share(4, 5), Lang.EN) == "80.0% (4/5)"
    assert words(Share(0, 0), Lang.ZH) == "-"


def test_headings_shared_by_columns_stand_once_above_them() -> None:
    over = Text("重大隐患", "major")
    columns = (
        COLUMNS[0],
        Column[Pair]("new", Text("新增", "new"), lambda row: row[1], RIGHT, over=over),
        Column[Pair]("closed", Text("销号", "closed"), lambda row: row[2], RIGHT, over=over),
    )
    made = report(Section(table=table("flow", columns, ROWS)))
    assert '<th class="over" colspan="2">重大隐患</th>' in as_html(made, Lang.ZH)
    assert as_text(made, Lang.ZH).count("重大隐患") == 1
    assert "| 月份 | 重大隐患新增 | 重大隐患销号 |" in as_markdown(made, Lang.ZH)
    assert "月份,重大隐患新增,重大隐患销号" in as_csv(tables_of(made)["flow"], Lang.ZH, words)
