"""The history of a ledger as its commits made it, oldest to newest, and what is charged to each.

Every version of a file is parsed once; of a commit only what differs from its parents is looked at.
A merge answers for what neither of its sides had done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from safety_ledger.changes.compare import LIST, Change, What, compare
from safety_ledger.changes.history import (
    Charge,
    Gravity,
    Key,
    Problem,
    Step,
    charges,
    done_by,
    key_of,
    same_identity,
    undo_of,
)
from safety_ledger.errors import LedgerError
from safety_ledger.git.objects import Commit, Entry, walk
from safety_ledger.git.repository import HEAD, Repository, repository
from safety_ledger.ledger import Ledger
from safety_ledger.model import KIND
from safety_ledger.model.declaration import make
from safety_ledger.model.ledger_file import LedgerFile
from safety_ledger.reports.audit import Charged, History
from safety_ledger.store.files import LEDGER_FILE
from safety_ledger.store.versions import Versions
from safety_ledger.text import Text
from safety_ledger.work.papers import Papers
from safety_ledger.work.record_files import (
    Differing,
    RecordFiles,
    holds_records,
    side_of_versions,
)
from safety_ledger.work.zone import zone_of

_NOTHING: Final = Text(
    "{what} 中没有台账的提交：历史里没有 ledger.yaml",
    "no commit of {what} holds a ledger: there is no ledger.yaml in its history",
)
_BENCH: Final = (LEDGER_FILE, "people", "enterprises")


@dataclass(slots=True)
class _State:
    """A ledger as one commit left it: its tree, and what cannot be read of it any more, as it was
    when it last could, by the file it is in.
    """

    tree: str | None
    lost: dict[str, list[tuple[str, Any]]] = field(default_factory=dict)


def audit(root: Path, asked: str | None = None) -> History:
    """What is charged to the commits of a range (``A..B``; all of ``HEAD``'s by default), oldest first.

    Raises :class:`~safety_ledger.errors.LedgerError` without git, repository, commit or ledger, and
    where a shallow clone hides what came before.
    """
    with repository(root) as repo:
        return _Audit(repo).run(*_range(repo, asked))


def _range(repo: Repository, asked: str | None) -> tuple[str, str | None]:
    """The last commit to look at, and the one whose history is taken as read."""
    since, dots, until = (asked or HEAD).partition("..")
    if not dots:
        return repo.commit(since or HEAD).id, None
    return repo.commit(until.removeprefix(".") or HEAD).id, repo.commit(since or HEAD).id


class _Audit:
    """One audit of one repository."""

    def __init__(self, repo: Repository) -> None:
        self.repo = repo
        self.objects = repo.objects
        self.states: dict[str, _State] = {}
        self.gone: dict[str, list[tuple[str, Any]]] = {}
        """Removed records by id, each with its kind."""
        self.undone: set[Key] = set()
        """What would put right a change that was charged before."""
        self.benches: dict[tuple[str | None, ...], Ledger] = {}
        self.files = RecordFiles(self.objects, Versions(self.objects.blob))

    def run(self, until: str, since: str | None) -> History:
        """Look at every commit, parents first."""
        named = (until, f"^{since}") if since else (until,)
        rows = walk(self.repo.folder, *named)
        commits = []
        for id_, parents in rows:
            commit = self.repo.commit(id_)
            self.repo.refuse_boundary(commit, parents)
            commits.append((commit, parents))
        known = self._ledger_files(commits, since)
        self.files = RecordFiles(self.objects, Versions(self.objects.blob, known))
        found = tuple(
            self._charged(commit, charge)
            for commit, parents in commits
            for charge in self._commit(commit, parents)
        )
        held = [commit for commit, _ in commits if self._state(commit.id).tree is not None]
        if commits and not held:
            raise LedgerError(_NOTHING, {"what": until[:10]})
        last = self._bench(self._state(until))
        return History(last.file.name, last, found, len(held), self.files.versions.parsed)

    def _ledger_files(
        self, commits: Sequence[tuple[Commit, tuple[str, ...]]], since: str | None
    ) -> Iterable[LedgerFile]:
        """Every ledger.yaml there ever was, so that all terms are known before anything is read."""
        ids = dict.fromkeys([*([since] if since else []), *(commit.id for commit, _ in commits)])
        entries = (self._entry(self._state(id_).tree, LEDGER_FILE) for id_ in ids)
        blobs = dict.fromkeys(entry.id for entry in entries if entry is not None)
        kind = KIND["ledger"]
        read = (self.files.versions.read(LEDGER_FILE, kind, blob).records for blob in blobs)
        return [one for records in read for one in records]

    # -- states ---------------------------------------------------------------------------------

    def _state(self, id_: str) -> _State:
        known = self.states.get(id_)
        if known is None:
            tree = self.repo.folder_with(LEDGER_FILE, self.repo.commit(id_))
            known = self.states[id_] = _State(tree)
        return known

    def _entry(self, tree: str | None, name: str) -> Entry | None:
        return self.objects.tree(tree).get(name) if tree else None

    def _bench(self, state: _State) -> Ledger:
        """The people, enterprises and policies of a state: by them its signatures are judged."""
        entries = [self._entry(state.tree, name) for name in _BENCH]
        key = tuple(entry.id if entry else None for entry in entries)
        if key not in self.benches:
            file, people, enterprises = map(self.files.below, entries, _BENCH)
            unnamed = make(LedgerFile, name=self.repo.folder.resolve().name)
            self.benches[key] = Ledger(
                file=next(iter(file), unnamed), people=people, enterprises=enterprises
            )
        return self.benches[key]

    # -- commits --------------------------------------------------------------------------------

    def _commit(self, commit: Commit, parents: Sequence[str]) -> list[Charge]:
        """What is charged to a commit. The one that sets the ledger up is taken as it is."""
        now = self._state(commit.id)
        olds = [(id_, self._state(id_)) for id_ in parents if self._state(id_).tree is not None]
        if now.tree is None:
            return [Charge(Problem.RECORD_REMOVED, "ledger", "") for _ in olds[:1]]
        found: dict[Key, Charge] = {}
        for id_, old in olds:
            others = [other for other, _ in olds if other != id_]
            for charge in self._against(commit, (id_, old), now, others):
                found.setdefault(_charge_key(charge), charge)
        return list(found.values())

    def _against(
        self, commit: Commit, parent: tuple[str, _State], now: _State, others: Sequence[str]
    ) -> Iterator[Charge]:
        """What is charged to a commit as it differs from one parent."""
        id_, old = parent
        differing = list(self.objects.changed(old.tree, now.tree))
        before, after = self.files.sides(differing, old.lost)
        touched = {path for path, _, _ in differing}
        now.lost |= {path: lost for path, lost in old.lost.items() if path not in touched}
        papers = Papers(differing, self.files)
        changes = [one for one in compare(before, after) if not papers.only_moved(one)]
        self._keep_lost(changes, differing, now)
        explained, theirs = self._explained(id_, others)
        changes = [one for one in changes if key_of(one) not in explained]
        step = Step(before, after, self._bench(old), self._bench(now), self._day(commit, now),
                    commit.email)  # fmt: skip
        restored = [one for one in changes if done_by(one) in self.undone]
        kept = [one for one in changes if done_by(one) not in self.undone]
        yield from self._reused(kept)
        yield from self._noted(charges(kept, step))
        yield from papers.charges(old.tree, theirs)
        for one in restored:
            self.gone.pop(one.id, None)

    def _day(self, commit: Commit, now: _State) -> dt.date:
        """The day a commit recorded something: the earlier of its two dates, so that nobody is
        charged for a rebase.
        """
        return min(commit.authored, commit.committed).astimezone(self._zone(now)).date()

    def _zone(self, state: _State) -> dt.tzinfo:
        return zone_of(self._bench(state).file.timezone)

    def _keep_lost(
        self, changes: Iterable[Change], differing: Iterable[Differing], now: _State
    ) -> None:
        """Remember what can no longer be read, so that nothing is rewritten behind a mistake."""
        hidden = [one for one in changes if one.what is What.UNREADABLE and one.kind != LIST]
        if not hidden:
            return
        for path, _, entry in differing:
            if entry is None or not holds_records(path, entry):
                continue
            unread = side_of_versions([], [self.files.version(path, entry)])
            lost = [(one.kind, one.before) for one in hidden if unread.hides(one.kind, one.id)]
            if lost:
                now.lost.setdefault(path, []).extend(lost)

    def _explained(self, parent: str, others: Sequence[str]) -> tuple[set[Key], set[str]]:
        """What the other sides of a merge had done since they parted from this one: the changes, and
        the files they touched.
        """
        found: set[Key] = set()
        paths: set[str] = set()
        for other in others:
            base = self.repo.base(parent, other)
            old = self._state(base) if base else _State(None)
            theirs = self._state(other)
            differing = list(self.objects.changed(old.tree, theirs.tree))
            found |= {key_of(one) for one in compare(*self.files.sides(differing, old.lost))}
            paths |= {path for path, _, _ in differing}
        return found, paths

    # -- memory ---------------------------------------------------------------------------------

    def _reused(self, changes: Iterable[Change]) -> Iterator[Charge]:
        """Ids that once were another record's."""
        for one in changes:
            if one.what is not What.ADDED or one.id not in self.gone:
                continue
            if not any(
                kind == one.kind and same_identity(record, one.after)
                for kind, record in self.gone[one.id]
            ):
                yield Charge(Problem.ID_REUSED, one.kind, one.id, one)

    def _noted(self, found: Iterable[Charge]) -> Iterator[Charge]:
        """Charges, each remembered so that who puts it right is not charged again."""
        for one in found:
            if one.change is not None and one.problem.gravity is not Gravity.LISTED:
                if one.problem is Problem.RECORD_REMOVED:
                    self.gone.setdefault(one.id, []).append((one.kind, one.change.before))
                if one.problem not in {Problem.BACK_DATED, Problem.FOREIGN_CLOSER}:
                    self.undone.add(undo_of(one.change))
            yield one

    def _charged(self, commit: Commit, charge: Charge) -> Charged:
        zone = self._zone(self._state(commit.id))
        return Charged(
            commit.id,
            commit.author,
            commit.email,
            commit.authored.astimezone(zone),
            commit.subject,
            charge,
        )


def _charge_key(charge: Charge) -> Key:
    change = key_of(charge.change) if charge.change else ()
    return (charge.problem, charge.kind, charge.id, change, str(charge.about))
