"""The event that every case sends."""

from __future__ import annotations

from urllib.parse import urlencode

import orjson

from benchmarks.ingestion.event import DEVICES, MARK, POOL, USERS, event, properties


def test_it_has_eight_properties_of_every_scalar_type() -> None:
    assert len(properties(7)) == 8
    assert {type(value) for value in properties(7).values()} == {int, float, str, bool}


def test_it_has_the_size_of_a_usual_event() -> None:
    size = len(orjson.dumps(event(99_999, "8f14e45f-ceea-467f-a9d3-000000000000")))
    assert 300 < size < 400


def test_every_event_has_properties_of_its_own() -> None:
    assert properties(1) is not properties(1)
    assert properties(1) != properties(2)


def test_users_and_devices_take_turns() -> None:
    assert len(set(USERS)) == len(set(DEVICES)) == POOL
    assert event(POOL + 3, "id")["user_id"] == event(3, "id")["user_id"] == USERS[3]


def test_the_mark_stands_once_in_json_and_in_a_form() -> None:
    data = orjson.dumps(event(0, "id"))
    assert data.count(MARK) == 1
    assert urlencode({"data": data}).encode().count(MARK) == 1
