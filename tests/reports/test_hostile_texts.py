"""Texts that would be markup, escapes, HTML or formulas: the same visible text in all six formats."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.ledgers.asking import ask
from tests.ledgers.invented import Invented

DAY = "2024-07-15"
SHOWN = {
    "rich markup": ("[red]甲[/red] [/b] [link=http://x]乙[/link] :bomb:",) * 2,
    "a terminal escape": ("甲\x1b[31m红\x1b]0;题\x07", r"甲\x1b[31m红\x1b]0;题\x07"),
    "HTML": ("<b>甲</b><script>alert(1)</script>&amp;\"'",) * 2,
    "a formula": ("=1+1",) * 2,
    "a call": ("@SUM(A1:A9)",) * 2,
    "a formula of a Chinese keyboard": ("＝1＋1",) * 2,
    "a pipe and stars": ("|甲|*乙*_丙_`丁`#1 ~~戊~~ [己](庚)!",) * 2,
    "a bidi override": ("甲\u202e乙\u2066丙", r"甲\u202e乙\u2066丙"),
    "several lines": ("甲\n乙\r\n丙", r"甲\n乙\r\n丙"),
    "what takes no room": ("甲\u200b乙\ufeff丙", r"甲\u200b乙\ufeff丙"),
    "a C1 control": ("甲\x9b31m乙", r"甲\x9b31m乙"),
}
"""What stands in the file, and what the eye must see of it."""

FORMS = ["terminal", "text", "markdown", "html", "csv", "json"]


def ledger(text: str) -> Invented:
    """A ledger with the text in every place where something is written freely."""
    day = dt.date(2024, 5, 8)
    entry: dict[str, Any] = {"date": day, "by": f"{text}人", "note": f"{text}注"}
    return Invented(
        file={"name": f"{text}台账"},
        people=[{"name": f"{text}人", "roles": ["督导员"], "specialties": [f"{text}专长"]}],
        enterprises=[
            {"id": f"{text}企", "name": f"{text}公司", "principal": f"{text}总", "industry": text}
        ],
        hazards=[
            {
                "id": f"{text}号",
                "enterprise": f"{text}企",
                "title": text,
                "level": "一般",
                "location": f"{text}处",
                "source": "督导检查",
                "found_on": day,
                "found_by": f"{text}人",
                "deadline": dt.date(2024, 6, 30),
                "responsible": {"rectifier": f"{text}工", "section": f"{text}科", "regulator": f"{text}局"},
                "history": [
                    {**entry, "event": "通知", "to": ["主要负责人"], "document": f"{text}文"},
                    {**entry, "event": "复查", "result": "合格", "by": f"{text}客"},
                    {**entry, "event": "函告", "document": f"{text}函"},
                ],
            },
            {
                "id": f"{text}路",
                "body": {"name": f"{text}道", "kind": f"{text}类"},
                "title": f"{text}灯",
                "source": "群众举报",
                "case": f"{text}案",
                "found_on": day,
                "history": [],
            },
        ],
    )  # fmt: skip


COMMANDS: dict[str, list[str]] = {
    "status": ["{}台账", "{}号"],
    "enterprises": ["{}企", "{}公司", "{}总"],
    "hazards --all": ["{}号", "{}公司", "{}处", "{}路", "{}道", "{}灯"],
    "rectifications": ["{}号", "{}公司", "{}工"],
    "responsibilities": ["{}号", "{}工", "{}科", "{}局", "{}工：完成整改"],
    "responsibilities --by section": ["{}科"],
    "show {}号": ["{}号", "{}局", "{}文", "{}函", "{}注", "{}客", "{}人"],
    "show {}企": ["{}公司", "{}总", "{}号"],
    "show {}人": ["{}专长", "{}号"],
    "find 公司": ["{}公司"],
    "closure --by section --period 2024": ["{}科"],
    "statistics --period 2024": ["{}"],
}
"""What each command must show of them."""

TABLES = {
    "status": ["{}号"],
    "show {}号": ["{}文", "{}函", "{}注", "{}客", "{}人"],
    "show {}企": ["{}号"],
    "show {}人": ["{}号"],
}
"""The same where only tables go into the answer (csv)."""


class Page(HTMLParser):
    """The visible text of a page, which must be made of harmless tags only."""

    TAGS = frozenset(
        [
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "h1",
            "h2",
            "p",
            "div",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "dl",
            "dt",
            "dd",
            "span",
            "section",
            *("svg", "defs", "pattern", "rect", "line", "text"),
        ]
    )
    ATTRIBUTES = frozenset(
        [
            *("lang", "charset", "name", "content", "class", "style", "data-label"),
            *("colspan", "rowspan", "scope", "role", "aria-hidden", "aria-label"),
            *("id", "x", "y", "x1", "y1", "x2", "y2", "width", "height", "fill", "text-anchor"),
            *("patternunits", "patterntransform"),
        ]
    )
    """None that fetches or runs anything."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.TAGS
        names = {name for name, _ in attrs}
        assert names <= self.ATTRIBUTES
        self.inside = tag

    def handle_data(self, data: str) -> None:
        self.text += "" if self.inside == "style" else data


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    else:
        yield str(value)


