"""Everything that must hold before a change is handed in: ``python -m tests``.

Runs with the tools of the interpreter it is started with, stops at the first step that fails and
names it. Whatever follows on the command line goes to pytest, which comes last.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
ENVIRON = {
    name: value for name, value in os.environ.items() if not name.startswith("SAFETY_LEDGER")
} | {"PYTHONUTF8": "1", "NO_COLOR": "1"}
LAYERS = "from importlinter.cli import lint_imports_command as lint; lint()"
LEDGER = ("-m", "safety_ledger")


class Step(NamedTuple):
    """One thing that must hold: a command of this interpreter and how it must end."""

    name: str
    command: tuple[str, ...]
    code: int = 0
    golden: str = ""
    """The file that the command's output must equal."""


STEPS = (
    Step("ruff check", ("-m", "ruff", "check", "--quiet")),
    Step("ruff format", ("-m", "ruff", "format", "--check", "--quiet")),
    Step("mypy", ("-m", "mypy", "--no-error-summary")),
    Step("layers", ("-c", LAYERS, "--no-cache")),
    Step("generated pages", (*LEDGER, "docs", "--check")),
    Step("check data", (*LEDGER, "check", "--ledger", "data")),
    Step("check examples/tiny", (*LEDGER, "check", "--ledger", "examples/tiny")),
    Step(
        "check examples/broken",
        (*LEDGER, "check", "--ledger", "examples/broken"),
        1,
        "examples/broken.txt",
    ),
    Step("pytest", ("-m", "pytest", "-q", "-n", "2", *sys.argv[1:])),
)


def holds(step: Step) -> bool:
    """Run a step; what it says is shown unless it is compared with a file."""
    pipe = subprocess.PIPE if step.golden else None
    command = [sys.executable, *step.command]
    ran = subprocess.run(command, cwd=ROOT, env=ENVIRON, stdout=pipe, stderr=pipe, check=False)
    same = not step.golden or ran.stdout == (ROOT / step.golden).read_bytes()
    return ran.returncode == step.code and same


def main() -> int:
    """Run every step in order."""
    for step in STEPS:
        print(f"== {step.name}", flush=True)
        if not holds(step):
            print(f"failed: {step.name}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
