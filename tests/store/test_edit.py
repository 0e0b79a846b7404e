"""Surgical edits over every layout: only the lines that must change do, and what is read is meant."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections import Counter
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from safety_ledger.ledger import Ledger
from safety_ledger.store import read
from safety_ledger.store.edit import Edited, edit, laid_over
from safety_ledger.store.edit_intent import Add, Change, Insert, Put
from safety_ledger.store.edit_refusal import EditRefused, Why
from tests.store.styles import NOTES, PEOPLE, TITLES, Hand, hazard

BOM = b"\xef\xbb\xbf"
PATH = "hazards/2024/QY-012.yaml"
BASE = {
    "ledger.yaml": "name: 示例台账\n".encode(),
    "enterprises/a.yaml": "- {id: QY-012, name: 示例化工有限公司}\n".encode(),
}
SEEDS = st.integers(min_value=0, max_value=2**32)


@pytest.fixture(scope="module")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("empty")


def ledger_of(root: Path, data: bytes) -> Ledger:
    ledger = read(root, {**BASE, PATH: data})
    assert [(one.code.code, str(one.place), one.params) for one in ledger.findings] == []
    return ledger


# -- random edits -------------------------------------------------------------------------------


class Pen(random.Random):
    """Invents what is recorded. ``odd`` are the characters of its oddest texts."""

    odd = "ab,:#[]{}'\"- %@|>\\\t\n〔一、："


class WildPen(Pen):
    """Uses the signs, too, for which a file is read by the slow parser."""

    odd = Pen.odd + "?!&*"


def a_text(rng: Pen) -> str:
    odd = "".join(rng.choice(rng.odd) for _ in range(6))
    return rng.choice([rng.choice(TITLES), rng.choice(NOTES), odd.strip() or "x"])


def an_entry(rng: Pen) -> dict[str, Any]:
    values: dict[str, Any] = {"date": dt.date(2024, 12, rng.randrange(1, 28)), "event": "进展"}
    values["by"] = rng.choice([rng.choice(PEOPLE), rng.sample(PEOPLE, 2)])
    if rng.random() < 0.5:
        values["note"] = a_text(rng)
    if rng.random() < 0.3:
        values["spent"] = Decimal(rng.randrange(1000))
    return values


def a_record(rng: Pen, number: int) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": f"YH-QY012-2025-{number:04d}",
        "enterprise": "QY-012",
        "title": a_text(rng),
        "level": "一般",
        "source": "督导检查",
        "found_on": dt.date(2024, 2, 3),
        "deadline": dt.date(2024, 12, 31),
        "responsible": {"rectifier": a_text(rng), "person": rng.choice(PEOPLE)},
    }
    if rng.random() < 0.5:
        values["history"] = [an_entry(rng)]
    return values


def a_change(rng: Pen, records: list[Any], number: int) -> Change:
    count = len(records)
    if not count or rng.random() < 0.2:
        return Insert(rng.randrange(count + 1), a_record(rng, number))
    item = rng.randrange(count)
    if rng.random() < 0.5:
        length = len(records[item].history)
        at = rng.choice([None, None, rng.randrange(length + 1)])
        return Add(item, ("history",), an_entry(rng), at)
    path, value = rng.choice(
        [
            (("title",), a_text(rng)),
            (("location",), a_text(rng)),
            (("deadline",), dt.date(2025, 1, 2)),
            (("responsible", "person"), a_text(rng)),
            (("responsible", "sponsor"), a_text(rng)),
            (("plan", "measures"), a_text(rng)),
            (("plan", "funds"), 77),
            (("criterion",), {"standard": a_text(rng), "article": "3"}),
            (("found_by",), None if records[item].found_by else "李明"),
        ]
    )
    return Put(item, path, value)


# -- what must hold -----------------------------------------------------------------------------


def spelled(value: Any) -> Any:
    """A value as a reader that knows no types sees it."""
    match value:
        case dict():
            return {key: spelled(one) for key, one in value.items()}
        case list():
            return [spelled(one) for one in value]
        case _:
            return str(value)


def meant(tree: list[Any] | None, change: Change) -> list[Any]:
    """The tree of a file after a change, worked out on the tree."""
    tree = tree or []
    if isinstance(change, Insert):
        return [*tree[: change.at], spelled(change.values), *tree[change.at :]]
    holder = tree[change.item]
    *above, last = change.path
    for step in above:
        holder = holder.setdefault(step, {})
    if isinstance(change, Put):
        holder[last] = spelled(change.value)
        if change.value is None:
            del holder[last]
        return tree
    rows = holder.setdefault(last, [])
    rows.insert(len(rows) if change.at is None else change.at, spelled(change.value))
    return tree


def touched(before: bytes, after: bytes) -> int:
    """How many lines of a file are no longer there."""
    old, new = before.splitlines(), after.splitlines()
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return sum(j - i for what, i, j, _, _ in codes if what in {"replace", "delete"})


def remarks(text: bytes) -> list[str]:
    return re.findall("注[0-9]+：[^\r\n]*", text.decode())


def assert_surgical(before: bytes, edited: Edited, change: Change) -> None:
    after = edited.after
    tree = yaml.load(before.removeprefix(b"\xef\xbb\xbf"), yaml.BaseLoader)
    now = yaml.load(after.removeprefix(b"\xef\xbb\xbf"), yaml.BaseLoader)
    assert now == meant(tree, change)
    assert remarks(before) == remarks(after)
    assert before.startswith(BOM) == after.startswith(BOM)
    if b"\r\n" in before:
        assert after.count(b"\n") == after.count(b"\r\n")
    if before.removeprefix(BOM):
        assert before.endswith(b"\n") == after.endswith(b"\n")
    allowed = 1 if isinstance(change, Insert) else 2
    assert touched(before, after) <= allowed + _lines_of_old_value(before, edited, change)


def _lines_of_old_value(before: bytes, edited: Edited, change: Change) -> int:
    """A value that stood over several lines goes with all of them."""
    if not isinstance(change, Put):
        return 0
    longest = 6  # a criterion or a block scalar
    return longest if len(before.splitlines()) >= len(edited.after.splitlines()) else 0


@given(SEEDS)
def test_an_edit_changes_its_lines_and_nothing_else(nowhere: Path, seed: int) -> None:
    rng = WildPen(seed)
    before = Hand.of(rng).file([hazard(rng, n) for n in range(rng.randrange(5))])
    ledger = ledger_of(nowhere, before)
    change = a_change(rng, list(ledger.hazards), 1)
    try:
        edited = edit(ledger, PATH, "hazard", [change])
    except EditRefused:
        return
    assert_surgical(before, edited, change)
    assert_read_as_a_whole(nowhere, edited)


@given(SEEDS)
def test_edits_at_several_places_are_read_as_the_whole_file_would_be(
    nowhere: Path, seed: int
) -> None:
    rng = WildPen(seed)
    before = Hand.of(rng).file([hazard(rng, n) for n in range(rng.randrange(2, 9))])
    ledger = ledger_of(nowhere, before)
    count = len(ledger.hazards)
    changes: list[Change] = [Insert(rng.randrange(count + 1), a_record(rng, n)) for n in (1, 2)]
    changes.append(Add(rng.randrange(count), ("history",), an_entry(rng)))
    try:
        edited = edit(ledger, PATH, "hazard", changes)
    except EditRefused:
        return
    assert_read_as_a_whole(nowhere, edited)


def assert_read_as_a_whole(root: Path, edited: Edited) -> None:
    """Where only what was changed was parsed again, nothing else can be told from the file."""
    anew = read(root, {**BASE, PATH: edited.after})
    assert [one.code.code for one in edited.read.findings] == []
    assert anew.findings == ()
    assert tuple(edited.read.records) == anew.hazards
    assert [one.origin for one in edited.read.records] == [one.origin for one in anew.hazards]


def test_nearly_every_edit_succeeds_and_each_refusal_says_why(nowhere: Path) -> None:
    refused: Counter[Why] = Counter()
    tried = 500
    for seed in range(tried):
        rng = WildPen(seed)
        data = Hand.of(rng).file([hazard(rng, n) for n in range(rng.randrange(5))])
        ledger = ledger_of(nowhere, data)
        change = a_change(rng, list(ledger.hazards), 1)
        try:
            edit(ledger, PATH, "hazard", [change])
        except EditRefused as error:
            refused[error.why] += 1
    assert refused[Why.DIFFERS] == 0
    assert set(refused) <= {Why.COMMENT, Why.LAYOUT}
    assert refused.total() <= tried * 0.05


def test_a_thousand_edits_in_a_row_leave_a_valid_ledger(nowhere: Path) -> None:
    rng = Pen(6)
    texts = {}
    for number in range(8):
        hand = Hand.of(rng)
        records = [hazard(rng, 10 * number + n) for n in range(rng.randrange(1, 5))]
        texts[f"hazards/2024/{number}.yaml"] = hand.file(records)
    ledger = read(nowhere, {**BASE, **texts})
    done = 0
    refused = 0
    while done < 1000:
        path = rng.choice(list(texts))
        records = [one for one in ledger.hazards if one.origin and one.origin.path == path]
        try:
            edited = edit(ledger, path, "hazard", [a_change(rng, records, done)])
        except EditRefused:
            refused += 1
            continue
        texts[path] = edited.after
        ledger = laid_over(ledger, [edited])
        done += 1
    anew = read(nowhere, {**BASE, **texts})
    assert anew.hazards == ledger.hazards
    assert [one.origin for one in anew.hazards] == [one.origin for one in ledger.hazards]
    assert (anew.findings, ledger.findings) == ((), ())
    assert refused <= 50
