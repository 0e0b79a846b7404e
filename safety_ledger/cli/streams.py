"""Where results go: the terminal, a pipe or a file; and consoles that cannot show every character."""

from __future__ import annotations

import os
import shutil
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Final

from safety_ledger.errors import LedgerError, reason_of
from safety_ledger.text import Text

_STDOUT: Final = Text("标准输出", "standard output")
_UNWRITABLE: Final = Text("写不了 {path}：{reason}", "cannot write {path}: {reason}")


def prepare_streams() -> None:
    """Let no character of the data stop the program: a GBK console shows ``?`` for what it lacks.

    A stream that was closed before the start (``>&-``) is none to Python; what is said there is lost.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - until the process ends
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def put(text: str, output: Path | None, *, utf8: bool = False) -> None:
    """Write a result to the file asked for, else to stdout.

    Files are UTF-8 with LF; so is ``utf8`` output (json, html, markdown, csv), whatever the console.
    """
    if output is not None:
        _write(output, text)
        return
    try:
        _print(text, utf8=utf8)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritable(_STDOUT, error) from error


def put_bytes(data: bytes, output: Path) -> None:
    """Write a result that is no text to a file."""
    try:
        output.write_bytes(data)
    except OSError as error:
        raise _unwritable(output, error) from error


def make_folder(output: Path) -> None:
    """Make the folder that several files of a result go to, unless it is there."""
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(output, error) from error


def put_new(data: bytes, output: Path) -> bool:
    """Write a new file and say whether that was done: one that holds anything else is left alone."""
    try:
        with output.open("xb") as file:
            file.write(data)
    except FileExistsError:
        return output.is_file() and output.read_bytes() == data
    except OSError as error:
        raise _unwritable(output, error) from error
    return True


def on_terminal(output: Path | None) -> bool:
    """Whether a person is looking: the result goes to a window of so many columns."""
    return output is None and sys.stdout.isatty()


def colourless() -> bool:
    """Whether codes for colour are unwelcome (``NO_COLOR``) or would be shown as they are (dumb)."""
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


def wants_colour(output: Path | None) -> bool:
    """Whether a person is looking and has not asked for plain text (``NO_COLOR``, dumb terminals)."""
    return on_terminal(output) and not colourless()


def width() -> int:
    """The columns of the terminal."""
    return shutil.get_terminal_size((100, 24)).columns


def _print(text: str, *, utf8: bool) -> None:
    if utf8:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(text)
        sys.stdout.flush()


def _write(output: Path, text: str) -> None:
    try:
        output.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise _unwritable(output, error) from error


def _unwritable(path: object, error: OSError) -> LedgerError:
    return LedgerError(_UNWRITABLE, {"path": path, "reason": reason_of(error)})
