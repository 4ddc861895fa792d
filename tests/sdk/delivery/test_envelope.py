"""Requests around encoded events: bytes are counted exactly."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

from amplitude_api import facts
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk.delivery.entries import size_of
from amplitude_sdk.delivery.envelope import UPLOAD, Envelope
from tests.sdk.clients import event
from tests.strategies import credential_texts

if TYPE_CHECKING:
    from amplitude_sdk.delivery.entries import Entry

URL = "https://api2.amplitude.com/2/httpapi"


def entry(members: dict[str, Any]) -> Entry:
    return 1, json.dumps(members, ensure_ascii=False).encode(), ()


def test_a_request_holds_key_options_and_events_in_order() -> None:
    entries = [entry(event(insert_id=str(n))) for n in range(3)]
    request = Envelope(URL, "key-1", min_id_length=2, timeout=5).request(entries)
    assert json.loads(request.content or b"") == {
        "api_key": "key-1",
        "options": {"min_id_length": 2},
        "events": [event(insert_id=str(n)) for n in range(3)],
    }
    assert (request.url, request.timeout, request.operation) == (URL, 5, UPLOAD)
    assert request.headers == {"content-type": "application/json"}


def test_options_are_left_out_when_there_are_none() -> None:
    content = Envelope(URL, "key-1").request([entry(event())]).content
    assert set(json.loads(content or b"")) == {"api_key", "events"}


@given(
    credential_texts,
    st.none() | st.integers(1, 99),
    st.lists(st.text(st.characters(codec="utf-8"), max_size=40), min_size=1, max_size=5),
)
def test_the_room_left_is_exact_to_the_byte(key: str, least: int | None, texts: list[str]) -> None:
    envelope = Envelope(URL, key, min_id_length=least)
    entries = [entry(event(city=text)) for text in texts]
    content = envelope.request(entries).content or b""
    used = size_of(entries) + len(entries) - 1
    assert len(content) == facts.MAX_REQUEST_BYTES - 1 - envelope.room + used


def test_a_full_request_stays_just_below_the_limit() -> None:
    envelope = Envelope(URL, "key-1")
    filler = (1, b'"' + b"x" * (envelope.room - 2) + b'"', ())
    content = envelope.request([filler]).content or b""
    assert len(content) == facts.MAX_REQUEST_BYTES - 1
    assert json.loads(content)


def test_a_compressed_request_says_so_and_means_the_same() -> None:
    entries = [entry(event(insert_id="x"))]
    plain = Envelope(URL, "key-1").request(entries)
    packed = Envelope(URL, "key-1", compress=True).request(entries)
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.content or b"") == plain.content
    mtime = (packed.content or b"")[4:8]
    assert mtime == bytes(4), "the same events are the same bytes at any time"


@given(credential_texts, st.integers(1000, facts.MAX_REQUEST_BYTES - 1))
def test_a_body_may_be_asked_to_be_smaller(key: str, most: int) -> None:
    envelope = Envelope(URL, key)
    filler = (1, b"1" * envelope.room_below(most), ())
    assert len(envelope.request([filler]).content or b"") == most


def test_no_wish_makes_a_body_larger_than_the_service_takes() -> None:
    envelope = Envelope(URL, "key-1")
    assert envelope.room_below(10 * facts.MAX_REQUEST_BYTES) == envelope.room


def test_nothing_shows_the_key() -> None:
    envelope = Envelope(URL, "key-1")
    assert "key-1" not in repr(envelope)
    assert "key-1" not in repr(envelope.request([entry(event())]))
