"""`amp.events.upload`: its arguments, and where and how they are sent."""

from __future__ import annotations

import gzip
import json
from math import inf, nan
from typing import TYPE_CHECKING, Any

import pytest
from amplitude_api import facts

from amplitude_sdk.errors import UploadError, ValidationError
from tests.sdk.clients import KEY, Service, call, event, uploaded

if TYPE_CHECKING:
    from collections.abc import Iterator


def upload(colour: str, service: Service, events: Any = None, **options: Any) -> Any:
    client = {
        name: options.pop(name)
        for name in ("region", "base_url", "map_language", "event_defaults", "timeout_of_client")
        if name in options
    }
    given = [event(insert_id="x")] if events is None else events
    return call(colour, service, lambda amp: amp.events.upload(given, **options), **client)


@pytest.mark.parametrize(
    ("client", "url"),
    [
        ({}, "https://api2.amplitude.com/2/httpapi"),
        ({"region": "us"}, "https://api2.amplitude.com/2/httpapi"),
        ({"region": "EU"}, "https://api.eu.amplitude.com/2/httpapi"),
        ({"base_url": "http://localhost:1/x/"}, "http://localhost:1/x/2/httpapi"),
    ],
)
def test_events_go_to_the_ingestion_host(colour: str, client: Any, url: str) -> None:
    service = Service(uploaded())
    upload(colour, service, **client)
    (request,) = service.requests
    assert (request.method, str(request.url)) == ("POST", url)


def test_the_body_carries_the_key_and_no_header_does(colour: str) -> None:
    service = Service(uploaded())
    upload(colour, service)
    assert service.bodies == [{"api_key": KEY, "events": [event(insert_id="x")]}]
    headers = service.requests[0].headers
    assert "authorization" not in headers
    assert headers["content-type"] == "application/json"


def test_a_shorter_id_can_be_allowed(colour: str) -> None:
    service = Service(uploaded())
    short = event(user_id="ab", insert_id="x")
    assert len(upload(colour, service, [short]).rejected) == 1
    assert upload(colour, service, [short], min_id_length=2).accepted == 1
    assert service.bodies[0]["options"] == {"min_id_length": 2}


def test_a_longer_id_can_be_required(colour: str) -> None:
    report = upload(colour, Service(uploaded()), [event()], min_id_length=20)
    assert "shorter than 20 characters" in report.rejected[0].reason


@pytest.mark.parametrize("value", [0, -1, 2.5, "5", True])
def test_a_least_length_is_a_whole_number(colour: str, value: Any) -> None:
    with pytest.raises(ValidationError, match="min_id_length: a whole number of at least 1"):
        upload(colour, Service(), min_id_length=value)


def test_a_request_can_be_compressed(colour: str) -> None:
    service = Service(uploaded())
    upload(colour, service, gzip=True)
    (request,) = service.requests
    assert request.headers["content-encoding"] == "gzip"
    assert json.loads(gzip.decompress(request.content))["events"] == [event(insert_id="x")]


def test_languages_are_mapped_unless_the_client_says_no(colour: str) -> None:
    service = Service(uploaded())
    upload(colour, service, [event(language="en-US")])
    upload(colour, service, [event(language="en-US")], map_language=False)
    languages = [body["events"][0]["language"] for body in service.bodies]
    assert languages == ["English", "en-US"]


def test_defaults_stand_under_every_event(colour: str) -> None:
    service = Service(uploaded())
    defaults = {"platform": "Web", "partner_id": "p"}
    upload(colour, service, [event(), event(platform="iOS")], event_defaults=defaults)
    first, second = service.bodies[0]["events"]
    assert (first["platform"], first["partner_id"]) == ("Web", "p")
    assert second["platform"] == "iOS"


@pytest.mark.parametrize("events", [event(), "event", b"event"])
def test_a_single_event_is_refused_with_advice(colour: str, events: Any) -> None:
    with pytest.raises(ValidationError, match=r"events: .* put a single one into a list"):
        upload(colour, Service(), events)


@pytest.mark.parametrize("name", ["timeout", "deadline"])
@pytest.mark.parametrize("value", [0, -1, nan, inf, "5"])
def test_times_are_positive_seconds(colour: str, name: str, value: Any) -> None:
    service = Service(uploaded())
    with pytest.raises(ValidationError, match=f"{name}: seconds, a positive and finite number"):
        upload(colour, service, **{name: value})
    assert service.requests == []


def test_a_timeout_and_further_parameters_reach_the_request(colour: str) -> None:
    service = Service(uploaded())
    upload(colour, service, timeout=2.5, extra_query={"beta": "a+b"})
    (request,) = service.requests
    assert request.extensions["timeout"]["read"] == 2.5
    assert request.url.query == b"beta=a%2Bb"


def test_events_that_cannot_be_read_to_the_end_leave_a_report(colour: str) -> None:
    def events() -> Iterator[dict[str, Any]]:
        yield from (event() for _ in range(facts.MAX_EVENTS))
        raise OSError("the disk is gone")

    service = Service(uploaded(events=facts.MAX_EVENTS - 1))
    with pytest.raises(UploadError, match="the disk is gone") as error:
        upload(colour, service, events())

    assert error.value.report.accepted == facts.MAX_EVENTS - 1
    assert error.value.report.unsent == [facts.MAX_EVENTS - 1]
    assert isinstance(error.value.cause.__cause__, OSError)
