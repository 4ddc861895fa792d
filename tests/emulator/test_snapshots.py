from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from amplitude_sdk.emulator import Clock, Emulator
from amplitude_sdk.emulator.ingestion.identity import FIRST_AMPLITUDE_ID
from tests.emulator.calls import event, segmentation, upload
from tests.emulator.conftest import WEDNESDAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(params=["in memory", "in a file"])
def emulator(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Emulator]:
    path = tmp_path / "kept.duckdb" if request.param == "in a file" else None
    emulator = Emulator(path=path, clock=Clock(WEDNESDAY))
    yield emulator
    emulator.close()


@pytest.fixture
def http(emulator: Emulator) -> Iterator[httpx.Client]:
    auth = ("key-1", "secret-1")
    with httpx.Client(transport=emulator.transport(), base_url="http://any", auth=auth) as client:
        yield client


def test_what_comes_after_a_restore_is_numbered_as_it_was_the_first_time(
    emulator: Emulator, http: httpx.Client
) -> None:
    upload(http, event("A"))
    snapshot = emulator.snapshot()
    seen: list[list[str]] = []
    for _ in range(2):
        upload(http, event("B"), event("C"))
        asked = {"user": FIRST_AMPLITUDE_ID}
        events = http.get("/api/2/useractivity", params=asked).json()["events"]
        seen.append([one["uuid"] for one in events])
        emulator.restore(snapshot)
    assert seen[0] == seen[1]
    assert len(set(seen[0])) == 3


def picture(emulator: Emulator, http: httpx.Client) -> list[Any]:
    """What can be seen of the state."""
    return [
        emulator.events(),
        emulator.projects(),
        emulator.clock.now(),
        emulator.user_properties(user_id="user-1"),
        emulator.group_properties("team", "red"),
        http.get("/api/3/annotations").json(),
        segmentation(http, "_all", g="gp:plan"),
    ]


def fill(http: httpx.Client, number: int) -> None:
    upload(
        http,
        event(f"Event {number}", insert_id=str(number), user_properties={"plan": f"p{number}"}),
        event("$groupidentify", groups={"team": "red"}, group_properties={"$add": {"n": 1}}),
        event("$identify", device_id=f"device-{number}", user_properties={"tags": [number]}),
    )
    annotation = {"label": f"note {number}", "start": "2026-03-01T00:00:00Z"}
    assert http.post("/api/3/annotations", json=annotation).status_code == 200


def test_everything_is_as_it_was(emulator: Emulator, http: httpx.Client) -> None:
    fill(http, 1)
    snapshot = emulator.snapshot()
    before = picture(emulator, http)
    fill(http, 2)
    emulator.advance(days=1)
    assert picture(emulator, http) != before
    for _ in range(2):
        emulator.restore(snapshot)
        assert picture(emulator, http) == before
        fill(http, 3)
    emulator.reset()
    emulator.restore(snapshot)
    assert picture(emulator, http) == before


def test_what_was_sent_since_is_new_again(emulator: Emulator, http: httpx.Client) -> None:
    snapshot = emulator.snapshot()
    upload(http, event(insert_id="a"))
    sent = emulator.events()
    emulator.restore(snapshot)
    assert emulator.events() == []
    upload(http, event(insert_id="a"))
    assert emulator.events() == sent


def test_events_of_a_copy_are_repetitions(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event(insert_id="a"))
    snapshot = emulator.snapshot()
    emulator.reset()
    emulator.restore(snapshot)
    upload(http, event(insert_id="a"))
    assert len(emulator.events()) == 1


def test_it_says_what_it_has(emulator: Emulator, http: httpx.Client) -> None:
    fill(http, 1)
    snapshot = emulator.snapshot()
    assert (snapshot.id, snapshot.events, snapshot.time) == (1, 3, emulator.clock.now_ms())


def test_those_of_another_emulator_are_refused(emulator: Emulator, http: httpx.Client) -> None:
    other = Emulator()
    foreign = other.snapshot()
    other.close()
    fill(http, 1)
    emulator.snapshot()
    with pytest.raises(ValueError, match="no such snapshot"):
        emulator.restore(foreign)


def test_a_file_has_what_was_restored(tmp_path: Path) -> None:
    path = tmp_path / "restored.duckdb"
    emulator = Emulator(path=path)
    emulator.seed([event("Before")], api_key="key-1")
    snapshot = emulator.snapshot()
    emulator.seed([event("After")])
    emulator.restore(snapshot)
    emulator.seed([event("Later")])
    emulator.close()
    again = Emulator(path=path)
    assert [one["event_type"] for one in again.events()] == ["Before", "Later"]
    again.close()


def test_who_waits_for_events_is_told_that_they_were_restored(
    emulator: Emulator, http: httpx.Client
) -> None:
    upload(http, event())
    snapshot = emulator.snapshot()
    emulator.reset()
    state = emulator.core.state
    waits = Event()

    def told() -> bool:
        with state.arrivals:
            waits.set()
            return state.arrivals.wait(10)

    with ThreadPoolExecutor(1) as other:
        answer = other.submit(told)
        waits.wait()
        emulator.restore(snapshot)
        assert answer.result()
