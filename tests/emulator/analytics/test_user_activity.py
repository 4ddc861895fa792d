from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from amplitude_sdk.emulator.ingestion.identity import FIRST_AMPLITUDE_ID
from tests.emulator.analytics.dashboard_calls import answer, ask
from tests.emulator.calls import details, event, noon, upload

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator

UNKNOWN_PLACE = "1.7976931348623157E308"


def activity(http: httpx.Client, user: int = FIRST_AMPLITUDE_ID, **asked: Any) -> Any:
    return answer(http, "useractivity", user=user, **asked)


def days(http: httpx.Client, **asked: Any) -> list[int]:
    """The days of March of the events, in the order of the reply."""
    return [int(one["event_time"][8:10]) for one in activity(http, **asked)["events"]]


def test_statistics_are_about_all_events_of_the_user(http: httpx.Client) -> None:
    upload(
        http,
        event("Open", time=noon(1), session_id=1, app_version="1.0", platform="iOS", city="Rome"),
        event("Buy", time=noon(1) + 5_000, session_id=1, price=2, quantity=3, app_version="1.1"),
        event("Buy", time=noon(3), session_id=2, revenue=-1.5, location_lat=1, location_lng=2.5),
        event("Open", user_id="user-2", time=noon(4)),
        event("$identify", user_properties={"$set": {"plan": "pro"}}),
    )
    data = activity(http)["userData"]
    (device,) = data.pop("device_ids")
    assert data.pop("last_device_id") == device
    assert data == {
        "user_id": "user-1",
        "canonical_amplitude_id": FIRST_AMPLITUDE_ID,
        "merged_amplitude_ids": [],
        "num_events": 3,
        "num_sessions": 2,
        "usage_time": 5_000,
        "first_used": "2026-03-01",
        "last_used": "2026-03-03",
        "purchases": "2",
        "revenue": "4.5",
        "platform": "iOS",
        "os": "",
        "version": "1.1",
        "device": "",
        "device_type": "",
        "carrier": "",
        "country": "",
        "region": "",
        "city": "Rome",
        "dma": "",
        "language": "",
        "start_version": "1.0",
        "library": None,
        "ip_address": None,
        "last_location": {"lat": 1, "lng": 2.5},
        "paying": True,
        "properties": {"plan": "pro"},
    }


def test_the_time_of_use_is_that_of_all_sessions(http: httpx.Client) -> None:
    for day, length in ((1, 5_000), (2, 7_000)):
        upload(http, *[event(time=noon(day) + ms, session_id=day) for ms in (0, length)])
    data = activity(http)["userData"]
    assert (data["num_sessions"], data["usage_time"]) == (2, 12_000)


def test_the_last_place_is_the_last_that_is_known_whole(http: httpx.Client) -> None:
    upload(
        http,
        event(time=noon(1), location_lat=1, location_lng=2),
        event(time=noon(2), location_lat=3),
        event(time=noon(3), location_lng=4),
    )
    assert activity(http)["userData"]["last_location"] == {"lat": 1, "lng": 2}


def test_a_user_without_events_is_known_too(http: httpx.Client) -> None:
    upload(http, event("$identify", device_id="phone-1", user_properties={"$set": {"plan": "pro"}}))
    reply = activity(http)
    data = reply["userData"]
    assert reply["events"] == []
    assert (data["user_id"], data["num_events"], data["first_used"]) == (None, 0, "")
    assert (data["purchases"], data["revenue"], data["paying"]) == ("0", "0.0", False)
    assert data["last_location"] == {"lat": UNKNOWN_PLACE, "lng": UNKNOWN_PLACE}
    assert (data["device_ids"], data["properties"]) == (["phone-1"], {"plan": "pro"})


