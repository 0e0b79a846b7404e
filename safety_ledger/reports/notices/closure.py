"""销号审批表: one hazard, all that speaks for its closure, and room for opinions (plan §5)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from safety_ledger.lifecycle import Passed
from safety_ledger.lists import HazardView
from safety_ledger.reports.notices.kinds import PaperKind
from safety_ledger.reports.notices.paper import Blank, Form, Paper, Pieces
from safety_ledger.reports.notices.subject import Subject
from safety_ledger.reports.notices.wording import (
    deadline,
    done_by,
    fill,
    level,
    numbers_of,
    sheet,
    signature,
)
from safety_ledger.vocabulary import Event

Boxes = tuple[tuple[str, Pieces], ...]


def paper(subject: Subject) -> Paper:
    """One form for one hazard: ``subject`` has exactly one."""
    view = subject.views[0]
    return sheet(
        subject,
        PaperKind.CLOSURE,
        "事故隐患整改销号审批表",
        (Form((*_facts(subject, view), *_done(view), *_opinions(view))),),
        "整改人不得复查，复查人不得审批销号；挂牌督办的，摘牌后方可销号。",
    )


def _facts(subject: Subject, view: HazardView) -> Iterator[Boxes]:
    record = view.record
    yield (("隐患编号", (record.id,)), ("整改单位", (subject.name,)))
    yield (("隐患内容", (record.title,)),)
    yield (
        ("具体部位", fill(record.location, "具体部位")),
        ("登记日期", fill(view.registered_on, "登记日期")),
    )
    yield (("级别、判定依据", level(view)),)
    yield (("整改期限", deadline(view)), ("通知书文号", numbers_of(subject)))


def _done(view: HazardView) -> Iterator[Boxes]:
    now, plan = view.standing, view.record.plan
    yield (("整改措施", fill(plan.measures if plan else None, "整改措施")),)
    yield (("整改完成", (*done_by(view), _in_time(now.passed))),)
    yield (("承诺资金", _money(view.funds)), ("实际投入", _money(view.spent)))
    yield (("佐证材料", _evidence(view)),)
    if now.passed is not None:
        mode = view.record.history[now.passed.ordinal].mode or ""
        by = "、".join(now.passed.by)
        yield (("复查情况", (now.passed.date, f"{mode}复查合格，复查人：{by}")),)


def _in_time(passed: Passed | None) -> str:
    if passed is None or passed.on_time is None:
        return ""
    return "，按期完成" if passed.on_time else "，逾期完成"


def _money(amount: Decimal | None) -> Pieces:
    return (f"{amount:f}元",) if amount is not None else (Blank("金额"),)


def _evidence(view: HazardView) -> Pieces:
    """The papers and photos of the rectification, its review and the closure, by file name."""
    names = [
        path.rpartition("/")[2]
        for entry in view.done(Event.RECTIFY, Event.REVIEW, Event.CLOSE)
        for path in entry.evidence
    ]
    return ("、".join(dict.fromkeys(names)),) if names else (Blank("佐证材料"),)


def _opinions(view: HazardView) -> Iterator[Boxes]:
    closer = "企业审批意见" if view.standing.own else f"{view.day.policies.closure_section}审核意见"
    yield (("经办意见", (Blank("经办意见"), "　", signature("经办人"), Blank("日期"))),)
    yield ((closer, (Blank("审核意见"), "　", signature("审核人"), Blank("日期"))),)
    yield (("领导审批意见", (Blank("审批意见"), "　", signature("审批人"), Blank("日期"))),)
    closed = view.done(Event.CLOSE)
    if view.standing.closed_on is not None and closed:
        by = "、".join(closed[-1].by)
        yield (("台账记载的销号", (closed[-1].date, f"，签署人：{by}")),)
    yield (("印章", (Blank("印章", "待盖"),)),)
