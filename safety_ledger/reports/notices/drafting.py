"""Which papers a word asks for: the choice of hazards, of the kind, and what is declined and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from safety_ledger.lists import Day, HazardView
from safety_ledger.model.hazard import Hazard
from safety_ledger.reports.notices import (
    closure,
    inspection,
    rectification,
    review,
    summons,
    supervision,
)
from safety_ledger.reports.notices.kinds import PaperKind
from safety_ledger.reports.notices.paper import Paper, texts
from safety_ledger.reports.notices.subject import (
    Asked,
    Choice,
    Declined,
    Subject,
    by_unit,
)
from safety_ledger.rules.personal import secrets_in
from safety_ledger.rules.privacy import from_public
from safety_ledger.text import Text
from safety_ledger.vocabulary import OPEN_STATUSES, Status

PAPERS: Final[dict[PaperKind, Callable[[Subject], Paper]]] = {
    PaperKind.RECTIFICATION: rectification.paper,
    PaperKind.REVIEW: review.paper,
    PaperKind.SUPERVISION: supervision.paper,
    PaperKind.SUMMONS: summons.paper,
    PaperKind.CLOSURE: closure.paper,
    PaperKind.INSPECTION: inspection.paper,
}

_WORKED: Final = frozenset({Status.RECTIFYING, Status.UNREVIEWED})
_PASSED: Final = frozenset({Status.UNCLOSED, Status.CLOSED})
SUITS: Final[dict[PaperKind, frozenset[Status]]] = {
    PaperKind.RECTIFICATION: OPEN_STATUSES,
    PaperKind.REVIEW: _WORKED | _PASSED,
    PaperKind.SUPERVISION: _WORKED,
    PaperKind.SUMMONS: _WORKED,
    PaperKind.CLOSURE: _PASSED,
    PaperKind.INSPECTION: OPEN_STATUSES,
}
"""In which status a hazard may stand on which paper."""

_TELLING: Final = re.compile("举报|检举|投诉|信访|反映|来电|来信|来访|12350|12345")
"""Words that tell a reader where a hazard is known from."""


def drafts(choice: Choice, kind: PaperKind | None, day: Day) -> list[Paper] | Declined:
    """The papers of a kind about what was chosen; without a kind, the one that comes next."""
    if choice.asked is Asked.HAZARD and choice.views[0].status is Status.UNVERIFIED:
        return Declined(
            Text(
                f"{choice.word} 尚未核实，还不是隐患，不出文书；先核实",
                f"{choice.word} is not verified yet and no hazard: verify it first",
            )
        )
    wanted = kind or next_kind(choice.views)
    views = [view for view in choice.views if view.status in _suiting(choice, wanted)]
    if not views:
        return _nothing_for(choice, wanted, day)
    if telling := [view for view in views if tells(view.record)]:
        return _telling(telling)
    if wanted is PaperKind.CLOSURE and (blocked := [view for view in views if _blocked(view)]):
        return _not_closable(blocked)
    papers = [PAPERS[wanted](subject) for subject in _subjects(wanted, views, day)]
    return _leak(views, papers) or papers


def next_kind(views: Iterable[HazardView]) -> PaperKind:
    """The paper that the standing asks for: to rectify, else to review, else to close."""
    statuses = {view.status for view in views}
    if statuses & {Status.UNNOTIFIED, Status.RECTIFYING}:
        return PaperKind.RECTIFICATION
    if Status.UNREVIEWED in statuses:
        return PaperKind.REVIEW
    return PaperKind.CLOSURE if Status.UNCLOSED in statuses else PaperKind.RECTIFICATION


def _suiting(choice: Choice, kind: PaperKind) -> frozenset[Status]:
    """For an enterprise only what is open; one hazard or notice may be printed again later."""
    suits = SUITS[kind]
    return suits & OPEN_STATUSES if choice.asked is Asked.ENTERPRISE else suits


def _subjects(kind: PaperKind, views: list[HazardView], day: Day) -> list[Subject]:
    """One paper a unit; a closure is signed hazard by hazard."""
    if kind is PaperKind.CLOSURE:
        return [subject for view in views for subject in by_unit(day, [view])]
    return by_unit(day, views)


def _nothing_for(choice: Choice, kind: PaperKind, day: Day) -> list[Paper] | Declined:
    if kind is PaperKind.INSPECTION and choice.enterprise is not None:
        unit = choice.enterprise
        return [inspection.paper(Subject(day, unit, unit.name, ()))]
    if choice.asked is Asked.HAZARD:
        status = choice.views[0].status
        fit = "、".join(one for one in Status if one in SUITS[kind])
        return Declined(
            Text(
                f"{choice.word} 现为{status}，不出{kind}（{kind}用于：{fit}）",
                f"{choice.word} is {status}: no {kind} is made of it (only of {fit})",
            )
        )
    return Declined(
        Text(
            f"{choice.word} 没有可出{kind}的隐患",
            f"{choice.word} has no hazard for a {kind}",
        )
    )


def _blocked(view: HazardView) -> bool:
    now = view.standing
    return now.open and (now.listed_on is not None or now.stopped_on is not None)


def _not_closable(views: list[HazardView]) -> Declined:
    ids = "、".join(view.id for view in views)
    return Declined(
        Text(
            f"{ids} 挂牌督办尚未摘牌或停产停业尚未恢复，不能报批销号",
            f"{ids}: listed or stopped still, and not to be closed before 摘牌 or 恢复生产",
        )
    )


def tells(hazard: Hazard) -> bool:
    """Whether the words of a public report that a paper prints would tell where it came from."""
    if not from_public(hazard):
        return False
    plan = hazard.plan
    printed = [hazard.id, hazard.title, hazard.location, hazard.interim_measures]
    printed += [plan.measures] if plan is not None else []
    for entry in hazard.history:
        printed += [entry.document, *entry.evidence]
    return any(
        _TELLING.search(text) or any(secrets_in(text)) for text in printed if text is not None
    )


def _telling(views: list[HazardView]) -> Declined:
    ids = "、".join(view.id for view in views)
    return Declined(
        Text(
            f"{ids} 的文字会暴露来源，印出去就收不回来；先改写隐患描述、部位、措施或佐证文件名",
            f"the words of {ids} would tell its source: reword title, place, measures or file names",
        )
    )


def _leak(views: list[HazardView], papers: list[Paper]) -> Declined | None:
    """The last look: no case number stands anywhere on the papers."""
    cases = {view.record.case: view for view in views if view.record.case}
    said = "\n".join(text for paper in papers for text in texts(paper))
    found = [view for case, view in cases.items() if case in said]
    return _telling(found) if found else None
