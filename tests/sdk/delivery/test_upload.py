"""Uploads step by step: batches, splits, repetitions, pauses, and what is left when sending stops."""

from __future__ import annotations

import copy
import itertools
import pickle
from functools import partial
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from amplitude_api import facts

from amplitude_sdk import RetryPolicy, errors
from amplitude_sdk.delivery import upload as upload_module
from amplitude_sdk.delivery.dispatch import Dispatch
from tests.sdk.clients import ONCE, Service, call, event, insert_ids, uploaded

if TYPE_CHECKING:
    from tests.sdk.clients import Clock

BAD_KEY = httpx.Response(400, json={"code": 400, "error": "Invalid API key: zzz"})
TOO_LARGE = httpx.Response(413, json={"code": 413, "error": "Payload too large"})
PAUSE = float(facts.THROTTLE_PAUSE_SECONDS)


def refusal(**members: Any) -> httpx.Response:
    return httpx.Response(400, json={"code": 400, "error": "Invalid field values", **members})


def limit(**members: Any) -> httpx.Response:
    return httpx.Response(429, json={"code": 429, "error": "Too many requests", **members})


def upload(
    colour: str, service: Any, events: Any, clock: Clock | None = None, **options: Any
) -> Any:
    client = {key: options.pop(key) for key in ("retry", "region") if key in options}
    return call(
        colour, service, lambda amp: amp.events.upload(events, **options), clock=clock, **client
    )


def stopped(colour: str, service: Any, events: Any, **options: Any) -> Any:
    with pytest.raises(errors.UploadError) as raised:
        upload(colour, service, events, **options)
    return raised.value


def sizes(service: Service) -> list[int]:
    return [len(body["events"]) for body in service.bodies]


def test_no_events_need_no_request(colour: str) -> None:
    service = Service()
    report = upload(colour, service, [])
    assert (report.accepted, report.rejected, report.requests) == (0, [], 0)


def test_replies_are_kept_decoded(colour: str) -> None:
    report = upload(colour, Service(uploaded(events=2)), [event(), event()])
    assert (report.accepted, report.requests) == (2, 1)
    assert report.responses[0]["events_ingested"] == 2


def test_a_request_stays_below_the_number_of_events(colour: str) -> None:
    service = Service(uploaded())
    report = upload(colour, service, (event() for _ in range(4500)))
    assert report.accepted == 4500
    assert sizes(service) == [1999, 1999, 502]


def test_a_request_stays_below_the_number_of_bytes(colour: str) -> None:
    service = Service(uploaded())
    heavy = event(event_properties={"lines": ["x" * 1000] * 300})
    assert upload(colour, service, [heavy] * 7).accepted == 7
    assert sizes(service) == [3, 3, 1]
    assert all(len(request.content) < facts.MAX_REQUEST_BYTES for request in service.requests)


def test_an_event_too_large_for_any_request_is_refused_alone(colour: str) -> None:
    service = Service(uploaded())
    giant = event(event_properties={"lines": ["x" * 1000] * 2000})
    report = upload(colour, service, [event(), giant, event()])
    assert report.accepted == 2
    (refused,) = report.rejected
    assert (refused.index, refused.code, refused.event) == (1, None, giant)
    assert "a request must stay below 1000000; shorten its properties" in refused.reason


def test_what_the_rules_refuse_is_not_sent(colour: str) -> None:
    service = Service(uploaded())
    report = upload(colour, service, [{"event_type": "A"}, event(), event(time="now")])
    assert report.accepted == 1
    assert [(r.index, r.code, r.fields) for r in report.rejected] == [
        (0, None, ("user_id",)),
        (2, None, ("time",)),
    ]
    assert sizes(service) == [1]


