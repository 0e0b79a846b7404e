"""Which enterprises an obligation binds on a day, and whether they are at work.

Pure functions of the records and a day: what is dated later than the day is never looked at.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from operator import attrgetter
from typing import Final

from safety_ledger.ledger import Ledger
from safety_ledger.model.enterprise import Enterprise
from safety_ledger.model.task import Selector

_DAY: Final = dt.timedelta(days=1)
_from: Final = attrgetter("from_")


def selected(ledger: Ledger, selector: Selector, enterprise: Enterprise, day: dt.date) -> bool:
    """Whether ``applies_to`` means this enterprise, going by its values of that day.

    Different keys are and; the words of one key are or: one of the tags is enough (plan §15).
    """
    then = enterprise.on(day)
    return (
        (selector.high_risk is None or ledger.high_risk(enterprise, day) is selector.high_risk)
        and (not selector.industries or then.industry in selector.industries)
        and (not selector.areas or then.area in selector.areas)
        and (not selector.tags or not set(selector.tags).isdisjoint(then.tags))
    )


def joined(enterprise: Enterprise, day: dt.date) -> bool:
    """Whether it had joined the zone by that day."""
    return enterprise.joined_on is None or enterprise.joined_on <= day


def idle(enterprise: Enterprise, first: dt.date, last: dt.date) -> bool:
    """Whether it was inactive on every day of a stretch, in one span or in several that adjoin."""
    reached = first
    for span in sorted(enterprise.inactive, key=_from):
        if span.from_ > reached:
            return False
        if span.until is None or span.until >= last:
            return True
        reached = max(reached, span.until + _DAY)
    return False


def active(enterprise: Enterprise, day: dt.date) -> bool:
    """Whether it works that day."""
    return not idle(enterprise, day, day)


def matching(ledger: Ledger, selector: Selector, day: dt.date) -> Iterator[Enterprise]:
    """The enterprises in the zone and at work that day which the selector means, in file order."""
    return (
        one
        for one in ledger.enterprises
        if joined(one, day) and active(one, day) and selected(ledger, selector, one, day)
    )
