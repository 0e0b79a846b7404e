"""Writes a sound, realistic ledger of any size: the same bytes for the same arguments.

    python tests/benchmarks/generate.py --hazards 10000 --out /tmp/ledger [--seed 1]

Hazards stand in monthly files of some 900 bytes a record; `safety-ledger check` is silent on it.
Everything is invented. It knows the format of the files and nothing of the package.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import words
from layout import Fields, Flow, lines, listed, write
from life import APPROVERS, INSPECTORS, Firm, Life, live

LAST_MONTH = dt.date(2026, 6, 1)
EXPERTS = ("何工", "许工", "吕工")


# People and enterprises -------------------------------------------------------------------------


def names(rng: random.Random) -> Iterator[str]:
    """Names, none of them twice."""
    seen = {*INSPECTORS, *APPROVERS, *EXPERTS}
    while True:
        name = rng.choice(words.SURNAMES) + "".join(rng.sample(words.GIVEN, 2))
        if name not in seen:
            seen.add(name)
            yield name


def social_credit_code(number: int) -> str:
    """A code whose two check characters are right (GB 11714, GB 32100-2015)."""
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = f"MA{number:06d}"
    weighed = sum(
        (int(c) if c.isdigit() else ord(c) - 55) * weight
        for c, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)
    )
    code = "91350428" + body + "0123456789X0"[11 - weighed % 11]
    total = sum(letters.index(c) * pow(3, place, 31) for place, c in enumerate(code))
    return code + letters[-total % 31]


def firms(rng: random.Random, count: int, start: dt.date) -> Iterator[tuple[Firm, Fields]]:
    """Enterprises of all industries; every seventh changes its principal once."""
    name = names(rng)
    for number in range(1, count + 1):
        firm = Firm(
            id=f"QY-{number:03d}",
            industry=words.INDUSTRIES[number % len(words.INDUSTRIES)],
            area=rng.choice(words.AREAS),
            section=rng.choice(words.SECTIONS),
            principal=next(name),
            successor=next(name),
            changed_on=start + dt.timedelta(rng.randrange(60, 700)) if number % 7 == 0 else None,
            manager=next(name),
            workers=[next(name) for _ in range(4)],
        )
        yield firm, enterprise(rng, firm, number, start)


def enterprise(rng: random.Random, firm: Firm, number: int, start: dt.date) -> Fields:
    """The record of an enterprise."""
    employees = rng.randrange(20, 600)
    fields: Fields = {
        "id": firm.id,
        "name": f"示例{firm.principal}{firm.industry}有限公司",
        "uscc": social_credit_code(number),
        "industry": firm.industry,
        "area": firm.area,
        "address": f"示例大道{number}号",
        "principal": firm.principal,
        "controller": rng.choice([firm.principal, firm.workers[0]]),
        "safety_manager": firm.manager,
        "employees": employees,
        "section": firm.section,
        "joined_on": start - dt.timedelta(rng.randrange(30, 2000)),
        "risk": Flow({"level": rng.choice("红橙黄蓝"), "assessed_on": start}),
        "standardization": Flow({"grade": "三级", "valid_until": start + dt.timedelta(1000)}),
        "location": [f"117.{rng.randrange(400, 500)}", f"26.{rng.randrange(700, 760)}"],
    }
    if number % 3 == 0:
        fields["tags"] = [rng.choice(["重大危险源", "粉尘涉爆", "有限空间", "涉氨"])]
        fields["monitoring"] = Flow({"connected_on": start + dt.timedelta(rng.randrange(300))})
    if firm.changed_on:
        fields["changes"] = [Flow({"date": firm.changed_on, "principal": firm.successor})]
    return fields


def people() -> Iterator[Fields]:
    """Officials and experts with the roles that sign."""
    for name in INSPECTORS:
        yield {"name": name, "roles": ["督导员"], "section": words.SECTIONS[0]}
    for name in APPROVERS:
        yield {"name": name, "roles": ["审核人", "督导员"], "section": words.SECTIONS[0]}
    for name in EXPERTS:
        yield {"name": name, "roles": ["专家"], "specialties": ["化工工艺", "粉尘防爆"]}
    yield {"name": "林主任", "roles": ["领导"]}
    yield {"name": "孙杰", "roles": ["网格督导员"], "section": words.SECTIONS[2]}


# The record of a hazard -------------------------------------------------------------------------


def hazard(rng: random.Random, firm: Firm, found_on: dt.date, serial: int, count: int) -> Fields:
    """One hazard of an enterprise with its history."""
    level = "重大" if rng.random() < 0.12 else "一般"
    source = rng.choices(["督导检查", "企业自查", "群众举报"], [55, 35, 10])[0]
    spot = f"{rng.randrange(1, 30)}号{rng.choice(words.PLACES)}{rng.choice(words.SIDES)}"
    device, fault = rng.choice(words.DEVICES), rng.choice(words.FAULTS)
    life = Life(
        rng, firm, level, source, found_on,
        deadline=found_on + dt.timedelta(rng.randrange(20, 90)),
        photo=f"evidence/{found_on:%Y/%m}月整改影像.pdf",
        text=f"{spot}{device}{fault}",
    )  # fmt: skip
    live(life)
    fields: Fields = {
        "id": f"YH-{firm.id.replace('-', '')}-{found_on.year}-{count:03d}",
        "enterprise": firm.id,
        "title": life.text + (f"，{rng.choice(words.CAUSES)}" if rng.random() < 0.4 else ""),
        "level": level,
    }
    fields |= judgement(life) if life.major else {}
    fields |= {"category": rng.choice(words.CATEGORIES), "location": spot, "source": source}
    if rng.random() < 0.4:
        fields["campaign"] = rng.choice(words.CAMPAIGNS)
    fields["found_on"] = found_on
    fields |= {"case": f"JB-{found_on.year}-{serial:05d}"} if source == "群众举报" else finder(life)
    fields |= {"deadline": life.deadline, "responsible": responsible(life)}
    if life.major or rng.random() < 0.04:
        fields["plan"] = plan(life, device)
    if life.major or rng.random() < 0.15:
        fields["interim_measures"] = rng.choice(words.INTERIM)
    fields["history"] = [styled(rng, entry) for entry in life.entries]
    return fields


def styled(rng: random.Random, entry: Fields) -> Fields | Flow:
    """Mostly one key a line, now and then in braces."""
    return Flow(entry) if rng.random() < 0.25 else entry


def judgement(life: Life) -> Fields:
    standard, articles = life.rng.choice(words.STANDARDS[1:])
    article = f'"{life.rng.randrange(1, articles + 1)}"'
    return {
        "criterion": Flow({"standard": standard, "article": article}),
        "judged": Flow({"by": life.reviewers[1], "date": life.found_on}),
    }


def finder(life: Life) -> Fields:
    return {"found_by": life.firm.manager if life.source == "企业自查" else life.reviewers[0]}


def responsible(life: Life) -> Fields | Flow:
    fields: Fields = {
        "rectifier": life.rectifier,
        "section": life.firm.section,
        "person": life.reviewers[0],
        "regulator": life.rng.choice(words.REGULATORS),
    }
    if life.major:
        fields |= {"supervisor": "县安委办", "sponsor": "林主任"}
    return Flow(fields) if life.rng.random() < 0.5 else fields


def plan(life: Life, device: str) -> Fields:
    """The six items."""
    half = life.found_on + (life.deadline - life.found_on) / 2
    return {
        "goal": f"消除{device}隐患，恢复正常状态",
        "measures": "，".join(life.rng.sample(words.REMEDIES, 2)),
        "funds": life.rng.randrange(500, 300000),
        "organisation": f"{life.firm.manager}牵头，{life.rectifier}实施",
        "schedule": f"{half.month}月{half.day}日前完成过半，期限内调试验收",
        "contingency": "，".join(life.rng.sample(words.INTERIM, 2)),
    }


# The ledger -------------------------------------------------------------------------------------


def ledger_file() -> Iterator[str]:
    yield "# 基准测试用的虚构台账"
    industries = [
        {"name": one, "high_risk": "true"} if one in words.HIGH_RISK else {"name": one}
        for one in words.INDUSTRIES
    ]
    yield from lines(
        {
            "format": 1,
            "name": "示例开发区安全生产治本攻坚台账",
            "authority": "示例开发区管理委员会",
            "timezone": "Asia/Shanghai",
            "sections": list(words.SECTIONS),
            "areas": list(words.AREAS),
            "industries": industries,
            "policies": {"notice_within_days": 3, "closure_section": words.SECTIONS[0]},
            "goals": [
                Flow({"year": 2024, "kind": "stock"}),
                Flow({"year": 2025, "kind": "increment"}),
                Flow({"year": 2026, "kind": "none_overdue"}),
            ],
        },
        "",
    )


def tasks(start: dt.date) -> Iterator[str]:
    """One list with an obligation of each kind."""
    lead = words.SECTIONS[0]
    end = dt.date(start.year + 1, 12, 31)
    done = Flow(
        {"date": end - dt.timedelta(30), "event": "完成", "milestone": "T06-2-1", "by": "张华"}
    )
    yield from lines(
        {
            "list": "治本攻坚三年行动任务清单",
            "source": "实施方案 二、主要任务",
            "filed": Flow({"date": start, "to": "县安委办"}),
            "tasks": [
                {
                    "id": "T06-2", "paragraph": '"6"', "title": "重大事故隐患数据库运行管理机制", "lead": lead,
                    "milestones": [Flow({"id": "T06-2-1", "due": end, "target": "完善机制"})],
                    "history": [done],
                },
                {
                    "id": "T04-1", "title": "主要负责人带队检查", "lead": lead,
                    "duty": Flow({"every": "quarter", "activity": "企业自查", "led_by": "主要负责人",
                                  "applies_to": {"high_risk": "false"}, "since": start}),
                },
                {
                    "id": "T15-2", "title": "监测预警全覆盖", "lead": lead,
                    "coverage": Flow({"having": "monitoring", "applies_to": {"tags": ["重大危险源"]},
                                      "targets": [{"due": end, "share": 100}]}),
                },
            ],
        },
        "",
    )  # fmt: skip


def activity(rng: random.Random, day: dt.date, number: int, found: list[str], firm: Firm) -> Fields:
    """An inspection that found these hazards, or a self-check that found nothing."""
    fields: Fields = {"id": f"HD-{day}-{number:03d}", "date": day}
    if found:
        by = rng.sample(INSPECTORS, 2)
        return fields | {
            "kind": "督导检查",
            "enterprises": [firm.id],
            "groups": 1,
            "by": by,
            "found": found,
        }
    return fields | {
        "kind": "企业自查",
        "enterprises": [firm.id],
        "led_by": "主要负责人",
        "found": [],
    }


def month_starts(count: int) -> list[dt.date]:
    """The first days of ``count`` months up to :data:`LAST_MONTH`."""
    last = LAST_MONTH.year * 12 + LAST_MONTH.month - 1
    return [dt.date(n // 12, n % 12 + 1, 1) for n in range(last - count + 1, last + 1)]


def generate(out: Path, hazards: int, seed: int = 1) -> None:
    """Write a whole ledger below ``out``."""
    rng = random.Random(seed)
    months = month_starts(min(120, max(36, hazards // 800)))
    known = list(firms(rng, 40 + hazards // 250, months[0]))
    counts: Counter[tuple[str, int]] = Counter()
    write(out / "ledger.yaml", ledger_file())
    write(out / "people" / "people.yaml", [line for one in people() for line in listed(one)])
    by_area: dict[str, list[str]] = defaultdict(list)
    for firm, fields in known:
        by_area[firm.area] += listed(fields)
    for number, area in enumerate(sorted(by_area), 1):
        write(out / "enterprises" / f"area-{number}.yaml", [f"# {area}", *by_area[area]])
    write(out / "tasks" / "plan.yaml", tasks(months[0]))
    write(out / "risks" / "points.yaml", risk_points(rng, [firm for firm, _ in known]))
    for index, month in enumerate(months):
        share = range(hazards * index // len(months), hazards * (index + 1) // len(months))
        firms_known = [firm for firm, _ in known]
        write_month(out, rng, month, serials=share, known=firms_known, counts=counts)


def risk_points(rng: random.Random, known: list[Firm]) -> Iterator[str]:
    for firm in known[::2]:
        yield from listed(
            {
                "id": f"FX-{firm.id.replace('-', '')}-01",
                "enterprise": firm.id,
                "name": rng.choice(words.PLACES),
                "level": rng.choice("红橙黄蓝"),
                "measures": Flow(
                    {"人防": "专人值守", "技防": "在线监测", "工程防": "围堰", "管理防": "作业票"}
                ),
                "owner": firm.manager,
            }
        )


def write_month(
    out: Path, rng: random.Random, month: dt.date, *, serials: range, known: list[Firm],
    counts: Counter[tuple[str, int]],
) -> None:  # fmt: skip
    """One month's hazards, their photographs and a few activities."""
    days = sorted(rng.randrange(28) for _ in serials)
    text, done = [f"# {month:%Y-%m} 登记的隐患"], []
    for serial, offset in zip(serials, days, strict=True):
        firm, found_on = rng.choice(known), month + dt.timedelta(offset)
        counts[firm.id, month.year] += 1
        fields = hazard(rng, firm, found_on, serial, counts[firm.id, month.year])
        if rng.random() < 0.05:
            text.append(f"# 见{found_on:%m月%d日}检查记录第{serial % 40 + 1}页")
        text += listed(fields)
        if fields["source"] == "督导检查" and rng.random() < 0.02:
            done.append(activity(rng, found_on, serial, [str(fields["id"])], firm))
        elif rng.random() < 0.02:
            done.append(activity(rng, found_on, serial, [], firm))
    write(out / "hazards" / f"{month:%Y}" / f"{month:%Y-%m}.yaml", text)
    write(
        out / "activities" / f"{month:%Y-%m}.yaml", [line for one in done for line in listed(one)]
    )
    write(out / "evidence" / f"{month:%Y}" / f"{month:%m}月整改影像.pdf", ["%PDF-1.4 虚构"])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--hazards", type=int, default=10_000)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    generate(given.out, given.hazards, given.seed)


if __name__ == "__main__":
    main()
