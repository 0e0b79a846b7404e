"""What lists can be rolled up by. A module of its own, so that the shell can offer it at no cost."""

from __future__ import annotations

from enum import StrEnum


class By(StrEnum):
    """What the responsibility list can be rolled up by."""

    SECTION = "section"
    PERSON = "person"
    ENTERPRISE = "enterprise"
    BODY = "body"
