"""``init``: a ledger of one's own, ready for its first commit."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from safety_ledger.cli.options import argument, flag, worded
from safety_ledger.cli.streams import put
from safety_ledger.cli.usage import WrongUsage
from safety_ledger.cli.words import say, tell
from safety_ledger.text import Text

if TYPE_CHECKING:
    from safety_ledger.work.init import Made

_HELP: Final = Text(
    "新建一本台账：空的各类文件、方案任务清单、提交前检查、编辑器和 CI 设置。不覆盖任何已有文件。",
    "Start a ledger: empty files of each kind, the plan's tasks, a hook, editor and CI settings. "
    "Nothing is overwritten.",
)
_DIR: Final = Text("建在哪个目录", "the folder to put it in")
_NAME: Final = Text("台账名称", "the ledger's name")
_AUTHORITY: Final = Text("管理单位", "whose it is")
_SECTION: Final = Text(
    "科室，可重复；第一个是签批销号的科室", "a section; repeat it; the first signs closures"
)
_BARE: Final = Text("不带方案任务清单", "without the plan's task lists")
_NO_INPUT: Final = Text("不提问，没给的用默认值", "ask nothing; defaults for what is not given")
_GIT: Final = Text(
    "不在 git 仓库中就新建一个，并启用提交前检查",
    "make a git repository where there is none, turn the hook on",
)
_ASK_SECTIONS: Final = Text(
    "科室（用逗号隔开，第一个签批销号）", "sections (commas between; the first signs closures)"
)
_DEFAULT_SECTION: Final = "安全管理科"
_DEFAULT_NAME: Final = "{folder}安全生产台账"
_A_SECTION: Final = Text("科室名称", "the name of a section")
_BLANK: Final = Text("{what}不能为空", "{what} must not be empty")
_UNPRINTABLE: Final = Text("{what}须写在一行", "{what} must be one line of plain text")
_DONE: Final = Text(
    "已在 {folder} 建好台账，写了 {count} 个文件。\n",
    "The ledger in {folder} is ready: {count} files written.\n",
)
_KEPT: Final = Text("已有、未动：{names}", "left as they were: {names}")
_NEXT: Final = Text(
    "下一步：\n"
    "  cd {folder}\n"
    "  在 people/people.yaml 写上能签字的人，在 enterprises/ 写上企业\n"
    "  safety-ledger check\n"
    "  git add -A && git commit -m 建账\n",
    "Next:\n"
    "  cd {folder}\n"
    "  write who may sign into people/people.yaml, and the enterprises into enterprises/\n"
    "  safety-ledger check\n"
    "  git add -A && git commit -m start\n",
)
_NOT_HOOKED: Final = Text(
    "仓库已有自己的钩子，没有启用提交前检查；请让它运行 {hook}",
    "the repository has hooks of its own, so the check before commits is not on: let them run {hook}",
)


_NO_GIT: Final = Text(
    "没有安装 git：台账已建好，但没有建仓库，也没有提交前检查；装好后在目录里运行 git init 和 "
    "git config core.hooksPath .githooks",
    "git is not installed: there is no repository and no check before commits; once it is, run "
    "git init and git config core.hooksPath .githooks in the folder",
)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=say(_HELP))(init)


def init(
    folder: Annotated[Path, argument("DIR", _DIR)],
    name: Annotated[str | None, worded("--name", _NAME)] = None,
    authority: Annotated[str | None, worded("--authority", _AUTHORITY)] = None,
    section: Annotated[list[str] | None, worded("--section", _SECTION)] = None,
    bare: Annotated[bool, flag("--bare", _BARE)] = False,
    no_input: Annotated[bool, flag("--no-input", _NO_INPUT)] = False,
    git: Annotated[bool, flag("--git/--no-git", _GIT)] = True,
) -> int:
    """Ask what is not given, write the ledger, say what comes next."""
    from safety_ledger.work.init import Zone, initialise

    asks = not no_input and sys.stdin.isatty()
    usual = _DEFAULT_NAME.format(folder=folder.resolve().name)
    if name is None:
        name = typer.prompt(say(_NAME), default=usual) if asks else usual
    if authority is None and asks:
        authority = typer.prompt(say(_AUTHORITY), default="", show_default=False)
    if section is None:
        asked = typer.prompt(say(_ASK_SECTIONS), default=_DEFAULT_SECTION) if asks else ""
        section = re.split(r"[,，、\s]+", asked.strip()) if asked.strip() else [_DEFAULT_SECTION]
    zone = Zone(
        _filled(name, _NAME),
        (authority or "").strip() or None,
        tuple(dict.fromkeys(_filled(one, _A_SECTION) for one in section)),
        bare,
    )
    _say(initialise(folder, zone, with_git=git), asked_git=git)
    return 0


def _filled(word: str, what: Text) -> str:
    if not word.strip():
        raise WrongUsage(say(_BLANK, what=say(what)))
    if not word.isprintable():
        raise WrongUsage(say(_UNPRINTABLE, what=say(what)))
    return word.strip()


def _say(made: Made, *, asked_git: bool) -> None:
    from safety_ledger.work.init import HOOK

    put(say(_DONE, folder=made.folder, count=len(made.written)), None)
    if made.kept:
        tell(say(_KEPT, names=made.kept))
    if made.repository and not made.hooked:
        tell(say(_NOT_HOOKED, hook=made.folder / HOOK))
    if asked_git and not made.repository:
        tell(say(_NO_GIT))
    folder = str(made.folder)
    put(say(_NEXT, folder=f'"{folder}"' if " " in folder else folder), None)
