"""Replies that say no, replies that say nothing readable, and the errors they become."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from amplitude_api import facts

from amplitude_sdk import RetryPolicy, errors
from amplitude_sdk.transport.messages import Failure, Reply, Request
from amplitude_sdk.transport.outcome import Judge
from amplitude_sdk.transport.redaction import Credentials, Redactor
from tests.sdk.clients import ONCE, Service, call, ok

HTML = "<!DOCTYPE html><html><head><title>502 Bad\n  Gateway</title></head><body>x</body></html>"
QUERY_ERROR = {
    "error": {
        "http_code": 400,
        "type": "invalid_chart_definition",
        "message": "Invalid user property country",
        "metadata": {"details": "country"},
    }
}


def read(amp: Any) -> Any:
    return amp.dashboard.events()


def write(amp: Any) -> Any:
    return amp.annotations.categories.create("Launches")


def raised(colour: str, reply: httpx.Response, use: Any = read, **options: Any) -> Any:
    with pytest.raises(errors.AmplitudeError) as error:
        call(colour, Service(reply), use, **{"retry": ONCE, **options})
    return error.value


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (httpx.Response(400, json=QUERY_ERROR), "Invalid user property country"),
        (httpx.Response(400, json={"code": 400, "error": "Invalid field"}), "Invalid field"),
        (httpx.Response(400, json={"message": "no such thing"}), "no such thing"),
        (httpx.Response(400, json={"error": {"message": None}}), "Bad Request"),
        (httpx.Response(400, json={"error": 7}), "Bad Request"),
        (httpx.Response(400, json=["x"]), "Bad Request"),
        (httpx.Response(400, text="plain words\nand more"), "plain words"),
        (httpx.Response(400, text="  \n "), "Bad Request"),
        (httpx.Response(400, html="<p>no title</p>"), "Bad Request"),
        (httpx.Response(502, html=HTML), "Bad Gateway"),
        (httpx.Response(504, text="Gateway Timeout"), "Gateway Timeout"),
        (httpx.Response(520), "server error"),
        (httpx.Response(499), "unknown status"),
        (httpx.Response(400, content=b"\xff\xfe\x00"), "\ufffd\ufffd\x00"),
    ],
)
def test_the_message_is_what_the_service_said(
    colour: str, reply: httpx.Response, message: str
) -> None:
    error = raised(colour, reply)
    assert isinstance(error, errors.ApiError)
    assert error.message == message
    assert f"{reply.status_code} {message} (GET https://amplitude.com/api/2/events/list)" in str(
        error
    )


def test_the_reason_of_the_live_error_shape_is_told(colour: str) -> None:
    details = {"message": "Not Found", "metadata": {"details": "Annotation not found"}}
    error = raised(colour, httpx.Response(404, json={"error": details}))
    assert error.message == "Not Found: Annotation not found"


def test_a_reason_alone_is_told_too(colour: str) -> None:
    body = {"error": {"metadata": {"details": "Annotation not found"}}}
    assert raised(colour, httpx.Response(404, json=body)).message == "Annotation not found"


def test_a_403_with_a_reason_is_not_blamed_on_the_keys(colour: str) -> None:
    details = {"message": "Forbidden", "metadata": {"details": "The category is built in"}}
    reasoned = raised(colour, httpx.Response(403, json={"error": details}))
    bare = raised(colour, httpx.Response(403))
    assert "api_key" not in str(reasoned)
    assert "api_key and secret_key" in str(bare)


def test_a_401_is_about_the_keys_whatever_its_reason(colour: str) -> None:
    details = {"message": "Unauthorized", "metadata": {"details": "Invalid credentials"}}
    error = raised(colour, httpx.Response(401, json={"error": details}), region="eu")
    assert error.message == "Unauthorized: Invalid credentials"
    assert "api_key and secret_key are both of this project" in error.hint
    assert 'this is EU; try region="us"' in error.hint


def test_a_key_in_the_way_to_check_is_not_shown() -> None:
    key = "canary-0123456789abcdef"
    judge = Judge(Redactor(Credentials(key, None)), lambda *_: None)
    request = Request(facts.OPERATIONS["createRelease"], "https://amplitude.com/api/2/release")
    for outcome in (Failure("reset", sent=True), Reply(503, {}, b"")):
        error = judge.error(request, outcome, (), f"look for {key}")
        assert type(error) is errors.OutcomeUnknownError
        assert "look for [redacted]" in str(error)


def test_what_is_not_implemented_is_asked_once_and_not_again(colour: str) -> None:
    service = Service(httpx.Response(501, json={"error": {"message": "not built"}}))
    with pytest.raises(errors.ServerError, match="501 not built") as error:
        call(colour, service, read)
    assert len(service.requests) == 1
    assert "later" not in str(error.value)


def test_a_limit_names_the_seconds_to_wait_and_the_tries(colour: str) -> None:
    reply = httpx.Response(429, headers={"retry-after": "5"})
    policy = RetryPolicy(max_attempts=2)
    error = raised(colour, reply, retry=policy)
    assert "tried 2 times" in str(error)
    assert "wait 5 s before calling again" in str(error)


def test_a_repetition_is_logged(colour: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", logger="amplitude_sdk")
    call(colour, Service(httpx.Response(503), ok({"data": []})), read)
    assert "listEvents: answered with 503; trying again in" in caplog.text


def test_the_body_is_kept_decoded_or_as_text(colour: str) -> None:
    assert raised(colour, httpx.Response(400, json=QUERY_ERROR)).body == QUERY_ERROR
    assert raised(colour, httpx.Response(404, html=HTML)).body == HTML
    assert raised(colour, httpx.Response(404)).body is None
    assert raised(colour, httpx.Response(404, text="x" * 10_000)).body == "x" * 500


@pytest.mark.parametrize("before", [190, 195, 490, 495])
@pytest.mark.parametrize("status", [200, 404])
def test_half_a_key_is_shown_no_more_than_a_whole_one(before: int, status: int) -> None:
    key = "canary-0123456789abcdef"
    reply = httpx.Response(status, text="x" * before + key)
    error = raised("sync", reply, api_key=key)
    assert "canary" not in str(error) + repr(vars(error))


@pytest.mark.parametrize("depth", [40, 900, 5000])
def test_a_deeply_nested_body_is_no_trouble(colour: str, depth: int) -> None:
    error = raised(colour, httpx.Response(400, text="[" * depth + "]" * depth))
    assert type(error) is errors.BadRequestError
    assert repr(error.body)


def test_headers_are_kept_by_lower_case_name_without_cookies(colour: str) -> None:
    headers = [("X-Request-Id", "7"), ("Set-Cookie", "session=1")]
    error = raised(colour, httpx.Response(400, headers=headers))
    assert error.headers["x-request-id"] == "7"
    assert "set-cookie" not in error.headers


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_says_what_to_check(colour: str, status: int) -> None:
    error = raised(colour, httpx.Response(status))
    assert error.hint in str(error)
    assert "api_key and secret_key are both of this project" in error.hint
    assert 'try region="eu"' in error.hint


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (429, "wait before calling again"),
        (500, "repeat the call later"),
        (520, "repeat the call later"),
        (301, "check base_url"),
    ],
)
def test_a_status_that_asks_for_something_says_so(colour: str, status: int, advice: str) -> None:
    assert advice in str(raised(colour, httpx.Response(status)))


@pytest.mark.parametrize(("header", "seconds"), [("12", 12.0), ("soon", None), (None, None)])
def test_a_limit_tells_how_long_to_wait(
    colour: str, header: str | None, seconds: float | None
) -> None:
    headers = {} if header is None else {"retry-after": header}
    error = raised(colour, httpx.Response(429, headers=headers))
    assert type(error) is errors.RateLimitError
    assert error.retry_after == seconds


@pytest.mark.parametrize(
    "reply",
    [
        httpx.Response(200, html=HTML),
        httpx.Response(200, text='{"data": [{"value": "Pla'),
        httpx.Response(200, text=""),
        httpx.Response(204),
        httpx.Response(200, content=b"\xff"),
        httpx.Response(200, text="[" * 5000),
    ],
    ids=["html", "truncated", "empty", "no content", "no utf-8", "too deep"],
)
def test_a_success_that_is_no_json_is_not_understood(colour: str, reply: httpx.Response) -> None:
    error = raised(colour, reply)
    assert type(error) is errors.DecodeError
    assert error.status_code == reply.status_code
    assert error.request.operation == "listEvents"
    assert reply.text.startswith(error.excerpt)
    assert len(error.excerpt) <= 500
    assert "it is not complete JSON" in str(error)
    assert "repeating the call is safe" in str(error)
    assert error.__context__ is None


def test_a_write_that_is_not_understood_was_applied(colour: str) -> None:
    error = raised(colour, httpx.Response(200, html=HTML), write)
    assert type(error) is errors.DecodeError
    assert "the request was applied, so look before repeating it" in str(error)


def test_a_reply_of_another_shape_names_the_place_and_the_surprise(colour: str) -> None:
    error = raised(colour, httpx.Response(200, json={"data": {"value": 1}}))
    assert type(error) is errors.DecodeError
    assert "data should be an array, got an object" in str(error)
    assert error.excerpt == '{"data":{"value":1}}'
    assert error.__context__ is None


@pytest.mark.parametrize("use", [read, write, lambda amp: amp.annotations.delete(7)])
def test_a_success_that_denies_itself_is_an_error(colour: str, use: Any) -> None:
    reply = httpx.Response(200, json={"success": False, "error": "not today"})
    error = raised(colour, reply, use)
    assert type(error) is errors.ApiError
    assert (error.status_code, error.message) == (200, "not today")
    assert [attempt.status_code for attempt in error.attempts] == [200]


def test_success_true_or_absent_is_no_error(colour: str) -> None:
    for body in ('{"success": true}', "{}", "null"):
        service = Service(httpx.Response(200, text=body))
        assert call(colour, service, lambda amp: amp.annotations.delete(7)) is None
