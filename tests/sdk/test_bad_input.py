"""What people get wrong, end to end: the documented error, and a message that says what to do."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import httpx
import pytest

from amplitude_sdk import Amplitude, errors
from tests.sdk import servers
from tests.sdk.clients import KEY, ONCE, SECRET, Service, call, event, uploaded

GOOD = [event(event_id=n) for n in range(3)]
PAGE = b"<html><head><title>502 Bad Gateway</title></head></html>"


def failed(colour: str, use: Any, service: Any = None, **options: Any) -> Any:
    with pytest.raises(errors.AmplitudeError) as raised:
        call(colour, service or Service(), use, **{"retry": ONCE, **options})
    return raised.value


def read(amp: Any) -> Any:
    return amp.dashboard.events()


def test_a_missing_key() -> None:
    with pytest.raises(errors.ConfigurationError) as missing:
        Amplitude()
    assert str(missing.value) == "api_key: missing; pass api_key=... or set AMPLITUDE_API_KEY"


def test_a_missing_secret(colour: str) -> None:
    error = failed(colour, read, secret_key=None)
    assert type(error) is errors.ConfigurationError
    assert "pass secret_key=... or set AMPLITUDE_SECRET_KEY" in str(error)


def test_an_unknown_region() -> None:
    with pytest.raises(errors.ConfigurationError) as unknown:
        Amplitude(api_key=KEY, region="mars")
    assert 'use "us" or "eu"' in str(unknown.value)


def test_a_region_with_a_base_url() -> None:
    with pytest.raises(errors.ConfigurationError) as both:
        Amplitude(api_key=KEY, region="eu", base_url="http://localhost:1")
    assert "drop one" in str(both.value)


@pytest.mark.parametrize("status", [401, 403])
def test_wrong_keys_for_queries(colour: str, status: int) -> None:
    error = failed(colour, read, Service(httpx.Response(status)))
    kind = errors.AuthenticationError if status == 401 else errors.PermissionDeniedError
    assert type(error) is kind
    assert "Check that api_key and secret_key are both of this project, and not swapped" in str(
        error
    )
    assert 'try region="eu"' in str(error)


def test_a_wrong_key_for_events(colour: str) -> None:
    reply = httpx.Response(400, json={"code": 400, "error": f"Invalid API key: {KEY}"})
    error = failed(colour, lambda amp: amp.events.upload(GOOD), Service(reply))
    assert type(error) is errors.UploadError
    assert type(error.cause) is errors.AuthenticationError
    assert "Check that the api key (not the secret key) of the project is used" in str(error)
    assert KEY not in str(error)
    assert error.report.unsent == [0, 1, 2]


@pytest.mark.parametrize(
    "use",
    [
        lambda amp: amp.annotations.create("Launch", datetime(2026, 3, 1)),  # noqa: DTZ001
        lambda amp: amp.dashboard.users(datetime(2026, 3, 1), "20260302"),  # noqa: DTZ001
        lambda amp: amp.releases.create(
            version="1",
            title="One",
            release_start=datetime(2026, 3, 1),  # noqa: DTZ001
        ),
    ],
)
def test_a_naive_datetime_in_a_query(colour: str, use: Any) -> None:
    error = failed(colour, use)
    assert type(error) is errors.ValidationError
    assert "start" in error.field
    assert "datetime.now(timezone.utc)" in str(error) or "pass a date or add a tzinfo" in str(error)


@pytest.mark.parametrize(
    ("bad", "field", "advice"),
    [
        ({"event_type": "A"}, "user_id", "user_id or device_id is required"),
        (event(time=datetime(2026, 3, 1)), "time", "datetime.now(timezone.utc)"),  # noqa: DTZ001
        (event(user_id="anonymous"), "user_id", "leave the member out if unknown"),
        (event(user_id=12345), "user_id", "expected string, got 12345 (int)"),
        (event(event_properties={"x": float("nan")}), "event_properties.x", "leave it out"),
        ("no mapping", "event", "expected a mapping"),
    ],
)
def test_a_bad_event_holds_no_other_up(colour: str, bad: Any, field: str, advice: str) -> None:
    service = Service(uploaded(events=3))
    events = [GOOD[0], bad, *GOOD[1:]]
    report = call(colour, service, lambda amp: amp.events.upload(events))
    assert report.accepted == 3
    (refused,) = report.rejected
    assert (refused.index, refused.fields) == (1, (field,))
    assert advice in refused.reason
    assert [each["event_id"] for each in service.bodies[0]["events"]] == [0, 1, 2]


def test_a_two_megabyte_event_holds_no_other_up(colour: str) -> None:
    giant = event(event_properties={"lines": ["x" * 1000] * 2000})
    service = Service(uploaded(events=3))
    report = call(colour, service, lambda amp: amp.events.upload([giant, *GOOD]))
    assert report.accepted == 3
    assert "a request must stay below 1000000; shorten its properties" in report.rejected[0].reason


@pytest.mark.parametrize("status", ["502 Bad Gateway", "520 "])
def test_a_failing_proxy(colour: str, status: str) -> None:
    with servers.misbehaving(servers.answers(status, PAGE)) as server:
        options = {"transport": None, "base_url": server.url}
        transport = httpx.HTTPTransport if colour == "sync" else httpx.AsyncHTTPTransport
        options["transport"] = transport()
        error = failed(colour, read, **options)
        options["transport"] = transport()
        lost = failed(colour, lambda amp: amp.events.upload(GOOD), **options)
    assert type(error) is type(lost.cause) is errors.ServerError
    assert error.status_code == int(status[:3])
    assert "Bad Gateway" in str(error)
    assert "repeat the call later" in str(error)
    assert lost.report.unsent == [0, 1, 2]
    assert "none is stored twice" in str(lost)


def test_a_truncated_reply(colour: str) -> None:
    whole = json.dumps({"data": [{"value": "Play Song"}]})
    error = failed(colour, read, Service(httpx.Response(200, text=whole[:20])))
    assert type(error) is errors.DecodeError
    assert error.status_code == 200
    assert error.excerpt == whole[:20]
    assert "repeating the call is safe" in str(error)


def test_a_reply_cut_off_on_the_way(colour: str) -> None:
    with servers.misbehaving(servers.answers("200 OK", b'{"da', length=500)) as server:
        transport = httpx.HTTPTransport() if colour == "sync" else httpx.AsyncHTTPTransport()
        error = failed(colour, read, transport=transport, base_url=server.url)
    assert type(error) is errors.OutcomeUnknownError
    assert "repeating this call is safe" in str(error)


def test_swapped_keys_show_neither() -> None:
    error = failed("sync", read, Service(httpx.Response(403)), api_key=SECRET, secret_key=KEY)
    assert KEY not in str(error)
    assert SECRET not in str(error)
