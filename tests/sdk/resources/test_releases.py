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
        ({"title": None}, "title: is required"),
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


def test_the_start_is_read_as_utc(colour: str) -> None:
    release = call(colour, Service(REPLY), lambda amp: amp.releases.create(**RELEASE))
    assert release.start == datetime(2026, 3, 1, tzinfo=UTC)
