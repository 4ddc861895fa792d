"""All documented limits hold unless they are lifted, each by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from amplitude_sdk.emulator import Clock, Emulator
from tests.emulator.calls import event, post_events
from tests.emulator.conftest import WEDNESDAY

if TYPE_CHECKING:
    from collections.abc import Callable


def nested(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = {"a": value}
    return value


BEYOND: dict[str, tuple[Callable[[], list[dict[str, Any]]], int]] = {
    "throttle": (lambda: [event()] * 901, 429),
    "size_limits": (lambda: [event(device_id=f"device-{number}") for number in range(2_000)], 413),
    "id_limits": (lambda: [event(user_id="none"), event(user_id="a", device_id="0000")], 400),
    "depth_limit": (lambda: [event(event_properties=nested(41))], 400),
}


def answer(events: list[dict[str, Any]], **limits: bool) -> int:
    emulator = Emulator(clock=Clock(WEDNESDAY), **limits)
    with httpx.Client(transport=emulator.transport(), base_url="http://any") as http:
        status = post_events(http, *events).status_code
    assert len(emulator.events()) == (len(events) if status == 200 else 0)
    emulator.close()
    return status


@pytest.mark.parametrize("limit", BEYOND)
def test_a_limit_holds_until_it_is_lifted(limit: str) -> None:
    events, status = BEYOND[limit]
    assert answer(events()) == status
    assert answer(events(), **{limit: False}) == 200


@pytest.mark.parametrize("limit", BEYOND)
def test_lifting_the_others_does_not_lift_it(limit: str) -> None:
    events, status = BEYOND[limit]
    others = {other: False for other in BEYOND if other != limit}
    assert answer(events(), **others, text_limit=False, group_limits=False) == status


def stored(sent: dict[str, Any], **limits: bool) -> dict[str, Any]:
    emulator = Emulator(**limits)
    with httpx.Client(transport=emulator.transport(), base_url="http://any") as http:
        assert post_events(http, sent).status_code == 200
    (found,) = emulator.events()
    emulator.close()
    return found


def test_texts_are_cut_until_the_limit_is_lifted() -> None:
    sent = event(country="x" * 2_000, event_properties={"a": ["y" * 2_000]})
    cut = stored(sent)
    assert (len(cut["country"]), len(cut["event_properties"]["a"][0])) == (1_024, 1_024)
    whole = stored(sent, text_limit=False)
    assert (len(whole["country"]), len(whole["event_properties"]["a"][0])) == (2_000, 2_000)


def test_groups_are_left_out_until_the_limit_is_lifted() -> None:
    sent = event(groups={f"type-{number}": "name" for number in range(7)})
    assert len(stored(sent)["groups"]) == 5
    assert len(stored(sent, group_limits=False)["groups"]) == 7


def test_larger_bodies_are_taken_when_the_limit_is_lifted() -> None:
    with Emulator(size_limits=False) as emulator, httpx.Client(base_url=emulator.url) as http:
        large = event(event_properties={f"name-{number}": "x" * 1_000 for number in range(1_500)})
        assert post_events(http, large).status_code == 200
        response = http.post("/api/3/annotations", content=b" " * 1_500_000, auth=("a", "b"))
        assert response.status_code == 400


def test_without_a_depth_limit_what_cannot_be_written_is_still_refused() -> None:
    assert answer([event(event_properties=nested(190))], depth_limit=False) == 200
    assert answer([event(event_properties=nested(400))], depth_limit=False) == 400
