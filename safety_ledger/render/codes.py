"""What ``explain`` shows: one code with its reason and examples, or the list of all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from safety_ledger.diagnostics import Code
from safety_ledger.render.escape import neutral_lines
from safety_ledger.render.findings import answered
from safety_ledger.text import Lang, Text

_WHY: Final = Text("原因", "Why")
_SOURCE: Final = Text("依据", "Source")
_REMEDY: Final = Text("改法", "Remedy")
_BAD: Final = Text("错误写法", "Wrong")
_GOOD: Final = Text("正确写法", "Right")
_IN: Final = Text("{title}（{path}）", "{title} ({path})")
_ENCODED: Final = Text("{title}（{encoding} 编码）", "{title} ({encoding} encoded)")
_UNCONFIRMED: Final = Text(
    "{source}（法规原文尚未核对，本条只作警告）",
    "{source} (nobody has checked it against the printed law yet: it warns only)",
)


def one_as_text(code: Code, lang: Lang) -> str:
    """All about a code, for a terminal or a pipe."""
    parts = [
        f"{code.code} {code.severity.label.say(lang)}: {code.title.say(lang)}",
        *(f"{title.say(lang)}\n{_indented(words)}" for title, words in _sections(code, lang)),
        f"{_titled(code, _BAD, lang)}\n{_indented(neutral_lines(code.example.bad))}",
        f"{_GOOD.say(lang)}\n{_indented(neutral_lines(code.example.good))}",
    ]
    return "\n\n".join(parts) + "\n"


def one_as_markdown(code: Code, lang: Lang) -> str:
    """All about a code, as a section of a page."""
    parts = [
        f"## {code.code} {code.title.say(lang)}",
        f"{code.severity.label.say(lang)} · `{code.code}`",
        *(f"**{title.say(lang)}** {words}" for title, words in _sections(code, lang)),
        f"{_titled(code, _BAD, lang)}\n\n{fenced(code.example.bad)}",
        f"{_GOOD.say(lang)}\n\n{fenced(code.example.good)}",
    ]
    return "\n\n".join(parts) + "\n"


def one_as_json(code: Code, lang: Lang) -> str:
    """All about a code, for programs."""
    return answered("explain", {"code": _fields(code, lang)})


def all_as_text(codes: Iterable[Code], lang: Lang) -> str:
    """A line a code."""
    return "".join(
        f"{code.code}  {code.severity.label.say(lang)}  {code.title.say(lang)}\n" for code in codes
    )


def all_as_markdown(codes: Iterable[Code], lang: Lang) -> str:
    """Every code in full."""
    return "\n".join(one_as_markdown(code, lang) for code in codes)


def all_as_json(codes: Iterable[Code], lang: Lang) -> str:
    """Every code in full, for programs."""
    return answered("explain", {"codes": [_fields(code, lang) for code in codes]})


ONE: Final[Mapping[str, Callable[[Code, Lang], str]]] = {
    "text": one_as_text,
    "json": one_as_json,
    "markdown": one_as_markdown,
}
ALL: Final[Mapping[str, Callable[[Iterable[Code], Lang], str]]] = {
    "text": all_as_text,
    "json": all_as_json,
    "markdown": all_as_markdown,
}


def fenced(yaml: str) -> str:
    """A piece of YAML as a block of a page; characters nobody can see are spelled out."""
    return f"```yaml\n{neutral_lines(yaml.rstrip())}\n```"


def blanks(text: Text) -> Text:
    """A wording with its blanks left open, where nothing is known of a particular case."""
    return Text(*(words.replace("{", "<").replace("}", ">") for words in (text.zh, text.en)))


def source_of(code: Code) -> Text:
    """What a rule rests on, and whether anybody has checked it against the printed text."""
    return _UNCONFIRMED.filled(source=code.source) if code.unconfirmed else code.source


def _sections(code: Code, lang: Lang) -> list[tuple[Text, str]]:
    said = ((_WHY, code.why), (_SOURCE, source_of(code)), (_REMEDY, blanks(code.remedy)))
    return [(title, words.say(lang)) for title, words in said]


def _titled(code: Code, title: Text, lang: Lang) -> str:
    said = title.say(lang)
    if code.example.path:
        said = _IN.say(lang, {"title": said, "path": code.example.path})
    if code.example.encoding != "utf-8":
        said = _ENCODED.say(lang, {"title": said, "encoding": code.example.encoding})
    return said


def _indented(words: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in words.rstrip().split("\n"))


def _fields(code: Code, lang: Lang) -> dict[str, object]:
    return {
        "code": code.code,
        "severity": code.severity.value,
        "title": code.title.say(lang),
        "message": code.message.say(lang),
        "why": code.why.say(lang),
        "source": code.source.say(lang),
        "unconfirmed": code.unconfirmed,
        "remedy": code.remedy.say(lang),
        "wrong": code.example.bad,
        "right": code.example.good,
    }
