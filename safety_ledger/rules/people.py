"""Rules on people and their roles."""

from __future__ import annotations

from collections.abc import Iterator

from safety_ledger.diagnostics import Example
from safety_ledger.ledger import Ledger
from safety_ledger.model import Person
from safety_ledger.model.person import RoleSpan
from safety_ledger.rules.catalogue import Found, code, found, rule
from safety_ledger.rules.sources import LEDGER_FORMAT
from safety_ledger.text import Text


@rule(
    code(
        "P903",
        title=Text("任职起止颠倒", "Role ends before it begins"),
        message=Text(
            "{role}的止 {until} 早于起 {from_}",
            "{role} ends on {until}, before it begins on {from_}",
        ),
        remedy=Text("核对任职起止日期。", "check from and until."),
        why=Text(
            "签字是否有效看当天有没有这个角色，起止颠倒就哪天都没有。",
            "A signature counts when the role is held that day; reversed, it is held on none.",
        ),
        source=LEDGER_FORMAT,
        example=Example(
            "roles: [{role: 审核人, from: 2025-12-31, until: 2024-01-01}]\n",
            "roles: [{role: 审核人, from: 2024-01-01, until: 2025-12-31}]\n",
            of="person",
        ),
    ),
    on=Person,
)
def role_ends_before_it_begins(person: Person, _: Ledger) -> Iterator[Found]:
    for i, one in enumerate(person.roles):
        if isinstance(one, RoleSpan) and one.from_ and one.until and one.until < one.from_:
            yield found("roles", i, "until", role=one.role, from_=one.from_, until=one.until)


RULES = (role_ends_before_it_begins,)
