"""A ledger with sixty files, each with the mistakes that offices make: what, where, which code.

A mark such as ``‹S209›`` stands where the finding is expected and is taken out before the file is
written, so the catalogue shows each mistake in its place. Everything around a mistake is sound.

    python tests/defects/build.py FOLDER     # writes the ledger there and prints what is expected
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import NamedTuple

MARK = re.compile("‹([A-Z][0-9]{3})›")


class Expected(NamedTuple):
    """A finding: the path below the ledger, line and column from 1, the code."""

    path: str
    line: int
    column: int
    code: str


class Defect(NamedTuple):
    """A file with mistakes: what they are, where it lies, its marked text, its encoding."""

    what: str
    path: str
    text: str
    encoding: str = "utf-8"

    @property
    def data(self) -> bytes:
        return MARK.sub("", self.text).encode(self.encoding)

    @property
    def expected(self) -> list[Expected]:
        return [
            Expected(self.path, number, len(MARK.sub("", line[: mark.start()])) + 1, mark[1])
            for number, line in enumerate(self.text.split("\n"), 1)
            for mark in MARK.finditer(line)
        ]


# What the mistakes stand in: sound records, over which a defect lays its own lines ---------------


def record(sound: str, given: tuple[str, ...]) -> str:
    """A sound record with keys replaced or added, or left out by ``-key``."""
    keys = dict(re.findall(r"^(\w+): (.*)$", sound, re.MULTILINE))
    parts = {key: f"{key}: {value}" for key, value in keys.items()}
    for text in given:
        if text.startswith("-"):
            del parts[text[1:]]
        else:
            parts[re.sub(r"\W.*", "", MARK.sub("", text), flags=re.DOTALL)] = text
    lines = "\n".join(parts.values()).split("\n")
    return "- " + "\n  ".join(lines) + "\n"


def hazard(serial: str, *given: str) -> str:
    """A general hazard found by the office, not yet told to the enterprise."""
    return record(
        f"id: YH-QY001-2024-{serial}\n"
        "enterprise: QY-001\n"
        "title: 甲醇罐区围堰破损\n"
        "level: 一般\n"
        "category: 设备设施\n"
        "source: 督导检查\n"
        "found_on: 2024-05-08\n"
        "found_by: 李明\n"
        "deadline: 2024-06-30\n"
        "responsible: {rectifier: 王强, section: 安全管理科, person: 张华}",
        given,
    )


def enterprise(serial: str, *given: str) -> str:
    return record(f"id: QY-{serial}\nname: 示例第{serial}号纺织有限公司\nindustry: 纺织", given)


def history(*entries: str) -> str:
    return "history:\n" + "\n".join(f"  - {{{entry}}}" for entry in entries)


TOLD = "date: 2024-05-09, event: 通知, to: [主要负责人, 实际控制人], by: 李明"
DONE = "date: 2024-06-20, event: 整改完成, by: 王强, evidence: [evidence/整改后.jpg]"
PASSED = "date: 2024-06-24, event: 复查, result: 合格, mode: 现场, by: [李明, 周明]"
CLOSED = "date: 2024-06-26, event: 销号, by: 赵刚"
MAJOR = "level: 重大"
CRITERION = 'criterion: {standard: 工贸企业重大事故隐患判定标准, article: "11"}'
JUDGED = "judged: {by: 周明, date: 2024-05-08}"
SIX = (
    "plan: {goal: 恢复围堰, measures: 重新浇筑, funds: 120000, organisation: 设备科, "
    "schedule: 六月底前, contingency: 专人值守}"
)

SOUND: dict[str, str] = {
    "ledger.yaml": """\
format: 1
name: 示例开发区安全生产台账
period: {from: 2020-01-01, until: 2030-12-31}
sections: [安全管理科, 经济发展科]
areas: [东片区, 西片区]
industries: [{name: 危险化学品, high_risk: true}, {name: 纺织}]
policies:
  closure_section: 安全管理科
""",
    "people/officials.yaml": """\
# 监管人员
- {name: 李明, roles: [督导员], section: 安全管理科}
- {name: 周明, roles: [督导员], section: 安全管理科}
- {name: 张华, roles: [督导员, 网格督导员], section: 安全管理科}
- {name: 陈敏, roles: [审核人], section: 安全管理科}
- name: 赵刚
  roles:
    - {role: 审核人, from: 2023-01-01}
    - 督导员
  section: 安全管理科
