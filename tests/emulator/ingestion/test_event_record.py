from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from amplitude_sdk.emulator.ingestion.event_record import as_stored, cleaned
from amplitude_sdk.emulator.ingestion.identity import derived_device_id
from tests.emulator.calls import event, noon, upload

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator


def stored(**members: Any) -> dict[str, Any]:
    return as_stored(event(**members), now=123, client="192.0.2.1")


def test_long_strings_are_cut_at_any_depth() -> None:
    long, kept = "é" * 1025, "é" * 1024
    record = stored(city=long, event_properties={"a": [{"b": long}], "c": kept}, unknown=long)
    assert record["city"] == kept
    assert record["event_properties"] == {"a": [{"b": kept}], "c": kept}
    assert record["_other"] == {"unknown": kept}


def test_the_language_is_stored_by_its_name() -> None:
    assert stored(language="en-US")["language"] == "English"
    assert stored(language="Klingon")["language"] == "Klingon"


@pytest.mark.parametrize(
    ("members", "revenue"),
    [
        ({"price": 2.5, "quantity": 3}, 7.5),
        ({"price": 2.5}, 2.5),
        ({"price": 2.5, "quantity": 2, "revenue": 100}, 5.0),
        ({"price": 2.5, "revenue": 100}, 100),
        ({"revenue": 100}, 100),
        ({"price": -2.5, "quantity": 2}, -5.0),
        ({"quantity": 2}, None),
        ({"price": 2.5, "quantity": 0}, 0),
        ({"price": 0, "quantity": 2, "revenue": 100}, 0),
    ],
)
def test_price_times_quantity_is_the_revenue(
    members: dict[str, float], revenue: float | None
) -> None:
    assert stored(**members).get("revenue") == revenue


def test_the_quantity_at_a_price_is_one_unless_it_is_sent() -> None:
    assert stored(price=2.5)["quantity"] == 1
    assert stored(price=2.5, quantity=3)["quantity"] == 3
    assert "quantity" not in stored(price=2.5, revenue=7)
    assert "quantity" not in stored(revenue=7)
    assert "quantity" not in stored()


def test_revenue_may_be_told_by_properties_as_official_sdks_do() -> None:
    told = {"$price": 2.5, "$quantity": 3, "$productId": "songbook", "$revenueType": 7, "tip": 1}
    record = stored(event_type="revenue_amount", event_properties=told)
    assert record["revenue"] == 7.5
    assert record["productId"] == "songbook"
    assert "revenueType" not in record
    assert record["event_properties"] == told
    assert stored(event_type="revenue_amount", price=1, event_properties=told)["price"] == 1
    assert "revenue" not in stored(event_type="Play Song", event_properties=told)
    absurd = {**told, "$quantity": 2**63}
    assert stored(event_type="revenue_amount", event_properties=absurd)["revenue"] == 2.5


def test_whole_floats_are_integers_while_they_are_exact() -> None:
    exact, beyond = cleaned([2.0**53 - 1, 2.0**53])
    assert (exact, type(exact)) == (2**53 - 1, int)
    assert (beyond, type(beyond)) == (2.0**53, float)


def test_absurd_prices_do_no_harm(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event(price=1e308, quantity=2**62), event(price=2**60, quantity=2**60))
    first, second = emulator.events()
    assert "revenue" not in first
    assert second["revenue"] == 2.0**120


def test_the_upload_time_is_the_time_of_an_event_without_one(
    emulator: Emulator, http: httpx.Client
) -> None:
    upload(http, {"event_type": "A", "user_id": "user-1"})
    assert emulator.events()[0]["time"] == emulator.clock.now_ms()


def test_old_and_absurd_times_are_kept(emulator: Emulator, http: httpx.Client) -> None:
    times = [-(2**63), -1, 0, 868060800000, 2**63 - 1]
    upload(http, *[event(time=time) for time in times])
    assert [one["time"] for one in emulator.events()] == times


def test_a_device_id_is_derived_from_the_user_id() -> None:
    assert stored(user_id="user-1")["device_id"] == derived_device_id("user-1")
    assert derived_device_id("user-1") != derived_device_id("user-2")
    assert stored(device_id="device-1")["device_id"] == "device-1"


def test_the_address_of_the_sender_replaces_remote(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event(ip="$remote"), event(ip="192.0.2.7"))
    assert [one["ip"] for one in emulator.events()] == ["127.0.0.1", "192.0.2.7"]


def test_group_properties_belong_to_group_identifications() -> None:
    properties = {"$set": {"size": 3}}
    assert "group_properties" not in stored(group_properties=properties)
    kept = as_stored(
        event("$groupidentify", groups={"team": "a"}, group_properties=properties), 123, None
    )
    assert kept["group_properties"] == properties


def test_five_group_types_and_ten_names_are_tracked() -> None:
    many: dict[str, Any] = {f"type-{number}": "name" for number in range(7)}
    assert list(stored(groups=many)["groups"]) == [f"type-{number}" for number in range(5)]
    crowded = {"a": [str(number) for number in range(8)], "b": ["x", "y", "z"], "c": "late"}
    assert stored(groups=crowded)["groups"] == {"a": crowded["a"], "b": ["x", "y"]}


def test_whole_numbers_are_written_without_a_fraction() -> None:
    value = cleaned({"a": 5.0, "b": -0.0, "c": 0.5, "d": 1e22, "e": [True, 2.0]})
    assert repr(value) == "{'a': 5, 'b': 0, 'c': 0.5, 'd': 1e+22, 'e': [True, 2]}"


def test_an_event_carries_the_properties_its_user_had(
    emulator: Emulator, http: httpx.Client
) -> None:
    upload(
        http,
        event("$identify", user_properties={"$set": {"plan": "pro"}}),
        event("A"),
        event("B", user_properties={"plan": "free"}),
        event("C", user_properties={"plan": "gone"}, **{"$skip_user_properties_sync": True}),
        event("D"),
    )
    rows = emulator.core.state.store.query("select event_type, _state from events order by _seq")
    assert rows == [
        ("A", '{"plan":"pro"}'),
        ("B", '{"plan":"free"}'),
        ("C", '{"plan":"free"}'),
        ("D", '{"plan":"free"}'),
    ]
    assert "user_properties" not in emulator.events("A")[0]


def test_a_session_is_stored_as_it_was_sent(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event(session_id=noon(2)), event(session_id=-1), event())
    assert [one.get("session_id") for one in emulator.events()] == [noon(2), -1, None]
