from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from amplitude_sdk.emulator.journal import CAPACITY, Journal
from amplitude_sdk.emulator.messages import Request, Response
from tests.emulator.calls import event, upload

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator


def test_it_records_what_was_asked_and_how_it_ended(emulator: Emulator, http: httpx.Client) -> None:
    http.get("/api/2/usersearch", params={"user": "anna & boris"})
    http.get("/nothing")
    upload(http, event())

    entries = emulator.requests

    assert [(one.method, one.path, one.status, one.operation) for one in entries] == [
        ("GET", "/api/2/usersearch", 200, "searchUsers"),
        ("GET", "/nothing", 404, None),
        ("POST", "/2/httpapi", 200, "uploadEvents"),
    ]
    assert entries[0].query == {"user": ["anna & boris"]}
    assert entries[0].time == emulator.clock.now_ms()


def test_repeated_parameters_keep_their_order(emulator: Emulator, http: httpx.Client) -> None:
    http.get("/api/2/funnels", params={"e": ["{}", "[]"], "mode": ""})
    assert emulator.requests[0].query == {"e": ["{}", "[]"], "mode": [""]}


def test_no_key_and_no_secret_is_recorded(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event())
    http.get("/api/2/events/list", params={"api_key": "key-1", "Secret_Key": "secret-1"})
    recorded = repr(emulator.requests)
    assert "key-1" not in recorded
    assert "secret-1" not in recorded
    assert "'***'" in recorded


def test_it_forgets_the_oldest_requests() -> None:
    journal = Journal()
    for number in range(CAPACITY + 5):
        journal.add(Request("GET", f"/{number}"), Response(200, b"", {}), None, 0)
    assert len(journal.entries()) == CAPACITY
    assert journal.entries()[0].path == "/5"


def test_who_comes_later_has_the_higher_number() -> None:
    journal = Journal()

    @dataclass(frozen=True, slots=True)
    class Slow(Response):
        """A response of which something is asked while another one is recorded."""

        def __getattribute__(self, name: str) -> object:
            if name == "fault":
                journal.add(Request("GET", "/other"), Response(200, b"", {}), None, 0)
            return super(Slow, self).__getattribute__(name)

    journal.add(Request("GET", "/slow"), Slow(200, b"", {}), None, 0)
    assert [entry.sequence for entry in journal.entries()] == [1, 2]
