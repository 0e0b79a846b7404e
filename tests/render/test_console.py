"""Reports on terminals of every width: ids and dates whole, nothing beyond the edge, nothing lost."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from rich.cells import cell_len

from safety_ledger import load, standing
from safety_ledger.lists import Day
from safety_ledger.lists.filters import Filter
from safety_ledger.render.cells import UNKNOWN, lines, seen, words
from safety_ledger.render.console import as_console
from safety_ledger.reports import show, status
from safety_ledger.reports.report import Column, Report, Section, table
from safety_ledger.text import Lang, Text
from tests.folders import DATA
from tests.ledgers.asking import LISTS

WIDTHS = [60, 80, 100, 120, 160, 240]


@pytest.fixture(scope="module")
def day() -> Day:
    return standing(load(DATA), dt.date(2026, 11, 23))


def reports(day: Day) -> list[Report]:
    shown = [show.report(day, name) for name in ("YH-QY012-2026-001", "QY-012", "李明", "T06-2")]
    lists = [report(day, Filter(all=True)) for report in LISTS.values()]
    return [status.report(day), *lists, *(one for one in shown if one is not None)]


def plain(report: Report, width: int) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", as_console(report, Lang.ZH, width))


@pytest.mark.parametrize("width", WIDTHS)
def test_ids_and_dates_are_whole_and_no_line_is_too_long(day: Day, width: int) -> None:
    for report in reports(day):
        out = plain(report, width)
        assert max(map(cell_len, out.splitlines())) <= width, report.command
        cells = [
            cell
            for section in report.sections
            if section.table is not None
            for row in lines(section.table, Lang.ZH)
            for cell in row
        ]
        for cell in cells:
            if re.fullmatch(r"YH-\w+-\d{4}-\d{3}|QY-\d{3}|\d{4}-\d\d-\d\d", cell):
                assert cell in out


@pytest.mark.parametrize("width", [60, 80, 120])
def test_nothing_is_lost_where_rows_become_cards(day: Day, width: int) -> None:
    report = LISTS["rectifications"](day, Filter(all=True))
    out = re.sub(r"\s", "", plain(report, width))
    (section,) = report.sections
    assert section.table is not None
    for row in lines(section.table, Lang.ZH):
        for heading, cell in list(zip(seen(section.table), row, strict=True))[1:]:
            if cell != UNKNOWN:
                said = f"{words(heading.label, Lang.ZH)}：{cell}"
                assert re.sub(r"\s", "", said) in out


def test_a_wide_window_has_a_table_and_a_narrow_one_cards(day: Day) -> None:
    report = LISTS["hazards"](day, Filter())
    assert "判定依据：" not in plain(report, 240)
    assert "判定依据：" in plain(report, 80)


def test_an_id_longer_than_the_window_is_not_cut() -> None:
    long = "YH-" + "很长的编号" * 20
    columns = (
        Column[str]("id", Text("编号", "id"), lambda _: long),
        Column[str]("text", Text("内容", "text"), lambda text: text),
    )
    report = Report(
        command="hazards",
        title=Text("清单", "list"),
        ledger="示例",
        as_of=dt.date(2024, 6, 30),
        sections=(Section(table=table("rows", columns, ["甲" * 200])),),
    )
    assert long in plain(report, 80)
    assert "甲" * 200 in re.sub(r"\s", "", plain(report, 80))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_list_of_ids_breaks_between_them(width: int) -> None:
    ids = [f"YH-QY{number:03d}-2026-001" for number in range(5)]
    columns = (
        Column[str]("what", Text("事项", "what"), lambda _: "通知超期"),
        Column[list[str]]("where", Text("哪些隐患", "where"), tuple),
    )
    report = Report(
        command="status",
        title=Text("概况", "status"),
        ledger="示例",
        as_of=dt.date(2024, 6, 30),
        sections=(Section(table=table("delays", columns, [ids])),),  # type: ignore[arg-type]
    )
    for id_ in ids:
        assert id_ in plain(report, width)


@pytest.mark.parametrize("width", [60, 80])
def test_a_fact_longer_than_its_line_is_folded_not_cut(day: Day, width: int) -> None:
    report = show.report(day, "YH-QY012-2024-003")
    assert report is not None
    shown = plain(report, width)
    assert "…" not in shown
    standard = "化工和危险化学品生产经营单位重大生产安全事故隐患判定标准"
    assert standard in re.sub(r"\s", "", shown)


def test_without_colour_it_is_as_wide_as_the_window_all_the_same(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    for report in reports(day):
        shown = as_console(report, Lang.ZH, 60, colour=False)
        assert "\x1b" not in shown
        assert max(cell_len(line) for line in shown.splitlines()) <= 60
        assert shown == plain(report, 60)
