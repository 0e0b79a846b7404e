"""What is reported of a file that is not as it should be, and what is still read of it.

Each case is one slip of the pen in a sound file of two hazards; the same with both parsers.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from safety_ledger.lists import standing
from safety_ledger.store import read
from safety_ledger.store.parser import PURE, fast, parser_for
from tests.folders import write_files

ONE = """\
- id: YH-1
  enterprise: QY-1
  title: 甲
  level: 一般
  source: 督导检查
  found_on: 2024-05-08
  deadline: 2024-06-30
  responsible: {rectifier: 王强}
"""
TWO = ONE.replace("YH-1", "YH-2")
HISTORY = "  history: [{date: 2024-05-09, event: 进展, note: 已换}]\n"
BY = "  history:\n    - date: 2024-05-09\n      event: 进展\n      by: {}\n"

CASES = {
    # what Chinese offices type on day one
    "full-width colon": (ONE.replace("level: ", "level："), ["4:8 Y102"], ["YH-2"]),
    "full-width colon in the last line": (
        ONE.replace("responsible: {rectifier: 王强}", "responsible：王强"),
        ["8:14 Y102"],
        ["YH-2"],
    ),
    "full-width colon in the first key": (ONE.replace("id: ", "id："), ["1:5 Y102"], ["YH-2"]),
    "full-width dash": (ONE.replace("- id", "－ id"), ["1:1 Y102"], ["YH-2"]),
    "full-width comma in braces": (
        ONE + HISTORY.replace("进展, ", "进展，"),
        ["9:41 Y102"],
        ["YH-2"],
    ),
    "full-width colon in braces": (
        ONE + HISTORY.replace("date: ", "date："),
        ["9:18 Y102"],
        ["YH-2"],
    ),
    "ideographic space after a colon": (
        ONE.replace("level: ", "level:\u3000"),
        ["4:9 Y102"],
        ["YH-2"],
    ),
    "ideographic space as indent": (
        ONE.replace("  level", "\u3000\u3000level"),
        ["4:1 Y102"],
        ["YH-2"],
    ),
    "value begins with #": (ONE.replace("甲", "#3泵"), ["3:10 Y103"], ["YH-2"]),
    "value begins with [": (ONE.replace("甲", "[1]罐区"), ["3:10 Y103"], ["YH-2"]),
    "value begins with {": (ONE.replace("甲", "{1}罐区"), ["3:10 Y103"], ["YH-2"]),
    "value begins with @": (ONE.replace("甲", "@罐区"), ["3:10 Y103"], ["YH-2"]),
    "value begins with %": (ONE.replace("甲", "%罐区"), ["3:10 Y103"], ["YH-2"]),
    "value begins with `": (ONE.replace("甲", "`罐区"), ["3:10 Y103"], ["YH-2"]),
    "value begins with *": (ONE.replace("甲", "*罐区"), ["3:10 Y103"], ["YH-2"]),
    "value begins with &": (ONE.replace("甲", "&罐区"), ["3:10 Y103"], ["YH-2"]),
    "value begins with !": (ONE.replace("甲", "!罐区"), ["3:10 Y103"], ["YH-2"]),
    "value begins with >": (ONE.replace("甲", ">5米"), ["3:10 Y103"], ["YH-2"]),
    "value begins with -": (ONE.replace("甲", "- 罐区"), ["3:10 Y103"], ["YH-2"]),
    "comma in an unquoted value in braces": (
        ONE + HISTORY.replace("已换", "已换, 待查"),
        ["9:53 Y104"],
        ["YH-2"],
    ),
    "colon in an unquoted value in braces": (
        ONE + HISTORY.replace("已换", "见: 通知"),
        ["9:50 Y104"],
        ["YH-2"],
    ),
    "colon in an unquoted value": (ONE.replace("甲", "现场: 无人"), ["3:12 Y104"], ["YH-2"]),
    # quotes, brackets, indents
    "double quote not closed": (ONE.replace("甲", '"甲'), ["3:10 Y105"], ["YH-2"]),
    "single quote not closed": (ONE.replace("甲", "'甲"), ["3:10 Y105"], ["YH-2"]),
    "brace not closed": (ONE + HISTORY.replace("}", ""), ["9:13 Y105"], ["YH-2"]),
    "brace opened within braces": (
        ONE + HISTORY.replace("note: ", "note:{ "),
        ["9:53 Y104"],
        ["YH-2"],
    ),
    "bracket not closed": (ONE + HISTORY.replace("]", ""), ["9:12 Y105"], ["YH-2"]),
    "text after a closing quote": (ONE.replace("甲", '"甲"乙'), ["3:10 Y103"], ["YH-2"]),
    "text after a closing quote in braces": (
        ONE.replace("王强}", "'王强'等人}"),
        ["8:28 Y103"],
        ["YH-2"],
    ),
    "a bracket after a closing quote": (ONE.replace("甲", '"甲"]'), ["3:13 Y101"], ["YH-2"]),
    "indented too far": (ONE.replace("  level", "   level"), ["4:4 Y106"], ["YH-2"]),
    "indented too little": (ONE.replace("  level", " level"), ["4:2 Y106"], ["YH-2"]),
    "no colon": (ONE.replace("level: ", "level "), ["4:3 Y101"], ["YH-2"]),
    "no space after the colon": (ONE.replace("level: ", "level:"), ["4:8 Y108"], ["YH-2"]),
    "no space after the colon of the first key": (
        ONE.replace("id: ", "id:"),
        ["1:5 Y108"],
        ["YH-2"],
    ),
    "no space after the colon of the last key": (
        ONE.replace("responsible: ", "responsible:"),
        ["8:14 Y108"],
        ["YH-2"],
    ),
    "no space after the first colon in braces": (
        ONE + HISTORY.replace("date: ", "date:"),
        ["9:18 Y108"],
        ["YH-2"],
    ),
    "no space after a colon in braces": (
        ONE + HISTORY.replace("event: ", "event:"),
        ["9:37 Y108"],
        ["YH-2"],
    ),
    "full-width closing brace": (ONE + HISTORY.replace("}", "｝"), ["9:51 Y102"], ["YH-2"]),
    "full-width closing bracket": (ONE + HISTORY.replace("]", "］"), ["9:52 Y102"], ["YH-2"]),
    "names in full-width brackets": (ONE + BY.format("［王强，张华］"), ["12:11 Y102"], ["YH-2"]),
    "names in black brackets": (ONE + BY.format("【王强】"), ["12:11 Y102"], ["YH-2"]),
    "full-width comma between names": (ONE + BY.format("[王强，张华]"), ["12:14 Y102"], ["YH-2"]),
    "enumeration comma between names": (ONE + BY.format("[王强、张华]"), ["12:14 Y102"], ["YH-2"]),
    "a no-break space as indent": (ONE.replace("  level", "\xa0\xa0level"), ["4:1 Y102"], ["YH-2"]),
    "a no-break space after a colon": (
        ONE.replace("level: ", "level:\xa0"),
        ["4:9 Y102"],
        ["YH-2"],
    ),
    "one brace too many": (ONE.replace("王强}", "王强}}"), ["8:31 Y101"], ["YH-2"]),
    "a list in a list": (ONE + BY.format("[[王强]]"), ["12:12 S207"], ["YH-2"]),
    "a document begins within a record": (
        ONE.replace("  level", "---\n  level"),
        ["4:1 F007"],
        [],
    ),
    "a document ends within a record": (
        ONE.replace("  level", "...\n  level"),
        ["4:1 F007"],
        ["YH-2"],
    ),
    "carriage returns for line ends": (ONE.replace("\n  ", "\r  "), ["1:11 F005"], ["YH-2"]),
    "many NULs in a line": (ONE.replace("甲", "甲" + "\0" * 50), ["3:11 F006"], ["YH-2"]),
    "an unknown key for a required one": (
        ONE.replace("title", "name_of_it"),
        ["3:3 S203"],
        ["YH-2"],
    ),
    "the Chinese label for a key": (
        ONE.replace("deadline", "整改期限"),
        ["7:3 S203"],
        ["YH-1", "YH-2"],
    ),
    "half of the Chinese label for a key": (
        ONE.replace("level", "级别"),
        ["4:3 S203"],
        ["YH-1", "YH-2"],
    ),
    "an empty mapping for a record": ("- {}\n" + ONE, ["1:3 S202"], ["YH-1", "YH-2"]),
    "an empty mapping for an entry": (ONE + "  history: [{}]\n", ["9:13 S202"], ["YH-2"]),
    "an empty mapping with required keys": (
        ONE + "  judged: {}\n",
        ["9:3 S206"],
        ["YH-1", "YH-2"],
    ),
    "a mapping with one of two required keys": (
        ONE + "  judged: {by: 周明}\n",
        ["9:11 S205"],
        ["YH-1", "YH-2"],
    ),
    "a stray word between records": (ONE + "foo\n", ["9:1 Y101"], ["YH-2"]),
    # what YAML allows and a ledger does not
    "a tab": (ONE.replace("  level", "\tlevel"), ["4:1 F004"], ["YH-2"]),
    "conflict markers": (
        ONE.replace(
            "  level: 一般\n", "<<<<<<< HEAD\n  level: 一般\n=======\n  level: 重大\n>>>>>>> b\n"
        ),
        ["4:1 F003"],
        ["YH-2"],
    ),
    "an anchor and its alias": (
        ONE.replace("title: 甲", "title: &t 甲") + "  location: *t\n",
        ["3:10 F008"],
        ["YH-1", "YH-2"],
    ),
    "a merge key": (ONE + "  <<: *base\n", ["9:3 F008"], ["YH-2"]),
    "a tag": (ONE.replace("甲", "!!str 甲"), ["3:10 F009"], ["YH-2"]),
    "nested too deep": (ONE.replace("甲", "[" * 99 + "]" * 99), ["3:42 F010"], ["YH-2"]),
    "NEL": (ONE.replace("甲", "甲\x85乙"), ["3:11 F005"], ["YH-2"]),
    "U+2028": (ONE.replace("甲", "甲\u2028乙"), ["3:11 F005"], ["YH-2"]),
    "a lone carriage return": (ONE.replace("甲", "甲\r乙"), ["3:11 F005"], ["YH-2"]),
    "NUL": (ONE.replace("甲", "甲\0乙"), ["3:11 F006"], ["YH-2"]),
    "a byte-order mark inside": (ONE.replace("甲", "甲\ufeff"), ["3:11 F006"], ["YH-2"]),
    "a surrogate escape": (ONE.replace("甲", '"\\ud800"'), ["3:11 F006"], ["YH-2"]),
    # structure
    "a repeated key": (ONE + "  level: 重大\n", ["9:3 S204"], ["YH-1", "YH-2"]),
    "a misspelled key": (ONE.replace("deadline", "deadlin"), ["7:3 S203"], ["YH-1", "YH-2"]),
    "an unknown term": (ONE.replace("一般", "较大"), ["4:10 S208"], ["YH-2"]),
    "a key without a value": (ONE.replace("甲", ""), ["3:3 S206"], ["YH-2"]),
    "a comment for a value": (ONE.replace("甲", "# 待定"), ["3:3 S206"], ["YH-2"]),
    "an impossible date": (ONE.replace("2024-06-30", "2024-06-31"), ["7:13 S209"], ["YH-2"]),
    "a slashed date": (ONE.replace("2024-06-30", "2024/6/30"), ["7:13 S209"], ["YH-2"]),
    "a date with a time": (
        ONE.replace("2024-06-30", "2024-06-30 12:00:00"),
        ["7:13 S209"],
        ["YH-2"],
    ),
    "a date out of the period": (
        ONE.replace("2024-06-30", "1924-06-30"),
        ["7:13 S215"],
        ["YH-1", "YH-2"],
    ),
    "a text that reads as a number": (ONE.replace("甲", "0017"), ["3:10 S210"], ["YH-1", "YH-2"]),
    "a text that reads as a boolean": (ONE.replace("甲", "yes"), ["3:10 S210"], ["YH-1", "YH-2"]),
    "an empty item": (ONE + "-\n", ["9:2 S202"], ["YH-1", "YH-2"]),
    "an empty mapping": (ONE.replace("{rectifier: 王强}", "{}"), ["8:3 S206"], ["YH-2"]),
    "a list for a text": (ONE.replace("甲", "[甲]"), ["3:10 S207"], ["YH-2"]),
    "a quoted number": (ONE + '  plan: {funds: "12"}\n', ["9:17 S216"], ["YH-1", "YH-2"]),
    "not a number": (ONE + "  plan: {funds: 12万}\n", ["9:17 S211"], ["YH-1", "YH-2"]),
    # a value that no standing rests on hides nothing
    "an unknown category": (ONE + "  category: 设备设备\n", ["9:13 S208"], ["YH-1", "YH-2"]),
    "a place that begins with #": (ONE + "  location: #3泵房\n", ["9:13 Y103"], ["YH-1", "YH-2"]),
    "a list for a place": (ONE + "  location: [甲, 乙]\n", ["9:13 S207"], ["YH-1", "YH-2"]),
    "money in words": (
        ONE + HISTORY.replace("已换", "已换, spent: 约5万"),
        ["9:60 S211"],
        ["YH-1", "YH-2"],
    ),
    "an empty name of a paper": (
        ONE + HISTORY.replace("note: 已换", "evidence: []"),
        ["9:43 S206"],
        ["YH-1", "YH-2"],
    ),
    # but one that may have swallowed what stands below leaves the record out
    "a place whose quote is not closed": (ONE + '  location: "甲\n', ["9:13 Y105"], ["YH-2"]),
    "a full-width comma after a note": (
        ONE + HISTORY.replace("note: 已换", "note: 已换，by: 王强"),
        ["9:51 Y102"],
        ["YH-2"],
    ),
    "a key the event does not take": (
        ONE + "  history:\n    - date: 2024-05-09\n      event: 进展\n      until: 2024-06-01\n",
        ["12:7 S212"],
        ["YH-1", "YH-2"],
    ),
    "two keys missing": (
        ONE + "  history: [{date: 2024-05-09, event: 延期, by: 王}]\n",
        ["9:13 S205", "9:13 S205"],
        ["YH-2"],
    ),
    "both enterprise and body": (ONE + "  body: {name: 路}\n", ["1:3 S213"], ["YH-1", "YH-2"]),
}


def written(root: Path, data: bytes) -> Path:
    """A ledger with one hazards file."""
    return write_files(root, {"ledger.yaml": "name: 示例台账\n", "hazards/a.yaml": data})


def found(root: Path) -> list[str]:
    """Line, column and code of every finding."""
    return [f"{one.place.line}:{one.place.column} {one.code.code}" for one in read(root).findings]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", CASES)
def test_one_slip_is_one_finding_and_hides_nothing_else(tmp_path: Path, name: str) -> None:
    text, expected, readable = CASES[name]
    root = written(tmp_path, (text + TWO).encode())
    assert found(root) == expected
    assert [hazard.id for hazard in read(root).hazards] == readable


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (ONE.encode("gb18030"), ["1:1 F001"]),
        (ONE.encode("utf-16"), ["1:1 F001"]),
        (ONE.encode("utf-16-le"), ["1:1 F001"]),
        (ONE.encode("utf-16-be"), ["1:1 F001"]),
        (b"- {id: YH-1}\n".decode().encode("utf-16-le"), ["1:1 F001"]),
        (ONE.encode()[:-50] + b"\xff" + ONE.encode()[-50:], ["7:9 F001"]),
        (ONE.encode()[: ONE.encode().index("强".encode()) + 2], ["8:29 F001"]),
        (b"x" * 200_000, ["1:1 F002"]),
        (("%YAML 1.1\n---\n" + ONE).encode(), ["1:1 F007"]),
        ((ONE + "---\n" + TWO).encode(), ["9:1 F007"]),
        (ONE.replace("- id", "id").replace("\n  ", "\n").encode(), ["1:1 S201"]),
    ],
)
def test_a_file_that_cannot_be_read_is_one_finding(
    tmp_path: Path, data: bytes, expected: list[str]
) -> None:
    assert found(written(tmp_path, data)) == expected


IN_BRACKETS = """\
[
  {id: YH-1, body: {name: 路}, title: 甲, source: 群众举报, found_on: 2024-01-01},
  {id: YH-2, body: {name: 路}, title: 乙, source: 群众举报, found_on: 2024-01-01},
]
"""


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("written_as", "expected", "readable"),
    [
        ("乙", [], ["YH-1", "YH-2"]),
        ("乙: 丙", ["3:39 Y104"], ["YH-1"]),
        ("乙?丙", ["3:39 Y104"], ["YH-1"]),
        ('"乙', ["3:38 Y105"], ["YH-1"]),
        ("@乙", ["3:38 Y103"], ["YH-1"]),
    ],
)
def test_a_slip_in_records_in_brackets_is_told_at_its_place(
    tmp_path: Path, written_as: str, expected: list[str], readable: list[str]
) -> None:
    """Formerly the mistake was that the file “must be a list”, which it is."""
    data = IN_BRACKETS.replace("乙", written_as).encode()
    root = written(tmp_path, data)
    assert found(root) == expected
    assert [hazard.id for hazard in read(root).hazards] == readable


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("wrong", "right", "expected", "readable"),
    [
        ("title: 甲\n", "title: 甲\n", [], ["YH-1", "YH-2"]),
        ("title: 乙\n", "title: @乙\n", ["11:12 Y103"], ["YH-1"]),
        ("title: 乙\n", "tilte: 乙\n    x: {}}\n", ["12:10 Y101"], ["YH-1"]),
    ],
)
def test_an_indented_list_is_read_up_to_a_mistake_and_alike_by_both_parsers(
    tmp_path: Path, wrong: str, right: str, expected: list[str], readable: list[str]
) -> None:
    data = "".join(f"  {line}\n" for line in (ONE + TWO.replace("甲", "乙")).splitlines())
    root = written(tmp_path, data.replace(wrong, right).encode())
    assert found(root) == expected
    assert [hazard.id for hazard in read(root).hazards] == readable


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("written_as", "expected"),
    [("甲: 乙", "2:12 Y104"), ("甲?乙", "2:12 Y104"), ("甲\n   source: 乙", "1:3 Y105")],
)
def test_a_slip_on_a_later_line_of_braces_is_told_there(
    tmp_path: Path, written_as: str, expected: str
) -> None:
    data = f"- {{id: YH-1, body: {{name: 路}},\n   title: {written_as},\n   level: 一般}}\n{TWO}"
    root = written(tmp_path, data.encode())
    assert found(root) == [expected]
    assert [hazard.id for hazard in read(root).hazards] == ["YH-2"]


@pytest.mark.usefixtures("parser")
def test_a_question_mark_in_braces_is_named(tmp_path: Path) -> None:
    root = written(tmp_path, (ONE + HISTORY.replace("已换", "已换?")).encode())
    (one,) = read(root).findings
    assert str(one.params["what"]) == "?"


@pytest.mark.usefixtures("parser")
def test_a_list_of_too_few_values_is_told_at_the_list(tmp_path: Path) -> None:
    enterprises = "- id: QY-1\n  name: 甲\n  location: [117.4]\n"
    files = {"ledger.yaml": "name: 示例台账\n", "enterprises/a.yaml": enterprises}
    assert found(write_files(tmp_path, files)) == ["3:13 S207"]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "data",
    [
        ONE.encode(),
        b"\xef\xbb\xbf" + ONE.encode(),
        ONE.replace("\n", "\r\n").encode(),
        ONE.rstrip("\n").encode(),
        ("---\n" + ONE).encode(),
        ("# 注释\n\n" + ONE + "# 完\n").encode(),
        ONE.replace("甲", '"甲"').encode(),
        ONE.replace("2024-06-30", '"2024-06-30"').encode(),
        b"[{id: YH-1, body: {name: a}, title: b, source: \xe7\xbe\xa4\xe4\xbc\x97\xe4\xb8\xbe\xe6\x8a\xa5, found_on: 2024-01-01}]",
    ],
)
def test_what_is_well_formed_is_read(tmp_path: Path, data: bytes) -> None:
    root = written(tmp_path, data)
    assert found(root) == []
    assert [hazard.id for hazard in read(root).hazards] == ["YH-1"]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("data", [b"", b"# nothing yet\n", b"[]\n", b"\n\n"])
def test_an_empty_file_is_an_empty_list(tmp_path: Path, data: bytes) -> None:
    root = written(tmp_path, data)
    assert found(root) == []
    assert read(root).hazards == ()


def test_every_broken_record_is_reported_in_one_run(tmp_path: Path) -> None:
    broken = "".join(
        ONE.replace("YH-1", f"YH-{n}").replace("level: ", "level：") for n in range(50)
    )
    root = written(tmp_path, (broken + TWO).encode())
    assert found(root) == [f"{n * 8 + 4}:8 Y102" for n in range(50)]
    assert [hazard.id for hazard in read(root).hazards] == ["YH-2"]


def test_an_unreadable_record_keeps_its_id(tmp_path: Path) -> None:
    root = written(tmp_path, ONE.replace("2024-06-30", "六月底").encode())
    assert [(one.kind, one.id) for one in read(root).unread] == [("hazard", "YH-1")]


def test_a_text_that_swallows_the_next_record_is_an_open_quote(tmp_path: Path) -> None:
    root = written(tmp_path, (ONE.replace("甲", '"甲') + TWO.replace("甲", '乙"')).encode())
    assert found(root)[0] == "3:10 Y105"


def test_a_spare_text_that_swallows_the_next_record_keeps_its_own_out_too(tmp_path: Path) -> None:
    text = ONE + '  location: "甲\n' + TWO.replace("甲", '乙"')
    root = written(tmp_path, text.encode())
    assert found(root)[0] == "9:13 Y105"
    assert "YH-1" not in [hazard.id for hazard in read(root).hazards]


@pytest.mark.parametrize(
    "slip", ["  category: 设备设备\n", HISTORY.replace("已换", "已换, spent: 约5万")]
)
def test_an_overdue_hazard_is_not_hidden_by_a_slip_beside(tmp_path: Path, slip: str) -> None:
    ledger = read(written(tmp_path, (ONE + slip).encode()))
    (view,) = standing(ledger, dt.date(2024, 7, 10)).hazards
    assert (view.days_overdue, view.record.category, ledger.unread) == (10, None, ())
    assert view.record.history == () or view.record.history[0].spent is None


@pytest.mark.usefixtures("parser")
def test_a_document_begins_within_the_ledger_file(tmp_path: Path) -> None:
    root = written(tmp_path, TWO.encode())
    (root / "ledger.yaml").write_text("areas: [东]\n---\nname: 示例台账\n", encoding="utf-8")
    assert found(root) == ["2:1 F007"]


@pytest.mark.parametrize("title", ["甲 & 乙", "1.2 * 3 米", "漏 ! 用", '"甲 *"', "a&b"])
def test_a_sign_within_a_text_is_no_mark_and_does_not_slow_the_reading(title: str) -> None:
    assert parser_for(ONE.replace("甲", title).encode()) is fast()


@pytest.mark.parametrize(
    "text", ["- &a甲", "k: *a", "k:\n    !t 甲", "[甲,&b 乙]", '{"k":!t 甲}', "? &a 甲", "--- &a"]
)
def test_what_may_be_a_mark_is_judged_by_one_parser(text: str) -> None:
    assert parser_for(text.encode()) is PURE


def test_sound_records_with_anchors_are_read_as_far_as_these_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safety_ledger.store.part.MOST_FINDINGS", 5)
    (tmp_path / "enterprises").mkdir()
    (tmp_path / "ledger.yaml").write_text("name: 示例\n", encoding="utf-8")
    records = "".join(f"- &a{number}\n  id: QY-{number}\n  name: 示例\n" for number in range(8))
    (tmp_path / "enterprises" / "a.yaml").write_text(records, encoding="utf-8")
    ledger = read(tmp_path)
    assert [(one.place.line, one.code.code) for one in ledger.findings] == [
        *((3 * number + 1, "F008") for number in range(5)),
        (16, "F002"),
    ]
    assert [one.id for one in ledger.enterprises] == [f"QY-{number}" for number in range(5)]
    assert "QY-7" in ledger.unread_text[0].text
