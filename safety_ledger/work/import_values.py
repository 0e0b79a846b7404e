"""From a row to the values of a record, with every reason why it is not one yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from safety_ledger.ledger import Ledger
from safety_ledger.model.declaration import Kind, Nested, fields_of, shape_of
from safety_ledger.sheets.aliases import SITE, Path
from safety_ledger.sheets.cells import Scope, convert, plain, text_of
from safety_ledger.sheets.columns import known_columns, label_of
from safety_ledger.sheets.grid import Raw
from safety_ledger.sheets.headings import Row
from safety_ledger.sheets.unclear import Unclear
from safety_ledger.text import Text
from safety_ledger.work.import_sites import Site, Sites

CRITERION: Final[Path] = ("criterion",)
_REFERENCES: Final = frozenset({("enterprise",), ("liable",), ("enterprises",)})
_ARTICLE: Final = re.compile(
    r"(?P<standard>.*?(?:标准|规定|办法|规范|条例|规程)(?:[(（][^)）]*[)）])?)\s*"
    r"(?P<article>第.+|[0-9]+(?:[.、-][0-9]+)*)"
)


@dataclass(slots=True)
class Draft:
    """What a row says, by field; what is unclear in it; what to know of it."""

    values: dict[Path, object] = field(default_factory=dict)
    reasons: list[Text] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    failed: set[Path] = field(default_factory=set)
    """Fields that have a cell which gives no value: they are not missing as well."""

    def fail(self, path: Path, why: Text) -> None:
        """A cell that cannot be taken."""
        self.failed.add(path)
        self.reasons.append(why)


@dataclass(frozen=True, slots=True)
class Reading:
    """What rows are read against."""

    kind: Kind
    sites: Sites
    scope: Scope


def reading(ledger: Ledger, kind: Kind) -> Reading:
    """Rows of a kind read against a ledger."""
    return Reading(kind, Sites(ledger), Scope(ledger.period, ledger.file.added))


def drafted(row: Row, how: Reading) -> Draft:
    """Everything a row says of a record."""
    draft = Draft()
    for path, cell in row.cells.items():
        if path == SITE or path in _REFERENCES:
            continue
        if path == CRITERION:
            _criterion(draft, cell)
        elif path in known_columns(how.kind.name):
            _field(draft, path, cell, how)
    _references(draft, row, how)
    return draft


def _field(draft: Draft, path: Path, cell: Raw, how: Reading) -> None:
    known = known_columns(how.kind.name)[path]
    value = convert(cell, known.field.type, how.scope)
    if isinstance(value, Unclear):
        draft.fail(path, _of(known.field.label, value.why))
    elif value is not None:
        draft.values[path] = value


def _of(label: Text, why: Text) -> Text:
    return Text(f"{label.zh}：{why.zh}", f"{label.en}: {why.en}")


def _criterion(draft: Draft, cell: Raw) -> None:
    """Standard and article told apart only where the standard's name plainly ends."""
    text = text_of(cell)
    if isinstance(text, Unclear):
        draft.fail(CRITERION, _of(label_of("hazard", CRITERION), text.why))
        return
    match = _ARTICLE.fullmatch(text)
    standard = match["standard"].strip() if match is not None else text
    draft.values[("criterion", "standard")] = standard
    if match is not None:
        draft.values[("criterion", "article")] = match["article"].strip()


def _references(draft: Draft, row: Row, how: Reading) -> None:
    """The enterprises a row names. Id and name, when both are there, must agree."""
    if how.kind.name == "hazard":
        _site(draft, row, how)
    for path in (("liable",), ("enterprises",)):
        if path not in row.cells:
            continue
        parts = re.split(r"[、,，;；\n]+", str(text_of(row.cells[path])))
        found = [_found(draft, path, part.strip(), how) for part in parts if part.strip()]
        ids = [id_ for id_ in found if id_ is not None]
        if ids and path not in draft.failed:
            draft.values[path] = ids[0] if path == ("liable",) else ids
    if draft.values.get(("liable",)) == draft.values.get(("enterprise",)):
        draft.values.pop(("liable",), None)


