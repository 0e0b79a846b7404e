"""``people``: officials with their roles of the day, and the expert pool by specialty (plan §11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from safety_ledger.lists import Day
from safety_ledger.lists.filters import Filter
from safety_ledger.model.person import Person
from safety_ledger.reports.foot import foot, idle
from safety_ledger.reports.report import Cell, Column, Report, Section, Tone, table
from safety_ledger.text import Text
from safety_ledger.vocabulary import Role

_ORDER: Final = (Role.LEADER, Role.APPROVER, Role.INSPECTOR, Role.GRID, Role.EXPERT)
_UNSAID: Final = "未填专业"


def report(day: Day, wanted: Filter) -> Report:
    """Who holds a role that day; with ``all`` the others too; below, who is expert in what."""
    rows = sorted(
        wanted.people(day.ledger.people, day.date), key=lambda one: _rank(_roles(one, day))
    )
    experts = [one for one in rows if Role.EXPERT in one.roles_on(day.date)]
    pool = _by_specialty(experts)
    counted = Text(
        f"共 {len(rows)} 人，其中专家 {len(experts)} 人，专业 {len(pool)} 个",
        f"{len(rows)} people, {len(experts)} experts of {len(pool)} specialties",
    )
    listed = table(
        "rows", _columns(day), rows, lambda one: _tone(one, day), Text("没有人员", "nobody")
    )
    sections = [Section(notes=(counted,), table=listed)]
    if pool:
        facts = tuple((Text(name, name), names) for name, names in pool.items())
        sections.append(Section(Text("专家库（按专业）", "Experts by specialty"), facts=facts))
    return Report(
        command="people",
        title=Text("人员和专家库", "People"),
        ledger=day.ledger.file.name,
        as_of=day.date,
        sections=tuple(sections),
        foot=(*idle(wanted, "sections", "persons"), *foot(day)),
        data={"experts": pool},
    )


def _columns(day: Day) -> tuple[Column[Person], ...]:
    return (
        Column("name", Text("姓名", "name"), lambda one: one.name),
        Column("section", Text("科室", "section"), lambda one: one.section),
        Column("roles", Text("当日角色", "roles that day"), lambda one: _roles(one, day) or None),
        Column("specialties", Text("专业特长", "specialties"), lambda one: one.specialties or None),
        Column("all_roles", Text("全部角色", "all roles"), _spans, shown=False),
    )


def _roles(person: Person, day: Day) -> tuple[Role, ...]:
    held = person.roles_on(day.date)
    return tuple(role for role in _ORDER if role in held)


def _spans(person: Person) -> Cell:
    """Every role with the days between which it is held."""
    return tuple(
        str(one) if isinstance(one, Role) else f"{one.role} {one.from_ or ''}..{one.until or ''}"
        for one in person.roles
    )


def _rank(roles: Sequence[Role]) -> int:
    return _ORDER.index(roles[0]) if roles else len(_ORDER)


def _by_specialty(experts: Sequence[Person]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in experts:
        for specialty in one.specialties or (_UNSAID,):
            found[specialty].append(one.name)
    return dict(sorted(found.items()))


def _tone(person: Person, day: Day) -> Tone:
    return Tone.PLAIN if person.roles_on(day.date) else Tone.FAINT
