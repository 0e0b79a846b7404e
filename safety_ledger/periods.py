"""Calendar periods: months, quarters, half-years, years, weeks, and any span of days.

The one place that reckons with the calendar. A period is its first and its last day, both in it.
Month arithmetic always starts from a period's first day, so that no month end is ever lost.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dateutil.relativedelta import relativedelta

from safety_ledger.text import Text
from safety_ledger.vocabulary import Every

MONTHS: Final = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF: 6, Every.YEAR: 12}
"""How many months a calendar period has."""

_DAY: Final = dt.timedelta(days=1)
_SUNDAY: Final = 6
_FIRST: Final = dt.date.min + _DAY
_WORDS: Final = re.compile(
    r"(?P<year>[0-9]{4})(?:"
    r"(?P<half>H[12])|(?P<quarter>Q[1-4])|-W(?P<week>[0-9]{2})|-(?P<month>0[1-9]|1[0-2]))?"
)
_SPAN: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.\.([0-9]{4}-[0-9]{2}-[0-9]{2})")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Some days in a row, ``first`` and ``last`` among them; ``name`` is how it is written."""

    first: dt.date
    last: dt.date
    name: str

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return self.name

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def eve(self) -> dt.date:
        """The day before it: what stood at its end is the period's opening.

        Where the calendar begins there is none, and its first day stands for it.
        """
        return max(self.first, _FIRST) - _DAY

    @property
    def label(self) -> Text:
        """How a report names it: 2024年第3季度."""
        return _label(self)

    def before(self) -> Period:
        """The period of the same kind that ends the day before; a span of days, as many days."""
        return _beside(self, self.eve)

    def after(self) -> Period:
        """The period of the same kind that begins the day after."""
        return _beside(self, self.last + _DAY)

    def back(self, count: int) -> list[Period]:
        """``count`` periods that end with this one, the oldest first."""
        found = [self]
        while len(found) < count:
            found.append(found[-1].before())
        return found[::-1]


def months_after(day: dt.date, months: int) -> dt.date:
    """The day so many months later: at a shorter month's end its last day, never past the calendar."""
    try:
        return day + relativedelta(months=months)
    except (ValueError, OverflowError):
        return dt.date.max


def holding(every: Every, day: dt.date) -> Period:
    """The calendar period of one kind that holds a day."""
    length = MONTHS[every]
    first = dt.date(day.year, (day.month - 1) // length * length + 1, 1)
    end = first.month + length - 1
    last = dt.date(first.year, end, calendar.monthrange(first.year, end)[1])
    return Period(first, last, _name(every, first))


def week(day: dt.date) -> Period:
    """The week, Monday to Sunday, that holds a day; numbered as ISO 8601 does."""
    monday = day - dt.timedelta(days=day.weekday())
    year, number, _ = day.isocalendar()
    return Period(monday, days_after(monday, 6), f"{year:04d}-W{number:02d}")


def last_full_week(day: dt.date) -> Period:
    """The last week that is over by the end of ``day``: on a Sunday it is the one that ends then.

    Where the calendar begins, the one that holds the day.
    """
    held = week(day)
    return held if day.weekday() == _SUNDAY else held.before()


def last_full(every: Every, day: dt.date) -> Period:
    """The last calendar period of a kind that is over by the end of ``day``; where the calendar
    begins, the one that holds it.
    """
    return next(iter(last_closed(every, day)), holding(every, day))


def last_closed(every: Every, day: dt.date, count: int = 1) -> list[Period]:
    """The last ``count`` calendar periods that are over by the end of a day, the oldest first.

    A period is over at the end of its last day. Fewer only where the calendar begins.
    """
    period, found = holding(every, day), []
    if period.last == day:
        found.append(period)
    while len(found) < count and period.first > dt.date.min:
        period = period.before()
        found.append(period)
    return found[::-1]


def calendar_periods(every: Every, since: dt.date, until: dt.date) -> Iterator[Period]:
    """The calendar periods from the first full one since a day to the one that holds another."""
    period = holding(every, since)
    if period.first < since:
        if period.last >= until:
            return
        period = period.after()
    while period.first <= until:
        yield period
        if period.last >= until:  # the last days there are have no period after them
            return
        period = period.after()


def days_after(day: dt.date, days: int) -> dt.date:
    """A day so many days later; the last there is, when a file asks for more."""
    return dt.date.fromordinal(min(day.toordinal() + days, dt.date.max.toordinal()))


def parse(word: str) -> Period | None:
    """A period as people write it; ``None`` for anything else.

    ``2024``, ``2024H1``, ``2024Q3``, ``2024-07``, ``2024-W28``, ``2024-07-01..2024-09-30``.
    """
    try:
        if (span := _SPAN.fullmatch(word)) is not None:
            return _span(*map(dt.date.fromisoformat, span.groups()))
        return _calendar(word)
    except ValueError:
        return None


def _calendar(word: str) -> Period | None:
    match = _WORDS.fullmatch(word)
    if match is None:
        return None
    year = int(match["year"])
    if match["week"]:
        return week(dt.date.fromisocalendar(year, int(match["week"]), 1))
    if match["month"]:
        return holding(Every.MONTH, dt.date(year, int(match["month"]), 1))
    if match["quarter"]:
        return holding(Every.QUARTER, dt.date(year, 3 * int(match["quarter"][1]), 1))
    if match["half"]:
        return holding(Every.HALF, dt.date(year, 6 * int(match["half"][1]), 1))
    return holding(Every.YEAR, dt.date(year, 1, 1))


def _span(first: dt.date, last: dt.date) -> Period | None:
    return Period(first, last, f"{first}..{last}") if first <= last else None


def _beside(period: Period, day: dt.date) -> Period:
    """The period of the same kind that holds a day next to it."""
    if "W" in period.name:
        return week(day)
    if ".." not in period.name:
        return holding(_kind(period.name), day)
    others = (period.days - 1) * _DAY
    made = _span(day, day + others) if day > period.last else _span(day - others, day)
    if made is None:
        raise ValueError(period)
    return made


def _kind(name: str) -> Every:
    for sign, every in (("Q", Every.QUARTER), ("H", Every.HALF), ("-", Every.MONTH)):
        if sign in name:
            return every
    return Every.YEAR


def _name(every: Every, first: dt.date) -> str:
    year = f"{first.year:04d}"
    match every:
        case Every.MONTH:
            return f"{year}-{first.month:02d}"
        case Every.QUARTER:
            return f"{year}Q{(first.month + 2) // 3}"
        case Every.HALF:
            return f"{year}H{(first.month + 5) // 6}"
        case Every.YEAR:
            return year


def _label(period: Period) -> Text:
    name, year = period.name, period.name[:4]
    if ".." in name:
        return Text(f"{period.first} 至 {period.last}", f"{period.first} to {period.last}")
    if "W" in name:
        number = int(name[6:])
        days = f"{period.first} 至 {period.last}", f"{period.first} to {period.last}"
        return Text(f"{year}年第{number}周（{days[0]}）", f"week {number} of {year} ({days[1]})")
    if "Q" in name:
        return Text(f"{year}年第{name[5:]}季度", name)
    if "H" in name:
        return Text(f"{year}年{'上' if name.endswith('1') else '下'}半年", name)
    return Text(f"{year}年{int(name[5:])}月" if "-" in name else f"{year}年", name)
