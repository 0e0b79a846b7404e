"""Papers: what they say, what they leave blank, what they refuse, and what they never give away."""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from safety_ledger import load, standing
from safety_ledger.lists import Day
from safety_ledger.render.paper import papers_as_html, papers_as_markdown, papers_as_text
from safety_ledger.reports.notices.drafting import SUITS, drafts
from safety_ledger.reports.notices.kinds import PaperKind
from safety_ledger.reports.notices.paper import Paper, texts
from safety_ledger.reports.notices.subject import Declined, chosen
from tests.folders import DATA, write_files

DAY = dt.date(2026, 11, 23)

FILES = {
    "ledger.yaml": "name: 示例台账\nauthority: 示例开发区管理委员会\nsections: [安全管理科]\n",
    "people/a.yaml": (
        "- {name: 李明, roles: [督导员], section: 安全管理科}\n"
        "- {name: 周明, roles: [督导员], section: 安全管理科}\n"
        "- {name: 赵刚, roles: [审核人], section: 安全管理科}\n"
    ),
    "enterprises/a.yaml": (
        "- {id: QY-1, name: 示例甲有限公司, principal: 王建国, controller: 陈总, address: 示例路1号}\n"
        "- {id: QY-2, name: 示例乙有限公司, principal: 孙一}\n"
    ),
}
HAZARD = """\
- id: {id}
  enterprise: QY-1
  title: {title}
  level: 重大
  criterion: {{standard: 示例判定标准, article: "12"}}
  location: 罐区
  source: 督导检查
  found_on: 2024-05-08
  deadline: {deadline}
  responsible: {{rectifier: 王强, section: 安全管理科, person: 张华, regulator: 县应急管理局}}
  plan: {{measures: 更换探头}}
  history:
    - {{date: 2024-05-09, event: 通知, to: [主要负责人], document: 开安〔2024〕17号, by: 李明}}
"""
CLAIM = "    - {date: 2024-06-20, event: 整改完成, by: 王强, evidence: [evidence/a.jpg]}\n"
PASS = "    - {date: 2024-06-25, event: 复查, result: 合格, mode: 现场, by: [李明, 周明]}\n"
CLOSED = "    - {date: 2024-06-28, event: 销号, by: 赵刚}\n"


def day(root: Path, *hazards: str, on: dt.date = dt.date(2024, 7, 1)) -> Day:
    files = FILES | {"hazards/a.yaml": "".join(hazards), "evidence/a.jpg": ""}
    return standing(load(write_files(root, files)), on)


def hazard(id_: str = "YH-1", title: str = "报警器失效", deadline: str = "2024-06-30") -> str:
    return HAZARD.format(id=id_, title=title, deadline=deadline)


def papers(at: Day, word: str, kind: PaperKind | None = None) -> list[Paper]:
    choice = chosen(at, word)
    assert choice is not None
    made = drafts(choice, kind, at)
    assert not isinstance(made, Declined), made.why.zh
    return made


def declined(at: Day, word: str, kind: PaperKind | None = None) -> str:
    choice = chosen(at, word)
    assert choice is not None
    made = drafts(choice, kind, at)
    assert isinstance(made, Declined)
    return made.why.zh


def said(of: list[Paper]) -> str:
    return "\n".join(text for paper in of for text in texts(paper))


def test_a_notice_lists_every_open_hazard_with_its_own_day(tmp_path: Path) -> None:
    at = day(
        tmp_path,
        hazard("YH-1", "甲", "2024-07-31"),
        hazard("YH-2", "乙", "2024-07-15") + CLAIM,
        hazard("YH-3", "丙") + CLAIM + PASS + CLOSED,
    )
    text = said(papers(at, "QY-1"))
    assert text.index("YH-2") < text.index("YH-1")
    assert "2024年7月31日" in text
    assert "2024年7月15日" in text
    assert "YH-3" not in text
    assert "示例判定标准 12" in text
    for blank in ("文号", "法律依据", "成文日期"):
        assert f"【待填：{blank}】" in text
    assert "【待盖：印章】" in text
    assert said(papers(at, "示例甲有限公司")) == text


