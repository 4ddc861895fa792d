"""Nothing that can be sent makes the emulator fail."""

from __future__ import annotations

import json
import socket
import tracemalloc
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
import pytest
from amplitude_api.facts import OPERATIONS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amplitude_sdk.emulator.messages import Request
from tests.emulator.calls import API_KEY, event

if TYPE_CHECKING:
    from amplitude_sdk.emulator import Emulator

PATHS = sorted({operation.path for operation in OPERATIONS.values()})
AUTHORIZATION = {"authorization": "Basic a2V5LTE6c2VjcmV0"}

json_values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(),
    ),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=10,
)
member_names = st.sampled_from(
    [
        "user_id",
        "device_id",
        "event_type",
        "time",
        "price",
        "quantity",
        "revenue",
        "groups",
        "language",
        "session_id",
        "plan",
        "event_properties",
        "user_properties",
        "insert_id",
    ]
)
odd_events = st.dictionaries(st.one_of(member_names, st.text()), json_values, max_size=6).map(
    lambda members: {**event(), **members}
)

relaxed = settings(
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def answer(emulator: Emulator, request: Request) -> int:
    status = emulator.core.handle(request).status
    assert status < 500
    return status


@relaxed
@given(body=st.binary(), headers=st.dictionaries(st.text(), st.text(), max_size=2))
def test_any_bytes_can_be_uploaded(
    emulator: Emulator, body: bytes, headers: dict[str, str]
) -> None:
    assert answer(emulator, Request("POST", "/2/httpapi", headers=headers, body=body)) == 400
    gzip = {"content-encoding": "gzip"}
    assert answer(emulator, Request("POST", "/2/httpapi", headers=gzip, body=body)) == 400


@relaxed
@given(events=st.lists(odd_events, min_size=1, max_size=5))
def test_any_json_can_be_an_event(emulator: Emulator, events: list[dict[str, Any]]) -> None:
    body = json.dumps({"api_key": API_KEY, "events": events}).encode()
    emulator.reset()
    status = answer(emulator, Request("POST", "/2/httpapi", body=body))
    stored = len(emulator.events()) + len(emulator.events("$identify"))
    assert status in {200, 400}
    assert (status == 200) == (stored > 0)


@relaxed
@given(
    path=st.sampled_from(PATHS),
    argument=st.one_of(st.text(min_size=1), st.sampled_from(["%", "%ff", "%2F", "1"])),
    method=st.sampled_from(["GET", "POST", "PUT", "DELETE", "PATCH", "TRACE", "\x00"]),
    query=st.one_of(st.text(), st.sampled_from(["%", "%ff=1", "s=[&s=", "e=%00", "=&=&&"])),
    body=st.one_of(st.binary(), json_values.map(lambda value: json.dumps(value).encode())),
)
def test_any_request_can_be_sent(
    emulator: Emulator, path: str, argument: str, method: str, query: str, body: bytes
) -> None:
    for name in ("category_id", "annotation_id", "chart_id"):
        path = path.replace(f"{{{name}}}", argument)
    answer(emulator, Request(method, path, query, AUTHORIZATION, body))


@relaxed
@given(
    e=json_values,
    segment=json_values,
    texts=st.fixed_dictionaries(
        {}, optional={name: st.text() for name in ("m", "n", "i", "g", "g2", "limit", "formula")}
    ),
)
def test_anything_can_be_asked(
    emulator: Emulator, e: Any, segment: Any, texts: dict[str, str]
) -> None:
    asked = {"start": "20260301", "end": "20260302", **texts}
    query = httpx.QueryParams({**asked, "e": json.dumps(e), "s": json.dumps(segment)})
    answer(emulator, Request("GET", "/api/2/events/segmentation", str(query), AUTHORIZATION))


@relaxed
@given(
    name=st.text(),
    type_=st.sampled_from(["event", "user"]),
    prefix=st.sampled_from(["", "gp:", "$"]),
    operator=st.sampled_from(["is", "contains", "less", "greater or equal", "set is not"]),
    values=st.lists(st.text(), max_size=3),
)
def test_any_property_can_be_compared_with_anything(
    emulator: Emulator, name: str, type_: str, prefix: str, operator: str, values: list[str]
) -> None:
    part = {
        "subprop_type": type_,
        "subprop_key": prefix + name,
        "subprop_op": operator,
        "subprop_value": values,
    }
    group_by = [{"type": type_, "value": prefix + name}]
    e = json.dumps({"event_type": "_all", "filters": [part], "group_by": group_by})
    query = str(httpx.QueryParams({"start": "20260301", "end": "20260302", "e": e}))
    sent = {"api_key": API_KEY, "events": [event(event_properties={name: values})]}
    answer(emulator, Request("POST", "/2/httpapi", body=json.dumps(sent).encode()))
    request = Request("GET", "/api/2/events/segmentation", query, AUTHORIZATION)
    assert answer(emulator, request) in (
        {200} if prefix == "gp:" or type_ == "event" else {200, 400}
    )


@pytest.mark.parametrize("path", ["/2/httpapi", "/api/3/annotations", "/nothing"])
def test_a_body_without_end_takes_little_memory(http: httpx.Client, path: str) -> None:
    tracemalloc.start()
    try:
        response = http.post(path, content=(b"x" * 100_000 for _ in range(300)))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert response.status_code in {404, 413}
    assert peak < 10_000_000


@pytest.mark.parametrize(
    "raw",
    [
        b"GET /api/2/usersearch?user=%FF%00%zz HTTP/1.1\r\n",
        b"GET /api/3/annotations/%ff%fe HTTP/1.1\r\n",
        b"GET /api/3/annotations?start=\xff\xfe HTTP/1.1\r\n",
        b"GET //api/2/events/list HTTP/1.1\r\n",
        b"BREW /2/httpapi HTTP/1.1\r\n",
        b"GET /\x00 HTTP/1.1\r\n",
        b"\xff\xff\xff\xff\r\n",
    ],
)
def test_odd_bytes_on_the_socket_are_a_4xx(emulator: Emulator, raw: bytes) -> None:
    address = urlsplit(emulator.url)
    assert address.hostname is not None
    headers = b"host: x\r\nauthorization: Basic a2V5LTE6c2VjcmV0\r\nconnection: close\r\n\r\n"
    with socket.create_connection((address.hostname, address.port or 0)) as connection:
        connection.sendall(raw + headers)
        received = connection.makefile("rb").read()
    assert received.startswith((b"HTTP/1.1 400", b"HTTP/1.1 404", b"HTTP/1.1 405"))
    assert b"Traceback" not in received
