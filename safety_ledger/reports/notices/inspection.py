"""现场检查表: taken along on a visit — the unit, what is open there, room for what is found."""

from __future__ import annotations

from typing import Final

from safety_ledger.reports.notices.kinds import PaperKind
from safety_ledger.reports.notices.paper import Blank, Form, Grid, Heading, Paper, Pieces
from safety_ledger.reports.notices.subject import Subject
from safety_ledger.reports.notices.wording import (
    deadline,
    fill,
    late,
    level,
    sheet,
    signature,
    what,
)

ROOM: Final = 6
"""Empty rows for what the visit finds."""


def paper(subject: Subject) -> Paper:
    """One sheet for one unit, also for one without an open hazard."""
    return sheet(
        subject,
        PaperKind.INSPECTION,
        "安全生产现场检查表",
        (
            _unit(subject),
            Heading("一、在账隐患核对"),
            _known(subject),
            Heading("二、本次检查发现"),
            Grid(
                ("序号", "部位", "问题及隐患", "级别", "处理意见、整改期限"),
                tuple(((str(i),), (), (), ("□一般　□重大",), ()) for i in range(1, ROOM + 1)),
                (6, 18, 38, 16, 22),
            ),
        ),
        "未发现隐患的，在第二部分写“未发现”。",
        ("检查人员：", signature("检查人员一"), signature("检查人员二")),
        ("陪同人员：", signature("受查单位陪同人员")),
        ("受查单位负责人：", signature("受查单位负责人")),
    )


def _unit(subject: Subject) -> Form:
    unit = subject.unit
    tags = "、".join(unit.tags) if unit else ""
    return Form(
        (
            (
                ("受查单位", (subject.name,)),
                ("统一社会信用代码", fill(unit.uscc if unit else None, "代码")),
            ),
            (
                ("地址", fill(unit.address if unit else None, "地址")),
                ("行业、重点", _kinds(unit.industry if unit else None, tags)),
            ),
            (
                ("主要负责人", fill(unit.principal if unit else None, "姓名")),
                ("安全管理人员", fill(unit.safety_manager if unit else None, "姓名")),
            ),
            (("检查日期", (Blank("检查日期"),)), ("检查类型", (Blank("检查类型"),))),
        )
    )


def _kinds(industry: str | None, tags: str) -> Pieces:
    return ("；".join(part for part in (industry, tags) if part) or "-",)


def _known(subject: Subject) -> Grid:
    rows: tuple[tuple[Pieces, ...], ...] = tuple(
        (
            (str(number),),
            what(view),
            level(view),
            (*deadline(view), *late(view)),
            ("□已整改　□整改中　□未整改",),
        )
        for number, view in enumerate(subject.views, start=1)
    )
    none: tuple[Pieces, ...] = ((), ("无在账隐患",), (), (), ())
    return Grid(
        ("序号", "隐患（部位、内容、编号）", "级别、判定依据", "整改期限", "现场情况"),
        rows or (none,),
        (6, 34, 22, 18, 20),
    )
