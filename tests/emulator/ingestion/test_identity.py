from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from amplitude_sdk.emulator import Emulator
from amplitude_sdk.emulator.ingestion.identity import FIRST_AMPLITUDE_ID, Users
from tests.emulator.calls import event, noon, segmentation, upload

if TYPE_CHECKING:
    from pathlib import Path


def uniques(http: httpx.Client) -> float:
    collapsed = segmentation(http, "_all")["seriesCollapsed"]
    value: float = collapsed[0][0]["value"]
    return value


def people(*ids: tuple[str | None, str]) -> list[int]:
    users = Users()
    return [users.resolve(user_id, device_id).amplitude_id for user_id, device_id in ids]


def test_a_user_id_is_one_user_on_all_devices() -> None:
    first, second = people(("anna", "phone"), ("anna", "tablet"))
    assert first == second == FIRST_AMPLITUDE_ID


def test_two_user_ids_are_two_users_on_one_device() -> None:
    assert people(("anna", "phone"), ("boris", "phone")) == [
        FIRST_AMPLITUDE_ID,
        FIRST_AMPLITUDE_ID + 1,
    ]


def test_an_anonymous_user_becomes_the_first_user_id_on_its_device() -> None:
    first, second = people((None, "phone"), ("anna", "phone"))
    assert first == second


def test_an_event_without_user_id_belongs_to_the_last_user_of_its_device() -> None:
    anna, boris, unnamed = people(("anna", "phone"), ("boris", "phone"), (None, "phone"))
    assert unnamed == boris != anna


def test_an_anonymous_user_is_merged_into_a_known_one(http: httpx.Client) -> None:
    upload(
        http,
        event(user_id="anna-1", device_id="tablet-1"),
        event(device_id="phone-1"),
        event(device_id="phone-2"),
    )
    assert uniques(http) == 3
    upload(http, event(user_id="anna-1", device_id="phone-1"))
    assert uniques(http) == 2


def test_a_merged_amplitude_id_still_finds_the_user() -> None:
    users = Users()
    anna = users.resolve("anna", "tablet")
    anonymous = users.resolve(None, "phone")
    users.resolve("anna", "phone")
    assert users.by_amplitude_id(anonymous.amplitude_id) is anna
    assert users.merged() == [(anonymous.amplitude_id, anna.amplitude_id)]


@pytest.mark.parametrize("restarts", [False, True])
def test_who_is_who_survives_a_restart(tmp_path: Path, *, restarts: bool) -> None:
    batches: list[list[dict[str, Any]]] = [
        [event(user_id="anna-1", device_id="phone-1", user_properties={"plan": "pro"})],
        [event(user_id="boris-1", device_id="phone-1"), event(device_id="phone-2")],
        [event(user_id="anna-1", device_id="phone-2"), event(device_id="phone-1")],
        [event(user_id="chiara-1", device_id="phone-3"), event(user_id="anna-1")],
        [event(user_id="anna-1", device_id="phone-3")],
        [event(device_id="phone-3")],
    ]
    emulator = Emulator(path=tmp_path / "users.duckdb")
    for batch in batches:
        with httpx.Client(base_url=emulator.start().url, auth=("key-1", "secret-1")) as http:
            upload(http, *batch)
        if restarts:
            emulator.close()
    ids = [one["amplitude_id"] - FIRST_AMPLITUDE_ID for one in emulator.start().events()]
    states = emulator.core.state.store.query("select _state from events order by _seq")
    emulator.close()
    assert ids == [0, 1, 2, 0, 1, 3, 0, 0, 0]
    assert states[3] == states[6] == ('{"plan":"pro"}',)


def test_a_user_takes_over_what_is_known_of_an_anonymous_one(emulator: Emulator) -> None:
    emulator.seed([event("A", user_id="user-1", time=noon(1))], api_key="key-1")
    emulator.seed([event("B", device_id="phone-1", revenue=5.5, time=noon(3))])
    emulator.seed([event("C", device_id="phone-1", user_id="user-1", time=noon(2))])
    (project,) = emulator.core.state.projects.all()
    (user,) = project.users.by_user_or_device_id("user-1")
    assert (user.paying, user.last_seen) == (True, noon(3))
    assert [one.amplitude_id for one in project.users.by_user_or_device_id("phone-1")] == [
        user.amplitude_id
    ]


def test_what_a_user_knows_already_is_not_taken_over(emulator: Emulator) -> None:
    emulator.seed([event("A", user_id="user-1", time=noon(3), app_version="1.0")], api_key="key-1")
    emulator.seed([event("B", device_id="phone-1", time=noon(1), app_version="2.0")])
    emulator.seed([event("C", device_id="phone-1", user_id="user-1", time=noon(2))])
    (project,) = emulator.core.state.projects.all()
    (user,) = project.users.by_user_or_device_id("user-1")
    assert (user.start_version, user.last_seen, user.paying) == ("1.0", noon(3), False)


def test_a_user_without_events_takes_over_the_first_version(emulator: Emulator) -> None:
    emulator.seed([event("$identify", user_id="user-1")], api_key="key-1")
    emulator.seed([event("B", device_id="phone-1", app_version="1.0")])
    emulator.seed([event("C", device_id="phone-1", user_id="user-1", app_version="2.0")])
    (project,) = emulator.core.state.projects.all()
    (user,) = project.users.by_user_or_device_id("user-1")
    assert user.start_version == "1.0"


def test_merged_users_stay_merged_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "merged.duckdb"
    for number in range(2):
        emulator = Emulator(path=path)
        emulator.seed([event("A", user_id="user-1", insert_id=f"a{number}")], api_key="key-1")
        emulator.seed([event("B", device_id="phone-1", insert_id=f"b{number}")])
        emulator.seed([event("C", device_id="phone-1", user_id="user-1", insert_id=f"c{number}")])
        (project,) = emulator.core.state.projects.all()
        assert len(project.users.merged()) == 1
        assert len(project.users.by_user_or_device_id("phone-1")) == 1
        emulator.close()