def test_notes_tell_what_was_changed_in_our_copy(colour: str) -> None:
    long = event(city="x" * 2000)
    report = upload(colour, Service(uploaded()), [event(), long])
    assert report.notes == {1: ("city: text of 2000 characters truncated to 1024",)}
    assert long["city"] == "x" * 2000
    refused = upload(colour, Service(TOO_LARGE), [long])
    assert refused.notes == {}


def test_the_events_named_by_a_reply_are_refused_and_the_rest_sent_again(colour: str) -> None:
    service = Service(refusal(events_with_invalid_fields={"time": [0, 2]}), uploaded())
    events = [event(event_id=n) for n in range(4)]
    report = upload(colour, service, events)
    assert report.accepted == 2
    assert [(r.index, r.code, r.fields, r.retryable) for r in report.rejected] == [
        (0, 400, ("time",), False),
        (2, 400, ("time",), False),
    ]
    assert [each["event_id"] for each in service.bodies[1]["events"]] == [1, 3]
    assert insert_ids(service.bodies[1:]) == [insert_ids(service.bodies)[n] for n in (1, 3)]


def test_a_refusal_without_positions_is_narrowed_down_to_the_event(colour: str) -> None:
    def judge(request: httpx.Request) -> httpx.Response:
        numbers = [each["event_id"] for each in Service.decoded(request)["events"]]
        return refusal() if 5 in numbers else uploaded(events=len(numbers))

    report = upload(colour, Service(judge), [event(event_id=n) for n in range(8)])
    assert report.accepted == 7
    (refused,) = report.rejected
    assert (refused.index, refused.code, refused.reason) == (5, 400, "Invalid field values")
    assert report.requests <= 2 * 3 + 1


def test_a_request_that_is_too_large_is_halved_in_order(colour: str) -> None:
    service = Service(TOO_LARGE, TOO_LARGE, uploaded())
    report = upload(colour, service, [event(event_id=n) for n in range(8)])
    assert report.accepted == 8
    assert sizes(service) == [8, 4, 2, 2, 4]
    arrived = [each["event_id"] for body in service.bodies[2:] for each in body["events"]]
    assert arrived == list(range(8))


def test_a_single_event_that_is_too_large_for_the_service_is_refused(colour: str) -> None:
    report = upload(colour, Service(TOO_LARGE), [event()])
    (refused,) = report.rejected
    assert (refused.code, refused.reason) == (413, "Payload too large")


@pytest.mark.parametrize(
    "trouble", [httpx.ReadError("reset"), httpx.Response(503), httpx.Response(408)]
)
def test_trouble_is_repeated_with_the_same_bytes(colour: str, trouble: Any) -> None:
    service = Service(trouble, trouble, uploaded(events=2))
    report = upload(colour, service, [event(), event()])
    assert (report.accepted, report.requests) == (2, 3)
    assert len({request.content for request in service.requests}) == 1


def test_the_repetitions_of_one_request_do_not_count_for_the_next(
    colour: str, clock: Clock
) -> None:
    def slowly(_: httpx.Request) -> httpx.Response:
        clock.time += 100
        return uploaded()

    down = httpx.Response(503)
    service = Service(down, down, down, slowly, down, down, down, slowly)
    policy = RetryPolicy(max_attempts=4, deadline=60)
    report = upload(colour, service, (event() for _ in range(3000)), clock, retry=policy)
    assert (report.accepted, report.requests) == (3000, 8)


def test_when_trouble_does_not_end_the_rest_is_unsent(colour: str) -> None:
    service = Service(uploaded(events=1999), httpx.Response(502, html="<title>Bad Gateway</title>"))
    events = [{"event_type": "A"}, *(event() for _ in range(2000)), event(insert_id="mine")]
    error = stopped(colour, service, events, retry=RetryPolicy(max_attempts=2))
    assert type(error.cause) is errors.ServerError
    assert len(error.cause.attempts) == 2
    report = error.report
    assert (report.accepted, len(report.rejected)) == (1999, 1)
    assert report.unsent == [2000, 2001]
    assert report.unsent_events[1] == events[2001]
    assert [each["insert_id"] for each in report.unsent_events] == insert_ids(service.bodies[2:])
    assert "2 of the events have no known outcome (1999 accepted, 1 rejected)" in str(error)
    assert "Upload report.unsent_events again" in str(error)
    assert pickle.loads(pickle.dumps(error)).report == copy.deepcopy(error).report == report


