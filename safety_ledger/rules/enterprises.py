"""Rules on enterprises: the social credit code, spans and changes, certificates, training, position."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from safety_ledger.diagnostics import Example
from safety_ledger.ledger import Ledger
from safety_ledger.model import Enterprise, RiskPoint
from safety_ledger.model.declaration import fields_of
from safety_ledger.model.enterprise import Change
from safety_ledger.rules.catalogue import WARNING, Clash, Found, code, found, rule
from safety_ledger.rules.fields import Whole
from safety_ledger.rules.sources import LEDGER_FORMAT, plan
from safety_ledger.text import Text

_USCC_LENGTH: Final = 18
_USCC_CHARACTERS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def uscc_problem(written: str) -> Text | None:
    """What is wrong with a unified social credit code (GB 32100-2015); nothing when it is sound."""
    if len(written) != _USCC_LENGTH:
        return Text(f"有 {len(written)} 位，应为 18 位", f"has {len(written)} characters, not 18")
    if not set(written) <= set(_USCC_CHARACTERS):
        return Text(
            "含有不用的字符（只用数字和大写字母，无 I、O、S、V、Z）",
            "has a character not in use (digits and capitals without I, O, S, V, Z)",
        )
    modulus = len(_USCC_CHARACTERS)
    values = [_USCC_CHARACTERS.index(character) for character in written]
    weighed = sum(value * pow(3, i, modulus) for i, value in enumerate(values[:-1]))
    if (weighed + values[-1]) % modulus:
        return Text("校验码不符，有字抄错", "fails its check character: something is miscopied")
    return None


@rule(
    code(
        "E601",
        title=Text("统一社会信用代码有误", "Wrong social credit code"),
        message=Text(
            "统一社会信用代码“{value}”{problem}", "social credit code “{value}” {problem}"
        ),
        remedy=Text(
            "照营业执照重抄 18 位代码。", "copy the 18 characters from the business licence."
        ),
        why=Text(
            "代码用来与上级系统对企业，错一位就对不上，或对到别家。",
            "It matches the enterprise with other systems: one wrong character matches none or another.",
        ),
        source=Text("GB 32100-2015", "GB 32100-2015"),
        example=Example(
            "uscc: 91350428MA2YA1B3X8\n", "uscc: 91350428MA2YA1B3XG\n", of="enterprise"
        ),
    ),
    on=Enterprise,
)
def wrong_uscc(enterprise: Enterprise, _: Ledger) -> Iterator[Found]:
    if enterprise.uscc is not None and (problem := uscc_problem(enterprise.uscc)):
        yield found("uscc", value=enterprise.uscc, problem=problem)


@rule(
    code(
        "E602",
        severity=WARNING,
        title=Text("复审日期晚于有效期", "Review after the validity"),
        message=Text(
            "应复审日期 {review_by} 晚于有效期 {valid_until}",
            "review is due {review_by}, after the validity ends on {valid_until}",
        ),
        remedy=Text("照证书核对两个日期。", "check both dates against the certificate."),
        why=Text(
            "复审在有效期之内，逾期未复审证书即失效；日期颠倒就提醒不到。",
            "The review falls within the validity and a missed one voids the certificate.",
        ),
        source=plan("17"),
        example=Example(
            "certificates: [{kind: 特种作业操作证, review_by: 2026-01-02, valid_until: 2023-01-02}]\n",
            "certificates: [{kind: 特种作业操作证, review_by: 2023-01-02, valid_until: 2026-01-02}]\n",
            of="enterprise",
        ),
    ),
    on=Enterprise,
)
def review_after_validity(enterprise: Enterprise, _: Ledger) -> Iterator[Found]:
    for i, one in enumerate(enterprise.certificates):
        if one.review_by and one.valid_until and one.review_by > one.valid_until:
            yield found(
                "certificates", i, "review_by", review_by=one.review_by, valid_until=one.valid_until
            )


_CHANGEABLE: Final = tuple(field for field in fields_of(Change) if field.name != "date")


@rule(
    code(
        "E603",
        title=Text("变更记录次序有误", "Changes out of order"),
        message=Text(
            "{date} 的变更排在 {previous} 之后", "the change of {date} stands after {previous}"
        ),
        remedy=Text("按日期先后排列。", "put the changes in date order."),
        why=Text(
            "某日的负责人、行业由变更推算，次序颠倒多半是日期写错。",
            "Who was principal on a day follows from the changes: a step back is mostly a wrong date.",
        ),
        source=LEDGER_FORMAT,
        example=Example(
            "changes:\n  - {date: 2025-03-01, principal: 李强}\n  - {date: 2024-03-01, principal: 赵勇}\n",
            "changes:\n  - {date: 2024-03-01, principal: 赵勇}\n  - {date: 2025-03-01, principal: 李强}\n",
            of="enterprise",
        ),
    ),
    on=Enterprise,
)
def changes_out_of_order(enterprise: Enterprise, _: Ledger) -> Iterator[Found]:
    for i, (above, change) in enumerate(pairwise(enterprise.changes), start=1):
        if change.date < above.date:
            yield found("changes", i, "date", date=change.date, previous=above.date)


@rule(
    code(
        "E604",
        title=Text("停产时段颠倒或重叠", "Inactive spans reversed or overlapping"),
        message=Text("停产时段{problem}", "the inactive span {problem}"),
        remedy=Text(
            "核对起止日期；复产的时段写上 until。",
            "check from and until; end a span that is over with until.",
        ),
        why=Text(
            "停产期间不计自查、演练等周期任务，时段写错会误免或误催。",
            "No duties run in an inactive span: a wrong one excuses or blames without cause.",
        ),
        source=LEDGER_FORMAT,
        example=Example(
            "inactive: [{from: 2024-06-30, until: 2024-01-01, reason: 停产检修}]\n",
            "inactive: [{from: 2024-01-01, until: 2024-06-30, reason: 停产检修}]\n",
            of="enterprise",
        ),
    ),
    on=Enterprise,
)
def spans_at_odds(enterprise: Enterprise, _: Ledger) -> Iterator[Found]:
    ordered = sorted(enumerate(enterprise.inactive), key=lambda item: item[1].from_)
    occupied: dt.date | None = None
    for i, span in ordered:
        until = span.until or dt.date.max
        if until < span.from_:
            problem = Text("止早于起", "ends before it begins")
            yield found("inactive", i, "until", problem=problem)
        elif occupied and span.from_ <= occupied:
            problem = Text("与前一时段重叠", "overlaps the one before")
            yield found("inactive", i, "from", problem=problem)
        occupied = max(until, occupied or until)


@rule(
    code(
        "E605",
        title=Text("已培训人数超过员工数", "More trained than employed"),
        message=Text(
            "已培训 {trained} 人，普通员工只有 {ordinary} 人",
            "{trained} trained of {ordinary} employees",
        ),
        remedy=Text(
            "核对两个人数；同一人多次培训只计一次。", "check both numbers; count each person once."
        ),
        why=Text("培训覆盖率不可能超过百分之百。", "Coverage cannot exceed one hundred per cent."),
        source=Text("方案附件项目1", "plan annex, project 1"),
        example=Example(
            "trained: [{date: 2024-12-20, topic: 一教一练, ordinary: 96, trained: 120}]\n",
            "trained: [{date: 2024-12-20, topic: 一教一练, ordinary: 120, trained: 96}]\n",
            of="enterprise",
        ),
    ),
    on=Enterprise,
)
def more_trained_than_employed(enterprise: Enterprise, _: Ledger) -> Iterator[Found]:
    for i, one in enumerate(enterprise.trained):
        if one.trained > one.ordinary:
            yield found("trained", i, "trained", trained=one.trained, ordinary=one.ordinary)


@rule(
    code(
        "E607",
        severity=WARNING,
        title=Text("统一社会信用代码重复", "Social credit code used twice"),
        message=Text(
            "与 {other} 的统一社会信用代码相同", "{other} has the same social credit code"
        ),
        remedy=Text(
            "核对代码；确是同一家企业的，合并为一条。",
            "check the code; merge the records if it is one enterprise.",
        ),
        why=Text(
            "一家企业登记两次，家数和隐患数都会算重。",
            "An enterprise recorded twice is counted twice, and its hazards are split.",
        ),
        source=LEDGER_FORMAT,
        example=Example(
            "- {id: QY-014, name: 示例纺织有限公司, uscc: 91350428MA2YA1B3XG}\n"
            "- {id: QY-015, name: 示例纺织二厂, uscc: 91350428MA2YA1B3XG}\n",
            "- {id: QY-014, name: 示例纺织有限公司, uscc: 91350428MA2YA1B3XG}\n"
            "- {id: QY-015, name: 示例纺织二厂}\n",
            path="enterprises/QY-014.yaml",
        ),
    ),
    on=Whole,
)
def uscc_used_twice(_: Whole, ledger: Ledger) -> Iterator[Found]:
    first: dict[str, Enterprise] = {}
    for enterprise in ledger.enterprises:
        if enterprise.uscc is None:
            continue
        other = first.setdefault(enterprise.uscc, enterprise)
        if other is not enterprise:
            clash = Clash(other, ("uscc",), Text("先用在这里", "first used here"))
            yield found("uscc", record=enterprise, clashes=[clash], other=other.id)


OUTSIDE_CHINA: Final = code(
    "E608",
    severity=WARNING,
    title=Text("经纬度不在国内", "Position outside China"),
    message=Text(
        "[{longitude}, {latitude}] 不在国内", "[{longitude}, {latitude}] is outside China"
    ),
    remedy=Text(
        "先写经度、后写纬度，单位为度。", "write longitude first, then latitude, in degrees."
    ),
    why=Text(
        "经纬度写反或写成度分秒，在“一图”上就找不到。",
        "Swapped or in degrees and minutes, the point is lost on the map.",
    ),
    source=plan("7"),
    example=Example("location: [26.73, 117.47]\n", "location: [117.47, 26.73]\n", of="enterprise"),
)

_LONGITUDES: Final = (Decimal(73), Decimal(136))
_LATITUDES: Final = (Decimal(3), Decimal(54))


def outside_china(place: Enterprise | RiskPoint, _: Ledger) -> Iterator[Found]:
    if not place.location:
        return
    longitude, latitude = place.location
    (west, east), (south, north) = _LONGITUDES, _LATITUDES
    if not (west <= longitude <= east and south <= latitude <= north):
        yield found("location", longitude=longitude, latitude=latitude)


enterprise_outside_china = rule(OUTSIDE_CHINA, on=Enterprise)(outside_china)
risk_point_outside_china = rule(OUTSIDE_CHINA, on=RiskPoint)(outside_china)


@rule(
    code(
        "E609",
        title=Text("同日变更自相矛盾", "Two values from the same day"),
        message=Text("{label}在 {date} 写了两个新值", "two values of {label} from {date}"),
        remedy=Text("留下正确的一个。", "keep the right one."),
        why=Text(
            "同一天两个值，无法判断当日以哪个为准。",
            "With two values from one day nobody can tell which one holds.",
        ),
        source=LEDGER_FORMAT,
        example=Example(
            "changes:\n  - {date: 2025-03-01, principal: 李强}\n  - {date: 2025-03-01, principal: 赵勇}\n",
            "changes:\n  - {date: 2025-03-01, principal: 李强}\n  - {date: 2025-03-01, area: 东片区}\n",
            of="enterprise",
        ),
    ),
    on=Enterprise,
)
def two_values_from_one_day(enterprise: Enterprise, _: Ledger) -> Iterator[Found]:
    given: set[tuple[dt.date, str]] = set()
    for i, change in enumerate(enterprise.changes):
        for field in _CHANGEABLE:
            if getattr(change, field.name) is None:
                continue
            if (change.date, field.name) in given:
                yield found("changes", i, field.key, label=field.label, date=change.date)
            given.add((change.date, field.name))


RULES = (
    wrong_uscc,
    review_after_validity,
    changes_out_of_order,
    spans_at_odds,
    more_trained_than_employed,
    uscc_used_twice,
    enterprise_outside_china,
    risk_point_outside_china,
    two_values_from_one_day,
)
