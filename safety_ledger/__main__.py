"""``python -m safety_ledger``: the command line where no script was installed."""

from __future__ import annotations

from safety_ledger.cli import run

if __name__ == "__main__":
    run()
