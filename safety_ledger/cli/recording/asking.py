"""What a recording command asks for: options made from the declared fields, and questions on a terminal.

A question has the field's own label, choices and a default; what was given as an option is not asked.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final

import typer

from safety_ledger.cli.completion import COMPLETERS, of_terms
from safety_ledger.cli.usage import WrongUsage
from safety_ledger.cli.words import LANG, say
from safety_ledger.ledger import Ledger
from safety_ledger.model.declaration import (
    Field,
    Form,
    Listed,
    Many,
    Nested,
    OpenTerm,
    Ref,
    Scalar,
    Term,
    Type,
    fields_of,
)
from safety_ledger.text import Text
from safety_ledger.work.typed import Misfit, split, typed

Given = Mapping[str, Any]
"""What was typed: by option name, a text or a list of texts; absent what was not."""

_TERMS: Final = Text("{label}：{words}", "{label}: {words}")
_HELP: Final = Text("{label}，如 {example}", "{label}, such as {example}")
_MISSING: Final = Text("缺少 {options}", "missing {options}")
_WRONG: Final = Text("{option}：{why}", "{option}: {why}")


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to ask for: the path of keys it fills, the field, and how."""

    path: tuple[str, ...]
    field: Field
    option: str
    required: bool = False
    asked: bool = True
    """Whether a person at a terminal is asked for it when it is not given."""

    @property
    def name(self) -> str:
        """The parameter's name in Python."""
        return self.option.replace("-", "_")

    @property
    def many(self) -> bool:
        """Whether it may be given more than once."""
        return isinstance(self.field.type, Many)

    @property
    def label(self) -> str:
        """What it is called."""
        return say(self.field.label)


def asks_of(
    cls: type[Any], keys: Iterable[str], *, prefixes: Mapping[str, str] | None = None
) -> list[Ask]:
    """What to ask for the declared keys of a record; a nested record is asked for part by part.

    ``prefixes`` gives what stands before the options of a nested record's parts.
    """
    wanted = set(keys)
    found: list[Ask] = []
    for one in fields_of(cls):
        if one.key not in wanted:
            continue
        if isinstance(one.type, Nested):
            prefix = (prefixes or {}).get(one.key, f"{one.key}-")
            found += [
                Ask((one.key, part.key), part, _option(prefix + part.key), asked=False)
                for part in fields_of(one.type.cls)
            ]
        else:
            found.append(Ask((one.key,), one, _option(one.key), one.required))
    return found


def _option(key: str) -> str:
    return key.replace("_", "-")


def answered(asks: Iterable[Ask], given: Given, ledger: Ledger) -> dict[str, Any]:
    """The values given for some of what is asked, by option."""
    return {
        one.option: valued(one, given[one.option], ledger) for one in asks if one.option in given
    }


# -- options ------------------------------------------------------------------------------------


def asking(asks: Sequence[Ask]) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Let a command take an option for each thing asked; they reach it as one mapping ``given``."""
    shared = [_parameter(one) for one in asks]
    names = {one.name: one.option for one in asks}

    def decorate(command: Callable[..., int]) -> Callable[..., int]:
        signature = inspect.signature(command, eval_str=True)
        own = [one for one in signature.parameters.values() if one.name != "given"]

        @functools.wraps(command)
        def run(**values: Any) -> int:  # noqa: ANN401 - Typer gives what the signature declares
            given = {names[name]: word for name, word in values.items() if name in names and word}
            rest = {name: value for name, value in values.items() if name not in names}
            return command(**rest, given=given)

        parameters = [*own[:-1], *shared, *own[-1:]]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # read by Typer
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        return run

    return decorate


def _parameter(one: Ask) -> inspect.Parameter:
    option = typer.Option(
        f"--{one.option}",
        metavar=_metavar(one.field.type),
        help=_help(one.field),
        show_default=False,
        autocompletion=_completer(one.field.type),
    )
    kind: Any = list[str] | None if one.many else str | None
    return inspect.Parameter(
        one.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[kind, option],
    )


def _help(one: Field) -> str:
    words = terms_of(one.type)
    if words:
        return say(_TERMS, label=one.label, words=words)
    if not one.example:
        return say(one.label)
    return say(_HELP, label=one.label, example=one.example.strip('"[]').split(", "))


def _metavar(type_: Type) -> str:
    match type_:
        case Many(of):
            return _metavar(of)
        case Scalar(Form.DATE):
            return "DATE"
        case Scalar(Form.WHOLE | Form.DECIMAL):
            return "N"
        case Scalar(Form.FLAG):
            return "true|false"
        case Ref():
            return "ID"
        case _:
            return "TEXT"


def terms_of(type_: Type) -> tuple[str, ...]:
    """The words a field can have, when it is one of a list."""
    match type_:
        case Many(of):
            return terms_of(of)
        case Term(terms):
            return tuple(str(term) for term in terms)
        case OpenTerm(_, terms):
            return terms
        case Scalar(Form.FLAG):
            return ("true", "false")
        case _:
            return ()


def _completer(type_: Type) -> Callable[[str], list[str]] | None:
    match type_:
        case Many(of):
            return _completer(of)
        case Ref(kind):
            return COMPLETERS[kind]
        case Listed(name):
            return COMPLETERS[name]
        case _:
            words = terms_of(type_)
            return of_terms(words) if words else None


# -- values -------------------------------------------------------------------------------------


def valued(one: Ask, words: Any, ledger: Ledger) -> Any:  # noqa: ANN401 - of the field's type
    """The value typed for a question; wrong usage with the reason when it is none."""
    if one.many and not isinstance(words, str):
        words = split(words) if splits(one) else list(words)
    try:
        return typed(one.field, words, ledger)
    except Misfit as misfit:
        why = misfit.message.say(LANG, misfit.params)
        raise WrongUsage(say(_WRONG, option=f"--{one.option}", why=why)) from None


def splits(one: Ask) -> bool:
    """Paths of evidence may hold a comma; names and ids do not."""
    return one.field.key != "evidence"


def laid_out(asks: Sequence[Ask], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by option made into values by key, in the order of ``asks``; a nested record's together."""
    record: dict[str, Any] = {}
    for one in asks:
        if one.option not in values:
            continue
        holder = record
        for step in one.path[:-1]:
            holder = holder.setdefault(step, {})
        holder[one.path[-1]] = values[one.option]
    return record


def missing(options: Iterable[str]) -> WrongUsage:
    """Wrong usage: these options are needed."""
    return WrongUsage(say(_MISSING, options=[f"--{one}" for one in options]))
