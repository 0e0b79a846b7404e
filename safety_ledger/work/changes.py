"""What somebody wants recorded, as values: a new record, a new entry in a list, a field set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from safety_ledger.ledger import KeyPath
from safety_ledger.model import KIND

Values = Mapping[str, object]
"""Values by the keys of the files, in the types of the declarations."""


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record of a kind. ``path`` names its file; by default the one where its like are kept."""

    kind: str
    values: Values
    path: str = ""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An item of a list of a record: ``history`` of a hazard or task, ``changes`` of an enterprise.

    Dated items go where their date belongs, so that the list stays in date order.
    """

    kind: str
    id: str
    key: str
    values: Values


@dataclass(frozen=True, slots=True)
class SetField:
    """The field at ``path`` of a record set to ``value``; ``None`` takes it away.

    ``path`` may lead into mappings and lists, as in ``("responsible", "person")`` and
    ``("history", 2, "note")``; mappings that are not there yet are made.
    """

    kind: str
    id: str
    path: KeyPath
    value: object | None
    file: str = ""
    """The file of the record, where two share the id."""


Change = NewRecord | NewEntry | SetField


def id_of(change: Change) -> str:
    """The id of the record a change is about."""
    if isinstance(change, NewRecord):
        return str(change.values.get(KIND[change.kind].key, ""))
    return change.id


def evidence_in(value: object) -> list[str]:
    """The files of evidence that changes, or the values of one, refer to."""
    match value:
        case NewRecord(values=inner) | NewEntry(values=inner):
            return evidence_in(inner)
        case SetField(path=path, value=inner):
            return evidence_in({path[-1]: inner})
        case Mapping():
            inside = [one for inner in value.values() for one in evidence_in(inner)]
            return [*_listed(value.get("evidence")), *inside]
        case list() | tuple():
            return [one for inner in value for one in evidence_in(inner)]
        case _:
            return []


def _listed(value: object) -> list[str]:
    """One value or several, as they may be written in a file."""
    several = value if isinstance(value, (list, tuple)) else [value]
    return [one for one in several if isinstance(one, str)]
