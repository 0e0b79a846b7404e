"""Import: nothing guessed, nothing by half, nothing twice; what an export says changes nothing."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_ledger import load, standing
from safety_ledger.lists.completeness import ListName
from safety_ledger.lists.filters import Filter
from safety_ledger.render.cells import words
from safety_ledger.reports.exports import report
from safety_ledger.reports.importing import Verdict
from safety_ledger.sheets.cells import plain
from safety_ledger.sheets.tables import as_csv, tables_of
from safety_ledger.sheets.todo import as_todo
from safety_ledger.sheets.workbook import as_workbook
from safety_ledger.store.edit_refusal import EditRefused
from safety_ledger.text import Lang
from safety_ledger.vocabulary import Source
from safety_ledger.work.importing import Prepared, Wanted, changes, prepare, read_table
from safety_ledger.work.recording import Desk, open_desk, record
from tests.folders import DATA, files_of, write_files

DAY = dt.date(2026, 11, 23)

LEDGER = {
    "ledger.yaml": "name: 示例台账\nauthority: 示例开发区管理委员会\nsections: [安全管理科, 综合科]\n",
    "people/a.yaml": "- {name: 李明, roles: [督导员]}\n- {name: 陈敏, roles: [审核人]}\n",
    "enterprises/a.yaml": (
        "- {id: QY-1, name: 示例甲（将乐）有限公司, principal: 王建国, section: 安全管理科}\n"
        "- {id: QY-2, name: 示例乙有限公司}\n"
        "- {id: QY-3, name: 示例丙有限公司, changes: [{date: 2024-03-01, name: 示例丁有限公司}]}\n"
    ),
}
HEAD = "序号,企业名称,隐患内容,隐患等级,部位,来源,排查时间,整改时限,整改责任人\n"
GOOD = "1,示例乙有限公司,通道堵塞,一般,一车间,督导检查,2024年7月4日,2024/7/31,王强\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(tmp_path / "ledger", LEDGER)


def prepared(root: Path, text: str | bytes, kind: str = "hazard", **more: Any) -> list[Prepared]:
    path = root.parent / "table.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return prepare(open_desk(root), read_table(path, kind), Wanted(kind, DAY, **more))


def imported(root: Path, text: str | bytes, kind: str = "hazard", **more: Any) -> list[Prepared]:
    made = prepared(root, text, kind, **more)
    record(open_desk(root), changes(made))
    return made


def verdicts(made: list[Prepared]) -> list[Verdict]:
    return [one.outcome.verdict for one in made]


def why(one: Prepared) -> str:
    return "；".join(reason.zh for reason in one.outcome.reasons)


def test_a_whole_row_becomes_a_record(root: Path) -> None:
    (one,) = imported(root, HEAD + GOOD)
    assert one.outcome.id == "YH-QY2-2024-001"
    ledger = load(root)
    hazard = ledger.hazard["YH-QY2-2024-001"]
    assert (hazard.title, hazard.location, hazard.deadline) == (
        "通道堵塞",
        "一车间",
        dt.date(2024, 7, 31),
    )
    assert hazard.source is Source.INSPECTION
    assert not ledger.findings


def test_running_twice_adds_nothing(root: Path) -> None:
    text = HEAD + GOOD + GOOD.replace("通道堵塞", "灯坏") + GOOD
    assert verdicts(imported(root, text)) == [Verdict.ADD, Verdict.ADD, Verdict.SAME]
    before = files_of(root)
    assert verdicts(imported(root, text)) == [Verdict.SAME] * 3
    assert files_of(root) == before


def test_a_preview_writes_nothing(root: Path) -> None:
    before = files_of(root)
    prepared(root, HEAD + GOOD)
    assert files_of(root) == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("一般", "", "缺隐患级别"),
        ("一般", "较大", "没有“较大”"),
        ("督导检查", "", "缺来源"),
        ("2024年7月4日", "7月4日", "没有年份"),
        ("2024/7/31", "两周内", "不是日期"),
        ("2024/7/31", "", "缺整改期限"),
        ("王强", "", "缺责任"),
        ("示例乙有限公司", "某公司", "隐去名称"),
        ("示例乙有限公司", "示例乙公司", "相近的有 QY-2"),
        ("示例乙有限公司", "", "缺企业名称"),
        ("通道堵塞", "", "缺隐患描述"),
        ("2024/7/31", "2024/6/30", "整改期限"),
        ("2024年7月4日", "1999年7月4日", "日期范围"),
    ],
)
def test_what_is_unclear_is_told_and_kept_out(old: str, new: str, said: str, root: Path) -> None:
    text = HEAD + GOOD.replace(old, new) + GOOD.replace("通道堵塞", "灯坏")
    bad, good = imported(root, text)
    assert bad.outcome.verdict is Verdict.UNCLEAR
    assert said in why(bad)
    assert good.outcome.verdict is Verdict.ADD
    assert [one.title for one in load(root).hazards] == ["灯坏"]


def test_a_reversed_period_keeps_no_date_out(root: Path) -> None:
    """The reader takes the default for it, and a rule reports it: so does an import."""
    file = LEDGER["ledger.yaml"] + "period: {from: 2030-12-31, until: 2020-01-01}\n"
    (root / "ledger.yaml").write_text(file, encoding="utf-8")
    assert verdicts(prepared(root, HEAD + GOOD)) == [Verdict.ADD]


def test_the_rows_to_fill_in_can_be_run_again(root: Path) -> None:
    text = HEAD + GOOD.replace("2024/7/31", "两周内") + GOOD.replace("通道堵塞", "'=灯坏")
    path = root.parent / "t.csv"
    path.write_text(text, encoding="utf-8")
    table = read_table(path, "hazard")
    made = prepare(open_desk(root), table, Wanted("hazard", DAY))
    unclear = [one for one in made if one.outcome.verdict is Verdict.UNCLEAR]
    todo = as_todo(table, [(one.row, one.outcome.reasons) for one in unclear], Lang.ZH)
    assert "不是日期" in todo
    assert verdicts(prepared(root, todo)) == [Verdict.UNCLEAR]
    filled = todo.replace("两周内", "2024-07-31", 1)
    assert verdicts(imported(root, filled)) == [Verdict.ADD]
    assert verdicts(imported(root, text)) == [Verdict.SAME, Verdict.ADD]


def test_the_file_to_fill_in_has_the_columns_that_lack(root: Path) -> None:
    path = root.parent / "t.csv"
    path.write_text("企业名称,问题描述,联系电话\n示例乙有限公司,堵,13800138000\n", encoding="utf-8")
    table = read_table(path, "hazard")
    (one,) = prepare(open_desk(root), table, Wanted("hazard", DAY))
    head, line = csv.reader(
        io.StringIO(
            as_todo(table, [(one.row, one.outcome.reasons)], Lang.ZH).removeprefix("\ufeff")
        )
    )
    for heading in ("隐患级别", "来源", "发现日期", "整改期限", "整改责任人", "原因"):
        assert heading in head
    assert "13800138000" not in line


@pytest.mark.parametrize(
    ("written", "id_", "noted"),
    [
        ("QY-2", "QY-2", False),
        ("示例乙有限公司", "QY-2", False),
        ("示例甲(将乐)有限公司", "QY-1", True),
        (" 示例甲（将乐） 有限公司", "QY-1", True),
        ("示例丙有限公司", "QY-3", False),
        ("示例丁有限公司", "QY-3", False),
    ],
)
def test_enterprises_by_id_or_name(written: str, id_: str, noted: bool, root: Path) -> None:
    (one,) = prepared(root, HEAD + GOOD.replace("示例乙有限公司", written))
    assert one.outcome.id == f"YH-{id_.replace('-', '')}-2024-001"
    assert bool(one.outcome.notes) == noted


def test_id_and_name_must_agree(root: Path) -> None:
    head = HEAD.replace("序号", "企业编号")
    (one,) = prepared(root, head + GOOD.replace("1,", "QY-1,", 1))
    assert "不是同一家" in why(one)


def test_a_place_without_an_enterprise(root: Path) -> None:
    head = HEAD.replace("序号", "单位或部位")
    text = head + GOOD.replace("1,示例乙有限公司", "示例大道,", 1)
    (one,) = imported(root, text)
    assert one.outcome.id == "YH-GG001-2024-001"
    assert verdicts(imported(root, text)) == [Verdict.SAME]
    both = head + GOOD.replace("1,", "示例大道,", 1)
    assert "只能填一个" in why(prepared(root, both)[0])


def test_public_reports_bring_no_reporter_along(root: Path) -> None:
    head = "企业名称,隐患描述,来源,发现日期,案号,举报人,联系电话\n"
    row = "示例乙有限公司,{},群众举报,2024-07-04,JB-2024-001,张三,13800138000\n"
    (told,) = prepared(root, head + row.format("本厂职工说通道堵塞"))
    assert "指向举报人" in why(told)
    (one,) = imported(root, head + row.format("通道堵塞"))
    assert one.outcome.verdict is Verdict.ADD
    written = b"".join(files_of(root).values()).decode()
    assert "张三" not in written
    assert "138" not in written
    assert load(root).hazards[0].case == "JB-2024-001"


def test_what_the_rules_refuse_is_told_in_their_words(root: Path) -> None:
    head = "企业名称,统一社会信用代码\n"
    bad, good = imported(root, head + "示例戊,91350428MA2YA1B3X8\n示例己,\n", "enterprise")
    assert "E601" in why(bad)
    assert good.outcome.verdict is Verdict.ADD


def test_all_or_nothing(root: Path) -> None:
    """A file that was spoilt in the meantime: not even the sound ones are begun."""
    made = prepared(root, HEAD + GOOD + GOOD.replace("示例乙有限公司", "QY-1"))
    write_files(root, {"hazards/2024/QY-2.yaml": "- id: [\n"})
    before = files_of(root)
    with pytest.raises(EditRefused):
        record(open_desk(root), changes(made))
    assert files_of(root) == before


def test_a_file_that_cannot_be_edited_costs_its_rows_only(root: Path) -> None:
    write_files(root, {"hazards/2024/QY-2.yaml": "- id: [\n"})
    bad, good = prepared(root, HEAD + GOOD + GOOD.replace("示例乙有限公司", "QY-1"))
    assert "没有写入" in why(bad)
    assert good.outcome.verdict is Verdict.ADD


TYPED = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=20)


@given(
    first=st.lists(TYPED, min_size=9, max_size=9), second=st.lists(TYPED, min_size=9, max_size=9)
)
def test_whatever_is_typed_is_imported_as_it_is_or_not_at_all(
    first: list[str], second: list[str], root: Path
) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(
        [
            HEAD.strip().split(","),
            first,
            [
                "1",
                "QY-1",
                second[2],
                "一般",
                second[4],
                "督导检查",
                "2024-07-04",
                "2024-07-31",
                second[8],
            ],
        ]
    )
    made = prepared(root, out.getvalue())
    assert len(made) == 1 + bool("".join(first[1:]).strip())
    done = record(open_desk(root), changes(made), dry_run=True)
    for one in made:
        assert (one.outcome.verdict is Verdict.UNCLEAR) == bool(one.outcome.reasons)
        if one.outcome.verdict is Verdict.ADD:
            hazard = done.ledger.hazard[str(one.outcome.id)]
            assert hazard.title == " ".join(hazard.title.split())
            assert plain(hazard.title) == plain(second[2])


def test_who_found_a_public_report_is_an_official_or_nobody(root: Path) -> None:
    head = "企业名称,隐患描述,来源,发现日期,案号,发现人\n"
    row = "示例乙有限公司,通道堵塞,群众举报,2024-07-04,JB-2024-001,{}\n"
    (one,) = prepared(root, head + row.format("张三"))
    assert one.outcome.verdict is Verdict.UNCLEAR
    (one,) = prepared(root, head + row.format("李明"))
    assert one.outcome.verdict is Verdict.ADD


def test_activities(root: Path) -> None:
    text = (
        "日期,活动类型,受查单位,检查人员,发现的隐患\n"
        "2024-07-04,督导检查,示例乙有限公司、QY-1,李明、周明,未发现\n"
        "2024-07-04,企业自查,示例乙有限公司,,\n"
        "2024-07-04,聚餐,示例乙有限公司,,\n"
    )
    made = imported(root, text, "activity")
    assert [one.outcome.id for one in made] == ["HD-2024-07-04-01", "HD-2024-07-04-02", None]
    first, second = load(root).activities
    assert first.enterprises == ("QY-2", "QY-1")
    assert first.found == ()
    assert second.found is None
    assert verdicts(imported(root, text, "activity"))[:2] == [Verdict.SAME] * 2


def test_enterprises(root: Path) -> None:
    text = '单位名称,从业人数,是否高危,标签\n示例庚有限公司,"1,200",是,粉尘涉爆、涉氨\n某厂,1,否,\n'
    one, hidden = imported(root, text, "enterprise")
    assert one.outcome.id == "QY-004"
    assert "隐去名称" in why(hidden)
    made = load(root).enterprise["QY-004"]
    assert (made.employees, made.high_risk, made.tags) == (1200, True, ("粉尘涉爆", "涉氨"))


# -- known records ------------------------------------------------------------------------------


def exported(root: Path, name: ListName, lang: Lang = Lang.ZH) -> str:
    day = standing(load(root), DAY)
    return as_csv(tables_of(report(day, Filter(all=True), name))["rows"], lang, words)


def altered(text: str, line: int, column: str, value: str) -> str:
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    rows[line][rows[0].index(column)] = value
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize(
    "name", [ListName.HAZARDS, ListName.RECTIFICATIONS, ListName.RESPONSIBILITIES]
)
@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_of_hazards_changes_nothing(
    name: ListName, lang: Lang, form: str, tmp_path: Path
) -> None:
    day = standing(load(DATA), DAY)
    made = report(day, Filter(all=True), name)
    path = tmp_path / f"a.{form}"
    if form == "csv":
        path.write_text(as_csv(tables_of(made)["rows"], lang, words), encoding="utf-8", newline="")
    else:
        path.write_bytes(as_workbook(made, lang, words))
    for update in (False, True):
        rows = prepare(
            open_desk(DATA), read_table(path, "hazard"), Wanted("hazard", DAY, update=update)
        )
        assert Counter(verdicts(rows)) == {Verdict.SAME: len(rows)}
        assert not [one.outcome.notes for one in rows if one.outcome.notes]


@pytest.mark.parametrize("lang", list(Lang))
def test_an_export_of_enterprises_changes_nothing(lang: Lang, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(exported(DATA, ListName.ENTERPRISES, lang), encoding="utf-8")
    table = read_table(tmp_path / "a.csv", "enterprise")
    rows = prepare(open_desk(DATA), table, Wanted("enterprise", DAY, update=True))
    assert Counter(verdicts(rows)) == {Verdict.SAME: 12}


HAZARD = load(DATA).hazard["YH-QY012-2026-001"]
CELL = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029"), min_size=1
).filter(str.strip)


@given(title=CELL, place=CELL, measures=st.none() | CELL)
def test_whatever_stands_in_a_record_comes_back_unchanged(
    title: str, place: str, measures: str | None, root: Path
) -> None:
    hazard = dataclasses.replace(
        HAZARD, title=title, location=place, interim_measures=measures, origin=None
    )
    ledger = dataclasses.replace(load(root), hazards=(hazard,), derived={})
    made = report(standing(ledger, DAY), Filter(all=True), ListName.HAZARDS)
    path = root.parent / "a.csv"
    path.write_text(as_csv(tables_of(made)["rows"], Lang.ZH, words), encoding="utf-8", newline="")
    table, wanted = read_table(path, "hazard"), Wanted("hazard", DAY, update=True)
    (row,) = prepare(Desk(root, ledger), table, wanted)
    assert row.outcome.verdict is Verdict.SAME, row.outcome
    assert not row.changes


@pytest.mark.parametrize(
    ("column", "value", "removed"),
    [
        ("隐患描述", "通道堵塞: 未清理 #1", 1),
        ("部位", "=SUM(A1)", 1),
        ("整改责任人", "赵勇", 1),
        ("督办单位", "县安委办", 1),
        ("临时管控措施", "专人值守", 0),
    ],
)
def test_one_changed_cell_is_one_changed_line(
    column: str, value: str, removed: int, root: Path
) -> None:
    imported(root, HEAD + GOOD)
    path = root / "hazards/2024/QY-2.yaml"
    before = path.read_text(encoding="utf-8").splitlines()
    text = altered(exported(root, ListName.HAZARDS), 1, column, value)
    (looked,) = prepared(root, text)
    assert looked.outcome.verdict is Verdict.SAME
    assert "--update" in looked.outcome.notes[-1].zh
    (one,) = imported(root, text, update=True)
    assert one.outcome.verdict is Verdict.CHANGE
    after = path.read_text(encoding="utf-8").splitlines()
    gone, came = Counter(before) - Counter(after), Counter(after) - Counter(before)
    assert (gone.total(), came.total()) == (removed, 1)
    assert verdicts(
        prepared(root, altered(exported(root, ListName.HAZARDS), 1, column, value))
    ) == [Verdict.SAME]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("级别", "重大", "改判"),
        ("整改期限", "2030-01-01", "相应的事项"),
        ("原定期限", "2030-01-01", "延期"),
        ("状态", "已销号", "相应的事项"),
        ("来源", "企业自查", "录错了"),
        ("发现日期", "2024-07-03", "录错了"),
        ("企业/单位", "QY-1", "录错了"),
        ("类别", "玄学", "没有“玄学”"),
        ("属地科室", "保卫科", "保卫科"),
    ],
)
def test_what_no_table_may_change(column: str, value: str, said: str, root: Path) -> None:
    imported(root, HEAD + GOOD)
    before = files_of(root)
    (one,) = imported(
        root, altered(exported(root, ListName.HAZARDS), 1, column, value), update=True
    )
    assert one.outcome.verdict is Verdict.UNCLEAR
    assert said in why(one)
    assert files_of(root) == before


def test_a_change_of_an_enterprise_has_its_day(root: Path) -> None:
    text = altered(exported(root, ListName.ENTERPRISES), 1, "主要负责人", "李强")
    (one, *_) = prepared(root, text, "enterprise", update=True)
    assert "--from" in why(one)
    imported(root, text, "enterprise", update=True, since=dt.date(2024, 5, 1))
    made = load(root).enterprise["QY-1"]
    assert made.on(dt.date(2024, 4, 30)).principal == "王建国"
    assert made.on(dt.date(2024, 5, 1)).principal == "李强"
