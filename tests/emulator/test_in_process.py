from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import httpx
import pytest

from amplitude_sdk import Amplitude, AsyncAmplitude
from amplitude_sdk.emulator import Emulator
from tests.emulator.calls import event, upload

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def still() -> Iterator[Emulator]:
    """An emulator that never listens."""
    emulator = Emulator()
    yield emulator
    emulator.close()


def test_it_needs_no_server(still: Emulator) -> None:
    with httpx.Client(transport=still.transport(), base_url="http://any") as client:
        upload(client, event(event_properties={"ä": "ö"}))
    still.assert_event("Play Song", event_properties={"ä": "ö"})
    with pytest.raises(RuntimeError, match="no address yet"):
        _ = still.url


def test_clients_of_both_colours_work_with_it(still: Emulator) -> None:
    keys = {"api_key": "key-1", "secret_key": "secret-1"}
    with Amplitude(**keys, transport=still.transport()) as client:
        client.track("A", user_id="user-1")
        client.flush()
        assert client.dashboard.user_search("user-1").matches

    async def run() -> None:
        async with AsyncAmplitude(**keys, transport=still.async_transport()) as client:
            client.track("B", user_id="user-1")
            await client.flush()
            assert (await client.dashboard.user_search("user-1")).matches

    asyncio.run(run())
    assert [one["event_type"] for one in still.events()] == ["A", "B"]


def test_it_shares_its_state_with_the_server(emulator: Emulator, http: httpx.Client) -> None:
    with httpx.Client(transport=emulator.transport(), base_url="http://any") as client:
        upload(client, event("In process"))
    upload(http, event("Over a socket"))
    assert [one["event_type"] for one in emulator.events()] == ["In process", "Over a socket"]
    assert [one.operation for one in emulator.requests] == ["uploadEvents"] * 2


def test_paths_and_queries_arrive_as_they_were_sent(still: Emulator) -> None:
    with httpx.Client(transport=still.transport(), base_url="http://any") as client:
        client.get("/a%2Fb/c d?x=%20&y=1+2")
    assert still.requests[0].path == "/a%2Fb/c%20d"
    assert still.requests[0].query == {"x": [" "], "y": ["1 2"]}


def test_it_answers_no_more_once_the_emulator_is_closed() -> None:
    emulator = Emulator()
    with httpx.Client(transport=emulator.transport(), base_url="http://any") as client:
        assert client.get("/").status_code == 200
        emulator.close()
        with pytest.raises(RuntimeError, match="closed"):
            client.get("/")


def test_threads_that_ask_for_the_first_time_at_once_share_one_state(still: Emulator) -> None:
    everyone = Barrier(8)

    def first() -> None:
        with httpx.Client(transport=still.transport(), base_url="http://any") as client:
            everyone.wait()
            upload(client, event())

    with ThreadPoolExecutor(8) as threads:
        for done in [threads.submit(first) for _ in range(8)]:
            done.result()
    assert len(still.events()) == 8
