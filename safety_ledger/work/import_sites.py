"""Which enterprise a table means: by id, by name, or by a name that differs in width and blanks only."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from safety_ledger.diagnostics import nearest
from safety_ledger.ledger import Ledger
from safety_ledger.sheets.cells import plain
from safety_ledger.text import Text

_ANONYMOUS: Final = re.compile(r"某|[×＊*]{2,}|[XxＸ]{2,}(?:公司|厂|企业)")


@dataclass(frozen=True, slots=True)
class Site:
    """An enterprise that was recognised, with a word on how where that is not plain."""

    id: str
    note: Text | None = None


def is_anonymous(name: str) -> bool:
    """Whether a name hides whose it is (某公司), so that it tells no enterprise from another."""
    return _ANONYMOUS.search(name) is not None


class Sites:
    """The enterprises of a ledger, to be found by what people write."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._by_plain: dict[str, set[str]] = defaultdict(set)
        for one in ledger.enterprises:
            for name in one.names:
                self._by_name[name].add(one.id)
                self._by_plain[plain(name)].add(one.id)

    def find(self, written: str) -> Site | Text:
        """The enterprise that is meant, or why nobody can tell."""
        if written in self._ledger.enterprise:
            return Site(written)
        exact = self._by_name.get(written) or set()
        alike = exact or self._by_plain.get(plain(written)) or set()
        if len(alike) > 1:
            ids = "、".join(sorted(alike))
            return Text(
                f"有几家企业叫“{written}”（{ids}），请填企业编号",
                f"several enterprises are called “{written}” ({ids}): give the id",
            )
        if not alike:
            return self._nobody(written)
        (id_,) = alike
        return Site(id_, None if exact else self._as(written, id_))

    def _as(self, written: str, id_: str) -> Text:
        name = self._ledger.enterprise[id_].name
        return Text(
            f"“{written}”按 {id_} {name} 认（全半角、空格不同）",
            f"“{written}” taken for {id_} {name} (width or blanks differ)",
        )

    def _nobody(self, written: str) -> Text:
        if is_anonymous(written):
            return Text(
                f"“{written}”是隐去名称的写法，认不出是哪家，请填企业编号或全称",
                f"“{written}” hides the name: give the id or the whole name",
            )
        near = nearest(written, self._by_name)
        hint = Text("", "")
        if near:
            ids = [f"{next(iter(self._by_name[name]))} {name}" for name in near]
            hint = Text(f"；相近的有 {'、'.join(ids)}", f"; near ones: {', '.join(ids)}")
        return Text(
            f"台账里没有企业“{written}”，请先登记或填企业编号{hint.zh}",
            f"the ledger has no enterprise “{written}”: add it or give its id{hint.en}",
        )
