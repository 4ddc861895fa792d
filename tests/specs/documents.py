"""The four documents as their readers see them: bundled, with references followed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jsonschema_rs import Draft202012Validator

from codegen.bundle import METHODS, bundle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SPECS = Path(__file__).parents[2] / "specs"
DOCUMENTS = ("releases", "annotations", "http-v2", "dashboard")


class Operation(NamedTuple):
    """One operation and the document it belongs to."""

    document: str
    path: str
    method: str
    definition: Mapping[str, Any]

    @property
    def id(self) -> str:
        return self.definition.get("operationId", f"{self.method} {self.path}")

    @property
    def parameters(self) -> list[Mapping[str, Any]]:
        return [resolve(self.document, entry) for entry in self.definition.get("parameters", ())]

    @property
    def responses(self) -> dict[str, Mapping[str, Any]]:
        replies = self.definition["responses"].items()
        return {status: resolve(self.document, reply) for status, reply in replies}

    @property
    def contents(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield every media type of the request body and of the replies, with a name for it."""
        bodies = {"request": self.definition.get("requestBody", {}), **self.responses}
        for name, body in bodies.items():
            for media, content in resolve(self.document, body).get("content", {}).items():
                yield f"{self.id} {name} {media}", content


@cache
def load(document: str) -> dict[str, Any]:
    """Return one document as a single file, references inside it."""
    return bundle(SPECS / document / "openapi.yaml")


@cache
def operations(document: str) -> tuple[Operation, ...]:
    """Return the operations in the order of the paths."""
    return tuple(
        Operation(document, path, method, item[method])
        for path, item in load(document)["paths"].items()
        for method in METHODS
        if method in item
    )


@cache
def every_operation() -> dict[str, Operation]:
    """Return the operations of all documents by their ids."""
    return {operation.id: operation for name in DOCUMENTS for operation in operations(name)}


@cache
def decisions() -> tuple[str, ...]:
    """Return the numbers of the decision log, in its order."""
    text = (SPECS / "decisions.md").read_text("utf-8")
    return tuple(re.findall(r"^### (T-[A-Z]\d+)\. ", text, flags=re.MULTILINE))


def resolve(document: str, node: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow the reference `node` consists of, if it is one; what stands beside it wins."""
    if "$ref" not in node:
        return node
    _, section, name = node["$ref"].removeprefix("#").lstrip("/").split("/")
    beside = {key: value for key, value in node.items() if key != "$ref"}
    return {**resolve(document, load(document)["components"][section][name]), **beside}


def validator(document: str, schema: Mapping[str, Any]) -> Draft202012Validator:
    """Return a validator of one schema of a document; dates and times are checked."""
    around = {"allOf": [schema], "components": load(document)["components"]}
    return Draft202012Validator(around, validate_formats=True)


def failures(document: str, schema: Mapping[str, Any], value: object) -> set[str]:
    """Return the JSON Pointers of the places at which `schema` refuses `value`."""
    return {
        pointer(error.instance_path) for error in validator(document, schema).iter_errors(value)
    }


def pointer(steps: list[str | int]) -> str:
    """Write the way into a JSON value as a JSON Pointer."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
