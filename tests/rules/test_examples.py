"""The examples that ``explain`` prints are run: the bad one gives its code alone, the good one nothing."""

from __future__ import annotations

import re
import string
from collections.abc import Callable

import pytest

from safety_ledger.diagnostics import Code, Severity
from safety_ledger.rules import CATALOGUE
from safety_ledger.text import Lang, Text
from tests.rules.conftest import Check

NOT_IN_TEXT = {"F002", "F012", "F013"}
"""What no piece of text can show: a huge file, a link, a file that cannot be opened."""

MOVED = {"F011"}
"""What is put right by moving the file, not by changing it."""

SHOWN = [code for code in CATALOGUE.values() if code.code not in NOT_IN_TEXT]
GOOD = [code for code in SHOWN if code.code not in MOVED]

Composed = Callable[..., dict[str, bytes]]


def names(codes: list[Code]) -> list[str]:
    return [code.code for code in codes]


@pytest.mark.parametrize("code", SHOWN, ids=names(SHOWN))
def test_the_bad_example_gives_its_code_alone(code: Code, composed: Composed, check: Check) -> None:
    example = code.example
    found = check(composed(example, example.bad, encoding=example.encoding))
    assert [one.code.code for one in found] == [code.code]
    for lang in Lang:
        assert not re.search(r"\{\w+\}", code.message.say(lang, found[0].params))


@pytest.mark.parametrize("code", GOOD, ids=names(GOOD))
def test_the_good_example_gives_nothing(code: Code, composed: Composed, check: Check) -> None:
    found = check(composed(code.example, code.example.good))
    assert [(one.code.code, str(one.place)) for one in found] == []


@pytest.mark.parametrize("code", CATALOGUE.values(), ids=CATALOGUE)
def test_every_code_has_its_words_in_both_languages(code: Code) -> None:
    assert code.example.bad != code.example.good or code.example.encoding != "utf-8"
    for words in (code.title, code.message, code.remedy, code.why, code.source):
        assert words.zh.strip()
        assert words.en.strip()
        assert placeholders(words.zh) == placeholders(words.en)
        words.zh.encode("gbk")
        words.en.encode("gbk")


def placeholders(wording: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(wording) if name}


@pytest.mark.parametrize("code", CATALOGUE.values(), ids=CATALOGUE)
def test_a_remedy_and_a_reason_stand_alone(code: Code) -> None:
    assert not placeholders(
        code.remedy.zh + code.remedy.en + code.why.zh + code.why.en + code.title.zh
    )
    assert code.remedy.zh.endswith(("。", "文件"))
    assert not code.title.zh.endswith("。")


def test_unconfirmed_law_only_warns() -> None:
    assert [
        one.code for one in CATALOGUE.values() if one.unconfirmed and one.severity is Severity.ERROR
    ] == []


def test_no_wording_is_shared_by_two_titles() -> None:
    titles: list[Text] = [one.title for one in CATALOGUE.values()]
    assert len({title.zh for title in titles}) == len(titles)
