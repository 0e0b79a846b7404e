"""Words in two languages: Chinese first, English beside it.

A :class:`Text` stands where a message is born and is put into one language only when it is printed.
This module knows no files, no records and no terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Lang(StrEnum):
    """The two languages a user may read."""

    ZH = "zh"
    EN = "en"

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Lang:
        """The language asked for by ``SAFETY_LEDGER_LANG``: Chinese unless it begins with ``en``."""
        return cls.EN if environ.get("SAFETY_LEDGER_LANG", "").lower().startswith("en") else cls.ZH


@dataclass(frozen=True, slots=True)
class Text:
    """One wording in both languages; ``{name}`` marks what :meth:`say` fills in."""

    zh: str
    en: str

    def say(self, lang: Lang, params: Mapping[str, object] | None = None) -> str:
        """The wording in one language, its placeholders filled from ``params``."""
        wording = self.zh if lang is Lang.ZH else self.en
        if not params:
            return wording
        return wording.format_map({name: spoken(value, lang) for name, value in params.items()})

    def filled(self, **params: object) -> Text:
        """The wording with its placeholders filled, still in both languages."""
        return Text(self.say(Lang.ZH, params), self.say(Lang.EN, params))


def spoken(value: object, lang: Lang) -> str:
    """A parameter as it reads inside a sentence: texts in the reader's language, lists joined."""
    match value:
        case Text():
            return value.say(lang)
        case str():
            return value
        case Sequence():
            return ("、" if lang is Lang.ZH else ", ").join(spoken(item, lang) for item in value)
        case _:
            return str(value)


def listed(texts: Iterable[Text], zh: str = "、", en: str = ", ") -> Text:
    """Some wordings as one."""
    texts = tuple(texts)
    return Text(zh.join(one.zh for one in texts), en.join(one.en for one in texts))
