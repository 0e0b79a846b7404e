"""Runs by itself: records an entry in child processes that are killed, and looks at what is left.

    python killing.py steps ROOT      killed before and after each call that touches the disk
    python killing.py moments ROOT    killed 200 times at random moments

Prints what happened; exits 1 at the first file that is neither old nor new, lock that stays, or
entry that cannot be recorded afterwards.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

from safety_ledger.work.recording import Desk, NewEntry, open_desk, record

ID = "YH-QY012-2024-001"
PATH = "hazards/2024/QY-012.yaml"
CALLS = ("open", "write", "fsync", "replace")


def step(root: Path, desk: Desk | None = None) -> None:
    values = {"date": dt.date(2024, 6, 1), "event": "进展", "by": "李明"}
    record(desk or open_desk(root), [NewEntry("hazard", ID, "history", values)])


def trap(number: int, when: str, calls: list[str]) -> None:
    """Make the process kill itself before or after a call of the system, counted from 0."""
    for name in CALLS:
        real = getattr(os, name)

        def call(*args: Any, name: str = name, real: Any = real, **kwargs: Any) -> Any:
            mine = len(calls)
            calls.append(name)
            if mine == number and when == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            result = real(*args, **kwargs)
            if mine == number and when == "after":
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        setattr(os, name, call)


def killed(child: int) -> bool:
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def in_child(work: Any) -> int:
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    return child


def assert_whole(root: Path, old: bytes, new: bytes, what: str) -> bool:
    """Whether the new file is there; the process ends when it is neither."""
    now = (root / PATH).read_bytes()
    if now not in {old, new}:
        sys.exit(f"{what}: {now!r}")
    return now == new


def by_steps(root: Path) -> None:
    old = (root / PATH).read_bytes()
    calls: list[str] = []
    trap(-1, "", calls)
    step(root)
    names, new = list(calls), (root / PATH).read_bytes()
    seen: set[tuple[str, str, bool]] = set()
    for number, name in enumerate(names):
        for when in ("before", "after"):
            (root / PATH).write_bytes(old)

            def work(number: int = number, when: str = when) -> None:
                trap(number, when, [])
                step(root)

            if not killed(in_child(work)):
                sys.exit(f"{when} {name} ({number}) was not reached")
            seen.add((name, when, assert_whole(root, old, new, f"{when} {name} ({number})")))
            (root / PATH).write_bytes(old)
            step(root)
            assert_whole(root, new, new, f"after a kill {when} {name}")
            left = [one.name for one in root.rglob("*tmp*")]
            if left:
                sys.exit(f"left behind: {left}")
    for name in CALLS:
        for when in ("before", "after"):
            print(
                name, when, sorted(new for call, then, new in seen if (call, then) == (name, when))
            )


def at_moments(root: Path) -> None:
    rng = random.Random(1)
    old = (root / PATH).read_bytes()
    step(root)
    (root / PATH).write_bytes(old)
    desk = open_desk(root)
    began = time.perf_counter()
    step(root, desk)
    took = time.perf_counter() - began
    new = (root / PATH).read_bytes()
    results = {True: 0, False: 0}
    for _ in range(200):
        (root / PATH).write_bytes(old)
        child = in_child(lambda: step(root, desk))
        time.sleep(rng.random() * took * 1.2)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        results[assert_whole(root, old, new, "at a random moment")] += 1
    (root / PATH).write_bytes(old)
    step(root)
    assert_whole(root, new, new, "after 200 kills")
    print(results)


if __name__ == "__main__":
    {"steps": by_steps, "moments": at_moments}[sys.argv[1]](Path(sys.argv[2]))
