"""Rules on ``ledger.yaml``: what it says must be something the tool can act on."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator

from safety_ledger.diagnostics import Example, nearest
from safety_ledger.ledger import Ledger
from safety_ledger.model import LedgerFile
from safety_ledger.rules.catalogue import Found, code, found, rule
from safety_ledger.rules.shape import hint
from safety_ledger.rules.sources import LEDGER_FORMAT
from safety_ledger.text import Text


@rule(
    code(
        "R307",
        title=Text("日期范围颠倒", "Period reversed"),
        message=Text(
            "日期范围的止 {until} 早于起 {from_}",
            "the period ends on {until}, before it begins on {from_}",
        ),
        remedy=Text("核对 period 的 from 和 until。", "check from and until of period."),
        why=Text(
            "范围颠倒，所有日期都会算在范围之外。",
            "Reversed, every date of the ledger lies outside it.",
        ),
        source=LEDGER_FORMAT,
        example=Example(
            "period: {from: 2030-12-31, until: 2020-01-01}\n",
            "period: {from: 2020-01-01, until: 2030-12-31}\n",
            of="ledger",
        ),
    ),
    on=LedgerFile,
)
def period_reversed(file: LedgerFile, _: Ledger) -> Iterator[Found]:
    period = file.period
    if period and period.until < period.from_:
        yield found("period", "until", from_=period.from_, until=period.until)


def _is_zone(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@rule(
    code(
        "R308",
        title=Text("没有这个时区", "Unknown time zone"),
        message=Text("没有“{value}”这个时区", "there is no time zone “{value}”"),
        remedy=Text("国内写 Asia/Shanghai。", "in China write Asia/Shanghai."),
        why=Text(
            "“今天”按台账的时区算，时区不认就不知道是哪天。",
            "Today is the day in the ledger's time zone: without one there is no today.",
        ),
        source=LEDGER_FORMAT,
        example=Example("timezone: Asia/Beijing\n", "timezone: Asia/Shanghai\n", of="ledger"),
    ),
    on=LedgerFile,
)
def unknown_zone(file: LedgerFile, _: Ledger) -> Iterator[Found]:
    # Windows may have no zones at all: then the usual one is missing too and nothing is known.
    if file.timezone and not _is_zone(file.timezone) and _is_zone("Asia/Shanghai"):
        yield found("timezone", value=file.timezone)


@rule(
    code(
        "R306",
        title=Text("没有这个规则代码", "No such code"),
        message=Text("没有代码“{value}”{hint}", "there is no code “{value}”{hint}"),
        remedy=Text(
            "用 safety-ledger explain 查代码。", "look the code up with safety-ledger explain."
        ),
        why=Text(
            "代码写错，要从严的规则其实没有从严。",
            "With a wrong code the rule that was to be raised is not.",
        ),
        source=LEDGER_FORMAT,
        example=Example(
            "policies: {strict: [H451]}\n", "policies: {strict: [H415]}\n", of="ledger"
        ),
    ),
    on=LedgerFile,
)
def unknown_code(file: LedgerFile, _: Ledger) -> Iterator[Found]:
    from safety_ledger.rules import CATALOGUE  # noqa: PLC0415 - the catalogue holds this rule too

    for i, value in enumerate(file.policies.strict if file.policies else ()):
        if value not in CATALOGUE:
            yield found("policies", "strict", i, value=value, hint=hint(nearest(value, CATALOGUE)))


RULES = (unknown_code, period_reversed, unknown_zone)
