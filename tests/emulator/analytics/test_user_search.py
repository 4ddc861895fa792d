from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from amplitude_sdk.emulator.ingestion.identity import FIRST_AMPLITUDE_ID
from tests.emulator.calls import event, noon, upload

if TYPE_CHECKING:
    import httpx


def search(http: httpx.Client, text: str) -> tuple[str, list[dict[str, Any]]]:
    response = http.get("/api/2/usersearch", params={"user": text})
    assert response.status_code == 200
    body = response.json()
    return body["type"], body["matches"]


def test_a_user_is_found_by_user_id_device_id_and_amplitude_id(http: httpx.Client) -> None:
    upload(
        http,
        event(user_id="anna-1", device_id="phone-1", platform="iOS", country="Italy", time=noon(2)),
        event(user_id="anna-1", device_id="phone-1", time=noon(1)),
    )
    anna = {
        "user_id": "anna-1",
        "amplitude_id": FIRST_AMPLITUDE_ID,
        "last_device_id": "phone-1",
        "platform": "iOS",
        "country": "Italy",
        "last_seen": "2026-03-02",
    }
    assert search(http, "anna-1") == ("match_user_or_device_id", [anna])
    assert search(http, "phone-1") == ("match_user_or_device_id", [anna])
    assert search(http, str(FIRST_AMPLITUDE_ID)) == ("match_amplitude_id", [anna])


def test_users_are_found_by_the_beginning_of_their_id(http: httpx.Client) -> None:
    upload(http, *[event(user_id=name) for name in ("anna-1", "anna-2", "boris")])
    type_, matches = search(http, "anna")
    assert type_ == "match_user_prefix"
    assert [match["user_id"] for match in matches] == ["anna-1", "anna-2"]
    assert search(http, "nna") == ("nomatch", [])


def test_a_whole_id_comes_before_a_prefix(http: httpx.Client) -> None:
    upload(http, event(user_id="anna-1"), event(user_id="anna-10"))
    type_, matches = search(http, "anna-1")
    assert (type_, len(matches)) == ("match_user_or_device_id", 1)


def test_a_user_id_of_digits_is_no_amplitude_id(http: httpx.Client) -> None:
    upload(http, event(user_id="00004"))
    assert search(http, "00004")[0] == "match_user_or_device_id"


def test_a_text_that_is_a_user_id_and_a_device_id_finds_both(http: httpx.Client) -> None:
    upload(http, event(user_id="same-id"), event(user_id="other-1", device_id="same-id"))
    assert [match["user_id"] for match in search(http, "same-id")[1]] == ["same-id", "other-1"]


def test_an_anonymous_user_has_no_user_id(http: httpx.Client) -> None:
    upload(http, event(device_id="phone-1"))
    (match,) = search(http, "phone-1")[1]
    assert match["user_id"] is None
    assert "platform" not in match


@pytest.mark.parametrize("text", ["nobody", "", "9" * 20, "9" * 5000, "²", "%", "an%"])
def test_no_match_is_a_success(http: httpx.Client, text: str) -> None:
    upload(http, event(user_id="anna-1"))
    assert search(http, text) == ("nomatch", [])


def test_a_user_without_events_was_never_seen(http: httpx.Client) -> None:
    upload(http, event("$identify", user_properties={"$set": {"plan": "pro"}}))
    (match,) = search(http, "user-1")[1]
    assert match["last_seen"] is None


def test_a_time_off_the_calendar_is_no_day(http: httpx.Client) -> None:
    upload(http, event(time=2**63 - 1))
    (match,) = search(http, "user-1")[1]
    assert match["last_seen"] is None


def test_the_text_is_required(http: httpx.Client) -> None:
    assert http.get("/api/2/usersearch").status_code == 400
    assert http.get("/api/2/usersearch?user=a&user=b").status_code == 400
    assert http.get("/api/2/usersearch?user=%ff").status_code == 400
