"""What an enterprise must keep up: certificates, its grade, reviews of its risks.

Asked of those at work: whoever stands still or has gone renews nothing until it works again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from safety_ledger.lists import Day, EnterpriseView
from safety_ledger.model import Enterprise, RiskPoint
from safety_ledger.obligations.upkeep import CERTIFICATE, GRADE, REVIEW, State, Validity
from safety_ledger.owed.item import Actor, Owed, OwedKind
from safety_ledger.text import Text


def certificates(day: Day) -> Iterator[Owed]:
    """Certificates and their reviews (plan §17): a missed review voids one."""
    for one in day.certificates:
        if one.state is not State.UNDATED and one.enterprise.active:
            holder = f" {one.record.holder}" if one.record.holder else ""
            name = f"{one.record.kind}{holder}"
            said = CERTIFICATE[one.state]
            what = Text(f"{name}：{said.zh}", f"{name}: {said.en}")
            yield _owed(OwedKind.CERTIFICATE, one.enterprise, one.validity, what, "17")


def grades(day: Day) -> Iterator[Owed]:
    """Standardisation grades that run out (plan §14); the plan sets no date for the first one."""
    for one in day.enterprises:
        if one.grade.until is not None and one.active:
            said = GRADE[one.grade.state]
            yield _owed(
                OwedKind.GRADE,
                one,
                one.grade,
                Text(f"标准化定级{said.zh}", f"standardisation grade {said.en}"),
                "14",
            )


def risk_reviews(day: Day) -> Iterator[Owed]:
    """Reviews of risk points (plan §7), those that never had one among them."""
    for one in day.risks:
        if not one.enterprise.active:
            continue
        said = REVIEW[one.review.state]
        name = one.record.name
        what = Text(f"{name}：复评{said.zh}", f"{name}: review {said.en}")
        yield _owed(OwedKind.RISK_REVIEW, one.enterprise, one.review, what, "7", one.record)


def assessments(day: Day) -> Iterator[Owed]:
    """Assessments behind the colour of an enterprise (plan §7), where there was one."""
    for one in day.enterprises:
        if one.assessment.until is not None and one.active:
            said = REVIEW[one.assessment.state]
            what = Text(f"企业风险评估{said.zh}", f"risk assessment {said.en}")
            yield _owed(OwedKind.ASSESSMENT, one, one.assessment, what, "7")


def _owed(  # noqa: PLR0913, PLR0917 - what is owed has as many sides
    kind: OwedKind,
    site: EnterpriseView,
    stands: Validity,
    what: Text,
    paragraph: str,
    point: RiskPoint | None = None,
) -> Owed:
    record: Enterprise | RiskPoint = point or site.record
    return Owed(
        kind,
        record.id,
        what,
        Actor(
            name=site.record.name,
            section=site.record.section,
            enterprise=site.id,
            unit=site.record.name,
        ),
        stands.until,
        -stands.days if stands.days is not None else None,
        paragraph,
        now=stands.state is State.NEVER,
        command=("enterprise", "set", site.id, *_SET[kind]) if kind in _SET else (),
        origin=record.origin,
    )


_SET: Final = {
    OwedKind.GRADE: (
        *("--standardization-grade", "〔定级〕"),
        *("--standardization-valid-until", "〔有效期至〕"),
    ),
    OwedKind.ASSESSMENT: ("--risk-level", "〔风险等级〕", "--risk-assessed-on", "〔评估日期〕"),
}
"""What records the renewal; a certificate or a risk point is written into its file."""
