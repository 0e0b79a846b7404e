"""JSON Schema (draft 2020-12) of each kind of file, made from the declarations of its records.

It agrees with the reader on the YAML 1.2 reading of a file, for all that a schema can say; what it
cannot say stands in ``$comment``. Knows no files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

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
    Shape,
    Term,
    Type,
    class_in,
    fields_of,
    shape_of,
)
from safety_ledger.text import Lang, Text

Schema = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_DATE: Final = r"^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_BEYOND: Final = 10**15
"""Whole parts have at most fifteen digits, so that every program reads a number alike."""

_LIMITS: Final = Text(
    "JSON Schema 说不了、但 check 会查的：编号唯一，引用的记录存在，日期真有这一天且在台账期间内，"
    "ledger.yaml 所列的科室、片区、行业和增补用语，重复的键，各条规则，比本程序新的格式；"
    "以及 YAML 1.1 会读成别的东西、须加引号的文字（yes、12:30、2024-05-08），"
    "不按数字写的数（0x10、+5、1.0、1e3）和超过六位的小数，大写的 True、False，"
    "整个文件只写 null 或 ~。",
    "What a schema cannot say and check does: ids are unique, references lead somewhere, dates exist "
    "and lie in the ledger's period, the sections, areas, industries and added terms of ledger.yaml, "
    "repeated keys, the rules, a format newer than the program; texts that YAML 1.1 reads as "
    "something else and must be quoted (yes, 12:30, 2024-05-08); numbers not written in plain "
    "digits (0x10, +5, 1.0, 1e3) or with more than six decimals; True and False in capitals; "
    "a file that says null or ~ and nothing else.",
)
_OPEN: Final = Text(
    "ledger.yaml 的 terms.{name} 可以增补；这里不限定。",
    "terms.{name} in ledger.yaml may add to these; any text passes here.",
)


def schema_of(kind: Kind, lang: Lang) -> Schema:
    """The schema of a whole file of that kind; an empty file is an empty list."""
    record: Schema = {"$ref": f"#/$defs/{kind.cls.__name__}"}
    content: Schema = (
        {"anyOf": [{"type": "null"}, record]}
        if kind.single
        else {"type": ["array", "null"], "items": record}
    )
    return {
        "$schema": DIALECT,
        "title": kind.label.say(lang),
        "description": kind.help.say(lang),
        "$comment": _LIMITS.say(lang),
        **content,
        "$defs": {cls.__name__: _record(cls, lang) for cls in _classes(kind.cls)},
    }


def written(kind: Kind, lang: Lang) -> str:
    """The schema as the text of a file."""
    return json.dumps(schema_of(kind, lang), ensure_ascii=False, indent=2) + "\n"


def _classes(cls: type[Any]) -> Iterable[type[Any]]:
    """A record class and all classes nested in it, each once."""
    found = {cls: None}
    for field in fields_of(cls):
        if (nested := class_in(field.type)) is not None:
            found |= dict.fromkeys(_classes(nested))
    return found


def _record(cls: type[Any], lang: Lang) -> Schema:
    fields = fields_of(cls)
    required = [field.key for field in fields if field.required]
    least = 0 if getattr(cls, "EMPTY_OK", False) or required else 1
    return {
        "type": "object",
        "properties": {field.key: _field(field, lang) for field in fields},
        "additionalProperties": False,
        **({"required": required} if required else {}),
        **({"minProperties": least} if least else {}),
        **_shape(shape_of(cls)),
    }


def _shape(shape: Shape) -> Schema:
    """What must hold for the keys of a record as a whole."""
    said: Schema = {}
    if shape.one_of:
        said["oneOf"] = [{"required": [key]} for key in shape.one_of]
    if shape.variants:
        said["allOf"] = [_variant(shape, value) for value in shape.variants]
    return said


def _variant(shape: Shape, value: str) -> Schema:
    variant = shape.variants[value]
    then: Schema = {"required": sorted(variant.required)}
    if variant.allowed:
        then["propertyNames"] = {"enum": sorted(variant.allowed)}
    chosen = {"properties": {shape.by: {"const": str(value)}}, "required": [shape.by]}
    return {"if": chosen, "then": then}


def _field(field: Field, lang: Lang) -> Schema:
    label, description = field.label.say(lang), field.help.say(lang)
    examples = _examples(field.type, field.example)
    return {
        "title": label,
        **({"description": description} if description != label else {}),
        **_type(field.type, lang),
        **({"examples": examples} if examples else {}),
    }


def _type(type_: Type, lang: Lang) -> Schema:
    match type_:
        case Nested(cls):
            return {"$ref": f"#/$defs/{cls.__name__}"}
        case Either(bare, nested):
            return {"anyOf": [_type(bare, lang), _type(nested, lang)]}
        case Many():
            return _many(type_, lang)
        case Scalar():
            return _scalar(type_)
        case Term(terms):
            return {"type": "string", "enum": [term.value for term in terms]}
        case OpenTerm(name, terms):
            comment = _OPEN.say(lang, {"name": name})
            return {**_TEXT, "$comment": comment, "examples": list(terms)}
        case Ref() | Listed():
            return _TEXT


def _many(type_: Many, lang: Lang) -> Schema:
    item = _type(type_.of, lang)
    least = type_.least if type_.exactly is None else type_.exactly
    several: Schema = {
        "type": "array",
        "items": item,
        **({"minItems": least} if least else {}),
        **({"maxItems": type_.exactly} if type_.exactly is not None else {}),
    }
    return {"anyOf": [item, several]} if type_.or_one else several


_TEXT: Final[Schema] = {"type": "string", "pattern": r"\S"}


def _scalar(type_: Scalar) -> Schema:
    match type_.form:
        case Form.TEXT:
            narrowed = {"pattern": f"^(?:{type_.pattern})$"} if type_.pattern else {}
            return {**_TEXT, **narrowed}
        case Form.DATE:
            return {"type": "string", "format": "date", "pattern": _DATE}
        case Form.FLAG:
            return {"type": "boolean"}
        case Form.WHOLE:
            return {"type": "integer", **_bounds(type_)}
        case Form.DECIMAL:
            return {"type": "number", **_bounds(type_)}


def _bounds(type_: Scalar) -> Schema:
    lower = {"exclusiveMinimum": -_BEYOND} if type_.least is None else {"minimum": type_.least}
    upper = {"exclusiveMaximum": _BEYOND} if type_.most is None else {"maximum": type_.most}
    return lower | upper


def _examples(type_: Type, written: str) -> list[Any]:
    """The example of a field as JSON; mappings are left to the examples of their own fields."""
    match type_:
        case Nested() | Either():
            return []
        case Many(of):
            items = written.strip("[]").split(", ")
            values = [value for item in items for value in _examples(of, item)]
            single = type_.or_one and not written.startswith("[")
            return (values if single else [values]) if values else []
        case OpenTerm(_, terms):
            return list(dict.fromkeys([written, *terms]))
        case Scalar(Form.WHOLE):
            return [int(written)]
        case Scalar(Form.DECIMAL):
            return [float(written) if "." in written else int(written)]
        case Scalar(Form.FLAG):
            return [written == "true"]
        case _:
            return [written.strip('"')]
