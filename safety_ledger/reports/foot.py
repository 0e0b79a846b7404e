"""What stands below every report: what was left out, and what is dated after its day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from safety_ledger.lists import Day
from safety_ledger.lists.filters import Filter
from safety_ledger.text import Text


def foot(day: Day, later: int | None = None) -> tuple[Text, ...]:
    """The remarks that keep a report honest: errors, records left out, entries after its day.

    ``later`` counts those entries where a report looks at others than those of hazards.
    """
    return tuple(_remarks(day, _hazards_later(day) if later is None else later))


_OPTIONS: Final = {
    "enterprises": "--enterprise",
    "sections": "--section",
    "persons": "--person",
    "areas": "--area",
    "industries": "--industry",
    "levels": "--level",
    "sources": "--source",
    "statuses": "--status",
    "since": "--since",
    "until": "--until",
}


def idle(wanted: Filter, *used: str) -> tuple[Text, ...]:
    """A remark on the filters that narrow nothing in a list of no hazards; ``used`` are those that do."""
    options = [_OPTIONS[name] for name in wanted.idle(*used)]
    if not options:
        return ()
    return (
        Text(
            f"{'、'.join(options)} 对本表不起作用，各行照列",
            f"{', '.join(options)} narrow nothing here: every row is shown",
        ),
    )


def later_than(day: Day) -> int:
    """The entries of tasks and the activities that are dated after a day."""
    entries = (entry for task in day.ledger.tasks for entry in task.history)
    return sum(one.date > day.date for one in entries) + sum(
        one.date > day.date for one in day.ledger.activities
    )


def _hazards_later(day: Day) -> int:
    return sum(
        entry.date > day.date for hazard in day.ledger.hazards for entry in hazard.history
    ) + sum(hazard.found_on > day.date for hazard in day.ledger.hazards)


def _remarks(day: Day, later: int) -> Iterator[Text]:
    ledger = day.ledger
    if errors := ledger.errors:
        yield Text(
            f"台账有 {errors} 处错误，运行 safety-ledger check 查看",
            f"the ledger has {errors} errors: see safety-ledger check",
        )
    if left_out := ledger.left_out:
        yield Text(
            f"有 {left_out} 条记录或段落读不出来，未计入本表",
            f"{left_out} records or passages could not be read and are left out",
        )
    if later:
        yield Text(
            f"另有 {later} 条记载晚于本表日期，未计入",
            f"{later} entries are dated after this day and not counted",
        )
