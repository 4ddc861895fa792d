from __future__ import annotations

import asyncio
import gzip
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from amplitude_sdk.emulator.faults import Trigger
from tests.emulator.calls import event, post_events, upload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from amplitude_sdk.emulator import Emulator
    from amplitude_sdk.emulator.messages import Request

LIST = "/api/2/events/list"


@pytest.fixture(params=["socket", "in process"])
def http(request: pytest.FixtureRequest, emulator: Emulator) -> Iterator[httpx.Client]:
    """A client over a socket and one without: faults look the same to both."""
    auth = ("key-1", "secret-1")
    if request.param == "socket":
        with httpx.Client(base_url=emulator.url, auth=auth) as client:
            yield client
    else:
        transport = emulator.transport()
        with httpx.Client(transport=transport, base_url="http://any", auth=auth) as client:
            yield client


def statuses(http: httpx.Client, number: int, path: str = LIST) -> list[int]:
    return [http.get(path).status_code for _ in range(number)]


def test_a_fault_is_a_503_in_the_shape_of_its_side(emulator: Emulator, http: httpx.Client) -> None:
    emulator.fault()
    assert http.get(LIST).json()["error"]["http_code"] == 503
    assert post_events(http, event()).json() == {"code": 503, "error": "Service Unavailable"}
    assert http.get("/nothing").status_code == 503


def test_it_is_for_one_operation_only(emulator: Emulator, http: httpx.Client) -> None:
    fault = emulator.fault("listEvents", status=500)
    upload(http, event())
    assert http.get(LIST).status_code == 500
    assert fault.hits == 1


def test_it_ends_with_its_block_its_number_or_when_it_is_cleared(
    emulator: Emulator, http: httpx.Client
) -> None:
    with emulator.fault() as fault:
        assert statuses(http, 2) == [503, 503]
    assert statuses(http, 1) == [200]
    counted = emulator.fault(times=2)
    assert statuses(http, 3) == [503, 503, 200]
    assert (fault.hits, counted.hits) == (2, 2)
    emulator.fault()
    emulator.clear_faults()
    assert statuses(http, 1) == [200]
    assert emulator.faults == []


def test_a_rate_is_repeatable(emulator: Emulator, http: httpx.Client) -> None:
    runs: list[list[int]] = []
    for seed in (1, 1, 2):
        with emulator.fault(rate=0.5, seed=seed) as fault:
            runs.append(statuses(http, 40))
        assert fault.hits == runs[-1].count(503)
    assert runs[0] == runs[1] != runs[2]
    assert 10 < runs[0].count(503) < 30


@pytest.mark.parametrize(("rate", "status"), [(0, 200), (1, 503)])
def test_the_ends_of_the_rate_are_never_and_always(
    emulator: Emulator, http: httpx.Client, rate: float, status: int
) -> None:
    emulator.fault(rate=rate)
    assert set(statuses(http, 20)) == {status}


@pytest.mark.parametrize(("when", "stored"), [("before", 0), ("after", 1)])
def test_it_fails_before_or_after_storing(
    emulator: Emulator, http: httpx.Client, when: Any, stored: int
) -> None:
    emulator.fault("uploadEvents", when=when, times=1)
    assert post_events(http, event(insert_id="a")).status_code == 503
    assert len(emulator.events()) == stored
    upload(http, event(insert_id="a"))
    assert len(emulator.events()) == 1


def test_the_first_that_was_set_happens(emulator: Emulator, http: httpx.Client) -> None:
    emulator.fault(status=500, times=1)
    emulator.fault(status=502)
    assert statuses(http, 2) == [500, 502]


def test_it_can_be_for_what_contains_a_text(emulator: Emulator, http: httpx.Client) -> None:
    emulator.fault(match="user-2")
    assert post_events(http, event(user_id="user-2")).status_code == 503
    assert http.get("/api/2/usersearch?user=user-2").status_code == 503
    upload(http, event(user_id="user-1"))


def test_the_text_is_found_in_what_is_encoded(emulator: Emulator, http: httpx.Client) -> None:
    emulator.fault(match="Night & Day")
    body = json.dumps({"api_key": "key-1", "events": [event("Night & Day")]}).encode()
    packed = gzip.compress(body)
    headers = {"content-encoding": "gzip"}
    assert http.post("/2/httpapi", content=packed, headers=headers).status_code == 503
    assert http.get("/api/2/usersearch", params={"user": "Night & Day"}).status_code == 503
    assert http.post("/2/httpapi", content=body[:9], headers=headers).status_code == 400


