"""By what a row without an id is recognised as one the ledger has, and what people know it by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from safety_ledger.sheets.aliases import SITE, Path
from safety_ledger.sheets.cells import plain, text_of
from safety_ledger.sheets.columns import Use
from safety_ledger.sheets.grid import is_blank
from safety_ledger.sheets.headings import Row, Table
from safety_ledger.vocabulary import Status

Key = tuple[object, ...]

_BEGINNINGS: Final = frozenset({Status.UNVERIFIED, Status.UNNOTIFIED})
_SHOWN: Final[Mapping[str, tuple[tuple[Path, ...], tuple[Path, ...]]]] = {
    "hazard": ((SITE, ("enterprise",), ("body", "name")), (("title",),)),
    "enterprise": ((("name",),), (("uscc",),)),
    "activity": ((("enterprises",),), (("kind",), ("date",))),
}
"""The fields that tell people which row it is: the enterprise, then the matter."""


def key_of_values(kind: str, values: Mapping[Path, object]) -> Key:
    """What tells a row from others: for a hazard where, what, since when, and at which spot."""
    match kind:
        case "hazard":
            body = values.get(("body", "name"))
            site = values.get(("enterprise",)) or (plain(str(body)) if body else None)
            return (
                site,
                _plain(values.get(("title",))),
                values.get(("found_on",)),
                _plain(values.get(("location",))),
            )
        case "enterprise":
            return (_plain(values.get(("name",))),)
        case _:
            return (
                values.get(("date",)),
                values.get(("kind",)),
                _set(values.get(("enterprises",))),
                _set(values.get(("topics",))),
            )


def key_of_record(kind: str, record: Any) -> Key:  # noqa: ANN401 - a record of that kind
    """The same of a record."""
    match kind:
        case "hazard":
            site = record.enterprise or (plain(record.body.name) if record.body else None)
            return (site, plain(record.title), record.found_on, _plain(record.location))
        case "enterprise":
            return (plain(record.name),)
        case _:
            return (record.date, record.kind, _set(record.enterprises), _set(record.topics))


def _plain(value: object) -> str:
    return plain(str(value)) if value else ""


def _set(value: object) -> frozenset[object]:
    return frozenset(value) if isinstance(value, list | tuple) else frozenset()


def shown(kind: str, row: Row) -> tuple[str | None, str | None]:
    """What people know a row by: the enterprise and the matter, as the table has them."""
    about, what = _SHOWN[kind]
    first = next((str(text_of(row.cells[path])) for path in about if path in row.cells), None)
    parts = [str(text_of(row.cells[path])) for path in what if path in row.cells]
    return first, " ".join(parts) or None


def has_course(row: Row, table: Table) -> bool:
    """Whether a row tells what was done afterwards, or that it is no longer at its beginning."""
    status = row.cells.get(("status",))
    if status is not None and str(status) not in _BEGINNINGS:
        return True
    return any(
        one.use is Use.COURSE and one.at < len(row.raw) and not is_blank(row.raw[one.at])
        for one in table.headings
    )
