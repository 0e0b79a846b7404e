"""Why an entry does not count: the reasons, and the entries they were found in."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from safety_ledger.vocabulary import Role


class Refusal(StrEnum):
    """A reason to refuse an entry; the value is the code under which rules report it."""

    NOT_ALLOWED = "L501"
    NOT_TO_PRINCIPAL = "L502"
    SIGNER = "L503"
    RECTIFIER_SIGNS = "L504"
    REVIEWER_CLOSES = "L505"
    NOT_PASSED = "L506"
    LISTED = "L507"
    STOPPED = "L508"
    NOT_LATER = "L509"
    NOT_ASKED = "L510"
    ISSUER = "L511"
    AFTER_END = "L512"
    OWN_SIGNER = "L513"
    BEFORE_FOUND = "L514"
    REVIEWER_CLOSES_GENERAL = "L520"
    """A remark: it refuses the closure only where ``policies.strict`` says so."""


class Objection(NamedTuple):
    """What speaks against an entry: the reason, the field at fault and the facts of the case."""

    refusal: Refusal
    key: str
    params: Mapping[str, object]


class Refused(NamedTuple):
    """An entry that the rules object to, by its place in ``hazard.history``."""

    ordinal: int
    refusal: Refusal
    key: str
    """The field to point at."""
    params: Mapping[str, object]
    counted: bool
    """Whether it counts all the same, because it can only make the standing worse."""


class Unchecked(NamedTuple):
    """A signature nobody could check, because ``people/`` names no holder of the role."""

    ordinal: int
    role: Role
