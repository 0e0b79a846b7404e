"""Random ledgers for hypothesis: sound ones, and ones whose histories hold every kind of mistake.

``ledgers()`` gives sound ledgers: ``check`` finds no error in them (warnings there may be).
``ledgers(faults=True)`` strews entries over the histories that the rules refuse; the records can
still be read, so every report must print them, and the second reading says what does not count.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from tests.ledgers.invented import PHOTO, Invented, Layout
from tests.ledgers.second_reading import (
    ALLOWED,
    ORDERS,
    Office,
    Read,
    allowed,
    apply,
    begin,
    counts,
    rectifiers,
    sound,
)

FIRST = dt.date(2024, 1, 1)
LAST = dt.date(2026, 6, 30)
"""Hazards are found, and things happen, between these days."""

INSPECTORS = ["李明", "周明"]
APPROVERS = ["赵刚", "陈敏", "吴洁"]
OFFICIALS = [*INSPECTORS, *APPROVERS, "林涛"]
PRINCIPALS = ["王建国", "李强", "孙一"]
MANAGERS = ["刘芳", "何平"]
WORKERS = ["王强", "马超"]
NAMES = [*OFFICIALS, *PRINCIPALS, *MANAGERS, *WORKERS]
SECTIONS = ["安全管理科", "经济发展科", "综合科"]
AREAS = ["东片区", "西片区"]
INDUSTRIES = ["危险化学品", "机械制造", "纺织"]
PLACES = ["一车间", "甲醇罐区", "配电室"]
CATEGORIES = ["设备设施", "消防", "电气"]
STANDARDS = ["工贸企业重大事故隐患判定标准", "重大火灾隐患判定规则"]
GAPS = [0, 0, 1, 1, 2, 4, 7, 15, 40, 120]
"""Days between an entry and the next; the same day is common."""


def days(first: dt.date = FIRST, last: dt.date = LAST) -> st.SearchStrategy[dt.date]:
    """Any day of the years in which things happen."""
    return st.dates(first, last)


def _sometimes(draw: st.DrawFn, **values: Any) -> dict[str, Any]:
    """Some of the values."""
    return {key: value for key, value in values.items() if draw(st.booleans())}


# --- people and enterprises


@st.composite
def people(draw: st.DrawFn) -> list[dict[str, Any]]:
    """The officials: some with dated roles; now and then a role that nobody has."""
    if draw(st.integers(0, 9)) == 0:
        return []
    turn = draw(days())
    made: list[dict[str, Any]] = [
        {"name": "李明", "roles": ["督导员"], "section": SECTIONS[0]},
        {"name": "周明", "roles": ["督导员", {"role": "审核人", "from": turn}]},
        {"name": "赵刚", "roles": ["审核人"], "section": SECTIONS[0]},
        {"name": "陈敏", "roles": ["审核人"], "section": SECTIONS[1]},
        {"name": "吴洁", "roles": [{"role": "审核人", "until": turn}], "section": SECTIONS[0]},
        {"name": "林涛", "roles": ["专家"], "specialties": ["化工工艺"]},
    ]
    if draw(st.integers(0, 9)) == 0:
        return [
            one for one in made if one["name"] in draw(st.sampled_from([INSPECTORS, APPROVERS]))
        ]
    return made


@st.composite
def enterprise(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """An enterprise with changes, spans without work, or next to nothing known of it."""
    made: dict[str, Any] = {"id": f"QY-{number:03d}", "name": f"示例{number}号有限公司"}
    made |= _sometimes(
        draw,
        industry=draw(st.sampled_from(INDUSTRIES)),
        area=draw(st.sampled_from(AREAS)),
        address="示例路1号",
        controller=draw(st.sampled_from(PRINCIPALS)),
        employees=draw(st.integers(1, 900)),
        section=draw(st.sampled_from(SECTIONS)),
        high_risk=draw(st.booleans()),
        tags=["粉尘涉爆"],
        joined_on=draw(days(dt.date(2020, 1, 1), FIRST)),
        risk={"level": draw(st.sampled_from("红橙黄蓝")), "assessed_on": FIRST},
        standardization={"grade": "三级", "valid_until": draw(days())},
    )
    if draw(st.integers(0, 4)):
        made |= {"principal": PRINCIPALS[0], "safety_manager": MANAGERS[0]}
    if draw(st.integers(0, 3)) == 0:
        start = draw(days())
        span = {"from": start, "reason": "停产检修"}
        made["inactive"] = [span | _sometimes(draw, until=start + dt.timedelta(90))]
    turns = draw(st.lists(days(), max_size=2, unique=True).map(sorted))
    if changes := [{"date": turn} | draw(change()) for turn in turns]:
        made["changes"] = changes
    return made


def change() -> st.SearchStrategy[dict[str, Any]]:
    return st.sampled_from(
        [
            {"principal": PRINCIPALS[1]},
            {"principal": PRINCIPALS[2], "safety_manager": MANAGERS[1]},
            {"industry": INDUSTRIES[1], "area": AREAS[1]},
            {"section": SECTIONS[2], "high_risk": True},
            {"name": "示例更名有限公司"},
        ]
    )


# --- entries


@st.composite
def any_entry(draw: st.DrawFn, first: dt.date = FIRST, last: dt.date = LAST) -> dict[str, Any]:
    """An entry that can be read, of any event and day, signed by anybody: mostly a mistake."""
    event = draw(st.sampled_from(sorted(ALLOWED)))
    signers = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True))
    return entry_of(draw, event, draw(days(first, last)), signers, lawful=draw(st.booleans()))


def entry_of(
    draw: st.DrawFn,
    event: str,
    day: dt.date,
    signers: list[str],
    *,
    lawful: bool = True,
    deadline: dt.date | None = None,
) -> dict[str, Any]:
    """An entry with all the keys its event must have; the rest is drawn."""
    made: dict[str, Any] = {"date": day, "event": event}
    after = max(day, deadline or day)
    match event:
        case "通知":
            made["to"] = draw(st.sampled_from([["主要负责人"], ["主要负责人", "实际控制人"]]))
            if not lawful:
                made["to"] = ["实际控制人"]
        case "复查":
            made["result"] = draw(st.sampled_from(["合格", "合格", "不合格"]))
            made |= _sometimes(draw, mode=draw(st.sampled_from(["现场", "书面"])))
        case "延期" | "延期申请" | "重开":
            made |= {"until": after + dt.timedelta(draw(st.integers(1, 60))), "reason": "到货推迟"}
        case "改判":
            level = draw(st.sampled_from(["一般", "重大"]))
            made |= {"level": level, "reason": "经论证"}
            made |= {"criterion": {"standard": STANDARDS[0]}} if level == "重大" else {}
        case "移送":
            made |= {"to": "县住建局", "receipt": "收文〔2024〕8号"}
        case "退出":
            made |= {"reason": "关停", "evidence": [PHOTO]}
        case "作废":
            made["reason"] = "重复登记"
        case "函告" | "通报" | "约谈" | "曝光":
            made["document"] = f"开安〔{day.year}〕7号"
        case "整改完成":
            made |= _sometimes(draw, spent=draw(st.integers(0, 90000)), evidence=[PHOTO])
        case _ if event in ORDERS:
            lawfuls, others = ["县应急管理局", "县安委会"], ["示例开发区管委会", "安全管理科"]
            made["issuer"] = draw(st.sampled_from(lawfuls if lawful else others))
    made["by"] = signers if len(signers) > 1 else signers[0]
    return made | _sometimes(draw, note="已核对")


MAIN = {
    "待核实": ["核实", "核实", "核实", "查否", "移送", "进展"],
    "待通知": ["通知", "通知", "通知", "整改完成", "延期申请", "延期", "作废", "改判"],
    "整改中": [
        "整改完成",
        "整改完成",
        "复查",
        "延期申请",
        "延期",
        "延期驳回",
        "改判",
        "函告",
        "通知",
    ],
    "待复查": ["复查", "复查", "复查", "改判", "约谈", "挂牌督办", "停产停业"],
    "待销号": ["销号", "销号", "销号", "复查", "摘牌", "恢复生产", "退出"],
    "已销号": ["重开", "重开", "作废", "摘牌", "恢复生产", "行政处罚"],
}
"""What usually comes next; anything the table allows may come too."""


@st.composite
def sound_entry(
    draw: st.DrawFn,
    hazard: dict[str, Any],
    office: Office,
    now: Read,
    *,
    day: dt.date,
    older: list[str],
) -> dict[str, Any] | None:
    """An entry of that day against which nothing speaks; None when none was found."""
    event = draw(st.sampled_from(MAIN.get(now.status, ["摘牌", "行政处罚"])))
    if draw(st.integers(0, 5)) == 0:
        rare = [one for one in sorted(ALLOWED) if one not in ("作废", "退出", "移送")]
        event = draw(st.sampled_from(rare))
    made = entry_of(draw, event, day, [WORKERS[0]], deadline=now.deadline)
    if event == "作废" and older:
        made |= {"duplicate_of": draw(st.sampled_from(older))}
    if not allowed(now, made):
        return None
    signers = [name for name in NAMES if sound(hazard, office, now, made | {"by": name})]
    if not signers:
        return None
    likely = [name for name in signers if name not in rectifiers(hazard, now)] or signers
    by = draw(st.sampled_from(likely[:3] if event != "整改完成" else WORKERS))
    return made | {"by": by}


@st.composite
def history(
    draw: st.DrawFn, hazard: dict[str, Any], office: Office, older: list[str]
) -> list[dict[str, Any]]:
    """A sound life: every entry is one that the table allows, signed by who must sign it."""
    now, day = begin(hazard), hazard["found_on"]
    made: list[dict[str, Any]] = []
    for _ in range(draw(st.integers(0, 14))):
        day += dt.timedelta(draw(st.sampled_from(GAPS)))
        if day > LAST:
            break
        one = draw(sound_entry(hazard, office, now, day=day, older=older))
        if one is not None and counts(hazard, office, now, one):
            apply(hazard, now, one)
            made.append(one)
    return made


# --- hazards and the whole ledger


@st.composite
def hazard(
    draw: st.DrawFn, number: int, office: Office, older: list[str], *, faults: bool
) -> dict[str, Any]:
    """A hazard of any source and level with its history."""
    source = draw(st.sampled_from(["企业自查", "督导检查", "督导检查", "群众举报"]))
    level = draw(st.sampled_from(["一般", "一般", "重大"]))
    sites = [one["id"] for one in office.enterprises]
    found = draw(days())
    made: dict[str, Any] = {"id": f"YH-{number:03d}"}
    if sites and (source == "企业自查" or draw(st.integers(0, 4))):
        made["enterprise"] = draw(st.sampled_from(sites))
        others = [one for one in sites if one != made["enterprise"]]
        made |= _sometimes(draw, liable=draw(st.sampled_from(others))) if others else {}
    else:
        made["body"] = {"name": "积善大道管廊", "kind": "公共管廊"}
    made |= {"title": f"{draw(st.sampled_from(PLACES))}报警器失效", "level": level}
    made |= _sometimes(
        draw, category=draw(st.sampled_from(CATEGORIES)), location=draw(st.sampled_from(PLACES))
    )
    made |= {"source": source, "found_on": found}
    made |= {"case": f"JB-{number}"} if source == "群众举报" else {}
    made["deadline"] = found + dt.timedelta(draw(st.integers(0, 90)))
    made["responsible"] = {"rectifier": draw(st.sampled_from(WORKERS))} | _sometimes(
        draw,
        section=draw(st.sampled_from(SECTIONS)),
        person=draw(st.sampled_from(INSPECTORS)),
        regulator="县应急管理局",
        supervisor="县安委办",
    )
    made |= judgement(found)
    if source == "群众举报" and draw(st.integers(0, 4)) == 0:
        # nothing is known yet of a report that nobody looked at
        for key in ("level", "deadline", "responsible", "criterion", "judged", "plan"):
            made.pop(key, None)
        return made | {"history": []}
    made["history"] = draw(history(made, office, older))
    if faults and draw(st.booleans()):
        more = draw(st.lists(any_entry(found - dt.timedelta(5), LAST), min_size=1, max_size=4))
        made["history"] = _strewn(draw, made["history"], more)
    return made


def judgement(found: dt.date) -> dict[str, Any]:
    """Criterion and plan: what a hazard needs that is or may yet become 重大."""
    return {
        "criterion": {"standard": STANDARDS[0], "article": "11"},
        "judged": {"by": INSPECTORS[0], "date": found},
        "plan": {
            "goal": "恢复监测",
            "measures": "更换探头",
            "funds": 120000,
            "organisation": "设备科实施",
            "schedule": "月底前完成",
            "contingency": "停用罐区",
        },
    }


def _strewn(
    draw: st.DrawFn, entries: list[dict[str, Any]], more: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Some entries among others: mostly by date, now and then where they happen to land."""
    mixed = [*entries, *more]
    if draw(st.integers(0, 3)):
        return sorted(mixed, key=lambda one: one["date"])
    return draw(st.permutations(mixed))


