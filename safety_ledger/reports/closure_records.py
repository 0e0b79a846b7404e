"""The records of ``closure``: every closure with its signatures, every extension, the funds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from safety_ledger.lists import HazardView
from safety_ledger.lists.flows import Flow, Move
from safety_ledger.lists.rates import registered
from safety_ledger.reports.figures import Figures, committed, spent
from safety_ledger.reports.report import RIGHT, Cell, Column, Section, Table, Tone, table
from safety_ledger.text import Text
from safety_ledger.vocabulary import Event, Status


def sections(now: Figures) -> Iterator[Section]:
    """All of them."""
    yield Section(Text("本期销号", "Closures"), table=_closures(now))
    yield _extensions(now)
    yield Section(Text("整改资金", "Funds"), table=_funds(now), notes=(_spent_in_period(now),))


# -- closures ---------------------------------------------------------------------------------------


def _rectified_on(move: Move) -> Cell:
    return move.after.passed.rectified_on if move.after.passed else None


def _rectifiers(move: Move) -> Cell:
    return (move.after.passed.rectifiers or None) if move.after.passed else None


def _reviewers(move: Move) -> Cell:
    return (move.after.passed.by or None) if move.after.passed else None


def _since(move: Move) -> Text | None:
    """What became of the closure: it may have been taken back since."""
    if move.view.standing.closed_on == move.date and move.view.standing.status == move.after.status:
        return None
    status = move.view.status
    if status is Status.VOID:
        return Text("其后作为重复隐患作废", "void since, as a duplicate")
    return Text(f"其后重开，现{status}", f"reopened since, now {status}")


_CLOSURES: Final[tuple[Column[Move], ...]] = (
    Column("id", Text("隐患编号", "id"), lambda move: move.view.id),
    Column("enterprise_name", Text("企业/单位", "where"), lambda move: move.view.where),
    Column("title", Text("隐患描述", "title"), lambda move: move.view.record.title),
    Column("level", Text("级别", "level"), lambda move: move.after.level),
    Column("registered_on", Text("登记", "registered"), lambda move: move.after.registered_on),
    Column("rectified_on", Text("整改完成", "rectified"), _rectified_on),
    Column("closed_on", Text("销号", "closed"), lambda move: move.date),
    Column("days", Text("用时（天）", "days"), lambda move: move.after.days_to_close, RIGHT),
    Column("rectifiers", Text("整改人", "rectifier"), _rectifiers),
    Column("reviewers", Text("复查人", "reviewers"), _reviewers),
    Column("approvers", Text("销号审核人", "approver"), lambda move: move.entry.by or None),
    Column("remark", Text("备注", "remark"), _since),
    Column(
        "enterprise",
        Text("企业编号", "enterprise"),
        lambda move: move.view.record.enterprise,
        shown=False,
    ),
    Column(
        "reviewed_on",
        Text("复查", "reviewed"),
        lambda move: move.after.passed.date if move.after.passed else None,
        shown=False,
    ),
)


def _closures(now: Figures) -> Table:
    moves = sorted(now.line.moves[Flow.CLOSED], key=lambda move: (move.date, move.view.id))
    return table(
        "closures",
        _CLOSURES,
        moves,
        lambda move: Tone.FAINT if _since(move) else Tone.PLAIN,
        Text("本期没有销号", "nothing was closed"),
    )


# -- extensions -------------------------------------------------------------------------------------


def _extended(move: Move) -> int | None:
    before = move.before.deadline if move.before else None
    after = move.after.deadline
    return (after - before).days if after is not None and before is not None else None


_EXTENSIONS: Final[tuple[Column[Move], ...]] = (
    Column("id", Text("隐患编号", "id"), lambda move: move.view.id),
    Column("enterprise_name", Text("企业/单位", "where"), lambda move: move.view.where),
    Column("level", Text("级别", "level"), lambda move: move.after.level),
    Column("granted_on", Text("批准日期", "granted"), lambda move: move.date),
    Column(
        "from", Text("原期限", "from"), lambda move: move.before.deadline if move.before else None
    ),
    Column("until", Text("延至", "until"), lambda move: move.after.deadline),
    Column("days", Text("延长（天）", "days"), _extended, RIGHT),
    Column("approvers", Text("审核人", "approver"), lambda move: move.entry.by or None),
    Column("reason", Text("理由", "reason"), lambda move: move.entry.reason),
)


def _extensions(now: Figures) -> Section:
    """The extensions granted, with the deadlines before and after; requests and refusals counted."""
    late = [view for view in now.views if view.standing.date > now.seen.opening]
    moves = [move for view in late for move in _deadlines_moved(view, now)]
    moves.sort(key=lambda move: (move.date, move.view.id))
    events = Counter(entry.event for _, entry in now.entries)
    requests, refused = events[Event.REQUEST_EXTENSION], events[Event.REFUSE_EXTENSION]
    said = Text(
        f"申请 {requests} 次，批准 {len(moves)} 次，驳回 {refused} 次。",
        f"{requests} requested, {len(moves)} granted, {refused} refused.",
    )
    listed = table("extensions", _EXTENSIONS, moves, empty=Text("本期没有延期", "none"))
    return Section(Text("本期延期", "Extensions"), table=listed, notes=(said,))


def _deadlines_moved(view: HazardView, now: Figures) -> Iterator[Move]:
    standings = view.timeline.standings
    for before, after in pairwise(standings):
        move = Move(view, before, after)
        if after.date in now.seen and move.entry.event is Event.EXTEND:
            yield move


# -- funds ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FundsRow:
    """Some hazards that money was committed to or spent for."""

    key: str
    what: Text
    views: Sequence[HazardView]


_FUNDS: Final[tuple[Column[FundsRow], ...]] = (
    Column("what", Text("范围", "of"), lambda row: row.what),
    Column("count", Text("隐患数", "hazards"), lambda row: len(row.views), RIGHT),
    Column(
        "committed", Text("承诺（元）", "committed (CNY)"), lambda row: committed(row.views), RIGHT
    ),
    Column("spent", Text("已投入（元）", "spent (CNY)"), lambda row: spent(row.views), RIGHT),
    Column("key", Text("代号", "key"), lambda row: row.key, shown=False),
)


def _funds(now: Figures) -> Table:
    rows = [
        FundsRow(
            "registered",
            Text("本期登记", "registered in the period"),
            registered(now.views, now.period),
        ),
        FundsRow("closing", Text("期末在账", "open at the end"), now.line.closing),
    ]
    return table("funds", _FUNDS, rows)


def _spent_in_period(now: Figures) -> Text:
    sums = [entry.spent for _, entry in now.entries if entry.spent is not None]
    amount = f"{sum(sums, Decimal(0)):f}"
    return Text(
        f"本期内投入 {amount} 元（{len(sums)} 笔）；表中“已投入”累计到截至日。",
        f"Spent within the period: {amount} CNY in {len(sums)} entries; the table counts until now.",
    )
