"""What lists and figures can be rolled up by. A module of its own, so that the shell can offer it at no cost."""

from __future__ import annotations

from enum import StrEnum


class By(StrEnum):
    """What the responsibility list can be rolled up by."""

    SECTION = "section"
    PERSON = "person"
    ENTERPRISE = "enterprise"
    BODY = "body"


class GroupBy(StrEnum):
    """What stock and flow can be told apart by: attributes of the record, never the status."""

    LEVEL = "level"
    INDUSTRY = "industry"
    AREA = "area"
    SOURCE = "source"
    SECTION = "section"
    CATEGORY = "category"
    CRITERION = "criterion"
    CAMPAIGN = "campaign"


class TableBy(StrEnum):
    """What the rows of the committee's quarterly table are."""

    INDUSTRY = "industry"
    AREA = "area"