def test_it_can_be_for_what_a_function_decides(emulator: Emulator, http: httpx.Client) -> None:
    emulator.fault(match=lambda request: "gzip" in request.headers.get("x-note", ""))
    assert http.get(LIST, headers={"x-note": "gzip"}).status_code == 503
    assert http.get(LIST).status_code == 200


@pytest.mark.parametrize(("when", "stored"), [("before", 0), ("after", 1)])
def test_a_connection_is_reset(
    emulator: Emulator, http: httpx.Client, when: Any, stored: int
) -> None:
    with emulator.fault("uploadEvents", reset=True, when=when), pytest.raises(httpx.ReadError):
        post_events(http, event())
    assert len(emulator.events()) == stored
    upload(http, event())


def test_a_response_is_cut_off_after_storing(emulator: Emulator, http: httpx.Client) -> None:
    with emulator.fault(truncate=True), pytest.raises(httpx.RemoteProtocolError):
        post_events(http, event())
    assert len(emulator.events()) == 1
    upload(http, event())


def test_a_late_response_is_the_true_one(emulator: Emulator, http: httpx.Client) -> None:
    emulator.fault(delay=0.05)
    upload(http, event())
    assert len(emulator.events()) == 1


def test_a_client_does_not_wait_for_ever(emulator: Emulator, http: httpx.Client) -> None:
    emulator.fault(delay=1)
    with pytest.raises(httpx.ReadTimeout):
        http.get(LIST, timeout=0.02)


def test_it_can_answer_with_a_page(emulator: Emulator, http: httpx.Client) -> None:
    emulator.fault(status=502, body="<html>Bad Gateway</html>", retry_after=2)
    response = http.get(LIST)
    assert (response.status_code, response.text) == (502, "<html>Bad Gateway</html>")
    assert response.headers["content-type"].startswith("text/html")
    assert response.headers["retry-after"] == "2"


def test_the_journal_names_the_fault(emulator: Emulator, http: httpx.Client) -> None:
    fault = emulator.fault(status=500, times=1)
    statuses(http, 2)
    assert [(one.status, one.fault) for one in emulator.requests] == [(500, fault.id), (200, None)]


def test_the_journal_has_no_status_for_a_request_that_was_reset(
    emulator: Emulator, http: httpx.Client
) -> None:
    emulator.fault(reset=True)
    with pytest.raises(httpx.ReadError):
        http.get(LIST)
    assert emulator.requests[0].status == 0


def test_the_emulators_own_api_and_page_never_fail(emulator: Emulator, http: httpx.Client) -> None:
    emulator.fault()
    headers = {"host": "localhost"}
    assert http.get("/_emulator/health", headers=headers).status_code == 200
    assert http.get("/").status_code == 200


def test_reset_clears_faults(emulator: Emulator) -> None:
    emulator.fault()
    emulator.reset()
    assert emulator.faults == []


def test_a_throttled_user_is_refused_as_documented(emulator: Emulator, http: httpx.Client) -> None:
    with emulator.throttle(user_id="user-1") as fault:
        response = post_events(http, event(user_id="user-2"), event(), event())
    assert response.status_code == 429
    assert response.json() == {
        "code": 429,
        "error": "Too many requests for some devices and users",
        "eps_threshold": 30,
        "throttled_devices": {},
        "throttled_users": {"user-1": 31},
        "throttled_events": [1, 2],
    }
    assert (fault.hits, emulator.events()) == (1, [])
    upload(http, event())


def test_a_throttled_device_and_one_over_its_quota_are_told_apart(
    emulator: Emulator, http: httpx.Client
) -> None:
    emulator.throttle(device_id="device-1")
    emulator.exceed_quota(device_id="device-2")
    emulator.exceed_quota(user_id="user-1")
    events = [event(), event(device_id="device-1"), event(device_id="device-2")]
    response = post_events(http, *events)
    assert response.status_code == 429
    content = response.json()
    assert content["throttled_devices"] == {"device-1": 31}
    assert content["throttled_events"] == [1]
    assert content["exceeded_daily_quota_devices"] == {"device-2": 500_001}
    assert content["exceeded_daily_quota_users"] == {"user-1": 500_001}


def test_a_silenced_device_is_refused_as_documented(emulator: Emulator, http: httpx.Client) -> None:
    emulator.silence("device-1")
    emulator.throttle(device_id="device-2")
    emulator.exceed_quota(device_id="device-3")
    events = [event(device_id=f"device-{number}") for number in (2, 1, 3, 1)]
    response = post_events(http, *events)
    assert response.status_code == 400
    assert response.json() == {
        "code": 400,
        "error": "Events silenced for device_id",
        "eps_threshold": 30,
        "exceeded_daily_quota_devices": {"device-3": 500_001},
        "silenced_devices": ["device-1"],
        "silenced_events": [1, 3],
        "throttled_devices": {"device-2": 31},
        "throttled_events": [0],
    }
    assert emulator.events() == []


