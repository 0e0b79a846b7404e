"""``check`` as a user meets it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest


def test_a_sound_ledger_says_nothing(run: Any, sound: Path) -> None:
    answer = run("check", "--ledger", sound)
    assert (answer.code, answer.out, answer.err) == (0, "", "")


def test_a_mistake_has_its_place_its_words_and_its_remedy(
    run: Any, broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(broken.parent)
    answer = run("check", "--ledger", "ledger")
    first, remedy = answer.out.splitlines()
    assert answer.code == 1
    assert first.startswith("ledger/enterprises/b.yaml:3:3: S203 ")
    assert "principal" in first
    assert remedy.startswith("    ")
    assert answer.err == "共 1 处错误，0 处警告\n"


def test_paths_are_as_an_editor_can_open_them(
    run: Any, broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(broken / "enterprises")
    assert run("check").out.startswith(f"{broken.as_posix()}/enterprises/b.yaml:3:3: ")
    monkeypatch.chdir(broken)
    assert run("check").out.startswith("enterprises/b.yaml:3:3: ")


def test_json_holds_every_field(run: Any, broken: Path) -> None:
    answer = json.loads(run("check", "--ledger", broken, "--format", "json").out)
    (found,) = answer.pop("findings")
    assert answer == {
        "schema": "safety-ledger/1",
        "command": "check",
        "ledger": "示例台账",
        "folder": broken.as_posix(),
        "as_of": None,
        "errors": 1,
        "warnings": 0,
    }
    assert found["code"] == "S203"
    assert (found["path"], found["line"], found["column"]) == ("enterprises/b.yaml", 3, 3)
    assert found["severity"] == "error"
    assert found["related"] == []
    assert {"message", "remedy", "field"} <= found.keys()


def test_json_of_a_sound_ledger_is_an_empty_list(run: Any, sound: Path) -> None:
    answer = run("check", "--ledger", sound, "--format", "json")
    assert answer.code == 0
    assert json.loads(answer.out)["findings"] == []


def test_only_the_files_asked_for_are_listed_and_counted(run: Any, broken: Path) -> None:
    ledger = ("--ledger", broken)
    assert run("check", *ledger, broken / "people").code == 0
    assert run("check", *ledger, broken / "enterprises/a.yaml").out == ""
    assert run("check", *ledger, broken / "enterprises/b.yaml").code == 1
    assert run("check", *ledger, broken / "enterprises").code == 1
    assert run("check", *ledger, broken).code == 1


def test_a_path_that_is_not_there_or_outside_is_wrong_usage(run: Any, sound: Path) -> None:
    absent = run("check", "--ledger", sound, sound / "nothing.yaml")
    outside = run("check", "--ledger", sound, sound.parent)
    assert (absent.code, outside.code) == (2, 2)
    assert "nothing.yaml" in absent.err
    assert "不在台账" in outside.err


def test_warnings_alone_are_printed_and_fail_only_when_asked(run: Any, sound: Path) -> None:
    (sound / ".gitattributes").write_text("*.yaml merge=union\n", encoding="utf-8")
    answer = run("check", "--ledger", sound)
    assert answer.code == 0
    assert "F014" in answer.out
    assert answer.err == "共 0 处错误，1 处警告\n"
    assert run("check", "--ledger", sound, "--fail-on", "warning").code == 1


def test_an_editor_gives_the_text_of_a_file(
    run: Any, sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = io.TextIOWrapper(io.BytesIO("- {id: QY-012, nmae: 示例}\n".encode()))
    monkeypatch.setattr("sys.stdin", typed)
    path = sound / "enterprises/a.yaml"
    answer = run("check", "--ledger", sound, "--stdin-filename", path, "-")
    assert answer.code == 1
    assert "enterprises/a.yaml:1:16: S203" in answer.out


def test_a_dash_needs_the_name_of_the_file(run: Any, sound: Path) -> None:
    assert run("check", "--ledger", sound, "-").code == 2
    assert run("check", "--ledger", sound, "--stdin-filename", "a.yaml").code == 2


def test_output_goes_to_a_file(run: Any, broken: Path, tmp_path: Path) -> None:
    target = tmp_path / "found.txt"
    answer = run("check", "--ledger", broken, "--output", target)
    assert (answer.code, answer.out) == (1, "")
    assert "S203" in target.read_text(encoding="utf-8")


def test_output_that_cannot_be_written_stops_the_program(run: Any, broken: Path) -> None:
    answer = run("check", "--ledger", broken, "--output", broken / "no" / "such" / "file")
    assert answer.code == 3
    assert len(answer.err.splitlines()) == 1


def test_verbose_says_what_was_read(run: Any, sound: Path) -> None:
    answer = run("check", "--ledger", sound, "--verbose")
    assert answer.out == ""
    assert "企业 1" in answer.err


def test_a_name_full_of_escapes_reaches_no_terminal(run: Any, sound: Path) -> None:
    (sound / "enterprises/b.yaml").write_text(
        '- {id: QY-013, name: 甲, "\\e[31m[red]\\u202e": 1}\n', encoding="utf-8"
    )
    answer = run("check", "--ledger", sound)
    assert "\\x1b[31m[red]\\u202e" in answer.out
    assert "\x1b" not in answer.out


def test_reading_never_writes(run: Any, broken: Path) -> None:
    def state() -> dict[Path, tuple[bytes, int]]:
        files = (path for path in broken.rglob("*") if path.is_file())
        return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}

    before = state()
    run("check", "--ledger", broken)
    run("check", "--ledger", broken)
    assert state() == before
