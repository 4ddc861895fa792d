"""The specs have every row of the vendor's tables of parameters and of event members.

Written down here a second time, from the tables: a default or a list of values that changes in the
specs changes what clients send, and no sample would tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.specs.documents import every_operation, load, resolve
from tests.specs.parameter_texts import schema_of
from tests.specs.schema_walk import types

if TYPE_CHECKING:
    from collections.abc import Mapping


class Row(NamedTuple):
    """What a table says about a parameter."""

    required: bool
    default: object = None
    values: frozenset[object] = frozenset()


def one_of(*values: object, default: object = None) -> Row:
    return Row(required=False, default=default, values=frozenset(values))


OPTIONAL = Row(required=False)
REQUIRED = Row(required=True)
DATES = {"start": REQUIRED, "end": REQUIRED}
LIMIT = Row(required=False, default=100)
DAYS = one_of(1, 7, 30, default=1)
TIMES = one_of(-300000, -3600000, 1, 7, 30, default=1)
ONE_GROUP = {"s": OPTIONAL, "g": OPTIONAL}
TWO_GROUPS = {**ONE_GROUP, "g2": OPTIONAL}

PARAMETERS = {
    "createRelease": {
        "version": OPTIONAL,
        "release_start": OPTIONAL,
        "release_end": OPTIONAL,
        "title": OPTIONAL,
        "description": OPTIONAL,
        "platforms": OPTIONAL,
        "created_by": OPTIONAL,
        "chart_visibility": Row(required=False, default=True),
    },
    "createAnnotationCategory": {},
    "listAnnotationCategories": {"category": OPTIONAL},
    "getAnnotationCategory": {"category_id": REQUIRED},
    "updateAnnotationCategory": {"category_id": REQUIRED},
    "deleteAnnotationCategory": {"category_id": REQUIRED},
    "assignAnnotationCategory": {"category_id": REQUIRED},
    "createAnnotation": {},
    "listAnnotations": {
        "category": OPTIONAL,
        "chart_id": OPTIONAL,
        "start": OPTIONAL,
        "end": OPTIONAL,
    },
    "getAnnotation": {"annotation_id": REQUIRED},
    "updateAnnotation": {"annotation_id": REQUIRED},
    "deleteAnnotation": {"annotation_id": REQUIRED},
    "uploadEvents": {},
    "getChartResults": {"chart_id": REQUIRED},
    "getChartCsv": {"chart_id": REQUIRED},
    "getUsers": {**DATES, **TWO_GROUPS, "m": one_of("active", "new", default="active"), "i": DAYS},
    "getSessionLengths": {
        **DATES,
        "timeHistogramConfigBinTimeUnit": one_of("hours", "minutes", "seconds"),
        "timeHistogramConfigBinMin": OPTIONAL,
        "timeHistogramConfigBinMax": OPTIONAL,
        "timeHistogramConfigBinSize": OPTIONAL,
    },
    "getAverageSessionLength": DATES,
    "getSessionsPerUser": DATES,
    "getComposition": {**DATES, "p": REQUIRED},
    "listEvents": {},
    "getSegmentation": {
        **DATES,
        **TWO_GROUPS,
        "e": REQUIRED,
        "e2": OPTIONAL,
        "m": one_of(
            "uniques",
            "totals",
            "pct_dau",
            "average",
            "histogram",
            "sums",
            "value_avg",
            "formula",
            default="uniques",
        ),
        "n": one_of("any", "active"),
        "i": TIMES,
        "limit": LIMIT,
        "formula": OPTIONAL,
        "rollingWindow": OPTIONAL,
        "rollingAverage": OPTIONAL,
    },
    "getFunnel": {
        **DATES,
        **ONE_GROUP,
        "e": REQUIRED,
        "mode": one_of("ordered", "unordered", "sequential", default="ordered"),
        "n": one_of("active", "new", default="active"),
        "i": TIMES,
        "cs": Row(required=False, default=2592000),
        "limit": LIMIT,
    },
    "getRetention": {
        **DATES,
        **ONE_GROUP,
        "se": REQUIRED,
        "re": REQUIRED,
        "rm": one_of("bracket", "rolling", "n-day", default="n-day"),
        "rb": OPTIONAL,
        "i": DAYS,
    },
    "getUserActivity": {
        "user": REQUIRED,
        "offset": OPTIONAL,
        "limit": Row(required=False, default=1000),
        "direction": one_of("earliest", "latest", default="latest"),
    },
    "searchUsers": {"user": REQUIRED},
    "getRealtime": {"i": OPTIONAL},
    "getRevenueLtv": {
        **DATES,
        **ONE_GROUP,
        "m": one_of(0, 1, 2, 3, default=0),
        "i": DAYS,
    },
}
"""By operation. `createRelease` takes its fields in a body as well, so none is required here."""

COSTS = {
    "getSegmentation": {"per_event": 1},
    "getFunnel": {"per_event": 2},
    "getRetention": {"base": 8},
    "getSessionLengths": {"base": 4},
    "getAverageSessionLength": {"base": 4},
    "getSessionsPerUser": {"base": 4},
    "getUserActivity": {"base": 0},
    "searchUsers": {"base": 0},
}
"""By operation, of "Rate limits"; "for all endpoints not listed here, the cost is 1"."""

RATE_LIMITS = {
    "concurrent_requests": 5,
    "concurrent_user_queries": 10,
    "user_queries_per_hour": 360,
    "cost_per_hour": 108_000,
    "cost_per_five_minutes": 1_000,
    "group_by_cost": 4,
    "event_group_by_cost": 4,
}
"""Of "Rate limits" and of its newer version (T-D23, T-X30)."""

EVENT_MEMBERS = {
    "string": """user_id device_id event_type app_version platform os_name os_version device_brand
        device_manufacturer device_model carrier country region city dma language productId
        revenueType currency ip idfa idfv adid android_id android_app_set_id user_agent insert_id
        partner_id library version_name""",
    "integer": "time quantity event_id session_id",
    "number": "price revenue location_lat location_lng",
    "boolean": "$skip_user_properties_sync",
    "object": """event_properties user_properties groups group_properties plan
        ingestion_metadata""",
}
BEYOND_THE_PAGE = {
    "documentation-2026": "currency android_app_set_id user_agent partner_id",
    "vendor-sdk": "ingestion_metadata library version_name",
}
"""Members of an event that the page itself does not have, by where they are known from."""

BODIES = {
    ("releases", "ReleaseCreate"): (
        "version release_start title",
        "release_end description platforms created_by chart_visibility",
    ),
    ("annotations", "AnnotationCategoryWrite"): ("category", ""),
    ("annotations", "AnnotationCategoryAssignment"): ("annotation_ids", ""),
    ("annotations", "AnnotationCreate"): ("label start", "category chart_id details end"),
    ("annotations", "AnnotationUpdate"): ("", "label start category chart_id details end"),
    ("http-v2", "UploadRequest"): ("api_key events", "options"),
    ("http-v2", "UploadOptions"): ("", "min_id_length"),
    ("http-v2", "TrackingPlan"): ("", "branch source version versionId"),
    ("http-v2", "IngestionMetadata"): ("", "source_name source_version"),
    ("dashboard", "EventObject"): ("event_type", "filters group_by"),
    ("dashboard", "EventFilter"): ("subprop_type subprop_key subprop_op subprop_value", ""),
    ("dashboard", "EventGroupBy"): ("type value", ""),
    ("dashboard", "SegmentPropertyCondition"): ("prop op values", ""),
    ("dashboard", "SegmentEventCondition"): (
        "type event_type op value",
        "filters time_type time_value",
    ),
}
"""Objects of requests: the required members and the optional ones."""


@pytest.mark.parametrize("operation_id", every_operation())
def test_the_parameters_are_those_of_the_table(operation_id: str) -> None:
    operation = every_operation()[operation_id]
    rows = {entry["name"]: _row(operation.document, entry) for entry in operation.parameters}
    assert rows == PARAMETERS[operation_id]


def _row(document: str, parameter: Mapping[str, Any]) -> Row:
    schema = resolve(document, schema_of(parameter))
    values = frozenset(schema.get("enum", ()))
    return Row(parameter.get("required", False), schema.get("default"), values)


@pytest.mark.parametrize("operation_id", every_operation())
def test_a_query_of_the_dashboard_costs_what_its_table_says(operation_id: str) -> None:
    operation = every_operation()[operation_id]
    cost = COSTS.get(operation_id, {"base": 1}) if operation.document == "dashboard" else None
    assert operation.definition.get("x-amplitude-cost") == cost


def test_the_limits_of_a_project_are_the_documented_ones() -> None:
    limits = load("dashboard")["x-amplitude-limits"]
    assert {name: limits[name] for name in RATE_LIMITS} == RATE_LIMITS


def test_an_event_has_every_documented_member() -> None:
    event = load("http-v2")["components"]["schemas"]["Event"]
    members = event["properties"].items()
    described = {name: types(resolve("http-v2", member)) for name, member in members}
    documented = {name: (kind,) for kind, names in EVENT_MEMBERS.items() for name in names.split()}
    assert {name: described.get(name) for name in documented} == documented
    assert event["required"] == ["event_type"]
    sources = {name: member.get("x-amplitude-source") for name, member in members}
    beyond = {name: source for source, names in BEYOND_THE_PAGE.items() for name in names.split()}
    assert {name: sources[name] for name in documented} == {**dict.fromkeys(documented), **beyond}
    defaults = {name: member["default"] for name, member in members if "default" in member}
    assert defaults == {"$skip_user_properties_sync": False, "quantity": 1}


@pytest.mark.parametrize(("document", "name"), BODIES)
def test_an_object_of_a_request_has_every_documented_member(document: str, name: str) -> None:
    required, optional = BODIES[document, name]
    schema = load(document)["components"]["schemas"][name]
    assert set(schema.get("required", ())) == set(required.split())
    assert schema["properties"].keys() >= {*required.split(), *optional.split()}
