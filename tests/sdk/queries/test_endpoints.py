"""The way into the generated clients."""

from __future__ import annotations

import json
from typing import Any

import pytest
from amplitude_api import facts

from amplitude_sdk.errors import ValidationError
from amplitude_sdk.queries.endpoints import call

BODIES: dict[str, dict[str, Any]] = {
    "createRelease": {"version": "1", "title": "One", "release_start": "2026-03-01 00:00:00"},
    "createAnnotation": {"label": "x", "start": "2026-03-01T00:00:00+00:00"},
    "updateAnnotation": {"end": None},
    "createAnnotationCategory": {"category": "x"},
    "updateAnnotationCategory": {"category": "x"},
    "assignAnnotationCategory": {"annotation_ids": [1]},
}
QUERY_SIDE = [each.id for each in facts.OPERATIONS.values() if each.api != "http_v2"]


def required(operation: str) -> dict[str, Any]:
    parameters = facts.OPERATIONS[operation].parameters
    return {each.name: "20260301" for each in parameters if each.required}


@pytest.mark.parametrize("operation", QUERY_SIDE)
def test_every_operation_of_the_query_side_has_its_way(operation: str) -> None:
    built = call(operation, dict, arguments=required(operation), body=BODIES.get(operation))
    fact = facts.OPERATIONS[operation]
    assert built.operation is fact
    assert built.arguments["method"].upper() == fact.method
    assert built.arguments.get("json") == BODIES.get(operation)
    path = fact.path
    for each in fact.parameters:
        path = path.replace(f"{{{each.name}}}", "20260301")
    assert built.arguments["url"] == path


@pytest.mark.parametrize("operation", QUERY_SIDE)
def test_what_is_not_given_leaves_no_trace_in_a_request(operation: str) -> None:
    built = call(operation, dict, arguments=required(operation), body=BODIES.get(operation))
    query, body = built.arguments.get("params", {}), built.arguments.get("json", {})
    assert json.loads(json.dumps([query, body])) == [query, body]
    assert query.keys() <= required(operation).keys()
    assert body == BODIES.get(operation, {})


def test_null_and_absent_are_told_apart() -> None:
    arguments = {"annotation_id": 7}
    cleared = call("updateAnnotation", dict, arguments=arguments, body={"end": None})
    untouched = call("updateAnnotation", dict, arguments=arguments, body={})
    assert cleared.arguments["json"] == {"end": None}
    assert untouched.arguments["json"] == {}


@pytest.mark.parametrize(
    ("id_", "path"),
    [
        ("abc", "/api/3/chart/abc/csv"),
        ("a/b?c#d", "/api/3/chart/a%2Fb%3Fc%23d/csv"),
        ("../x", "/api/3/chart/..%2Fx/csv"),
        ("é %", "/api/3/chart/%C3%A9%20%25/csv"),
    ],
)
def test_an_id_stays_one_segment_of_the_path(id_: str, path: str) -> None:
    assert call("getChartCsv", dict, arguments={"chart_id": id_}).arguments["url"] == path


@pytest.mark.parametrize("id_", ["", ".", "..", "\ud800"])
def test_an_id_that_cannot_stand_in_a_path_is_refused(id_: str) -> None:
    with pytest.raises(ValidationError, match=r"chart_id: .* is not an id"):
        call("getChartCsv", dict, arguments={"chart_id": id_})


@pytest.mark.parametrize(
    ("operation", "body", "message"),
    [
        ("createAnnotation", {"start": "2026-03-01T00:00:00+00:00"}, "label: is required"),
        ("createRelease", {"version": "1", "title": "One"}, "release_start: is required"),
        ("createAnnotation", {"label": "x", "start": 7}, "body: is not as the specs describe it"),
    ],
)
def test_a_body_that_is_not_as_specified_is_refused(
    operation: str, body: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        call(operation, dict, body=body)


def test_a_call_can_say_how_to_find_out_whether_it_was_applied() -> None:
    built = call("createAnnotationCategory", dict, body={"category": "x"}, check="look")
    assert built.check == "look"
