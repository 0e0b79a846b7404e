"""Tables written: what a spreadsheet would misread is guarded, and the guard comes off again."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_ledger import load, standing
from safety_ledger.lists.completeness import ListName
from safety_ledger.lists.filters import Filter
from safety_ledger.render.cells import words
from safety_ledger.reports.exports import report
from safety_ledger.reports.report import Column, Report, Section, table
from safety_ledger.sheets.tables import as_csv, bare, guarded, tables_of
from safety_ledger.sheets.workbook import as_workbook
from safety_ledger.text import Lang, Text
from tests.folders import DATA

HOSTILE = ["=1+1", "+A1", "-x", "@SUM(A1)", "0017", "91350428MA00000157", "'=1", "<b>", "\x1b[31m"]


@given(st.text(max_size=8) | st.sampled_from(["'0017", "''=x", "'", "''"]))
def test_the_guard_comes_off(text: str) -> None:
    assert bare(guarded(text)) == text
    assert guarded(text)[:1] not in {"=", "+", "-", "@", "\t", "\r"}


def made(*texts: str) -> Report:
    columns = (
        Column[str]("text", Text("内容", "text"), lambda text: text),
        Column[str]("many", Text("几个", "many"), lambda text: (text, text)),
        Column[str]("said", Text("话", "said"), lambda text: Text(text, text)),
        Column[str]("date", Text("日期", "date"), lambda _: dt.date(2024, 7, 4)),
        Column[str]("sum", Text("数", "sum"), lambda _: Decimal("-1.50")),
        Column[str]("flag", Text("是否", "flag"), lambda _: True),
        Column[str]("none", Text("空", "none"), lambda _: None),
    )
    listed = table("rows", columns, texts)
    return Report(
        "hazards", Text("清[单]/*", "List"), "台账", dt.date(2024, 7, 4), (Section(table=listed),)
    )


def test_no_cell_of_a_csv_is_a_formula() -> None:
    text = as_csv(tables_of(made(*HOSTILE))["rows"], Lang.ZH, words)
    for line in text.splitlines()[1:]:
        for cell in line.split(",")[:3]:
            assert cell[:1] not in {"=", "+", "-", "@"}
    assert ",2024-07-04,-1.5,是," in text


def sheet_of(data: bytes) -> openpyxl.worksheet.worksheet.Worksheet:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert isinstance(sheet, openpyxl.worksheet.worksheet.Worksheet)
    return sheet


def test_cells_of_a_workbook_have_their_types() -> None:
    sheet = sheet_of(as_workbook(made(*HOSTILE, "长" * 40_000), Lang.ZH, words))
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]][:3] == ["内容", "几个", "话"]
    for line, text in enumerate(HOSTILE, start=2):
        for cell in sheet[line][:3]:
            assert cell.data_type == "s"
            assert cell.number_format == "@"
        assert sheet.cell(line, 1).value == words(text, Lang.ZH)
        assert sheet.cell(line, 4).value == dt.datetime(2024, 7, 4)
        assert sheet.cell(line, 4).number_format == "yyyy-mm-dd"
        assert sheet.cell(line, 5).value == -1.5
        assert sheet.cell(line, 7).value is None
    assert str(sheet.cell(len(HOSTILE) + 2, 1).value).endswith("……")
    assert sheet.column_dimensions["A"].width > 8


def test_the_same_list_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    day = standing(load(DATA), dt.date(2026, 11, 23))
    listed = report(day, Filter(all=True), ListName.ENTERPRISES)
    first = as_workbook(listed, Lang.ZH, words)
    monkeypatch.setattr("time.localtime", lambda *_: (2031, 1, 2, 3, 4, 6, 0, 0, 0))
    assert as_workbook(listed, Lang.ZH, words) == first
    codes = [row[0] for row in sheet_of(first).iter_rows(values_only=True)]
    assert "QY-001" in codes


def test_social_credit_codes_are_texts() -> None:
    day = standing(load(DATA), dt.date(2026, 11, 23))
    sheet = sheet_of(as_workbook(report(day, Filter(), ListName.ENTERPRISES), Lang.ZH, words))
    heads = [cell.value for cell in sheet[1]]
    column = heads.index("统一社会信用代码") + 1
    found = [sheet.cell(line, column) for line in range(2, sheet.max_row + 1)]
    assert {cell.data_type for cell in found if cell.value} == {"s"}
