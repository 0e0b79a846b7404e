"""The reports: each command loads the ledger, asks one question, and prints the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from safety_ledger.cli.answering import answer, listed
from safety_ledger.cli.completion import COMPLETERS
from safety_ledger.cli.filters import filter_of
from safety_ledger.cli.options import ListOptions, ReportOptions, argument, flag, one_of, taking
from safety_ledger.cli.usage import WrongUsage, several, unknown
from safety_ledger.cli.words import say
from safety_ledger.reports.by import By
from safety_ledger.text import Text

if TYPE_CHECKING:
    from safety_ledger.lists import Day
    from safety_ledger.reports.report import Report

_STATUS: Final = Text(
    "一屏看全：四个清单、三年目标、六有、各状态隐患、办公室自身超期。",
    "One screen: the four lists, the three goals, the six haves, hazards, the office's delays.",
)
_WHY: Final = Text("再列出每个数字后面的记录", "also list the records behind each figure")
_ENTERPRISES: Final = Text("企业清单。", "The enterprise list.")
_HAZARDS: Final = Text("隐患清单。", "The hazard list.")
_RECTIFICATIONS: Final = Text("整改清单。", "The rectification list.")
_RESPONSIBILITIES: Final = Text("责任清单。", "The responsibility list.")
_SHOW: Final = Text(
    "一条记录的全部：字段、经过、为什么是这个状态；企业则为一企一档。",
    "Everything about one record: fields, timeline, why it stands as it does.",
)
_FIND: Final = Text("在全部记录中查找文字。", "Find a text in all records.")
_ID: Final = Text("编号；人员、企业也可用名称", "an id, or the name of a person or an enterprise")
_WANTED: Final = Text("要找的文字", "the text to find")
_BY: Final = Text(
    "按科室、责任人、整改单位或监管部门汇总", "roll up by section, person, unit or regulator"
)
_NOTHING: Final = Text("要找的文字不能是空的", "the text to find is empty")
_NO_RECORD: Final = Text("没有编号或名称为“{word}”的记录", "there is no record “{word}”")


def register(app: typer.Typer) -> None:
    """Add the reports to the program."""
    for command, help_ in (
        (status, _STATUS),
        (enterprises, _ENTERPRISES),
        (hazards, _HAZARDS),
        (rectifications, _RECTIFICATIONS),
        (responsibilities, _RESPONSIBILITIES),
        (show, _SHOW),
        (find, _FIND),
    ):
        app.command(help=say(help_))(command)


@taking(ReportOptions)
def status(
    options: ReportOptions,
    why: Annotated[bool, flag("--why", _WHY)] = False,
) -> int:
    """How everything stands."""
    from safety_ledger.reports import status as asked

    return answer(options, lambda day: asked.report(day, why=why))


@taking(ListOptions)
def enterprises(options: ListOptions) -> int:
    """企业清单."""
    return listed(options, "enterprises")


@taking(ListOptions)
def hazards(options: ListOptions) -> int:
    """隐患清单."""
    return listed(options, "hazards")


@taking(ListOptions)
def rectifications(options: ListOptions) -> int:
    """整改清单."""
    return listed(options, "rectifications")


@taking(ListOptions)
def responsibilities(
    options: ListOptions,
    by: Annotated[
        By | None,
        one_of("--by", _BY, By),
    ] = None,
) -> int:
    """责任清单."""
    from safety_ledger.reports import responsibilities as asked

    return answer(options, lambda day: asked.report(day, filter_of(options, day.ledger), by))


@taking(ReportOptions)
def show(
    id_: Annotated[str, argument("ID", _ID, COMPLETERS["record"])],
    options: ReportOptions,
) -> int:
    """One record, whole."""
    from safety_ledger.reports import show as asked

    def ask(day: Day) -> Report:
        report = asked.report(day, id_)
        if report is None and (called := day.ledger.called(id_)):
            raise several(id_, [one.id for one in called])
        if report is None:
            known = [*asked.names(day.ledger), *(one.name for one in day.ledger.enterprises)]
            raise unknown(say(_NO_RECORD, word=id_), id_, known)
        return report

    return answer(options, ask)


@taking(ReportOptions)
def find(text: Annotated[str, argument("TEXT", _WANTED)], options: ReportOptions) -> int:
    """Every record with a text in it."""
    from safety_ledger.reports import find as asked

    if not text.strip():
        raise WrongUsage(say(_NOTHING))
    return answer(options, lambda day: asked.report(day, text))
