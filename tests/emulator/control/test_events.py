from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import TYPE_CHECKING, Any

from tests.emulator.calls import event, upload

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

    import httpx

    from amplitude_sdk.emulator import Emulator


def types(http: httpx.Client, **parameters: Any) -> list[str]:
    response = http.get("/_emulator/events", params=parameters)
    assert response.status_code == 200, response.text
    return [one["event"]["event_type"] for one in response.json()["events"]]


def test_the_newest_comes_first_whatever_its_time(http: httpx.Client) -> None:
    upload(http, event("A", time=3), event("B", time=2))
    upload(http, event("C", time=1))
    assert types(http) == ["C", "B", "A"]


def test_an_event_is_shown_as_the_emulator_gives_it(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event("A", event_properties={"genre": "rock"}, unknown=[1]))
    (shown,) = http.get("/_emulator/events").json()["events"]
    assert shown == {"sequence": 1, "project": 100001, "event": emulator.events()[0]}


def test_identifications_are_among_them(http: httpx.Client) -> None:
    upload(http, event("A"), event("$identify", user_properties={"plan": "pro"}), event("B"))
    assert types(http) == ["B", "$identify", "A"]
    assert types(http, event_type="$identify") == ["$identify"]


def test_they_can_be_of_one_project(http: httpx.Client) -> None:
    upload(http, event("Ours"))
    upload(http, event("Theirs"), api_key="key-2")
    assert types(http, project=100001) == ["Ours"]
    assert types(http, project=100002) == ["Theirs"]
    assert http.get("/_emulator/events", params={"project": 7}).status_code == 404


def test_a_user_is_found_by_any_id_as_a_whole(http: httpx.Client) -> None:
    upload(http, event("A", user_id="user-1", device_id="device-1"), event("B", user_id="user-12"))
    first = http.get("/_emulator/events").json()["events"][1]["event"]
    for id_ in ("user-1", "device-1", str(first["amplitude_id"])):
        assert types(http, user=id_) == ["A"]


def test_the_search_looks_into_type_ids_and_properties_without_case(http: httpx.Client) -> None:
    upload(
        http,
        event("Play Song", user_id="user-anna"),
        event("Buy", event_properties={"what": "ROCK song"}),
        event("Stop", user_properties={"song_taste": 1}),
        event("Other", device_id="100%_sure"),
    )
    assert types(http, search="sOnG") == ["Stop", "Buy", "Play Song"]
    assert types(http, search="anna") == ["Play Song"]
    assert types(http, search="%") == ["Other"]
    assert types(http, search="nothing") == []


def test_following_live_asks_for_what_came_after(http: httpx.Client) -> None:
    upload(http, event("A"), event("B"))
    last = http.get("/_emulator/events").json()["last_sequence"]
    assert types(http, after=last) == []
    upload(http, event("C"))
    assert types(http, after=last) == ["C"]


def test_what_the_limit_leaves_out_is_found_before(http: httpx.Client) -> None:
    upload(http, *(event(name) for name in "ABCDE"))
    page = http.get("/_emulator/events", params={"limit": 2}).json()
    assert [one["event"]["event_type"] for one in page["events"]] == ["E", "D"]
    assert (page["more"], page["last_sequence"]) == (True, 5)
    oldest = page["events"][-1]["sequence"]
    assert types(http, limit=2, before=oldest) == ["C", "B"]
    assert http.get("/_emulator/events", params={"limit": 5}).json()["more"] is False


def test_who_follows_misses_nothing_that_arrives_meanwhile(http: httpx.Client) -> None:
    def write(number: int) -> None:
        for _ in range(150):
            upload(http, event("A", user_id=f"user-{number}"), event("B", user_id=f"user-{number}"))

    upload(http, event("first"))
    with ThreadPoolExecutor(4) as writers:
        seen = list(followed(http, [writers.submit(write, number) for number in range(4)]))
    assert sorted(seen) == list(range(1, 1202))


def followed(http: httpx.Client, writing: list[Future[None]]) -> Iterator[int]:
    """Return the sequences of what is stored while all are writing, asked for bit by bit."""
    pages: list[list[int]] = []
    last, goes_on = 0, True
    while goes_on:
        goes_on = not all(one.done() for one in writing)
        answer = http.get("/_emulator/events", params={"after": last, "limit": 1000}).json()
        assert not answer["more"]
        pages.append([one["sequence"] for one in answer["events"]])
        last = answer["last_sequence"]
    return chain.from_iterable(pages)
