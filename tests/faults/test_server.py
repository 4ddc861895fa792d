"""The fault server in a process of its own."""

from __future__ import annotations

import http.client
import socket
from contextlib import closing

import pytest

from faults.behaviours import Outage
from faults.replies import html
from faults.server import FaultServer
from faults.service import PATH
from tests.faults.talking import body_of


def status(port: int) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("POST", PATH, body_of(1))
        reply = connection.getresponse()
        reply.read()
        return reply.status


def test_its_handle_opens_heals_asks_and_ends_it() -> None:
    with FaultServer(Outage(html(503, "Down")), listening=False) as server:
        port = int(server.url.rpartition(":")[2])
        with pytest.raises(ConnectionRefusedError):
            status(port)
        server.listen()
        ill = status(port)
        server.heal()
        well = status(port)
        snapshot = server.snapshot()

    assert (ill, well) == (503, 200)
    assert (snapshot.requests, snapshot.stored) == (2, [(1, "user-001")])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)
