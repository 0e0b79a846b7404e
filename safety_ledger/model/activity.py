"""Dated things done: self-checks, inspections, drills, trainings, consultations, returns."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Final

from safety_ledger.model.declaration import (
    COUNT,
    DATE,
    TEXT,
    TEXT_OR_TEXTS,
    Form,
    Listed,
    Many,
    Origin,
    Ref,
    Scalar,
    Term,
    record,
    value,
)
from safety_ledger.text import Text
from safety_ledger.vocabulary import ActivityKind

PERIOD: Final = Scalar(Form.TEXT, pattern=r"[0-9]{4}(H[12]|Q[1-4]|-(0[1-9]|1[0-2]))?")


@record
class Activity:
    """One thing done on a day. A self-check that found nothing says ``found: []``."""

    id: str = value(
        TEXT,
        Text("活动编号", "id"),
        Text("全台账唯一；默认 HD-日期-两位序号。", "Unique; by default HD-{date}-{n:02d}."),
        required=True,
        example="HD-2024-05-08-01",
    )
    date: dt.date = value(DATE, Text("日期", "date"), required=True, example="2024-05-08")
    kind: ActivityKind = value(
        Term(ActivityKind), Text("类别", "kind"), required=True, example="督导检查"
    )
    period: str | None = value(
        PERIOD,
        Text("所属期间", "period"),
        Text("统计、报表所属的期间：2024、2024H1、2024Q3、2024-07。", "The period it counts for."),
        example="2024Q3",
    )
    enterprises: tuple[str, ...] = value(
        Many(Ref("enterprise")), Text("涉及企业", "enterprises"), example="[QY-012]"
    )
    section: str | None = value(Listed("sections"), Text("科室", "section"), example="安全管理科")
    led_by: str | None = value(
        TEXT,
        Text("带队人", "led by"),
        Text(
            "主要负责人，或当日主要负责人的姓名。",
            "主要负责人, or the name of the principal that day.",
        ),
        example="主要负责人",
    )
    by: tuple[str, ...] = value(TEXT_OR_TEXTS, Text("参加人", "by"), example="[李明, 周明]")
    participants: int | None = value(COUNT, Text("参加人数", "participants"), example="45")
    groups: int | None = value(COUNT, Text("检查组数", "groups"), example="2")
    topics: tuple[str, ...] = value(TEXT_OR_TEXTS, Text("主题", "topics"), example="[一教一练]")
    hazards: tuple[str, ...] = value(
        Many(Ref("hazard")), Text("研判的隐患", "hazards considered"), example="[YH-QY012-2024-003]"
    )
    found: tuple[str, ...] | None = value(
        Many(Ref("hazard")),
        Text("发现的隐患", "hazards found"),
        Text("未发现写 []，不写表示没有记录。", "[] for nothing found; absent for not recorded."),
        example="[YH-QY012-2024-003]",
        absent=None,
    )
    decision: str | None = value(TEXT, Text("会商决定", "decision"), example="停用罐区，限期更换")
    note: str | None = value(TEXT, Text("备注", "note"), example="现场整改2处")
    evidence: tuple[str, ...] = value(
        TEXT_OR_TEXTS,
        Text("佐证材料", "evidence"),
        example="[evidence/HD-2024-05-08-01/签到表.jpg]",
    )
    origin: Origin | None = dataclasses.field(default=None, compare=False, repr=False)
