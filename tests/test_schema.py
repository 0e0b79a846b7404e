"""The JSON Schemas and the reader agree: on sound records, on spoilt ones, and on what they may not.

Records are made from the declarations alone, written as YAML, and given to both: to the reader as
they stand, to the schema as YAML 1.2 (the core schema) reads them, which is what editors do.
"""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from safety_ledger.diagnostics import Finding
from safety_ledger.model import KIND, KINDS
from safety_ledger.model.declaration import (
    Either,
    Field,
    Form,
    Kind,
    Many,
    Nested,
    OpenTerm,
    Scalar,
    Term,
    Type,
    fields_of,
    shape_of,
)
from safety_ledger.schema import schema_of, written
from safety_ledger.store import read
from safety_ledger.text import Lang
from tests.folders import ROOT
from tests.ledgers.writing import Core, dump

KIND_NAMES = [kind.name for kind in KINDS]
SCHEMA = {kind.name: Draft202012Validator(schema_of(kind, Lang.EN)) for kind in KINDS}
Draw = Callable[..., Any]

# -- the two judges -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("ledger")
    (root / "ledger.yaml").write_text("name: 示例台账\n", encoding="utf-8")
    return root


def faults(ledger: Path, kind: Kind, text: str) -> list[Finding]:
    """What the reader finds wrong with the structure of a file."""
    path = f"{kind.folder}/a.yaml" if kind.folder else "ledger.yaml"
    found = read(ledger, {path: text.encode()}).findings
    assert all(one.code.code.startswith("S") for one in found), (text, found)
    return list(found)


def sayable(fault: Finding, text: str) -> bool:
    """Whether a schema can say it: not that ``ledger.yaml`` lacks a term, nor how new the program is."""
    if fault.code.code == "S208" and fault.params["key"] in {"category", "tags"}:
        line = text.splitlines()[fault.place.line - 1]
        term = yaml.load(line[fault.place.column - 1 :], Core)
        return not (isinstance(term, str) and term.strip())
    return fault.code.code != "S217"


def valid(kind: Kind, text: str) -> bool:
    return SCHEMA[kind.name].is_valid(yaml.load(text, Core))


# -- records from the declarations --------------------------------------------------------------

WORDS = st.sampled_from(
    ["甲", "示例机械", "QY-001", "储罐 2 号", "A/B", "开安〔2024〕17号", "12", "no", "2024", "~"]
)
DATES = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)).map(str)
ODD = (None, "", " ", "\u3000", "甲", "12", "1e3", 12, -1, 101, -999, 3.5, 10**14, 10**15, True)
ODDER = (*ODD, [], {}, [None], ["甲"], [[]], {"甲": 1}, "2024-05-08", "2024/5/8", "true")
"""What may come to stand in the place of anything."""


def files(kind: Kind) -> st.SearchStrategy[Any]:
    """The content of a sound file."""
    return record(kind.cls) if kind.single else st.lists(record(kind.cls), max_size=2)


@st.composite
def record(draw: Draw, cls: type[Any]) -> dict[str, Any]:
    fields = {field.key: field for field in fields_of(cls)}
    by, term, wanted, may = _keys_for(draw, cls, fields)
    wanted |= set(draw(st.lists(st.sampled_from(sorted(may)), max_size=4)))
    if not wanted and not getattr(cls, "EMPTY_OK", False):
        wanted.add(draw(st.sampled_from(sorted(may))))
    made = {key: draw(value(field.type)) for key, field in fields.items() if key in wanted}
    return made | ({by: term} if by else {})


def _keys_for(
    draw: Draw, cls: type[Any], fields: dict[str, Field]
) -> tuple[str, str, set[str], set[str]]:
    """The deciding key and its value, the keys that must be there and those that may."""
    shape = shape_of(cls)
    wanted = {key for key, field in fields.items() if field.required}
    may = set(fields) - set(shape.one_of)
    if shape.one_of:
        wanted.add(draw(st.sampled_from(shape.one_of)))
    if not shape.variants:
        return "", "", wanted, may
    term = draw(st.sampled_from(list(shape.variants)))
    variant = shape.variants[term]
    return shape.by, str(term), wanted | variant.required, may & (variant.allowed or may)


