"""How long recording one entry takes in a file of many hazards (Linux and macOS).

    python tests/benchmarks/edit_bench.py [--hazards 10000] [--pairs 7]

All invented hazards are put into one file. Prints the median time of `safety-ledger progress` for a
hazard in the middle of it, of `safety-ledger check` on the same ledger, and their ratio from
alternating pairs of whole processes, start-up taken off both; and the same within one process
against reading alone. Beside each figure stands its goal. No part of the test suite.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench import CHECK, VERSION, generate, report, run

from safety_ledger.store import read
from safety_ledger.store.edit import edit
from safety_ledger.store.edit_intent import Add
from safety_ledger.work.recording import NewEntry, open_desk, record

ONE = "hazards/2024/all.yaml"


def in_one_file(ledger: Path) -> str:
    """Put every hazard into one file; the id of the one in the middle is returned."""
    files = sorted(ledger.glob("hazards/**/*.yaml"))
    data = b"".join(file.read_bytes() for file in files)
    for file in files:
        file.unlink()
    (ledger / ONE).parent.mkdir(parents=True, exist_ok=True)
    (ledger / ONE).write_bytes(data)
    open_ones = [one for one in read(ledger).hazards if not one.history]
    chosen = open_ones[len(open_ones) // 2] if open_ones else read(ledger).hazards[0]
    return chosen.id


def took(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def processes(ledger: Path, hazard: str, pairs: int) -> None:
    """Whole processes: the command against `check`."""
    command = [sys.executable, "-m", "safety_ledger", "progress", hazard, "--by", "甲"]
    command += ["--date", "2030-01-01", "--no-input", "--ledger", str(ledger)]
    check = [*CHECK, str(ledger)]
    run(check), run(command)
    timed = [(run(command).seconds, run(check).seconds) for _ in range(pairs)]
    start = median(run(VERSION).seconds for _ in range(pairs))
    report("progress, median s", f"{median(ours for ours, _ in timed):.3f}", f"{pairs} runs")
    report("check, median s", f"{median(theirs for _, theirs in timed):.3f}")
    ratio = median((ours - start) / (theirs - start) for ours, theirs in timed)
    report("progress / check, start-up off", f"{ratio:.2f}", "goal 2.3 at most")


def inside(ledger: Path, hazard: str, pairs: int) -> None:
    """Within one process: the parts of a step against reading the ledger once."""
    entry = {"date": dt.date(2030, 1, 1), "event": "进展", "by": "甲"}
    change = NewEntry("hazard", hazard, "history", entry)
    reading = [took(lambda: read(ledger)) for _ in range(pairs)]
    desk = open_desk(ledger)
    item = next(n for n, one in enumerate(desk.ledger.hazards) if one.id == hazard)
    edits = [
        took(lambda: edit(desk.ledger, ONE, "hazard", [Add(item, ("history",), entry)]))
        for _ in range(pairs)
    ]
    whole = [took(lambda: record(open_desk(ledger), [change], dry_run=True)) for _ in range(pairs)]
    report("reading, median s", f"{median(reading):.3f}")
    report("edit and proof, median s", f"{median(edits):.3f}")
    report(
        "reading, edit, rules / reading",
        f"{median(whole) / median(reading):.2f}",
        "goal 2.3 at most",
    )


def main() -> None:
    gc.disable()  # as the program does
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--hazards", type=int, default=10_000, help="how many hazards to invent")
    parser.add_argument("--pairs", type=int, default=7, help="how many alternating pairs of runs")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ledger = generate(Path(folder, "ledger"), given.hazards)
        hazard = in_one_file(ledger)
        report("hazards in one file", f"{given.hazards:,}", hazard)
        inside(ledger, hazard, given.pairs)
        processes(ledger, hazard, given.pairs)


if __name__ == "__main__":
    main()
