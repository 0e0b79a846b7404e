"""Whatever bytes a ledger holds: findings with a place, soon, in little memory, from both parsers alike."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_ledger.ledger import Ledger
from safety_ledger.model import KIND
from safety_ledger.rules import CATALOGUE
from safety_ledger.store import NO_OVERLAY
from safety_ledger.store.scan import MOST_FINDINGS, MOST_LINES
from safety_ledger.work.load import load
from tests.defects.build import SOUND
from tests.folders import link, write_files

PURE = "SAFETY_LEDGER_PURE_YAML"


FILES = sorted(path for path in SOUND if path.endswith(".yaml"))
ELSEWHERE = "hazards/2024/new.yaml"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound ledger, laid over which one file at a time is spoilt."""
    return write_files(tmp_path_factory.mktemp("ledger"), SOUND)


@contextmanager
def added(ledger: Path, data: bytes) -> Iterator[None]:
    """A file with these bytes, for as long as it takes."""
    write_files(ledger, {ELSEWHERE: data})
    try:
        yield
    finally:
        (ledger / ELSEWHERE).unlink()


def read(ledger: Path, overlay: Mapping[str, bytes] = NO_OVERLAY, *, pure: bool = False) -> Ledger:
    """Load with one of the parsers; in good time and with nothing but known findings."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PURE, "1") if pure else patch.delenv(PURE, raising=False)
        began = time.process_time()
        loaded = load(ledger, overlay)
        seconds = time.process_time() - began
    assert seconds < 1
    for one in loaded.findings:
        assert one.place.line >= 1
        assert one.place.column >= 1
        assert CATALOGUE[one.code.code] is one.code
    return loaded


def outline(loaded: Ledger) -> list[tuple[str, int, str]]:
    return sorted((one.place.path, one.place.line, one.code.code) for one in loaded.findings)


def records(loaded: Ledger) -> dict[str, Any]:
    return {kind: loaded.records(kind) for kind in KIND}


def assert_endured(ledger: Path, path: str, data: bytes) -> None:
    """Nothing is raised, findings are in order, and the two parsers agree."""
    fast, pure = read(ledger, {path: data}), read(ledger, {path: data}, pure=True)
    assert outline(fast) == outline(pure)
    assert records(fast) == records(pure)


def test_the_sound_ledger_is_sound(ledger: Path) -> None:
    assert outline(read(ledger)) == []


# -- what hypothesis thinks of -------------------------------------------------------------------

AWKWARD = (
    "\t\0\n\r \"'[]{}(),:;-#&*!|>%@`?=~<\\/_.0aZ"
    "\x07\x0b\x7f\x85\xa0\u2028\u2029\u3000\ufeff\uffff：，－。（）［］｛｝“”‘’＃中😀"
)
WRITTEN = st.text(
    st.sampled_from("\n\n\n      --::[]{},,#&*!|>'\"%@`?\\\t<=~：，－　aby01中\u2028\x85\ufeff\r"),
    max_size=60,
)
EDIT = st.tuples(
    st.sampled_from(["insert", "delete", "replace"]),
    st.integers(min_value=0, max_value=5000),
    st.sampled_from(AWKWARD),
)


def edited(text: str, edit: tuple[str, int, str]) -> str:
    what, where, char = edit
    where %= len(text) + (what == "insert")
    return text[:where] + ("" if what == "delete" else char) + text[where + (what != "insert") :]


@given(path=st.sampled_from([*FILES, ELSEWHERE]), data=st.binary(max_size=400))
def test_random_bytes(ledger: Path, path: str, data: bytes) -> None:
    assert_endured(ledger, path, data)


@given(path=st.sampled_from([*FILES, ELSEWHERE]), text=WRITTEN)
def test_random_signs_of_yaml(ledger: Path, path: str, text: str) -> None:
    assert_endured(ledger, path, text.encode())


@given(before=WRITTEN, after=WRITTEN)
def test_random_signs_between_sound_records(ledger: Path, before: str, after: str) -> None:
    sound = SOUND["hazards/2023/QY-001.yaml"]
    assert_endured(ledger, "hazards/2023/QY-001.yaml", f"{before}\n{sound}{after}".encode())


@given(path=st.sampled_from(FILES), length=st.integers(min_value=0, max_value=5000))
def test_truncated_at_any_byte(ledger: Path, path: str, length: int) -> None:
    data = SOUND[path].encode()
    assert_endured(ledger, path, data[: length % len(data)])


@given(path=st.sampled_from(FILES), edit=EDIT)
def test_one_character_edited(ledger: Path, path: str, edit: tuple[str, int, str]) -> None:
    assert_endured(ledger, path, edited(SOUND[path], edit).encode())


@given(path=st.sampled_from(FILES), edits=st.lists(EDIT, min_size=2, max_size=6))
def test_several_characters_edited(
    ledger: Path, path: str, edits: list[tuple[str, int, str]]
) -> None:
    text = SOUND[path]
    for edit in edits:
        text = edited(text, edit)
    assert_endured(ledger, path, text.encode())


# -- where the two parsers are known to differ, and other traps ----------------------------------

TRAPS = [
    "-\tid: A", "- id:\tA", "- id: A\t# x", "- {id:\tA}", "- id: 'A\n", '- id: "A\n', "- id: [A\n", "- {id: A\n",
    "- id: |\n\tx\n", "- id: |9\n  x\n", "- id: |x\n", "- id: >-\n", "- ? id\n  : A\n", "- ? [id]\n  : A\n",
    "- : A\n", "- {: A}\n", "- {id}\n", "- {id: A, }\n", "- {, id: A}\n", "- [A]\n", "- [id: A]\n", "- [?]\n",
    "- {id:A}\n", '- {"id":A}\n', "- id: A: B\n", "- id: - A\n", "- - id: A\n", "-\n", "- \n- \n", "- ~\n",
    "- id: @A\n", "- id: `A\n", "- id: %A\n", "- id: &a A\n  name: *a\n", "- id: *none\n", "- &a [*a]\n",
    "- <<: {id: A}\n", "- <<: *a\n", "- id: !!str A\n", "- !!set {id}\n", "- id: !<x> A\n", "- id: !<x A\n",
    "- id: !a!b A\n", "%YAML 1.1\n---\n- id: A\n", "%YAML 9.9\n--- \n- id: A\n", "%TAG ! x\n", "---\n---\n",
    "- id: A\n...\n- id: B\n", "- id: A\n---\n", "--- - id: A\n", "...\n", "---\n", "--- |\n a\n", '- id: "\\ud800"\n',
    '- id: "\\x"\n', '- id: "\\U00110000"\n', '- id: "\\0"\n', '- "id": A\n', "- id: A\n name: B\n", " - id: A\n- id: B\n",
    "- id: A\n   name: B\n", "\ufeff\ufeff- id: A\n", "- id: \ufeffA\n", "- id: A\r- id: B\r", "- id: A\r\n  name: B\r\n",
    "- id: A\u2028  name: B\n", "- id: A\x85  name: B\n", "- id：A\n", "-　id: A\n", "－ id: A\n", "　- id: A\n",
    "- id: A #B\n", "- id: A#B\n", "- id: #B\n", "- id: A\n\n\n  # x\n  name: B", "id: A\n- id: B\n", "- id: A\nname: B\n",
    "- id: A\n  id: A\n", "- {id: A, id: A}\n", "- 1: A\n", "- [1]: A\n", "- {[1]: A}\n", "- {{}: A}\n", "- ? |\n  id\n  : A\n",
    "- id: 'A' B\n", '- id: "A" B\n', "- id: [A] B\n", "- id: {A: B} C\n", "- id: A\n  - B\n", "- ]\n", "- }\n", "- ,\n",
    "- id: A, B\n", "- id: ? A\n", "- id: ! A\n", "- id: !\n", "- id: &\n", "- id: & A\n", "- id: * A\n", "- id: &a\n",
    "- &a\n", "- &a id: A\n", "- !x id: A\n", "- *a : A\n", "a" * 200 + ": A\n", "- " + "a" * 1100 + ": A\n",
    "- id: A\n<<<<<<< HEAD\n", "=======\n", ">>>>>>> x\n", "- id: >\n  A\n  ======= \n", "- id: \x00A\n", "\x00", "\x1a",
    "![", "- ![\n", "![\n- id: A\n", "- !a[b]\n", "- [!a,b]\n", "- {a: !,b: c}\n", "- [a:]\n", "- {name: A, roles:[督导员]}\n",
    "- {roles: [a], name: b?c}\n", "- {roles: [a], name: b?c, x: [d]}\n", "- {a: '}', name: b?c, x: [d]}\n",
    "- {roles: [\n  a],\n  name: b?c}\n", "- id: [a?b]\n", "- {na?me: A}\n", "- {id: A, note: 是否到货?}\n",
    "- \"id: A\n- id: 'B\n- id: [C\n- {id: D\n- id: E\n",
]  # fmt: skip


@pytest.mark.parametrize("text", TRAPS)
def test_traps(ledger: Path, text: str) -> None:
    assert_endured(ledger, ELSEWHERE, text.encode("utf-8", errors="surrogatepass"))


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize(
    "encoding", ["gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"]
)
def test_other_encodings(ledger: Path, path: str, encoding: str) -> None:
    assert_endured(ledger, path, SOUND[path].encode(encoding))


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\x85", "\n\n"])
def test_other_line_ends(ledger: Path, end: str) -> None:
    path = "hazards/2023/QY-001.yaml"
    assert_endured(ledger, path, SOUND[path].replace("\n", end).encode())


# -- bombs: measured in a process of their own ---------------------------------------------------

PROBE = """
import json, resource, sys, time
from pathlib import Path
from safety_ledger.rules import CATALOGUE
from safety_ledger.work.load import load