def _site(draft: Draft, row: Row, how: Reading) -> None:
    """The enterprise of a hazard. Where a body answers, its name may stand in both columns."""
    path: Path = ("enterprise",)
    body = draft.values.get(("body", "name"))
    if body is not None and path not in row.cells and _says(row, SITE) in {"", plain(str(body))}:
        return
    found = {
        id_
        for column in (path, SITE)
        if column in row.cells
        and (id_ := _found(draft, path, str(text_of(row.cells[column])), how))
    }
    if len(found) > 1:
        why = Text("企业编号和企业名称不是同一家", "the id and the name are of two enterprises")
        draft.fail(path, why)
    elif found and path not in draft.failed:
        draft.values[path] = found.pop()


def _says(row: Row, path: Path) -> str:
    return plain(str(text_of(row.cells[path]))) if path in row.cells else ""


def _found(draft: Draft, path: Path, written: str, how: Reading) -> str | None:
    site = how.sites.find(written)
    if isinstance(site, Site):
        if site.note is not None:
            draft.notes.append(site.note)
        return site.id
    draft.fail(path, site)
    return None


# -- the record as a whole ----------------------------------------------------------------------


def whole(kind: Kind, values: Mapping[Path, object]) -> dict[str, object]:
    """The values by the keys of the files, in the order of the declarations."""
    made: dict[str, object] = {}
    for one in fields_of(kind.cls):
        if isinstance(one.type, Nested):
            inner = {
                key: values[one.key, key]
                for key in (part.key for part in fields_of(one.type.cls))
                if (one.key, key) in values
            }
            if inner:
                made[one.key] = inner
        elif (one.key,) in values:
            made[one.key] = values[one.key,]
    return made


def missing(kind: Kind, draft: Draft) -> Text | None:
    """The facts a record cannot do without and the row does not give."""
    lacking = list(_missing(kind, draft))
    if not lacking:
        both = {path[0] for path in draft.values} >= set(shape_of(kind.cls).one_of or ("?",))
        return _BOTH if both else None
    return _LACKS.filled(what=lacking)


def _missing(kind: Kind, draft: Draft) -> Iterator[Text]:
    given = {path[0] for path in draft.values} | {path[0] for path in draft.failed}
    shape = shape_of(kind.cls)
    if shape.one_of and not given & set(shape.one_of):
        yield Text("企业名称或企业编号", "enterprise")
    for one in fields_of(kind.cls):
        needed = one.required or one.key in _variant(kind, draft)
        if one.key == "id" or one.key in shape.one_of:
            continue
        if needed and one.key not in given:
            yield _AT_LEAST.get(one.key, one.label)
        if isinstance(one.type, Nested) and one.key in given:
            yield from _missing_inside(one.key, one.type.cls, draft)


_BOTH: Final = Text(
    "企业和“单位或部位”只能填一个", "give an enterprise or a body, not both of them"
)
_LACKS: Final = Text("缺{what}", "lacks {what}")
_AT_LEAST: Final = {
    "responsible": Text(
        "责任（整改责任人、属地科室、科室责任人等至少一项）",
        "who is responsible (rectifier, section or person)",
    )
}


def _missing_inside(key: str, cls: type[Any], draft: Draft) -> Iterator[Text]:
    for part in fields_of(cls):
        path = (key, part.key)
        if part.required and path not in draft.values and path not in draft.failed:
            yield part.label


def _variant(kind: Kind, draft: Draft) -> frozenset[str]:
    """The keys asked for by the source; where that is not known, those that most ask for."""
    shape = shape_of(kind.cls)
    if not shape.variants:
        return frozenset()
    known = shape.variants.get(str(draft.values.get((shape.by,), "")))
    most = max(shape.variants.values(), key=lambda one: len(one.required))
    return (known or most).required
