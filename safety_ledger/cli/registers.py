"""The registers beside the four lists: clues for accountability, risk points, people."""

from __future__ import annotations

from typing import Final

import typer

from safety_ledger.cli.answering import listed
from safety_ledger.cli.options import ListOptions, taking
from safety_ledger.cli.words import say
from safety_ledger.text import Text

_CLUES: Final = Text(
    "责任线索：未开展排查、查不出、拒不整改、长期存在、未组织判定标准培训，和对企业有利的情况；供人研判。",
    "Clues for holding an enterprise to account, and what speaks for it; for a person to judge.",
)
_RISKS: Final = Text(
    "重大风险点清单（一单一图）：四类措施、责任人、应复核日期，红色在前。",
    "Major risk points: measures, owner, when to be reviewed; red first.",
)
_PEOPLE: Final = Text(
    "人员当日的角色，专家库按专业。", "People with their roles on the day, experts by specialty."
)


def register(app: typer.Typer) -> None:
    """Add the registers to the program."""
    for command, help_ in ((clues, _CLUES), (risks, _RISKS), (people, _PEOPLE)):
        app.command(help=say(help_))(command)


@taking(ListOptions)
def clues(options: ListOptions) -> int:
    """责任线索."""
    return listed(options, "clues")


@taking(ListOptions)
def risks(options: ListOptions) -> int:
    """一单一图."""
    return listed(options, "risks")


@taking(ListOptions)
def people(options: ListOptions) -> int:
    """人员和专家库."""
    return listed(options, "people")
