"""Enterprises (企业清单) and what is known of them: certificates, grades, training, changes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from bisect import bisect_right
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import Final, NamedTuple

from safety_ledger.model.declaration import (
    COUNT,
    DATE,
    FLAG,
    MONEY,
    TEXT,
    YEAR,
    Form,
    Listed,
    Many,
    Nested,
    OpenTerm,
    Origin,
    Scalar,
    Term,
    fields_of,
    record,
    value,
)
from safety_ledger.text import Text
from safety_ledger.vocabulary import TAGS, Colour

ENTERPRISE_TAGS = Many(OpenTerm("tags", TAGS))
POSITION = Many(Scalar(Form.DECIMAL, least=-180, most=180), exactly=2)


@record
class Inactive:
    """A span in which the enterprise does not work; without ``until`` it still lasts."""

    from_: dt.date = value(
        DATE, Text("起", "from"), key="from", required=True, example="2025-01-01"
    )
    until: dt.date | None = value(
        DATE, Text("止（含当日）", "until (inclusive)"), example="2025-06-30"
    )
    reason: str | None = value(TEXT, Text("原因", "reason"), example="停产检修")


@record
class RiskGrade:
    """The colour an assessment gave; a colour is not a hazard level."""

    level: Colour = value(
        Term(Colour), Text("风险等级", "risk colour"), required=True, example="橙"
    )
    assessed_on: dt.date | None = value(DATE, Text("评估日期", "assessed on"), example="2024-03-01")


@record
class Standardization:
    """The grade of the safety management system and how long it holds (plan §14)."""

    grade: str = value(TEXT, Text("定级", "grade"), required=True, example="三级")
    valid_until: dt.date | None = value(DATE, Text("有效期至", "valid until"), example="2026-12-31")


@record
class Certificate:
    """A certificate (plan §17). A missed review voids it, even inside its validity."""

    kind: str = value(
        TEXT, Text("证书类别", "kind"), required=True, example="特种作业操作证（电工）"
    )
    holder: str | None = value(TEXT, Text("持证人", "holder"), example="王师傅")
    review_by: dt.date | None = value(DATE, Text("应复审日期", "review by"), example="2026-01-02")
    valid_until: dt.date | None = value(DATE, Text("有效期至", "valid until"), example="2029-01-02")


@record
class Monitoring:
    """Connection to the zone's risk monitoring and warning system (plan §15)."""

    connected_on: dt.date = value(
        DATE, Text("接入日期", "connected on"), required=True, example="2025-06-30"
    )


@record
class Trained:
    """How many of the ordinary employees a training reached (annex, project 1)."""

    date: dt.date = value(DATE, Text("统计日期", "date"), required=True, example="2024-12-20")
    topic: str = value(TEXT, Text("培训主题", "topic"), required=True, example="一教一练")
    ordinary: int = value(
        COUNT, Text("普通员工数", "ordinary employees"), required=True, example="120"
    )
    trained: int = value(COUNT, Text("已培训人数", "trained"), required=True, example="96")


@record
class Expenses:
    """Safety expenses of a year: set aside and used, in CNY (plan 三(三))."""

    year: int = value(YEAR, Text("年度", "year"), required=True, example="2024")
    extracted: Decimal | None = value(
        MONEY, Text("提取（元）", "set aside (CNY)"), example="350000"
    )
    used: Decimal | None = value(MONEY, Text("使用（元）", "used (CNY)"), example="280000")


@record
class Change:
    """Values that hold from a day on; the plain fields are the values before the first change."""

    date: dt.date = value(DATE, Text("变更日期", "date"), required=True, example="2025-03-01")
    name: str | None = value(TEXT, Text("企业名称", "name"), example="示例机械制造有限公司")
    industry: str | None = value(Listed("industries"), Text("行业", "industry"), example="机械制造")
    area: str | None = value(Listed("areas"), Text("片区", "area"), example="东片区")
    address: str | None = value(TEXT, Text("地址", "address"), example="示例路1号")
    principal: str | None = value(TEXT, Text("主要负责人", "principal"), example="王建国")
    controller: str | None = value(TEXT, Text("实际控制人", "controller"), example="王建国")
    safety_manager: str | None = value(TEXT, Text("安全管理人员", "safety manager"), example="刘芳")
    employees: int | None = value(COUNT, Text("从业人数", "employees"), example="160")
    high_risk: bool | None = value(FLAG, Text("是否高危", "high-risk"), example="true")
    tags: tuple[str, ...] | None = value(
        ENTERPRISE_TAGS, Text("标签", "tags"), example="[粉尘涉爆]", absent=None
    )
    section: str | None = value(
        Listed("sections"), Text("属地科室", "section"), example="安全管理科"
    )
    grid_inspector: str | None = value(TEXT, Text("网格督导员", "grid inspector"), example="孙杰")


