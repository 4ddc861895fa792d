from __future__ import annotations

import httpx

from amplitude_sdk.emulator import Clock, Emulator
from amplitude_sdk.emulator.ingestion.throttle import Throttle
from tests.emulator.calls import event, post_events, upload
from tests.emulator.conftest import WEDNESDAY


def test_900_events_pass_at_once_and_one_more_is_too_many(
    emulator: Emulator, http: httpx.Client
) -> None:
    upload(http, *[event() for _ in range(900)])
    response = post_events(http, event(user_id="user-2"), event(), event(device_id="device-2"))
    assert response.status_code == 429
    assert response.json() == {
        "code": 429,
        "error": "Too many requests for some devices and users",
        "eps_threshold": 30,
        "throttled_users": {"user-1": 31},
        "throttled_devices": {},
        "throttled_events": [1],
    }


def test_nothing_of_a_throttled_request_is_stored_or_counted(
    emulator: Emulator, http: httpx.Client
) -> None:
    upload(http, *[event() for _ in range(890)])
    others = [event(user_id="user-2", insert_id="a") for _ in range(5)]
    assert post_events(http, *[event() for _ in range(11)], *others).status_code == 429
    assert len(emulator.events()) == 890
    assert post_events(http, *[event() for _ in range(10)], *others).status_code == 200


def test_30_events_a_second_come_back(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, *[event() for _ in range(900)])
    emulator.advance(seconds=1)
    assert post_events(http, *[event() for _ in range(31)]).status_code == 429
    upload(http, *[event() for _ in range(30)])
    emulator.advance(seconds=30)
    upload(http, *[event() for _ in range(900)])
    emulator.advance(days=1)
    assert post_events(http, *[event() for _ in range(901)]).status_code == 429


def test_a_device_is_throttled_whoever_uses_it(emulator: Emulator, http: httpx.Client) -> None:
    def on_device(number: int) -> dict[str, object]:
        return event(user_id=f"user-{number}", device_id="device-1")

    upload(http, *[on_device(number) for number in range(900)])
    body = post_events(http, on_device(1000), event(device_id="device-2")).json()
    assert body["throttled_devices"] == {"device-1": 31}
    assert body["throttled_users"] == {}
    assert body["throttled_events"] == [0]


def test_the_rate_that_is_told_grows_with_the_request(
    emulator: Emulator, http: httpx.Client
) -> None:
    body = post_events(http, *[event() for _ in range(1800)]).json()
    assert body["throttled_users"] == {"user-1": 60}
    assert body["throttled_events"] == list(range(1800))


def test_other_projects_are_not_held_up(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, *[event() for _ in range(900)])
    upload(http, event(), api_key="key-2")
    assert post_events(http, event()).status_code == 429


def test_the_limit_can_be_lifted() -> None:
    with Emulator(throttle=False, clock=Clock(WEDNESDAY)) as emulator:
        events = [event() for _ in range(1000)]
        for _ in range(3):
            response = post_events_to(emulator, events)
            assert response == 200
        assert len(emulator.events()) == 3000


def post_events_to(emulator: Emulator, events: list[dict[str, object]]) -> int:
    body = {"api_key": "key-1", "events": events}
    return httpx.post(f"{emulator.url}/2/httpapi", json=body).status_code


def test_a_full_bucket_is_forgotten_and_nothing_changes() -> None:
    throttle = Throttle()
    for number in range(100_001):
        assert throttle.take([f"user-{number}"], [], now=0) is None
    assert throttle.take(["user-x"], [], now=60_000) is None
    assert len(throttle._users) == 1
    assert throttle.take(["user-1"] * 900, [], now=60_000) is None
    assert throttle.take(["user-1"], [], now=60_000) is not None


def test_a_clock_that_is_set_back_throttles_nobody(emulator: Emulator, http: httpx.Client) -> None:
    before = emulator.clock.now()
    emulator.advance(days=1)
    upload(http, *[event() for _ in range(900)])
    emulator.clock.set(before)
    upload(http, *[event() for _ in range(900)])
    assert post_events(http, event()).status_code == 429
    emulator.advance(seconds=1)
    upload(http, event())


def test_an_id_that_is_cut_is_told_with_its_events(http: httpx.Client) -> None:
    long = "device-" + "x" * 2_000
    for _ in range(2):
        upload(http, *[event(device_id=long) for _ in range(400)])
    refused = post_events(http, *[event(device_id=long) for _ in range(101)]).json()
    assert list(refused["throttled_devices"]) == [long[:1024]]
    assert len(refused["throttled_events"]) == 101
