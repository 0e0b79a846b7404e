"""``import`` and ``export``: tables into the ledger, preview first, and its lists out as tables."""

from __future__ import annotations

import dataclasses
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from safety_ledger.cli.answering import answer
from safety_ledger.cli.clock import day_of, parse_day
from safety_ledger.cli.completion import of_terms
from safety_ledger.cli.filters import filter_of
from safety_ledger.cli.loading import ledger_folder, tell_read
from safety_ledger.cli.options import (
    DayOptions,
    Format,
    ListOptions,
    argument,
    flag,
    taking,
    worded,
)
from safety_ledger.cli.printing import show
from safety_ledger.cli.streams import put_new
from safety_ledger.cli.usage import WrongUsage, choice
from safety_ledger.cli.words import LANG, say
from safety_ledger.errors import LedgerError
from safety_ledger.text import Text

if TYPE_CHECKING:
    from safety_ledger.sheets.headings import Table
    from safety_ledger.work.changes import Change
    from safety_ledger.work.import_rows import Prepared
    from safety_ledger.work.recording import Desk

_IMPORT: Final = Text(
    "从表格（CSV 或 .xlsx）导入隐患、企业、活动：先预览，加 --write 才写入；缺项的行另存待补。",
    "Import hazards, enterprises or activities from a table: a preview, and --write to write it.",
)
_EXPORT: Final = Text(
    "把清单导出为表格（CSV 或 .xlsx），改后可用 import --update 导回。",
    "Export a list as a table; import --update reads it back.",
)
_KIND: Final = Text("导入什么", "what to import")
_FILE: Final = Text("表格文件：.csv 或 .xlsx", "the table: .csv or .xlsx")
_LIST: Final = Text("哪个清单", "which list")
_WRITE: Final = Text("写入台账（不加只预览）", "write it to the ledger; without it, a preview")
_UPDATE: Final = Text("已有的记录按表格更新", "change known records as the table says")
_FROM: Final = Text(
    "企业负责人、行业等的变更自哪天起（记入 changes）",
    "the day from which changes of an enterprise count",
)
_TODO: Final = Text("待补的行存到哪个文件", "where the rows to fill in go")
_SHEET: Final = Text("读哪张工作表", "which worksheet")
_EXISTS: Final = Text("{path} 已存在，换一个文件名", "{path} exists already: choose another name")
_MEANWHILE: Final = Text(
    "没有写入：台账刚被改动，现在写入会出错（{codes}）；请重新预览",
    "nothing written: the ledger was changed meanwhile, and this would add errors ({codes}): try again",
)
_COMMIT: Final = Text(
    "写入后提交到 git，只含改动的文件和所引的佐证材料",
    "commit the changed files, and the evidence they name, to git",
)
_COMMIT_WHAT: Final = Text("--commit 要和 --write 一起用", "--commit goes with --write")
_INPUT: Final = Text("--todo 不能是正在导入的文件", "--todo must not be the file imported")


class Importable(StrEnum):
    """What can be imported."""

    HAZARDS = "hazards"
    ENTERPRISES = "enterprises"
    ACTIVITIES = "activities"

    @property
    def kind(self) -> str:
        """The kind of record."""
        return {"hazards": "hazard", "enterprises": "enterprise", "activities": "activity"}[self]


class Exportable(StrEnum):
    """What can be exported: the four lists."""

    ENTERPRISES = "enterprises"
    HAZARDS = "hazards"
    RECTIFICATIONS = "rectifications"
    RESPONSIBILITIES = "responsibilities"


def _one_of(kind: type[StrEnum], help_: Text) -> Any:  # noqa: ANN401 - what typer gives
    """An argument that is one of a few words."""
    return typer.Argument(
        parser=choice(kind),
        autocompletion=of_terms(kind),
        metavar="|".join(kind),
        help=say(help_),
    )


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("import", help=say(_IMPORT))(import_)
    app.command(help=say(_EXPORT))(export)


