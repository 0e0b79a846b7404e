"""企业清单: a row an enterprise — what it is, what is open on its site, what runs out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from safety_ledger.lists import Day, EnterpriseView
from safety_ledger.lists.clue import Clue
from safety_ledger.lists.filters import Filter
from safety_ledger.obligations import DutyStanding
from safety_ledger.obligations.upkeep import CERTIFICATE, GRADE, REVIEW, State
from safety_ledger.reports.duty_rows import standing_words
from safety_ledger.reports.foot import foot
from safety_ledger.reports.report import RIGHT, Cell, Column, Report, Section, Tone, table
from safety_ledger.reports.upkeep import in_percent
from safety_ledger.text import Text
from safety_ledger.vocabulary import ActivityKind

_SAID: Final = {
    State.VOID: Text("失效 {n}", "{n} void"),
    State.EXPIRED: Text("过期 {n}", "{n} expired"),
    State.REVIEW_DUE: Text("待复审 {n}", "{n} to review"),
    State.EXPIRING: Text("临期 {n}", "{n} expiring"),
    State.UNDATED: Text("未填期限 {n}", "{n} undated"),
}
"""The states of a certificate that somebody has to act on."""


def _certificates(view: EnterpriseView) -> Cell:
    """How many certificates need somebody, worst first; the dossier names them."""
    counts = Counter(one.state for one in view.certificates)
    return (
        tuple(
            Text(said.zh.format(n=counts[state]), said.en.format(n=counts[state]))
            for state, said in _SAID.items()
            if counts[state]
        )
        or None
    )


def _in_state(state: State) -> Callable[[EnterpriseView], Cell]:
    return lambda view: sum(one.state is state for one in view.certificates)


def _against(view: EnterpriseView) -> list[Clue]:
    return [one for one in view.clues if not one.kind.favourable]


def _figures(key: str, kind: ActivityKind) -> tuple[Column[EnterpriseView], ...]:
    """For programs: the last closed period of a duty, its state, and the run of missed ones."""

    def column(name: str, of: Callable[[DutyStanding], Cell]) -> Column[EnterpriseView]:
        def cell(view: EnterpriseView) -> Cell:
            duty = view.duty(kind)
            return of(duty) if duty is not None else None

        return Column(f"{key}_{name}", Text(f"{key}_{name}", f"{key}_{name}"), cell, shown=False)

    return (
        column("period", lambda one: one.last_closed.period.name if one.last_closed else None),
        column("state", lambda one: one.last_closed.state if one.last_closed else None),
        column("missed", lambda one: one.missed_in_a_row),
    )


COLUMNS: Final[tuple[Column[EnterpriseView], ...]] = (
    Column("id", Text("企业编号", "id"), lambda view: view.id),
    Column("name", Text("企业名称", "name"), lambda view: view.record.name),
    Column("industry", Text("行业", "industry"), lambda view: view.record.industry),
    Column("area", Text("片区", "area"), lambda view: view.record.area),
    Column("high_risk", Text("高危", "high-risk"), lambda view: view.high_risk),
    Column(
        "risk",
        Text("风险等级", "risk"),
        lambda view: view.record.risk.level if view.record.risk else None,
    ),
    Column("open", Text("在账隐患", "open"), lambda view: len(view.open), RIGHT),
    Column("major", Text("其中重大", "major"), lambda view: len(view.major), RIGHT),
    Column("overdue", Text("逾期", "overdue"), lambda view: len(view.overdue), RIGHT),
    Column(
        "self_check",
        Text("自查", "self-check"),
        lambda view: standing_words(view.duty(ActivityKind.SELF_CHECK)),
    ),
    Column(
        "drill",
        Text("疏散演练", "drill"),
        lambda view: standing_words(view.duty(ActivityKind.EVACUATION_DRILL)),
    ),
    Column(
        "grade",
        Text("标准化定级", "grade"),
        lambda view: view.record.standardization.grade if view.record.standardization else None,
    ),
    Column("grade_standing", Text("定级状态", "grade is"), lambda view: GRADE[view.grade.state]),
    Column("certificates", Text("证书提示", "certificates"), _certificates),
    Column("clues", Text("线索", "clues"), lambda view: len(_against(view)), RIGHT),
    Column("principal", Text("主要负责人", "principal"), lambda view: view.record.principal),
    Column("section", Text("属地科室", "section"), lambda view: view.record.section),
    Column(
        "state",
        Text("状态", "state"),
        lambda view: Text("正常", "active") if view.active else Text("停产", "inactive"),
    ),
    *_figures("self_check", ActivityKind.SELF_CHECK),
    *_figures("drill", ActivityKind.EVACUATION_DRILL),
    Column(
        "uscc",
        Text("统一社会信用代码", "social credit code"),
        lambda view: view.record.uscc,
        shown=False,
    ),
    Column(
        "employees",
        Text("从业人数", "employees"),
        lambda view: view.record.employees,
        RIGHT,
        shown=False,
    ),
    Column(
        "grade_state", Text("定级代号", "grade state"), lambda view: view.grade.state, shown=False
    ),
    Column(
        "grade_until",
        Text("定级有效期至", "grade until"),
        lambda view: view.grade.until,
        shown=False,
    ),
    *(
        Column(f"certificates_{state}", words, _in_state(state), RIGHT, shown=False)
        for state, words in CERTIFICATE.items()
    ),
    Column(
        "assessment",
        Text("风险评估", "risk assessment"),
        lambda view: REVIEW[view.assessment.state],
        shown=False,
    ),
    Column(
        "expenses_recorded",
        Text("上年安全费用已登记", "expenses on record"),
        lambda view: view.spending.recorded if view.spending.owed else None,
        shown=False,
    ),
    Column(
        "expenses_share",
        Text("上年安全费用使用（%）", "expenses used (%)"),
        lambda view: None if view.spending.share is None else in_percent(view.spending.share),
        shown=False,
    ),
    Column(
        "clue_kinds",
        Text("线索类别", "kinds of clues"),
        lambda view: tuple(dict.fromkeys(one.kind.label for one in _against(view))) or None,
        shown=False,
    ),
)


def report(day: Day, wanted: Filter, further: Sequence[Column[EnterpriseView]] = ()) -> Report:
    """The enterprise list: every enterprise that had joined by the day.

    ``further`` columns stand behind those of the list, for a table that is read back.
    """
    rows = wanted.enterprise_list(day.enterprises)
    listed = table(
        "rows", (*COLUMNS, *further), rows, _tone, Text("没有符合条件的企业", "no enterprises")
    )
    with_open = sum(bool(view.open) for view in rows)
    counted = Text(
        f"共 {len(rows)} 家，有在账隐患 {with_open} 家",
        f"{len(rows)} enterprises, {with_open} with open hazards",
    )
    return Report(
        command="enterprises",
        title=Text("企业清单", "Enterprises"),
        ledger=day.ledger.file.name,
        as_of=day.date,
        sections=(Section(notes=(counted,), table=listed),),
        foot=foot(day),
    )


def _tone(view: EnterpriseView) -> Tone:
    if view.overdue:
        return Tone.ALARM
    return Tone.PLAIN if view.active else Tone.FAINT
