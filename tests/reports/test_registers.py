"""What the lists of clues, risks and people, the enterprise list and ``status`` say about ``data/``."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from safety_ledger.cli import main
from tests.folders import DATA
from tests.ledgers.asking import as_json


def ask(*words: str, day: str = "2026-11-23") -> dict[str, Any]:
    answer = as_json(DATA, day, *words)
    assert answer.code == 0
    return answer.json


def ids(rows: list[dict[str, Any]], key: str = "id") -> list[str]:
    return [row[key] for row in rows]


# -- enterprises ----------------------------------------------------------------------------------


def test_the_enterprise_list_counts_certificates_by_state() -> None:
    rows = {row["id"]: row for row in ask("enterprises")["rows"]}
    assert rows["QY-012"]["certificates"] == ["失效 1"]
    assert rows["QY-001"]["certificates"] == ["待复审 1"]
    assert rows["QY-010"]["certificates"] == ["临期 1"]
    assert rows["QY-006"]["certificates"] == ["过期 1"]
    assert rows["QY-005"]["certificates"] == ["未填期限 1"]
    assert rows["QY-003"]["certificates"] is None
    assert [rows["QY-012"][f"certificates_{state}"] for state in ("valid", "void")] == [2, 1]


def test_the_enterprise_list_says_how_the_grade_stands() -> None:
    rows = {row["id"]: row for row in ask("enterprises")["rows"]}
    assert {id_: rows[id_]["grade_state"] for id_ in ("QY-001", "QY-002", "QY-004", "QY-009")} == {
        "QY-001": "valid",
        "QY-002": "expiring",
        "QY-004": "expired",
        "QY-009": "never",
    }
    assert rows["QY-004"]["grade_until"] == "2026-10-31"
    assert (rows["QY-009"]["expenses_recorded"], rows["QY-012"]["expenses_share"]) == (False, 98.6)


@pytest.mark.parametrize(("day", "state"), [("2023-01-02", "待复审 1"), ("2023-01-03", "失效 1")])
def test_a_missed_review_voids_a_certificate(day: str, state: str) -> None:
    rows = {row["id"]: row for row in ask("enterprises", day=day)["rows"]}
    assert rows["QY-011"]["certificates"] == [state]


def test_the_dossier_names_certificate_grade_expenses_and_clues() -> None:
    answer = ask("show", "QY-012")
    assert [(row["holder"], row["state"]) for row in answer["certificates"]] == [
        ("王志强", "valid"),
        ("林晓峰", "valid"),
        ("吕建新", "void"),
    ]
    assert [row["share"] for row in answer["expenses"]] == [97.9, 98.6]
    assert ids(answer["risks"]) == ["FX-001", "FX-002"]
    assert {row["kind"] for row in answer["clues"]} == {"unfound", "in_time"}
    assert main(["show", "QY-011", "--ledger", str(DATA), "--as-of", "2024-03-12"]) == 0


def test_the_clues_of_the_enterprise_list_are_those_of_the_list_of_clues() -> None:
    rows = ask("clues")["rows"]
    for one in ask("enterprises")["rows"]:
        of = [row for row in rows if row["enterprise"] == one["id"] and not row["favourable"]]
        assert one["clues"] == len(of)


# -- clues, risks, people ---------------------------------------------------------------------------


def test_a_clue_names_its_records_and_its_paragraph() -> None:
    rows = ask("clues", "--enterprise", "QY-012")["rows"]
    assert (rows[0]["kind"], rows[0]["records"], rows[0]["dates"]) == (
        "unfound",
        ["HD-2026-06-11-02", "YH-QY012-2026-001"],
        ["2026-06-11", "2026-06-16"],
    )
    assert {row["paragraph"] for row in rows} == {"4"}
    assert rows[0]["hazard"] == "YH-QY012-2026-001"


def test_risk_points_stand_red_first_and_the_late_before_the_rest() -> None:
    rows = ask("risks")["rows"]
    colours = [row["level"] for row in rows]
    assert colours == sorted(colours, key="红橙黄蓝".index)
    by_id = {row["id"]: row for row in rows}
    assert (by_id["FX-010"]["state"], by_id["FX-010"]["days_left"]) == ("overdue", -241)
    assert (by_id["FX-007"]["state"], by_id["FX-007"]["review_due"]) == ("review_due", "2026-12-10")
    assert (by_id["FX-011"]["state"], by_id["FX-011"]["missing"]) == ("never", ["技防", "管理防"])
    assert by_id["FX-001"]["missing"] == []
    assert ids(rows).index("FX-007") < ids(rows).index("FX-005")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--enterprise", "QY-012"], ["FX-001", "FX-002"]),
        (["--section", "经济发展科"], ["FX-008", "FX-010"]),
        (["--industry", "建材"], ["FX-011"]),
        (["--area", "古镛片区", "--industry", "纺织"], ["FX-008"]),
    ],
)
def test_risk_points_take_the_filters(words: list[str], found: list[str]) -> None:
    assert ids(ask("risks", *words)["rows"]) == found


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["risks", "--level", "重大", "--since", "2024-01-01"], "--level、--since 对本表不起作用"),
        (["risks", "--enterprise", "QY-012", "--area", "古镛片区", "--all"], ""),
        (["people", "--enterprise", "QY-012"], "--enterprise 对本表不起作用"),
        (["people", "--section", "经济发展科", "--person", "黄丽", "--all"], ""),
    ],
)
def test_a_filter_that_narrows_nothing_is_said_to(words: list[str], said: str) -> None:
    remarks = [one for one in ask(*words).get("foot", []) if "不起作用" in one]
    assert [one.partition("，")[0] for one in remarks] == ([said] if said else [])


def test_people_have_the_roles_of_the_day() -> None:
    def roles(day: str, *words: str) -> dict[str, list[str] | None]:
        return {row["name"]: row["roles"] for row in ask("people", *words, day=day)["rows"]}

    assert roles("2024-12-31")["周明"] == ["督导员"]
    assert roles("2025-01-01")["周明"] == ["审核人", "督导员"]
    assert "廖国平" in roles("2025-06-30")
    assert "廖国平" not in roles("2025-07-01")
    assert roles("2025-07-01", "--all")["廖国平"] is None
    assert set(roles("2026-11-23", "--section", "经济发展科")) == {"黄丽"}
    assert set(roles("2026-11-23", "--person", "李明")) == {"李明"}


def test_the_expert_pool_stands_by_specialty_as_of_the_day() -> None:
    assert "蔡晓东" not in str(ask("people", day="2024-11-30")["experts"])
    experts = ask("people")["experts"]
    assert experts["电气"] == ["蔡晓东"]
    assert experts["有限空间"] == ["方圆"]


@pytest.mark.parametrize("command", ["clues", "risks", "people"])
def test_a_list_is_one_table_in_csv(
    command: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    words = [command, "--ledger", str(DATA), "--as-of", "2026-11-23", "--format", "csv"]
    assert main(words) == 0
    rows = list(csv.reader(io.StringIO(capfdbinary.readouterr().out.decode("utf-8-sig"))))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 3


@pytest.mark.parametrize("command", ["clues", "risks", "people", "status --why"])
@pytest.mark.parametrize("day", ["0001-01-01", "2024-02-29", "2099-12-31"])
def test_any_day_and_an_empty_ledger(
    command: str, day: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ledger.yaml").write_text("name: 空台账\n", encoding="utf-8")
    for ledger in (str(DATA), str(tmp_path)):
        assert main([*command.split(), "--ledger", ledger, "--as-of", day]) == 0
    assert "空台账" in capsys.readouterr().out


# -- measures due -----------------------------------------------------------------------------------


def test_measures_due_stand_in_the_rectification_list_with_their_reasons() -> None:
    rows = {row["id"]: row for row in ask("rectifications")["rows"]}
    one = rows["YH-QY012-2026-001"]
    assert one["proposed"] == ["约谈", "提请挂牌督办"]
    assert one["proposed_events"] == ["约谈", "挂牌督办"]
    assert one["proposed_on"] == ["ladder", "listing"]
    assert one["proposed_why"][0] == "逾期 54 天，满 30 天应约谈，已通报"
    assert rows["YH-QY003-2026-001"]["proposed"] is None


# -- status -----------------------------------------------------------------------------------------


def test_goals_and_haves_stand_in_status() -> None:
    answer = ask("status")
    stock, increment, clear = answer["goals"]
    assert (stock["kind"], stock["n"], stock["of"], stock["ids"]) == (
        "stock",
        5,
        6,
        ["YH-QY011-2023-001"],
    )
    assert (increment["n"], increment["of"]) == (4, 6)
    assert (clear["met"], clear["ids"], clear["days"]) == (False, ["YH-QY012-2026-001"], 0)
    assert sum(one["new"] for one in answer["increment"]) == 4 + 6 + 2
    assert [one["running"] for one in answer["increment"]] == [False] * 8 + [True]
    assert [one["name"] for one in answer["haves"]] == [
        "lists",
        "ledger",
        "evaluation",
        "consultation",
        "closure",
        "use",
    ]
    assert {one["period"] for one in answer["haves"]} == {"2026Q3"}


@pytest.mark.parametrize("day", ["2024-09-30", "2025-12-31", "2026-11-23"])
def test_every_figure_of_status_is_the_length_of_a_list_it_can_name(day: str) -> None:
    answer = ask("status", "--why", day=day)
    why = {(row["of"], row["what"]): row["ids"] or [] for row in answer["why"]}
    assert all(row["count"] == len(row["ids"] or []) for row in answer["why"])
    for row in answer["lists"]:
        for key, what in (("size", "总数"), ("under_way", "在办"), ("done", "办结")):
            assert row[key] == len(why[row["list"], what])
        assert row["overdue"] == len(why[row["list"], "逾期"])
    for row in answer["statuses"]:
        for key, level in (("major", "重大"), ("general", "一般"), ("unjudged", "未定级")):
            assert row[key] == len(why.get(("各状态隐患", f"{row['status']}，{level}"), []))
    stock, _, clear = answer["goals"]
    assert stock["n"] == len(why["消除存量", "已销号"])
    assert stock["ids"] == why["消除存量", "未销号"]
    assert clear["ids"] == why["动态清零", "逾期"]
    assert "why" not in ask("status", day=day)


def test_a_ledger_without_goals_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ledger.yaml").write_text("name: 空台账\n", encoding="utf-8")
    assert main(["status", "--ledger", str(tmp_path), "--as-of", "2024-06-30"]) == 0
    said = capsys.readouterr().out
    assert "台账没有设年度目标" in said
    assert "六有（2024年第2季度）" in said