@pytest.mark.parametrize(
    ("reply", "cause"),
    [
        (BAD_KEY, errors.AuthenticationError),
        (httpx.Response(401), errors.AuthenticationError),
        (
            httpx.Response(403, json={"code": 403, "error": "Forbidden"}),
            errors.PermissionDeniedError,
        ),
        (httpx.Response(404), errors.NotFoundError),
        (httpx.Response(400, html="<title>blocked</title>"), errors.BadRequestError),
        (refusal(missing_field="api_key"), errors.BadRequestError),
        (httpx.Response(302, headers={"location": "/"}), errors.ApiError),
    ],
)
def test_what_no_repetition_changes_stops_at_once(colour: str, reply: Any, cause: Any) -> None:
    service = Service(reply)
    error = stopped(colour, service, [event(), event()])
    assert type(error.cause) is cause
    assert error.report.unsent == [0, 1]
    assert error.report.requests == len(service.requests) == 1
    assert [attempt.status_code for attempt in error.cause.attempts] == [reply.status_code]


def test_a_bad_key_says_what_to_check(colour: str) -> None:
    error = stopped(colour, Service(BAD_KEY), [event()], region="eu")
    assert error.cause.status_code == 400
    assert "Check that the api key (not the secret key) of the project is used" in str(error)
    assert 'this is EU; try region="us"' in str(error)


def test_a_throttled_user_waits_while_the_others_are_sent(colour: str, clock: Clock) -> None:
    service = Service(limit(throttled_users={"mira.holm": 31}), uploaded())
    events = [event(event_id=0), event(event_id=1, user_id="jonas"), event(event_id=2)]
    report = upload(colour, service, events, clock)
    assert report.accepted == 3
    assert clock.waits == [PAUSE]
    sent = [[each["event_id"] for each in body["events"]] for body in service.bodies]
    assert sent == [[0, 1, 2], [1], [0], [2]]


@pytest.mark.parametrize(
    ("header", "waited"), [("5", 5.0), ("60", 60.0), ("0", PAUSE), ("soon", PAUSE), (None, PAUSE)]
)
def test_a_pause_is_as_long_as_asked_or_documented(
    colour: str, clock: Clock, header: str | None, waited: float
) -> None:
    busy = limit()
    if header is not None:
        busy.headers["retry-after"] = header
    upload(colour, Service(busy, uploaded()), [event()], clock)
    assert clock.waits == [waited]


def test_a_limit_that_names_nobody_ends_with_the_retry_policy(colour: str, clock: Clock) -> None:
    policy = RetryPolicy(max_attempts=3)
    error = stopped(colour, Service(limit()), [event()], clock=clock, retry=policy)
    assert type(error.cause) is errors.RateLimitError
    assert (error.report.requests, clock.waits) == (3, [PAUSE, PAUSE])


def test_a_generator_is_not_read_past_what_was_taken(colour: str) -> None:
    rest = (event(event_id=number) for number in itertools.count())
    error = stopped(colour, Service(httpx.Response(401)), rest)
    assert len(error.report.unsent) == len(error.report.unsent_events)
    assert next(rest)["event_id"] == len(error.report.unsent)


def test_what_a_lost_reply_leaves_is_stored_once_when_it_is_uploaded_again(colour: str) -> None:
    service = Service(httpx.ReadError("reset"), uploaded(events=2))
    error = stopped(colour, service, [event(), event()], retry=RetryPolicy(max_attempts=1))
    assert "repeating this call is safe" not in str(error)
    upload(colour, service, error.report.unsent_events)
    assert insert_ids(service.bodies[:1]) == insert_ids(service.bodies[1:])


