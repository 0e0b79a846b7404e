"""Major risk points (一单一图, plan §7): where they are and what guards them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

from safety_ledger.model.declaration import (
    DATE,
    TEXT,
    Nested,
    Origin,
    Ref,
    Term,
    record,
    value,
)
from safety_ledger.model.enterprise import POSITION
from safety_ledger.text import Text
from safety_ledger.vocabulary import Colour


@record
class Measures:
    """The four kinds of measures (人防、技防、工程防、管理防)."""

    people: str | None = value(TEXT, Text("人防", "people"), key="人防", example="专人值守")
    technology: str | None = value(TEXT, Text("技防", "technology"), key="技防", example="在线监测")
    works: str | None = value(TEXT, Text("工程防", "works"), key="工程防", example="围堰")
    management: str | None = value(
        TEXT, Text("管理防", "management"), key="管理防", example="作业票"
    )


@record
class RiskPoint:
    """A point of major risk; its colour is the grade of the risk, not of a hazard."""

    id: str = value(TEXT, Text("风险点编号", "id"), required=True, example="FX-QY012-01")
    enterprise: str = value(
        Ref("enterprise"), Text("企业", "enterprise"), required=True, example="QY-012"
    )
    name: str = value(TEXT, Text("风险点名称", "name"), required=True, example="甲醇罐区")
    level: Colour = value(Term(Colour), Text("风险等级", "colour"), required=True, example="红")
    location: tuple[Decimal, ...] = value(
        POSITION, Text("经纬度", "position"), example="[117.47, 26.73]"
    )
    measures: Measures | None = value(
        Nested(Measures), Text("管控措施", "measures"), example="{人防: 专人值守, 技防: 在线监测}"
    )
    owner: str | None = value(TEXT, Text("责任人", "owner"), example="王强")
    reviewed_on: dt.date | None = value(DATE, Text("最近复核", "reviewed on"), example="2024-09-01")
    origin: Origin | None = dataclasses.field(default=None, compare=False, repr=False)
