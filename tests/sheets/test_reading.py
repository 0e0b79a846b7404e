"""Tables as offices keep them: encodings, separators, titles, merged boxes, files that are none."""

from __future__ import annotations

import datetime as dt
import io
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from safety_ledger.errors import LedgerError
from safety_ledger.sheets import workbook as workbook_module
from safety_ledger.sheets.columns import Use, is_heading
from safety_ledger.sheets.grid import LINES, Sheet, Unusable
from safety_ledger.sheets.headings import table_of
from safety_ledger.sheets.reading import read_sheets
from safety_ledger.text import Lang

TITLED = (
    "示例开发区事故隐患排查治理台账,,,\n"
    "填报单位：示例科,,填报日期：2024年5月,\n"
    "\n"
    "序号,企业名称,隐患描述,整改期限\n"
    '1,示例甲有限公司,"通道堵塞,未清理",2024/7/4\n'
    ",,,\n"
    "2,示例乙有限公司,引用了“规程”,2024.7.5\n"
)


def sheets(path: Path, data: bytes | str) -> list[Sheet]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_sheets(path, lambda text: is_heading("hazard", text))


def refused(path: Path, data: bytes | str) -> str:
    with pytest.raises(LedgerError) as caught:
        [table_of(sheet, "hazard") for sheet in sheets(path, data)]
    assert caught.value.say(Lang.EN)
    return caught.value.say(Lang.ZH)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_titles_blank_lines_and_quotes(encoding: str, ends: str, tmp_path: Path) -> None:
    (sheet,) = sheets(tmp_path / "a.csv", TITLED.replace("\n", ends).encode(encoding))
    table = table_of(sheet, "hazard")
    assert table.line == 4
    assert [row.number for row in table.rows] == [5, 7]
    assert table.rows[0].cells["title",] == "通道堵塞,未清理"
    assert table.rows[1].cells["title",] == "引用了“规程”"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_the_one_that_gives_headings(separator: str, tmp_path: Path) -> None:
    lines = [
        ["企业名称", "隐患描述", "部位"],
        ["示例甲", "一车间;二车间,堆料\t多" if separator == "x" else "堆料、多", "A"],
    ]
    text = "\n".join(separator.join(line) for line in lines)
    (sheet,) = sheets(tmp_path / "a.csv", text)
    assert table_of(sheet, "hazard").rows[0].cells["location",] == "A"


def test_semicolons_in_a_text_separate_nothing(tmp_path: Path) -> None:
    (sheet,) = sheets(tmp_path / "a.csv", "企业名称,隐患描述\n示例甲,一;二;三;四;五\n")
    assert table_of(sheet, "hazard").rows[0].cells["title",] == "一;二;三;四;五"


def test_an_open_quotation_is_told_by_its_line(tmp_path: Path) -> None:
    said = refused(tmp_path / "a.csv", '企业名称,隐患描述\n示例甲,好\n示例乙,"坏\n示例丙,好\n')
    assert "第 3 行" in said


def test_what_an_export_guards_is_read_bare(tmp_path: Path) -> None:
    (sheet,) = sheets(tmp_path / "a.csv", "隐患编号,隐患描述\n'0017,'=1+1\n'' 0,''=x\n")
    first, second = table_of(sheet, "hazard").rows
    assert first.cells["id",], first.cells["title",] == ("0017", "=1+1")
    assert second.cells["title",] == "'=x"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "不是表格文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 50, ".xls"),
        (b"<html><body><table></table>", "网页"),
        (b"PK\x03\x04broken", "打不开"),
        (b"\xff\xff\xff\xff", "编码"),
        (b"", "没有找到表头"),
        ("甲,乙\n1,2\n", "没有找到表头"),
        ("企业名称,整改期限\n示例甲,2024-07-04\n", "没有“隐患描述”一列"),
        ("企业名称,隐患描述,隐患描述\n示例甲,一,二\n", "几列都是"),
        ("企业名称,隐患描述\n" + "示例甲,x\n" * (LINES + 1), "超过"),
        ("企业名称,隐患描述\n示例甲," + "x" * 200_000 + "\n", "读不出来"),
    ],
)
def test_a_bad_file_gives_clear_words(data: bytes | str, said: str, tmp_path: Path) -> None:
    assert said in refused(tmp_path / "a.csv", data)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(LedgerError):
            read_sheets(path, lambda _: False)


TWO_LINES = (
    "企业名称,隐患描述,整改情况,,备用\n,,整改责任人,整改时限,\n示例甲,堵,王强,2024-07-04,,多的\n"
)


def test_headings_on_two_lines_and_columns_without_one(tmp_path: Path) -> None:
    (sheet,) = sheets(tmp_path / "a.csv", TWO_LINES)
    table = table_of(sheet, "hazard")
    (row,) = table.rows
    assert row.cells["responsible", "rectifier"] == "王强"
    assert row.cells["deadline",] == "2024-07-04"
    assert [one.text for one in table.headings if one.use is Use.UNKNOWN] == ["备用", "（第6列）"]


