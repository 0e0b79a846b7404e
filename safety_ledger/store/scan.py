"""What is wrong with a file as text, before any YAML: encoding, tabs, odd line ends, markers.

Found first, so that both parsers see the same clean text and editors' line numbers hold. The quick
look costs one pass over the bytes; only a file that fails it is read character by character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final, NamedTuple

from safety_ledger.diagnostics import Finding, Place, finding
from safety_ledger.rules import shape as codes
from safety_ledger.text import Text

BOM: Final = b"\xef\xbb\xbf"

LARGEST_FILE: Final = 32 * 1024 * 1024
"""Bytes. A hundred thousand hazards in monthly files stay far below it."""

MOST_LINES: Final = 650_000
"""Lines. Twenty thousand hazards in one file have as many; each costs memory once a mistake is met."""

LONGEST_LINE: Final = 64 * 1024
"""Bytes. A line of 20,000 Chinese characters is no record but an accident."""

MOST_FINDINGS: Final = 10_000
"""Mistakes told of one file; one with more is no ledger file, and nobody reads them all."""

_CONTROLS: Final = bytes([*range(9), 11, 12, *range(14, 32), 127])
_SUSPECTS: Final = "\t\u2028\u2029\ufeff\ufffe\uffff"
_C1: Final = re.compile(rb"\xc2[\x80-\x9f]")
_LONE_CR: Final = re.compile(rb"\r(?!\n)")
_ODD_ESCAPE: Final = re.compile(rb"\\u[dD][89a-fA-F]|\\U(?!000|0010)")
_NUMBER_SIGN: Final = re.compile(rb"#(?<= #)[0-9]")  # begins with the rarer character: found faster
_CUT_VALUE: Final = re.compile(r"^ *(?:- +)*[^\s:#\"'{\[]+: +[^\s\"'|>{\[#][^#]*? (#[0-9].*)$")
_DIRECTIVE: Final = re.compile(rb"^%", re.MULTILINE)

_ODD: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)"
)
_LINE_ENDS: Final = {
    "\x85": "U+0085 (NEL)",
    "\u2028": "U+2028",
    "\u2029": "U+2029",
    "\r": "CR",
}
_MARKER: Final = re.compile(r"(<{7}|={7}|>{7}|\|{7})( .*)?")


class Scanned(NamedTuple):
    """A file's text made fit for parsing, what was wrong with it, and the lines not to be read."""

    data: bytes | None
    """UTF-8 without a BOM; ``None`` when nothing can be read."""
    findings: tuple[Finding, ...] = ()
    tainted: frozenset[int] = frozenset()
    """Lines (from 0) whose records must not be read: tabs, conflict markers, odd characters."""
    unread: str = ""
    """What the file seems to say when it cannot be read, so that references into it are not reported."""


def scan(path: str, data: bytes) -> Scanned:
    """Look a file over. Only what fails the quick look is read closely."""
    if len(data) > LARGEST_FILE:
        return Scanned(None, (too_large(path),))
    if len(data) > MOST_LINES and data.count(b"\n") > MOST_LINES:
        params = {"what": Text("行数", "number of lines"), "limit": f"{MOST_LINES:,}"}
        return Scanned(None, (finding(codes.TOO_LARGE, Place(path), params),))
    data = data.removeprefix(BOM)
    text = _decoded(data)
    if text is None or _wide(data):
        return _not_utf8(path, data)
    if (line := _long_line(data)) is not None:
        params = {"what": Text("一行", "line"), "limit": f"{LONGEST_LINE // 1024} KiB"}
        return Scanned(None, (finding(codes.TOO_LARGE, Place(path, line + 1), params),))
    if not _suspicious(data, text):
        return Scanned(data, tuple(_vanished(path, data)))
    return _closely(path, text)


def _vanished(path: str, data: bytes) -> Iterator[Finding]:
    """Unquoted values that YAML cuts at `` #``: 甲罐 #3泵 would silently become 甲罐.

    A number sign before a digit is how plants name their machines; other comments are left alone.
    """
    if _NUMBER_SIGN.search(data) is None:
        return
    for number, line in enumerate(data.decode("utf-8").split("\n")):
        if match := _CUT_VALUE.match(line):
            place = Place(path, number + 1, match.start(1) + 1)
            yield finding(codes.VANISHED, place, {"text": match[1][1:].rstrip()})


def too_large(path: str) -> Finding:
    """The finding that a file is larger than any ledger file is."""
    params = {"what": Text("文件", "file"), "limit": f"{LARGEST_FILE // 1024 // 1024} MiB"}
    return finding(codes.TOO_LARGE, Place(path), params)


def too_many(path: str, line: int) -> Finding:
    """The finding that from a line on the mistakes of a file are no longer told."""
    params = {"what": Text("错误数", "number of mistakes"), "limit": f"{MOST_FINDINGS:,}"}
    return finding(codes.TOO_LARGE, Place(path, line), params)


def _not_utf8(path: str, data: bytes) -> Scanned:
    """A file in another encoding as a whole, or UTF-8 that is damaged at a place."""
    encoding, name = _looks_like(data)
    place = Place(path)
    if encoding == "utf-8":
        head = data.decode("utf-8", errors="replace").partition("\ufffd")[0]
        place = Place(path, head.count("\n") + 1, len(head) - head.rfind("\n"))
    wrong = finding(codes.NOT_UTF8, place, {"looks": name})
    return Scanned(None, (wrong,), unread=data.decode(encoding or "utf-8", errors="ignore"))


