"""Officials and experts (``people/``), known by name."""

from __future__ import annotations

import dataclasses
import datetime as dt

from safety_ledger.model.declaration import (
    DATE,
    TEXT,
    TEXTS,
    Either,
    Listed,
    Many,
    Nested,
    Origin,
    Term,
    record,
    value,
)
from safety_ledger.text import Text
from safety_ledger.vocabulary import Role


@record
class RoleSpan:
    """A role and the days between which it is held; without them, always."""

    role: Role = value(Term(Role), Text("角色", "role"), required=True, example="审核人")
    from_: dt.date | None = value(DATE, Text("起", "from"), key="from", example="2024-01-01")
    until: dt.date | None = value(
        DATE, Text("止（含当日）", "until (inclusive)"), example="2025-12-31"
    )

    def on(self, day: dt.date) -> bool:
        """Whether the role is held on that day."""
        return (self.from_ is None or self.from_ <= day) and (
            self.until is None or day <= self.until
        )


@record
class Person:
    """An official or expert. E-mail is for git review only; no phone or identity number."""

    name: str = value(
        TEXT,
        Text("姓名", "name"),
        Text(
            "姓名，全台账唯一；重名写“李明(县局)”。",
            "The name, unique; a second one is written 李明(县局).",
        ),
        required=True,
        example="李明",
    )
    roles: tuple[Role | RoleSpan, ...] = value(
        Many(Either(Term(Role), Nested(RoleSpan))),
        Text("角色", "roles"),
        Text("可签署的角色，可带起止日期。", "The roles held, with dates where they changed."),
        example="[督导员, {role: 审核人, from: 2025-01-01}]",
    )
    section: str | None = value(Listed("sections"), Text("科室", "section"), example="安全管理科")
    specialties: tuple[str, ...] = value(
        TEXTS,
        Text("专业特长", "specialties"),
        Text("专家的专业（方案第11条专家库）。", "What an expert is expert in (plan §11)."),
        example="[化工工艺, 粉尘防爆]",
    )
    email: str | None = value(TEXT, Text("电子邮箱", "e-mail"), example="liming@example.org")
    origin: Origin | None = dataclasses.field(default=None, compare=False, repr=False)

    @property
    def roles_ever(self) -> frozenset[Role]:
        """The roles the person holds on any day."""
        return frozenset(item if isinstance(item, Role) else item.role for item in self.roles)

    def roles_on(self, day: dt.date) -> frozenset[Role]:
        """The roles the person holds on that day."""
        return frozenset(
            item if isinstance(item, Role) else item.role
            for item in self.roles
            if isinstance(item, Role) or item.on(day)
        )
