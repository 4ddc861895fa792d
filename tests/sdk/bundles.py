"""The specs as they are shipped: one JSON document an API."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

APIS = ("releases", "annotations", "http-v2", "dashboard")
METHODS = ("get", "post", "put", "delete")


class Example(NamedTuple):
    """A named reply of an operation."""

    operation: str
    status: str
    name: str
    value: Any


@cache
def bundle(api: str) -> dict[str, Any]:
    """Return one document."""
    text = (files("amplitude_api") / "bundles" / f"{api}.json").read_text("utf-8")
    return json.loads(text)


def schema(name: str) -> dict[str, Any]:
    """Return a schema of the Dashboard REST API by its name."""
    return bundle("dashboard")["components"]["schemas"][name]


def examples(status: str) -> Iterator[Example]:
    """Yield the examples of the replies of one status, of all operations."""
    for api in APIS:
        for item in bundle(api)["paths"].values():
            for method in METHODS:
                if status in (operation := item.get(method, {})).get("responses", {}):
                    yield from _of_reply(api, operation, status)


def _of_reply(api: str, operation: dict[str, Any], status: str) -> Iterator[Example]:
    reply = _resolved(api, operation["responses"][status])
    for name, entry in reply["content"]["application/json"]["examples"].items():
        value = _resolved(api, entry)["value"]
        yield Example(operation["operationId"], status, name, value)


def _resolved(api: str, node: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in node:
        return node
    _, section, name = node["$ref"].removeprefix("#/").split("/")
    return bundle(api)["components"][section][name]
