"""约谈通知: calls the principal in, in person, about hazards that are not put right (plan §5)."""

from __future__ import annotations

from collections.abc import Iterator

from safety_ledger.reports.notices.kinds import PaperKind
from safety_ledger.reports.notices.paper import Blank, Block, Heading, Paper
from safety_ledger.reports.notices.subject import Subject
from safety_ledger.reports.notices.wording import (
    contact,
    deadline,
    late,
    letter,
    people,
    received,
    sentence,
    signature,
    what,
)


def paper(subject: Subject) -> Paper:
    """One summons for one unit."""
    return letter(
        subject,
        PaperKind.SUMMONS,
        "安全生产约谈通知",
        _body(subject),
        received("被约谈单位签收人"),
        ("签发人：", signature("签发人")),
    )


def _body(subject: Subject) -> Iterator[Block]:
    yield sentence(
        "因你单位事故隐患整改进展问题，依据", Blank("约谈依据"), "，现就有关事项通知如下。"
    )
    yield Heading("一、约谈事由")
    for number, view in enumerate(subject.views, start=1):
        yield sentence(f"{number}．", what(view), "，整改期限", deadline(view), late(view), "。")
    yield Heading("二、约谈对象")
    yield sentence(people(subject), "。须本人到场，不得委托他人。")
    yield Heading("三、时间、地点和主持人")
    yield sentence(
        "时间：",
        Blank("约谈时间"),
        "；地点：",
        Blank("约谈地点"),
        "；主持人：",
        Blank("主持人"),
        "。",
    )
    yield Heading("四、准备材料")
    yield sentence(
        "隐患基本情况和整改经过、未按要求整改的原因、已采取的措施、存在问题和下一步整改措施、"
        "完成时限和责任人。"
    )
    yield Heading("五、约谈后要求")
    yield sentence("请于约谈后", Blank("报告期限"), "内，将整改落实情况书面报我单位。")
    yield contact(subject)