def test_merged_users_are_one_by_either_id(http: httpx.Client) -> None:
    upload(http, event(device_id="phone-1", time=noon(1), session_id=7))
    upload(http, event(user_id="anna-1", device_id="tablet-1", time=noon(2), session_id=7))
    upload(http, event(user_id="anna-1", device_id="phone-1", time=noon(3)))
    reply = activity(http)
    assert reply == activity(http, user=FIRST_AMPLITUDE_ID + 1)
    data = reply["userData"]
    assert data["canonical_amplitude_id"] == FIRST_AMPLITUDE_ID + 1
    assert data["merged_amplitude_ids"] == [FIRST_AMPLITUDE_ID]
    assert data["device_ids"] == ["phone-1", "tablet-1"]
    assert (data["num_events"], data["num_sessions"]) == (3, 1)


def test_an_event_is_written_as_exports_write_it(http: httpx.Client) -> None:
    sent = event(
        time=noon(1) + 7,
        device_id="phone-1",
        user_id="anna-1",
        event_id=3,
        session_id=noon(1),
        insert_id="one",
        app_version="2.0",
        carrier="Wind",
        device_brand="Apple",
        device_model="iPhone 6",
        event_properties={"genre": "rock"},
        user_properties={"plan": "pro"},
        groups={"company": "A"},
        plan={"branch": "main"},
        ip="10.0.0.1",
    )
    upload(http, sent)
    (written,) = activity(http)["events"]
    assert len(written.pop("uuid")) == 36
    assert {name: value for name, value in written.items() if value is not None} == {
        "app": 100_001,
        "amplitude_id": FIRST_AMPLITUDE_ID,
        "user_id": "anna-1",
        "device_id": "phone-1",
        "event_type": "Play Song",
        "event_id": 3,
        "session_id": noon(1),
        "$insert_id": "one",
        "event_time": "2026-03-01 12:00:00.007000",
        "client_event_time": "2026-03-01 12:00:00.007000",
        "client_upload_time": "2026-03-04 12:00:00.000000",
        "server_received_time": "2026-03-04 12:00:00.000000",
        "server_upload_time": "2026-03-04 12:00:00.000000",
        "version_name": "2.0",
        "start_version": "2.0",
        "device_carrier": "Wind",
        "device_brand": "Apple",
        "device_family": "Apple",
        "device_model": "iPhone 6",
        "device_type": "iPhone 6",
        "ip_address": "10.0.0.1",
        "paying": False,
        "event_properties": {"genre": "rock"},
        "user_properties": {"plan": "pro"},
        "groups": {"company": "A"},
        "plan": {"branch": "main"},
        "data": {},
    }


def test_what_was_not_sent_is_null_or_empty(http: httpx.Client) -> None:
    upload(http, event(time=2**63 - 1))
    (written,) = activity(http)["events"]
    assert (written["session_id"], written["event_properties"], written["country"]) == (
        -1,
        {},
        None,
    )
    assert "event_id" not in written
    assert "event_time" not in written
    assert activity(http)["userData"]["last_used"] == ""


def test_the_most_recent_events_come_first(http: httpx.Client) -> None:
    upload(http, *[event(time=noon(day)) for day in (2, 4, 1, 3)])
    assert days(http) == [4, 3, 2, 1]
    assert days(http, direction="earliest") == [1, 2, 3, 4]


def test_the_times_of_events_decide_not_those_of_their_uploads(
    http: httpx.Client, emulator: Emulator
) -> None:
    for day in (2, 4, 1, 3):
        upload(http, event(time=noon(day)))
        emulator.clock.advance(minutes=1)
    assert days(http) == [4, 3, 2, 1]
    assert days(http, direction="earliest") == [1, 2, 3, 4]


def test_devices_are_in_the_order_of_their_first_events(http: httpx.Client) -> None:
    devices = {"phone-2": 2, "phone-3": 1, "phone-1": 3}
    upload(
        http,
        *[event(user_id="anna-1", device_id=one, time=noon(day)) for one, day in devices.items()],
    )
    assert activity(http)["userData"]["device_ids"] == ["phone-3", "phone-2", "phone-1"]