- {name: 何工, roles: [专家], specialties: [化工工艺]}
- {name: 林主任, roles: [领导]}
""",
    "enterprises/east.yaml": """\
- id: QY-001
  name: 示例化工有限公司
  uscc: 91350428MA00000157
  industry: 危险化学品
  area: 东片区
  principal: 王建国
  controller: 王建军
  safety_manager: 刘芳
  employees: 160
  tags: [重大危险源]
  section: 安全管理科
  inactive:
    - {from: 2025-01-01, until: 2025-01-31, reason: 停产检修}
  location: [117.47, 26.73]
- {id: QY-002, name: 示例纺织有限公司, industry: 纺织, area: 西片区, principal: 周建平}
""",
    "hazards/2023/QY-001.yaml": """\
- id: YH-QY001-2023-001
  enterprise: QY-001
  title: "甲醇罐区可燃气体报警器失效: 东侧三个"
  level: 重大
  criterion: {standard: 化工和危险化学品生产经营单位重大生产安全事故隐患判定标准, article: "12"}
  judged: {by: 周明, date: 2023-05-08}
  category: 设备设施
  location: 甲醇罐区东侧     # 三个探头
  source: 督导检查
  found_on: 2023-05-08
  found_by: 李明
  deadline: 2023-06-30
  responsible:
    rectifier: 王强
    section: 安全管理科
    person: 张华
  plan:
    goal: 恢复可燃气体全覆盖监测
    measures: 更换探头并接入DCS
    funds: 120000
    organisation: 分管副总负责，设备科实施
    schedule: 6月10日前到货，6月25日前调试
    contingency: 停用罐区，专人值守
  history:
    - {date: 2023-05-09, event: 通知, to: [主要负责人, 实际控制人], by: 李明}
    # 设备到货推迟
    - date: 2023-06-20
      event: 延期申请
      until: 2023-07-31
      by: 王强
    - {date: 2023-06-25, event: 延期, until: 2023-07-31, by: 陈敏, reason: 设备到货推迟}
    - date: 2023-07-28
      event: 整改完成
      by: 王强
      spent: 118000.50
      evidence: [evidence/整改后.jpg]
    - {date: 2023-07-30, event: 复查, result: 合格, mode: 现场, by: [李明, 周明]}
    - {date: 2023-08-01, event: 销号, by: 赵刚}
""",
    "tasks/plan.yaml": """\
list: 治本攻坚三年行动任务清单
source: 实施方案 二、主要任务
tasks:
  - id: T06-2
    paragraph: "6"
    title: 重大事故隐患数据库运行管理机制
    lead: 安全管理科
    milestones:
      - {id: T06-2-2024, due: 2024-12-31, target: 完善机制}
    history:
      - {date: 2024-11-20, event: 完成, milestone: T06-2-2024, by: 张华}
  - id: T04-1
    title: 主要负责人带队检查
    lead: 安全管理科
    duty: {every: quarter, activity: 企业自查, led_by: 主要负责人, applies_to: {high_risk: false}, since: 2024-01-01}
""",
    "activities/2024.yaml": """\
- id: HD-2024-05-08-01
  date: 2024-05-08
  kind: 企业自查
  enterprises: [QY-001]
  led_by: 主要负责人
  found: []
""",
    "risks/points.yaml": """\
- id: FX-QY001-01
  enterprise: QY-001
  name: 甲醇罐区
  level: 红
  location: [117.47, 26.73]
  measures: {人防: 专人值守, 技防: 在线监测}
