"""`amp.releases.create`: what goes on the wire and what comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from amplitude_sdk.errors import ValidationError
from tests.sdk.calls import RELEASE
from tests.sdk.clients import Service, call, ok

REPLY = ok({"success": True, "release": {"id": "7", "release_start": "2026-03-01 00:00:00"}})


def sent(colour: str, **more: Any) -> dict[str, Any]:
    service = Service(REPLY)
    release = call(colour, service, lambda amp: amp.releases.create(**{**RELEASE, **more}))
    assert release.id == "7"
    (request,) = service.requests
    assert (request.method, str(request.url)) == ("POST", "https://amplitude.com/api/2/release")
    return service.bodies[0]


def test_what_is_not_given_is_not_sent(colour: str) -> None:
    assert sent(colour) == RELEASE


def test_everything_can_be_said(colour: str) -> None:
    full = {
        "release_end": datetime(2026, 3, 2, 1, tzinfo=timezone(timedelta(hours=2))),
        "description": "",
        "platforms": ["iOS", "Web"],
        "created_by": "Mira",
        "chart_visibility": False,
    }
    assert sent(colour, **full) == {**RELEASE, **full, "release_end": "2026-03-01 23:00:00"}


@pytest.mark.parametrize(
    ("platforms", "wire"),
    [("iOS", ["iOS"]), (("iOS", "Web"), ["iOS", "Web"]), (iter(["iOS"]), ["iOS"]), ([], [])],
)
def test_platforms_are_one_or_several(platforms: Any, wire: list[str]) -> None:
    assert sent("sync", platforms=platforms)["platforms"] == wire


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"release_start": datetime(2026, 3, 1)}, "release_start: a time without an offset"),  # noqa: DTZ001
        ({"release_end": "2026-03-01"}, "release_end: .* is not a time"),
        ({"title": None}, "title: expected a non-empty text, got None"),
        ({"title": ""}, "title: expected a non-empty text"),
        ({"version": 1.0}, "version: expected a non-empty text, got 1.0"),
        ({"version": ""}, "version: expected a non-empty text"),
        ({"description": 5}, "description: expected a text, got 5"),
        ({"created_by": 5}, "created_by: expected a text, got 5"),
        ({"platforms": 5}, "platforms: expected one text or several texts, got 5"),
        ({"platforms": ["iOS", 5]}, "platforms: expected a non-empty text, got 5"),
        ({"platforms": {"iOS": 1}}, "platforms: expected one text or several texts"),
        ({"chart_visibility": None}, "chart_visibility: expected True or False, got None"),
        ({"chart_visibility": "no"}, "chart_visibility: expected True or False, got 'no'"),
        ({"chart_visibility": 0}, "chart_visibility: expected True or False, got 0"),
        ({"release_end": "2026-02-28 23:59:59"}, "release_end: .* lies before the start"),
        ({"release_end": "2026-03-01T00:00:00+01:00"}, "release_end: .* lies before the start"),
        ({"extra_query": "a=1"}, "extra_query: expected a mapping"),
        ({"version": "\ud800"}, "body: has no JSON form"),
    ],
)
def test_what_is_no_release_is_refused_before_sending(
    colour: str, changed: dict[str, Any], message: str
) -> None:
    service = Service(REPLY)
    with pytest.raises(ValidationError, match=message):
        call(colour, service, lambda amp: amp.releases.create(**{**RELEASE, **changed}))
    assert service.requests == []


def test_times_are_also_text_with_an_offset(colour: str) -> None:
    body = sent(colour, release_start="2026-11-03T10:00:00Z", release_end="2026-11-03T12:00+01:00")
    assert body["release_start"] == "2026-11-03 10:00:00"
    assert body["release_end"] == "2026-11-03 11:00:00"


def test_the_start_is_read_as_utc(colour: str) -> None:
    release = call(colour, Service(REPLY), lambda amp: amp.releases.create(**RELEASE))
    assert release.start == datetime(2026, 3, 1, tzinfo=UTC)
