"""The steps of a hazard's life as commands: one row a verb; options and questions follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from safety_ledger.text import Text
from safety_ledger.vocabulary import Event


@dataclass(frozen=True, slots=True)
class Verb:
    """A command that adds an entry to the history of hazards: the event, or those to choose from."""

    name: str
    events: tuple[Event, ...]
    help: Text
    choice: str = ""
    """The option that says which of several events it is."""


VERBS: Final = {
    verb.name: verb
    for verb in (
        Verb(
            "notify",
            (Event.NOTIFY,),
            Text("记录：通知已送达。", "Record that a notice reached them."),
        ),
        Verb(
            "request-extension",
            (Event.REQUEST_EXTENSION,),
            Text("记录：企业申请延期。", "Record that an extension was asked for."),
        ),
        Verb("extend", (Event.EXTEND,), Text("记录：同意延期。", "Record an extension granted.")),
        Verb(
            "refuse-extension",
            (Event.REFUSE_EXTENSION,),
            Text("记录：驳回延期申请。", "Record an extension refused."),
        ),
        Verb(
            "rectify",
            (Event.RECTIFY,),
            Text("记录：企业称整改完成。", "Record that it was put right."),
        ),
        Verb(
            "review",
            (Event.REVIEW,),
            Text(
                "记录复查；--notice 文号 则逐条复查这份通知里的隐患。",
                "Record a review; --notice walks through the hazards of one notice.",
            ),
        ),
        Verb("close", (Event.CLOSE,), Text("记录：销号。", "Record the closure.")),
        Verb("reopen", (Event.REOPEN,), Text("记录：重开。", "Record that it was reopened.")),
        Verb(
            "verify", (Event.VERIFY,), Text("记录：举报经核实属实。", "Record a report verified.")
        ),
        Verb("dismiss", (Event.DISMISS,), Text("记录：举报查否。", "Record a report as untrue.")),
        Verb(
            "escalate",
            (Event.LETTER, Event.CIRCULAR, Event.SUMMON, Event.EXPOSE),
            Text("记录督办：函告、通报、约谈、曝光。", "Record a step of escalation."),
            choice="step",
        ),
        Verb(
            "order",
            (
                Event.LIST,
                Event.DELIST,
                Event.STOP_USE,
                Event.STOP_PRODUCTION,
                Event.RESUME,
                Event.SEAL,
                Event.PENALTY,
            ),
            Text(
                "记录有权机关的决定：挂牌督办、摘牌、停止使用、停产停业、恢复生产、查封、行政处罚。",
                "Record an order of an authority.",
            ),
            choice="kind",
        ),
        Verb(
            "transfer",
            (Event.TRANSFER,),
            Text("记录：移送其他部门。", "Record a transfer elsewhere."),
        ),
        Verb(
            "void",
            (Event.VOID,),
            Text("记录：作废（误登、重复）。", "Void a record made by mistake."),
        ),
        Verb(
            "gone",
            (Event.GONE,),
            Text("记录：企业退出、现场危险已消除。", "Record that the enterprise is gone."),
        ),
        Verb(
            "rejudge",
            (Event.REJUDGE,),
            Text("记录：改判级别。", "Record a new judgement of the level."),
        ),
        Verb("progress", (Event.PROGRESS,), Text("记录：整改进展。", "Record progress.")),
    )
}

ENTRY_ORDER: Final = (
    "date",
    "event",
    "milestone",
    "level",
    "criterion",
    "result",
    "mode",
    "until",
    "to",
    "issuer",
    "document",
    "receipt",
    "by",
    "reason",
    "spent",
    "duplicate_of",
    "evidence",
    "note",
)
"""The order of an entry's keys, as the ledger's own examples have it."""
