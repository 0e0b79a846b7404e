"""``notice``: a paper drafted from the record, for one hazard, one notice or one enterprise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

from safety_ledger.cli.answering import day_asked
from safety_ledger.cli.completion import COMPLETERS
from safety_ledger.cli.options import (
    AsOfOption,
    LedgerOption,
    OutputOption,
    VerboseOption,
    argument,
    one_of,
    taking,
    worded,
)
from safety_ledger.cli.printing import verdict
from safety_ledger.cli.streams import on_terminal, put
from safety_ledger.cli.usage import WrongUsage, several, unknown
from safety_ledger.cli.words import say, tell
from safety_ledger.reports.notices.kinds import PaperKind
from safety_ledger.text import Text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from safety_ledger.lists import Day
    from safety_ledger.reports.notices.paper import Paper
    from safety_ledger.reports.notices.subject import Choice

_NOTICE: Final = Text(
    "出文书：整改通知书、复查记录表、督办函、约谈通知、销号审批表、现场检查表；"
    "文号、印章、签名留空并标明。",
    "Draft a paper from the record; number, seal and signatures are left blank and marked.",
)
_WANTED: Final = Text(
    "隐患编号；企业编号或全称（其全部在账隐患）；或通知书文号",
    "a hazard; an enterprise (all its open hazards); or the number of a notice",
)
_ENTERPRISE: Final = Text("这家企业的全部在账隐患", "all open hazards of this enterprise")
_KIND: Final = Text("文书种类；不写则按隐患所处的环节", "the kind; else what comes next")
_FORMAT: Final = Text(
    "输出格式；不写则看 --output 的后缀，再取 html（屏幕上取 text）",
    "the form; else by the suffix of --output, else html (text on a screen)",
)
_MISSING: Final = Text(
    "要写隐患编号、企业或通知书文号", "name a hazard, an enterprise or the number of a notice"
)
_TWICE: Final = Text("编号和 --enterprise 只写一个", "give an id or --enterprise, not both")
_NOTHING: Final = Text(
    "没有“{word}”：不是隐患编号、企业，也不是通知书文号",
    "“{word}” is no hazard, no enterprise and no number of a notice",
)
_ELSEWHERE: Final = Text(
    "该企业场所内另有由其他单位整改的隐患，未列入：{ids}",
    "left out, because other units must put them right: {ids}",
)


class PaperFormat(StrEnum):
    """The forms a paper can have."""

    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"


_SUFFIXES: Final = {
    ".html": PaperFormat.HTML,
    ".htm": PaperFormat.HTML,
    ".md": PaperFormat.MARKDOWN,
    ".txt": PaperFormat.TEXT,
}


@dataclass(frozen=True, slots=True)
class PaperOptions:
    """What a paper takes."""

    ledger: LedgerOption = None
    as_of: AsOfOption = None
    form: Annotated[
        PaperFormat | None,
        one_of("--format", _FORMAT, PaperFormat),
    ] = None
    output: OutputOption = None
    verbose: VerboseOption = False


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=say(_NOTICE))(notice)


@taking(PaperOptions)
def notice(
    options: PaperOptions,
    wanted: Annotated[str | None, argument("ID", _WANTED, COMPLETERS["record"])] = None,
    enterprise: Annotated[
        str | None,
        worded("--enterprise", _ENTERPRISE, offers=COMPLETERS["enterprise"]),
    ] = None,
    kind: Annotated[
        PaperKind | None,
        one_of("--kind", _KIND, PaperKind),
    ] = None,
) -> int:
    """A paper about a hazard, an enterprise or a notice."""
    from safety_ledger.reports.notices.drafting import drafts
    from safety_ledger.reports.notices.subject import Declined

    if wanted is not None and enterprise is not None:
        raise WrongUsage(say(_TWICE))
    day = day_asked(options)
    asked = _asked(day, wanted, enterprise)
    papers = drafts(asked, kind, day)
    if isinstance(papers, Declined):
        raise WrongUsage(say(papers.why))
    form = _form(options)
    put(_rendered(papers, form, day.date), options.output, utf8=form is not PaperFormat.TEXT)
    _tell_of_others(day, asked)
    return verdict(day.ledger)


def _asked(day: Day, wanted: str | None, enterprise: str | None) -> Choice:
    from safety_ledger.reports.notices.subject import Asked, chosen, names

    word = enterprise or wanted
    if word is None:
        raise WrongUsage(say(_MISSING))
    if len(called := day.ledger.called(word)) > 1:
        raise several(word, [one.id for one in called])
    found = chosen(day, word)
    if found is None or (enterprise is not None and found.asked is not Asked.ENTERPRISE):
        raise unknown(say(_NOTHING, word=word), word, names(day))
    return found


def _form(options: PaperOptions) -> PaperFormat:
    if options.form is not None:
        return options.form
    if options.output is None:
        return PaperFormat.TEXT if on_terminal(None) else PaperFormat.HTML
    return _SUFFIXES.get(options.output.suffix.lower(), PaperFormat.HTML)


def _rendered(papers: Sequence[Paper], form: PaperFormat, as_of: dt.date) -> str:
    from safety_ledger.render.paper import papers_as_html, papers_as_markdown, papers_as_text

    match form:
        case PaperFormat.HTML:
            return papers_as_html(papers, as_of)
        case PaperFormat.MARKDOWN:
            return papers_as_markdown(papers)
        case PaperFormat.TEXT:
            return papers_as_text(papers)


def _tell_of_others(day: Day, asked: Choice) -> None:
    """What lies on the site but is another's to put right would otherwise be missed (plan §18)."""
    from safety_ledger.reports.notices.subject import elsewhere

    others = elsewhere(day, asked.enterprise) if asked.enterprise is not None else ()
    if others:
        tell(say(_ELSEWHERE, ids=[view.id for view in others]))