def test_a_200_that_is_no_json_counts_and_is_reported(colour: str) -> None:
    report = upload(colour, Service(httpx.Response(200, html="<p>login</p>")), [event()])
    assert (report.accepted, report.unconfirmed, report.responses) == (1, 1, [{}])


def test_over_the_daily_quota_is_refused_for_today(colour: str) -> None:
    over = limit(exceeded_daily_quota_users={"mira.holm": 500_001})
    report = upload(colour, Service(over, uploaded()), [event(), event(user_id="jonas")])
    (refused,) = report.rejected
    assert (refused.index, refused.code, refused.retryable) == (0, 429, True)
    assert report.accepted == 1


def test_the_deadline_ends_waiting_for_throttled_ids(colour: str, clock: Clock) -> None:
    service = Service(limit(throttled_users={"mira.holm": 31}), uploaded())
    error = stopped(colour, service, [event(), event(user_id="jonas")], clock=clock, deadline=29)
    assert type(error.cause) is errors.RateLimitError
    assert (error.report.accepted, error.report.unsent) == (1, [0])
    assert clock.waits == []


def test_the_deadline_ends_an_upload_that_is_merely_long(colour: str, clock: Clock) -> None:
    def slow(request: httpx.Request) -> httpx.Response:
        clock.time += 4
        return uploaded(events=1999)

    error = stopped(colour, Service(slow), [event() for _ in range(9000)], clock=clock, deadline=10)
    assert type(error.cause) is errors.NotSentError
    assert "the deadline of 10 s for the upload came first" in str(error)
    assert error.report.accepted == 3 * 1999
    assert error.report.unsent == list(range(3 * 1999, 9000))


def test_the_deadline_ends_repetitions(colour: str, clock: Clock) -> None:
    service = Service(httpx.Response(503, headers={"retry-after": "20"}))
    error = stopped(colour, service, [event()], clock=clock, deadline=30)
    assert type(error.cause) is errors.ServerError
    assert clock.waits == [20.0]


def test_events_are_read_as_they_are_needed(colour: str) -> None:
    read: list[int] = []

    def events() -> Any:
        for n in range(5000):
            read.append(n)
            yield event()

    def watch(_: httpx.Request) -> httpx.Response:
        seen.append(len(read))
        return uploaded()

    seen: list[int] = []
    upload(colour, Service(watch), events())
    assert seen[0] <= 2000
    assert seen[1] <= 4000


@pytest.mark.parametrize(("bound", "value"), [("_MOST_HELD", 150), ("_MOST_HELD_BYTES", 30_000)])
def test_a_throttled_user_does_not_have_everything_read(
    monkeypatch: pytest.MonkeyPatch, colour: str, clock: Clock, bound: str, value: int
) -> None:
    monkeypatch.setattr(upload_module, bound, value)
    monkeypatch.setattr(upload_module, "Dispatch", partial(Dispatch, most_events=10))
    read: list[int] = []
    read_when_sending: list[int] = []

    def events() -> Any:
        for n in range(1000):
            read.append(n)
            yield event(event_id=n, event_properties={"text": "x" * 50})

    def pausing(request: httpx.Request) -> httpx.Response:
        if not clock.waits:
            return limit(throttled_users={"mira.holm": 31})
        read_when_sending.append(len(read))
        return uploaded(events=len(Service.decoded(request)["events"]))

    report = upload(colour, Service(pausing), events(), clock)
    assert report.accepted == 1000
    assert clock.waits == [PAUSE]
    assert 100 <= read_when_sending[0] <= 200


def test_one_attempt_is_one_request(colour: str) -> None:
    service = Service(httpx.ReadTimeout(""))
    error = stopped(colour, service, [event()], retry=ONCE)
    assert type(error.cause) is errors.OutcomeUnknownError
    assert len(service.requests) == 1
