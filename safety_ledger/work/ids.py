"""New ids of each kind, by the ledger's patterns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from safety_ledger.ledger import Ledger
from safety_ledger.work.numbering import first_free, ids, public_place


class Ids:
    """Gives out ids for one ledger; each is taken from then on, also one that somebody chose."""

    def __init__(self, ledger: Ledger, taken: Iterable[str] = ()) -> None:
        self._ledger = ledger
        self._known = {*ids(ledger), *taken}
        self._places: dict[str, str] = {}
        self._last: dict[str, int] = {}

    def __contains__(self, id_: str) -> bool:
        return id_ in self._known

    def take(self, id_: str) -> str:
        """An id that somebody chose."""
        self._known.add(id_)
        return id_

    def hazard(self, enterprise: str | None, body: str | None, found_on: dt.date) -> str:
        """``YH-QY012-2024-003``. A place without an enterprise has a number of its own (GG001)."""
        place = enterprise.replace("-", "") if enterprise else self._place(body or "")
        return self._next(f"YH-{place}-{found_on.year}-", 3)

    def activity(self, date: dt.date) -> str:
        """``HD-2024-05-08-01``."""
        return self._next(f"HD-{date}-", 2)

    def enterprise(self) -> str:
        """``QY-013``."""
        return self._next("QY-", 3)

    def _place(self, name: str) -> str:
        if name not in self._places:
            self._places[name] = public_place(self._ledger, name, self._known)
        return self._places[name]

    def _next(self, prefix: str, digits: int) -> str:
        """Looked up once for each prefix, then counted on."""
        if prefix not in self._last:
            id_ = first_free(self._known, prefix, digits)
        else:
            id_ = f"{prefix}{self._last[prefix] + 1:0{digits}d}"
        self._last[prefix] = int(id_.removeprefix(prefix))
        return self.take(id_) if id_ not in self._known else self._next(prefix, digits)
