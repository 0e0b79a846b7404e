"""One list of findings in its three forms."""

from __future__ import annotations

import json

import pytest

from safety_ledger.diagnostics import Code, Example, Finding, Place, Related, Severity, finding
from safety_ledger.render.findings import Listing, as_github, as_json, as_text, summary
from safety_ledger.text import Lang, Text

CODE = Code(
    "R302",
    Severity.ERROR,
    title=Text("编号重复", "Duplicate id"),
    message=Text("编号 {id} 重复", "duplicate id {id}"),
    remedy=Text("换一个编号。", "choose another id."),
    why=Text("编号唯一。", "Ids are unique."),
    source=Text("台账格式", "format"),
    example=Example("", ""),
)
FINDING = finding(
    CODE,
    Place("hazards/2024/a.yaml", 3, 7),
    {"id": "QY,1: 100%\x1b[31m"},
    related=[Related(Place("hazards/2023/b.yaml", 1, 3), Text("已有 {id}", "{id} is here"))],
    key_path="id",
)


@pytest.fixture
def listing() -> Listing:
    return Listing((FINDING,), Lang.ZH, "data", "示例台账")


def test_text_has_a_line_each_and_neutral_words(listing: Listing) -> None:
    assert as_text(listing) == (
        "data/hazards/2024/a.yaml:3:7: R302 编号 QY,1: 100%\\x1b[31m 重复\n"
        "    另见 data/hazards/2023/b.yaml:1:3：已有 QY,1: 100%\\x1b[31m\n"
        "    换一个编号。\n"
    )


def test_github_escapes_what_github_reads(listing: Listing) -> None:
    (line,) = as_github(listing).splitlines()
    assert line.startswith("::error file=data/hazards/2024/a.yaml,line=3,col=7,title=R302::")
    assert "100%25" in line
    assert "%0A换一个编号。" in line


def test_github_escapes_file_names() -> None:
    odd = finding(CODE, Place("a,b:c.yaml"), {"id": 1})
    assert "file=a%2Cb%3Ac.yaml," in as_github(Listing((odd,), Lang.EN))


def test_json_is_one_object(listing: Listing) -> None:
    (found,) = json.loads(as_json(listing))["findings"]
    assert found["field"] == "id"
    assert found["related"][0]["line"] == 1


def test_a_severity_raised_by_policy_is_the_one_shown() -> None:
    raised = Finding(CODE, Place("a.yaml"), {"id": 1}, Severity.WARNING)
    assert as_github(Listing((raised,), Lang.EN)).startswith("::warning ")
    assert summary([raised], Lang.EN) == "0 errors, 1 warnings"