def test_the_number_of_an_earlier_notice_is_no_number_of_this_paper(tmp_path: Path) -> None:
    (paper,) = papers(day(tmp_path, hazard()), "YH-1", PaperKind.RECTIFICATION)
    assert "开安〔2024〕17号" not in said([paper])
    assert str(paper.number[0]) == "【待填：文号】"


def test_a_notice_number_gives_its_items_one_by_one(tmp_path: Path) -> None:
    at = day(
        tmp_path, hazard("YH-1"), hazard("YH-2") + CLAIM, hazard("YH-3") + CLAIM + PASS + CLOSED
    )
    (paper,) = papers(at, "开安〔2024〕17号", PaperKind.REVIEW)
    text = said([paper])
    assert "开安〔2024〕17号" in text
    assert text.count("□合格　□不合格") == 2
    assert "李明、周明" in text
    assert [f"YH-{n}" in text for n in (1, 2, 3)] == [True] * 3


@pytest.mark.parametrize(
    ("history", "kind"),
    [
        ("", PaperKind.RECTIFICATION),
        (CLAIM, PaperKind.REVIEW),
        (CLAIM + PASS, PaperKind.CLOSURE),
    ],
)
def test_without_a_kind_the_paper_is_the_next_one(
    history: str, kind: PaperKind, tmp_path: Path
) -> None:
    (paper,) = papers(day(tmp_path, hazard() + history), "YH-1")
    assert paper.kind is kind


def test_closure_names_who_did_what_and_leaves_opinions_blank(tmp_path: Path) -> None:
    at = day(tmp_path, hazard("YH-1") + CLAIM + PASS, hazard("YH-2") + CLAIM + PASS)
    one, other = papers(at, "QY-1", PaperKind.CLOSURE)
    text = said([one])
    for fact in ("王强", "李明、周明", "a.jpg", "按期完成", "2024年6月20日", "2024年6月25日"):
        assert fact in text
    assert "赵刚" not in text
    assert text.count("【待签：") == 3
    assert "YH-2" not in text
    assert "YH-2" in said([other])


def test_a_listed_hazard_is_not_put_up_for_closure(tmp_path: Path) -> None:
    listed = "    - {date: 2024-05-10, event: 挂牌督办, issuer: 县安委会}\n"
    at = day(tmp_path, hazard() + listed + CLAIM + PASS)
    assert "摘牌" in declined(at, "YH-1", PaperKind.CLOSURE)


@pytest.mark.parametrize("kind", list(PaperKind))
def test_what_makes_no_sense_is_declined(kind: PaperKind, tmp_path: Path) -> None:
    at = day(tmp_path, hazard() + CLAIM + PASS + CLOSED)
    if kind in {PaperKind.REVIEW, PaperKind.CLOSURE}:
        assert papers(at, "YH-1", kind)
    else:
        assert "已销号" in declined(at, "YH-1", kind)


def test_a_visit_needs_no_open_hazard(tmp_path: Path) -> None:
    at = day(tmp_path, hazard())
    assert "无在账隐患" in said(papers(at, "QY-2", PaperKind.INSPECTION))
    assert "没有可出" in declined(at, "QY-2", PaperKind.RECTIFICATION)


def test_a_hazard_goes_to_who_must_put_it_right(tmp_path: Path) -> None:
    at = day(tmp_path, hazard().replace("  title", "  liable: QY-2\n  title"))
    (paper,) = papers(at, "YH-1")
    assert paper.addressee == ("示例乙有限公司",)
    assert "示例甲有限公司：罐区" in said([paper])
    assert "没有可出" in declined(at, "QY-1", PaperKind.RECTIFICATION)


