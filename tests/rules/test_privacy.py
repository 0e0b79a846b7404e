from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_ledger.rules.personal import (
    BANK_CARD,
    IDENTITY,
    LANDLINE,
    MOBILE,
    REPORTER,
    numbers_in,
    secrets_in,
)
from safety_ledger.text import Text
from tests.rules.conftest import Check, Expect


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("电话13800138000", MOBILE),
        ("电话138 0013 8000。", MOBILE),
        ("138-0013-8000", MOBILE),
        ("+8613800138000", MOBILE),
        ("电话１３８００１３８０００", MOBILE),
        ("１３８－００１３－８０００", MOBILE),
        ("138\u30000013\u30008000", MOBILE),
        ("138\u00a00013\u00a08000", MOBILE),
        ("0598-2261234", LANDLINE),
        ("11010519491231002X", IDENTITY),
        ("身份证11010519491231002x核对", IDENTITY),
        ("110105194912310021", IDENTITY),
        ("卡号6222021234567890128", BANK_CARD),
        ("6225 8801 2345 6783", BANK_CARD),
    ],
)
def test_numbers_of_persons(text: str, kind: Text) -> None:
    assert list(numbers_in(text)) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "开安〔2024〕17号",
        "县住建局收文〔2024〕88号",
        "YH-QY012-2024-003",
        "YH-QY138-2024-1234",
        "HD-2024-05-08-01",
        "evidence/2024/20240508093015.jpg",
        "evidence/IMG_20240508_093015123.jpg",
        "91350428MA2YA1B3XG",
        "913504281556001230",
        "设备编号SN13800138000",
        "合同号2024061800001234",
        "投入1380013800元",
        "经纬度117.4712345678,26.7312345678",
        "6225880123456784",
    ],
)
def test_numbers_of_things(text: str) -> None:
    assert list(numbers_in(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "已答复举报人",
        "反映人称",
        "本厂焊工",
        "本单位职工",
        "加微信",
        "ＱＱ联系",
        "qq群",
        "来电人",
        "发放奖金",
    ],
)
def test_words_that_point_at_the_reporter(text: str) -> None:
    assert list(secrets_in(text)) == [REPORTER]


@pytest.mark.parametrize(
    "text", ["除尘风机停用", "现场核实属实", "职工宿舍消防通道堵塞", "群众举报件", "本企业整改完成"]
)
def test_words_about_the_hazard(text: str) -> None:
    assert list(secrets_in(text)) == []


@given(st.text(alphabet="0123456789Xx- ：A"))
def test_any_text_can_be_looked_at(text: str) -> None:
    list(secrets_in(text))


REPORT = "source: 群众举报\ncase: JB-2024-003\n"


def test_every_text_of_a_report_is_looked_at(expect: Expect) -> None:
    expect(
        REPORT
        + """\
title: 本厂风机停用  # <- P901
location: 打磨车间
interim_measures: 询问13800138000  # <- P901
responsible:
  rectifier: 王强13800138000  # <- P901
  section: 安全管理科
history:
  - date: 2024-05-10
    event: 核实
    by: 李明
    note: 举报人13800138000  # <- P901 P901
  - date: 2024-05-11
    event: 通知
    to: [主要负责人]
    by: [李明, 举报人]  # <- P901
    document: 开安〔2024〕17号
"""
    )


def test_a_case_number_makes_it_a_report(expect: Expect) -> None:
    expect("case: JB-2024-003  # <- H419\ntitle: 本厂风机停用  # <- P901\n")


def test_elsewhere_words_are_free_and_numbers_are_warned_of(expect: Expect) -> None:
    expect(
        "title: 本厂风机停用\nhistory:\n  - {date: 2024-05-10, event: 进展, note: 电话13800138000}  # <- P902\n"
    )
    expect("principal: 王建国13800138000  # <- P902\nuscc: 91350428MA2YA1B3XG\n", of="enterprise")
    expect("specialties:\n  - 化工\n  - 13800138000转  # <- P902\n", of="person")


SECRET_TEXTS = ["13800138000", "11010519491231002X", "6222021234567890128", "本厂焊工"]


@pytest.mark.parametrize("secret", SECRET_TEXTS)
def test_a_finding_never_repeats_what_it_found(check: Check, secret: str) -> None:
    hazard = (
        "- id: YH-1\n  body: {name: 积善大道}\n  title: 风机停用\n  source: 群众举报\n"
        f"  case: JB-1\n  found_on: 2024-05-08\n  location: 找{secret}\n"
    )
    [one] = check({"ledger.yaml": b"name: x\n", "hazards/a.yaml": hazard.encode()})
    assert one.code.code == "P901"
    assert secret not in repr((one.params, one.related, one.key_path, one.place))
