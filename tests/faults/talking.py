"""A client that knows HTTP and nothing else."""

from __future__ import annotations

import gzip
import http.client
import json
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from faults.events import event
from faults.exchange import API_KEY
from faults.service import PATH, Service

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faults.behaviours import Behaviour

TIMEOUT = 10


@contextmanager
def serving(behaviour: Behaviour) -> Iterator[Service]:
    """The service in this process, listening."""
    service = Service(behaviour)
    service.listen_after(0)
    try:
        yield service
    finally:
        service.close()


@contextmanager
def connected(service: Service) -> Iterator[http.client.HTTPConnection]:
    """One connection to it."""
    with closing(http.client.HTTPConnection("127.0.0.1", service.port, TIMEOUT)) as connection:
        yield connection


def body_of(*numbers: int, flavour: str = "plain", every: int = 100) -> bytes:
    """A request with these events, as an SDK would send it."""
    events = [
        event(flavour, number, every=every) | {"insert_id": f"insert-{number}"}
        for number in numbers
    ]
    return json.dumps({"api_key": API_KEY, "events": events}).encode()


def post(
    connection: http.client.HTTPConnection, body: bytes, *, path: str = PATH, zipped: bool = False
) -> tuple[http.client.HTTPResponse, bytes]:
    """Send it and read the whole reply."""
    headers = {"Content-Encoding": "gzip"} if zipped else {}
    connection.request("POST", path, gzip.compress(body) if zipped else body, headers)
    reply = connection.getresponse()
    return reply, reply.read()


def answer(connection: http.client.HTTPConnection, body: bytes) -> tuple[int, dict[str, Any]]:
    """Status and decoded body of the reply."""
    reply, content = post(connection, body)
    return reply.status, json.loads(content)


def stored_numbers(service: Service) -> list[int]:
    """What the service has, in order of arrival."""
    return [number for number, _ in service.storage.snapshot().stored]
