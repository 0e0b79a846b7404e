"""Whatever stands in the files, a difference and an audit come to an end without an error."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from safety_ledger.render.json import as_json
from safety_ledger.render.markdown import as_markdown
from safety_ledger.reports.audit import report as audit_report
from safety_ledger.reports.diff import difference, report
from safety_ledger.text import Lang
from safety_ledger.work.audit import audit
from tests.changes.reading import read_texts
from tests.folders import DATA
from tests.histories import Commit, tell

FILES = {
    path.relative_to(DATA).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(DATA.rglob("*.yaml"))
    if "tasks/" not in path.as_posix() or "leaders-2024" in path.name
}
PIECES = (
    "重大",
    "一般",
    "2024-01-01",
    "2031-01-01",
    "[]",
    "{}",
    "0",
    "-1",
    "true",
    "审核人",
    "蓝",
    "month",
    "销号",
    "- ",
    "#",
    ":",
    "\n",
    "企业自查",
)


BEFORE = read_texts(FILES)


def spoilt(rng: random.Random) -> dict[str, str]:
    texts = dict(FILES)
    for _ in range(rng.randrange(1, 6)):
        path = rng.choice(sorted(texts))
        lines = texts[path].split("\n")
        at = rng.randrange(len(lines))
        match rng.randrange(5):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, rng.choice(lines))
            case 2:
                head, colon, _ = lines[at].rpartition(": ")
                lines[at] = f"{head}{colon}{rng.choice(PIECES)}"
            case 3:
                lines[at] = lines[at].replace(rng.choice("：:，,[{"), rng.choice(PIECES), 1)
            case _:
                words = rng.sample(PIECES, 2)
                lines[at] = lines[at].replace(words[0], words[1])
        texts[path] = "\n".join(lines)
    return texts


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_a_spoilt_ledger_is_compared_all_the_same(seed: int) -> None:
    rng = random.Random(seed)
    after = read_texts(spoilt(rng))
    for sides in ((BEFORE, after), (after, BEFORE), (after, read_texts(spoilt(rng)))):
        told = report(difference(*sides, dt.date(2026, 1, 1)))
        assert as_markdown(told, Lang.ZH)
        assert as_json(told)


@settings(max_examples=10)
@given(st.integers(0, 2**32))
def test_a_spoilt_history_is_audited_all_the_same(seed: int) -> None:
    rng = random.Random(seed)
    commits = []
    for number in range(8):
        texts = spoilt(rng) if number else FILES
        parents = rng.sample(range(number), min(number, rng.choice([1, 2])))
        data = {path: text.encode() for path, text in texts.items()}
        commits.append(Commit(data, f"2024-06-{number + 1:02d}", parents=tuple(parents)))
    with tempfile.TemporaryDirectory() as scratch:
        tell(Path(scratch), commits)
        assert as_json(audit_report(audit(Path(scratch)), dt.date(2026, 1, 1)))
