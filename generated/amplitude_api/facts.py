# Generated from specs/ by `nox -s generate`; do not edit.
"""Facts of the four APIs, read from their specifications. Standard library only."""

from typing import Final, NamedTuple


class Parameter(NamedTuple):
    """A parameter of an operation."""

    name: str
    location: str
    """`query` or `path`."""
    required: bool
    default: object
    """What the service assumes without it; None when nothing is documented."""
    enum: tuple[object, ...]
    """The closed list of values; empty when there is none."""
    json: bool
    """Whether each value is JSON text."""
    repeated: bool
    """Whether the parameter is sent once for each of several values."""


class Operation(NamedTuple):
    """An operation of an API."""

    id: str
    api: str
    method: str
    path: str
    retry: str
    """`safe`, `keyed` (safe with the idempotency key) or `never`."""
    idempotency_key: str | None
    statuses: tuple[str, ...]
    """Declared statuses, among them ranges such as `5XX`."""
    parameters: tuple[Parameter, ...]
    body: str | None
    """Name of the schema of the JSON body."""


class Member(NamedTuple):
    """A member of an object."""

    name: str
    types: tuple[str, ...]
    """JSON types."""
    required: bool
    default: object
    """What the service assumes without it; None when nothing is documented."""
    source: str | None
    """How it is known when the vendor's main documentation does not have it."""


