"""What real ledgers call their columns (forms.md 2), beside the names of the declarations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Path = tuple[str, ...]

SITE: Final[Path] = ("enterprise_name",)
"""The enterprise by name: a column of its own, because an export has both name and id."""

ALIASES: Final[Mapping[str, Mapping[Path, tuple[str, ...]]]] = {
    "hazard": {
        SITE: (
            *("企业名称", "企业", "企业/单位", "单位名称", "受查单位", "被检查单位", "被查单位"),
            *(
                "受检单位",
                "检查单位名称",
                "隐患单位",
                "责任单位",
                "生产经营单位",
                "场所名称",
                "where",
            ),
        ),
        ("enterprise",): ("企业编号", "enterprise"),
        ("title",): (
            *("隐患内容", "问题描述", "存在问题及隐患", "检查地点存在问题及隐患", "存在的主要隐患"),
            *("主要隐患", "隐患情况", "存在问题", "存在隐患", "问题隐患", "问题及隐患"),
            *("检查内容", "描述"),
        ),
        ("level",): ("隐患等级", "级别", "等级"),
        ("criterion",): ("判定依据", "依据条款", "criterion"),
        ("category",): ("类别", "隐患类型", "隐患分类", "类型"),
        ("location",): ("部位", "隐患部位", "位置", "隐患位置", "部位或场所", "具体位置"),
        ("source",): ("隐患来源", "排查来源"),
        ("campaign",): ("专项", "专题专项", "专项检查"),
        ("found_on",): ("排查时间", "检查时间", "检查日期", "排查日期", "发现时间"),
        ("found_by",): ("排查人员", "检查人员", "检查人", "排查人", "发现人员"),
        ("case",): ("案号", "举报编号"),
        ("deadline",): (
            *(
                "整改时限",
                "完成时限",
                "计划完成日期",
                "要求完成时间",
                "整改完成期限",
                "整改截止日期",
            ),
            *("原定期限", "original deadline", "original_deadline"),
        ),
        ("responsible", "rectifier"): ("责任人", "整改人", "整改负责人", "rectifier"),
        ("responsible", "section"): ("科室", "责任科室", "section"),
        ("responsible", "person"): ("属地责任人", "person"),
        ("responsible", "regulator"): ("监管部门", "行业主管部门", "regulator"),
        ("responsible", "supervisor"): ("supervisor",),
        ("responsible", "sponsor"): ("sponsor",),
        ("plan", "goal"): ("治理的目标和任务",),
        ("plan", "measures"): ("整改措施", "治理措施", "采取的方法和措施", "measures"),
        ("plan", "funds"): ("整改资金（元）", "承诺资金（元）", "治理资金（元）"),
        ("plan", "organisation"): ("负责治理的机构和人员",),
        ("plan", "schedule"): ("治理的时限和要求",),
        ("plan", "contingency"): ("应急预案",),
        ("interim_measures",): ("应急措施", "防范措施", "临时措施"),
        ("body", "name"): ("公共部位", "body"),
        ("body", "kind"): ("单位性质", "body kind"),
        ("liable",): ("liable",),
    },
    "enterprise": {
        ("name",): ("单位名称", "企业", "名称", "生产经营单位"),
        ("uscc",): ("社会信用代码", "信用代码"),
        ("industry",): ("行业领域", "所属行业"),
        ("area",): ("所在片区", "辖区", "所在片区/辖区"),
        ("address",): ("单位地址", "企业地址", "生产地址"),
        ("safety_manager",): ("安全管理员",),
        ("employees",): ("职工人数", "员工人数", "人数"),
        ("high_risk",): ("是否高危行业",),
        ("tags",): ("重点类别",),
        ("section",): ("科室", "责任科室"),
        ("grid_inspector",): ("网格员",),
        ("risk", "level"): ("风险等级", "风险颜色", "risk"),
        ("standardization", "grade"): ("标准化定级", "标准化等级", "grade"),
        ("standardization", "valid_until"): ("标准化有效期至", "grade valid until"),
    },
    "activity": {
        ("date",): ("活动日期", "检查时间", "检查日期", "时间"),
        ("kind",): ("活动类别", "活动类型", "类型", "检查类型"),
        ("enterprises",): (
            *("受查单位", "受检单位", "被检查单位", "企业名称", "参加企业", "单位名称", "企业"),
        ),
        ("section",): ("组织科室", "检查科室"),
        ("led_by",): ("带队领导",),
        ("by",): ("检查人员", "检查人", "参加人员"),
        ("participants",): ("参训人数", "人数"),
        ("topics",): ("检查内容", "内容", "培训主题", "活动内容"),
        ("note",): ("检查结果", "说明"),
        ("period",): ("期间",),
    },
}

NEEDED: Final[Mapping[str, tuple[Path, ...]]] = {
    "hazard": (("title",),),
    "enterprise": (("name",),),
    "activity": (("date",), ("kind",)),
}
"""Without these columns nobody can tell what a record is about."""

COMPUTED: Final[Mapping[str, Mapping[Path, tuple[str, ...]]]] = {
    "hazard": {
        ("status",): ("状态", "status"),
        ("days",): ("剩余/逾期", "剩余天数", "逾期天数", "days", "days overdue", "days left"),
        ("round",): ("轮次", "round"),
        ("since",): ("状态起始", "since"),
        ("registered_on",): ("登记日期", "registered on"),
        ("own",): ("企业自改", "own"),
        ("standing",): (
            *("五落实", "尚缺", "通知日期", "延期次数", "督办措施", "最近复查", "下一步"),
            *("由谁办", "当前应办", "已投入（元）", "five in place", "missing", "notified on"),
            *("extensions", "steps taken", "last review", "next step", "owed by", "owes now"),
            "spent (CNY)",
        ),
    },
    "enterprise": {
        ("standing",): (
            *("高危", "在账隐患", "其中重大", "逾期", "状态"),
            *("open", "major", "overdue", "state", "high-risk standing"),
        ),
    },
    "activity": {},
}
"""Columns of our own exports that say how things stand: nobody types them."""

COURSE: Final = (
    *("整改情况", "完成情况", "整改状态", "整改完成时间", "整改完成日期", "整改时间", "整改结果"),
    *("复查人", "复查日期", "复查结果", "复查情况", "验收人", "验收日期", "销号日期", "销号人"),
)
"""What happened after a hazard was found: dated entries with signatures, which no cell can be."""

IGNORED: Final = ("序号", "序", "no", "no.", "行号", "原因", "reason")
