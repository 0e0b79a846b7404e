"""Starting is fast because what a command does not need is not loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

SLOW = {"rich", "tabulate", "yaml", "dateutil"}


@pytest.mark.parametrize("args", [["--version"], ["--help"], ["explain", "L503"], ["explain"]])
def test_nothing_slow_is_imported(args: list[str]) -> None:
    program = (
        "import sys; from safety_ledger.cli import main; code = main(sys.argv[1:]); "
        "print(code, *sys.modules, file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, *args], capture_output=True, encoding="utf-8", check=True
    )
    code, *modules = run.stderr.split()
    assert code == "0"
    assert SLOW.isdisjoint(modules)


def test_the_front_door_is_lazy() -> None:
    program = "import safety_ledger, sys; print(safety_ledger.__version__, 'yaml' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True
    )
    assert run.stdout.split()[1] == "False"
