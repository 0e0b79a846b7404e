"""How fast and how big `safety-ledger check` and `status` are, on an invented ledger (Linux and macOS).

    python tests/benchmarks/bench.py [--hazards 10000] [--pairs 7] [--scale] [--ledger DIR]

Prints the median time of the whole process, records a second, peak memory, and the ratio against
the bare event stream of the parser over the same hazard files in a fresh process with the collector
off, from alternating pairs; then what `status` costs beyond `check`. `--scale` adds ten times the
hazards: time against time, start-up taken off. Beside each figure stands its goal. No part of the
test suite.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

GENERATOR = Path(__file__).with_name("generate.py")
CHECK = [sys.executable, "-m", "safety_ledger", "check", "--ledger"]
STATUS = [sys.executable, "-m", "safety_ledger", "status", "--as-of", "2026-06-30", "--ledger"]
VERSION = [sys.executable, "-m", "safety_ledger", "--version"]
BARE = """
import gc, sys, yaml
gc.disable()
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        get_event = yaml.CSafeLoader(file.read()).get_event
    while get_event():
        pass
"""


class Run(NamedTuple):
    """One process from start to end."""

    seconds: float
    mebibytes: float


def run(command: list[str]) -> Run:
    """Time a command and take its peak memory; it must succeed and say nothing."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        said = process.stdout.read() if process.stdout else b""
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or (said and command[: len(CHECK)] == CHECK):
        raise SystemExit(
            f"{' '.join(command[:6])} …: exit {process.returncode}\n{said.decode()[:2000]}"
        )
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss * unit / 2**20)


def bare(ledger: Path) -> list[str]:
    """The command that takes every event of the hazard files and does nothing with them."""
    return [sys.executable, "-c", BARE, *map(str, sorted(ledger.glob("hazards/**/*.yaml")))]


def generate(folder: Path, hazards: int) -> Path:
    """An invented ledger of that many hazards."""
    command = [sys.executable, str(GENERATOR), "--hazards", str(hazards), "--out", str(folder)]
    subprocess.run(command, check=True)
    return folder


def report(what: str, figure: str, goal: str = "") -> None:
    print(f"{what:<34}{figure:>14}   {goal}".rstrip())


def measure(ledger: Path, pairs: int) -> float:
    """Print all figures of one ledger; the median time of `check` is returned."""
    check = [*CHECK, str(ledger)]
    run(check), run(bare(ledger))  # warm the page cache and the byte code
    timed = [(run(check), run(bare(ledger))) for _ in range(pairs)]
    seconds = median(ours.seconds for ours, _ in timed)
    ratio = median(ours.seconds / theirs.seconds for ours, theirs in timed)
    asked = [(run([*STATUS, str(ledger)]).seconds, run(check).seconds) for _ in range(pairs)]
    more = median(status - checked for status, checked in asked)
    allowed = 0.25 * median(theirs.seconds for _, theirs in timed) + 0.1
    size = sum(path.stat().st_size for path in ledger.glob("hazards/**/*.yaml"))
    records = sum(path.read_bytes().count(b"\n- id: ") for path in ledger.glob("hazards/**/*.yaml"))
    report("hazards", f"{records:,}", f"{size / 1e6:.1f} MB")
    report("check, median s", f"{seconds:.3f}", f"{pairs} runs")
    report("records a second", f"{records / seconds:,.0f}")
    report("bare event stream, median s", f"{median(theirs.seconds for _, theirs in timed):.3f}")
    report("check / bare, median of pairs", f"{ratio:.2f}", "goal 2.0, aim 1.8")
    report("status beyond check, median s", f"{more:.3f}", f"goal {allowed:.2f}")
    report(
        "peak memory, MiB", f"{max(ours.mebibytes for ours, _ in timed):.0f}", "goal 160 at 10,000"
    )
    return seconds


def measure_status(ledger: Path, pairs: int) -> None:
    """Print what `status` costs beside `check` and the bare event stream, one after the other."""
    status, check = [*STATUS, str(ledger)], [*CHECK, str(ledger)]
    run(status)
    timed = [(run(status), run(check), run(bare(ledger))) for _ in range(pairs)]
    extra = median(ours.seconds - base.seconds for ours, base, _ in timed)
    allowed = 0.1 + 0.25 * median(events.seconds for *_, events in timed)
    report("status, median s", f"{median(ours.seconds for ours, *_ in timed):.3f}", f"{pairs} runs")
    report("status - check, median s", f"{extra:.3f}", f"goal {allowed:.3f} (bare / 4 + 0.1)")
    report("its peak memory, MiB", f"{max(ours.mebibytes for ours, *_ in timed):.0f}")


def scale(ledger: Path, seconds: float, pairs: int) -> None:
    """Print how the time of ten times the hazards compares, start-up taken off both."""
    start = median(run(VERSION).seconds for _ in range(pairs))
    more = [run([*CHECK, str(ledger)]) for _ in range(min(pairs, 3))]
    longer = median(one.seconds for one in more)
    report("--version, median s", f"{start:.3f}")
    report("ten times the hazards, median s", f"{longer:.2f}")
    report(
        "times as long, start-up off",
        f"{(longer - start) / (seconds - start):.1f}",
        "goal 11 at most",
    )
    report("its peak memory, MiB", f"{max(one.mebibytes for one in more):.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--hazards", type=int, default=10_000, help="how many hazards to invent")
    parser.add_argument("--pairs", type=int, default=7, help="how many alternating pairs of runs")
    parser.add_argument(
        "--scale", action="store_true", help="also measure ten times as many hazards"
    )
    parser.add_argument("--ledger", type=Path, help="measure this ledger instead of inventing one")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ledger = given.ledger or generate(Path(folder, "ledger"), given.hazards)
        seconds = measure(ledger, given.pairs)
        measure_status(ledger, given.pairs)
        if given.scale:
            scale(generate(Path(folder, "tenfold"), given.hazards * 10), seconds, given.pairs)


if __name__ == "__main__":
    main()
