"""复查记录表: the items of a notice, one by one, each with room for what the review finds."""

from __future__ import annotations

from safety_ledger.lists import HazardView
from safety_ledger.reports.notices.kinds import PaperKind
from safety_ledger.reports.notices.paper import Blank, Form, Grid, Paper, Pieces
from safety_ledger.reports.notices.subject import Subject
from safety_ledger.reports.notices.wording import (
    deadline,
    done_by,
    fill,
    late,
    numbers_of,
    sheet,
    signature,
    what,
)
from safety_ledger.vocabulary import Event, Result


def paper(subject: Subject) -> Paper:
    """One record of a review for one unit."""
    unit = subject.unit
    form = Form(
        (
            (
                ("被复查单位", (subject.name,)),
                ("主要负责人", fill(unit.principal if unit else None, "姓名")),
            ),
            (
                ("地址", fill(unit.address if unit else None, "地址")),
                ("对应通知书", numbers_of(subject)),
            ),
            (("复查日期", (Blank("复查日期"),)), ("复查方式", ("□现场　□书面",))),
        )
    )
    items = Grid(
        ("序号", "隐患（部位、内容、编号）", "整改期限", "整改情况", "逐项结论", "意见"),
        tuple(_item(number, view) for number, view in enumerate(subject.views, start=1)),
        (6, 30, 16, 20, 16, 12),
    )
    return sheet(
        subject,
        PaperKind.REVIEW,
        "事故隐患整改复查记录表",
        (form, items),
        "整改人不得复查；重大事故隐患应当现场复查；不合格的，期限不变，列入下一轮整改。",
        ("复查人：", signature("复查人一"), signature("复查人二")),
        ("被复查单位：", signature("被复查单位负责人")),
        (Blank("签字日期"),),
    )


def _item(number: int, view: HazardView) -> tuple[Pieces, ...]:
    return (
        (str(number),),
        what(view),
        (*deadline(view), *late(view)),
        done_by(view),
        _conclusion(view),
        (Blank("意见"),),
    )


def _conclusion(view: HazardView) -> Pieces:
    """What the ledger has of a passed review; else boxes, and the round it is."""
    passed = view.standing.passed
    if passed is not None:
        return ("合格（台账记载", passed.date, f"，{'、'.join(passed.by)}）")
    failed = [one for one in view.done(Event.REVIEW) if one.result is Result.FAIL]
    if view.standing.round > 1 and failed:
        return (
            f"□合格　□不合格（第{view.standing.round}轮；上轮",
            failed[-1].date,
            "不合格）",
        )
    return ("□合格　□不合格",)
