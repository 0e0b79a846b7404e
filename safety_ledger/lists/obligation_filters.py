"""Which tasks and duties are wanted. The same filter repeated is or; different filters are and."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from safety_ledger.lists.filters import admits
from safety_ledger.lists.task_view import TaskView
from safety_ledger.obligations import DutyStanding
from safety_ledger.periods import Period
from safety_ledger.vocabulary import Fulfilment

_BRACKETS = str.maketrans("（）", "()")


def plain(paragraph: str) -> str:
    """A paragraph of the plan as the files write it, whichever brackets were typed: 三(四)."""
    return paragraph.translate(_BRACKETS).strip()


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """What the task lists are narrowed to; an empty set asks for nothing."""

    sections: frozenset[str] = frozenset()
    """Sections in the lead."""
    paragraphs: frozenset[str] = frozenset()
    """Paragraphs of the plan; 三 stands for all of its parts, 附件 for both projects."""
    actions: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    """Titles of lists."""
    all: bool = False
    """Lists that are done with, too."""

    def tasks(self, views: Sequence[TaskView]) -> list[TaskView]:
        """The tasks wanted, in the order of the files."""
        kept = self._kept(views)
        return [one for one in views if id(one.tasks) in kept and self._wants(one)]

    def finished(self, views: Sequence[TaskView]) -> list[str]:
        """The titles of the lists left out because every task of theirs is done."""
        if self._every_list:
            return []
        kept = self._kept(views)
        titles = (
            one.tasks.title for one in views if id(one.tasks) not in kept and self._wants(one)
        )
        return list(dict.fromkeys(titles))

    def _kept(self, views: Iterable[TaskView]) -> set[int]:
        return {id(one.tasks) for one in views if self._every_list or one.open}

    @property
    def _every_list(self) -> bool:
        return self.all or bool(self.lists or self.states)

    def _wants(self, one: TaskView) -> bool:
        return (
            admits(self.sections, one.record.lead)
            and admits(self.actions, one.record.action)
            and admits(self.states, one.state)
            and admits(self.lists, one.tasks.title)
            and (not self.paragraphs or self._cited(one.record.paragraph))
        )

    def _cited(self, paragraph: str | None) -> bool:
        return paragraph is not None and any(
            under(plain(paragraph), wanted) for wanted in self.paragraphs
        )


def under(paragraph: str, wanted: str) -> bool:
    """Whether a paragraph is the one wanted or a part of it: 附件1 of 附件, but never 11 of 1."""
    if paragraph == wanted:
        return True
    return not wanted.isdigit() and paragraph.startswith(wanted)


@dataclass(frozen=True, slots=True)
class DutyFilter:
    """What the duties are narrowed to, and which periods are shown."""

    span: Period
    tasks: frozenset[str] = frozenset()
    enterprises: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    """Of the enterprise; the lead of a section's own duty."""
    areas: frozenset[str] = frozenset()
    industries: frozenset[str] = frozenset()
    missed: bool = False
    """Only who missed a period of those shown."""

    def duties(self, standings: Iterable[DutyStanding]) -> list[DutyStanding]:
        """The duties wanted that were owed in a period shown; a section's own first."""
        wanted = [one for one in standings if self._wants(one) and self._shown(one)]
        order = {id(one.task): number for number, one in reversed(list(enumerate(wanted)))}
        return sorted(wanted, key=lambda one: (order[id(one.task)], one.subject))

    def _wants(self, one: DutyStanding) -> bool:
        site = one.enterprise
        return (
            admits(self.tasks, one.task.id)
            and admits(self.enterprises, site.id if site else None)
            and admits(self.sections, one.section)
            and admits(self.areas, site.area if site else None)
            and admits(self.industries, site.industry if site else None)
        )

    def _shown(self, one: DutyStanding) -> bool:
        states = {period.state for period in one.within(self.span)}
        if self.missed:
            return Fulfilment.MISSED in states
        return bool(states - {Fulfilment.NOT_APPLICABLE})
