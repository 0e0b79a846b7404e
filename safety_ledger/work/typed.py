"""Words as people type them (options, rows of a visit) made into values of a declared field.

The conversion is the reader's own, so that what is accepted here is what a file may hold. Several
names in one word are split at ``、`` and commas where the field takes a list of names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

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
)
from safety_ledger.store.scalars import Bare, Refused, converter
from safety_ledger.text import Text

Words = object
"""A text or several texts; whatever else somebody gives is refused."""

_BETWEEN: Final = re.compile(r"\s*[、，,]\s*")
_ONE_VALUE: Final = Text("{key} 只能有一个值", "{key} takes one value")


class Misfit(Exception):
    """What was typed for a field is no value of it; ``say`` with ``params`` tells why."""

    def __init__(self, message: Text, params: Mapping[str, object]) -> None:
        super().__init__(message.en)
        self.message = message
        self.params = params


def typed(one: Field, words: Words, ledger: Ledger) -> Any:  # noqa: ANN401 - of the field's type
    """The value that was typed for a field. Raises :class:`Misfit`."""
    return _typed(one.type, one, words, ledger)


def _typed(type_: Type, one: Field, words: Words, ledger: Ledger) -> Any:  # noqa: ANN401 - as above
    match type_:
        case Nested() | Either():
            raise TypeError(f"{one.key} is typed part by part")
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
        raise Misfit(fault.code.message, fault.params) from None


def split(words: Sequence[str]) -> list[str]:
    """Names as typed: each word may hold several, parted by ``、`` or a comma."""
    return [name for word in words for name in _BETWEEN.split(word.strip()) if name]
