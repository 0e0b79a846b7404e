"""``check``: every mistake of the ledger at once, each with its place and its remedy."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from safety_ledger.cli.loading import ledger_folder, load_ledger, seen_from_here
from safety_ledger.cli.options import (
    LedgerOption,
    OutputOption,
    VerboseOption,
    argument,
    flag,
    one_of,
    worded,
)
from safety_ledger.cli.streams import put, wants_colour, width
from safety_ledger.cli.usage import WrongUsage
from safety_ledger.cli.words import LANG, say, tell
from safety_ledger.text import Text

if TYPE_CHECKING:
    from safety_ledger.diagnostics import Finding
    from safety_ledger.ledger import Ledger

SOUND: Final = 0
FOUND: Final = 1


class Form(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class Grave(StrEnum):
    """What besides errors makes the command exit 1."""

    WARNING = "warning"


_HELP: Final = Text(
    "检查台账，列出全部错误及其位置和改法；没有错误就什么也不输出。",
    "Check the ledger: every mistake with its place and remedy; silent when there is none.",
)
_PATHS: Final = Text(
    "只列这些文件或目录里的问题（仍读整个台账）",
    "list only what is wrong in these files or folders (the whole ledger is read)",
)
_FORM: Final = Text("输出格式", "the form of the output")
_FAIL_ON: Final = Text("有警告时也以 1 退出", "exit 1 for warnings too")
_STDIN: Final = Text(
    "供编辑器用：文件内容从标准输入读取（后面写 -）",
    "for editors: read the text of this file from stdin (given as -)",
)
_STAGED: Final = Text(
    "检查已 git add、将要提交的内容，而不是磁盘上的文件（供提交前的钩子用）",
    "check what is staged for the next commit, not the files on disk (for a pre-commit hook)",
)
_EITHER: Final = Text(
    "--staged 与 --stdin-filename 只能用一个", "--staged and --stdin-filename exclude each other"
)
_OUTSIDE: Final = Text("{path} 不在台账 {root} 中", "{path} is not in the ledger {root}")
_ABSENT: Final = Text("没有 {path}", "there is no {path}")
_DASH: Final = Text(
    "--stdin-filename 要与 - 一起用，且不能再写别的路径",
    "--stdin-filename goes with - and with no other path",
)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=say(_HELP))(check)


def check(
    paths: Annotated[list[Path] | None, argument("[PATH]...", _PATHS)] = None,
    ledger: LedgerOption = None,
    form: Annotated[
        Form,
        one_of("--format", _FORM, Form),
    ] = Form.TEXT,
    output: OutputOption = None,
    fail_on: Annotated[
        Grave | None,
        one_of("--fail-on", _FAIL_ON, Grave),
    ] = None,
    stdin_filename: Annotated[
        Path | None,
        worded("--stdin-filename", _STDIN, "PATH"),
    ] = None,
    staged: Annotated[bool, flag("--staged", _STAGED)] = False,
    verbose: VerboseOption = False,
) -> int:
    """Read, examine, print what was found, answer with the exit code."""
    if staged and stdin_filename is not None:
        raise WrongUsage(say(_EITHER))
    root = ledger_folder(ledger)
    wanted = _wanted(root, paths or [], stdin_filename)
    overlay = _overlay(root, stdin_filename)
    loaded = load_ledger(root, verbose=verbose, overlay=overlay, staged=staged)
    findings = tuple(found for found in loaded.findings if _among(found.place.path, wanted))
    _print(loaded, findings, root, form, output)
    return _verdict(findings, fail_on)


def _print(
    loaded: Ledger, findings: tuple[Finding, ...], root: Path, form: Form, output: Path | None
) -> None:
    from safety_ledger.render.findings import FORMATS, Listing, summary

    listing = Listing(
        findings, LANG, seen_from_here(root), loaded.file.name, loaded.locator.line, width()
    )
    render = FORMATS[form]
    if findings and form is Form.TEXT and wants_colour(output):
        from safety_ledger.render.terminal import as_terminal, understands_colour

        render = as_terminal if understands_colour() else render
    put(render(listing), output, utf8=form is not Form.TEXT)
    if findings and form is not Form.JSON:
        tell(summary(findings, LANG))


def _verdict(findings: tuple[Finding, ...], fail_on: Grave | None) -> int:
    from safety_ledger.diagnostics import Severity

    counted = {Severity.ERROR} if fail_on is None else set(Severity)
    return FOUND if any(found.severity in counted for found in findings) else SOUND


def _wanted(root: Path, paths: list[Path], stdin_filename: Path | None) -> tuple[str, ...]:
    """The files and folders asked for, relative to the ledger; ``.`` is all of it."""
    dash = Path("-")
    if (stdin_filename is not None or dash in paths) and (
        stdin_filename is None or paths != [dash]
    ):
        raise WrongUsage(say(_DASH))
    if stdin_filename is not None:
        return (_inside(root, stdin_filename),)
    for path in paths:
        if not path.exists():
            raise WrongUsage(say(_ABSENT, path=path))
    return tuple(_inside(root, path) for path in paths) or (".",)


def _inside(root: Path, path: Path) -> str:
    full = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
    for base, asked in ((root, full), (root.resolve(), full.resolve())):
        if asked.is_relative_to(base):
            return asked.relative_to(base).as_posix()
    raise WrongUsage(say(_OUTSIDE, path=path, root=seen_from_here(root) or "."))


def _among(path: str, wanted: tuple[str, ...]) -> bool:
    return any(one in (".", path) or path.startswith(f"{one}/") for one in wanted)


def _overlay(root: Path, stdin_filename: Path | None) -> Mapping[str, bytes]:
    if stdin_filename is None:
        return {}
    return {_inside(root, stdin_filename): sys.stdin.buffer.read()}
