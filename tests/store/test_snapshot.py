"""A ledger read from files that lie in no folder is the ledger read from a folder."""

from __future__ import annotations

import pytest

from safety_ledger.errors import LedgerError
from safety_ledger.model import KIND, LedgerFile
from safety_ledger.model.declaration import make
from safety_ledger.model.ledger_file import Terms
from safety_ledger.store import read, read_source
from safety_ledger.store.files import kind_of
from safety_ledger.store.snapshot import Snapshot
from safety_ledger.store.versions import Versions
from tests.folders import ROOT

FILES = {
    "ledger.yaml": "name: 示例台账\n",
    "people/a.yaml": "- {name: 李明, roles: [督导员]}\n",
    "enterprises/a.yaml": "- {id: QY-1, name: 示例甲}\n",
}


def snapshot(files: dict[str, str], links: dict[str, str] | None = None) -> Snapshot:
    data = {path: text.encode() for path, text in files.items()}
    return Snapshot("台账", "a1b2c3d", {path: path for path in data}, data.__getitem__, links or {})


@pytest.mark.parametrize("name", ["data", "examples/broken", "examples/tiny"])
def test_it_reads_as_from_a_folder(name: str) -> None:
    root = ROOT / name
    files = {one.relative_to(root).as_posix(): one for one in root.rglob("*") if one.is_file()}
    from_files = read_source(
        Snapshot(
            root.name, "HEAD", {path: path for path in files}, lambda path: files[path].read_bytes()
        )
    )
    assert from_files == read(root)


def test_without_ledger_yaml_it_is_no_ledger() -> None:
    with pytest.raises(LedgerError, match="a1b2c3d"):
        read_source(snapshot({"people/a.yaml": "[]\n"}))


def test_dot_names_are_left_alone_and_stray_files_are_not() -> None:
    ledger = read_source(
        snapshot(FILES | {".cache/a.yaml": "x", "people/.b.yaml": "x", "hazrads/a.yaml": "[]\n"})
    )
    assert [(one.code.code, one.place.path) for one in ledger.findings] == [
        ("F011", "hazrads/a.yaml")
    ]


def test_a_link_within_the_ledger_is_followed_and_others_are_refused() -> None:
    links = {
        "people/b.yaml": "../enterprises/../people/c.yaml",
        "people/c.yaml": "a.yaml",
        "people/out.yaml": "/etc/passwd",
        "people/round.yaml": "round.yaml",
    }
    ledger = read_source(snapshot(FILES, links))
    assert [one.name for one in ledger.people] == ["李明"] * 3
    assert {one.place.path for one in ledger.findings} == {"people/out.yaml", "people/round.yaml"}


def test_a_union_merge_is_seen() -> None:
    ledger = read_source(snapshot(FILES | {".gitattributes": "*.yaml merge=union\n"}))
    assert [one.place.path for one in ledger.findings] == [".gitattributes"]


def test_a_version_is_read_once_wherever_it_lies() -> None:
    data = {"1": b"- {id: QY-1, name: A}\n", "2": b"- {id: QY-1, name: B}\n"}
    versions = Versions(data.__getitem__)
    kind = kind_of("enterprises/a.yaml")
    assert kind is KIND["enterprise"]
    first = versions.read("enterprises/a.yaml", kind, "1")
    assert versions.read("enterprises/moved/b.yaml", kind, "1") is first
    assert [one.name for one in versions.read("enterprises/a.yaml", kind, "2").records] == ["B"]
    assert versions.parsed == 2


def test_terms_that_any_revision_added_are_known() -> None:
    data = {"1": b"- {id: QY-1, name: A, tags: [X]}\n- {id: QY-2, name: B, tags: [Y]}\n"}
    added = make(LedgerFile, name="L", terms=make(Terms, tags=("X",)))
    version = Versions(data.__getitem__, [added]).read(
        "enterprises/a.yaml", KIND["enterprise"], "1"
    )
    assert [one.id for one in version.records] == ["QY-1"]
    assert [one.id for one in version.unread] == ["QY-2"]
