"""The pages of ``docs/`` that are made from the declarations and the catalogue, never by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from safety_ledger.diagnostics import Code
from safety_ledger.ledger import Ledger
from safety_ledger.model import KINDS
from safety_ledger.model.declaration import (
    Either,
    Field,
    Form,
    Kind,
    Listed,
    Many,
    Nested,
    OpenTerm,
    Ref,
    Scalar,
    Term,
    Type,
    class_in,
    fields_of,
    shape_of,
)
from safety_ledger.render.codes import blanks, fenced, source_of
from safety_ledger.render.events import events_page
from safety_ledger.render.markdown import table_row
from safety_ledger.render.plan import plan_page
from safety_ledger.rules import CATALOGUE
from safety_ledger.schema import written
from safety_ledger.text import Lang, Text

_MADE: Final = (
    "<!-- 由 safety-ledger docs 生成，请勿手改。Made by `safety-ledger docs`: do not edit. -->"
)
_HEAD: Final = (
    "| 键 key | 名称 label | 类型 type | 必填 required | 说明 help | 示例 example |\n"
    "| --- | --- | --- | --- | --- | --- |"
)
_FORMS: Final = {
    Form.TEXT: Text("文字", "text"),
    Form.WHOLE: Text("整数", "whole number"),
    Form.DECIMAL: Text("数字", "number"),
    Form.FLAG: Text("true 或 false", "true or false"),
    Form.DATE: Text("日期 YYYY-MM-DD", "date YYYY-MM-DD"),
}
_MANY: Final = Text("列表：{of}", "list of {of}")
_OR_ONE: Final = Text("{of}，一个或列表", "{of}, one or a list")
_EITHER: Final = Text("{bare}，或 {nested}", "{bare}, or {nested}")
_MAPPING: Final = Text("一组键（见下表）", "mapping (table below)")
_REF: Final = Text("{kind}的编号", "id of a {kind}")
_LISTED: Final = Text("ledger.yaml 的 {name} 之一", "one of {name} in ledger.yaml")
_OPEN: Final = Text("{terms}，或 terms.{name} 增补的", "{terms}, or added by terms.{name}")
_ONE_OF: Final = Text("{keys} 恰写一个。", "Exactly one of {keys}.")
_FOLDER: Final = Text("位置：`{path}`", "Place: `{path}`")


def pages(ledger: Ledger, commands: Collection[str]) -> Mapping[str, str]:
    """Every generated page by its file name.

    ``ledger`` is the one that carries the plan, ``commands`` are the program's.
    """
    return {
        "fields.md": fields_page(KINDS),
        "rules.md": rules_page(CATALOGUE.values()),
        "events.md": events_page(_MADE),
        "plan.md": plan_page(ledger, commands, _MADE),
        **{f"schema/{kind.name}.json": written(kind, Lang.ZH) for kind in KINDS},
    }


def fields_page(kinds: Iterable[Kind]) -> str:
    """Every field of every kind of record."""
    parts = ["# 字段 Fields", _MADE, *(part for kind in kinds for part in _kind(kind))]
    return "\n\n".join(parts) + "\n"


def rules_page(codes: Iterable[Code]) -> str:
    """Every code that ``check`` may print, with its reason and its examples."""
    codes = tuple(codes)
    contents = [
        "| 代码 code | 级别 severity | 含义 meaning |",
        "| --- | --- | --- |",
        *(
            f"| [{code.code}](#{code.code.lower()}) | {both(code.severity.label, ' ')} "
            f"| {cell(both(code.title))} |"
            for code in codes
        ),
    ]
    parts = ["# 规则 Rules", _MADE, "\n".join(contents), *(_code(code) for code in codes)]
    return "\n\n".join(parts) + "\n"


def both(text: Text, between: str = "<br>") -> str:
    """A wording in both languages, once when they are the same."""
    return text.zh if text.zh == text.en else f"{text.zh}{between}{text.en}"


def cell(text: str) -> str:
    """A text that does not break the row of a table."""
    return text.replace("|", r"\|").replace("\n", " ")


def _kind(kind: Kind) -> list[str]:
    path = f"{kind.folder}/**/*.yaml" if kind.folder else "ledger.yaml"
    return [
        f"## {kind.label.zh} `{kind.name}`",
        f"{both(kind.help)}<br>\n{both(_FOLDER.filled(path=path), ' · ')}",
        *_class(kind.cls, ""),
    ]


def _class(cls: type[Any], path: str) -> list[str]:
    """The table of a record class, then those of the classes nested in it."""
    fields = fields_of(cls)
    parts = [f"### `{path}`"] if path else []
    if one_of := shape_of(cls).one_of:
        parts.append(both(_ONE_OF.filled(keys=one_of)))
    parts.append("\n".join([_HEAD, *(_row(field) for field in fields)]))
    for field in fields:
        if (nested := class_in(field.type)) is not None:
            parts += _class(nested, f"{path}.{field.key}" if path else field.key)
    return parts


def _row(field: Field) -> str:
    cells = [
        f"`{field.key}`",
        both(field.label),
        both(_type(field.type)),
        "是 yes" if field.required else "",
        "" if field.help == field.label else both(field.help),
        f"`{field.example}`" if field.example else "",
    ]
    return table_row(map(cell, cells))


def _type(type_: Type) -> Text:
    match type_:
        case Scalar(form):
            return _FORMS[form]
        case Term(terms):
            return Text(_choices(terms), _choices(terms))
        case OpenTerm(name, terms):
            return _OPEN.filled(terms=_choices(terms), name=name)
        case Ref(kind):
            return _REF.filled(kind=next(one.label for one in KINDS if one.name == kind))
        case Listed(name):
            return _LISTED.filled(name=name)
        case Nested():
            return _MAPPING
        case Either(bare, nested):
            return _EITHER.filled(bare=_type(bare), nested=_type(nested))
        case Many(of, or_one=or_one):
            return (_OR_ONE if or_one else _MANY).filled(of=_type(of))


def _choices(terms: Iterable[str]) -> str:
    return " / ".join(str(term) for term in terms)


def _code(code: Code) -> str:
    example = code.example
    where = f" `{example.path}`" if example.path else ""
    encoded = f" ({example.encoding})" if example.encoding != "utf-8" else ""
    words = [
        ("原因 Why", code.why),
        ("依据 Source", source_of(code)),
        ("改法 Remedy", blanks(code.remedy)),
    ]
    parts = [
        f'## <a id="{code.code.lower()}"></a>{code.code} {code.title.zh}',
        f"{code.title.en} · {both(code.severity.label, ' ')}",
        *(f"**{title}**<br>\n{_marked(both(text))}" for title, text in words),
        f"**错误写法 Wrong**{where}{encoded}",
        fenced(example.bad),
        "**正确写法 Right**",
        fenced(example.good),
    ]
    return "\n\n".join(parts)


def _marked(text: str) -> str:
    """Angle brackets and braces of our wordings, kept from being read as HTML."""
    return text.replace("<br>", "\0").replace("<", "&lt;").replace("\0", "<br>\n")
