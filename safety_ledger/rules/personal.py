"""What must not stand in a ledger, recognised in a text: numbers of persons, words about reporters."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from safety_ledger.rules.enterprises import uscc_problem
from safety_ledger.text import Text

MOBILE: Final = Text("手机号码", "a mobile phone number")
LANDLINE: Final = Text("电话号码", "a telephone number")
IDENTITY: Final = Text("身份证号码", "an identity number")
BANK_CARD: Final = Text("银行卡号", "a bank card number")
REPORTER: Final = Text("指向举报人的文字", "words that point at the reporter")

_GAP: Final = "[ \u00a0\u3000\uff0d-]"  # a space or hyphen, before and after NFKC
LONG_NUMBER: Final = re.compile(rf"\d(?:\d{{6}}|\d{{2}}{_GAP}\d{{4}}{_GAP}\d{{4}})")
"""A text without this holds none of the numbers looked for; dates and ids of records have none.

It begins with the one digit, so that the search skips to digits (``\\d{7}`` is tried everywhere)."""

_MOBILE: Final = re.compile(r"(?<![\dA-Za-z])(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")
_LANDLINE: Final = re.compile(r"(?<![\dA-Za-z-])0\d{2,3}[ -]\d{7,8}(?!\d)")
_EIGHTEEN: Final = re.compile(r"(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])")
_CARD: Final = re.compile(
    r"(?<![\dA-Za-z])[3-69]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![\dA-Za-z])"
)
REPORTER_WORDS: Final = re.compile(
    "举报人|检举人|反映人|投诉人|来电人|来信人|来访人|报案人|匿名|实名"
    "|本单位(?:职工|员工|工人)|本公司|本厂|内部(?:职工|员工|人员)|离职(?:职工|员工)|该厂(?:职工|员工)"
    "|微信|[QqＱｑ]{2}|奖金|举报奖励|领奖"
)
"""A text without these says nothing about who made a report."""

_REGIONS: Final = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
"""How the number of a province begins (GB/T 2260)."""


def _is_identity(written: str) -> bool:
    """Region and date of birth make a citizen's number, even with one digit miscopied."""
    try:
        born = dt.date(int(written[6:10]), int(written[10:12]), int(written[12:14]))
    except ValueError:
        return False
    likely = _REGIONS.match(written) is not None and 1900 <= born.year < 2100
    return likely and uscc_problem(written.upper()) is not None


def _is_card(written: str) -> bool:
    """The check digit of bank cards (Luhn); a social credit code may pass it by chance."""
    digits = [int(character) for character in written if character.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    sound = (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
    return sound and uscc_problem(written) is not None


def numbers_in(text: str) -> Iterator[Text]:
    """The kinds of personal numbers that stand in a text; never the numbers themselves."""
    if not LONG_NUMBER.search(text):
        return
    text = unicodedata.normalize("NFKC", text)
    if _MOBILE.search(text):
        yield MOBILE
    if _LANDLINE.search(text):
        yield LANDLINE
    identities = {match[0] for match in _EIGHTEEN.finditer(text) if _is_identity(match[0])}
    if identities:
        yield IDENTITY
    if any(_is_card(match[0]) for match in _CARD.finditer(text) if match[0] not in identities):
        yield BANK_CARD


def secrets_in(text: str) -> Iterator[Text]:
    """What in a text gives away who made a report: personal numbers, and words about reporters."""
    yield from numbers_in(text)
    if REPORTER_WORDS.search(text):
        yield REPORTER
