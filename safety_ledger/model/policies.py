"""The policies in force: what ``ledger.yaml`` says, and the documented default of everything else.

The plan gives no number of days; the office signs its own in ``policies``. Days are calendar days.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from safety_ledger.model.ledger_file import Policies, Rung


@dataclass(frozen=True, slots=True)
class Effective:
    """Every policy with a value: late when more than so many days have passed."""

    verify_within_days: int = 15
    notice_within_days: int = 3
    review_within_days: int = 10
    closure_within_days: int = 5
    extension_reply_within_days: int = 5
    record_within_days: int = 7
    """Between a fact's date and the commit that records it; audit lists what came later."""
    due_soon_days: int = 30
    closure_section: str = "安全管理科"
    """Whose approvers sign closures (plan §5)."""
    slow_after_days: int = 15
    unfound_within_days: int = 30
    refusal_after_days: int = 30
    long_open_days: int = 180
    risk_review_months: int = 12
    escalation: tuple[Rung, ...] = ()
    """Without a ladder signed by the office no step is ever proposed."""
    strict: tuple[str, ...] = ()
    """Codes of warnings that this office treats as errors."""


def effective(policies: Policies | None) -> Effective:
    """The policies with their defaults; a written 0 stays 0."""
    if policies is None:
        return Effective()
    written = {field.name: getattr(policies, field.name) for field in dataclasses.fields(Effective)}
    return Effective(**{name: value for name, value in written.items() if value is not None})
