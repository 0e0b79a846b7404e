"""The kinds of papers. A module of its own, so that the shell can offer them at no cost."""

from __future__ import annotations

from enum import StrEnum


class PaperKind(StrEnum):
    """What an office makes of a record."""

    RECTIFICATION = "整改通知书"
    REVIEW = "复查记录表"
    SUPERVISION = "督办函"
    SUMMONS = "约谈通知"
    CLOSURE = "销号审批表"
    INSPECTION = "现场检查表"