def value(type_: Type) -> st.SearchStrategy[Any]:
    match type_:
        case Nested(cls):
            return record(cls)
        case Either(bare, nested):
            return value(bare) | value(nested)
        case Many(of, or_one, least, None):
            several = st.lists(value(of), min_size=least, max_size=3)
            return several | value(of) if or_one else several
        case Many(of, exactly=exactly):
            return st.lists(value(of), min_size=exactly or 0, max_size=exactly)
        case Term(terms):
            return st.sampled_from([str(term) for term in terms])
        case OpenTerm(_, terms):
            return st.sampled_from(terms)
        case Scalar():
            return scalar(type_)
        case _:
            return WORDS


def scalar(type_: Scalar) -> st.SearchStrategy[Any]:
    least = -(10**6) if type_.least is None else type_.least
    most = 10**6 if type_.most is None else type_.most
    match type_.form:
        case Form.TEXT if type_.pattern:
            return st.from_regex(type_.pattern, fullmatch=True)
        case Form.TEXT:
            return WORDS
        case Form.WHOLE:
            return st.integers(least, most)
        case Form.DECIMAL:
            return st.integers(least, most) | st.integers(least, most - 1).map(lambda n: n + 0.5)
        case Form.FLAG:
            return st.booleans()
        case Form.DATE:
            return DATES


@st.composite
def spoilt(draw: Draw, kind: Kind) -> Any:
    """A file in which one value is replaced, dropped, or joined by another."""
    one = record(kind.cls)
    data = draw(one if kind.single else st.lists(one, min_size=1, max_size=2))
    spots = list(spots_of(data))
    holder, key = spots[draw(st.integers(0, len(spots) - 1))]
    odd = copy.deepcopy(draw(st.sampled_from(ODDER)))
    match draw(st.sampled_from(["replace", "replace", "replace", "drop", "add"])):
        case "drop":
            del holder[key]
        case "add" if isinstance(holder, dict):
            holder.setdefault(draw(st.sampled_from(keys_of(kind.cls))), odd)
        case _:
            holder[key] = odd
    return data