HOSTS: Final[dict[str, dict[str, str]]] = {
    "annotations": {
        "us": "https://amplitude.com",
        "eu": "https://analytics.eu.amplitude.com",
    },
    "dashboard": {
        "us": "https://amplitude.com",
        "eu": "https://analytics.eu.amplitude.com",
    },
    "http_v2": {
        "us": "https://api2.amplitude.com",
        "eu": "https://api.eu.amplitude.com",
    },
    "releases": {
        "us": "https://amplitude.com",
        "eu": "https://analytics.eu.amplitude.com",
    },
}
VERSIONS: Final[dict[str, str]] = {
    "annotations": "1.0.0",
    "dashboard": "1.0.0",
    "http_v2": "1.0.0",
    "releases": "1.0.0",
}
OPERATIONS: Final[dict[str, Operation]] = {
    "listAnnotationCategories": Operation(
        id="listAnnotationCategories",
        api="annotations",
        method="GET",
        path="/api/3/annotation-categories",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "404", "429", "5XX"),
        parameters=(
            Parameter(
                name="category",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body=None,
    ),
    "createAnnotationCategory": Operation(
        id="createAnnotationCategory",
        api="annotations",
        method="POST",
        path="/api/3/annotation-categories",
        retry="never",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "409", "429", "5XX"),
        parameters=(),
        body="AnnotationCategoryWrite",
    ),
    "getAnnotationCategory": Operation(
        id="getAnnotationCategory",
        api="annotations",
        method="GET",
        path="/api/3/annotation-categories/{category_id}",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "404", "429", "5XX"),
        parameters=(
            Parameter(
                name="category_id",
                location="path",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body=None,
    ),
    "updateAnnotationCategory": Operation(
        id="updateAnnotationCategory",
        api="annotations",
        method="PUT",
        path="/api/3/annotation-categories/{category_id}",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "404", "409", "429", "5XX"),
        parameters=(
            Parameter(
                name="category_id",
                location="path",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body="AnnotationCategoryWrite",
    ),
    "deleteAnnotationCategory": Operation(
        id="deleteAnnotationCategory",
        api="annotations",
        method="DELETE",
        path="/api/3/annotation-categories/{category_id}",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "404", "429", "5XX"),
        parameters=(
            Parameter(
                name="category_id",
                location="path",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body=None,
    ),
    "assignAnnotationCategory": Operation(
        id="assignAnnotationCategory",
        api="annotations",
        method="PUT",
        path="/api/3/annotation-categories/bulk/{category_id}",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "404", "429", "5XX"),
        parameters=(
            Parameter(
                name="category_id",
                location="path",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body="AnnotationCategoryAssignment",
    ),
    "listAnnotations": Operation(
        id="listAnnotations",
        api="annotations",
        method="GET",
        path="/api/3/annotations",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "409", "429", "5XX"),
        parameters=(
            Parameter(
                name="category",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="chart_id",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="start",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="end",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body=None,
    ),
    "createAnnotation": Operation(
        id="createAnnotation",
        api="annotations",
        method="POST",
        path="/api/3/annotations",
        retry="never",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "404", "429", "5XX"),
        parameters=(),
        body="AnnotationCreate",
    ),
    "getAnnotation": Operation(
        id="getAnnotation",
        api="annotations",
        method="GET",
        path="/api/3/annotations/{annotation_id}",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "404", "429", "5XX"),
        parameters=(
            Parameter(
                name="annotation_id",
                location="path",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body=None,
    ),
    "updateAnnotation": Operation(
        id="updateAnnotation",
        api="annotations",
        method="PUT",
        path="/api/3/annotations/{annotation_id}",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "404", "429", "5XX"),
        parameters=(
            Parameter(
                name="annotation_id",
                location="path",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body="AnnotationUpdate",
    ),
    "deleteAnnotation": Operation(
        id="deleteAnnotation",
        api="annotations",
        method="DELETE",
        path="/api/3/annotations/{annotation_id}",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "404", "429", "5XX"),
        parameters=(
            Parameter(
                name="annotation_id",
                location="path",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body=None,
    ),
    "getChartResults": Operation(
        id="getChartResults",
        api="dashboard",
        method="GET",
        path="/api/3/chart/{chart_id}/query",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "429", "5XX"),
        parameters=(
            Parameter(
                name="chart_id",
                location="path",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body=None,
    ),
    "getChartCsv": Operation(
        id="getChartCsv",
        api="dashboard",
        method="GET",
        path="/api/3/chart/{chart_id}/csv",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "429", "5XX"),
        parameters=(
            Parameter(
                name="chart_id",
                location="path",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body=None,
    ),
    "getUsers": Operation(
        id="getUsers",
        api="dashboard",
        method="GET",
        path="/api/2/users",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "429", "5XX"),
        parameters=(
            Parameter(
                name="start",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="end",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="m",
                location="query",
                required=False,
                default="active",
                enum=("active", "new"),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="i",
                location="query",
                required=False,
                default=1,
                enum=(1, 7, 30),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="s",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=True,
                repeated=True,
            ),
            Parameter(
                name="g",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="g2",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body=None,
    ),
    "getSessionLengths": Operation(
        id="getSessionLengths",
        api="dashboard",
        method="GET",
        path="/api/2/sessions/length",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "429", "5XX"),
        parameters=(
            Parameter(
                name="start",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="end",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="timeHistogramConfigBinTimeUnit",
                location="query",
                required=False,
                default=None,
                enum=("hours", "minutes", "seconds"),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="timeHistogramConfigBinMin",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="timeHistogramConfigBinMax",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="timeHistogramConfigBinSize",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body=None,
    ),
    "getAverageSessionLength": Operation(
        id="getAverageSessionLength",
        api="dashboard",
        method="GET",
        path="/api/2/sessions/average",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "429", "5XX"),
        parameters=(
            Parameter(
                name="start",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="end",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body=None,
    ),
    "getSessionsPerUser": Operation(
        id="getSessionsPerUser",
        api="dashboard",
        method="GET",
        path="/api/2/sessions/peruser",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "429", "5XX"),
        parameters=(
            Parameter(
                name="start",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="end",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body=None,
    ),
    "getComposition": Operation(
        id="getComposition",
        api="dashboard",
        method="GET",
        path="/api/2/composition",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "429", "5XX"),
        parameters=(
            Parameter(
                name="start",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="end",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="p",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body=None,
    ),
    "listEvents": Operation(
        id="listEvents",
        api="dashboard",
        method="GET",
        path="/api/2/events/list",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "429", "5XX"),
        parameters=(),
        body=None,
    ),
    "getSegmentation": Operation(
        id="getSegmentation",
        api="dashboard",
        method="GET",
        path="/api/2/events/segmentation",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "429", "5XX"),
        parameters=(
            Parameter(
                name="e",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=True,
                repeated=False,
            ),
            Parameter(
                name="e2",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=True,
                repeated=False,
            ),
            Parameter(
                name="m",
                location="query",
                required=False,
                default="uniques",
                enum=(
                    "uniques",
                    "totals",
                    "pct_dau",
                    "average",
                    "histogram",
                    "sums",
                    "value_avg",
                    "formula",
                ),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="n",
                location="query",
                required=False,
                default=None,
                enum=("any", "active"),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="start",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="end",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="i",
                location="query",
                required=False,
                default=1,
                enum=(-300000, -3600000, 1, 7, 30),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="s",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=True,
                repeated=True,
            ),
            Parameter(
                name="g",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="g2",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="limit",
                location="query",
                required=False,
                default=100,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="formula",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="rollingWindow",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="rollingAverage",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body=None,
    ),
    "getFunnel": Operation(
        id="getFunnel",
        api="dashboard",
        method="GET",
        path="/api/2/funnels",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "429", "5XX"),
        parameters=(
            Parameter(
                name="e",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=True,
                repeated=True,
            ),
            Parameter(
                name="start",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="end",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="mode",
                location="query",
                required=False,
                default="ordered",
                enum=("ordered", "unordered", "sequential"),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="n",
                location="query",
                required=False,
                default="active",
                enum=("active", "new"),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="i",
                location="query",
                required=False,
                default=1,
                enum=(-300000, -3600000, 1, 7, 30),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="s",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=True,
                repeated=True,
            ),
            Parameter(
                name="g",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="cs",
                location="query",
                required=False,
                default=2592000,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="limit",
                location="query",
                required=False,
                default=100,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body=None,
    ),
    "getRetention": Operation(
        id="getRetention",
        api="dashboard",
        method="GET",
        path="/api/2/retention",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "429", "5XX"),
        parameters=(
            Parameter(
                name="se",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=True,
                repeated=False,
            ),
            Parameter(
                name="re",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=True,
                repeated=False,
            ),
            Parameter(
                name="start",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="end",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="rm",
                location="query",
                required=False,
                default="n-day",
                enum=("bracket", "rolling", "n-day"),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="rb",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=True,
                repeated=False,
            ),
            Parameter(
                name="i",
                location="query",
                required=False,
                default=1,
                enum=(1, 7, 30),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="s",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=True,
                repeated=True,
            ),
            Parameter(
                name="g",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body=None,
    ),
    "getUserActivity": Operation(
        id="getUserActivity",
        api="dashboard",
        method="GET",
        path="/api/2/useractivity",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "429", "5XX"),
        parameters=(
            Parameter(
                name="user",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="offset",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="limit",
                location="query",
                required=False,
                default=1000,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="direction",
                location="query",
                required=False,
                default="latest",
                enum=("earliest", "latest"),
                json=False,
                repeated=False,
            ),
        ),
        body=None,
    ),
    "searchUsers": Operation(
        id="searchUsers",
        api="dashboard",
        method="GET",
        path="/api/2/usersearch",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "429", "5XX"),
        parameters=(
            Parameter(
                name="user",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body=None,
    ),
    "getRealtime": Operation(
        id="getRealtime",
        api="dashboard",
        method="GET",
        path="/api/2/realtime",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "429", "5XX"),
        parameters=(
            Parameter(
                name="i",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body=None,
    ),
    "getRevenueLtv": Operation(
        id="getRevenueLtv",
        api="dashboard",
        method="GET",
        path="/api/2/revenue/ltv",
        retry="safe",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "429", "5XX"),
        parameters=(
            Parameter(
                name="m",
                location="query",
                required=False,
                default=0,
                enum=(0, 1, 2, 3),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="start",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="end",
                location="query",
                required=True,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="i",
                location="query",
                required=False,
                default=1,
                enum=(1, 7, 30),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="s",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=True,
                repeated=True,
            ),
            Parameter(
                name="g",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body=None,
    ),
    "uploadEvents": Operation(
        id="uploadEvents",
        api="http_v2",
        method="POST",
        path="/2/httpapi",
        retry="keyed",
        idempotency_key="insert_id",
        statuses=("200", "400", "403", "413", "429", "500", "502", "503", "504"),
        parameters=(),
        body="UploadRequest",
    ),
    "createRelease": Operation(
        id="createRelease",
        api="releases",
        method="POST",
        path="/api/2/release",
        retry="never",
        idempotency_key=None,
        statuses=("200", "400", "401", "403", "429", "5XX"),
        parameters=(
            Parameter(
                name="version",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="release_start",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="release_end",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="title",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="description",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="platforms",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=True,
            ),
            Parameter(
                name="created_by",
                location="query",
                required=False,
                default=None,
                enum=(),
                json=False,
                repeated=False,
            ),
            Parameter(
                name="chart_visibility",
                location="query",
                required=False,
                default=True,
                enum=(),
                json=False,
                repeated=False,
            ),
        ),
        body="ReleaseCreate",
    ),
}
EVENT_MEMBERS: Final[dict[str, Member]] = {
    "user_id": Member(
        name="user_id", types=("string",), required=False, default=None, source=None
    ),
    "device_id": Member(
        name="device_id", types=("string",), required=False, default=None, source=None
    ),
    "event_type": Member(
        name="event_type", types=("string",), required=True, default=None, source=None
    ),
    "time": Member(
        name="time", types=("integer",), required=False, default=None, source=None
    ),
    "event_properties": Member(
        name="event_properties",
        types=("object",),
        required=False,
        default=None,
        source=None,
    ),
    "user_properties": Member(
        name="user_properties",
        types=("object",),
        required=False,
        default=None,
        source=None,
    ),
    "groups": Member(
        name="groups", types=("object",), required=False, default=None, source=None
    ),
    "group_properties": Member(
        name="group_properties",
        types=("object",),
        required=False,
        default=None,
        source=None,
    ),
    "$skip_user_properties_sync": Member(
        name="$skip_user_properties_sync",
        types=("boolean",),
        required=False,
        default=False,
        source=None,
    ),
    "app_version": Member(
        name="app_version", types=("string",), required=False, default=None, source=None
    ),
    "platform": Member(
        name="platform", types=("string",), required=False, default=None, source=None
    ),
    "os_name": Member(
        name="os_name", types=("string",), required=False, default=None, source=None
    ),
    "os_version": Member(
        name="os_version", types=("string",), required=False, default=None, source=None
    ),
    "device_brand": Member(
        name="device_brand",
        types=("string",),
        required=False,
        default=None,
        source=None,
    ),
    "device_manufacturer": Member(
        name="device_manufacturer",
        types=("string",),
        required=False,
        default=None,
        source=None,
    ),
    "device_model": Member(
        name="device_model",
        types=("string",),
        required=False,
        default=None,
        source=None,
    ),
    "carrier": Member(
        name="carrier", types=("string",), required=False, default=None, source=None
    ),
    "country": Member(
        name="country", types=("string",), required=False, default=None, source=None
    ),
    "region": Member(
        name="region", types=("string",), required=False, default=None, source=None
    ),
    "city": Member(
        name="city", types=("string",), required=False, default=None, source=None
    ),
    "dma": Member(
        name="dma", types=("string",), required=False, default=None, source=None
    ),
    "language": Member(
        name="language", types=("string",), required=False, default=None, source=None
    ),
    "price": Member(
        name="price", types=("number",), required=False, default=None, source=None
    ),
    "quantity": Member(
        name="quantity", types=("integer",), required=False, default=1, source=None
    ),
    "revenue": Member(
        name="revenue", types=("number",), required=False, default=None, source=None
    ),
    "productId": Member(
        name="productId", types=("string",), required=False, default=None, source=None
    ),
    "revenueType": Member(
        name="revenueType", types=("string",), required=False, default=None, source=None
    ),
    "currency": Member(
        name="currency",
        types=("string",),
        required=False,
        default=None,
        source="documentation-2026",
    ),
    "location_lat": Member(
        name="location_lat",
        types=("number",),
        required=False,
        default=None,
        source=None,
    ),
    "location_lng": Member(
        name="location_lng",
        types=("number",),
        required=False,
        default=None,
        source=None,
    ),
    "ip": Member(
        name="ip", types=("string",), required=False, default=None, source=None
    ),
    "idfa": Member(
        name="idfa", types=("string",), required=False, default=None, source=None
    ),
    "idfv": Member(
        name="idfv", types=("string",), required=False, default=None, source=None
    ),
    "adid": Member(
        name="adid", types=("string",), required=False, default=None, source=None
    ),
    "android_id": Member(
        name="android_id", types=("string",), required=False, default=None, source=None
    ),
    "android_app_set_id": Member(
        name="android_app_set_id",
        types=("string",),
        required=False,
        default=None,
        source="documentation-2026",
    ),
    "user_agent": Member(
        name="user_agent",
        types=("string",),
        required=False,
        default=None,
        source="documentation-2026",
    ),
    "event_id": Member(
        name="event_id", types=("integer",), required=False, default=None, source=None
    ),
    "session_id": Member(
        name="session_id", types=("integer",), required=False, default=None, source=None
    ),
    "insert_id": Member(
        name="insert_id", types=("string",), required=False, default=None, source=None
    ),
    "plan": Member(
        name="plan", types=("object",), required=False, default=None, source=None
    ),
    "ingestion_metadata": Member(
        name="ingestion_metadata",
        types=("object",),
        required=False,
        default=None,
        source="vendor-sdk",
    ),
    "partner_id": Member(
        name="partner_id",
        types=("string",),
        required=False,
        default=None,
        source="documentation-2026",
    ),
    "library": Member(
        name="library",
        types=("string",),
        required=False,
        default=None,
        source="vendor-sdk",
    ),
    "version_name": Member(
        name="version_name",
        types=("string",),
        required=False,
        default=None,
        source="vendor-sdk",
    ),
}
CONCURRENT_REQUESTS: Final[int] = 5
CONCURRENT_USER_QUERIES: Final[int] = 10
USER_QUERIES_PER_HOUR: Final[int] = 360
COST_PER_HOUR: Final[int] = 108000
COST_PER_FIVE_MINUTES: Final[int] = 1000
GROUP_BY_COST: Final[int] = 4
EVENT_GROUP_BY_COST: Final[int] = 4
REALTIME_INTERVAL: Final[int] = -300000
HOURLY_INTERVAL: Final[int] = -3600000
REALTIME_DAYS: Final[int] = 2
HOURLY_DAYS: Final[int] = 7
DAILY_DAYS: Final[int] = 365
MAX_GROUP_LIMIT: Final[int] = 1000
MAX_GROUP_BYS: Final[int] = 2
MAX_EVENT_GROUP_BYS: Final[int] = 2
MAX_SEGMENTATION_EVENTS: Final[int] = 2
MAX_ACTIVITY_LIMIT: Final[int] = 1000
MAX_SESSION_MILLISECONDS: Final[int] = 86400000
DEFAULT_SESSION_BIN_EDGES: Final[tuple[int, ...]] = (
    0,
    3000,
    10000,
    30000,
    60000,
    180000,
    600000,
    1800000,
    3600000,
    86400000,
)
CUSTOM_EVENT_PREFIX: Final[str] = "ce:"
ANY_ACTIVE_EVENT: Final[str] = "_active"
ANY_EVENT: Final[str] = "_all"
NEW_USER_EVENT: Final[str] = "_new"
REVENUE_EVENT: Final[str] = "revenue_amount"
VERIFIED_REVENUE_EVENT: Final[str] = "verified_revenue"
UNVERIFIED_REVENUE_EVENT: Final[str] = "unverified_revenue"
USER_PROPERTY_PREFIX: Final[str] = "gp:"
COHORT_PROPERTY: Final[str] = "userdata_cohort"
BUILT_IN_PROPERTIES: Final[tuple[str, ...]] = (
    "version",
    "country",
    "city",
    "region",
    "DMA",
    "language",
    "platform",
    "os",
    "device",
    "device_type",
    "start_version",
    "paying",
)
MAX_REQUEST_BYTES: Final[int] = 1000000
MAX_EVENTS: Final[int] = 2000
STARTER_BATCHES_PER_SECOND: Final[int] = 100
STARTER_EVENTS_PER_SECOND: Final[int] = 1000
RECOMMENDED_BATCH_EVENTS: Final[int] = 10
MAX_STRING_LENGTH: Final[int] = 1024
MAX_PROPERTY_DEPTH: Final[int] = 40
MAX_PROPERTY_KEYS: Final[int] = 1024
MAX_GROUP_TYPES: Final[int] = 5
MAX_GROUP_VALUES: Final[int] = 10
USER_PROPERTY_UPDATES_PER_HOUR: Final[int] = 1800
DEFAULT_MIN_ID_LENGTH: Final[int] = 5
ZERO_DEVICE_ID: Final[str] = "00000000-0000-0000-0000-000000000000"
REFUSED_IDS: Final[tuple[str, ...]] = (
    "anonymous",
    "nil",
    "none",
    "null",
    "n/a",
    "na",
    "undefined",
    "unknown",
    "",
    '""',
    "00000000-0000-0000-0000-000000000000",
    "{}",
    "lmy47d",
    "0",
    "-1",
)
RESERVED_EVENT_TYPES: Final[tuple[str, ...]] = (
    "[Amplitude] Start Session",
    "[Amplitude] End Session",
    "[Amplitude] Revenue",
    "[Amplitude] Revenue (Verified)",
    "[Amplitude] Revenue (Unverified)",
    "[Amplitude] Merged User",
)
IDENTIFY_EVENT_TYPE: Final[str] = "$identify"
GROUP_IDENTIFY_EVENT_TYPE: Final[str] = "$groupidentify"
USER_PROPERTY_OPERATORS: Final[tuple[str, ...]] = (
    "$set",
    "$setOnce",
    "$add",
    "$append",
    "$unset",
    "$prepend",
    "$preInsert",
    "$postInsert",
    "$remove",
    "$clearAll",
)
GROUP_PROPERTY_OPERATORS: Final[tuple[str, ...]] = (
    "$set",
    "$setOnce",
    "$add",
    "$append",
    "$unset",
)
EVENTS_PER_SECOND: Final[int] = 30
BURST_EVENTS: Final[int] = 900
THROTTLE_PAUSE_SECONDS: Final[int] = 30
DEDUPE_DAYS: Final[int] = 7
