"""The options that commands share, each declared once."""

from __future__ import annotations

import dataclasses
import functools
import inspect
import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, get_type_hints

import typer

from safety_ledger.cli.completion import COMPLETERS, Completer, of_terms
from safety_ledger.cli.usage import choice
from safety_ledger.cli.words import say
from safety_ledger.text import Text
from safety_ledger.vocabulary import Level, Source, Status

_LEDGER: Final = Text(
    "台账目录；不写则取 SAFETY_LEDGER，再往上逐级查找",
    "the ledger's folder; else SAFETY_LEDGER, else found by walking up",
)
_OUTPUT: Final = Text("写入文件，不写则输出到屏幕", "write to a file instead of stdout")
_VERBOSE: Final = Text("说明读了什么、用时多少", "say what was read and how long it took")


def argument(metavar: str, help_: Text, offers: Completer | None = None) -> Any:  # noqa: ANN401 - what typer gives
    """An argument, or several of them when it is a list; ``offers`` completes it."""
    return typer.Argument(
        metavar=metavar, help=say(help_), show_default=False, autocompletion=offers
    )


def worded(name: str, help_: Text, metavar: str = "TEXT", offers: Completer | None = None) -> Any:  # noqa: ANN401 - as above
    """An option that takes a word, or several of them when it is a list; ``offers`` completes it."""
    return typer.Option(
        name, metavar=metavar, help=say(help_), show_default=False, autocompletion=offers
    )


def one_of(name: str, help_: Text, kind: type[StrEnum]) -> Any:  # noqa: ANN401 - as above
    """An option that takes one of a few words."""
    return typer.Option(
        name,
        parser=choice(kind),
        autocompletion=of_terms(kind),
        metavar="|".join(kind),
        help=say(help_),
    )


def flag(name: str, help_: Text) -> Any:  # noqa: ANN401 - as above
    """An option that is there or not."""
    return typer.Option(name, help=say(help_))


if TYPE_CHECKING:
    _Path = Path
else:
    _Path = type(Path())


class Folder(_Path):
    """A path typed with a slash at its end: a folder, whether it is there already or not."""


def _output(word: str) -> Path:
    return Folder(word) if word.endswith(("/", os.sep)) else Path(word)


LedgerOption = Annotated[
    Path | None,
    worded("--ledger", _LEDGER, "PATH"),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", parser=_output, metavar="FILE", help=say(_OUTPUT), show_default=False),
]
VerboseOption = Annotated[bool, flag("--verbose", _VERBOSE)]


class Format(StrEnum):
    """The forms a report can have."""

    TERMINAL = "terminal"
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


_AS_OF: Final = Text(
    "截至哪一天（YYYY-MM-DD）；不写则取 SAFETY_LEDGER_TODAY，再取今天",
    "the day (YYYY-MM-DD); else SAFETY_LEDGER_TODAY, else today",
)
_FORMAT: Final = Text("输出格式；不写则屏幕上彩色、管道里纯文本", "the form of the output")
_ENTERPRISE: Final = Text(
    "只看这家企业（编号或全称），可重复", "only this enterprise (id or exact name); may be repeated"
)
_SECTION: Final = Text("只看这个科室，可重复", "only this section; may be repeated")
_PERSON: Final = Text(
    "只看这位科室责任人，可重复", "only this person of a section; may be repeated"
)
_AREA: Final = Text("只看这个片区，可重复", "only this area; may be repeated")
_INDUSTRY: Final = Text("只看这个行业，可重复", "only this industry; may be repeated")
_LEVEL: Final = Text("只看这个级别，可重复", "only this level; may be repeated")
_SOURCE: Final = Text("只看这个来源，可重复", "only this source; may be repeated")
_STATUS: Final = Text("只看这个状态，可重复", "only this status; may be repeated")
_SINCE: Final = Text("登记日期不早于", "registered on or after")
_UNTIL: Final = Text("登记日期不晚于", "registered on or before")
_ALL: Final = Text("包括已了结的全部记录", "everything found by that day, ended or not")


