"""n of N: how every rate is kept, in whole numbers, so that it can be printed with both."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """Some of some; of nothing there is no share."""

    n: int
    of: int

    def reaches(self, percent: int) -> bool:
        """Whether it comes to so many per cent; nothing reaches of nothing."""
        return self.of > 0 and self.n * 100 >= percent * self.of

    @property
    def percent(self) -> Decimal | None:
        """In per cent, half up to one decimal; ``None`` of nothing."""
        if self.of == 0:
            return None
        return Decimal((self.n * 2000 + self.of) // (2 * self.of)).scaleb(-1)
