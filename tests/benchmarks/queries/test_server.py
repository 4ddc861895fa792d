"""The server that answers one question."""

from __future__ import annotations

from http.client import HTTPConnection
from urllib.parse import urlencode

import httpx

from benchmarks.processes import ServerProcess
from benchmarks.queries.question import KEY_PAIR, PARAMETERS, PATH, REPLY
from benchmarks.queries.server import Asked

SERVER = "benchmarks.queries.server"


def seen(server: ServerProcess) -> Asked:
    return Asked(**server.seen)


def test_the_question_is_answered_on_a_connection_that_is_kept() -> None:
    with (
        ServerProcess(SERVER) as server,
        httpx.Client(base_url=f"http://127.0.0.1:{server.port}", auth=KEY_PAIR) as client,
    ):
        for _ in range(3):
            reply = client.get(PATH, params=PARAMETERS)
            assert (reply.status_code, reply.content) == (200, REPLY)
        assert reply.json()["data"]["seriesLabels"] == [0]
    assert seen(server) == Asked(connections=1, questions=3, refused=0)


def test_anything_else_is_refused_and_counted() -> None:
    with ServerProcess(SERVER) as server:
        connection = HTTPConnection("127.0.0.1", server.port)
        for target in ("/", f"{PATH}?{urlencode(PARAMETERS)}"):
            connection.request("GET", target)
            reply = connection.getresponse()
            assert reply.status == 400
            assert b"another question" in reply.read()
        connection.close()
    assert seen(server) == Asked(connections=1, questions=0, refused=2)
