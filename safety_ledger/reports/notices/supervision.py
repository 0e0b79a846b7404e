"""督办函: presses a unit, and the department over it, whose hazards are not put right (plan §5)."""

from __future__ import annotations

from collections.abc import Iterator

from safety_ledger.lists import HazardView
from safety_ledger.reports.notices.kinds import PaperKind
from safety_ledger.reports.notices.paper import Blank, Block, Heading, Paper, Piece, Pieces
from safety_ledger.reports.notices.subject import Subject
from safety_ledger.reports.notices.wording import (
    contact,
    deadline,
    done_by,
    late,
    letter,
    level,
    sent,
    sentence,
    signature,
    what,
)
from safety_ledger.vocabulary import Level


def paper(subject: Subject) -> Paper:
    """One letter to one unit, copied to the departments the record names."""
    return letter(
        subject,
        PaperKind.SUPERVISION,
        "关于督促整改事故隐患的督办函",
        _body(subject),
        ("抄送：", *_copied(subject)),
        ("签发人：", signature("签发人")),
    )


def _body(subject: Subject) -> Iterator[Block]:
    yield sentence(
        f"你单位下列{len(subject.views)}项事故隐患尚未整改到位。依据",
        Blank("法律依据"),
        "，现予督办。",
    )
    yield Heading("一、隐患基本情况")
    for number, view in enumerate(subject.views, start=1):
        yield sentence(f"{number}．", what(view), "。", _course(view))
    yield Heading("二、整改要求")
    yield sentence(
        "（一）主要负责人牵头，逐项落实责任人、措施、资金、时限和预案，整改期间落实防范措施。"
    )
    yield sentence("（二）行业监管部门和属地科室要跟踪督导，帮助解决整改中的问题。")
    yield sentence(
        "（三）请于", Blank("督办期限"), "前完成整改，并将整改情况或未按期完成的原因书面报我单位。"
    )
    yield contact(subject)


def _course(view: HazardView) -> Pieces:
    """What was asked and what was done, by days; no free text of the record."""
    pieces: list[Piece] = ["级别：", *level(view), "。通知：", *sent(view), "。整改期限："]
    pieces += [*deadline(view), *late(view), "。"]
    if failed := view.standing.round - 1:
        pieces.append(f"复查不合格{failed}次。")
    for entry in view.supervision:
        pieces += [
            "已于",
            entry.date,
            f"{entry.event}（{entry.document}）" if entry.document else str(entry.event),
            "。",
        ]
    if view.level is Level.MAJOR:
        pieces.append(f"五落实{sum(view.five)}/{len(view.five)}。")
    return (*pieces, "目前：", *done_by(view), "。")


def _copied(subject: Subject) -> Pieces:
    """The regulators and supervising bodies that the records name."""
    bodies: dict[str, None] = {}
    for view in subject.views:
        named = view.record.responsible
        for body in (named.regulator, named.supervisor) if named else ():
            if body is not None:
                bodies[body] = None
    return ("、".join(bodies),) if bodies else (Blank("抄送单位"),)
