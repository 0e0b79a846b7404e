"""How long `audit` and `diff` take over a long history of an invented ledger.

    python tests/benchmarks/audit_bench.py [--hazards 5000] [--commits 500]

Every commit adds an entry to one hazard or alters one, so that each makes one new version of one
file. Prints seconds, commits a second and how many versions were parsed beside how many there are:
each is parsed once. No part of the test suite.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from safety_ledger.changes.history import Gravity
from safety_ledger.work.audit import audit
from tests.histories import Commit, tell

GENERATOR = Path(__file__).with_name("generate.py")
BLOCK = re.compile(r"^  history:$", re.MULTILINE)


def history(ledger: Path, count: int) -> list[Commit]:
    """The ledger as it is, then ``count`` commits that each change one hazard."""
    files = {
        path.relative_to(ledger).as_posix(): path.read_bytes()
        for path in sorted(ledger.rglob("*"))
        if path.is_file()
    }
    rng = random.Random(1)
    books = [path for path in files if path.startswith("hazards/")]
    commits = [Commit(files, "2026-06-30", "建账")]
    day = dt.date(2026, 7, 1)
    for number in range(count):
        path = rng.choice(books)
        text = files[path].decode()
        at = rng.choice([match.end() for match in BLOCK.finditer(text)])
        entry = f"\n    - {{date: {day}, event: 进展, note: 第{number}次}}"
        files = {**files, path: (text[:at] + entry + text[at:]).encode()}
        commits.append(Commit(files, str(day)))
        day += dt.timedelta(days=number % 2)
    return commits


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--hazards", type=int, default=5_000)
    parser.add_argument("--commits", type=int, default=500)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        ledger, top = Path(scratch, "ledger"), Path(scratch, "台账")
        subprocess.run(
            [sys.executable, GENERATOR, "--hazards", str(given.hazards), "--out", ledger],
            check=True,
        )
        tell(top, history(ledger, given.commits))
        measure(top, given.hazards)


def measure(top: Path, hazards: int) -> None:
    """Audit the history, then compare its two ends."""
    began = time.perf_counter()
    found = audit(top)
    seconds = time.perf_counter() - began
    listed = subprocess.run(
        ["git", "rev-list", "--objects", "HEAD"], cwd=top, capture_output=True, check=True
    )
    there = {line.split()[0] for line in listed.stdout.splitlines() if line.endswith(b".yaml")}
    print(f"audit: {found.commits} commits, {hazards} hazards: {seconds:.2f} s, "
          f"{found.commits / seconds:.0f} commits a second")  # fmt: skip
    print(f"       {found.parsed} versions parsed of {len(there)} there are; "
          f"{len(found.of(Gravity.GRAVE))} grave")  # fmt: skip
    for command in (["audit"], ["diff", "HEAD~100..HEAD"], ["status", "--known-at", "HEAD~100"]):
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "safety_ledger", *command, "--ledger", top],
            stdout=subprocess.DEVNULL,
            check=False,
        )
        print(f"{' '.join(command)}: {time.perf_counter() - began:.2f} s, the whole process")


if __name__ == "__main__":
    main()
