"""Ledger files written as people write them: every layout YAML allows, with comments anywhere.

A :class:`Hand` writes records (mappings of texts, lists and mappings, every leaf the text that
stands in the file) the way one person might; two hands give the same facts in different bytes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Fields = dict[str, Any]
TITLES = (
    "可燃气体报警器失效",
    "配电箱未接地",
    "消防栓被遮挡",
    "yes",
    "0017",
    "甲罐 #3泵渗漏",
    "压力表: 超期",
    "A,B 两区通道堵塞",
    "[临时]用电",
    "2024-05-08 复查件",
    'O\'Brien 牌阀门"卡死"',
    "- 未写",
    "12:30 断电",
    "😀 除尘器积尘",
)
PEOPLE = ("李明", "周明", "张华", "王强", "赵刚", "on")
NOTES = ("探头已更换", "见附件", "待设备到货", "no", "1.5", "已约谈, 限期整改", "第1项: 完成")


@dataclass
class Hand:
    """One person's way of writing a file."""

    rng: random.Random
    newline: str = "\n"
    bom: bool = False
    last_end: bool = True
    margin: int = 0
    """Columns before the dashes of the records."""
    blank: bool = False
    comments: float = 0.1
    serial: list[int] = field(default_factory=lambda: [0])

    @classmethod
    def of(cls, rng: random.Random) -> Hand:
        return cls(
            rng,
            newline=rng.choice(["\n", "\n", "\r\n"]),
            bom=rng.random() < 0.25,
            last_end=rng.random() < 0.75,
            margin=rng.choice([0, 0, 0, 0, 2]),
            blank=rng.random() < 0.3,
            comments=rng.choice([0.0, 0.1, 0.4]),
        )

    def file(self, records: list[Fields]) -> bytes:
        """The bytes of a file of records."""
        lines = list(self._file(records))
        text = self.newline.join(lines) + (self.newline if self.last_end else "")
        return (b"\xef\xbb\xbf" if self.bom else b"") + text.encode()

    def _file(self, records: list[Fields]) -> Iterator[str]:
        if self._now():
            yield f"# {self._remark()}"
        if not records and self.rng.random() < 0.5:
            yield "[]"
        for number, one in enumerate(records):
            if number and self.blank:
                yield ""
            if self._now():
                yield " " * self.margin + f"# {self._remark()}"
            yield from self._item(one, self.margin, braces=self.rng.random() < 0.15)
        if records and self._now():
            yield f"# {self._remark()}"

    # -- blocks ---------------------------------------------------------------------------------

    def _item(self, one: Any, column: int, *, braces: bool) -> Iterator[str]:
        gap = self.rng.choice([1, 1, 1, 2, 3])
        lead = " " * column + "-" + " " * gap
        if braces or not isinstance(one, dict):
            yield self._tail(lead + self.flow(one))
            return
        first, *rest = self._mapping(one, len(lead))
        yield lead + first.lstrip(" ")
        yield from rest

    def _mapping(self, fields: Fields, column: int) -> Iterator[str]:
        last = ""
        for number, (key, value) in enumerate(fields.items()):
            if number and self._now():
                deeper = column if last.endswith(("|-", ">-")) else column + 2
                yield " " * self.rng.choice([0, column, deeper]) + f"# {self._remark()}"
            lines = list(self._pair(key, value, column))
            last = lines[0]
            yield from lines

    def _pair(self, key: str, value: Any, column: int) -> Iterator[str]:
        margin = " " * column
        if isinstance(value, dict) and self.rng.random() < 0.5:
            yield self._tail(f"{margin}{key}:")
            yield from self._mapping(value, column + self.rng.choice([2, 2, 4]))
        elif isinstance(value, list) and value and self.rng.random() < 0.7:
            yield from self._list(key, value, column)
        elif isinstance(value, list) and value and self.rng.random() < 0.5:
            yield from self._open_brackets(key, value, column)
        elif isinstance(value, str) and self.rng.random() < 0.08 and "#" not in value:
            yield f"{margin}{key}: {self.rng.choice(['|-', '>-'])}"
            yield f"{margin}  {value}"
        else:
            yield self._tail(f"{margin}{key}:{self.rng.choice([' ', ' ', '  '])}{self.top(value)}")

    def _list(self, key: str, value: list[Any], column: int) -> Iterator[str]:
        yield self._tail(f"{' ' * column}{key}:")
        dash = column + self.rng.choice([0, 2, 2, 2, 4])
        braces = self.rng.random() < 0.6
        for item in value:
            if self._now():
                yield " " * dash + f"# {self._remark()}"
            yield from self._item(item, dash, braces=braces)

    def _open_brackets(self, key: str, value: list[Any], column: int) -> Iterator[str]:
        yield f"{' ' * column}{key}: ["
        for number, item in enumerate(value):
            comma = "," if number < len(value) - 1 or self.rng.random() < 0.5 else ""
            yield self._tail(f"{' ' * (column + 2)}{self.flow(item)}{comma}")
        yield self._tail(" " * (column + 1) + "]")

    # -- single lines ---------------------------------------------------------------------------

    def flow(self, value: Any) -> str:
        """A value in brackets, braces or by itself among others."""
        comma = self.rng.choice([", ", ", ", ","])
        if isinstance(value, dict):
            return "{" + ", ".join(f"{k}: {self.flow(v)}" for k, v in value.items()) + "}"
        if isinstance(value, list):
            return "[" + comma.join(self.flow(one) for one in value) + "]"
        return self._scalar(value, hard=True)

    def top(self, value: Any) -> str:
        """A value behind its key."""
        return self.flow(value) if isinstance(value, dict | list) else self._scalar(value)

    def _scalar(self, value: Any, *, hard: bool = False) -> str:
        if not isinstance(value, str):
            return str(value)
        risky = needs_quotes(value) or (hard and any(one in value for one in ",[]{}?"))
        style = self.rng.random()
        if risky or style < 0.15:
            if style < 0.5:
                return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
            return "'" + value.replace("'", "''") + "'"
        return value

    def _tail(self, line: str) -> str:
        return f"{line}  # {self._remark()}" if self._now() else line

    def _now(self) -> bool:
        return self.rng.random() < self.comments

    def _remark(self) -> str:
        self.serial[0] += 1
        return f"注{self.serial[0]}：{self.rng.choice(['待核', '[见附件]', '- 不是记录', 'a: b', '“x”'])}"


