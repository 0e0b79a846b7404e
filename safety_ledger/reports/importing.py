"""What an import would do, row by row: a report like any other."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from safety_ledger.reports.report import RIGHT, Column, Report, Section, Tone, table
from safety_ledger.text import Text, listed


class Verdict(Enum):
    """What becomes of a row."""

    ADD = "add"
    SAME = "same"
    CHANGE = "change"
    UNCLEAR = "unclear"

    @property
    def label(self) -> Text:
        """The word a reader sees."""
        return _LABELS[self]


_LABELS: Final = {
    Verdict.ADD: Text("新增", "add"),
    Verdict.SAME: Text("已有", "known"),
    Verdict.CHANGE: Text("更新", "change"),
    Verdict.UNCLEAR: Text("待补", "to fill in"),
}
_TONES: Final = {
    Verdict.ADD: Tone.GOOD,
    Verdict.SAME: Tone.FAINT,
    Verdict.CHANGE: Tone.GOOD,
    Verdict.UNCLEAR: Tone.WARN,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row: what becomes of it and why; ``about`` and ``what`` tell people which it is."""

    line: int
    verdict: Verdict
    id: str | None
    about: str | None
    what: str | None
    reasons: tuple[Text, ...] = ()
    """Why it is not imported."""
    notes: tuple[Text, ...] = ()
    """What to know of a row that is."""


@dataclass(frozen=True, slots=True)
class Treated:
    """A column of the table and what is done with it."""

    heading: str
    how: Text


@dataclass(frozen=True, slots=True)
class Import:
    """Everything that is known of an import before or after it was written."""

    kind: Text
    file: str
    ledger: str
    as_of: dt.date
    outcomes: tuple[Outcome, ...]
    columns: tuple[Treated, ...]
    """The columns that are not taken."""
    written: bool
    todo: str | None
    """The file that has, or will have, the rows to fill in."""
    kept: bool = False
    """Whether that file was written."""


def _why(one: Outcome) -> Text | None:
    """Reasons and notes as one text; they are sentences with commas of their own."""
    said = (*one.reasons, *one.notes)
    return listed(said, "；", "; ") if said else None


_COLUMNS: Final[tuple[Column[Outcome], ...]] = (
    Column("line", Text("行", "line"), lambda one: one.line, RIGHT),
    Column("verdict", Text("处理", "verdict"), lambda one: one.verdict.label),
    Column("id", Text("编号", "id"), lambda one: one.id),
    Column("about", Text("企业", "enterprise"), lambda one: one.about),
    Column("what", Text("内容", "what"), lambda one: one.what),
    Column("why", Text("原因、提示", "why, notes"), _why),
    Column("reasons", Text("原因", "reasons"), lambda one: one.reasons or None, shown=False),
    Column("notes", Text("提示", "notes"), lambda one: one.notes or None, shown=False),
)
_LEFT_OUT: Final[tuple[Column[Treated], ...]] = (
    Column("heading", Text("列", "column"), lambda one: one.heading),
    Column("how", Text("处理", "what is done"), lambda one: one.how),
)


def report(made: Import) -> Report:
    """The preview, or what was done."""
    rows = table(
        "rows",
        _COLUMNS,
        made.outcomes,
        lambda one: _TONES[one.verdict],
        Text("表里没有数据行", "the table has no rows"),
    )
    sections = [Section(notes=tuple(_counted(made)), table=rows)]
    if made.columns:
        left_out = table("columns", _LEFT_OUT, made.columns)
        sections.append(Section(Text("未导入的列", "Columns not imported"), table=left_out))
    did = made.kind
    title = (
        Text(f"导入{did.zh}", f"Import of {did.en}")
        if made.written
        else Text(f"导入{did.zh}预览", f"Import of {did.en}: preview")
    )
    return Report(
        command="import",
        title=title,
        ledger=made.ledger,
        as_of=made.as_of,
        sections=tuple(sections),
        data={"file": made.file, "written": made.written, "todo": made.todo},
    )


def _of_todo(made: Import) -> Text:
    if made.kept:
        return Text(
            f"待补的行已存到 {made.todo}，补全后再导入该文件",
            f"the rows to fill in are in {made.todo}: import that file once they are",
        )
    return Text(
        f"写入时，待补的行存到 {made.todo}（现在就要，加 --todo 文件名）",
        f"with --write the rows to fill in go to {made.todo} (now, with --todo FILE)",
    )


def _counted(made: Import) -> Sequence[Text]:
    count = Counter(one.verdict for one in made.outcomes)
    parts = listed(
        (
            Text(f"{verdict.label.zh} {count[verdict]}", f"{verdict.label.en} {count[verdict]}")
            for verdict in Verdict
            if count[verdict] or verdict in {Verdict.ADD, Verdict.UNCLEAR}
        ),
        "，",
    )
    total = len(made.outcomes)
    said = [
        Text(
            f"{made.file}：共 {total} 行，{parts.zh}",
            f"{made.file}: {total} rows, {parts.en}",
        )
    ]
    if made.todo is not None:
        said.append(_of_todo(made))
    if not made.written and count[Verdict.ADD] + count[Verdict.CHANGE]:
        said.append(Text("以上只是预览，没有写入；加 --write 写入", "a preview: --write writes it"))
    return said
