"""Records written as YAML the way people and programs do, and YAML read as version 1.2 reads it."""

from __future__ import annotations

import re
from typing import Any

import yaml

STR = "tag:yaml.org,2002:str"


class Core(yaml.SafeLoader):
    """PyYAML with the implicit types of the core schema in place of those of YAML 1.1."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"(?:~|null|Null|NULL)?", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)


def _whole(loader: Core, node: yaml.ScalarNode) -> int:
    text = str(loader.construct_scalar(node))
    return int(text, 0) if text[:2] in {"0o", "0x"} else int(text)


Core.add_constructor("tag:yaml.org,2002:int", _whole)
Core.add_constructor(
    "tag:yaml.org,2002:float", lambda loader, node: float(loader.construct_scalar(node))
)


class Plainly(yaml.SafeDumper):
    """Writes a value twice rather than once with an anchor, and quotes what any YAML misreads."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - part of the protocol
        return True


def _quoted(dumper: Plainly, text: str) -> yaml.ScalarNode:
    misread = Core("").resolve(yaml.ScalarNode, text, (True, False)) != STR
    return dumper.represent_scalar(STR, text, style='"' if misread else None)


Plainly.add_representer(str, _quoted)


def dump(data: Any, *, flow: bool | None = False) -> str:
    """A value as YAML: a key a line; with ``flow=None`` the innermost mappings in braces."""
    return yaml.dump(
        data,
        Dumper=Plainly,
        allow_unicode=True,
        sort_keys=False,
        width=10_000,
        default_flow_style=flow,
    )
