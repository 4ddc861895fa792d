"""What this machine can do with nothing in between."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from itertools import count, repeat, starmap
from typing import TYPE_CHECKING, Final
from uuid import uuid4

import orjson

from benchmarks.ingestion.event import DEVICES, EVENT_TYPE, POOL, USERS, event, properties
from benchmarks.ingestion.request_reader import CLAIM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.ingestion.workload import Workload

__all__ = ["inline", "inline_cheap_id", "json_dumps", "preserialised"]

_BATCH: Final = 2000


def inline(port: int, workload: Workload) -> None:
    """One thread makes, serialises and posts; insert_id as the vendor's documentation recommends."""
    _inline(port, workload, map(str, starmap(uuid4, repeat(()))))


def inline_cheap_id(port: int, workload: Workload) -> None:
    """The same with ids that cost next to nothing: a random prefix and a counter."""
    _inline(port, workload, map(f"{uuid4()}-".__add__, map(str, count())))


def preserialised(port: int, workload: Workload) -> None:
    """Bodies that are ready before the clock starts, posted one after the other."""
    events = [orjson.dumps(event(index, f"{uuid4()}")) for index in range(workload.events)]
    batches = [events[start : start + _BATCH] for start in range(0, len(events), _BATCH)]
    bodies = [(_body(batch), len(batch)) for batch in batches]
    del events, batches
    with workload.clock():
        connection = HTTPConnection("127.0.0.1", port)
        for body, size in bodies:
            _post(connection, body, size)
        connection.close()


def json_dumps(_port: int, workload: Workload) -> None:
    """The standard library's encoder on the same event, each call timed."""
    with workload.clock():
        for index in range(workload.events):
            whole = event(index, "8f14e45f-ceea-467f-a9d3-000000000000")
            workload.time_call(json.dumps, whole)


def _inline(port: int, workload: Workload, insert_ids: Iterable[str]) -> None:
    # the loop is as tight as Python allows: whatever slowed it down would flatter the others
    with workload.clock():
        connection = HTTPConnection("127.0.0.1", port)
        batch: list[bytes] = []
        for index, insert_id in zip(range(workload.events), insert_ids, strict=False):
            batch.append(
                orjson.dumps(
                    {
                        "user_id": USERS[index % POOL],
                        "device_id": DEVICES[index % POOL],
                        "event_type": EVENT_TYPE,
                        "event_properties": properties(index),
                        "insert_id": insert_id,
                    }
                )
            )
            if len(batch) == _BATCH:
                _post(connection, _body(batch), len(batch))
                batch.clear()
        if batch:
            _post(connection, _body(batch), len(batch))
        connection.close()


def _body(events: Sequence[bytes]) -> bytes:
    return b'{"api_key":"benchmark","events":[' + b",".join(events) + b"]}"


def _post(connection: HTTPConnection, body: bytes, events: int) -> None:
    headers = {"Content-Type": "application/json", CLAIM: str(events)}
    connection.request("POST", "/2/httpapi", body, headers)
    reply = connection.getresponse()
    reply.read()
    if reply.status != 200:  # noqa: PLR2004  the one status of success
        raise RuntimeError(f"the sink answered {reply.status}")
