"""n of N: how every rate is kept, in whole numbers, so that it can be printed with both."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


def tenths(numerator: int, denominator: int) -> Decimal:
    """A quotient of whole numbers to one decimal, half up, without a floating point on the way."""
    return Decimal((20 * numerator + denominator) // (2 * denominator)).scaleb(-1)


def percent(part: int, whole: int) -> Decimal | None:
    """``part`` of ``whole`` in percent to one decimal, half up; ``None`` when there is no whole."""
    return tenths(100 * part, whole) if whole else None


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
        return percent(self.n, self.of)