@record
class Enterprise:
    """A unit of production or business (生产经营单位)."""

    id: str = value(
        TEXT,
        Text("企业编号", "id"),
        Text("编号，全台账唯一，不得再用。", "Unique in the ledger and never used again."),
        required=True,
        example="QY-012",
    )
    name: str = value(TEXT, Text("企业名称", "name"), required=True, example="示例化工有限公司")
    uscc: str | None = value(
        TEXT,
        Text("统一社会信用代码", "social credit code"),
        Text(
            "18 位，校验码按 GB 32100-2015 核对。",
            "18 characters; the check character is verified (GB 32100-2015).",
        ),
        example="91350428MA000000X0",
    )
    industry: str | None = value(
        Listed("industries"), Text("行业", "industry"), example="危险化学品"
    )
    area: str | None = value(Listed("areas"), Text("片区", "area"), example="东片区")
    address: str | None = value(TEXT, Text("地址", "address"), example="示例路12号")
    principal: str | None = value(TEXT, Text("主要负责人", "principal"), example="王建国")
    controller: str | None = value(TEXT, Text("实际控制人", "controller"), example="王建国")
    safety_manager: str | None = value(TEXT, Text("安全管理人员", "safety manager"), example="刘芳")
    employees: int | None = value(COUNT, Text("从业人数", "employees"), example="160")
    high_risk: bool | None = value(
        FLAG,
        Text("是否高危", "high-risk"),
        Text(
            "不填时按行业；填写则以此为准。",
            "When absent the industry decides; when given it decides.",
        ),
        example="true",
    )
    tags: tuple[str, ...] = value(ENTERPRISE_TAGS, Text("标签", "tags"), example="[重大危险源]")
    section: str | None = value(
        Listed("sections"), Text("属地科室", "section"), example="安全管理科"
    )
    grid_inspector: str | None = value(TEXT, Text("网格督导员", "grid inspector"), example="孙杰")
    joined_on: dt.date | None = value(
        DATE,
        Text("入区日期", "joined on"),
        Text("不填表示一直在区内。", "Absent: always there."),
        example="2023-06-01",
    )
    inactive: tuple[Inactive, ...] = value(
        Many(Nested(Inactive)),
        Text("停产时段", "inactive spans"),
        example="[{from: 2025-01-01, until: 2025-06-30, reason: 停产检修}]",
    )
    risk: RiskGrade | None = value(
        Nested(RiskGrade),
        Text("风险等级", "risk colour"),
        example="{level: 橙, assessed_on: 2024-03-01}",
    )
    standardization: Standardization | None = value(
        Nested(Standardization),
        Text("标准化定级", "standardisation"),
        Text(
            "安全生产标准化管理体系定级（方案第14条）。",
            "Grade of the management system (plan §14).",
        ),
        example="{grade: 三级, valid_until: 2026-12-31}",
    )
    certificates: tuple[Certificate, ...] = value(
        Many(Nested(Certificate)),
        Text("证书", "certificates"),
        Text(
            "证书；逾期未复审即失效（方案第17条）。",
            "Certificates; a missed review voids one (plan §17).",
        ),
        example="[{kind: 特种作业操作证（电工）, holder: 王师傅, review_by: 2026-01-02}]",
    )
    monitoring: Monitoring | None = value(
        Nested(Monitoring),
        Text("监测预警", "monitoring"),
        Text(
            "接入风险监测预警系统（方案第15条）。", "Connection to the warning system (plan §15)."
        ),
        example="{connected_on: 2025-06-30}",
    )
    trained: tuple[Trained, ...] = value(
        Many(Nested(Trained)),
        Text("员工培训", "trained"),
        Text("普通员工培训人数（附件项目1）。", "Ordinary employees trained (annex, project 1)."),
        example="[{date: 2024-12-20, topic: 一教一练, ordinary: 120, trained: 96}]",
    )
    expenses: tuple[Expenses, ...] = value(
        Many(Nested(Expenses)),
        Text("安全生产费用", "safety expenses"),
        Text("按年度的提取与使用（方案三(三)）。", "Set aside and used by year (plan 三(三))."),
        example="[{year: 2024, extracted: 350000, used: 280000}]",
    )
    location: tuple[Decimal, ...] = value(
        POSITION,
        Text("经纬度", "position"),
        Text("[经度, 纬度]，单位：度。", "[longitude, latitude] in degrees."),
        example="[117.47, 26.73]",
    )
    changes: tuple[Change, ...] = value(
        Many(Nested(Change)),
        Text("变更", "changes"),
        Text(
            "自某日起的新值；上面的字段是首次变更前的值。",
            "New values from a day on; the fields above are the values before the first change.",
        ),
        example="[{date: 2025-03-01, principal: 李强}]",
    )
    origin: Origin | None = dataclasses.field(default=None, compare=False, repr=False)

    def on(self, day: dt.date) -> Enterprise:
        """The enterprise as it was on that day: a change counts from its date on.

        Past reports stay true only if a new principal does not sign for last year's.
        """
        if not self.changes:
            return self
        at = bisect_right(self._versions, day, key=_date_of)
        return self._versions[at - 1].then if at else self

    @property
    def names(self) -> tuple[str, ...]:
        """What it was, is or will be called."""
        return (self.name, *(one.name for one in self.changes if one.name))

    @cached_property
    def _versions(self) -> tuple[_Version, ...]:
        """The enterprise as each change left it, by date."""
        then, versions = self, []
        for change in sorted(self.changes, key=_date_of):
            values = {name: getattr(change, name) for name in _CHANGING}
            given = {name: value for name, value in values.items() if value is not None}
            then = dataclasses.replace(then, **given)
            versions.append(_Version(change.date, then))
        return tuple(versions)


class _Version(NamedTuple):
    """An enterprise as it was from a date on."""

    date: dt.date
    then: Enterprise


_CHANGING: Final = tuple(field.name for field in fields_of(Change) if field.name != "date")
_date_of: Final = attrgetter("date")
