"""What several papers say alike: a hazard, its level, its deadline, a unit, who issues and signs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from safety_ledger.lists import HazardView
from safety_ledger.reports.notices.kinds import PaperKind
from safety_ledger.reports.notices.paper import (
    ISSUED,
    NUMBER,
    SEAL,
    Blank,
    Block,
    Paper,
    Paragraph,
    Piece,
    Pieces,
    said,
)
from safety_ledger.reports.notices.subject import Subject, numbers
from safety_ledger.vocabulary import Event, Level, Status


def issuer(subject: Subject) -> Pieces:
    """The authority that keeps the ledger."""
    return (subject.day.ledger.file.authority or Blank("发文机关"),)


def fill(value: Piece | None, what: str) -> Pieces:
    """A fact of the record, or a blank for it."""
    return (value if value is not None else Blank(what),)


def sentence(*parts: Piece | Pieces) -> Paragraph:
    """A paragraph of pieces and runs of pieces."""
    flat: list[Piece] = []
    for part in parts:
        flat += part if isinstance(part, tuple) else (part,)
    return Paragraph(tuple(flat))


def what(view: HazardView) -> Pieces:
    """The hazard: where, what, and its number in the ledger."""
    record = view.record
    site = f"{view.where}：" if view.where != view.liable_name else ""
    place = f"{record.location}：" if record.location else ""
    return (f"{site}{place}{record.title}（{record.id}）",)


def level(view: HazardView) -> Pieces:
    """The level in force with what it was judged by; a major one without a criterion shows it."""
    if view.level is None:
        return (Blank("隐患级别"),)
    criterion = view.standing.criterion
    if criterion is not None:
        return (f"{view.level}。判定依据：{criterion}",)
    if view.level is Level.MAJOR:
        return (f"{view.level}。判定依据：", Blank("判定依据"))
    return (str(view.level),)


def deadline(view: HazardView) -> Pieces:
    """The deadline in force; one that was moved says what it was."""
    now, first = view.deadline, view.record.deadline
    if now is None:
        return (Blank("整改期限"),)
    if first is None or now == first:
        return (now,)
    return (now, "（原定", first, "）")


def late(view: HazardView) -> Pieces:
    """By how much it is overdue; nothing when it is not."""
    return (f"，已逾期{view.days_overdue}天",) if view.days_overdue else ()


def sent(view: HazardView) -> Pieces:
    """The notices that were sent about a hazard."""
    done = view.done(Event.NOTIFY)
    if not done:
        return ("尚未通知",)
    return ("、".join(f"{said(one.date)}{one.document or ''}" for one in done),)


def numbers_of(subject: Subject) -> Pieces:
    """The numbers of the notices a paper follows up."""
    known = dict.fromkeys(number for view in subject.views for number in numbers(view))
    return ("、".join(known),) if known else (Blank("对应通知书文号"),)


def people(subject: Subject) -> Pieces:
    """Whom it reaches: the principal, and for a major hazard the controller too (plan §6)."""
    unit = subject.unit
    pieces: list[Piece] = ["主要负责人", _named(unit.principal if unit else None, "主要负责人")]
    if any(view.level is Level.MAJOR for view in subject.views):
        controller = unit.controller if unit else None
        pieces += ["、实际控制人", _named(controller, "实际控制人")]
    return tuple(pieces)


def _named(name: str | None, post: str) -> Piece:
    return name or Blank(f"{post}姓名")


def contact(subject: Subject) -> Paragraph:
    """Whom to call: the section's people of the record; their number is not in the ledger."""
    persons = dict.fromkeys(view.person for view in subject.views if view.person)
    sections = dict.fromkeys(view.section for view in subject.views if view.section)
    return sentence(
        "联系科室：",
        fill("、".join(sections) or None, "联系科室"),
        "；联系人：",
        fill("、".join(persons) or None, "联系人"),
        "；联系电话：",
        Blank("联系电话"),
        "。",
    )


def letter(
    subject: Subject, kind: PaperKind, title: str, body: Iterable[Block], *remarks: Pieces
) -> Paper:
    """A paper that goes out to the unit: addressed, with the authority, its seal and a day below."""
    return Paper(
        kind,
        title,
        issuer(subject),
        (NUMBER,),
        (subject.name,),
        tuple(body),
        (issuer(subject), (SEAL,), (ISSUED,)),
        (*remarks, drafted(subject.day.date)),
    )


def sheet(
    subject: Subject,
    kind: PaperKind,
    title: str,
    body: tuple[Block, ...],
    remark: str,
    *signed: Pieces,
) -> Paper:
    """A paper that goes into the file: to nobody, with the signatures it ends with."""
    remarks = ((remark,), drafted(subject.day.date))
    return Paper(kind, title, issuer(subject), (NUMBER,), (), body, signed, remarks)


def received(who: str) -> Pieces:
    """Where the unit signs for what it got."""
    return ("签收人：", signature(who), "　签收日期：", Blank("签收日期"))


def signature(who: str) -> Blank:
    """A signature that is still to be given."""
    return Blank(who, "待签")


def drafted(day: dt.date) -> Pieces:
    """Which state of the ledger a draft follows."""
    return ("本件据台账截至", day, "的记录拟稿，【 】内由承办人填写、签署或盖章后生效。")


def done_by(view: HazardView) -> Pieces:
    """What the enterprise has reported: when it was put right and by whom, in this cycle."""
    now = view.standing
    if now.claim is not None:
        return (now.claim.date, f"报整改完成（{'、'.join(now.claim.by) or view.liable_name}）")
    if now.passed is not None:
        by = "、".join(now.passed.rectifiers) or view.liable_name
        return (now.passed.rectified_on, f"整改完成（{by}）")
    return ("未报整改完成",)


def requirement(view: HazardView) -> Pieces:
    """What must be done: the measures of the plan where it has any, never made up."""
    if view.status is Status.UNREVIEWED:
        return ("已报整改完成，待复查；复查合格前保持整改措施",)
    if view.status is Status.UNCLOSED:
        return ("已复查合格，待销号；保持整改成效",)
    plan = view.record.plan
    measures = plan.measures if plan is not None else None
    interim = view.record.interim_measures
    pieces: list[Piece] = [measures or Blank("整改要求")]
    if interim:
        pieces.append(f"；整改完成前：{interim}")
    return tuple(pieces)
