"""What the four lists lack, in which records and at which places, as ``status`` tells it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, overload

from safety_ledger.ledger import Ledger
from safety_ledger.lists.completeness import Lack, ListName
from safety_ledger.reports.report import MOST, RIGHT, Column, Table, first_few, table
from safety_ledger.text import Text


@dataclass(frozen=True, slots=True)
class LackRow:
    """The records of one list that lack the same thing."""

    ledger: Ledger
    name: ListName
    what: Text
    lacks: tuple[Lack, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The records, in file order."""
        return tuple(lack.id for lack in self.lacks)

    @property
    def files(self) -> tuple[str, ...]:
        """The files in which the first of them stand, each once."""
        shown = self.lacks[:MOST]
        return tuple(dict.fromkeys(lack.origin.path for lack in shown if lack.origin))


class Places(Sequence[str]):
    """Where each of some lacks belongs, worked out only when somebody reads it.

    To know a line a file is parsed once more; what a person reads on the screen does not need it.
    """

    def __init__(self, row: LackRow) -> None:
        self._row = row

    def __len__(self) -> int:
        return len(self._row.lacks)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return [self[one] for one in range(len(self))[at]]
        return self._row.lacks[at].place(self._row.ledger) or ""


_LACKS: Final[tuple[Column[LackRow], ...]] = (
    Column("list", Text("清单", "list"), lambda row: row.name.label),
    Column("what", Text("缺什么", "missing"), lambda row: row.what),
    Column("count", Text("条数", "records"), lambda row: len(row.lacks), RIGHT),
    Column("where", Text("哪些记录", "where"), lambda row: first_few(row.ids)),
    Column("files", Text("所在文件", "files"), lambda row: row.files),
    Column("name", Text("名称", "name"), lambda row: row.name, shown=False),
    Column("ids", Text("编号", "ids"), lambda row: row.ids, shown=False),
    Column("places", Text("位置", "places"), Places, shown=False),
)


def lacks_table(ledger: Ledger, lacks: Iterable[Lack]) -> Table:
    """A row for each thing that a list lacks."""
    rows: dict[tuple[ListName, Text], list[Lack]] = defaultdict(list)
    for lack in lacks:
        rows[lack.list, lack.what].append(lack)
    made = [LackRow(ledger, name, what, tuple(some)) for (name, what), some in rows.items()]
    return table("lacks", _LACKS, made, empty=Text("没有缺项", "nothing is missing"))
