from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow.parquet
import pytest

from amplitude_sdk.emulator import stored_events
from tests.emulator.calls import event, upload

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

    from amplitude_sdk.emulator import Emulator

EVENTS = [
    event("A", event_properties={"genre": ["rock"], "ä": None}, unknown={"a": 1}),
    event("$identify", user_properties={"$set": {"plan": "pro"}}),
    event("B", price=2.5, quantity=2),
]


def test_lines_are_the_events_in_the_order_they_arrived(
    emulator: Emulator, http: httpx.Client, tmp_path: Path
) -> None:
    upload(http, *EVENTS)
    assert emulator.export(tmp_path / "events.jsonl") == 3
    lines = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text().splitlines()]
    assert [one["event_type"] for one in lines] == ["A", "$identify", "B"]
    assert [lines[0], lines[2]] == emulator.events()


def test_an_exported_file_can_be_seeded(
    emulator: Emulator, http: httpx.Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored_events, "_PAGE", 2)
    upload(http, *EVENTS)
    before = emulator.events(), emulator.user_properties(user_id="user-1")
    emulator.export(tmp_path / "events.jsonl")
    emulator.reset()
    emulator.seed(tmp_path / "events.jsonl", api_key="key-1")
    assert (emulator.events(), emulator.user_properties(user_id="user-1")) == before


def test_parquet_has_a_column_for_each_member(
    emulator: Emulator, http: httpx.Client, tmp_path: Path
) -> None:
    upload(http, *EVENTS)
    path = tmp_path / "it's here.parquet"
    assert emulator.export(path) == 3
    rows = pyarrow.parquet.read_table(path).to_pylist()
    assert [one["event_type"] for one in rows] == ["A", "$identify", "B"]
    assert rows[2]["revenue"] == 5.0
    assert json.loads(rows[0]["event_properties"]) == {"genre": ["rock"], "ä": None}


@pytest.mark.parametrize("format_", ["jsonl", "parquet"])
def test_one_project_can_be_exported(
    emulator: Emulator, http: httpx.Client, tmp_path: Path, format_: Any
) -> None:
    upload(http, event(), event())
    upload(http, event(), api_key="key-2")
    path = tmp_path / "events"
    assert emulator.export(path, format=format_, api_key="key-2") == 1
    assert emulator.export(path, format=format_) == 3


def test_the_format_must_be_known(emulator: Emulator, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"jsonl, parquet, which the name 'events\.csv' does not"):
        emulator.export(tmp_path / "events.csv")
    other: Any = "csv"
    with pytest.raises(ValueError, match="jsonl, parquet, not 'csv'"):
        emulator.export(tmp_path / "events.jsonl", format=other)


def test_a_key_that_never_sent_anything_has_no_file_and_becomes_no_project(
    emulator: Emulator, http: httpx.Client, tmp_path: Path
) -> None:
    upload(http, event())
    with pytest.raises(ValueError, match="nothing was stored with this API key"):
        emulator.export(tmp_path / "events.jsonl", api_key="mistyped")
    emulator.seed([event()])
