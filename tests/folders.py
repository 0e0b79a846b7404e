"""The folders tests look at: those of the repository, and ledgers of their own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"


def write_files(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Lay a ledger, or what is added to one, down in a folder; the folder."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def files_of(root: Path) -> dict[str, bytes]:
    """What the files of a ledger hold: equal before and after, nothing was written."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*.yaml")
        if path.is_file()
    }


def link(place: Path, target: Path) -> None:
    """A symbolic link, where the system makes any; elsewhere the test is skipped."""
    try:
        place.symlink_to(target)
    except OSError:
        pytest.skip("this system makes no symbolic links")
