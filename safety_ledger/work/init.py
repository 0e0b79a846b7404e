"""A ledger of one's own: everything another zone needs to begin, written where nothing stands yet."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from safety_ledger.errors import LedgerError
from safety_ledger.git.process import attempt, git
from safety_ledger.model import KINDS
from safety_ledger.schema import written
from safety_ledger.text import Lang, Text
from safety_ledger.work.find import MARK
from safety_ledger.work.starting import LISTS, led_by

HOOK: Final = ".githooks/pre-commit"
_SCHEMAS: Final = ".schema"
_GAP: Final = re.compile(r"\{\{(\w+)\}\}")
_PLAIN: Final = re.compile(r"[\u3400-\u9fff（）〔〕、·]+")
_TAKEN: Final = Text(
    "{path} 已经有文件：{names}。不覆盖已有的台账；换一个目录",
    "{path} already holds {names}: a ledger that is there is never overwritten; take another folder",
)
_NO_FOLDER: Final = Text("{path} 不是目录", "{path} is no folder")

_FILES: Final = {
    MARK: "ledger.yaml",
    "people/people.yaml": "people.yaml",
    "enterprises/enterprises.yaml": "enterprises.yaml",
    "hazards/example.yaml": "hazards.yaml",
    "activities/activities.yaml": "activities.yaml",
    "risks/points.yaml": "risks.yaml",
    "README.md": "README.md",
    ".gitattributes": "gitattributes",
    ".gitignore": "gitignore",
    ".editorconfig": "editorconfig",
    HOOK: "pre-commit",
    ".vscode/extensions.json": "extensions.json",
}
"""What is written, and the template each comes from."""

_AT_THE_TOP: Final = {
    ".gitlab-ci.yml": "gitlab-ci.yml",
    ".github/workflows/ledger.yml": "github.yml",
}
"""What only works at the top of a repository."""

_CONFIG: Final = (
    ("core.hooksPath", ".githooks"),
    ("diff.safety-ledger.xfuncname", r"^( *- \{?(id|name): .*)$"),
    ("safety-ledger.python", sys.executable),
)
"""What a repository is told; it stays in this copy and is not committed."""


@dataclass(frozen=True, slots=True)
class Zone:
    """What the user was asked: the ledger's name, whose it is, and the sections, the one that closes
    hazards first. ``bare``: without the plan's task lists.
    """

    name: str
    authority: str | None
    sections: tuple[str, ...]
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """What was done: files written, files left as they were, the repository and its hook."""

    folder: Path
    written: tuple[str, ...]
    kept: tuple[str, ...]
    repository: bool
    """Whether the folder lies in a repository of git now."""
    hooked: bool
    """Whether that repository runs the hook before a commit."""


def initialise(folder: Path, zone: Zone, *, with_git: bool) -> Made:
    """Write a new ledger into a folder. Raises :class:`LedgerError` when one is there already.

    ``with_git`` makes a repository where the folder lies in none, and turns the hook on.
    """
    if folder.exists() and not folder.is_dir():
        raise LedgerError(_NO_FOLDER, {"path": folder})
    _refuse_taken(folder)
    folder.mkdir(parents=True, exist_ok=True)
    prefix = _repository(folder) if with_git and shutil.which("git") else None
    contents = dict(_contents(zone, prefix or ""))
    kept = tuple(path for path in contents if not _write(folder, path, contents[path]))
    hooked = prefix is not None and _hook(folder, prefix)
    done = tuple(path for path in contents if path not in kept)
    return Made(folder, done, kept, prefix is not None, hooked)


def _refuse_taken(folder: Path) -> None:
    """A ledger, or records of one, must not be there yet."""
    taken = [MARK] if (folder / MARK).exists() else []
    taken += [
        f"{kind.folder}/"
        for kind in KINDS
        if kind.folder and any(folder.glob(f"{kind.folder}/**/*.y*ml"))
    ]
    if taken:
        raise LedgerError(_TAKEN, {"path": folder, "names": tuple(taken)})


# -- contents -----------------------------------------------------------------------------------


def _contents(zone: Zone, prefix: str) -> Iterator[tuple[str, str]]:
    """Every file of a ledger that lies at ``prefix`` in its repository."""
    words = {
        "name": scalar(zone.name),
        "title": zone.name,
        "authority": f"authority: {scalar(zone.authority)}\n" if zone.authority else "",
        "sections": ", ".join(scalar(one) for one in zone.sections),
        "section": scalar(zone.sections[0]),
        "folder": ".",
        "hooks": shlex.quote(f"{prefix}.githooks"),
    }
    for path, name in (_FILES | ({} if prefix else _AT_THE_TOP)).items():
        yield path, _modeline(path) + _filled(template(name), words)
    if zone.bare:
        yield (
            "tasks/tasks.yaml",
            _modeline("tasks/tasks.yaml") + _filled(template("tasks.yaml"), words),
        )
    else:
        sections = tuple(scalar(one) for one in zone.sections)
        for name in LISTS:
            path = f"tasks/{name}.yaml"
            yield path, _modeline(path) + led_by(template(f"{name}.yaml"), sections)
    yield "evidence/.gitkeep", ""
    yield ".vscode/settings.json", _settings()
    for kind in KINDS:
        yield f"{_SCHEMAS}/{kind.name}.json", written(kind, Lang.ZH)


def template(name: str) -> str:
    """The text of a template of the package."""
    return (files("safety_ledger") / "templates" / name).read_text(encoding="utf-8")


def _filled(text: str, words: Mapping[str, str]) -> str:
    return _GAP.sub(lambda gap: words.get(gap[1], gap[0]), text)


def scalar(text: str) -> str:
    """A text as YAML reads it back, quoted unless it is nothing but Chinese."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _modeline(path: str) -> str:
    """Where an editor finds the schema of a file of records."""
    if not path.endswith(".yaml") or path.startswith("."):
        return ""
    folder, _, _ = path.rpartition("/")
    kind = next(one.name for one in KINDS if one.folder == folder)
    up = "../" if folder else ""
    return f"# yaml-language-server: $schema={up}{_SCHEMAS}/{kind}.json\n"


