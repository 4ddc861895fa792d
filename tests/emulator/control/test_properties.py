from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.emulator.calls import details, event, upload

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator

PROJECT = "/_emulator/projects/100001"


def test_they_are_what_a_user_has_become(emulator: Emulator, http: httpx.Client) -> None:
    for plan in ("free", "pro"):
        sent = {"user_properties": {"$set": {"plan": plan}, "$add": {"visits": 1}}}
        upload(http, event("$identify", user_id="user-1", device_id="phone-1", **sent))
    expected = {"plan": "pro", "visits": 2}
    for id_ in ({"user_id": "user-1"}, {"device_id": "phone-1"}):
        answer = http.get(f"{PROJECT}/user-properties", params=id_)
        assert answer.json() == {"user_properties": expected}
    assert emulator.user_properties(user_id="user-1") == expected


def test_they_are_what_a_group_has_become(emulator: Emulator, http: httpx.Client) -> None:
    sent = {"groups": {"company": "acme"}, "group_properties": {"$set": {"size": 5}}}
    upload(http, event("$groupidentify", **sent))
    asked = {"group_type": "company", "group_name": "acme"}
    answer = http.get(f"{PROJECT}/group-properties", params=asked)
    assert answer.json() == {"group_properties": {"size": 5}}
    assert emulator.group_properties("company", "acme") == {"size": 5}


def test_who_never_sent_anything_has_none(http: httpx.Client) -> None:
    upload(http, event())
    user = http.get(f"{PROJECT}/user-properties", params={"user_id": "nobody"})
    assert user.json() == {"user_properties": {}}
    group = http.get(f"{PROJECT}/group-properties", params={"group_type": "a", "group_name": "b"})
    assert group.json() == {"group_properties": {}}


def test_they_are_of_one_project(http: httpx.Client) -> None:
    upload(http, event())
    upload(http, event("$identify", user_properties={"plan": "pro"}), api_key="key-2")
    answer = http.get(f"{PROJECT}/user-properties", params={"user_id": "user-1"})
    assert answer.json() == {"user_properties": {}}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("user-properties", "Give user_id or device_id"),
        ("user-properties?user=user-1", "Unknown parameter 'user'"),
        ("group-properties?group_type=company", "Give group_type and group_name"),
        ("group-properties?group_name=acme", "Give group_type and group_name"),
    ],
)
def test_who_is_asked_for_must_be_said(http: httpx.Client, path: str, said: str) -> None:
    upload(http, event())
    response = http.get(f"{PROJECT}/{path}")
    assert response.status_code == 400
    assert details(response).startswith(said)


def test_only_a_project_that_exists_has_users(http: httpx.Client) -> None:
    for path in ("user-properties?user_id=a", "group-properties?group_type=a&group_name=b"):
        assert http.get(f"{PROJECT}/{path}").status_code == 404
