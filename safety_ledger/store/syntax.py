"""What a person did wrong where the parser only says that it is lost.

The parser's own words are never shown. What Chinese offices type on day one is looked for first:
full-width punctuation, a value that begins with a reserved character, a quote that is not closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from yaml.error import Mark, MarkedYAMLError

from safety_ledger.diagnostics import Code
from safety_ledger.rules import shape as codes


class Cause(NamedTuple):
    """A syntax mistake: its code, line and column (from 0) and the facts."""

    code: Code
    line: int
    column: int
    params: dict[str, object]


# patterns are compiled when something is wrong: most runs need none of them
_FULL_WIDTH: Final = (
    (r"^ *([\u3000\xa0])", " "),
    (r"^ *(－)", "-"),
    (r"^ *(?:- )*-([\u3000\xa0])", " "),
    (r"^ *(?:- +)*[A-Za-z_][A-Za-z0-9_]*(：)", ":"),
    (r"^ *(?:- +)*[^\s:：#\"'{\[]+(：)\s*$", ":"),
    (r"^ *(?:- +)*[A-Za-z_][A-Za-z0-9_]*:([\u3000\xa0])", " "),
    (r"[{,，] *[A-Za-z_][A-Za-z0-9_]*(：)", ":"),
    (r"[{,，] *[A-Za-z_][A-Za-z0-9_]*:([\u3000\xa0])", " "),
    (r"\{[^{}]*?(，) *[A-Za-z_][A-Za-z0-9_]* *[:：]", ","),
    (r": *(｛)", "{"),
    (r"\{[^{}]*(｝)[^{}]*$", "}"),
    (r"\[[^\[\]]*(］)[^\[\]]*$", "]"),
)
_NO_SPACE: Final = r"^ *(?:- +)*([A-Za-z_][A-Za-z0-9_]*)(:)[^\s:/]"
_VALUE: Final = r"^ *(?:- +)*[^\s:#\"'{\[]+: +(\S)"
_BRACED_VALUE: Final = r"[{,] *[^\s:#\"'{\[,]+: +([@`%*&!|>#?])"
_RESERVED: Final = frozenset("@`%*&!|>[]{},?#-")
_SCANNING_QUOTE: Final = "while scanning a quoted scalar"
_SIMPLE_KEY: Final = "while scanning a simple key"
_FLOW: Final = ("while parsing a flow mapping", "while parsing a flow sequence")


def full_width(lines: Sequence[str], last: int) -> Cause | None:
    """The first full-width mark used as syntax in the lines up to ``last``."""
    return next(_full_width(lines[: last + 1]), None)


def _full_width(lines: Sequence[str]) -> Iterator[Cause]:
    patterns = [(re.compile(pattern), ascii_) for pattern, ascii_ in _FULL_WIDTH]
    for number, line in enumerate(lines):
        if line.lstrip(" \u3000\xa0").startswith("#"):
            continue
        matches = ((pattern.search(line), ascii_) for pattern, ascii_ in patterns)
        hits = [(match.start(1), match[1], ascii_) for match, ascii_ in matches if match]
        if hits:
            column, char, ascii_ = min(hits)
            yield Cause(codes.FULL_WIDTH, number, column, {"char": char, "ascii": ascii_})


def diagnose(error: Exception, lines: Sequence[str]) -> Cause:
    """The likeliest cause of a syntax error in a stretch of text."""
    problem = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    at = problem or context
    line, column = (at.line, at.column) if isinstance(at, Mark) else (0, 0)
    line = min(line, max(len(lines) - 1, 0))
    if (cause := full_width(lines, line)) is not None:
        return cause
    numbers = {line, line - 1, context.line if context else line}
    near = sorted(number for number in numbers if 0 <= number < len(lines))
    if (cause := _no_space(lines, near) or _reserved(lines, near)) is not None:
        return cause
    if isinstance(error, MarkedYAMLError) and (cause := _by_context(error, lines)) is not None:
        return cause
    return Cause(codes.SYNTAX, line, column, {})


def _no_space(lines: Sequence[str], near: Iterable[int]) -> Cause | None:
    """A key whose colon has no space behind it, on a line the parser points at."""
    for number in near:
        if match := re.match(_NO_SPACE, lines[number]):
            return Cause(codes.NO_SPACE, number, match.start(2), {"key": match[1]})
    return None


def _reserved(lines: Sequence[str], near: Iterable[int]) -> Cause | None:
    """A value that begins with a character YAML keeps for itself, on a line the parser points at."""
    for number in near:
        line = lines[number]
        match = re.match(_VALUE, line)
        if match is None or match[1] not in _RESERVED or _closes(line, match.start(1)):
            match = re.search(_BRACED_VALUE, line)
        if match is not None:
            return Cause(codes.RESERVED, number, match.start(1), {"char": match[1]})
    return None


def _closes(line: str, start: int) -> bool:
    """Whether a bracket that opens a value closes at the end of the line, as a real list does, or
    is not closed at all (then it is an open bracket, not a text in brackets).
    """
    pair = {"[": "]", "{": "}"}.get(line[start])
    if pair is None:
        return False
    rest = line[start:].split(" #", maxsplit=1)[0].rstrip()
    return rest.endswith(pair) or pair not in rest


def _by_context(error: MarkedYAMLError, lines: Sequence[str]) -> Cause | None:
    context, problem = error.context or "", error.problem or ""
    where, start = error.problem_mark, error.context_mark
    if context == _SCANNING_QUOTE and start is not None and "end of stream" in problem:
        return Cause(codes.UNCLOSED, start.line, start.column, {"char": _char(lines, start)})
    if where is not None and (cause := _after_quote(lines, where)) is not None:
        return cause
    if context in _FLOW and start is not None and where is not None:
        return _in_flow(lines, start, where)
    if "mapping values are not allowed" in problem and where is not None:
        return _stray_colon(lines, where)
    if context == _SIMPLE_KEY and start is not None:
        return Cause(codes.SYNTAX, start.line, start.column, {})
    if problem.startswith("expected '<document start>'") and where is not None:
        return _document_end(lines, where)
    if problem.startswith("expected <block end>") and where is not None:
        if _char(lines, where) in {"}", "]", ","}:
            return None
        return Cause(codes.INDENT, where.line, where.column, {})
    return None


def _in_flow(lines: Sequence[str], start: Mark, where: Mark) -> Cause:
    """In braces: a bracket that is not closed where it should be, or a text that needs quotes."""
    opening = _char(lines, start)
    closing = {"{": "}", "[": "]"}.get(opening, "")
    line, sign = _line(lines, where), _char(lines, where)
    if sign == "?":
        return Cause(codes.FLOW_TEXT, where.line, where.column, {"what": sign})
    if where.line > start.line and sign == ":" and ": " in line[: where.column]:
        return Cause(codes.FLOW_TEXT, where.line, where.column, {"what": ": "})
    if where.line == start.line and closing in line[start.column :]:
        what = ": " if ": " in line[max(where.column - 1, 0) : where.column + 2] else ","
        return Cause(codes.FLOW_TEXT, where.line, where.column, {"what": what})
    return Cause(codes.UNCLOSED, start.line, start.column, {"char": opening})


def _stray_colon(lines: Sequence[str], where: Mark) -> Cause:
    """``: `` inside an unquoted value, or a key that stands deeper than its neighbours."""
    line = _line(lines, where)
    before = line[: where.column]
    if ": " in before or "{" in before:
        return Cause(codes.FLOW_TEXT, where.line, where.column, {"what": ": "})
    indent = len(line) - len(line.lstrip(" "))
    return Cause(codes.INDENT, where.line, indent, {})


def _document_end(lines: Sequence[str], where: Mark) -> Cause | None:
    """What stands below ``...``, which ends a document."""
    for number in range(min(where.line, len(lines) - 1), -1, -1):
        if re.match(r"\.\.\.(?:\s|$)", lines[number]):
            return Cause(codes.DOCUMENTS, number, 0, {"what": "..."})
    return None


def _after_quote(lines: Sequence[str], where: Mark) -> Cause | None:
    """A value of which only the beginning is quoted, as in ``"A"-type``: text after a closing quote."""
    before, char = _line(lines, where)[: where.column].rstrip(), _char(lines, where)
    if before[-1:] not in {'"', "'"} or char in "}],:#'\"":
        return None
    start = before.rfind(before[-1], 0, -1)
    return Cause(codes.RESERVED, where.line, max(start, 0), {"char": before[-1]})


def _char(lines: Sequence[str], mark: Mark) -> str:
    return _line(lines, mark)[mark.column : mark.column + 1]


def _line(lines: Sequence[str], mark: Mark) -> str:
    return lines[mark.line] if mark.line < len(lines) else ""