@st.composite
def file(draw: st.DrawFn) -> dict[str, Any]:
    """ledger.yaml: with the office's own periods, or only a name."""
    made: dict[str, Any] = {"name": "示例台账", "authority": "示例开发区管理委员会"}
    made |= _sometimes(
        draw,
        sections=SECTIONS,
        areas=AREAS,
        industries=[{"name": INDUSTRIES[0], "high_risk": True}, INDUSTRIES[1], INDUSTRIES[2]],
    )
    policies = _sometimes(
        draw,
        verify_within_days=draw(st.integers(0, 20)),
        notice_within_days=draw(st.integers(0, 5)),
        review_within_days=draw(st.integers(0, 15)),
        closure_within_days=draw(st.integers(0, 10)),
        extension_reply_within_days=draw(st.integers(0, 10)),
        strict=["L520"],
    )
    return made | ({"policies": policies} if policies else {})


layouts = st.builds(
    Layout,
    braces=st.booleans(),
    comments=st.booleans(),
    crlf=st.booleans(),
    bom=st.booleans(),
    apart=st.integers(1, 3),
    backwards=st.booleans(),
)


@st.composite
def ledgers(draw: st.DrawFn, *, faults: bool = False, most: int = 5) -> Invented:
    """A ledger of up to ``most`` hazards; with ``faults`` some histories hold mistakes."""
    made = Invented(
        file=draw(file()),
        people=draw(people()),
        enterprises=[draw(enterprise(number)) for number in range(1, draw(st.integers(0, 3)) + 1)],
        layout=draw(layouts),
    )
    hazards: list[dict[str, Any]] = []
    for number in range(1, draw(st.integers(0, most)) + 1):
        older = [one["id"] for one in hazards]
        hazards.append(draw(hazard(number, made.office, older, faults=faults)))
    made.hazards.extend(hazards)
    return made


EITHER = st.one_of(ledgers(), ledgers(faults=True))


@st.composite
def with_a_day(
    draw: st.DrawFn, invented: st.SearchStrategy[Invented] = EITHER
) -> tuple[Invented, dt.date]:
    """A ledger and a day, often one on or next to which something happens or is due."""
    made = draw(invented)
    anyday = days(FIRST - dt.timedelta(3), LAST + dt.timedelta(200))
    if dates := made.dates():
        near = st.builds(
            lambda date, off: date + dt.timedelta(off), st.sampled_from(dates), st.integers(-1, 1)
        )
        return made, draw(st.one_of(anyday, near, near))
    return made, draw(anyday)