def visible(form: str, out: str) -> str:
    """What the eye sees of an output, whatever the format did to get it there."""
    match form:
        case "terminal":
            return re.sub(r"\x1b\[[0-9;]*m", "", out)
        case "markdown":
            unescaped = re.sub(r"\\([\\`*_\[\]#|~!])", r"\1", out)
            for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
                unescaped = unescaped.replace(entity, char)
            return unescaped
        case "html":
            page = Page()
            page.feed(out)
            return page.text
        case "json":
            return "\n".join(strings(json.loads(out)))
        case "csv":
            cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
            assert not [cell for cell in cells if cell and cell[0] in "=+@\t\r＝"]
            return "\n".join(cell.removeprefix("'") for cell in cells)
        case _:
            return out


def answers(root: Path, words: list[str], form: str, folder: Path) -> str:
    """What a command prints; the tables of a report to csv come from a folder."""
    asked = [*words, "--as-of", DAY, "--format", form]
    if form != "csv":
        said = ask(root, *asked)
        assert said.code == 1, said.err  # a review by a stranger is an error of the ledger
        return said.text
    said = ask(root, *asked, "--output", f"{folder}/")
    assert said.code == 1, said.err
    files = sorted(folder.glob("*.csv"))
    return "".join(file.read_bytes().decode().removeprefix("\ufeff") for file in files)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", SHOWN)
def test_the_same_visible_text_in_every_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, form: str
) -> None:
    monkeypatch.setenv("COLUMNS", "2000")
    text, seen = SHOWN[name]
    root = ledger(text).write(tmp_path / "ledger")
    for number, (command, wanted) in enumerate(COMMANDS.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        words = [word.format(text) for word in command.split()]
        out = answers(root, words, form, folder)
        steering = re.sub(r"\x1b\[[0-9;]*m", "", out) if form == "terminal" else out
        assert not re.search(
            "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202e\u2066]", steering.replace("\r\n", "\n")
        )
        shown = visible(form, out)
        for one in TABLES.get(command, wanted) if form == "csv" else wanted:
            assert one.format(seen) in shown, (command, one)


def test_colours_of_a_terminal_are_only_our_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same sequences come out, whether the texts hold markup and escapes or nothing of the kind."""
    monkeypatch.setenv("COLUMNS", "2000")
    plain = ledger("甲").write(tmp_path / "plain")
    odd = ledger("[red]甲[/red]\x1b[31m").write(tmp_path / "odd")
    for command in ("status", "hazards --all", "rectifications"):
        sequences = [
            re.findall(
                r"\x1b[^m]*m",
                ask(root, *command.split(), "--as-of", DAY, "--format", "terminal").text,
            )
            for root in (plain, odd)
        ]
        assert sequences[0] == sequences[1]
