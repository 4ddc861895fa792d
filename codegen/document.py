"""Ways through a bundled document that several generators share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from codegen.bundle import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator


class OperationSite(NamedTuple):
    """An operation and where it stands."""

    path: str
    method: str
    operation: dict[str, Any]
    parameters: list[dict[str, Any]]
    """Those of the operation and of its path, references followed."""


def operations(document: dict[str, Any]) -> Iterator[OperationSite]:
    """Yield every operation in the order of the document."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if operation := item.get(method):
                declared = [*operation.get("parameters", []), *item.get("parameters", [])]
                parameters = [follow(document, parameter) for parameter in declared]
                yield OperationSite(path, method, operation, parameters)


def follow(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Return what `node` stands for: itself, or the target of its `$ref` with its own siblings."""
    if "$ref" not in node:
        return node
    _, _, section, name = node["$ref"].split("/")
    target = follow(document, document["components"][section][name])
    return {**target, **{key: value for key, value in node.items() if key != "$ref"}}
