"""``audit``: what is charged to each commit, for whoever has to trust the ledger.

A charge names the commit, its author and its date as git has them. That is a trace, not a proof:
whoever may write the repository can write a name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from safety_ledger.changes.history import Charge, Gravity, Problem, tells_approvers
from safety_ledger.ledger import Ledger
from safety_ledger.reports import wording
from safety_ledger.reports.report import Column, Report, Section, Tone, table
from safety_ledger.text import Text


@dataclass(frozen=True, slots=True)
class Charged:
    """A charge with the commit it is made against."""

    commit: str
    author: str
    email: str
    date: dt.datetime
    """By the author's clock, in the ledger's time zone."""
    subject: str
    charge: Charge


@dataclass(frozen=True, slots=True)
class History:
    """What an audit found, the oldest first."""

    name: str
    last: Ledger
    """People, enterprises and policies at the end of what was looked at."""
    charges: Sequence[Charged]
    commits: int
    parsed: int
    """How many versions of files were read."""

    def of(self, gravity: Gravity) -> list[Charged]:
        """The charges of one gravity."""
        return [one for one in self.charges if one.charge.problem.gravity is gravity]


_COLUMNS: Final[tuple[Column[Charged], ...]] = (
    Column("commit_short", Text("提交", "commit"), lambda row: row.commit[:10]),
    Column("day", Text("日期", "date"), lambda row: row.date.date()),
    Column("author", Text("作者", "author"), lambda row: row.author),
    Column("id", Text("记录", "record"), lambda row: row.charge.id or "ledger.yaml"),
    Column("label", Text("问题", "problem"), lambda row: row.charge.problem.label),
    Column("words", Text("说明", "what"), lambda row: _words(row.charge)),
    Column("commit", Text("提交全号", "commit"), lambda row: row.commit, shown=False),
    Column("date", Text("时间", "moment"), lambda row: row.date.isoformat(), shown=False),
    Column("email", Text("邮箱", "e-mail"), lambda row: row.email, shown=False),
    Column("subject", Text("提交说明", "subject"), lambda row: row.subject, shown=False),
    Column("kind", Text("类别", "kind"), lambda row: row.charge.kind, shown=False),
    Column("problem", Text("代号", "problem"), lambda row: row.charge.problem, shown=False),
    Column("gravity", Text("轻重", "gravity"), lambda row: row.charge.problem.gravity, shown=False),
)


def report(found: History, as_of: dt.date) -> Report:
    """The audit as a report: what is grave, what is to be looked at, what is listed."""
    grave, look = found.of(Gravity.GRAVE), found.of(Gravity.LOOK)
    listed = found.of(Gravity.LISTED)
    return Report(
        command="audit",
        title=Text("台账历史审计", "Audit of the ledger's history"),
        ledger=found.name,
        as_of=as_of,
        sections=(
            Section(facts=((Text("看过的提交", "commits looked at"), found.commits),
                           (Text("改写或删除", "rewritten or removed"), len(grave)),
                           (Text("需要核对", "to be looked at"), len(look)))),
            Section(Text("改写或删除了已有记载", "What was on record and was rewritten or removed"),
                    table=table("findings", _COLUMNS, grave, lambda _: Tone.ALARM)),
            Section(Text("需要核对", "To be looked at"),
                    table=table("look", _COLUMNS, look, lambda _: Tone.WARN)),
            Section(Text("重开和改判", "Reopened and rejudged"),
                    table=table("listed", _COLUMNS, listed)),
        ),
        foot=tuple(_foot(found)),
        data={"commits": found.commits},
    )  # fmt: skip


def _words(charge: Charge) -> Text:
    match charge.problem:
        case Problem.BACK_DATED:
            return _late(charge)
        case Problem.ID_REUSED:
            return Text("这个编号原是另一条记录的", "the id was another record's")
        case Problem.EVIDENCE_REMOVED | Problem.EVIDENCE_REPLACED:
            return Text(str(charge.about), str(charge.about))
        case Problem.FOREIGN_CLOSER | Problem.REOPENED | Problem.REJUDGED:
            return wording.item(charge.about)
        case _:
            if charge.change is None:
                return Text("整本台账删除", "the whole ledger was removed")
            return wording.told(charge.change)


def _late(charge: Charge) -> Text:
    what = wording.item(charge.about) if charge.about else Text("登记", "registration")
    return Text(
        f"事后 {charge.days} 天才记入：{what.zh}", f"recorded {charge.days} days later: {what.en}"
    )


def _foot(found: History) -> Iterator[Text]:
    if not tells_approvers(found.last):
        yield Text(
            "people/ 里的审核人都没有登记 email，认不出销号是不是审核人提交的",
            "no approver in people/ has an e-mail: whether one committed a closure cannot be told",
        )
    yield Text(
        "作者和日期以 git 所记为准，能写仓库的人可以写成别人：这是线索，不是证据",
        "author and date are what git has; whoever may write the repository can write any: "
        "a trace, not a proof",
    )
