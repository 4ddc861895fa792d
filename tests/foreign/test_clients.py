"""Clients that know nothing of this project: their events arrive complete, and are understood."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk import Amplitude

if TYPE_CHECKING:
    from collections.abc import Callable

    from amplitude_sdk.emulator import Emulator

    Send = Callable[..., list[dict[str, Any]]]

NOON: Final = 1_767_268_800_000  # 2026-01-01 12:00 UTC
COMPLETE: Final[dict[str, Any]] = {
    "user_id": "mira.holm",
    "device_id": "phone-of-mira",
    "event_type": "Play Song",
    "time": NOON,
    "event_properties": {
        "genre": "jazz",
        "seconds": 184.5,
        "liked": True,
        "tags": ["late", "slow"],
        "from": {"list": "Äpfel & Öl", "place": 3},
    },
    "user_properties": {"plan": "pro"},
    "groups": {"band": "Blue Note"},
    "app_version": "3.5.0",
    "platform": "iOS",
    "os_name": "ios",
    "os_version": "19.1",
    "device_brand": "Apple",
    "device_manufacturer": "Apple",
    "device_model": "iPhone",
    "carrier": "O2",
    "country": "Germany",
    "region": "Berlin",
    "city": "Berlin",
    "dma": "none",
    "language": "German",
    "location_lat": 52.5,
    "location_lng": 13.4,
    "ip": "127.0.0.1",
    "idfa": "an-idfa",
    "idfv": "an-idfv",
    "adid": "an-adid",
    "android_id": "an-android-id",
    "event_id": 23,
    "session_id": NOON,
    "insert_id": "the-first-play",
}


def test_every_member_arrives_as_it_was_sent(send: Send, emulator: Emulator) -> None:
    (outcome,) = send(events=[COMPLETE])
    assert outcome["code"] == 200
    (stored,) = emulator.events("Play Song")
    library = stored["library"]
    expected = {**COMPLETE, "event_id": 0} if "node" in library else COMPLETE  # it counts itself
    assert {name: stored.get(name) for name in expected} == expected


def test_hundreds_of_events_arrive_once_each(send: Send, emulator: Emulator) -> None:
    events = [
        {
            "event_type": f"Type {number % 3}",
            "user_id": f"fan-{number % 40}",
            "device_id": f"device-{number % 40}",
            "time": NOON + number * 1000,
            "event_properties": {"number": number},
        }
        for number in range(700)
    ]
    outcomes = send(events=events)
    assert [outcome["code"] for outcome in outcomes] == [200] * 700
    stored = emulator.events()
    assert sorted(each["event_properties"]["number"] for each in stored) == [*range(700)]


def test_users_groups_and_revenues_are_understood(send: Send, emulator: Emulator) -> None:
    options = {"user_id": "mira.holm", "device_id": "phone-of-mira", "time": NOON}
    outcomes = send(
        users=[{"options": options, "set": {"plan": "pro"}, "add": {"logins": 2}}],
        groups=[
            {"type": "band", "name": "Blue Note", "set": {"size": 5}, "options": options},
        ],
        revenues=[{"options": options, "product": "songbook", "price": 4.5, "quantity": 2}],
    )
    assert [outcome["code"] for outcome in outcomes] == [200] * 3
    assert len(emulator.events("$identify")) == len(emulator.events("$groupidentify")) == 1
    (paid,) = emulator.events("revenue_amount")
    with Amplitude(api_key="any-key", secret_key="any-secret", base_url=emulator.url) as amp:
        (found,) = amp.dashboard.user_search("mira.holm").matches
        activity = amp.dashboard.user_activity(found.amplitude_id)
        earned = amp.dashboard.segmentation(
            "revenue_amount", date(2026, 1, 1), date(2026, 1, 1), metric="totals"
        )
    assert activity.user.properties == {"plan": "pro", "logins": 2}
    assert [row["value"] for row in earned.rows()] == [1]
    assert paid["event_properties"]["$price"] == 4.5


def test_refused_events_are_told_and_the_others_arrive(send: Send, emulator: Emulator) -> None:
    good = [{**COMPLETE, "insert_id": f"good-{number}"} for number in range(5)]
    outcomes = send(events=[*good, {"event_type": "Bad", "user_id": "no", "device_id": "phone"}])
    assert sorted(outcome["code"] for outcome in outcomes)[:5] == [200] * 5
    assert len(emulator.events("Play Song")) == 5
    assert emulator.events("Bad") == []
