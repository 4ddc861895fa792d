"""Requests around encoded events: bytes are counted exactly."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from amplitude_api import facts
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk.delivery.encode import Encoded, Rules, encode
from amplitude_sdk.delivery.envelope import UPLOAD, Envelope, Item
from tests.sdk.clients import event
from tests.strategies import credential_texts

URL = "https://api2.amplitude.com/2/httpapi"


def item(members: dict[str, Any], index: int = 0) -> Item:
    return Item(index, members, encode(members, Rules()))


def test_a_request_holds_key_options_and_events_in_order() -> None:
    items = [item(event(insert_id=str(n))) for n in range(3)]
    request = Envelope(URL, "key-1", min_id_length=2, timeout=5).request(items)
    assert json.loads(request.content or b"") == {
        "api_key": "key-1",
        "options": {"min_id_length": 2},
        "events": [event(insert_id=str(n)) for n in range(3)],
    }
    assert (request.url, request.timeout, request.operation) == (URL, 5, UPLOAD)
    assert request.headers == {"content-type": "application/json"}


def test_options_are_left_out_when_there_are_none() -> None:
    content = Envelope(URL, "key-1").request([item(event())]).content
    assert set(json.loads(content or b"")) == {"api_key", "events"}


@given(
    credential_texts,
    st.none() | st.integers(1, 99),
    st.lists(st.text(st.characters(codec="utf-8"), max_size=40), min_size=1, max_size=5),
)
def test_the_room_left_is_exact_to_the_byte(key: str, least: int | None, texts: list[str]) -> None:
    envelope = Envelope(URL, key, min_id_length=least)
    items = [item(event(city=text)) for text in texts]
    content = envelope.request(items).content or b""
    used = sum(len(each.encoded.data) for each in items) + len(items) - 1
    assert len(content) == facts.MAX_REQUEST_BYTES - 1 - envelope.room + used


def test_a_full_request_stays_just_below_the_limit() -> None:
    envelope = Envelope(URL, "key-1")
    filler = Item(0, {}, Encoded(b'"' + b"x" * (envelope.room - 2) + b'"', "id", "u", None))
    content = envelope.request([filler]).content or b""
    assert len(content) == facts.MAX_REQUEST_BYTES - 1
    assert json.loads(content)


def test_a_compressed_request_says_so_and_means_the_same() -> None:
    items = [item(event(insert_id="x"))]
    plain = Envelope(URL, "key-1").request(items)
    packed = Envelope(URL, "key-1", compress=True).request(items)
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.content or b"") == plain.content
    mtime = (packed.content or b"")[4:8]
    assert mtime == bytes(4), "the same events are the same bytes at any time"


@pytest.mark.parametrize(
    ("members", "keys"),
    [
        ({"user_id": "mira.holm"}, (("user", "mira.holm"),)),
        ({"user_id": None, "device_id": "device-1"}, (("device", "device-1"),)),
        ({"device_id": "mira.holm"}, (("user", "mira.holm"), ("device", "mira.holm"))),
    ],
)
def test_an_event_is_held_and_ordered_by_user_and_by_device(members: Any, keys: Any) -> None:
    assert item(event(**members)).keys == keys


def test_nothing_shows_the_key() -> None:
    envelope = Envelope(URL, "key-1")
    assert "key-1" not in repr(envelope)
    assert "key-1" not in repr(envelope.request([item(event())]))
