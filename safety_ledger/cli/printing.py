"""A report printed in the form asked for, and the exit code that goes with its ledger."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Final

from safety_ledger.cli.options import DayOptions, Folder, Format
from safety_ledger.cli.streams import colourless, make_folder, on_terminal, put, put_bytes, width
from safety_ledger.cli.usage import WrongUsage
from safety_ledger.cli.words import LANG, say, tell
from safety_ledger.text import Text

if TYPE_CHECKING:
    from safety_ledger.ledger import Ledger
    from safety_ledger.reports.report import Report

_ERRORS: Final = Text(
    "台账有 {errors} 处错误，{left_out} 条记录或段落未计入；运行 safety-ledger check 查看",
    "the ledger has {errors} errors, {left_out} records or passages are left out: run safety-ledger check",
)
_TO_FILE: Final = Text(
    "--format xlsx 要用 --output 指定文件", "--format xlsx needs --output with a file"
)
_SEVERAL: Final = Text(
    "有几张表，--format csv 要用 --output 指定目录",
    "several tables: --format csv needs --output with a folder",
)


def publish(report: Report, ledger: Ledger, options: DayOptions) -> int:
    """Print a report; exit 1 when the ledger has errors, which a report never hides."""
    show(dataclasses.replace(report, known=ledger.known), options)
    return verdict(ledger)


def show(report: Report, options: DayOptions) -> None:
    """Print a report in the form asked for; by itself as wide as the terminal is, else as text."""
    form = options.form or (Format.TERMINAL if on_terminal(options.output) else Format.TEXT)
    if form is Format.CSV:
        _put_tables(report, options.output)
    elif form is Format.XLSX:
        _put_workbook(report, options.output)
    else:
        put(
            _rendered(report, form), options.output, utf8=form not in {Format.TERMINAL, Format.TEXT}
        )


def verdict(ledger: Ledger) -> int:
    """The exit code that goes with a ledger, with a word on stderr when it has errors."""
    if ledger.errors:
        tell(say(_ERRORS, errors=ledger.errors, left_out=ledger.left_out))
    return 1 if ledger.errors else 0


def _rendered(report: Report, form: Format) -> str:
    from safety_ledger.render import console, html, json, markdown, text

    match form:
        case Format.TERMINAL:
            return console.as_console(report, LANG, width(), colour=not colourless())
        case Format.MARKDOWN:
            return markdown.as_markdown(report, LANG)
        case Format.HTML:
            return html.as_html(report, LANG)
        case Format.JSON:
            return json.as_json(report)
        case _:
            return text.as_text(report, LANG)


def _put_tables(report: Report, output: Path | None) -> None:
    """One file a table, in a folder; a single table may go to stdout or to one file."""
    from safety_ledger.render.cells import words
    from safety_ledger.sheets.tables import as_csv, tables_of

    tables = tables_of(report)
    folder = output is not None and (isinstance(output, Folder) or output.is_dir())
    if len(tables) == 1 and not folder:
        put(as_csv(next(iter(tables.values())), LANG, words), output, utf8=True)
        return
    if output is None:
        raise WrongUsage(say(_SEVERAL))
    make_folder(output)
    for key, table in tables.items():
        put(as_csv(table, LANG, words), output / f"{key}.csv", utf8=True)


def _put_workbook(report: Report, output: Path | None) -> None:
    """One file with a sheet for each table; never onto a screen."""
    from safety_ledger.render.cells import words
    from safety_ledger.sheets.workbook import as_workbook

    if output is None:
        raise WrongUsage(say(_TO_FILE))
    put_bytes(as_workbook(report, LANG, words), output)