AsOfOption = Annotated[str | None, worded("--as-of", _AS_OF, "DATE")]
_KNOWN_AT: Final = Text(
    "按 git 里某个版本或某天（YYYY-MM-DD）结束时的台账出表；不写则用现在的文件",
    "the ledger as git had it at a revision or by the end of a day (YYYY-MM-DD); else as it is now",
)


@dataclass(frozen=True, slots=True)
class DayOptions:
    """What everything takes that looks at a day and is printed as a report."""

    ledger: LedgerOption = None
    as_of: AsOfOption = None
    form: Annotated[
        Format | None,
        one_of("--format", _FORMAT, Format),
    ] = None
    output: OutputOption = None
    verbose: VerboseOption = False


@dataclass(frozen=True, slots=True)
class ReportOptions(DayOptions):
    """What every report takes: what was true (``--as-of``), as known when (``--known-at``)."""

    known_at: Annotated[
        str | None,
        worded("--known-at", _KNOWN_AT, "REV|DATE"),
    ] = None


Words = list[str] | None
EnterpriseOption = Annotated[
    Words, worded("--enterprise", _ENTERPRISE, offers=COMPLETERS["enterprise"])
]
AreaOption = Annotated[Words, worded("--area", _AREA, offers=COMPLETERS["areas"])]
IndustryOption = Annotated[Words, worded("--industry", _INDUSTRY, offers=COMPLETERS["industries"])]


@dataclass(frozen=True, slots=True)
class WhoOptions(ReportOptions):
    """Whose things are wanted: the same filter repeated is or, different ones are and."""

    enterprise: EnterpriseOption = None
    section: Annotated[Words, worded("--section", _SECTION, offers=COMPLETERS["sections"])] = None
    person: Annotated[Words, worded("--person", _PERSON, offers=COMPLETERS["person"])] = None


@dataclass(frozen=True, slots=True)
class SelectionOptions(WhoOptions):
    """Filters by what a record says."""

    area: AreaOption = None
    industry: IndustryOption = None
    level: Annotated[Words, worded("--level", _LEVEL, offers=of_terms(Level))] = None
    source: Annotated[Words, worded("--source", _SOURCE, offers=of_terms(Source))] = None


@dataclass(frozen=True, slots=True)
class ListOptions(SelectionOptions):
    """What every list takes besides: filters by standing and by the day of registration."""

    status: Annotated[Words, worded("--status", _STATUS, offers=of_terms(Status))] = None
    since: Annotated[str | None, worded("--since", _SINCE, "DATE")] = None
    until: Annotated[str | None, worded("--until", _UNTIL, "DATE")] = None
    all: Annotated[bool, flag("--all", _ALL)] = False


@functools.cache
def _parameters(options: type[Any]) -> tuple[inspect.Parameter, ...]:
    hints = get_type_hints(options, include_extras=True)
    return tuple(
        inspect.Parameter(
            one.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=one.default,
            annotation=hints[one.name],
        )
        for one in dataclasses.fields(options)
    )


def taking(options: type[Any]) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Let a command take all options of a class, which reach it as one value named ``options``.

    So they are declared once, however many commands share them.
    """
    shared = _parameters(options)  # type: ignore[arg-type] # mypy takes a class for not hashable

    def decorate(command: Callable[..., int]) -> Callable[..., int]:
        own = [
            one
            for one in inspect.signature(command, eval_str=True).parameters.values()
            if one.name != "options"
        ]

        @functools.wraps(command)
        def run(**values: Any) -> int:  # noqa: ANN401 - Typer gives what the signature declares
            names = {one.name for one in shared}
            given = {name: value for name, value in values.items() if name in names}
            rest = {name: value for name, value in values.items() if name not in names}
            return command(**rest, options=options(**given))

        parameters = [*own, *shared]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # read by Typer
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        return run

    return decorate
