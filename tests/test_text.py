"""Every wording of the package says the same in both languages."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from string import Formatter
from types import ModuleType

import pytest

import safety_ledger
from safety_ledger.diagnostics import Code
from safety_ledger.model.declaration import fields_of
from safety_ledger.rules import CATALOGUE
from safety_ledger.text import Lang, Text, spoken

MODULES = [
    importlib.import_module(one.name)
    for one in pkgutil.walk_packages(safety_ledger.__path__, "safety_ledger.")
    if not one.name.endswith("__main__")
]


def placeholders(wording: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(wording) if name is not None}


def texts_in(value: object, seen: set[int]) -> Iterator[Text]:
    """Every Text within a value: in containers, dataclasses and the classes of the package."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict):
        yield from (text for item in value.values() for text in texts_in(item, seen))
    elif isinstance(value, (list, tuple, set, frozenset)):
        yield from (text for item in value for text in texts_in(item, seen))
    elif isinstance(value, type):
        if is_dataclass(value) and value.__module__.startswith("safety_ledger"):
            for field in fields(value):
                yield from texts_in(tuple(field.metadata.values()), seen)
    elif is_dataclass(value) and type(value).__module__.startswith("safety_ledger"):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name), seen)


def wordings(module: ModuleType) -> list[Text]:
    seen: set[int] = set()
    return [text for value in vars(module).values() for text in texts_in(value, seen)]


HELP = {
    text
    for module in MODULES
    for cls in vars(module).values()
    if isinstance(cls, type) and is_dataclass(cls)
    for field in fields_of(cls)
    for text in (field.label, field.help)
}
"""Never filled in: braces in the help of a field are only braces."""


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_both_languages_carry_the_same_placeholders(module: ModuleType) -> None:
    for text in wordings(module):
        assert text in HELP or placeholders(text.zh) == placeholders(text.en), text


def test_english_is_there_for_every_wording() -> None:
    texts = [text for module in MODULES for text in wordings(module)]
    assert len(texts) > 500
    assert all(text.zh.strip() and text.en.strip() for text in texts)


@pytest.mark.parametrize("code", CATALOGUE.values(), ids=CATALOGUE)
def test_only_what_a_finding_knows_is_asked_for(code: Code) -> None:
    known = placeholders(code.message.zh)
    assert placeholders(code.remedy.zh) <= known
    for fixed in (code.title, code.why, code.source):
        assert placeholders(fixed.zh) == set()


@pytest.mark.parametrize("code", CATALOGUE.values(), ids=CATALOGUE)
def test_our_own_words_fit_a_gbk_console(code: Code) -> None:
    for text in (code.title, code.message, code.remedy, code.why, code.source):
        text.zh.encode("gbk")


def test_the_language_is_chinese_unless_english_is_asked_for() -> None:
    assert Lang.of({}) is Lang.ZH
    assert Lang.of({"SAFETY_LEDGER_LANG": "fr"}) is Lang.ZH
    assert Lang.of({"SAFETY_LEDGER_LANG": "en_GB.UTF-8"}) is Lang.EN


def test_parameters_are_spoken_in_the_readers_language() -> None:
    error = Text("错误", "error")
    assert Text("{a}：{b}", "{a}: {b}").say(Lang.ZH, {"a": error, "b": ("甲", 2)}) == "错误：甲、2"
    assert spoken((error, "b"), Lang.EN) == "error, b"


def test_braces_in_data_are_left_alone() -> None:
    assert Text("{a}", "{a}").say(Lang.ZH, {"a": "{b}"}) == "{b}"
