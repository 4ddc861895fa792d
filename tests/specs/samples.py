"""The samples of the vendor's documentation, and what the specs say to each of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypedDict

from tests.specs.description import undescribed
from tests.specs.documents import every_operation, failures, resolve
from tests.specs.parameter_texts import Reading, as_object, read_query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.specs.documents import Operation

FOLDER = Path(__file__).parents[1] / "documented"
KEYS = {"id", "source", "line", "operation", "kind", "exception"}
KEYS_OF_KIND = {"request": set(), "query": set(), "reply": {"status"}, "schema": {"schema"}}
PLACEHOLDER = "placeholder"
"""Stands in the place of a decision where a sample has a word instead of a value."""
_RFC_3986_QUERY = re.compile(r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*")


class Departure(TypedDict, total=False):
    """Why, where and how a sample is not as the specs say; see the README of the samples."""

    kind: Literal["malformed", "refused", "contradicts"]
    at: list[str]
    decision: str
    why: str


class Sample(NamedTuple):
    """One entry of a file of samples."""

    file: str
    entry: Mapping[str, Any]

    @property
    def id(self) -> str:
        return self.entry["id"]

    @property
    def departures(self) -> list[Departure]:
        """Return the exceptions, of which there may be none, one or several."""
        exception = self.entry["exception"]
        if exception is None:
            return []
        return exception if isinstance(exception, list) else [exception]

    def departures_of(self, kind: str) -> list[Departure]:
        return [departure for departure in self.departures if departure["kind"] == kind]

    def places(self, kind: str) -> list[str]:
        """Return all places the exceptions of one kind name."""
        return [place for departure in self.departures_of(kind) for place in departure["at"]]

    @property
    def value(self) -> Any:
        """Return what is judged: the sample, or its repaired form when it cannot be read."""
        return self.entry["repaired"] if "text" in self.entry else self.entry["value"]


def every_sample() -> list[Sample]:
    """Return the samples of all files."""
    files = sorted(FOLDER.glob("*.json"))
    return [
        Sample(file.name, entry) for file in files for entry in json.loads(file.read_text("utf-8"))
    ]


def judge(sample: Sample) -> Reading:
    """Decode a sample and return the places the specs refuse."""
    operation = every_operation()[sample.entry["operation"]]
    if sample.entry["kind"] == "query":
        return read_query(operation, sample.value)
    schema = _schema(operation, sample.entry)
    return Reading(sample.value, failures(operation.document, schema, sample.value))


def unexplained(sample: Sample) -> set[str]:
    """Return the places of a sample that the specs accept and say nothing about."""
    operation = every_operation()[sample.entry["operation"]]
    if sample.entry["kind"] == "query":
        schema = as_object(operation)
    else:
        schema = _schema(operation, sample.entry)
    return set(undescribed(operation.document, schema, judge(sample).value))


def _schema(operation: Operation, entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the specs say about a request, a reply or a component by name."""
    if entry["kind"] == "schema":
        return {"$ref": f"#/components/schemas/{entry['schema']}"}
    body = operation.definition.get("requestBody", {})
    if entry["kind"] == "reply":
        body = operation.responses[entry["status"]]
    return resolve(operation.document, body)["content"]["application/json"]["schema"]


def parses(sample: Sample) -> bool:
    """Tell whether the verbatim text of a sample can be read as what it is meant to be."""
    if sample.entry["kind"] == "query":
        return _RFC_3986_QUERY.fullmatch(sample.entry["text"]) is not None
    try:
        json.loads(sample.entry["text"])
    except ValueError:
        return False
    return True


def look_up(value: Any, place: str) -> Any:
    """Return what a JSON Pointer leads to; raise LookupError when it leads nowhere."""
    for step in place.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        value = value[int(key) if isinstance(value, list) else key]
    return value
