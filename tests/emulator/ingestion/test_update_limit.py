from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from amplitude_sdk.emulator import Clock, Emulator
from tests.emulator.calls import event, upload
from tests.emulator.conftest import WEDNESDAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SKIP = "$skip_user_properties_sync"


@pytest.fixture
def unthrottled() -> Iterator[Emulator]:
    """An emulator with the limit of updates, and none of events per second."""
    emulator = Emulator(clock=Clock(WEDNESDAY), throttle=False)
    yield emulator
    emulator.close()


@pytest.fixture
def http(unthrottled: Emulator) -> Iterator[httpx.Client]:
    with httpx.Client(transport=unthrottled.transport(), base_url="http://any") as client:
        yield client


def updates(number: int, operator: str = "$add", **ids: str) -> list[dict[str, Any]]:
    """Identifications that add 1 to `logins`, or set it to 1."""
    properties: dict[str, Any] = {operator: {"logins": 1}}
    return [event("$identify", user_properties=properties, **ids) for _ in range(number)]


def test_1800_updates_are_made_and_no_more(unthrottled: Emulator, http: httpx.Client) -> None:
    upload(http, *updates(1_000))
    upload(http, *updates(801))
    assert unthrottled.user_properties(user_id="user-1") == {"logins": 1_800}
    marks = [SKIP in one for one in unthrottled.events("$identify")]
    assert marks == [False] * 1_800 + [True]


def test_an_event_beyond_the_limit_is_stored_and_changes_nothing_of_its_user(
    unthrottled: Emulator, http: httpx.Client
) -> None:
    upload(http, *updates(1_800))
    upload(http, event("Upgrade", user_properties={"plan": "pro"}, event_properties={"a": 1}))
    (found,) = unthrottled.events("Upgrade")
    assert found["user_properties"] == {"plan": "pro"}
    assert found["event_properties"] == {"a": 1}
    assert unthrottled.user_properties(user_id="user-1") == {"logins": 1_800}


def test_repeated_values_count_and_events_without_properties_do_not(
    unthrottled: Emulator, http: httpx.Client
) -> None:
    upload(http, *updates(1_799, "$set"))
    skipping = event(user_properties={"logins": 2}, **{SKIP: True})
    upload(http, *[event(), event(user_properties={}), skipping] * 600)
    upload(http, event(user_properties={"last": True}), event(user_properties={"more": True}))
    assert unthrottled.user_properties(user_id="user-1") == {"logins": 1, "last": True}


def test_each_user_and_each_unknown_device_has_a_limit_of_its_own(
    unthrottled: Emulator, http: httpx.Client
) -> None:
    upload(http, *updates(1_801))
    upload(http, *updates(1_801, user_id="user-2"))
    upload(http, *updates(1_801, device_id="user-1"))
    assert unthrottled.user_properties(user_id="user-2") == {"logins": 1_800}
    assert unthrottled.user_properties(device_id="user-1") == {"logins": 1_800}


def test_the_device_of_a_known_user_counts_as_the_user(
    unthrottled: Emulator, http: httpx.Client
) -> None:
    upload(http, event(user_id="user-1", device_id="device-1"))
    upload(http, *updates(900, device_id="device-1"))
    upload(http, *updates(901, user_id="user-1"))
    assert unthrottled.user_properties(user_id="user-1") == {"logins": 1_800}


@pytest.mark.parametrize(
    ("move", "made"),
    [
        (lambda emulator: emulator.advance(minutes=59, seconds=59), 0),
        (lambda emulator: emulator.advance(hours=1), 10),
        (lambda emulator: emulator.advance(seconds=-1), 10),
    ],
    ids=["within the hour", "an hour later", "the clock is set back"],
)
def test_the_hour_begins_with_the_first_update(
    unthrottled: Emulator, http: httpx.Client, move: Callable[[Emulator], None], made: int
) -> None:
    upload(http, *updates(1_800))
    move(unthrottled)
    upload(http, *updates(10))
    assert unthrottled.user_properties(user_id="user-1") == {"logins": 1_800 + made}


def test_seeded_events_are_not_limited(unthrottled: Emulator) -> None:
    unthrottled.seed(updates(1_900))
    assert unthrottled.user_properties(user_id="user-1") == {"logins": 1_900}


def test_the_limit_can_be_lifted() -> None:
    emulator = Emulator(throttle=False, update_limit=False)
    with httpx.Client(transport=emulator.transport(), base_url="http://any") as http:
        upload(http, *updates(1_900))
    assert emulator.user_properties(user_id="user-1") == {"logins": 1_900}
    emulator.close()
