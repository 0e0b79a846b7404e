"""How the standing of an obligation reads in a report: signs, words, figures and tones."""

from __future__ import annotations

from typing import Final

from safety_ledger.lists.task_view import PRESSING
from safety_ledger.model.task import Duty, Selector
from safety_ledger.obligations import MilestoneStanding, Share
from safety_ledger.reports.report import Cell, Tone
from safety_ledger.text import Text, listed
from safety_ledger.vocabulary import Every, Fulfilment

SIGNS: Final = {
    Fulfilment.DONE: Text("√", "√"),
    Fulfilment.DONE_LATE: Text("迟", "late"),
    Fulfilment.MISSED: Text("×", "×"),
    Fulfilment.RUNNING: Text("…", "…"),
    Fulfilment.NOT_APPLICABLE: Text("–", "–"),
}
"""One sign a period in a grid; all of them can be printed on a GBK console."""

LEGEND: Final = Text(
    "√ 按期完成　迟 逾期完成　× 未做　… 进行中　– 不适用",
    "√ done  late: done late  × missed  … running  – not applicable",
)
EVERY: Final = {
    Every.MONTH: Text("每月", "every month"),
    Every.QUARTER: Text("每季度", "every quarter"),
    Every.HALF: Text("每半年", "every half-year"),
    Every.YEAR: Text("每年", "every year"),
}


def tone_of(state: Fulfilment) -> Tone:
    """Red for what is late, amber for what will be, faint for what is done with."""
    match state:
        case Fulfilment.MISSED:
            return Tone.ALARM
        case Fulfilment.DUE_SOON:
            return Tone.WARN
        case Fulfilment.DONE | Fulfilment.DONE_LATE | Fulfilment.NOT_APPLICABLE:
            return Tone.FAINT
        case Fulfilment.RUNNING | Fulfilment.NOT_DUE:
            return Tone.PLAIN


def days_words(left: int) -> Text:
    """Days until something is due, or since."""
    if left < 0:
        return Text(f"逾期 {-left} 天", f"{-left} d overdue")
    if left == 0:
        return Text("今日到期", "due today")
    return Text(f"剩 {left} 天", f"{left} d left")


def state_words(state: Fulfilment, left: int | None) -> Text:
    """A state with the days that go with it, where there are any."""
    if left is None or state not in PRESSING:
        return Text(state, STATES[state])
    days = days_words(left)
    if state is Fulfilment.MISSED:
        return days
    return Text(f"{state}（{days.zh}）", f"{STATES[state]}: {days.en}")


STATES: Final = {
    Fulfilment.DONE: "done",
    Fulfilment.DONE_LATE: "done late",
    Fulfilment.MISSED: "overdue",
    Fulfilment.DUE_SOON: "due soon",
    Fulfilment.NOT_DUE: "not due",
    Fulfilment.RUNNING: "running",
    Fulfilment.NOT_APPLICABLE: "not applicable",
}


def share_words(share: Share | None) -> Cell:
    """A rate with its n and N; nothing where there is no N."""
    if share is None or share.percent is None:
        return None
    return f"{share.n}/{share.of} = {share.percent}%"


def milestone_words(one: MilestoneStanding) -> Text:
    """A milestone in the column of its year: the day, unless it is the year's last, and how it is."""
    state = state_words(one.state, one.days_left)
    day = one.milestone.due
    on = "" if (day.month, day.day) == (12, 31) else f"{day:%m-%d} "
    if one.due == day:
        return Text(f"{on}{state.zh}", f"{on}{state.en}")
    return Text(f"{on}调至 {one.due} {state.zh}", f"{on}moved to {one.due}: {state.en}")


def cycle_words(duty: Duty) -> Text:
    """How often a duty comes, and until when it is in time."""
    every = EVERY[duty.every]
    if not duty.within_days:
        return every
    days = duty.within_days
    return Text(f"{every.zh}，期后 {days} 日内", f"{every.en}, within {days} d after it")


def selector_words(selector: Selector | None) -> Text:
    """Whom an obligation binds."""
    if selector is None:
        return Text("牵头科室", "the lead section")
    words: list[Text] = []
    if selector.high_risk is not None:
        words.append(
            Text("高危企业", "high-risk enterprises")
            if selector.high_risk
            else Text("非高危企业", "enterprises not high-risk")
        )
    words += [
        Text("、".join(names), ", ".join(names))
        for names in (selector.industries, selector.areas, selector.tags)
        if names
    ]
    if not words:
        return Text("全部企业", "all enterprises")
    return listed(words, "，", "; ")
