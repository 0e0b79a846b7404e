"""Papers as html: what a printer must not tear apart."""

from __future__ import annotations

import datetime as dt

from safety_ledger.render.paper import papers_as_html
from safety_ledger.reports.notices.kinds import PaperKind
from safety_ledger.reports.notices.paper import NUMBER, Paper, Paragraph


def test_a_box_to_tick_stays_with_its_word() -> None:
    paper = Paper(
        PaperKind.REVIEW,
        title="事故隐患整改复查记录表",
        issuer=("管委会",),
        number=(NUMBER,),
        addressee=(),
        body=(Paragraph(("□合格　□不合格（第2轮）",)),),
        signed=(),
        remarks=(),
    )
    html = papers_as_html([paper], dt.date(2024, 7, 1))
    assert '<span class="tick">□合格</span>　<span class="tick">□不合格</span>（第2轮）' in html
