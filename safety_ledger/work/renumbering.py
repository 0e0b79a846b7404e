"""An id and every reference to it, as changes to be made in one step.

Two branches can mint the same id; the one that is merged second is renumbered. References are found
by the declarations: whatever field is declared to name a record of the kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from safety_ledger.ledger import KeyPath, Ledger
from safety_ledger.model import KIND
from safety_ledger.model.declaration import Either, Many, Nested, Ref, Type, fields_of
from safety_ledger.work.changes import Change, SetField
from safety_ledger.work.placing import located

_KINDS: Final = ("enterprise", "hazard", "activity", "risk", "task")


def renumbered(ledger: Ledger, old: str, new: str, path: str | None = None) -> list[Change]:
    """The changes that give the record ``old`` the id ``new``; none when there is no such record.

    With ``path``, where two records share the id: only the one in that file, and the references of
    that file; the others stay with its namesake.
    """
    kind = next((kind for kind in _KINDS if any(located(ledger, kind, old, path or ""))), None)
    if kind is None:
        return []
    changes: list[Change] = []
    for holder in ("enterprise", "hazard", "activity", "risk"):
        for record in ledger.records(holder):
            if path is None or (record.origin and record.origin.path == path):
                changes += _references(record, holder, kind, old, new)
    own = SetField(kind, old, ("id",), new, path or "")
    return [*changes, own]


def _references(record: Any, holder: str, kind: str, old: str, new: str) -> Iterator[Change]:  # noqa: ANN401 - a record of any kind
    for where in _paths(record, type(record), kind, old):
        yield SetField(holder, getattr(record, KIND[holder].key), where, new, record.origin.path)


def _paths(record: Any, cls: type[Any], kind: str, old: str) -> Iterator[KeyPath]:  # noqa: ANN401 - as above
    for one in fields_of(cls):
        value = getattr(record, one.name)
        if value is not None:
            yield from ((one.key, *rest) for rest in _within(value, one.type, kind, old))


def _within(value: Any, type_: Type, kind: str, old: str) -> Iterator[KeyPath]:  # noqa: ANN401 - as above
    match type_:
        case Ref(named):
            if named == kind and value == old:
                yield ()
        case Nested(cls) | Either(nested=Nested(cls)):
            if isinstance(value, cls):
                yield from _paths(value, cls, kind, old)
        case Many(of):
            for ordinal, item in enumerate(value):
                yield from ((ordinal, *rest) for rest in _within(item, of, kind, old))
        case _:
            return
