"""Words as people type them (options, cells of a table) made into values of a declared field.

The conversion is the reader's own, so that what is accepted here is what a file may hold. Several
names in one word are split at ``、`` and commas where the field takes a list of names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from safety_ledger.diagnostics import Code
from safety_ledger.ledger import Ledger
from safety_ledger.model.declaration import (
    Either,
    Field,
    Form,
    Many,
    Nested,
    Scalar,
    Term,
    Type,
    fields_of,
)
from safety_ledger.rules import shape
from safety_ledger.store.scalars import Bare, Refused, converter
from safety_ledger.text import Text

Words = object
"""A text, several texts, or a mapping of keys to such."""

_BETWEEN: Final = re.compile(r"\s*[、，,]\s*")
_ONE_VALUE: Final = Text("{key} 只能有一个值", "{key} takes one value")
_A_MAPPING: Final = Text("{key} 要分项填写", "{key} is made of parts")


class Misfit(Exception):
    """What was typed for a field is no value of it; ``say`` with ``params`` tells why."""

    def __init__(
        self, message: Text, params: Mapping[str, object], code: Code | None = None
    ) -> None:
        super().__init__(message.en)
        self.message = message
        self.params = params
        self.code = code


def typed(one: Field, words: Words, ledger: Ledger) -> Any:  # noqa: ANN401 - of the field's type
    """The value that was typed for a field. Raises :class:`Misfit`."""
    return _typed(one.type, one, words, ledger)


def typed_record(cls: type[Any], words: Mapping[str, Words], ledger: Ledger) -> dict[str, Any]:
    """Values by key for a record class, in the order of ``words``. Raises :class:`Misfit`."""
    fields = {one.key: one for one in fields_of(cls)}
    for key in words:
        if key not in fields:
            raise Misfit(shape.UNKNOWN_KEY.message, {"key": key, "hint": ""}, shape.UNKNOWN_KEY)
    return {key: typed(fields[key], value, ledger) for key, value in words.items()}


def _typed(type_: Type, one: Field, words: Words, ledger: Ledger) -> Any:  # noqa: ANN401 - as above
    match type_:
        case Nested(cls):
            if not isinstance(words, Mapping):
                raise Misfit(_A_MAPPING, {"key": one.key})
            return typed_record(cls, words, ledger)
        case Either(bare, nested):
            return _typed(nested if isinstance(words, Mapping) else bare, one, words, ledger)
        case Many():
            return _several(type_, one, words, ledger)
        case _:
            if not isinstance(words, str):
                raise Misfit(_ONE_VALUE, {"key": one.key})
            return _bare(type_, one, words, ledger)


def _several(type_: Many, one: Field, words: Words, ledger: Ledger) -> Any:  # noqa: ANN401 - as above
    given = list(words) if isinstance(words, Sequence) and not isinstance(words, str) else [words]
    values = [_typed(type_.of, one, word, ledger) for word in given]
    return values[0] if type_.or_one and len(values) == 1 else values


def _bare(type_: Bare, one: Field, words: str, ledger: Ledger) -> Any:  # noqa: ANN401 - as above
    convert = converter(type_, one.key, one.example, ledger.period, ledger.file.added)
    quoted = not isinstance(type_, Term) and not (
        isinstance(type_, Scalar) and type_.form in {Form.WHOLE, Form.DECIMAL, Form.FLAG}
    )
    try:
        return convert(words.strip(), quoted)
    except Refused as refused:
        fault = refused.fault
        raise Misfit(fault.code.message, fault.params, fault.code) from None


def split(words: Sequence[str]) -> list[str]:
    """Names as typed: each word may hold several, parted by ``、`` or a comma."""
    return [name for word in words for name in _BETWEEN.split(word.strip()) if name]