@taking(DayOptions)
def import_(
    options: DayOptions,
    what: Annotated[Importable, _one_of(Importable, _KIND)],
    file: Annotated[Path, argument("FILE", _FILE)],
    write: Annotated[bool, flag("--write", _WRITE)] = False,
    commit: Annotated[bool, flag("--commit", _COMMIT)] = False,
    update: Annotated[bool, flag("--update", _UPDATE)] = False,
    since: Annotated[str | None, worded("--from", _FROM, "DATE")] = None,
    todo: Annotated[Path | None, worded("--todo", _TODO, "FILE")] = None,
    sheet: Annotated[str | None, worded("--sheet", _SHEET, "NAME")] = None,
) -> int:
    """Rows of a table become records."""
    from safety_ledger.reports.importing import report
    from safety_ledger.work.importing import Done, Wanted, changes, prepare, read_table, summary
    from safety_ledger.work.recording import open_desk

    started = time.perf_counter()
    root = ledger_folder(options.ledger)
    if commit:
        _refuse_commit(root, write=write)
    desk = open_desk(root)
    if options.verbose:
        tell_read(desk.ledger, desk.root, time.perf_counter() - started)
    day = day_of(options.as_of, desk.ledger.file.timezone)
    dated = parse_day(since, "--from") if since is not None else None
    table = read_table(file, what.kind, sheet)
    made = prepare(desk, table, Wanted(what.kind, day, update, dated))
    left = _put_todo(table, made, file, todo, write=write)
    if write and (asked := changes(made)):
        _record(desk, asked, commit=commit)
    done = Done(file.name, write, left, kept=write or todo is not None)
    show(report(summary(desk.ledger, day, table, made, done)), options)
    return 1 if _unclear(made) else 0


def _refuse_commit(root: Path, *, write: bool) -> None:
    """A commit is of what was written, and needs a repository: said before anything is."""
    from safety_ledger.git.commit import require_repository

    if not write:
        raise WrongUsage(say(_COMMIT_WHAT))
    require_repository(root)


def _record(desk: Desk, asked: list[Change], *, commit: bool) -> None:
    """All of it or none. What the preview saw may have changed by now."""
    from safety_ledger.cli.recording.step import commit_done, uncommitted_of
    from safety_ledger.work.recording import StepRefused, record

    dirty = uncommitted_of(desk, asked) if commit else []
    try:
        done = record(desk, asked)
    except StepRefused as refused:
        codes = sorted({one.code.code for one in refused.findings})
        raise LedgerError(_MEANWHILE, {"codes": codes}) from refused
    if commit:
        commit_done(desk.root, done, dirty)


def _unclear(made: list[Prepared]) -> list[Prepared]:
    from safety_ledger.reports.importing import Verdict

    return [one for one in made if one.outcome.verdict is Verdict.UNCLEAR]


def _put_todo(
    table: Table, made: list[Prepared], file: Path, asked: Path | None, *, write: bool
) -> str | None:
    """The rows to fill in, put beside the table; a preview only writes where it was told to."""
    from safety_ledger.sheets.todo import as_todo

    unclear = _unclear(made)
    if not unclear:
        return None
    text = as_todo(table, [(one.row, one.outcome.reasons) for one in unclear], LANG)
    data = text.encode("utf-8", "replace")
    if asked is not None:
        if asked.resolve() == file.resolve():
            raise WrongUsage(say(_INPUT))
        if not put_new(data, asked):
            raise WrongUsage(say(_EXISTS, path=asked))
        return str(asked)
    path = _beside(file, data)
    if write:
        put_new(data, path)
    return str(path)


def _beside(file: Path, data: bytes) -> Path:
    """表.待补.csv next to 表.xlsx; the next free number where that holds something else."""
    stem = file.stem.removesuffix(".待补")
    number = 1
    while True:
        name = f"{stem}.待补.csv" if number == 1 else f"{stem}.待补-{number}.csv"
        path = file.with_name(name)
        if not path.exists() or (path.resolve() != file.resolve() and _holds(path, data)):
            return path
        number += 1


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


_SUFFIXES: Final = {".csv": Format.CSV, ".xlsx": Format.XLSX}


@taking(ListOptions)
def export(
    options: ListOptions,
    what: Annotated[Exportable, _one_of(Exportable, _LIST)],
) -> int:
    """A list as a table."""
    from safety_ledger.lists.completeness import ListName
    from safety_ledger.reports.exports import report

    suffix = options.output.suffix.lower() if options.output is not None else ".csv"
    form = options.form or _SUFFIXES.get(suffix, Format.CSV)
    wanted = dataclasses.replace(options, form=form)
    return answer(
        wanted, lambda day: report(day, filter_of(options, day.ledger), ListName(what.value))
    )
