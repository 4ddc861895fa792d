from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx
from amplitude_api.facts import DEDUPE_DAYS

from amplitude_sdk.emulator import Clock, Emulator
from amplitude_sdk.emulator.ingestion.dedupe import WINDOW_MS, Dedupe
from amplitude_sdk.emulator.ingestion.identity import derived_device_id
from tests.emulator.calls import event, post_events, upload
from tests.emulator.conftest import WEDNESDAY

if TYPE_CHECKING:
    from pathlib import Path


def test_a_repetition_is_accepted_and_ignored(emulator: Emulator, http: httpx.Client) -> None:
    sent = event(device_id="device-1", insert_id="a")
    assert post_events(http, sent, sent).json()["events_ingested"] == 2
    upload(http, {**sent, "event_type": "Changed"})
    assert [one["event_type"] for one in emulator.events()] == ["Play Song"]


def test_another_device_and_another_project_are_no_repetition(
    emulator: Emulator, http: httpx.Client
) -> None:
    upload(http, event(device_id="device-1", insert_id="a"))
    upload(http, event(device_id="device-2", insert_id="a"))
    upload(http, event(device_id="device-1", insert_id="a"), api_key="key-2")
    assert len(emulator.events()) == 3


def test_events_without_insert_id_are_never_repetitions(
    emulator: Emulator, http: httpx.Client
) -> None:
    upload(http, event(), event())
    assert len(emulator.events()) == 2


def test_without_device_id_the_derived_one_counts(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event(user_id="user-1", insert_id="a"))
    upload(http, event(user_id="user-2", insert_id="a"))
    upload(http, event(device_id=derived_device_id("user-1"), insert_id="a"))
    assert len(emulator.events()) == 2


def test_after_seven_days_it_is_a_new_event(emulator: Emulator, http: httpx.Client) -> None:
    sent = event(insert_id="a")
    upload(http, sent)
    emulator.advance(days=6, hours=23)
    upload(http, event(insert_id="b"), sent)
    assert len(emulator.events()) == 2
    emulator.advance(hours=1)
    upload(http, sent)
    assert len(emulator.events()) == 3


def test_the_new_event_counts_for_seven_days_of_its_own(
    emulator: Emulator, http: httpx.Client
) -> None:
    sent = event(insert_id="a")
    upload(http, sent)
    emulator.advance(days=8)
    upload(http, sent)
    emulator.advance(days=6)
    upload(http, sent)
    assert len(emulator.events()) == 2


def test_the_window_is_seven_days_to_the_millisecond(
    emulator: Emulator, http: httpx.Client
) -> None:
    sent = event(insert_id="a")
    upload(http, sent)
    emulator.clock.set(emulator.clock.now() + timedelta(milliseconds=WINDOW_MS - 1))
    upload(http, event(insert_id="b"), sent)
    assert len(emulator.events()) == 2
    emulator.clock.set(emulator.clock.now() + timedelta(milliseconds=1))
    upload(http, sent)
    assert len(emulator.events()) == 3


def test_a_refused_event_can_be_sent_again(emulator: Emulator, http: httpx.Client) -> None:
    good = event(insert_id="a")
    assert post_events(http, good, {}).status_code == 400
    upload(http, good)
    assert len(emulator.events()) == 1


def test_identifications_have_insert_ids_too(emulator: Emulator, http: httpx.Client) -> None:
    add = event("$identify", user_properties={"$add": {"logins": 1}}, insert_id="a")
    upload(http, add, add)
    assert len(emulator.events("$identify")) == 1


def test_a_restart_remembers_by_the_clock_of_the_uploads(tmp_path: Path) -> None:
    sent = event(insert_id="a")
    path = tmp_path / "kept.duckdb"
    for minute in range(2):
        with Emulator(path=path) as emulator:
            emulator.clock.set(datetime(2020, 1, 1, 12, minute, tzinfo=UTC))
            with httpx.Client(base_url=emulator.url) as http:
                upload(http, sent)
            assert len(emulator.events()) == 1


def test_device_and_insert_id_are_told_apart() -> None:
    dedupe = Dedupe()
    pairs = [("ab", "c"), ("a", "bc"), ("", "abc"), ("1 a", "b"), ("1", " ab"), ("a\0", "b")]
    assert not any(dedupe.is_repetition(*pair, 0) for pair in pairs)
    assert all(dedupe.is_repetition(*pair, 0) for pair in pairs)


def test_what_is_out_of_the_window_leaves_the_memory_and_nothing_else_does() -> None:
    dedupe = Dedupe()
    day = WINDOW_MS // DEDUPE_DAYS
    for number in range(30):
        assert not dedupe.is_repetition("device", str(number), number * day)
    assert len(dedupe._uploads) <= DEDUPE_DAYS + 1
    kept = range(30 - DEDUPE_DAYS, 30)
    assert all(dedupe.is_repetition("device", str(number), 29 * day) for number in kept)
    assert not dedupe.is_repetition("device", "0", 29 * day)


def test_a_file_keeps_what_was_stored_after_the_clock_was_set_back(tmp_path: Path) -> None:
    path, sent = tmp_path / "kept.duckdb", event(insert_id="b")
    with Emulator(path=path, clock=Clock(WEDNESDAY)) as emulator:
        emulator.advance(days=30)
        emulator.seed([event(insert_id="a")], api_key="key-1")
        emulator.clock.reset()
        emulator.seed([sent], api_key="key-1")
    with Emulator(path=path, clock=Clock(WEDNESDAY)) as emulator:
        assert emulator.seed([sent]).stored == 0
