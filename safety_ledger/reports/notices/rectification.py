"""整改通知书: tells a unit what must be put right, each item by its own day."""

from __future__ import annotations

from collections.abc import Iterator

from safety_ledger.reports.notices.kinds import PaperKind
from safety_ledger.reports.notices.paper import Blank, Block, Grid, Heading, Paper
from safety_ledger.reports.notices.subject import Subject
from safety_ledger.reports.notices.wording import (
    contact,
    deadline,
    late,
    letter,
    level,
    people,
    received,
    requirement,
    sentence,
    signature,
    what,
)
from safety_ledger.vocabulary import Level


def paper(subject: Subject) -> Paper:
    """One notice for one unit."""
    return letter(
        subject,
        PaperKind.RECTIFICATION,
        "安全生产事故隐患整改通知书",
        _body(subject),
        ("送达：", *people(subject), "。"),
        received("被通知单位签收人"),
        ("承办人：", signature("承办人"), "　签发人：", signature("签发人")),
    )


def _body(subject: Subject) -> Iterator[Block]:
    yield sentence(
        "经排查，你单位存在下列事故隐患",
        f"{len(subject.views)}项。依据",
        Blank("法律依据"),
        "，现通知你单位按下列要求逐项整改，并在各项期限（含当日）前完成。",
    )
    yield Heading("一、隐患及整改要求")
    yield Grid(
        ("序号", "隐患（部位、内容、编号）", "级别、判定依据", "整改要求", "整改期限"),
        tuple(
            (
                (str(number),),
                what(view),
                level(view),
                requirement(view),
                (*deadline(view), *late(view)),
            )
            for number, view in enumerate(subject.views, start=1)
        ),
        (6, 34, 20, 24, 16),
    )
    yield Heading("二、工作要求")
    duties = _duties(subject)
    for number, duty in zip("一二三", duties, strict=False):
        yield sentence(f"（{number}）{duty}")
    yield contact(subject)


def _duties(subject: Subject) -> Iterator[str]:
    yield (
        "主要负责人要组织落实整改责任、措施、资金、时限和预案；"
        "整改完成前采取防范措施，险情危及安全时撤出人员、停止使用。"
    )
    if any(view.level is Level.MAJOR for view in subject.views):
        yield (
            "重大事故隐患要编制治理方案，写明目标和任务、方法和措施、经费和物资、"
            "机构和人员、时限和要求、安全措施和应急预案。"
        )
    yield (
        "整改完成后，将整改情况和佐证材料书面报我单位申请复查；"
        "确需延期的，在期限届满前书面申请并说明理由。"
    )