def peak():
    try:
        status = Path("/proc/self/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**(20 if sys.platform == "darwin" else 10)

before, began = peak(), time.process_time()
loaded = load(Path(sys.argv[1]))
seconds = time.process_time() - began
codes = sorted({one.code.code for one in loaded.findings})
assert all(one.place.line >= 1 and one.place.column >= 1 for one in loaded.findings)
print(json.dumps([seconds, peak() - before, codes, len(loaded.findings)]))
"""
MIB = 2**20
N = 100_000
MANY = 3_000
"""Mistakes of one kind in a file: more than any office makes; each may cost a second look."""


def bomb() -> str:
    """Billion laughs."""
    rows = [f"- &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 40)]
    return "- &a0 [ha, ha, ha, ha]\n" + "".join(rows)


HAZARD = SOUND["hazards/2023/QY-001.yaml"].replace("YH-QY001-2023-001", "YH-QY001-2024-001")
NOTE = HAZARD + "  interim_measures: "
BOMBS: dict[str, Callable[[], str]] = {
    "brackets open": lambda: "[" * N,
    "brackets closed": lambda: "[" * N + "]" * N,
    "brackets on lines": lambda: "[\n" * N,
    "brackets in a record": lambda: NOTE + "[\n    " * N,
    "braces": lambda: "{a: " * N,
    "braces on lines": lambda: "{a:\n" * N,
    "braces in a record": lambda: NOTE + "{a:\n    " * N,
    "dashes": lambda: "- " * N,
    "dashes below the line limit": lambda: "- " * 30_000 + "a\n",
    "questions": lambda: "? " * N,
    "steps": lambda: "".join(" " * n + "a:\n" for n in range(3000)),
    "dash steps": lambda: "".join(" " * n + "-\n" for n in range(3000)),
    "billion laughs": bomb,
    "billion laughs of merge keys": lambda: bomb().replace("[", "{<<: [").replace("]", "]}"),
    "a line of 10 MB": lambda: NOTE + "文" * (10 * MIB // 3),
    "a quoted line of 10 MB": lambda: NOTE + '"' + "文" * (10 * MIB // 3) + '"\n',
    "a literal of 10 MB": lambda: NOTE + "|\n" + ("    " + "文" * 25 + "\n") * (10 * MIB // 80),
    "a folded text of 10 MB": lambda: NOTE + "\n" + ("    " + "文" * 25 + "\n") * (10 * MIB // 80),
    "a quoted text of 10 MB": lambda: NOTE + '"\n' + ("    " + "文" * 25 + "\n") * (10 * MIB // 80) + '    "\n',
    "an open quote over 10 MB": lambda: NOTE + '"\n' + ("    " + "文" * 25 + "\n") * (10 * MIB // 80),
    "an open quote over as many lines as may be": lambda: NOTE + '"\n' + "    x x\n" * (MOST_LINES - 50),
    "as many items as may be": lambda: "- a\n" * MOST_LINES,
    "a comment of 10 MB": lambda: "# 文\n" * (10 * MIB // 6),
    "many lines of a": lambda: "a\n" * MANY,
    "many lines of dashes": lambda: "-\n" * MANY,
    "20 MB of hashes": lambda: "#\n" * (10 * MIB),
    "many lines of colons": lambda: ":\n" * MANY,
    "20 MB of line ends": lambda: "\n" * (20 * MIB),
    "20 MB of carriage returns": lambda: "\r" * (20 * MIB),
    "many separators": lambda: NOTE + "\u2028" * N,
    "many controls": lambda: "\x07\n" * MANY,
    "many tabs": lambda: "\t\n" * N,
    "many markers": lambda: "<<<<<<< a\n>>>>>>> b\n" * MANY,
    "many directives": lambda: "%a\n" * N,
    "many documents": lambda: "---\n" * N,
    "many anchors": lambda: "".join(f"- &a{n} x\n" for n in range(MANY)),
    "many open brackets": lambda: "- [\n" * MANY,
    "many open quotes": lambda: "- '\n" * MANY,
    "many closing brackets": lambda: "- ]\n" * MANY,
    "many full-width colons": lambda: "- id：A\n" * MANY,
    "many keys": lambda: "- {" + ", ".join(f"k{n}: v" for n in range(8000)) + "}\n",
    "many keys on lines": lambda: "- k: v\n" + "".join(f"  k{n}: v\n" for n in range(MANY)),
    "one key again and again": lambda: "- id: A\n" + "  title: A\n" * MANY,
    "many items": lambda: HAZARD.replace("by: 赵刚", "by: [" + "赵刚,\n      " * N + "赵刚]"),
    "many entries": lambda: HAZARD + "    - {date: 2023-08-02, event: 进展}\n" * 20_000,
    "many records with one id": lambda: HAZARD * 1_000,
    "braces and full-width commas": lambda: "- {" + "，" * 20_000 + "\n",
    "spaces and commas": lambda: "- {a" + ", " * 30_000 + "\n",
    "a long unknown key": lambda: "- " + "locaton" * 9000 + ": x\n",
    "a long unknown term": lambda: HAZARD.replace("level: 重大", "level: " + "较大" * 9000),
    "a long number": lambda: HAZARD.replace("118000.50", "1" * 60_000),
    "a long date": lambda: HAZARD.replace("2023-05-08", "2023-05-08" * 6_000),
    "nul bytes": lambda: "\0" * (5 * MIB),
}  # fmt: skip


def probe(ledger: Path) -> tuple[float, float, list[str], int]:
    """Seconds, MiB over the start, codes found and how many findings."""
    run = subprocess.run(
        [sys.executable, "-c", PROBE, str(ledger)],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    seconds, mebibytes, codes, count = json.loads(run.stdout)
    return seconds, mebibytes, codes, count


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_soon_defused(ledger: Path, name: str) -> None:
    with added(ledger, BOMBS[name]().encode()):
        seconds, mebibytes, codes, _ = probe(ledger)
    assert set(codes) <= set(CATALOGUE)
    assert mebibytes < 100
    assert seconds < (2 if "MB" in name else 1)


@pytest.mark.parametrize("environ", [{}, {"SAFETY_LEDGER_PURE_YAML": "1"}], ids=["libyaml", "pure"])
@pytest.mark.parametrize(
    "record", ["-\n", "- {id: H}\n", "- &a x\n", "- {id: H, <<: *a}\n", "\x01\n"]
)
def test_of_a_file_with_too_many_mistakes_the_first_are_told(
    ledger: Path, record: str, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    with added(ledger, record.encode() * 100_000):
        seconds, mebibytes, codes, count = probe(ledger)
    assert "F002" in codes
    assert MOST_FINDINGS < count < 3 * MOST_FINDINGS
    assert mebibytes < 100
    assert seconds < 5  # hang or not; a busy machine is no fault


@pytest.mark.parametrize(
    "record",
    ["- {title: 漏, level:重大}\n", "- title: #3\n", "- {title: 漏, deadline：2024-06-01}\n"],
)
def test_slips_of_punctuation_count_among_the_mistakes_of_a_file(
    ledger: Path, record: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safety_ledger.store.reader.MOST_FINDINGS", 20)
    told = read(ledger, {ELSEWHERE: record.encode() * 50}).findings
    assert [one.code.code for one in told if one.place.path == ELSEWHERE][20:] == ["F002"]


def test_a_file_of_gigabytes_is_not_read(ledger: Path) -> None:
    with added(ledger, b""):
        os.truncate(ledger / ELSEWHERE, 3 * 1024 * MIB)
        seconds, mebibytes, codes, _ = probe(ledger)
    assert codes == ["F002"]
    assert mebibytes < 100
    assert seconds < 1


# -- what is no file at all ----------------------------------------------------------------------


@pytest.fixture
def place(ledger: Path) -> Iterator[Path]:
    """Where something that is no sound file may be put."""
    path = ledger / "hazards" / "odd.yaml"
    yield path
    if path.is_symlink() or path.is_file() or path.is_fifo():
        path.unlink()
    elif path.is_dir():
        path.rmdir()


def test_a_link_to_itself(ledger: Path, place: Path) -> None:
    link(place, place)
    assert [code for *_, code in outline(read(ledger))] == ["F012"]


def test_a_link_to_nowhere(ledger: Path, place: Path) -> None:
    link(place, ledger / "hazards" / "gone.yaml")
    assert [code for *_, code in outline(read(ledger))] in (["F012"], ["F013"])


def test_a_link_out_of_the_ledger(ledger: Path, place: Path, tmp_path: Path) -> None:
    (tmp_path / "out.yaml").write_text(HAZARD, encoding="utf-8")
    link(place, tmp_path / "out.yaml")
    loaded = read(ledger)
    assert outline(loaded) == [("hazards/odd.yaml", 1, "F012")]
    assert "YH-QY001-2024-001" not in loaded.hazard


def test_a_folder_linked_from_outside(ledger: Path, place: Path, tmp_path: Path) -> None:
    (tmp_path / "out.yaml").write_text(HAZARD, encoding="utf-8")
    link(place, tmp_path)
    loaded = read(ledger)
    assert [code for *_, code in outline(loaded)] == ["F012"]
    assert "YH-QY001-2024-001" not in loaded.hazard


def test_a_folder_linked_to_the_ledger_itself(ledger: Path, place: Path) -> None:
    link(place, ledger)
    loaded = read(ledger)
    assert len(loaded.hazards) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(ledger: Path, place: Path) -> None:
    os.mkfifo(place)
    assert outline(read(ledger)) == [("hazards/odd.yaml", 1, "F013")]


def test_a_folder_with_the_name_of_a_file(ledger: Path, place: Path) -> None:
    place.mkdir()
    read(ledger)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission(ledger: Path, place: Path) -> None:
    place.write_text("[]\n", encoding="utf-8")
    place.chmod(0)
    assert outline(read(ledger)) == [("hazards/odd.yaml", 1, "F013")]
