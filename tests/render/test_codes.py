"""How a code is explained, whatever its example holds."""

from __future__ import annotations

import json

import pytest

from safety_ledger.diagnostics import Code, Example, Severity
from safety_ledger.render.codes import (
    all_as_json,
    all_as_text,
    blanks,
    fenced,
    one_as_markdown,
    one_as_text,
)
from safety_ledger.text import Lang, Text


@pytest.fixture
def code() -> Code:
    return Code(
        "H415",
        Severity.WARNING,
        title=Text("未到现场复查", "No visit"),
        message=Text("{mode}复查", "reviewed {mode}"),
        remedy=Text("改为现场，不写 {mode}。", "visit; not {mode}."),
        why=Text("照片看不出效果。", "Photos show little."),
        source=Text("办法第五条", "article 5"),
        example=Example("a:\x1b[31m 1\n", "a: 1\n", path="hazards/a.yaml", encoding="gb18030"),
        unconfirmed=True,
    )


def test_text_has_every_part_in_order(code: Code) -> None:
    assert one_as_text(code, Lang.EN).split("\n\n") == [
        "H415 warning: No visit",
        "Why\n    Photos show little.",
        "Source\n    article 5 (nobody has checked it against the printed law yet: it warns only)",
        "Remedy\n    visit; not <mode>.",
        "Wrong (hazards/a.yaml) (gb18030 encoded)\n    a:\\x1b[31m 1",
        "Right\n    a: 1\n",
    ]


def test_the_list_has_a_line_a_code(code: Code) -> None:
    assert all_as_text([code, code], Lang.ZH) == "H415  警告  未到现场复查\n" * 2


def test_markdown_is_a_section_with_two_blocks(code: Code) -> None:
    page = one_as_markdown(code, Lang.ZH)
    assert page.startswith("## H415 未到现场复查\n")
    assert page.count("```") == 4


def test_json_tells_what_is_unconfirmed(code: Code) -> None:
    (told,) = json.loads(all_as_json([code], Lang.ZH))["codes"]
    assert told["unconfirmed"] is True
    assert told["wrong"] == "a:\x1b[31m 1\n"


def test_what_nobody_can_see_is_spelled_out_in_a_block() -> None:
    assert fenced("a\x85b\n") == "```yaml\na\\x85b\n```"


def test_blanks_stay_open() -> None:
    assert blanks(Text("写 {key}", "write {key}")) == Text("写 <key>", "write <key>")
