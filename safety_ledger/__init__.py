"""The safety ledger of an industrial zone: read it, check it, ask it about a day.

>>> from safety_ledger import load
>>> ledger = load("data")
>>> ledger.findings
()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safety_ledger.lists import standing
    from safety_ledger.work.load import load

__version__ = "0.1.0"

__all__ = ["__version__", "load", "standing"]


def __getattr__(name: str) -> object:
    """Load what is public only when it is asked for: ``--version`` must not read YAML."""
    if name == "load":
        from safety_ledger.work.load import load  # noqa: PLC0415 - loaded on demand, see above

        return load
    if name == "standing":
        from safety_ledger.lists import standing  # noqa: PLC0415 - as above

        return standing
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return sorted(__all__)
