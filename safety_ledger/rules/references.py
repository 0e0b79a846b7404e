"""References between records, ids, the lists of ``ledger.yaml`` and the files under ``evidence/``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple

from safety_ledger.diagnostics import Example, nearest
from safety_ledger.ledger import KeyPath, Ledger
from safety_ledger.model import KIND
from safety_ledger.model.declaration import Listed, Ref, Scalar
from safety_ledger.model.ledger_file import LedgerFile
from safety_ledger.rules.catalogue import Clash, Found, code, found, rule
from safety_ledger.rules.fields import Columns, Way, Whole
from safety_ledger.rules.shape import hint
from safety_ledger.rules.sources import LEDGER_FORMAT, plan
from safety_ledger.text import Text

MOST_HINTS: Final = 20
"""With more names missing than this they are no slips of the pen, and looking for each is slow."""

MOST_CANDIDATES: Final = 1000
"""Among more names than this the nearest is not looked for."""


def _known(ledger: Ledger, kind: str) -> AbstractSet[str]:
    """The ids of a kind of record, or the names of people."""
    by_name: Mapping[str, AbstractSet[str]] = {
        "enterprise": ledger.enterprise.keys(),
        "hazard": ledger.hazard.keys(),
        "person": ledger.person.keys(),
    }
    return by_name[kind]


def _hints(missing: AbstractSet[str], known: Iterable[str]) -> dict[str, Text | str]:
    known = tuple(known)
    if len(missing) > MOST_HINTS or len(known) > MOST_CANDIDATES:
        return dict.fromkeys(missing, "")
    return {name: hint(nearest(name, known)) for name in missing}


@rule(
    code(
        "R301",
        title=Text("引用的记录不存在", "Dangling reference"),
        message=Text("没有编号为“{value}”的{kind}{hint}", "no {kind} with the id “{value}”{hint}"),
        remedy=Text(
            "核对编号；确有其事的，先补登被引用的记录。",
            "check the id, or record what it names first.",
        ),
        why=Text(
            "编号对不上，这条记录就不会出现在该企业、该隐患的清单里。",
            "With a wrong id the record is missing from that enterprise's or hazard's lists.",
        ),
        source=LEDGER_FORMAT,
        example=Example("enterprise: QY-021\n", "enterprise: QY-012\n", of="hazard"),
    ),
    on=Whole,
)
def dangling(whole: Whole, ledger: Ledger) -> Iterator[Found]:
    for columns, way, reference in whole.uses(Ref):
        kind = KIND[reference.kind]
        known = _known(ledger, kind.name)
        missing = {
            name for name in columns.distinct(way) - known if not ledger.may_hold(kind.name, name)
        }
        hints = _hints(missing, known)
        for record, path, value in columns.places(way, missing, ledger.unsound):
            yield found(*path, record=record, value=value, kind=kind.label, hint=hints[value])


class Named(NamedTuple):
    """An id or a name, and the record and field that take it."""

    name: str
    record: Any
    path: KeyPath


def _ids(ledger: Ledger) -> Iterator[Named]:
    """Every id of the ledger: those of unread records first, for they can carry no finding."""
    for one in ledger.unread:
        if one.id and one.kind != "person":
            yield Named(one.id, one, ("id",))
    for kind in ("enterprise", "hazard", "activity", "risk"):
        yield from (Named(one.id, one, ("id",)) for one in ledger.records(kind))
    for tasks in ledger.task_lists:
        for task in tasks.tasks:
            yield Named(task.id, tasks, ("tasks", task.ordinal, "id"))
            for j, milestone in enumerate(task.milestones):
                yield Named(milestone.id, tasks, ("tasks", task.ordinal, "milestones", j, "id"))


def _names(ledger: Ledger) -> Iterator[Named]:
    for one in ledger.unread:
        if one.id and one.kind == "person":
            yield Named(one.id, one, ("name",))
    yield from (Named(person.name, person, ("name",)) for person in ledger.people)


def _repeated(naming: Callable[[Ledger], Iterator[Named]], ledger: Ledger) -> Iterator[Found]:
    counts = Counter(one.name for one in naming(ledger))
    if counts.total() == len(counts):
        return
    first: dict[str, Named] = {}
    for one in naming(ledger):
        earlier = first.setdefault(one.name, one)
        if earlier is not one:
            clash = Clash(earlier.record, earlier.path, Text("先用在这里", "first used here"))
            yield found(*one.path, record=one.record, clashes=[clash], value=one.name)


@rule(
    code(
        "R302",
        title=Text("编号或姓名重复", "Duplicate id or name"),
        message=Text("“{value}”已经用过", "“{value}” is already taken"),
        remedy=Text(
            "换一个没用过的编号；同名人员写成“李明(县局)”。",
            "take an id never used before; write a second person as 李明(县局).",
        ),
        why=Text(
            "编号在全台账唯一、永不复用，否则两条隐患会混成一条。",
            "Ids are unique and never used again, or two hazards become one.",
        ),
        source=LEDGER_FORMAT,
        example=Example(
            "- {id: QY-014, name: 示例纺织有限公司}\n- {id: QY-014, name: 示例建材有限公司}\n",
            "- {id: QY-014, name: 示例纺织有限公司}\n- {id: QY-015, name: 示例建材有限公司}\n",
            path="enterprises/QY-014.yaml",
        ),
    ),
    on=Whole,
)
def repeated(_: Whole, ledger: Ledger) -> Iterator[Found]:
    yield from _repeated(_ids, ledger)
    yield from _repeated(_names, ledger)


def _listed(ledger: Ledger, name: str) -> frozenset[str]:
    """A list of ``ledger.yaml``: ``sections``, ``areas`` or ``industries`` by name."""
    return frozenset(getattr(item, "name", item) for item in getattr(ledger.file, name))


NOT_LISTED: Final = code(
    "R303",
    title=Text("不在台账的名单里", "Not in the ledger's list"),
    message=Text(
        "ledger.yaml 的 {list} 里没有“{value}”{hint}",
        "“{value}” is not in {list} of ledger.yaml{hint}",
    ),
    remedy=Text(
        "改成名单里的写法，或在 ledger.yaml 中增列。",
        "write it as listed, or add it to ledger.yaml.",
    ),
    why=Text(
        "科室、片区、行业写法不一，分类统计就对不上。",
        "With several spellings the figures by section, area and industry do not add up.",
    ),
    source=plan("5"),
    example=Example("section: 安管科\n", "section: 安全管理科\n", of="enterprise"),
)


@rule(NOT_LISTED, on=Whole)
def not_listed(whole: Whole, ledger: Ledger) -> Iterator[Found]:
    for columns, way, listed in whole.uses(Listed):
        if known := _listed(ledger, listed.name):
            strange = columns.distinct(way) - known
            hints = _hints(strange, known)
            for record, path, value in columns.places(way, strange, ledger.unsound):
                yield found(*path, record=record, value=value, list=listed.name, hint=hints[value])


@rule(NOT_LISTED, on=LedgerFile)
def closure_section_not_listed(file: LedgerFile, _: Ledger) -> Iterator[Found]:
    section = file.policies.closure_section if file.policies else None
    if section and file.sections and section not in file.sections:
        near = hint(nearest(section, file.sections))
        yield found("policies", "closure_section", value=section, list="sections", hint=near)


def _evidence(whole: Whole) -> Iterator[tuple[Columns, Way]]:
    """Every field that refers to evidence, with the records that have it."""
    return ((columns, way) for columns, way, _ in whole.uses(Scalar) if way.end.name == "evidence")


def _inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return len(parts) > 1 and parts[0] == "evidence" and ".." not in parts and "\\" not in path


@rule(
    code(
        "R304",
        title=Text("佐证材料不存在", "Evidence missing"),
        message=Text("没有“{value}”这个文件", "there is no file “{value}”"),
        remedy=Text(
            "把文件放进去，或改正路径（区分大小写）。",
            "add the file or correct the path (case matters).",
        ),
        why=Text(
            "销号要有据可查，只写文件名没有文件，等于没有佐证。",
            "A closure must be provable: a file name without the file proves nothing.",
        ),
        source=plan("5"),
        example=Example(
            "history:\n  - {date: 2024-05-09, event: 进展, evidence: evidence/现场.jpg}\n",
            "history:\n  - {date: 2024-05-09, event: 进展, note: 探头已订货}\n",
            of="hazard",
        ),
    ),
    on=Whole,
)
def evidence_missing(whole: Whole, ledger: Ledger) -> Iterator[Found]:
    for columns, way in _evidence(whole):
        missing = set(filter(_inside, columns.distinct(way) - ledger.evidence))
        for record, path, value in columns.places(way, missing, ledger.unsound):
            yield found(*path, record=record, value=value)


@rule(
    code(
        "R305",
        title=Text("佐证材料不在台账内", "Evidence outside the ledger"),
        message=Text(
            "“{value}”不在台账的 evidence/ 下", "“{value}” is not below evidence/ of the ledger"
        ),
        remedy=Text(
            "把文件放到 evidence/ 下，写“evidence/编号/文件名”，用正斜杠。",
            "put the file below evidence/ and write evidence/ID/name with forward slashes.",
        ),
        why=Text(
            "指向个人电脑或网址的材料，别人看不到，也不随台账保存。",
            "Nobody else can see a file on one's own computer, and it is not kept with the ledger.",
        ),
        source=LEDGER_FORMAT,
        example=Example(
            "history:\n  - {date: 2024-05-09, event: 进展, evidence: 'D:\\照片\\现场.jpg'}\n",
            "history:\n  - {date: 2024-05-09, event: 进展, note: 探头已订货}\n",
            of="hazard",
        ),
    ),
    on=Whole,
)
def evidence_outside(whole: Whole, ledger: Ledger) -> Iterator[Found]:
    for columns, way in _evidence(whole):
        outside = {path for path in columns.distinct(way) - ledger.evidence if not _inside(path)}
        for record, path, value in columns.places(way, outside, ledger.unsound):
            yield found(*path, record=record, value=value)


RULES = (
    dangling,
    repeated,
    not_listed,
    closure_section_not_listed,
    evidence_missing,
    evidence_outside,
)