def test_marks_end_after_their_number_of_uploads(emulator: Emulator, http: httpx.Client) -> None:
    emulator.silence("device-1", times=1)
    upload(http, event(device_id="device-2"))
    assert post_events(http, event(device_id="device-1")).status_code == 400
    upload(http, event(device_id="device-1"))
    assert emulator.requests[1].fault == 1


def test_a_refused_upload_takes_nothing_of_the_rate(emulator: Emulator, http: httpx.Client) -> None:
    with emulator.silence("device-1"):
        post_events(http, event(device_id="device-1"), *[event() for _ in range(899)])
    upload(http, *[event() for _ in range(900)])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"operation": "uploadEvent"}, "did you mean 'uploadEvents'"),
        ({"operation": "zzz"}, "there are: "),
        ({"times": 0}, "times must be a whole number from 1"),
        ({"times": True}, "times must be"),
        ({"rate": 1.5}, "rate must be a number from 0 to 1"),
        ({"seed": "a"}, "seed must be"),
        ({"matches": 5}, "match must be"),
        ({"matches": ""}, "match must be a text that is not empty"),
        ({"operation": ["uploadEvents"]}, "operation must be an operation id"),
        ({"operation": {}}, "operation must be an operation id"),
    ],
)
def test_a_trigger_that_makes_no_sense_is_refused(arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Trigger(**arguments)


def test_threads_do_not_exceed_the_number_of_times(emulator: Emulator) -> None:
    emulator.fault(times=25)
    found: list[int] = []

    def ask() -> None:
        transport = emulator.transport()
        with httpx.Client(transport=transport, base_url="http://any", auth=("a", "b")) as client:
            found.extend(statuses(client, 10))

    threads = [threading.Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [200] * 25 + [503] * 25


def test_a_fault_that_a_reset_cleared_clears_no_other(emulator: Emulator) -> None:
    before = emulator.fault()
    emulator.reset()
    fault = emulator.fault()
    before.clear()
    assert emulator.faults == [fault]


def test_a_function_that_decides_may_wait_for_an_upload(
    emulator: Emulator, http: httpx.Client
) -> None:
    def is_other(request: Request) -> bool:
        if "first" not in request.body.decode():
            return False
        with ThreadPoolExecutor(1) as other, httpx.Client(base_url=emulator.url) as client:
            uploaded = other.submit(post_events, client, event("second"))
            return uploaded.result(timeout=10).status_code != 200

    emulator.fault(match=is_other)
    upload(http, event("first"))
    assert [one["event_type"] for one in emulator.events()] == ["second", "first"]


def test_a_fault_that_is_cleared_while_a_function_decides_does_not_happen(
    emulator: Emulator, http: httpx.Client
) -> None:
    def clears(_: Request) -> bool:
        emulator.clear_faults()
        return True

    fault = emulator.fault(match=clears)
    upload(http, event())
    assert fault.hits == 0


@contextmanager
def _fails(error: type[Exception] | None) -> Iterator[None]:
    if error is None:
        yield
    else:
        with pytest.raises(error):
            yield


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({}, None),
        ({"delay": 0.01}, None),
        ({"reset": True}, httpx.ReadError),
        ({"truncate": True}, httpx.RemoteProtocolError),
        ({"delay": 9}, httpx.ReadTimeout),
    ],
)
def test_the_async_transport_honours_faults_too(
    emulator: Emulator, fault: dict[str, Any], error: type[Exception] | None
) -> None:
    async def ask() -> None:
        transport = emulator.async_transport()
        async with httpx.AsyncClient(
            transport=transport, base_url="http://any", auth=("a", "b"), timeout=0.02
        ) as client:
            with emulator.fault(**fault), _fails(error):
                assert (await client.get(LIST)).status_code == (503 if not fault else 200)
            assert (await client.get(LIST)).status_code == 200

    asyncio.run(ask())


@pytest.mark.parametrize("body", [{"error": "x"}, 5, ["a"]])
def test_a_body_is_a_text_or_bytes(emulator: Emulator, body: Any) -> None:
    with pytest.raises(ValueError, match="body must be a text or bytes"):
        emulator.fault("listEvents", status=400, body=body)


@pytest.mark.parametrize("other", [{"status": 500}, {"body": "x"}, {"retry_after": 1}])
def test_a_connection_that_is_reset_sends_nothing(emulator: Emulator, other: Any) -> None:
    with pytest.raises(ValueError, match="must be left out with reset"):
        emulator.fault(reset=True, **other)
