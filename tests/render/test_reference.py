"""The generated pages hold all there is to refer to."""

from __future__ import annotations

import json
import re

import pytest

from safety_ledger import load
from safety_ledger.model import KINDS
from safety_ledger.model.declaration import fields_of
from safety_ledger.render.reference import both, cell, pages
from safety_ledger.rules import CATALOGUE
from safety_ledger.text import Text
from tests.folders import DATA

PAGES = pages(load(DATA), ["tasks"])


def test_there_is_a_page_of_each_sort_and_a_schema_of_each_kind() -> None:
    schemas = {f"schema/{kind.name}.json" for kind in KINDS}
    assert set(PAGES) == {"fields.md", "rules.md", "events.md", "plan.md"} | schemas
    assert all(json.loads(PAGES[name]) for name in schemas)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_is_there(kind: object) -> None:
    for field in fields_of(kind.cls):  # type: ignore[attr-defined]
        assert f"| `{field.key}` | {both(field.label)} |" in PAGES["fields.md"]


def test_every_code_is_listed_and_leads_to_its_section() -> None:
    page = PAGES["rules.md"]
    assert re.findall(r"^\| \[(\w+)\]\(#\w+\)", page, re.MULTILINE) == list(CATALOGUE)
    assert re.findall(r"^## <a id=\"\w+\"></a>(\w+) ", page, re.MULTILINE) == list(CATALOGUE)


@pytest.mark.parametrize("name", ["fields.md", "events.md"])
def test_every_row_has_the_cells_of_its_head(name: str) -> None:
    width = 0
    for line in PAGES[name].splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        assert not (width and cells) or cells == width, line
        width = cells


def test_a_cell_keeps_its_row_whole() -> None:
    assert cell("a|b\nc") == r"a\|b c"


def test_what_is_the_same_in_both_languages_is_said_once() -> None:
    assert both(Text("a", "a")) == "a"
    assert both(Text("甲", "a")) == "甲<br>a"
