"""Ledgers full of events from a seed: long lives that are notified, passed, closed, reopened, ended.

Where the strategies seek the odd small case, these hold enough of everything that every figure of
a report has something to count; one seed always gives the same ledger.
"""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from tests.ledgers.invented import PHOTO, Invented
from tests.ledgers.second_reading import Office, Read, apply, begin, counts
from tests.ledgers.strategies import (
    AREAS,
    CATEGORIES,
    FIRST,
    GAPS,
    INDUSTRIES,
    LAST,
    MAIN,
    PLACES,
    SECTIONS,
    STANDARDS,
    judgement,
)

SIGNERS = ["李明", "周明", "赵刚", "陈敏", "王建国", "刘芳", "王强"]
RARE = ["作废", "移送", "退出", "延期", "延期申请", "延期驳回", "改判", "进展"]
TRIES = 14


def lively(seed: int, hazards: int = 14) -> Invented:
    """A ledger in which much happens; now and then an entry that the rules refuse."""
    rng = Random(seed)
    turn = _day(rng)
    people: list[dict[str, Any]] = [
        {"name": "李明", "roles": ["督导员"], "section": SECTIONS[0]},
        {"name": "周明", "roles": ["督导员", {"role": "审核人", "from": turn}]},
        {"name": "赵刚", "roles": ["审核人"], "section": SECTIONS[0]},
        {"name": "陈敏", "roles": ["审核人"], "section": SECTIONS[1]},
    ]
    enterprises = [_enterprise(rng, number) for number in range(1, 5)]
    made = Invented(
        file={
            "name": "示例台账",
            "industries": INDUSTRIES[:2] if rng.random() < 0.2 else [*INDUSTRIES, "建材"],
            "policies": {"review_within_days": rng.choice([0, 5, 10])},
        },
        people=people,
        enterprises=enterprises,
    )
    for number in range(1, hazards + 1):
        made.hazards.append(_hazard(rng, number, made.office))
    made.activities.extend(_activities(rng))
    return made


def _day(rng: Random, until: dt.date = LAST) -> dt.date:
    return FIRST + dt.timedelta(rng.randrange((until - FIRST).days))


def _enterprise(rng: Random, number: int) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": f"QY-{number:03d}",
        "name": f"示例{number}号有限公司",
        "principal": "王建国",
        "safety_manager": "刘芳",
        "section": rng.choice(SECTIONS),
    }
    made |= {"industry": rng.choice(INDUSTRIES)} if rng.random() < 0.8 else {}
    made |= {"area": rng.choice(AREAS)} if rng.random() < 0.8 else {}
    made |= {"joined_on": _day(rng)} if rng.random() < 0.2 else {}
    if rng.random() < 0.4:
        start = _day(rng)
        made["inactive"] = [{"from": start, "until": start + dt.timedelta(150), "reason": "停产"}]
    if rng.random() < 0.5:
        new = {"date": _day(rng), "industry": "建材", "area": rng.choice(AREAS)}
        made["changes"] = [new]
    return made


def _hazard(rng: Random, number: int, office: Office) -> dict[str, Any]:
    found = _day(rng, LAST - dt.timedelta(200))
    source = rng.choice(["企业自查", "督导检查", "督导检查", "群众举报"])
    where: dict[str, Any] = {"enterprise": f"QY-{rng.randint(1, 4):03d}"}
    if source != "企业自查" and rng.random() < 0.15:
        where = {"body": {"name": "积善大道管廊", "kind": "公共管廊"}}
    made: dict[str, Any] = {
        "id": f"YH-{number:03d}",
        **where,
        "title": "报警器失效",
        "level": rng.choice(["一般", "重大"]),
        "category": rng.choice(CATEGORIES),
        "location": rng.choice(PLACES),
        "source": source,
        "found_on": found,
        "deadline": found + dt.timedelta(rng.randint(0, 60)),
        "responsible": {"rectifier": "王强", "section": rng.choice(SECTIONS), "person": "李明"},
        **judgement(found),
    }
    made |= {"case": f"JB-{number}"} if source == "群众举报" else {}
    made |= {"campaign": rng.choice(["百日清零", "回头看"])} if rng.random() < 0.5 else {}
    if made["level"] == "一般" and rng.random() < 0.7:
        for key in ("criterion", "plan"):
            del made[key]
    return made | {"history": _history(rng, made, office)}


def _history(rng: Random, hazard: dict[str, Any], office: Office) -> list[dict[str, Any]]:
    now, day = begin(hazard), hazard["found_on"]
    made: list[dict[str, Any]] = []
    for _ in range(rng.randint(0, 2 * TRIES)):
        day += dt.timedelta(rng.choice(GAPS[:-1]))
        usual = MAIN.get(now.status, ["重开", "行政处罚"])
        event = rng.choice(RARE) if rng.random() < 0.12 else rng.choice(usual)
        one = _entry(rng, event, day, now)
        likely = [name for name in SIGNERS if counts(hazard, office, now, one | {"by": name})]
        by = rng.choice(likely) if likely and rng.random() < 0.95 else rng.choice(SIGNERS)
        one |= {"by": "王强" if event == "整改完成" else by}
        if not counts(hazard, office, now, one):
            if rng.random() < 0.1:
                made.append(one)
            continue
        apply(hazard, now, one)
        made.append(one)
    return made


def _entry(rng: Random, event: str, day: dt.date, now: Read) -> dict[str, Any]:
    one: dict[str, Any] = {"date": day, "event": event}
    after = max(day, now.deadline or day)
    match event:
        case "通知":
            one["to"] = ["主要负责人"]
        case "复查":
            one["result"] = rng.choice(["合格", "合格", "不合格"])
        case "延期" | "延期申请" | "重开":
            one |= {"until": after + dt.timedelta(rng.randint(1, 40)), "reason": "到货推迟"}
        case "改判":
            one |= {"level": rng.choice(["一般", "重大"]), "reason": "经论证"}
            one |= {"criterion": {"standard": STANDARDS[1]}} if rng.random() < 0.5 else {}
        case "移送":
            one |= {"to": "县住建局", "receipt": "收文〔2024〕8号"}
        case "退出":
            one |= {"reason": "关停", "evidence": [PHOTO]}
        case "作废":
            one["reason"] = "重复登记"
            one |= {"duplicate_of": "YH-001"} if rng.random() < 0.7 else {}
        case "函告" | "约谈":
            one["document"] = "开安〔2024〕7号"
        case "整改完成" | "进展":
            one |= {"spent": rng.randint(0, 90000)} if rng.random() < 0.5 else {}
        case _ if event in ("摘牌", "恢复生产", "行政处罚", "挂牌督办", "停产停业"):
            one["issuer"] = "县应急管理局"
        case _:
            pass
    return one


def _activities(rng: Random) -> list[dict[str, Any]]:
    """Checks and other things done, some of them for a period that they name."""
    made = []
    for number in range(rng.randint(0, 12)):
        day = _day(rng)
        one: dict[str, Any] = {
            "id": f"HD-{number:03d}",
            "date": day,
            "kind": rng.choice(["企业自查", "督导检查", "指导服务", "教育培训"]),
            "enterprises": sorted({f"QY-{rng.randint(1, 4):03d}" for _ in range(2)}),
        }
        one |= {"period": f"{day.year}Q{rng.randint(1, 4)}"} if rng.random() < 0.3 else {}
        made.append(one)
    return made
