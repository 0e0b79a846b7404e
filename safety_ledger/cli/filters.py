"""Filters as typed, made into a :class:`Filter`; a term or id that nobody knows is wrong usage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from safety_ledger.cli.clock import parse_day
from safety_ledger.cli.options import ListOptions, SelectionOptions, WhoOptions
from safety_ledger.cli.usage import WrongUsage, unknown
from safety_ledger.cli.words import say
from safety_ledger.text import Text
from safety_ledger.vocabulary import Level, Source, Status

if TYPE_CHECKING:
    from safety_ledger.ledger import Ledger
    from safety_ledger.lists.filters import Filter

_UNKNOWN: Final = Text("{option}：台账里没有“{word}”", "{option}: the ledger knows no “{word}”")

_BACKWARDS: Final = Text(
    "--until {until} 早于 --since {since}", "--until {until} is before --since {since}"
)


def filter_of(options: ListOptions, ledger: Ledger) -> Filter:
    """What the list is narrowed to."""
    since = parse_day(options.since, "--since") if options.since else None
    until = parse_day(options.until, "--until") if options.until else None
    if since is not None and until is not None and until < since:
        raise WrongUsage(say(_BACKWARDS, since=since, until=until))
    return replace(
        selection_of(options, ledger),
        statuses=known("--status", options.status, list(Status)),
        since=since,
        until=until,
        all=options.all,
    )


def selection_of(options: SelectionOptions, ledger: Ledger) -> Filter:
    """What figures are narrowed to: attributes of the record, never its status."""
    return replace(
        whose(options, ledger),
        areas=areas_of(options.area, ledger),
        industries=industries_of(options.industry, ledger),
        levels=known("--level", options.level, list(Level)),
        sources=known("--source", options.source, list(Source)),
    )


def whose(options: WhoOptions, ledger: Ledger) -> Filter:
    """Whose things are wanted: enterprises, sections, persons."""
    from safety_ledger.lists.filters import Filter

    responsible = [one.responsible for one in ledger.hazards if one.responsible is not None]
    sections = {one.section for one in responsible} | {one.section for one in ledger.people}
    persons = {one.person for one in responsible} | {one.owner for one in ledger.tasks}
    return Filter(
        enterprises=enterprises_of(options.enterprise, ledger),
        sections=known("--section", options.section, sections | sections_known(ledger)),
        persons=known("--person", options.person, persons | set(ledger.person)),
    )


def known(option: str, words: list[str] | None, among: Iterable[str | None]) -> frozenset[str]:
    """The words typed for an option; one that is none of the known is wrong usage."""
    names = {str(name) for name in among if name is not None}
    for word in words or ():
        if word not in names:
            raise not_known(option, word, sorted(names))
    return frozenset(words or ())


def not_known(option: str, word: str, names: Iterable[str]) -> WrongUsage:
    """Wrong usage: a word that the ledger does not have where an option asks for one of ``names``."""
    return unknown(say(_UNKNOWN, option=option, word=word), word, names)


def areas_of(words: list[str] | None, ledger: Ledger) -> frozenset[str]:
    """Areas that the ledger lists, or where an enterprise is."""
    return known("--area", words, {*ledger.file.areas, *_values_of(ledger, "area")})


def industries_of(words: list[str] | None, ledger: Ledger) -> frozenset[str]:
    """Industries that the ledger lists, or an enterprise belongs to."""
    names = {*ledger.file.industry_names, *_values_of(ledger, "industry")}
    return known("--industry", words, names)


def sections_known(ledger: Ledger) -> set[str | None]:
    """Sections that the ledger lists, that lead a task or answer for an enterprise."""
    leads = (one.lead for one in ledger.tasks)
    return {*ledger.file.sections, *leads, *_values_of(ledger, "section")}


def enterprises_of(words: list[str] | None, ledger: Ledger) -> frozenset[str]:
    """Ids; a name is taken for every enterprise that has it, now or after a change."""
    names = {name for one in ledger.enterprises for name in one.names}
    wanted = known("--enterprise", words, names | set(ledger.enterprise))
    return frozenset(
        one.id for one in ledger.enterprises if not wanted.isdisjoint((one.id, *one.names))
    )


def _values_of(ledger: Ledger, name: str) -> set[str | None]:
    """What enterprises have in a field, now or after a change."""
    records = [
        *ledger.enterprises,
        *(change for one in ledger.enterprises for change in one.changes),
    ]
    return {getattr(one, name) for one in records}
