"""Whatever stands in a file comes out of every format as the same visible text, and harmless."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from wcwidth import wcswidth

from safety_ledger.render.cells import number, value, words
from safety_ledger.render.console import as_console
from safety_ledger.render.html import as_html
from safety_ledger.render.json import as_json
from safety_ledger.render.markdown import as_markdown
from safety_ledger.render.text import as_text
from safety_ledger.reports.report import RIGHT, Chart, Column, Report, Section, Series, table
from safety_ledger.sheets.tables import BOM, as_csv, tables_of
from safety_ledger.text import Lang, Text

HOSTILE = [
    "[red]甲[/red] [/b]",
    "\x1b[31m红\x1b[0m",
    "<b>&amp;</b><script>x</script>",
    "|a|*b*_c_[d](e)`f`#",
    "=1+1",
    "@SUM(A1)",
    "0017",
    "甲" * 60,
]
LONG_ID = "YH-QY012-2024-003-很长的编号"


def made(texts: list[str]) -> Report:
    columns = (
        Column[str]("id", Text("编号", "id"), lambda _: LONG_ID),
        Column[str]("text", Text("内容", "text"), lambda text: text),
        Column[str]("count", Text("数", "count"), len, RIGHT),
        Column[str]("hidden", Text("隐", "hidden"), lambda _: None, shown=False),
    )
    listed = table("rows", columns, texts)
    return Report(
        command="hazards",
        title=Text("清单", "List"),
        ledger="示例 <台账> [x]",
        as_of=dt.date(2024, 6, 30),
        sections=(
            Section(
                Text("节", "Section"),
                facts=((Text("事", "fact"), Decimal("1.50")),),
                chart=Chart(listed, "text", (Series("count"),)),
                table=listed,
                notes=(Text("说明", "note"),),
            ),
        ),
        foot=(Text("脚注", "foot"),),
    )


def neutralised(text: str) -> str:
    return words(text, Lang.ZH)


class Visible(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not {name for name, _ in attrs} & {"src", "href", "onclick"}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("hostile", HOSTILE)
def test_every_format_shows_the_same_text(hostile: str) -> None:
    report, seen = made([hostile]), neutralised(hostile)
    assert "\x1b" not in as_text(report, Lang.ZH)
    assert seen in as_text(report, Lang.ZH)
    assert json.loads(as_json(report))["rows"][0]["text"] == seen
    page = Visible()
    page.feed(as_html(report, Lang.ZH))
    assert seen in page.text
    assert not page.tags & {"script", "b", "a", "img"}
    markdown = re.sub(r"\\([\\`*_\[\]#|~!])", r"\1", as_markdown(report, Lang.ZH))
    assert seen in markdown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    rows = list(csv.reader(io.StringIO(as_csv(tables_of(report)["rows"], Lang.ZH, words))))
    assert rows[1][1].removeprefix("'") == seen


def test_a_terminal_shows_it_too_and_keeps_ids_whole() -> None:
    shown = re.sub(r"\x1b\[[0-9;]*m", "", as_console(made(HOSTILE), Lang.ZH, 80))
    assert LONG_ID in shown
    assert "[red]甲[/red] [/b]" in re.sub(r"\s*\n\s*", "", shown) or "[red]甲[/red]" in shown
    assert r"\x1b" in shown


def test_plain_columns_are_aligned_by_what_the_eye_sees() -> None:
    lines = as_text(made(["甲", "ab", "丙丁"]), Lang.ZH).splitlines()
    rule = next(number for number, line in enumerate(lines) if line.startswith("---"))
    starts = {
        wcswidth(line[: line.index(text)])
        for line, text in zip(lines[rule + 1 :], ["甲", "ab", "丙丁"], strict=False)
    }
    assert starts == {wcswidth(LONG_ID) + 2}


def test_csv_opens_in_a_spreadsheet() -> None:
    text = as_csv(tables_of(made(["=1+1", "-x", "0017", "-1"]))["rows"], Lang.ZH, words)
    assert text.startswith(BOM)
    assert "\r\n" in text
    cells = [row[1] for row in csv.reader(io.StringIO(text.removeprefix(BOM)))][1:]
    assert cells == ["'=1+1", "'-x", "'0017", "'-1"]


def test_html_stands_alone_and_says_its_language() -> None:
    page = as_html(made(["甲"]), Lang.EN)
    assert '<html lang="en">' in page
    assert '<meta charset="utf-8">' in page
    assert "http" not in page
    assert "@page" in page


def test_json_keeps_to_the_contract() -> None:
    answer = json.loads(as_json(made(["甲"])))
    assert (answer["schema"], answer["command"], answer["as_of"]) == (
        "safety-ledger/1",
        "hazards",
        "2024-06-30",
    )
    assert answer["rows"] == [{"id": LONG_ID, "text": "甲", "count": 1, "hidden": None}]


@pytest.mark.parametrize(
    ("cell", "zh", "json_value"),
    [
        (None, "-", None),
        (True, "是", True),
        (3, "3", 3),
        (dt.date(2024, 6, 30), "2024-06-30", "2024-06-30"),
        (Decimal(120000), "120000", 120000),
        (Decimal("0.5"), "0.5", 0.5),
        (Text("逾期", "late"), "逾期", "逾期"),
        (("甲", "乙"), "甲、乙", ["甲", "乙"]),
    ],
)
def test_cells(cell: object, zh: str, json_value: object) -> None:
    assert words(cell, Lang.ZH) == zh
    assert value(cell) == json_value


def test_numbers_are_written_as_people_do() -> None:
    assert [number(Decimal(text)) for text in ("1E+5", "1.50", "0.10", "100")] == [
        "100000",
        "1.5",
        "0.1",
        "100",
    ]


def test_an_empty_table_says_so() -> None:
    assert "（无）" in as_text(made([]), Lang.ZH)
    assert "(none)" in as_text(made([]), Lang.EN)
