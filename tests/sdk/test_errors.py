"""The tree of `amplitude_sdk.errors`, and that its members travel."""

from __future__ import annotations

import copy
import pickle
import re
from typing import Any

import pytest

from amplitude_sdk import errors
from amplitude_sdk.delivery.report import RejectedEvent, UploadReport
from amplitude_sdk.errors import Attempt, ErrorReply, RequestInfo

REQUEST = RequestInfo("createRelease", "POST", "https://amplitude.com/api/2/release")
ATTEMPTS = (Attempt(1, "connection reset", None, 0.4), Attempt(2, "Bad Gateway", 502))
REPLY = ErrorReply(
    status_code=429,
    message="too much",
    body={"error": {"message": "too much"}},
    headers={"x-request-id": "7"},
    request=REQUEST,
    attempts=ATTEMPTS,
    retry_after=3.5,
    hint="Wait",
)
REPORT = UploadReport(
    accepted=2,
    rejected=[RejectedEvent(1, {"event_type": "x"}, "refused", 400, ("time",), retryable=True)],
    responses=[{"code": 200}],
    requests=3,
    notes={0: ("truncated",)},
    unsent=[2, 3],
    unsent_events=[{"event_type": "x", "insert_id": "id-2"}, {"event_type": "y"}],
)
API_ERRORS = (
    errors.ApiError,
    errors.BadRequestError,
    errors.AuthenticationError,
    errors.PermissionDeniedError,
    errors.NotFoundError,
    errors.ConflictError,
    errors.PayloadTooLargeError,
    errors.RateLimitError,
    errors.ServerError,
)
SAMPLES: tuple[errors.AmplitudeError, ...] = (
    errors.AmplitudeError("something"),
    errors.ConfigurationError("api_key: missing"),
    errors.ValidationError("start", "no offset"),
    errors.TransportError("lost", request=REQUEST, attempts=ATTEMPTS),
    errors.NotSentError("refused", request=REQUEST, attempts=ATTEMPTS),
    errors.OutcomeUnknownError("lost", request=REQUEST, attempts=ATTEMPTS, status_code=502),
    errors.DecodeError("not JSON", status_code=200, excerpt="<html>", request=REQUEST),
    *(kind(REPLY) for kind in API_ERRORS),
    errors.QueueFullError("no room"),
    errors.OutboxError("/var/outbox: disk full"),
    errors.UploadError("stopped", report=REPORT, cause=errors.BadRequestError(REPLY)),
)


def _drawn() -> dict[str, str]:
    """The parent of every class in the picture that opens the module."""
    parents: dict[str, str] = {}
    line_of_depth = ["AmplitudeError"]
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r"([│├└─ ]+)(\w+)", line):
            depth = len(found[1]) // 4
            parents[found[2]] = line_of_depth[depth - 1]
            line_of_depth[depth:] = [found[2]]
    return parents


def test_the_tree_is_the_one_that_is_drawn() -> None:
    classes = {
        name: kind
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, errors.AmplitudeError)
    }
    assert _drawn() == {
        name: kind.__base__.__name__ for name, kind in classes.items() if name != "AmplitudeError"
    }
    assert errors.AmplitudeError.__base__ is Exception


def test_every_public_name_is_exported() -> None:
    public = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and value.__module__ == errors.__name__ and name != "ErrorReply"
    }
    assert set(errors.__all__) == public


def test_every_class_of_the_tree_is_among_the_samples() -> None:
    assert {type(each).__name__ for each in SAMPLES} == {"AmplitudeError", *_drawn()}


def _state(error: BaseException) -> dict[str, Any]:
    """Everything an error carries; errors inside it by their own state."""
    inner = dict(vars(error).items())
    return {
        "class": type(error),
        "str": str(error),
        "args": error.args,
        **{name: _state(v) if isinstance(v, BaseException) else v for name, v in inner.items()},
    }


@pytest.mark.parametrize("error", SAMPLES, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_an_error_survives_pickling_with_all_it_carries(
    error: errors.AmplitudeError, protocol: int
) -> None:
    assert _state(pickle.loads(pickle.dumps(error, protocol))) == _state(error)


@pytest.mark.parametrize("error", SAMPLES, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy])
def test_an_error_survives_copying_with_all_it_carries(
    error: errors.AmplitudeError, duplicate: Any
) -> None:
    assert _state(duplicate(error)) == _state(error)


def test_notes_added_by_a_caller_are_kept() -> None:
    error = errors.ConfigurationError("x")
    error.add_note("while starting up")
    assert pickle.loads(pickle.dumps(error)).__notes__ == ["while starting up"]


