"""What an enterprise must keep up, and the clues about it, for its dossier in ``show``."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from safety_ledger.lists import EnterpriseView
from safety_ledger.lists.enterprise_view import CertificateView
from safety_ledger.model.enterprise import Expenses
from safety_ledger.obligations.upkeep import CERTIFICATE, GRADE, State, expenses_until
from safety_ledger.reports import clues, risks
from safety_ledger.reports.report import RIGHT, Cell, Column, Section, Tone, table
from safety_ledger.text import Text

_TENTH: Final = Decimal("0.1")


def sections(view: EnterpriseView) -> Iterator[Section]:
    """What it must keep up, its risk points, and the clues for and against it."""
    yield _upkeep(view)
    if view.certificates:
        yield Section(
            Text("证书", "Certificates"),
            table=table("certificates", _CERTIFICATES, view.certificates, _tone),
        )
    years = expenses_until(view.record, view.day.date)
    if years:
        yield Section(
            Text("安全生产费用", "Safety expenses"), table=table("expenses", _EXPENSES, years)
        )
    points = [one for one in view.day.risks if one.enterprise is view]
    if points:
        yield Section(
            Text("风险点", "Risk points"), table=table("risks", _RISKS, points, risks.tone)
        )
    found = sorted(view.day.clues_of.get(view.id, ()), key=lambda one: one.urgency)
    if found:
        yield Section(
            Text("责任线索（供研判，不是结论）", "Clues, to be judged"),
            table=clues.listed(found, clues.OF_ONE, "clues"),
        )


def _upkeep(view: EnterpriseView) -> Section:
    """Its grade, the assessment of its risk, and last year's safety expenses."""
    year = view.spending.year
    return Section(
        Text("应保持的事项", "To be kept up"),
        facts=(
            (Text("标准化定级", "grade"), grade_words(view)),
            (
                Text("风险评估", "risk assessment"),
                risks.left(view.assessment.state, view.assessment.days),
            ),
            (Text(f"{year} 年安全费用", f"safety expenses of {year}"), spending_words(view)),
        ),
    )


def grade_words(view: EnterpriseView) -> Text:
    """The grade, until when it holds, and whether it still does."""
    state = GRADE[view.grade.state]
    held = view.record.standardization
    if held is None:
        return state
    until = view.grade.until
    zh = f"{held.grade}（{state.zh}" + (f"，{until} 止）" if until else "）")
    en = f"{held.grade} ({state.en}" + (f", until {until})" if until else ")")
    return Text(zh, en)


def spending_words(view: EnterpriseView) -> Text:
    """Whether last year's safety expenses are on record, and how far they were used."""
    spent = view.spending
    if not spent.owed:
        return Text("不适用（当年后入区）", "not owed (joined later)")
    if not spent.recorded:
        return Text("未登记", "not on record")
    if spent.share is None:
        return Text("未提取", "nothing set aside")
    share = in_percent(spent.share)
    return Text(f"已登记，使用 {share}%", f"on record, {share} % used")


def in_percent(share: Decimal) -> Decimal:
    """A ratio in per cent, half up to one decimal."""
    return (share * 100).quantize(_TENTH, ROUND_HALF_UP)


def _used(one: Expenses) -> Cell:
    if one.extracted is None or one.used is None or not one.extracted:
        return None
    return in_percent(one.used / one.extracted)


_CERTIFICATES: Final[tuple[Column[CertificateView], ...]] = (
    Column("kind", Text("证书类别", "kind"), lambda one: one.record.kind),
    Column("holder", Text("持证人", "holder"), lambda one: one.record.holder),
    Column("review_by", Text("应复审日期", "review by"), lambda one: one.record.review_by),
    Column("valid_until", Text("有效期至", "valid until"), lambda one: one.record.valid_until),
    Column("standing", Text("状态", "standing"), lambda one: CERTIFICATE[one.state]),
    Column("days", Text("剩余天数", "days left"), lambda one: one.validity.days, RIGHT),
    Column("state", Text("代号", "state"), lambda one: one.state, shown=False),
)
_EXPENSES: Final[tuple[Column[Expenses], ...]] = (
    Column("year", Text("年度", "year"), lambda one: one.year),
    Column("extracted", Text("提取（元）", "set aside (CNY)"), lambda one: one.extracted, RIGHT),
    Column("used", Text("使用（元）", "used (CNY)"), lambda one: one.used, RIGHT),
    Column("share", Text("使用比例（%）", "used (%)"), _used, RIGHT),
)
_RISKS: Final = tuple(
    one
    for one in risks.COLUMNS
    if one.key in {"id", "name", "level", "owner", "reviewed_on", "review"}
)


def _tone(one: CertificateView) -> Tone:
    if one.state.lapsed:
        return Tone.ALARM
    return Tone.WARN if one.state.soon or one.state is State.UNDATED else Tone.PLAIN
