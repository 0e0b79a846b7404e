"""What rules rest on: the ledger's own format, paragraphs of the plan, articles of the law."""

from __future__ import annotations

from typing import Final

from safety_ledger.text import Text

LEDGER_FORMAT: Final = Text("台账格式", "ledger format")
"""For what follows from the files alone: structure, references, order of dates."""

PRACTICE: Final = Text("通行做法", "common practice")
"""For what offices do without a paragraph to cite."""


def plan(paragraph: str) -> Text:
    """A numbered task of the three-year plan (治本攻坚三年行动方案), as in ``plan("5")``."""
    return Text(f"方案第{paragraph}条", f"plan §{paragraph}")


def safeguard(item: str) -> Text:
    """A safeguard of part three of the plan, as in ``safeguard("四")``."""
    return Text(f"方案三（{item}）", f"plan 三({item})")


def work_safety_law(article: str) -> Text:
    """An article of the Work Safety Law as amended in 2021."""
    return Text(f"安全生产法第{article}条", f"Work Safety Law, article {article}")


def hazard_rules(article: str) -> Text:
    """An article of the Interim Provisions on hazards (总局令第16号)."""
    return Text(
        f"安全生产事故隐患排查治理暂行规定第{article}条",
        f"Interim Provisions on Hazards (Order 16), article {article}",
    )


def industry_criteria(article: str) -> Text:
    """An article of the criteria for major hazards in industry and trade (应急管理部令第10号)."""
    return Text(
        f"工贸企业重大事故隐患判定标准第{article}条",
        f"Criteria for Major Hazards in Industry and Trade (Order 10), article {article}",
    )
