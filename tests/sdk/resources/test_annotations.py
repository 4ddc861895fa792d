"""`amp.annotations`: null and absent, filters that exclude each other, and times with their plus."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import httpx
import pytest

from amplitude_sdk import UNSET
from amplitude_sdk.errors import NotFoundError, ValidationError
from amplitude_sdk.types import Annotation
from tests.sdk.clients import Service, call, ok

START = datetime(2026, 3, 1, 9, tzinfo=timezone(timedelta(hours=1)))
ANNOTATION = {"id": 7, "label": "Launch", "start": "2026-03-01T08:00:00+00:00"}
ONE, SEVERAL = ok({"data": ANNOTATION}), ok({"data": [ANNOTATION, ANNOTATION]})
BASE = "https://amplitude.com/api/3/annotations"


def sent(colour: str, use: Any, reply: Any = ONE) -> tuple[str, str, Any]:
    service = Service(reply)
    call(colour, service, use)
    (request,) = service.requests
    body = service.bodies[0] if request.content else None
    return request.method, str(request.url), body


def test_creating_sends_what_is_given(colour: str) -> None:
    assert sent(colour, lambda amp: amp.annotations.create("Launch", START)) == (
        "POST",
        BASE,
        {"label": "Launch", "start": "2026-03-01T09:00:00+01:00"},
    )
    full = {"category": "Launches", "chart_id": "abc", "details": ""}
    _, _, body = sent(colour, lambda amp: amp.annotations.create("L", START, end=START, **full))
    assert body == {
        "label": "L",
        "start": "2026-03-01T09:00:00+01:00",
        "end": "2026-03-01T09:00:00+01:00",
        **full,
    }


def test_listing_encodes_the_plus_of_a_time(colour: str) -> None:
    use = lambda amp: amp.annotations.list(category="A & B", start="2026-03-01T09:00:00+00:00")  # noqa: E731
    _, url, _ = sent(colour, use, SEVERAL)
    assert url == f"{BASE}?category=A%20%26%20B&start=2026-03-01T09%3A00%3A00%2B00%3A00"
    assert sent(colour, lambda amp: amp.annotations.list(), SEVERAL)[1] == BASE


def test_listing_returns_all_of_them(colour: str) -> None:
    listed = call(colour, Service(SEVERAL), lambda amp: amp.annotations.list(chart_id="abc"))
    assert [each.label for each in listed] == ["Launch", "Launch"]
    assert call(colour, Service(ok({"data": []})), lambda amp: amp.annotations.list()) == []


def test_getting_and_deleting_go_by_number(colour: str) -> None:
    assert sent(colour, lambda amp: amp.annotations.get(7)) == ("GET", f"{BASE}/7", None)
    deleted = sent(colour, lambda amp: amp.annotations.delete(7), ok({"success": True}))
    assert deleted == ("DELETE", f"{BASE}/7", None)


@pytest.mark.parametrize(
    ("changes", "body"),
    [
        ({}, {}),
        ({"label": "New"}, {"label": "New"}),
        ({"end": None, "chart_id": None}, {"end": None, "chart_id": None}),
        ({"end": UNSET, "label": UNSET, "details": ""}, {"details": ""}),
        ({"start": START}, {"start": "2026-03-01T09:00:00+01:00"}),
        (
            {"end": datetime(2026, 3, 2, tzinfo=UTC), "category": "Launches"},
            {"end": "2026-03-02T00:00:00+00:00", "category": "Launches"},
        ),
    ],
)
def test_updating_sends_the_changes_and_null_to_clear(
    colour: str, changes: dict[str, Any], body: dict[str, Any]
) -> None:
    assert sent(colour, lambda amp: amp.annotations.update(7, **changes)) == (
        "PUT",
        f"{BASE}/7",
        body,
    )


def refused(colour: str, use: Any) -> str:
    service = Service(ONE)
    with pytest.raises(ValidationError) as error:
        call(colour, service, use)
    assert service.requests == []
    return str(error.value)


@pytest.mark.parametrize("name", ["label", "start", "category", "details"])
def test_other_members_cannot_be_cleared(colour: str, name: str) -> None:
    message = refused(colour, lambda amp: amp.annotations.update(7, **{name: None}))
    assert message == f"{name}: cannot be cleared; only end and chart_id take None"


def test_filters_that_exclude_each_other_are_refused(colour: str) -> None:
    message = refused(colour, lambda amp: amp.annotations.list(category="A", chart_id="abc"))
    assert message == "category: does not combine with chart_id; filter by one of them"


@pytest.mark.parametrize(
    ("use", "field"),
    [
        (lambda amp: amp.annotations.create("L", datetime(2026, 3, 1)), "start"),  # noqa: DTZ001
        (lambda amp: amp.annotations.create("L", START, end="2026-03-01"), "end"),
        (lambda amp: amp.annotations.list(start="2026-03-01T00:00:00"), "start"),
        (lambda amp: amp.annotations.update(7, end="soon"), "end"),
        (lambda amp: amp.annotations.create(None, START), "label"),
        (lambda amp: amp.annotations.create(5, START), "label"),
        (lambda amp: amp.annotations.create("", START), "label"),
        (lambda amp: amp.annotations.create("L", START, category=1), "category"),
        (lambda amp: amp.annotations.create("L", START, chart_id=""), "chart_id"),
        (lambda amp: amp.annotations.create("L", START, details=1), "details"),
        (lambda amp: amp.annotations.list(category=1), "category"),
        (lambda amp: amp.annotations.list(chart_id=""), "chart_id"),
        (lambda amp: amp.annotations.update(7, label=5), "label"),
        (lambda amp: amp.annotations.update(7, chart_id=""), "chart_id"),
        (lambda amp: amp.annotations.update(7, details=5), "details"),
    ],
)
def test_what_is_no_annotation_is_refused_before_sending(colour: str, use: Any, field: str) -> None:
    assert refused(colour, use).startswith(f"{field}: ")


@pytest.mark.parametrize("id_", [None, True, 1.5, "7", [2], Annotation.parse(ANNOTATION)])
@pytest.mark.parametrize("method", ["get", "update", "delete"])
def test_an_id_is_a_whole_number(colour: str, method: str, id_: Any) -> None:
    message = refused(colour, lambda amp: getattr(amp.annotations, method)(id_))
    assert message.startswith("annotation_id: expected a whole number, got ")


@pytest.mark.parametrize("end", ["2026-03-01T07:59:59Z", datetime(2026, 3, 1, 7, tzinfo=UTC)])
@pytest.mark.parametrize(
    "use",
    [
        lambda amp, end: amp.annotations.create("L", START, end=end),
        lambda amp, end: amp.annotations.list(start=START, end=end),
        lambda amp, end: amp.annotations.update(7, start=START, end=end),
    ],
    ids=["create", "list", "update"],
)
def test_an_end_before_the_start_is_refused(colour: str, use: Any, end: Any) -> None:
    message = refused(colour, lambda amp: use(amp, end))
    assert message.startswith("end: ")
    assert message.endswith("lies before the start, 2026-03-01T09:00:00+01:00")


@pytest.mark.parametrize(
    "changes", [{"start": START}, {"end": START}, {"start": START, "end": None}]
)
def test_one_end_alone_cannot_be_out_of_order(colour: str, changes: dict[str, Any]) -> None:
    _, _, body = sent(colour, lambda amp: amp.annotations.update(7, **changes))
    assert body.keys() == changes.keys()


@pytest.mark.parametrize("query", ["a=1", [("a", 1)], 7, {1: "a"}])
def test_further_parameters_are_a_mapping(colour: str, query: Any) -> None:
    message = refused(colour, lambda amp: amp.annotations.list(extra_query=query))
    assert message.startswith("extra_query: expected a ")


def test_nothing_by_that_number_is_not_found(colour: str) -> None:
    service = Service(httpx.Response(404, json={"error": {"message": "Annotation not found"}}))
    with pytest.raises(NotFoundError, match="404 Annotation not found"):
        call(colour, service, lambda amp: amp.annotations.get(8))