def test_an_event_shows_all_properties_the_user_had_after_it(http: httpx.Client) -> None:
    upload(
        http,
        event("$identify", user_properties={"$set": {"plan": "free", "city": "Rome"}}),
        event(time=noon(2), user_properties={"plan": "pro"}),
        event(time=noon(3)),
    )
    shown = [one["user_properties"] for one in activity(http)["events"]]
    assert shown == [{"plan": "pro", "city": "Rome"}] * 2


def test_events_of_the_same_time_are_in_the_order_of_arrival(http: httpx.Client) -> None:
    upload(http, event("First"), event("Second"))
    named = [one["event_type"] for one in activity(http, direction="earliest")["events"]]
    assert named == ["First", "Second"]


def test_events_of_the_same_time_are_told_apart_by_their_event_id(http: httpx.Client) -> None:
    upload(
        http,
        event("Third", event_id=12, city="Rome"),
        event("Second", event_id=3, city="Riga"),
        event("First"),
    )
    found = activity(http, direction="earliest")
    assert [one["event_type"] for one in found["events"]] == ["First", "Second", "Third"]
    assert found["userData"]["city"] == "Rome"
    found = activity(http, limit=2)
    assert [one["event_type"] for one in found["events"]] == ["Third", "Second"]


def test_offset_and_limit_cut_a_page_out(http: httpx.Client) -> None:
    upload(http, *[event(time=noon(day)) for day in range(1, 7)])
    assert days(http, limit=2) == [6, 5]
    assert days(http, offset=1, limit=2) == [5, 4]
    assert days(http, offset=1, limit=2, direction="earliest") == [2, 3]
    assert days(http, offset=5) == [1]
    assert days(http, offset=6) == []
    assert days(http, offset=10**30, limit=1) == []
    assert days(http, limit=0) == []


def test_no_session_is_cut(http: httpx.Client) -> None:
    sessions = {1: None, 2: 20, 3: 20, 4: 20, 5: -1, 6: -1}
    upload(
        http,
        *[
            event(time=noon(day), **({} if id_ is None else {"session_id": id_}))
            for day, id_ in sessions.items()
        ],
    )
    assert days(http, limit=1) == [6]
    assert days(http, limit=3) == [6, 5, 4, 3, 2]
    assert days(http, offset=3, limit=1) == [3, 2]
    assert days(http, limit=2, direction="earliest") == [1, 2, 3, 4]


def test_a_page_that_ends_with_a_session_does_not_go_on_with_the_next(
    http: httpx.Client,
) -> None:
    sessions = {1: 10, 2: 10, 3: 20, 4: 20}
    upload(http, *[event(time=noon(day), session_id=id_) for day, id_ in sessions.items()])
    assert days(http, limit=2) == [4, 3]
    assert days(http, limit=2, direction="earliest") == [1, 2]


def test_only_events_of_the_user_are_shown(http: httpx.Client) -> None:
    upload(http, event(), event(user_id="user-2"), event("$identify"))
    upload(http, event(), api_key="key-2")
    assert len(activity(http)["events"]) == 1


@pytest.mark.parametrize("user", [FIRST_AMPLITUDE_ID + 9, -1, 0, 2**63 - 1])
def test_nobody_has_that_amplitude_id(http: httpx.Client, user: int) -> None:
    upload(http, event())
    response = ask(http, "useractivity", user=user)
    assert response.status_code == 400
    assert str(user) in details(response)


@pytest.mark.parametrize(
    "asked", [{"limit": -1}, {"limit": 1001}, {"offset": -1}, {"direction": "last"}]
)
def test_what_makes_no_sense_is_a_400_that_names_it(
    http: httpx.Client, asked: dict[str, Any]
) -> None:
    upload(http, event())
    response = ask(http, "useractivity", user=FIRST_AMPLITUDE_ID, **asked)
    assert response.status_code == 400
    assert next(iter(asked)) in details(response)


def test_revenue_too_large_for_a_number_is_the_largest(http: httpx.Client) -> None:
    upload(http, event(revenue=1.7e308), event(revenue=1.7e308))
    assert activity(http)["userData"]["revenue"] == "1.7976931348623157e+308"
