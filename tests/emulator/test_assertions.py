from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from amplitude_sdk.emulator.assertions import differences
from tests.emulator.calls import event

if TYPE_CHECKING:
    from amplitude_sdk.emulator import Emulator


@pytest.fixture
def shop(emulator: Emulator) -> Emulator:
    emulator.seed(
        [
            event("Purchase", user_id="user-1", event_properties={"price": 3, "what": "song"}),
            event("Purchase", user_id="user-2", event_properties={"price": 4}, country="Italy"),
            event("Search", user_id="user-1"),
            event("$identify", user_id="user-1", user_properties={"$set": {"plan": "pro"}}),
        ],
        api_key="key-1",
    )
    return emulator


def test_it_passes_and_returns_what_matches(shop: Emulator) -> None:
    assert len(shop.assert_event("Purchase")) == 2
    (one,) = shop.assert_event("Purchase", user_id="user-1", event_properties={"price": 3}, count=1)
    assert one["event_properties"] == {"price": 3, "what": "song"}
    shop.assert_event("$identify", user_properties={"$set": {"plan": "pro"}})
    shop.assert_event("Purchase", count=0, country="France")


def failure(shop: Emulator, *arguments: Any, **named: Any) -> str:
    with pytest.raises(AssertionError) as caught:
        shop.assert_event(*arguments, **named)
    return str(caught.value)


def test_the_nearest_event_is_compared_line_by_line(shop: Emulator) -> None:
    said = failure(
        shop, "Purchase", user_id="user-2", event_properties={"price": 5, "what": "song"}
    )
    assert said == (
        "wanted at least one event with event_type='Purchase', user_id='user-2', "
        "event_properties={'price': 5, 'what': 'song'}; found none\n"
        "the nearest differs in:\n"
        "  event_properties.price: wanted 5, it is 4\n"
        "  event_properties.what: wanted 'song', it is absent"
    )


def test_an_unknown_type_is_answered_with_those_there_are(shop: Emulator) -> None:
    said = failure(shop, "Purchse")
    assert "no event has the type 'Purchse'; there are: 'Purchase' (2), 'Search' (1)" in said
    assert "did you mean 'Purchase'?" in said


def test_a_wrong_number_is_said(shop: Emulator) -> None:
    assert failure(shop, "Purchase", count=3) == (
        "wanted 3 events with event_type='Purchase'; found 2"
    )
    assert failure(shop, "Purchase", country="Italy", count=2) == (
        "wanted 2 events with event_type='Purchase', country='Italy'; found 1\n"
        "the nearest differs in:\n"
        "  country: wanted 'Italy', it is absent"
    )
    assert "wanted 1 event with" in failure(shop, "Purchase", count=1)


@pytest.mark.parametrize(
    ("members", "line"),
    [
        (
            {"product_id": "song"},
            "product_id: wanted 'song', it is absent; did you mean 'productId'?",
        ),
        ({"userid": "user-1"}, "userid: wanted 'user-1', it is absent; did you mean 'user_id'?"),
        (
            {"event_properties": {"prices": 3}},
            "event_properties.prices: wanted 3, it is absent; did you mean 'price'?",
        ),
        ({"city": "Rome"}, "city: wanted 'Rome', it is absent"),
    ],
)
def test_a_name_that_is_not_there_is_answered_with_the_one_that_is(
    emulator: Emulator, members: dict[str, Any], line: str
) -> None:
    emulator.seed([event("Purchase", productId="songs", price=2, event_properties={"price": 3})])
    assert failure(emulator, "Purchase", **members).endswith(f"\n  {line}")


def test_identifications_that_are_missing_are_answered_with_what_is_there(
    emulator: Emulator,
) -> None:
    emulator.seed([event("Purchase")])
    said = failure(emulator, "$identify")
    assert "no event has the type '$identify'; there are: 'Purchase' (1)" in said
    emulator.assert_no_event("$identify")


def test_a_project_without_events_is_answered_with_those_that_have_some(shop: Emulator) -> None:
    shop.seed([], api_key="empty")
    for key in ("key-2", "empty"):
        said = failure(shop, "Purchase", api_key=key)
        assert said.endswith("no events are stored with this API key; there are: 'k…' (3)")


@pytest.mark.parametrize("count", ["Purchase", -1, True, 1.5])
def test_a_number_that_is_none_is_refused(shop: Emulator, count: Any) -> None:
    problem = f"count must be a whole number from 0, not {count!r}"
    with pytest.raises(ValueError, match=problem):
        shop.assert_event("Purchase", count=count)
    with pytest.raises(ValueError, match=problem):
        shop.wait_for_events(count)


def test_nothing_stored_is_said(emulator: Emulator) -> None:
    assert failure(emulator, "A").endswith("no events are stored")


def test_absence_is_asserted_and_what_is_there_shown(shop: Emulator) -> None:
    shop.assert_no_event("Refund")
    shop.assert_no_event("Purchase", country="France")
    shop.assert_no_event(user_id="user-3")
    with pytest.raises(AssertionError, match=r"(?s)found 2, the first of them:.*price"):
        shop.assert_no_event("Purchase")
    with pytest.raises(AssertionError, match="any members"):
        shop.assert_no_event()


@pytest.mark.parametrize(
    ("value", "wanted", "is_same"), [(1, 1.0, True), (1, True, False), (None, 0, False)]
)
def test_values_are_compared_as_in_json(value: Any, wanted: Any, is_same: Any) -> None:
    assert (not differences({"a": value}, {"a": wanted})) is is_same


def test_projects_can_be_told_apart(shop: Emulator) -> None:
    shop.assert_no_event(api_key="key-2")
    shop.assert_event("Search", api_key="key-1")


def test_waiting_ends_when_enough_events_are_stored(emulator: Emulator) -> None:
    def store() -> None:
        for number in range(3):
            emulator.seed([event("A", insert_id=str(number))], api_key="key-1")

    thread = threading.Thread(target=store)
    thread.start()
    found = emulator.wait_for_events(3, "A", timeout=60)
    thread.join()
    assert len(found) == 3


def test_waiting_in_vain_says_how_many_came(shop: Emulator) -> None:
    with pytest.raises(
        TimeoutError, match=r"2 of 5 events 'Purchase' after 0\.01 seconds; there are: {'P"
    ):
        shop.wait_for_events(5, "Purchase", timeout=0.01)


def test_properties_of_users_are_looked_up(shop: Emulator) -> None:
    assert shop.user_properties(user_id="user-1") == {"plan": "pro"}
    device = shop.events(user_id="user-1")[0]["device_id"]
    assert shop.user_properties(device_id=device) == {"plan": "pro"}
    assert shop.user_properties(user_id=device) == {}
    assert shop.user_properties(user_id="user-9") == {}
    assert shop.user_properties(user_id="user-1", api_key="key-2") == {}
    with pytest.raises(ValueError, match="user_id or a device_id"):
        shop.user_properties()