PUBLIC = (
    hazard()
    .replace("督导检查", "群众举报\n  case: JB-2024-003")
    .replace("2024-05-08", "2024-05-02")
    .replace(
        "history:\n", "history:\n    - {date: 2024-05-08, event: 核实, by: 李明, note: 属实}\n"
    )
)


@pytest.mark.parametrize("kind", list(PaperKind))
@pytest.mark.parametrize("tail", ["", CLAIM, CLAIM + PASS, CLAIM + PASS + CLOSED])
def test_a_public_report_reads_like_any_other(kind: PaperKind, tail: str, tmp_path: Path) -> None:
    """The same hazard, found by an inspection on the day it was verified: not a letter differs."""
    at = day(tmp_path / "a", PUBLIC + tail)
    other = day(tmp_path / "b", hazard() + tail)
    choice, twin = chosen(at, "YH-1"), chosen(other, "YH-1")
    assert choice
    assert twin
    assert drafts(choice, kind, at) == drafts(twin, kind, other)


@pytest.mark.parametrize("title", ["群众举报报警器失效", "案号JB-2024-003", "职工反映通道堵塞"])
def test_words_that_tell_the_source_are_not_printed(title: str, tmp_path: Path) -> None:
    at = day(tmp_path, PUBLIC.replace("报警器失效", title))
    assert "来源" in declined(at, "YH-1")


def test_a_report_not_verified_is_no_hazard(tmp_path: Path) -> None:
    head, _, _ = PUBLIC.partition("  history:")
    at = day(tmp_path, head, hazard("YH-2"))
    assert "核实" in declined(at, "YH-1")
    for kind in (PaperKind.RECTIFICATION, PaperKind.INSPECTION):
        assert "YH-1" not in said(papers(at, "QY-1", kind))


def test_no_paper_of_data_gives_a_source_away() -> None:
    ledger = load(DATA)
    for on in (dt.date(2024, 11, 1), dt.date(2025, 6, 15), DAY):
        at = standing(ledger, on)
        made = [
            paper
            for view in at.hazards
            for kind in PaperKind
            if view.status in SUITS[kind] and (choice := chosen(at, view.id))
            for paper in (drafts(choice, kind, at),)
            if not isinstance(paper, Declined)
        ]
        text = "\n".join(said(papers) for papers in made)
        assert text
        assert not re.search("举报|督导检查|企业自查|JB-20", text)


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not {name for name, _ in attrs} & {"src", "href", "onclick"}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("hostile", ["<script>x</script>", r"a|b\`*_[c](d)", r"\e[31m", "=1+1"])
def test_every_format_says_the_same_and_is_harmless(hostile: str, tmp_path: Path) -> None:
    at = day(tmp_path, hazard(title=f"'{hostile}'"))
    made = papers(at, "YH-1")
    page = Page()
    page.feed(papers_as_html(made, at.date))
    assert hostile in page.text
    assert "script" not in page.tags
    assert hostile in papers_as_text(made)
    markdown = re.sub(r"\\([\\`*_\[\]#|~!])", r"\1", papers_as_markdown(made))
    assert hostile in markdown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_html_prints_on_a4_one_paper_a_page(tmp_path: Path) -> None:
    at = day(tmp_path, hazard("YH-1") + CLAIM + PASS, hazard("YH-2") + CLAIM + PASS)
    html = papers_as_html(papers(at, "QY-1", PaperKind.CLOSURE), at.date)
    assert "size: A4 portrait" in html
    assert html.count('<section class="paper">') == 2
    assert "break-before: page" in html
    assert html.count('class="blank"') > 8


def test_our_own_words_fit_a_gbk_console(tmp_path: Path) -> None:
    at = day(tmp_path, hazard() + CLAIM + PASS)
    for kind in (PaperKind.REVIEW, PaperKind.CLOSURE, PaperKind.RECTIFICATION):
        papers_as_text(papers(at, "YH-1", kind)).encode("gbk")