def spots_of(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a value: what holds it, and its key or number there."""
    if not isinstance(data, dict | list):
        return
    for key, inner in data.items() if isinstance(data, dict) else enumerate(data):
        yield data, key
        yield from spots_of(inner)


def keys_of(cls: type[Any]) -> list[str]:
    """The keys of a record and of all that is nested in it, and one that is nobody's."""
    return [*dict.fromkeys(field.key for field in all_fields(cls)), "nobody"]


def all_fields(cls: type[Any]) -> Iterator[Field]:
    for field in fields_of(cls):
        yield field
        inner = field.type.of if isinstance(field.type, Many) else field.type
        nested = inner.nested if isinstance(inner, Either) else inner
        if isinstance(nested, Nested):
            yield from all_fields(nested.cls)


# -- they agree ---------------------------------------------------------------------------------

OFTEN = settings(max_examples=3 * settings.default.max_examples)
"""All kinds share a property, so that it is tried more often."""


@OFTEN
@given(kind=st.sampled_from(KINDS), data=st.data())
def test_both_accept_what_is_declared(ledger: Path, kind: Kind, data: st.DataObject) -> None:
    text = dump(data.draw(files(kind)))
    assert [fault for fault in faults(ledger, kind, text) if sayable(fault, text)] == []
    assert list(SCHEMA[kind.name].iter_errors(yaml.load(text, Core))) == []


@OFTEN
@given(kind=st.sampled_from(KINDS), data=st.data())
def test_both_say_the_same_of_what_is_spoilt(ledger: Path, kind: Kind, data: st.DataObject) -> None:
    text = dump(data.draw(spoilt(kind)))
    wrong = any(sayable(fault, text) for fault in faults(ledger, kind, text))
    assert valid(kind, text) == (not wrong), text


@pytest.mark.parametrize("content", [{}, [], "甲", 3, [[]], [None], ["甲"]], ids=repr)
@pytest.mark.parametrize("name", KIND_NAMES)
def test_both_say_the_same_of_a_file_of_another_shape(
    ledger: Path, name: str, content: Any
) -> None:
    text = dump(content)
    assert valid(KIND[name], text) == (not faults(ledger, KIND[name], text))


PERSON = "- name: {}\n"
ENTERPRISE = "- {{id: Q, name: 甲, employees: {}}}\n"
EXPENSES = "- {{id: Q, name: 甲, expenses: [{{year: 2024, used: {}}}]}}\n"
JOINED = "- {{id: Q, name: 甲, joined_on: {}}}\n"
AGREED = [
    ("person", PERSON, '"012"', True),
    ("person", PERSON, "012", False),
    ("person", PERSON, "3.10", False),
    ("person", PERSON, "0x1F", False),
    ("person", PERSON, "1e3", False),
    ("person", PERSON, "~", False),
    ("person", PERSON, "", False),
    ("person", PERSON, "true", False),
    ("person", PERSON, "李明(县局)", True),
    ("enterprise", ENTERPRISE, "007", True),
    ("enterprise", ENTERPRISE, '"60"', False),
    ("enterprise", ENTERPRISE, "约60人", False),
    ("enterprise", ENTERPRISE, "999999999999999", True),
    ("enterprise", ENTERPRISE, "1000000000000000", False),
    ("enterprise", EXPENSES, "999999999999999.5", True),
    ("enterprise", EXPENSES, "0.25", True),
    ("enterprise", EXPENSES, "-0.25", False),
    ("enterprise", JOINED, "2024-05-08", True),
    ("enterprise", JOINED, '"2024-05-08"', True),
    ("enterprise", JOINED, "2024-5-8", False),
    ("enterprise", JOINED, "2024-13-01", False),
    ("enterprise", JOINED, "2024-05-08 10:00:00", False),
    ("enterprise", JOINED, "0000-01-01", False),
]


@pytest.mark.parametrize(("name", "frame", "said", "sound"), AGREED)
def test_both_say_this_of_a_written_value(
    ledger: Path, name: str, frame: str, said: str, sound: bool
) -> None:
    text = frame.format(said)
    assert (not faults(ledger, KIND[name], text), valid(KIND[name], text)) == (sound, sound)


UNSAID = [
    ("person", PERSON, "yes"),
    ("person", PERSON, "12:30"),
    ("person", PERSON, "2024-05-08"),
    ("enterprise", ENTERPRISE, "0x10"),
    ("enterprise", ENTERPRISE, "+5"),
    ("enterprise", ENTERPRISE, "1.0"),
    ("enterprise", ENTERPRISE, "1e3"),
    ("enterprise", EXPENSES, "0.1234567"),
    ("enterprise", JOINED, "2024-02-30"),
    ("enterprise", JOINED, "1999-12-31"),
    ("enterprise", "- {{id: Q, name: 甲, high_risk: {}}}\n", "True"),
    ("enterprise", "- {{id: Q, name: 甲, tags: [{}]}}\n", "甲"),
    ("ledger", "{{name: 甲, format: {}}}\n", "99"),
    ("person", "{}\n", "null"),
]
"""What only the reader finds; each is named in ``$comment``."""


@pytest.mark.parametrize(("name", "frame", "said"), UNSAID)
def test_what_a_schema_cannot_say_is_said_to_be_so(
    ledger: Path, name: str, frame: str, said: str
) -> None:
    text = frame.format(said)
    assert faults(ledger, KIND[name], text)
    assert valid(KIND[name], text)


@pytest.mark.parametrize("lang", Lang)
def test_the_comment_names_the_limits(lang: Lang) -> None:
    comment = schema_of(KIND["hazard"], lang)["$comment"]
    assert all(sign in comment for sign in ("yes", "12:30", "0x10", "1e3", "True", "null"))


# -- they are schemas, and fit what we show ------------------------------------------------------


@pytest.mark.parametrize("name", KIND_NAMES)
@pytest.mark.parametrize("lang", Lang)
def test_it_is_a_schema(name: str, lang: Lang) -> None:
    Draft202012Validator.check_schema(json.loads(written(KIND[name], lang)))


@pytest.mark.parametrize("name", KIND_NAMES)
def test_every_example_fits_its_field(name: str) -> None:
    schema = schema_of(KIND[name], Lang.ZH)
    for cls in schema["$defs"].values():
        for key, field in cls["properties"].items():
            judge = Draft202012Validator({"$defs": schema["$defs"], **field})
            assert all(judge.is_valid(example) for example in field.get("examples", ())), key
    assert "examples" in str(schema["$defs"])


@pytest.mark.parametrize("root", ["data", "examples/tiny"])
def test_the_ledgers_we_show_fit(root: str) -> None:
    for kind in KINDS:
        pattern = f"{kind.folder}/**/*.yaml" if kind.folder else "ledger.yaml"
        paths = sorted((ROOT / root).glob(pattern))
        assert paths
        for path in paths:
            content = yaml.load(path.read_text(encoding="utf-8"), Core)
            assert [one.message for one in SCHEMA[kind.name].iter_errors(content)] == [], path