@pytest.mark.parametrize(
    ("heads", "taken"),
    [
        ("检查内容,存在问题", "存在问题"),
        ("描述,隐患描述", "隐患描述"),
        ("隐患描述（必填）,x", "隐患描述（必填）"),
        ("隐患 描述,x", "隐患 描述"),
        ("title,x", "title"),
    ],
)
def test_one_column_is_the_description(heads: str, taken: str, tmp_path: Path) -> None:
    (sheet,) = sheets(tmp_path / "a.csv", f"企业名称,{heads}\n示例甲,一,二\n")
    table = table_of(sheet, "hazard")
    assert [one.text for one in table.headings if one.path == ("title",)] == [taken]


def test_columns_are_told_by_what_is_done_with_them(tmp_path: Path) -> None:
    text = (
        "序号,企业名称,隐患描述,整改资金（万元）,销号日期,举报人,联系电话,状态\n1,甲,堵,3,x,y,z,w\n"
    )
    table = table_of(sheets(tmp_path / "a.csv", text)[0], "hazard")
    assert [one.use.name for one in table.headings] == [
        *("IGNORED", "TAKEN", "TAKEN", "UNKNOWN", "COURSE", "PRIVATE", "PRIVATE", "COMPUTED"),
    ]


def test_a_heading_with_a_mark_that_nobody_sees_is_known(tmp_path: Path) -> None:
    text = "企业名称,隐患\u200b描述,联系\u200b电话\n甲,堵,13800000000\n"
    table = table_of(sheets(tmp_path / "a.csv", text)[0], "hazard")
    assert [one.use.name for one in table.headings] == ["TAKEN", "TAKEN", "PRIVATE"]


# -- workbooks --------------------------------------------------------------------------------


def workbook(path: Path, *rows: list[object], merge: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for area in merge:
        sheet.merge_cells(area)
    book.save(path)
    return path


HEAD: list[object] = ["企业名称", "隐患描述", "发现日期", "隐患编号"]


def test_merged_titles_and_enterprises(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ["隐患台账", None, None, None],
        HEAD,
        ["示例甲", "一", dt.date(2024, 7, 4), None],
        [None, "二", dt.datetime(2024, 7, 5, 0, 0), None],
        [None, "三", 45477, None],
        merge=("A1:D1", "A3:A5"),
    )
    table = table_of(sheets(path, path.read_bytes())[0], "hazard")
    assert [row.cells["enterprise_name",] for row in table.rows] == ["示例甲"] * 3
    assert [row.cells["found_on",] for row in table.rows] == [
        dt.date(2024, 7, 4),
        dt.date(2024, 7, 5),
        45477,
    ]


def test_formulas_are_never_worked_out(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", HEAD, ["示例甲", '=CONCATENATE("a","b")', None, None])
    (row,) = table_of(sheets(path, path.read_bytes())[0], "hazard").rows
    assert isinstance(row.cells["title",], Unusable)


def test_a_merged_formula_without_its_value_is_none_on_every_line(tmp_path: Path) -> None:
    rows = [["示例甲", "一", "=DATE(2024,7,4)", None], ["示例甲", "二", None, None]]
    path = workbook(tmp_path / "a.xlsx", HEAD, *rows, merge=("C2:C3",))
    table = table_of(sheets(path, path.read_bytes())[0], "hazard")
    assert all(isinstance(row.cells["found_on",], Unusable) for row in table.rows)


def test_a_code_shown_with_zeros_keeps_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD)
    sheet.append(["示例甲", "一", None, 17])
    sheet["D2"].number_format = "0000"
    book.save(tmp_path / "a.xlsx")
    (row,) = table_of(
        sheets(tmp_path / "a.xlsx", (tmp_path / "a.xlsx").read_bytes())[0], "hazard"
    ).rows
    assert row.cells["id",] == "0017"


def test_a_far_away_box_does_not_stall(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD)
    sheet.cell(1_048_576, 1, "x")
    book.save(tmp_path / "a.xlsx")
    assert "超过" in refused(tmp_path / "a.xlsx", (tmp_path / "a.xlsx").read_bytes())


def test_bombs_and_entities_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_module, "_UNPACKED", 1024 * 1024)
    good = workbook(tmp_path / "a.xlsx", HEAD).read_bytes()
    for name, content in (
        ("xl/worksheets/sheet1.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        ("xl/media/big.bin", b"\x00" * (2 * 1024 * 1024)),
    ):
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(good)) as old,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for part in old.infolist():
                if part.filename != name:
                    new.writestr(part, old.read(part))
            new.writestr(name, content)
        assert refused(tmp_path / "b.xlsx", out.getvalue())


def test_without_the_extra_it_says_how_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = workbook(tmp_path / "a.xlsx", HEAD).read_bytes()
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert "pip install" in refused(tmp_path / "a.xlsx", data)
