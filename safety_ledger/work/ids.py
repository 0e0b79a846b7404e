"""New ids by the ledger's patterns, never one that is taken or was."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable

from safety_ledger.ledger import Ledger


class Ids:
    """Gives out ids for one ledger; each is taken from then on."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._taken = _taken(ledger)
        self._bodies: dict[str, str] = {}
        self._last: dict[str, int] = {}

    def __contains__(self, id_: str) -> bool:
        return id_ in self._taken

    def take(self, id_: str) -> str:
        """An id that somebody chose."""
        self._taken.add(id_)
        return id_

    def hazard(self, enterprise: str | None, body: str | None, found_on: dt.date) -> str:
        """YH-{enterprise without hyphens}-{year}-{n:03d}; a body has a code of its own, GG001."""
        code = enterprise.replace("-", "") if enterprise else self._body(body or "")
        return self._next(f"YH-{code}-{found_on.year}-", 3)

    def activity(self, date: dt.date) -> str:
        """HD-{date}-{n:02d}."""
        return self._next(f"HD-{date}-", 2)

    def enterprise(self) -> str:
        """The next number behind the prefix that most enterprises have; QY-001 in a new ledger."""
        found = [re.fullmatch(r"(.*?)([0-9]+)", one.id) for one in self._ledger.enterprises]
        heads = Counter((match[1], len(match[2])) for match in found if match is not None)
        (prefix, width), _ = heads.most_common(1)[0] if heads else (("QY-", 3), 0)
        return self._next(prefix, width)

    def _body(self, name: str) -> str:
        """The code that hazards of the same body have, else the next free one."""
        if name not in self._bodies:
            codes = {
                one.body.name: match[1]
                for one in self._ledger.hazards
                if one.body is not None and (match := re.fullmatch(r"YH-(GG\d+)-\d+-\d+", one.id))
            }
            used = [int(code[2:]) for code in (*codes.values(), *self._bodies.values())]
            self._bodies[name] = codes.get(name) or f"GG{max(used, default=0) + 1:03d}"
        return self._bodies[name]

    def _next(self, prefix: str, width: int) -> str:
        if prefix not in self._last:
            pattern = re.compile(rf"{re.escape(prefix)}([0-9]+)")
            used = [int(match[1]) for id_ in self._taken if (match := pattern.fullmatch(id_))]
            self._last[prefix] = max(used, default=0)
        while True:
            self._last[prefix] += 1
            if (id_ := f"{prefix}{self._last[prefix]:0{width}d}") not in self._taken:
                return self.take(id_)


def _taken(ledger: Ledger) -> set[str]:
    """Every id of the ledger, also of records that could not be read."""
    kinds: Iterable[Iterable[object]] = (
        ledger.enterprises,
        ledger.hazards,
        ledger.activities,
        ledger.risks,
        ledger.tasks,
    )
    known = {str(getattr(one, "id", "")) for kind in kinds for one in kind}
    return known | {one.id for one in ledger.unread if one.id}