""",
    "evidence/整改后.jpg": "一张照片",
}
"""The sound ledger that the files with mistakes are added to."""

OUTSIDE = "hazards/2024/link.yaml"
"""The one file that is a link to a place outside the ledger."""


# The catalogue ----------------------------------------------------------------------------------

WRITING = (
    Defect("saved as GBK", "hazards/2024/gbk.yaml", "‹F001›" + hazard("101"), "gb18030"),
    Defect("saved as “Unicode”", "enterprises/utf-16.yaml", "‹F001›" + enterprise("102"), "utf-16"),
    Defect(
        "a merge conflict left in", "hazards/2024/conflict.yaml",
        hazard("103", "-deadline") + (
            "‹F003›<<<<<<< HEAD\n"
            "  deadline: 2024-06-30\n"
            "=======\n"
            "  deadline: 2024-07-31\n"
            ">>>>>>> 经发科\n"
        ),
    ),
    Defect("a tab for indentation", "hazards/2024/tab.yaml", hazard("104") + "‹F004›\tlocation: 罐区\n"),
    Defect(
        "a line separator pasted from a web page", "hazards/2024/line-separator.yaml",
        hazard("105", "title: 甲醇罐区‹F005›\u2028围堰破损"),
    ),
    Defect(
        "a vertical tab pasted from Word", "hazards/2024/vertical-tab.yaml",
        hazard("106", "title: 甲醇罐区‹F006›\x0b围堰破损"),
    ),
    Defect(
        "two documents in a file", "activities/two-documents.yaml",
        "- {id: HD-2024-06-01-01, date: 2024-06-01, kind: 宣传活动}\n"
        "‹F007›---\n"
        "- {id: HD-2024-06-02-01, date: 2024-06-02, kind: 宣传活动}\n",
    ),
    Defect(
        "an anchor", "hazards/2024/anchor.yaml",
        hazard("108", "responsible: ‹F008›&r {rectifier: 王强, section: 安全管理科}"),
    ),
    Defect("a type tag", "enterprises/tag.yaml", enterprise("109", "employees: ‹F009›!!int 160")),
    Defect(
        "a full-width colon after a key", "hazards/2024/full-width-colon.yaml",
        hazard("110", "category‹Y102›：设备设施"),
    ),
    Defect(
        "a full-width comma between keys", "hazards/2024/full-width-comma.yaml",
        hazard("111", history("date: 2024-05-09, event: 通知, to: [主要负责人]‹Y102›，by: 李明")),
    ),
    Defect(
        "a value that begins with #", "hazards/2024/hash.yaml",
        hazard("112", "location: ‹Y103›#3反应釜"),
    ),
    Defect(
        "a comma in a text inside braces", "hazards/2024/comma-in-braces.yaml",
        hazard("113", history("date: 2024-05-20, event: 进展, note: 探头已到货, ‹Y104›下周安装, by: 王强")),
    ),
    Defect(
        "a quote not closed; and a deadline before the day it was found, one record on",
        "hazards/2024/quote.yaml",
        hazard("114", 'title: ‹Y105›"甲醇罐区围堰破损') + hazard("115", "deadline: ‹H404›2024-04-30"),
    ),
    Defect(
        "a key one space too deep", "risks/indent.yaml",
        "- id: FX-QY001-16\n  enterprise: QY-001\n  level: 橙\n   ‹Y106›name: 乙醇罐区\n",
    ),
)  # fmt: skip

STRUCTURE = (
    Defect("a misspelt folder", "hazard/2024/QY-001.yaml", "‹F011›" + hazard("201")),
    Defect("a link out of the ledger", OUTSIDE, "‹F012›" + hazard("202")),
    Defect(
        "one record without its dash", "enterprises/one-record.yaml",
        "# 新入区企业\n‹S201›id: QY-203\nname: 示例建材有限公司\n",
    ),
    Defect("a bare name for a record", "people/bare-name.yaml", "- {name: 孙杰}\n- ‹S202›吴海\n"),
    Defect("a misspelt key", "hazards/2024/misspelt.yaml", hazard("205", "‹S203›locaton: 罐区东侧")),
    Defect(
        "a key twice", "hazards/2024/twice.yaml",
        hazard("206", "deadline: 2024-06-30\n‹S204›deadline: 2024-07-31"),
    ),
    Defect(
        "no title", "hazards/2024/no-title.yaml",
        hazard("207", "-title", "id: YH-QY001-2024-207").replace("- id", "- ‹S205›id"),
    ),
    Defect("a key without a value", "hazards/2024/no-value.yaml", hazard("208", "‹S206›location:")),
    Defect(
        "a list where one text belongs", "hazards/2024/list.yaml",
        hazard("209", "found_by: ‹S207›[李明, 周明]"),
    ),
    Defect("a level of one's own", "hazards/2024/level.yaml", hazard("210", "level: ‹S208›较大")),
    Defect("the 31st of June", "hazards/2024/june-31.yaml", hazard("211", "deadline: ‹S209›2024-06-31")),
    Defect("a date with slashes", "hazards/2024/slashes.yaml", hazard("212", "deadline: ‹S209›2024/6/30")),
    Defect(
        "a date with a time", "hazards/2024/time.yaml",
        hazard("213", "found_on: ‹S209›2024-05-08 09:30"),
    ),
    Defect(
        "a text that YAML takes for a number", "hazards/2024/article.yaml",
        hazard("214", MAJOR, CRITERION.replace('"11"', "‹S210›11"), JUDGED),
    ),
    Defect("a number in words", "enterprises/about.yaml", enterprise("215", "employees: ‹S211›约160人")),
    Defect(
        "a key that the event does not take", "hazards/2024/event-key.yaml",
        hazard("216", history(TOLD + ", ‹S212›until: 2024-07-31")),
    ),
    Defect(
        "a task without an obligation", "tasks/no-obligation.yaml",
        "list: 领导干部年度任务清单\ntasks:\n  - ‹S213›id: N2024-1\n    title: 带队检查\n    lead: 安全管理科\n",
    ),
    Defect(
        "a period in words", "activities/period.yaml",
        "- id: HD-2024-07-10-01\n  date: 2024-07-10\n  kind: 统计上报\n"
        "  section: 安全管理科\n  period: ‹S214›2024年第二季度\n",
    ),
    Defect("a mistyped year", "hazards/2024/year.yaml", hazard("219", "deadline: ‹S215›2204-06-30")),
    Defect("a quoted number", "enterprises/quoted.yaml", enterprise("220", 'employees: ‹S216›"160"')),
)  # fmt: skip

REFERENCES = (
    Defect(
        "an enterprise that nobody knows", "hazards/2024/dangling.yaml",
        hazard("301", "enterprise: ‹R301›QY-999"),
    ),
    Defect(
        "a hazard that nobody knows", "activities/dangling.yaml",
        "- id: HD-2024-07-11-01\n  date: 2024-07-11\n  kind: 督导检查\n"
        "  enterprises: [QY-001]\n  found: [‹R301›YH-QY001-2024-999]\n",
    ),
    Defect(
        "an id used before", "hazards/2024/same-id.yaml",
        hazard("303").replace("YH-QY001-2024-303", "‹R302›YH-QY001-2023-001"),
    ),
    Defect(
        "a second person of that name", "people/same-name.yaml",
        "- name: ‹R302›李明\n  roles: [督导员]\n  section: 安全管理科\n",
    ),
    Defect("a section that does not exist", "enterprises/section.yaml", enterprise("305", "section: ‹R303›安全科")),
    Defect(
        "evidence that is not there", "hazards/2024/evidence.yaml",
        hazard("306", history(TOLD, DONE.replace("evidence/整改后.jpg", "‹R304›evidence/整改前.jpg"))),
    ),
    Defect(
        "evidence outside the ledger", "activities/evidence.yaml",
        "- id: HD-2024-07-12-01\n  date: 2024-07-12\n  kind: 教育培训\n"
        "  enterprises: [QY-001]\n  evidence: ‹R305›../桌面/签到表.jpg\n",
    ),
)  # fmt: skip

RULES = (
    Defect(
        "a major hazard put right without a criterion", "hazards/2024/criterion.yaml",
        hazard("401", MAJOR, JUDGED, SIX, history(TOLD, DONE)).replace("- id", "- ‹H401›id"),
    ),
    Defect(
        "a plan without the sixth item", "hazards/2024/plan.yaml",
        hazard(
            "402", MAJOR, CRITERION, JUDGED,
            SIX.replace("{", "‹H402›{").replace(", contingency: 专人值守", ""), history(TOLD, DONE),
        ),
    ),
    Defect(
        "an entry out of order", "hazards/2024/order.yaml",
        hazard("403", history(TOLD, "date: 2024-05-20, event: 进展", "date: ‹H408›2024-05-15, event: 进展")),
    ),
    Defect(
        "a notice before the hazard was found", "hazards/2024/early.yaml",
        hazard("404", history(TOLD.replace("2024-05-09", "‹L514›2024-05-06"))),
    ),
    Defect(
        "an extension after the work was claimed done", "hazards/2024/claimed.yaml",
        hazard(
            "405",
            history(
                TOLD,
                "date: 2024-06-10, event: 延期申请, until: 2024-07-31, by: 王强",
                DONE,
                "date: 2024-06-22, event: ‹L501›延期, until: 2024-07-31, by: 陈敏, reason: 到货推迟",
            ),
        ),
    ),
    Defect(
        "a notice that misses the principal", "hazards/2024/notice.yaml",
        hazard("406", history("date: 2024-05-09, event: 通知, to: ‹L502›[实际控制人], by: 李明")),
    ),
    Defect(
        "a review by an expert alone", "hazards/2024/expert.yaml",
        hazard("407", history(TOLD, DONE, PASSED.replace("[李明, 周明]", "‹L503›[何工]"))),
    ),
    Defect(
        "the rectifier reviews", "hazards/2024/rectifier.yaml",
        hazard("408", history(TOLD, DONE.replace("王强", "周明"), PASSED.replace("[李明, 周明]", "‹L504›周明"))),
    ),
    Defect(
        "the reviewer closes a major hazard", "hazards/2024/closer.yaml",
        hazard(
            "409", MAJOR, CRITERION, JUDGED, SIX,
            history(TOLD, DONE, PASSED.replace("周明", "赵刚"), CLOSED.replace("赵刚", "‹L505›赵刚")),
        ),
    ),
    Defect(
        "closed without a review", "hazards/2024/unreviewed.yaml",
        hazard("410", history(TOLD, DONE, CLOSED.replace("销号", "‹L506›销号"))),
    ),
    Defect(
        "closed while listed; closed while stopped", "hazards/2024/listed-stopped.yaml",
        hazard(
            "411",
            history(
                TOLD, "date: 2024-05-20, event: 挂牌督办, issuer: 县安委会",
                DONE, PASSED, CLOSED.replace("销号", "‹L507›销号"),
            ),
        )
        + hazard(
            "412",
            history(
                TOLD, "date: 2024-05-20, event: 停产停业, issuer: 县应急管理局",
                DONE, PASSED, CLOSED.replace("销号", "‹L508›销号"),
            ),
        ),
    ),
    Defect(
        "an extension that does not extend", "hazards/2024/until.yaml",
        hazard(
            "413",
            history(
                TOLD,
                "date: 2024-06-10, event: 延期申请, until: 2024-07-31, by: 王强",
                "date: 2024-06-12, event: 延期, until: ‹L509›2024-06-25, by: 陈敏, reason: 到货推迟",
            ),
        ),
    ),
    Defect(
        "an extension asked for too late", "hazards/2024/late-extension.yaml",
        hazard(
            "414",
            history(TOLD, "date: ‹L510›2024-07-05, event: 延期, until: 2024-07-31, by: 陈敏, reason: 到货推迟"),
        ),
    ),
    Defect(
        "an order that the zone may not issue", "hazards/2024/order-issuer.yaml",
        hazard("415", history(TOLD, "date: 2024-05-20, event: 停产停业, issuer: ‹L511›安全管理科")),
    ),
    Defect(
        "an enterprise's own hazard reviewed by a stranger", "hazards/2024/own.yaml",
        hazard(
            "416", "source: 企业自查", "found_by: 刘芳",
            history(DONE, PASSED.replace("[李明, 周明]", "‹L513›李明")),
        ),
    ),
    Defect(
        "a telephone number in a public report", "hazards/2024/privacy.yaml",
        hazard(
            "417", "source: 群众举报", "-found_by", "case: JB-2024-003",
            history("date: 2024-05-12, event: 核实, by: 李明, note: ‹P901›回访电话13800138000"),
        ),
    ),
    Defect(
        "a wrong check character", "enterprises/uscc.yaml",
        enterprise("418", "uscc: ‹E601›91350428MA00000158"),
    ),
    Defect(
        "more trained than there are; a span that ends before it begins", "enterprises/numbers.yaml",
        enterprise("419", "trained:\n  - {date: 2024-12-20, topic: 一教一练, ordinary: 120, trained: ‹E605›210}")
        + enterprise("420", "inactive:\n  - {from: 2025-03-01, until: ‹E604›2025-02-01, reason: 检修}"),
    ),
)  # fmt: skip

DEFECTS = (*WRITING, *STRUCTURE, *REFERENCES, *RULES)
EXPECTED = sorted(one for defect in DEFECTS for one in defect.expected)


def build(folder: Path) -> Path:
    """Write the ledger with all its mistakes below ``folder``; where it is."""
    ledger = folder / "ledger"
    for path, text in SOUND.items():
        _write(ledger / path, text.encode())
    for defect in DEFECTS:
        if defect.path == OUTSIDE:
            _write(folder / "desktop.yaml", defect.data)
            (ledger / defect.path).symlink_to(folder / "desktop.yaml")
        else:
            _write(ledger / defect.path, defect.data)
    return ledger


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def listing() -> str:
    """What is expected, as ``expected.txt`` shows it to a reader."""
    what = {defect.path: defect.what for defect in DEFECTS}
    return "".join(
        f"{one.path}:{one.line}:{one.column}: {one.code}  # {what[one.path]}\n" for one in EXPECTED
    )


if __name__ == "__main__":
    build(Path(sys.argv[1]))
    sys.stdout.write(listing())
