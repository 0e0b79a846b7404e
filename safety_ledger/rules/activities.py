"""Rules on activities: the period they count for and the enterprises they concern."""

from __future__ import annotations

from collections.abc import Iterator

from safety_ledger.diagnostics import Example
from safety_ledger.ledger import Ledger
from safety_ledger.model import Activity
from safety_ledger.rules.catalogue import WARNING, Found, code, found, rule
from safety_ledger.rules.sources import plan
from safety_ledger.text import Text
from safety_ledger.vocabulary import ActivityKind

_MONTHS_OF = {"H": 6, "Q": 3}


def _begins(period: str) -> tuple[int, int]:
    """Year and month in which a period begins, written as 2024, 2024H1, 2024Q3 or 2024-07."""
    year, part = int(period[:4]), period[4:]
    if not part:
        return year, 1
    if part[0] == "-":
        return year, int(part[1:])
    return year, (int(part[1:]) - 1) * _MONTHS_OF[part[0]] + 1


@rule(
    code(
        "A801",
        severity=WARNING,
        title=Text("所属期间尚未开始", "Period not yet begun"),
        message=Text("{date} 时 {period} 还没有开始", "{period} had not begun on {date}"),
        remedy=Text("核对 period 和日期。", "check period and date."),
        why=Text(
            "活动计入所写的期间，写成以后的期间，本期就成了未完成。",
            "An activity counts for the period it names: with a later one this period seems missed.",
        ),
        source=plan("4"),
        example=Example("period: 2025Q2\n", "period: 2024Q2\n", of="activity"),
    ),
    on=Activity,
)
def period_not_begun(activity: Activity, _: Ledger) -> Iterator[Found]:
    day = activity.date
    if activity.period and (day.year, day.month) < _begins(activity.period):
        yield found("period", period=activity.period, date=day)


@rule(
    code(
        "A802",
        severity=WARNING,
        title=Text("发现的隐患属于别的企业", "Found at another enterprise"),
        message=Text(
            "“{value}”不属于本活动涉及的企业",
            "“{value}” belongs to none of the activity's enterprises",
        ),
        remedy=Text(
            "核对隐患编号，或在 enterprises 中补上该企业。",
            "check the hazard's id, or add its enterprise.",
        ),
        why=Text(
            "企业查没查、查出几条，按活动记录算，记错就冤枉一家、放过一家。",
            "What an enterprise checked and found is counted from here: a slip blames the wrong one.",
        ),
        source=plan("4"),
        example=Example(
            "enterprises: [QY-013]\nfound: [YH-QY012-2024-003]\n",
            "enterprises: [QY-012]\nfound: [YH-QY012-2024-003]\n",
            of="activity",
        ),
    ),
    on=Activity,
)
def found_at_another_enterprise(activity: Activity, ledger: Ledger) -> Iterator[Found]:
    for i, name in enumerate(activity.found or ()):
        hazard = ledger.hazard.get(name)
        concerned = {hazard.enterprise, hazard.liable} - {None} if hazard else set()
        if activity.enterprises and concerned and concerned.isdisjoint(activity.enterprises):
            yield found("found", i, value=name)


@rule(
    code(
        "A803",
        severity=WARNING,
        title=Text("企业自查没有写企业", "Self-check of no enterprise"),
        message=Text(
            "企业自查没有写是哪家企业（enterprises）", "a self-check that names no enterprise"
        ),
        remedy=Text("补上 enterprises: [企业编号]。", "add enterprises with its id."),
        why=Text(
            "自查是企业的义务，不写企业就记不到任何一家名下。",
            "A self-check is an enterprise's duty: without its id it counts for nobody.",
        ),
        source=plan("4"),
        example=Example(
            "- {id: HD-2024-06-20-01, date: 2024-06-20, kind: 企业自查, found: []}\n",
            "- {id: HD-2024-06-20-01, date: 2024-06-20, kind: 企业自查, enterprises: [QY-013], found: []}\n",
            path="activities/2024.yaml",
        ),
    ),
    on=Activity,
)
def self_check_of_no_enterprise(activity: Activity, _: Ledger) -> Iterator[Found]:
    if activity.kind is ActivityKind.SELF_CHECK and not activity.enterprises:
        yield found("enterprises")


RULES = (period_not_begun, found_at_another_enterprise, self_check_of_no_enterprise)
