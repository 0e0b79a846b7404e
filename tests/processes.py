"""The program as a process of its own, where a test needs one; in this process it is quicker."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.folders import ROOT

PROGRAM = (sys.executable, "-m", "safety_ledger")


def surroundings(**environ: str) -> dict[str, str]:
    """The environment of a machine on which nobody has set anything for the program but this."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("SAFETY_LEDGER")}
    return kept | {"PYTHONPATH": str(ROOT)} | environ


def start(*words: str | Path, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program to its end, with these variables."""
    command = [*PROGRAM, *words]
    return subprocess.run(command, capture_output=True, check=False, env=surroundings(**environ))
