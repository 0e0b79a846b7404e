"""``explain`` for every code, in every form."""

from __future__ import annotations

import json
from typing import Any

import pytest

from safety_ledger.rules import CATALOGUE


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_explains_itself(run: Any, code: str) -> None:
    answer = run("explain", code)
    assert answer.code == 0
    assert answer.out.startswith(f"{code} ")
    assert all(word in answer.out for word in ("原因", "依据", "改法", "错误写法", "正确写法"))


def test_a_code_may_be_typed_in_small_letters(run: Any) -> None:
    assert run("explain", "s203").out == run("explain", "S203").out


def test_alone_it_lists_every_code(run: Any) -> None:
    lines = run("explain").out.splitlines()
    assert [line.split()[0] for line in lines] == list(CATALOGUE)


def test_json(run: Any) -> None:
    one = json.loads(run("explain", "S203", "--format", "json").out)
    every = json.loads(run("explain", "--format", "json").out)
    assert one["schema"] == every["schema"] == "safety-ledger/1"
    assert one["code"] in every["codes"]
    assert len(every["codes"]) == len(CATALOGUE)


def test_markdown(run: Any) -> None:
    assert run("explain", "S203", "--format", "markdown").out.startswith("## S203 ")