def needs_quotes(text: str) -> bool:
    """Whether a text of ours may not stand bare."""
    return (
        text in {"yes", "on", "no", "0017", "1.5"}
        or text[0] in "-[\"'#{"
        or ": " in text
        or " #" in text
        or text[:1].isdigit()
    )


@dataclass(frozen=True)
class Plain:
    """A leaf that is no text: a date or a number, never quoted."""

    text: str

    def __str__(self) -> str:
        return self.text


def entry(rng: random.Random, day: int) -> Fields:
    """An entry of a hazard's history that any reader understands."""
    fields: Fields = {
        "date": Plain(f"2024-{1 + day // 28:02d}-{1 + day % 28:02d}"),
        "event": "进展",
    }
    if rng.random() < 0.8:
        fields["by"] = rng.choice([rng.choice(PEOPLE), rng.sample(PEOPLE, 2)])
    if rng.random() < 0.5:
        fields["note"] = rng.choice(NOTES)
    if rng.random() < 0.3:
        fields["spent"] = Plain(str(rng.randrange(100000)))
    return fields


def hazard(rng: random.Random, number: int) -> Fields:
    """A hazard with some history, in some order of keys."""
    fields: Fields = {
        "id": f"YH-QY012-2024-{number:03d}",
        "enterprise": "QY-012",
        "title": rng.choice(TITLES),
        "level": "一般",
        "source": "督导检查",
        "found_on": Plain("2024-01-01"),
        "found_by": rng.choice(PEOPLE),
        "deadline": Plain("2024-12-31"),
        "responsible": {"rectifier": "王强", "person": rng.choice(PEOPLE)},
    }
    if rng.random() < 0.4:
        fields["criterion"] = {"standard": "工贸企业重大事故隐患判定标准", "article": "11"}
    if rng.random() < 0.3:
        fields["plan"] = {"goal": "恢复", "measures": rng.choice(NOTES), "funds": Plain("1200")}
    days = sorted(rng.randrange(300) for _ in range(rng.choice([0, 0, 1, 2, 3])))
    if days or rng.random() < 0.5:
        fields["history"] = [entry(rng, day) for day in days]
    return fields