def test_an_upload_error_keeps_its_report_and_its_cause() -> None:
    cause = errors.ServerError(REPLY)
    error = errors.UploadError("stopped", report=REPORT, cause=cause)
    assert error.__cause__ is error.cause is cause

    travelled = pickle.loads(pickle.dumps(error))
    assert travelled.report == REPORT
    assert travelled.__cause__ is travelled.cause
    assert travelled.cause.attempts == ATTEMPTS


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.BadRequestError),
        (401, errors.AuthenticationError),
        (403, errors.PermissionDeniedError),
        (404, errors.NotFoundError),
        (409, errors.ConflictError),
        (413, errors.PayloadTooLargeError),
        (429, errors.RateLimitError),
        *((status, errors.ServerError) for status in (500, 502, 503, 504, 520, 599)),
        *((status, errors.ApiError) for status in (200, 302, 402, 405, 408, 418, 422)),
    ],
)
def test_a_status_has_its_class(status: int, kind: type[errors.ApiError]) -> None:
    error = errors.ApiError.of(ErrorReply(status_code=status, message="said"))
    assert type(error) is kind
    assert error.status_code == status
    assert error.message == "said"


def test_the_text_of_a_reply_error_says_what_was_asked_and_what_to_do() -> None:
    assert str(errors.RateLimitError(REPLY)) == (
        "429 too much (POST https://amplitude.com/api/2/release), tried 2 times. Wait"
    )
    assert str(errors.ApiError(ErrorReply(status_code=418, message=""))) == "418"


def test_a_validation_error_names_the_field_and_the_problem() -> None:
    error = errors.ValidationError("start", "names no offset")
    assert (error.field, error.problem) == ("start", "names no offset")
    assert str(error) == "start: names no offset"


def test_the_headers_of_an_error_are_its_own() -> None:
    headers = {"x-request-id": "7"}
    error = errors.ApiError(ErrorReply(status_code=400, message="", headers=headers))
    headers["x-request-id"] = "8"
    assert error.headers == {"x-request-id": "7"}


def test_an_attempt_says_no_more_than_it_was_given() -> None:
    attempt = Attempt(1, "reset")
    assert (attempt.status_code, attempt.waited, attempt.sent) == (None, 0.0, True)


@pytest.mark.parametrize("kind", [errors.TransportError, errors.NotSentError])
def test_a_transport_error_keeps_what_was_asked_and_tried(
    kind: type[errors.TransportError],
) -> None:
    error = kind("lost", request=REQUEST, attempts=ATTEMPTS)
    assert (str(error), error.request, error.attempts) == ("lost", REQUEST, ATTEMPTS)
    bare = kind("lost")
    assert (bare.request, bare.attempts) == (None, ())


def test_an_unknown_outcome_keeps_the_status_that_did_not_tell() -> None:
    error = errors.OutcomeUnknownError("lost", request=REQUEST, attempts=ATTEMPTS, status_code=502)
    assert (str(error), error.request, error.attempts) == ("lost", REQUEST, ATTEMPTS)
    assert error.status_code == 502
    bare = errors.OutcomeUnknownError("lost")
    assert (bare.request, bare.attempts, bare.status_code) == (None, (), None)


def test_a_decode_error_keeps_the_reply_and_the_tries_before_it() -> None:
    error = errors.DecodeError(
        "no JSON", status_code=200, excerpt="<p>", request=REQUEST, attempts=ATTEMPTS
    )
    assert (str(error), error.status_code, error.excerpt) == ("no JSON", 200, "<p>")
    assert (error.request, error.attempts) == (REQUEST, ATTEMPTS)
    bare = errors.DecodeError("no JSON")
    assert (bare.status_code, bare.excerpt, bare.request, bare.attempts) == (None, "", None, ())


def test_an_api_error_keeps_the_reply() -> None:
    error = errors.ApiError(REPLY)
    assert (error.status_code, error.message) == (429, "too much")
    assert error.body == {"error": {"message": "too much"}}
    assert error.headers == {"x-request-id": "7"}
    assert (error.request, error.attempts, error.hint) == (REQUEST, ATTEMPTS, "Wait")


def test_an_api_error_says_no_more_than_the_reply() -> None:
    error = errors.RateLimitError(ErrorReply(429, "too much"))
    assert (error.body, error.headers, error.request, error.attempts) == (None, {}, None, ())
    assert (error.hint, error.retry_after, error.limit) == (None, None, None)


def test_a_single_try_is_not_counted_in_the_text() -> None:
    reply = ErrorReply(503, "busy", attempts=(Attempt(1, "busy", 503),))
    assert str(errors.ServerError(reply)) == "503 busy"


def test_a_limit_error_says_how_long_to_wait_and_which_limit_it_was() -> None:
    error = errors.RateLimitError(REPLY)
    assert (error.retry_after, error.limit) == (3.5, None)
    kept_back = errors.RateLimitError(ErrorReply(429, "no budget left", limit="cost_per_hour"))
    assert kept_back.limit == "cost_per_hour"
    assert str(kept_back) == "no budget left"  # no reply came, so it has no status to show


def test_an_upload_error_says_why_it_stopped() -> None:
    cause = errors.ServerError(REPLY)
    assert str(errors.UploadError("stopped", report=REPORT, cause=cause)) == "stopped"
