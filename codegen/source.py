"""Reads the YAML files people write, as YAML 1.2 and as JSON values only.

PyYAML follows YAML 1.1, where `no` is a boolean, `12:30` an integer and `2026-03-02` a date. The
specs are written with today's rules, so only the scalars of JSON are recognised here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Hashable
    from pathlib import Path


class SpecError(ValueError):
    """A spec cannot be used: the message names the file, the place in it and what is wrong."""

    def __init__(self, file: Path, pointer: tuple[str, ...], problem: str) -> None:
        place = "".join("/" + key.replace("~", "~0").replace("/", "~1") for key in pointer)
        super().__init__(f"{file}: {place or '/'}: {problem}")


class _Loader(yaml.CSafeLoader):
    """Recognises the scalars of YAML 1.2's JSON schema; a key may stand only once."""

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002  PyYAML's signature
    ) -> dict[Hashable, Any]:
        keys = [key.value for key, _ in node.value]
        for key, _ in node.value:
            if keys.count(key.value) > 1:
                problem = f"the key {key.value!r} stands twice"
                raise yaml.constructor.ConstructorError(
                    problem=problem, problem_mark=key.start_mark
                )
        return super().construct_mapping(node, deep=deep)


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"null|~|", ["n", "~", ""]),
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"-?(0|[1-9][0-9]*)", list("-0123456789")),
    ("float", r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?", list("-0123456789")),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), _first
    )


def read(file: Path) -> dict[str, Any]:
    """Return the mapping a YAML file holds; raise `SpecError` when it holds anything else."""
    try:
        content = yaml.load(file.read_bytes(), Loader=_Loader)  # noqa: S506  it is a safe loader
    except FileNotFoundError:
        raise SpecError(file, (), "there is no such file") from None
    except yaml.YAMLError as error:
        raise SpecError(file, (), f"not readable as YAML: {error}") from error
    if not isinstance(content, dict):
        raise SpecError(file, (), "the file must hold a mapping")
    return content
