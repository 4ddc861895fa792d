"""`with_raw_response`: status, headers and body of a reply, whatever stands in it."""

from __future__ import annotations

import copy
import pickle
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from amplitude_sdk import errors
from amplitude_sdk.types import RawResponse
from tests.sdk.calls import EVERY, QUERIES
from tests.sdk.clients import ONCE, Service, call, event, ok, uploaded

if TYPE_CHECKING:
    from collections.abc import Callable

BODY = b'{"data": [\n  {"value": "Play Song"}], "later": 1}'


def raw(colour: str, service: Service, use: Callable[[Any], Any], **options: Any) -> Any:
    return call(colour, service, lambda amp: use(amp.with_raw_response), **options)


def events(amp: Any) -> Any:
    return amp.dashboard.events()


@pytest.mark.parametrize("operation", QUERIES)
def test_every_call_gives_its_reply_as_it_came(colour: str, operation: str) -> None:
    headers = {"X-Request-Id": "r-7", "Set-Cookie": "a=1", "Content-Type": "text/plain"}
    service = Service(httpx.Response(207, headers=headers, content=b"no JSON at all"))
    reply = raw(colour, service, QUERIES[operation])
    assert type(reply) is RawResponse
    assert reply.status_code == 207
    assert reply.headers["x-request-id"] == "r-7"
    assert reply.headers["set-cookie"] == "a=1"
    assert reply.content == b"no JSON at all"
    assert reply.text == "no JSON at all"


@pytest.mark.parametrize("operation", QUERIES)
def test_a_raw_call_asks_what_the_plain_one_asks(colour: str, operation: str) -> None:
    plain, unlooked = Service(ok({})), Service(ok({}))
    with suppress(errors.DecodeError):  # an empty reply is no result of most calls
        call(colour, plain, QUERIES[operation])
    raw(colour, unlooked, QUERIES[operation])
    asked = [(each.method, each.url, each.content) for each in plain.requests]
    assert [(each.method, each.url, each.content) for each in unlooked.requests] == asked


def test_the_body_is_untouched_and_can_be_decoded(colour: str) -> None:
    reply = raw(colour, Service(httpx.Response(200, content=BODY)), events)
    assert reply.content == BODY
    assert reply.json() == {"data": [{"value": "Play Song"}], "later": 1}


def test_a_refusal_in_a_reply_of_success_is_the_callers_to_find(colour: str) -> None:
    reply = raw(colour, Service(ok({"success": False, "error": "no"})), events)
    assert reply.json()["success"] is False


def test_an_upload_gives_the_replies_to_all_its_requests(colour: str) -> None:
    throttled = httpx.Response(429, json={"code": 429, "throttled_users": {"mira.holm": 30}})
    service = Service(throttled, uploaded())
    replies = raw(colour, service, lambda amp: amp.events.upload([event()]))
    assert [reply.status_code for reply in replies] == [429, 200]
    assert replies[1].json()["events_ingested"] == 1
    assert raw(colour, Service(uploaded()), lambda amp: amp.events.upload([])) == []


@pytest.mark.parametrize("operation", EVERY)
def test_errors_are_raised_as_ever(colour: str, operation: str) -> None:
    def outcome(use: Callable[[Any], Any]) -> errors.AmplitudeError:
        with pytest.raises(errors.AmplitudeError) as raised:
            call(colour, Service(httpx.Response(403, json={"error": "no"})), use, retry=ONCE)
        return raised.value

    plain = outcome(EVERY[operation])
    unlooked = outcome(lambda amp: EVERY[operation](amp.with_raw_response))
    assert type(unlooked) is type(plain)
    assert str(unlooked) == str(plain)


def test_a_call_is_repeated_as_ever_and_the_last_reply_is_given(colour: str) -> None:
    service = Service(httpx.Response(503), httpx.Response(200, content=BODY))
    reply = raw(colour, service, events)
    assert reply.status_code == 200
    assert len(service.requests) == 2


def test_what_is_refused_before_sending_still_is(colour: str) -> None:
    service = Service(ok({}))
    with pytest.raises(errors.ValidationError):
        raw(colour, service, lambda amp: amp.annotations.get("seven"))
    assert service.requests == []


def test_options_of_a_copy_hold_for_it(colour: str) -> None:
    service = Service(ok({}))
    use = lambda amp: amp.with_options(timeout=3).with_raw_response.dashboard.events()  # noqa: E731
    call(colour, service, use)
    assert service.requests[0].extensions["timeout"]["read"] == 3


def test_two_calls_have_a_reply_each(colour: str) -> None:
    first, second = httpx.Response(200, content=b"1"), httpx.Response(200, content=b"2")
    service = Service(first, second)

    def twice(amp: Any) -> Any:
        rooms = amp.with_raw_response
        if colour == "sync":
            return [rooms.dashboard.events(), rooms.dashboard.events()]
        return _both(rooms)

    assert [reply.content for reply in call(colour, service, twice)] == [b"1", b"2"]


async def _both(rooms: Any) -> list[RawResponse]:
    return [await rooms.dashboard.events(), await rooms.dashboard.events()]


def test_a_raw_response_travels_and_shows_its_status_only() -> None:
    reply = RawResponse(200, {"x-request-id": "7"}, b"secret")
    assert pickle.loads(pickle.dumps(reply)) == reply
    assert copy.deepcopy(reply) == reply
    assert repr(reply) == "RawResponse(status_code=200)"


def test_a_body_that_is_no_json_says_so() -> None:
    reply = RawResponse(200, {}, b"<html>\xff")
    with pytest.raises(errors.DecodeError, match=r"\(status 200\) is not JSON: .") as raised:
        reply.json()
    assert raised.value.status_code == 200
    assert raised.value.__context__ is None
    assert reply.text == "<html>\ufffd"
