"""The bundled documents, as generation, request checks and reply checks read them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jsonschema_rs import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Mapping

BUNDLES = {
    "releases": "releases",
    "annotations": "annotations",
    "http_v2": "http-v2",
    "dashboard": "dashboard",
}
"""Name of each API in the generated code, and of its bundle."""

METHODS = ("get", "post", "put", "delete")
JSON = "application/json"

Schema = dict[str, Any]


@cache
def bundle(api: str) -> Schema:
    """Return the bundled document of an API."""
    text = files("amplitude_api").joinpath("bundles", f"{BUNDLES[api]}.json").read_text("utf-8")
    document: Schema = json.loads(text)
    return document


def resolve(api: str, node: Mapping[str, Any]) -> Schema:
    """Follow the reference `node` consists of, if it is one; what stands beside it wins."""
    if "$ref" not in node:
        return dict(node)
    _, _, section, name = node["$ref"].split("/")
    beside = {key: value for key, value in node.items() if key != "$ref"}
    return {**resolve(api, bundle(api)["components"][section][name]), **beside}


def properties(api: str, schema: Mapping[str, Any]) -> Schema:
    """Return the declared properties of an object schema, those of `allOf` included."""
    whole = resolve(api, schema)
    found: Schema = {}
    for part in whole.get("allOf", ()):
        found |= properties(api, part)
    return found | whole.get("properties", {})


@cache
def _validator(api: str, text: str) -> Draft202012Validator:
    around = {"allOf": [json.loads(text)], "components": bundle(api)["components"]}
    return Draft202012Validator(around, validate_formats=True)


def problems(api: str, schema: Mapping[str, Any], value: object) -> list[str]:
    """Return what `schema` of the canonical document has against `value`."""
    validator = _validator(api, json.dumps(schema, sort_keys=True))
    return [error.message for error in validator.iter_errors(value)]


@dataclass(frozen=True)
class Parameter:
    """A declared parameter."""

    name: str
    location: str
    required: bool
    schema: Schema
    """Of one value, decoded when it is JSON text."""
    json: bool
    """Whether each value is JSON text."""
    repeated: bool
    """Whether it is sent once for each of several values."""
    default: object
    least: int
    """How many values have to be sent when it is sent at all."""

    @classmethod
    def read(cls, api: str, node: Mapping[str, Any]) -> Parameter:
        definition = resolve(api, node)
        encoded = definition.get("content", {}).get(JSON)
        whole = resolve(api, (encoded or definition)["schema"])
        repeated = encoded is None and whole.get("type") == "array"
        item = resolve(api, whole["items"]) if repeated else whole
        inner = item.get("contentSchema")
        return cls(
            name=definition["name"],
            location=definition["in"],
            required=definition.get("required", False),
            schema=resolve(api, inner) if inner is not None else item,
            json=encoded is not None or inner is not None,
            repeated=repeated,
            default=whole.get("default"),
            least=max(1, whole.get("minItems", 1)),
        )


@dataclass(frozen=True)
class Operation:
    """An operation of a bundled document."""

    api: str
    path: str
    method: str
    definition: Schema = field(repr=False)

    @property
    def id(self) -> str:
        name: str = self.definition["operationId"]
        return name

    @property
    def retry(self) -> str:
        safety: str = self.definition["x-retry"]
        return safety

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        read = [Parameter.read(self.api, each) for each in self.definition.get("parameters", ())]
        return {each.name: each for each in read}

    @cached_property
    def body(self) -> Schema | None:
        """The schema of the request body."""
        request = resolve(self.api, self.definition.get("requestBody", {}))
        return request["content"][JSON]["schema"] if request else None

    @property
    def body_required(self) -> bool:
        required: bool = self.definition.get("requestBody", {}).get("required", False)
        return required

    @cached_property
    def replies(self) -> dict[str, Schema]:
        """The schema of the body of each declared status, ranges such as `5XX` among them."""
        declared = self.definition["responses"]
        return {
            status: resolve(self.api, reply)["content"][JSON]["schema"]
            for status, reply in declared.items()
        }

    @property
    def secured(self) -> bool:
        """Whether it takes HTTP Basic credentials."""
        return bool(self.definition.get("security", bundle(self.api).get("security")))

    def server(self, region: str) -> str:
        """Return the URL of the server of a region."""
        urls = {each["x-amplitude-region"]: each["url"] for each in bundle(self.api)["servers"]}
        url: str = urls[region]
        return url

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What the percent-encoded path of a request has to match."""
        return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(self.path)))


@cache
def operations() -> dict[str, Operation]:
    """Return the operations of all documents by their ids."""
    found = [
        Operation(api, path, method.upper(), item[method])
        for api in BUNDLES
        for path, item in bundle(api)["paths"].items()
        for method in METHODS
        if method in item
    ]
    return {each.id: each for each in found}


def concrete(declared: str) -> tuple[int, ...]:
    """Return statuses to answer with for a declared one: a range stands for several."""
    if declared.isdecimal():
        return (int(declared),)
    hundred = int(declared[0]) * 100
    return tuple(hundred + last for last in (0, 2, 3, 20, 99))


def declared_statuses() -> list[tuple[str, str, int]]:
    """Return every operation with every status it declares, ranges spelled out."""
    return [
        (operation.id, declared, status)
        for operation in operations().values()
        for declared in operation.replies
        for status in concrete(declared)
    ]