def _settings() -> str:
    """Editor settings: which schema goes with which files, and what keeps files readable anywhere."""
    schemas = {
        f"{_SCHEMAS}/{kind.name}.json": f"{kind.folder}/**/*.yaml" if kind.folder else MARK
        for kind in KINDS
    }
    said = {
        "yaml.schemas": schemas,
        "files.encoding": "utf8",
        "files.eol": "\n",
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.autoIndent": "keep"},
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _write(folder: Path, path: str, text: str) -> bool:
    """Write a file where there is none; whether it was written."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return False
    if path == HOOK:
        target.chmod(0o755)
    return True


# -- git ----------------------------------------------------------------------------------------


def _repository(folder: Path) -> str:
    """Where the folder lies in its repository, a new one where there is none."""
    asked = attempt(folder, "rev-parse", "--show-prefix")
    if asked.returncode:
        git(folder, "-c", "init.defaultBranch=main", "init", "-q")
        return ""
    return asked.stdout.decode("utf-8", "surrogateescape").strip("\n")


def _hook(folder: Path, prefix: str) -> bool:
    """Tell the repository of the hook, unless it has hooks of its own."""
    if not (folder / HOOK).is_file():
        return False
    wanted = f"{prefix}.githooks"
    hooks = (
        attempt(folder, "config", "--get", "core.hooksPath")
        .stdout.decode("utf-8", "replace")
        .strip()
    )
    own = git(folder, "rev-parse", "--git-path", "hooks/pre-commit").decode(
        "utf-8", "surrogateescape"
    )
    if hooks not in {"", wanted} or (not hooks and (folder / own.strip("\n")).exists()):
        return False
    for name, value in _CONFIG:
        git(folder, "config", name, wanted if name == "core.hooksPath" else value)
    return True