def _wide(data: bytes) -> str:
    """The codec of text in two bytes a character without a mark, told by where its zero bytes stand."""
    if b"\0" not in data:
        return ""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if max(even, odd) > 8 * max(min(even, odd), len(data) // 64):
        return "utf-16-be" if even else "utf-16-le"
    return ""


def _decoded(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _looks_like(data: bytes) -> tuple[str, Text]:
    """What a file that is not UTF-8 looks like: codec and name."""
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32", Text("UTF-32", "UTF-32")
    if wide := "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else _wide(data):
        return wide, Text("UTF-16（Windows 的“Unicode”）", "UTF-16 (“Unicode” on Windows)")
    text = data.decode("utf-8", errors="replace")
    if sum(char >= "\u2e80" for char in text) >= 2 * text.count("\ufffd"):  # itself among them
        return "utf-8", Text("损坏的 UTF-8，从这里起字节不对", "damaged UTF-8: wrong from here on")
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "", Text("不明编码或已损坏", "an unknown encoding, or damaged")
    return "gb18030", Text("GBK/GB18030（Windows 的“ANSI”）", "GBK/GB18030 (“ANSI” on Windows)")


def _long_line(data: bytes) -> int | None:
    """The number (from 0) of a line of twice the limit or more, found without walking every line."""
    for start in range(0, len(data) - LONGEST_LINE, LONGEST_LINE):
        if data.find(b"\n", start, start + LONGEST_LINE) < 0:
            return data.count(b"\n", 0, start)
    return None


def _suspicious(data: bytes, text: str) -> bool:
    return (
        any(mark in text for mark in _SUSPECTS)
        or (b"<" in data and b"<<<<<<<" in data)
        or (b">" in data and b">>>>>>>" in data)
        or len(data.translate(None, _CONTROLS)) != len(data)
        or (b"\r" in data and _LONE_CR.search(data) is not None)
        or (b"\xc2" in data and _C1.search(data) is not None)
        or (b"%" in data and _DIRECTIVE.search(data) is not None)
        or (b"\\" in data and _ODD_ESCAPE.search(data) is not None)
    )


def _closely(path: str, text: str) -> Scanned:
    """Read a suspicious file line by line: every odd character is reported and made harmless."""
    lines = text.split("\n")
    looks = (_tabs, _conflicts, _odd_characters, _directives, _escapes)
    every = chain.from_iterable(look(path, lines) for look in looks)
    found = [*islice(every, MOST_FINDINGS)]
    if (more := next(every, None)) is not None:
        return Scanned(None, (*found, too_many(path, more.place.line)), unread=text)
    tainted = {one.place.line - 1 for one in found} | {
        number for number, line in enumerate(lines) if "\t" in line or _marker(line)
    }
    clean = "\n".join(_ODD.sub(" ", line.replace("\t", " ")) for line in lines)
    return Scanned(clean.encode(), tuple(found), frozenset(tainted))


def _tabs(path: str, lines: list[str]) -> Iterator[Finding]:
    """One finding a file: whoever indents with tabs does it everywhere."""
    tabbed = [number for number, line in enumerate(lines) if "\t" in line]
    if tabbed:
        first = tabbed[0]
        place = Place(path, first + 1, lines[first].index("\t") + 1)
        yield finding(codes.TAB, place, {"count": len(tabbed)})


def _conflicts(path: str, lines: list[str]) -> Iterator[Finding]:
    """One finding for each conflict, at its first marker."""
    open_since: int | None = None
    for number, line in enumerate(lines):
        sign = _marker(line)
        if not sign or (open_since is None and sign not in "<>"):
            continue
        if open_since is None:
            open_since = number
            yield finding(codes.CONFLICT, Place(path, number + 1))
        if sign == ">":
            open_since = None


def _marker(line: str) -> str:
    matched = _MARKER.fullmatch(line.rstrip("\r"))
    return matched[1][0] if matched else ""


def _odd_characters(path: str, lines: list[str]) -> Iterator[Finding]:
    """One finding a line for each character; for CR one a file, since whoever has it has it everywhere."""
    seen: set[tuple[str, int]] = set()
    for number, line in enumerate(lines):
        for match in _ODD.finditer(line.removesuffix("\r")):
            char = match[0]
            once = (char, 0 if char == "\r" else number)
            if once in seen:
                continue
            seen.add(once)
            place = Place(path, number + 1, match.start() + 1)
            name = _LINE_ENDS.get(char)
            code = codes.LINE_END if name else codes.CONTROL
            yield finding(code, place, {"name": name or f"U+{ord(char):04X}"})


def _directives(path: str, lines: list[str]) -> Iterator[Finding]:
    for number, line in enumerate(lines):
        if line.startswith("%"):
            yield finding(
                codes.DOCUMENTS, Place(path, number + 1), {"what": line.split(" ")[0][:20]}
            )


def _escapes(path: str, lines: list[str]) -> Iterator[Finding]:
    for number, line in enumerate(lines):
        for match in _ODD_ESCAPE.finditer(line.encode()):
            column = len(line.encode()[: match.start()].decode()) + 1
            name = match[0].decode()
            yield finding(codes.CONTROL, Place(path, number + 1, column), {"name": name})
