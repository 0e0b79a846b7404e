"""Which activity counts towards a duty, for whom and for which calendar period.

The rules are those of the ledger format: an activity counts for the period it names, else, for a
duty with ``within_days``, for the period that ended last, else for the period that holds its date;
for one period of a duty, never for two.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from operator import attrgetter
from typing import Final

from safety_ledger.ledger import Ledger
from safety_ledger.model.activity import Activity
from safety_ledger.model.enterprise import Enterprise
from safety_ledger.model.task import Duty
from safety_ledger.periods import Period, holding, parse
from safety_ledger.vocabulary import PRINCIPAL, ActivityKind

_date: Final = attrgetter("date")
_holding: Final = cache(holding)
_parse: Final = cache(parse)

Key = tuple[ActivityKind, str]
"""A kind of activity, and an enterprise's id or a section's name."""


class Performances:
    """The activities of a ledger by kind and by who did them, in date order; sorted out once."""

    def __init__(self, ledger: Ledger) -> None:
        by_enterprise: dict[Key, list[Activity]] = defaultdict(list)
        by_section: dict[Key, list[Activity]] = defaultdict(list)
        for one in sorted(ledger.activities, key=_date):
            for id_ in dict.fromkeys(one.enterprises):
                by_enterprise[one.kind, id_].append(one)
            if one.section is not None:
                by_section[one.kind, one.section].append(one)
        self.by_enterprise: Mapping[Key, list[Activity]] = by_enterprise
        self.by_section: Mapping[Key, list[Activity]] = by_section

    @classmethod
    def shared(cls, ledger: Ledger) -> Performances:
        """The index that everybody who looks at this ledger shares."""
        known = ledger.derived.get(cls)
        if not isinstance(known, cls):
            known = ledger.derived[cls] = cls(ledger)
        return known

    def of_enterprise(self, duty: Duty, subject: Enterprise, day: dt.date) -> dict[str, Activity]:
        """What an enterprise did for a duty by the end of a day: by period, the earliest each."""
        done = self.by_enterprise.get((duty.activity, subject.id), ())
        return _first(duty, [one for one in done if one.date <= day and _led(duty, one, subject)])

    def of_section(self, duty: Duty, section: str, day: dt.date) -> dict[str, Activity]:
        """What a section did for its own duty: activities that name it in ``section``.

        Whoever takes part from another section does not do this section's duty for it.
        """
        done = self.by_section.get((duty.activity, section), ())
        return _first(duty, [one for one in done if one.date <= day and _led(duty, one, None)])


def _first(duty: Duty, done: list[Activity]) -> dict[str, Activity]:
    """The earliest activity of each period, by the period's name; ``done`` is in date order."""
    found: dict[str, Activity] = {}
    for one in done:
        period = counted_for(duty, one)
        if period is not None:
            found.setdefault(period.name, one)
    return found


def counted_for(duty: Duty, activity: Activity) -> Period | None:
    """The period of a duty that an activity counts for; ``None`` when it counts for none.

    The name decides, even when the activity lies outside that period: before it (check warns, A801)
    or after it (then it is late). A name of another length: of a return it is another return, the
    year's is not the fourth quarter's, so it counts for none. Anything else was done on its day: a
    shorter name stands for the period around it, a longer one leaves it to the date, if that lies
    within.

    Without a name, a duty with ``within_days`` is done in the period after: the one that ended last
    is the one before that which holds the date, for a period's last day still belongs to it.
    """
    held = _holding(duty.every, activity.date)
    if activity.period is None:
        return held if duty.within_days is None else _before(held)
    named = _parse(activity.period)
    if named is None:
        return None
    around = _holding(duty.every, named.first)
    if around == named:
        return named
    if duty.within_days is not None:
        return None
    if named.last <= around.last:
        return around
    return held if named.first <= held.first and held.last <= named.last else None


def _before(period: Period) -> Period | None:
    return period.before() if period.first > dt.date.min else None


def _led(duty: Duty, activity: Activity, subject: Enterprise | None) -> bool:
    """Whether who had to lead did lead.

    The principal is led by the word 主要负责人 or by the name of who was principal that day; a deputy
    does not count, nor one who has left the post or not yet taken it (plan §4).
    """
    if duty.led_by is None or activity.led_by == duty.led_by:
        return True
    if duty.led_by != PRINCIPAL or subject is None or activity.led_by is None:
        return False
    return activity.led_by == subject.on(activity.date).principal
