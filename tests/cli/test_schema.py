"""``schema`` as a user meets it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from safety_ledger.model import KINDS


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_kind_prints_its_schema(run: Any, kind: str) -> None:
    schema = json.loads(run("schema", kind).out)
    assert schema["$schema"].endswith("2020-12/schema")
    assert "$id" not in schema


def test_alone_it_lists_the_kinds(run: Any) -> None:
    lines = run("schema").out.splitlines()
    assert [line.split()[0] for line in lines] == [kind.name for kind in KINDS]
