"""``show``: every kind of record, why each entry counts or not, what is missing and where."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from safety_ledger import load, standing
from safety_ledger.reports import show
from tests.folders import DATA, write_files
from tests.ledgers.asking import Said, as_json, ask, json_of, loaded, rows_of
from tests.ledgers.invented import Invented
from tests.ledgers.strategies import with_a_day

DAY = dt.date(2026, 11, 23)


def shown(id_: str, day: dt.date = DAY) -> dict[str, Any]:
    said = as_json(DATA, day, "show", id_)
    assert said.code == 0
    return said.json


def text_of(id_: str, day: dt.date = DAY) -> str:
    said: Said = ask(DATA, "show", id_, "--as-of", day, "--format", "text")
    assert said.code == 0
    return said.text


@settings(max_examples=50)
@given(with_a_day())
def test_the_timeline_ends_where_the_list_stands(case: tuple[Invented, dt.date]) -> None:
    """Of every record of any ledger, on any day; what does not count is told from what does."""
    invented, day = case
    ledger = loaded(invented)
    rows = {row["id"]: row for row in rows_of(ledger, day, "hazards", all=True)}
    readings = invented.readings(day)
    for name in show.names(ledger):
        report = show.report(standing(ledger, day), name)
        assert report is not None
        answer = json_of(report)
        assert answer["id"] == name
        if name not in rows:
            assert "timeline" not in answer
            continue
        assert answer["standing"] == rows[name]
        *_, last = answer["timeline"]
        told = {key: last[key] for key in ("status", "deadline", "round", "level")}
        assert told == {key: rows[name][key] for key in told}
        uncounted = [row for row in answer["timeline"] if not row["counted"]]
        assert len(uncounted) == len(readings[name].not_counted)
        assert all(row["effect"].startswith("L5") for row in uncounted)


def test_a_closed_hazard_from_finding_to_closure() -> None:
    answer = shown("YH-QY012-2024-003")
    assert answer["kind"] == "hazard"
    assert answer["place"] == "hazards/2024/QY-012.yaml:33:3"
    assert answer["record"]["responsible"]["rectifier"] == "王强"
    assert answer["record"]["plan"]["funds"] == 120000
    assert answer["record"]["history"][0]["to"] == ["主要负责人", "实际控制人"]
    assert [(row["date"], row["event"], row["effect"]) for row in answer["timeline"]] == [
        ("2024-05-08", "发现", "登记"),
        ("2024-05-09", "通知", "待通知 → 整改中；实际控制人已知"),
        ("2024-06-20", "延期申请", "期限不变，待办公室答复"),
        ("2024-06-25", "延期", "期限改为 2024-07-31；申请已答复"),
        ("2024-07-26", "整改完成", "整改中 → 待复查；按期"),
        ("2024-07-30", "复查", "待复查 → 待销号"),
        ("2024-08-01", "销号", "待销号 → 已销号"),
    ]
    assert answer["timeline"][5]["signers"] == [
        "李明（督导员）",
        "周明（督导员）",
        "郑文博（专家）",
    ]


def test_a_hazard_on_an_earlier_day_knows_nothing_of_what_came_later() -> None:
    answer = shown("YH-QY012-2024-003", dt.date(2024, 6, 22))
    assert [row["event"] for row in answer["timeline"]] == ["发现", "通知", "延期申请"]
    assert answer["standing"]["deadline"] == "2024-06-30"
    text = text_of("YH-QY012-2024-003", dt.date(2024, 6, 22))
    assert "销号" not in text.partition("【记录】")[0].replace("已销号", "")


def test_a_hazard_not_found_yet_says_so() -> None:
    text = text_of("YH-QY012-2024-003", dt.date(2024, 5, 7))
    assert "截至本表日期，这条隐患尚未发现" in text
    assert "【经过】" not in text


def test_what_a_record_lacks_stands_with_the_place_where_it_belongs() -> None:
    answer = shown("YH-QY001-2026-001")
    (lack,) = answer["missing"]
    assert (lack["what"], lack["list"], lack["key"]) == ("落实预案", "整改清单", "plan")
    path, line, _ = lack["place"].split(":")
    assert "plan:" in (DATA / path).read_text(encoding="utf-8").splitlines()[int(line) - 2]


def test_status_in_json_names_the_place_of_everything_missing() -> None:
    lacks = as_json(DATA, DAY, "status").json["lacks"]
    assert lacks
    ledger = load(DATA)
    for row in lacks:
        assert row["count"] == len(row["ids"]) == len(row["places"])
        for id_, spot in zip(row["ids"], row["places"], strict=True):
            path, line, _ = spot.split(":")
            origin = ledger.hazard[id_].origin
            assert origin is not None
            start = ledger.locator.place(origin, ()).line
            assert path == origin.path
            assert int(line) >= start


def test_an_enterprise_is_shown_as_of_the_day_with_all_that_hangs_on_it() -> None:
    answer = shown("QY-012")
    assert answer["standing"]["open"] == 1
    assert {row["id"] for row in answer["hazards"]} == {
        row["id"] for row in as_json(DATA, DAY, "hazards", "--all", "--enterprise", "QY-012").rows
    }
    assert [row["id"] for row in answer["risks"]] == ["FX-001", "FX-002"]
    assert {row["kind"] for row in answer["certificates"]} >= {"低压电工作业证"}
    text = text_of("QY-012")
    assert "累计 4 条，在账 1 条，其中重大 1 条，逾期 1 条" in text


def test_an_enterprise_is_shown_by_its_name_where_it_alone_has_it(tmp_path: Path) -> None:
    assert shown("示例化工有限公司") == shown("QY-012")
    named = "- {id: QY-1, name: 示例甲}\n- {id: QY-2, name: 示例乙, changes: [{date: 2025-01-01, name: 示例甲}]}\n"
    write_files(tmp_path, {"ledger.yaml": "name: 示例\n", "enterprises/a.yaml": named})
    answer = ask(tmp_path, "show", "示例甲")
    assert (answer.code, answer.out) == (2, b"")
    assert "QY-1、QY-2" in answer.err


def test_a_change_of_an_enterprise_holds_from_its_day() -> None:
    record = next(one for one in load(DATA).enterprises if any(c.principal for c in one.changes))
    change = next(one for one in record.changes if one.principal)
    for day, principal in (
        (change.date - dt.timedelta(1), record.principal),
        (change.date, change.principal),
    ):
        assert shown(record.id, day)["standing"]["principal"] == principal
        assert f"主要负责人{principal}" in text_of(record.id, day).replace(" ", "")


def test_a_person_with_roles_charges_and_signatures() -> None:
    answer = shown("周明")
    assert answer["kind"] == "person"
    assert answer["signed"]
    for row in answer["signed"]:
        history = shown(row["id"])["record"]["history"]
        assert any(row["event"] == one["event"] and "周明" in one["by"] for one in history)
    dates = [row["date"] for row in answer["signed"]]
    assert dates == sorted(dates, reverse=True)
    assert "当日角色" in text_of("周明")


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("T06-2", ["任务 T06-2", "【节点】", "T06-2-2024", "2024-12-31", "【过程记录】"]),
        ("T04-1", ["周期任务·周期", "每季度", "主要负责人"]),
        ("FX-001", ["风险点 FX-001", "企业名称", "示例化工有限公司", "管控措施·技防"]),
        ("HD-2025-03-11-01", ["活动 HD-2025-03-11-01", "【涉及的隐患】", "YH-QY003-2025-001"]),
        ("HD-2025-01-06-01", ["发现的隐患", "（无）"]),
    ],
)
def test_every_other_kind_of_record(id_: str, words: list[str]) -> None:
    text = text_of(id_)
    for word in words:
        assert word in text
    assert "所在文件" in text


@pytest.mark.parametrize("form", ["terminal", "text", "markdown", "html", "json"])
def test_every_record_of_the_ledger_in_every_form(form: str) -> None:
    from safety_ledger.cli.printing import Format, _rendered

    day = standing(load(DATA), DAY)
    for name in show.names(day.ledger):
        report = show.report(day, name)
        assert report is not None
        assert name in _rendered(report, Format(form))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "YH-QY012-2026-1"], "YH-QY012-2026-001"),
        (["show", "示例化工"], "是不是 示例化工有限公司"),
        (["show", ""], "没有编号或名称为"),
        (["show"], "缺少参数"),
        (["find", ""], "不能是空的"),
        (["find", " "], "不能是空的"),
        (["find"], "缺少参数"),
        (["show", "QY-012", "QY-011"], "多余的参数"),
        (["show", "QY-012", "--level", "重大"], "没有选项"),
    ],
)
def test_wrong_usage(words: list[str], said: str) -> None:
    answer = ask(DATA, *words)
    assert (answer.code, answer.out) == (2, b"")
    assert said in answer.err
