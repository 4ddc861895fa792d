"""A server that answers the one question at once: `python -m benchmarks.queries.server`.

A process of its own. It writes its port, serves until a line (or the end) of standard input, and
then writes what it received. What it does for a request is as little as can be: the less time it
takes itself, the more a difference between its clients shows.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
from base64 import b64encode
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Final

from benchmarks.queries.question import KEY_PAIR, REPLY, asks

__all__ = ["Asked", "reply_to", "serve"]

_HEAD_END: Final = b"\r\n\r\n"
_AUTHORIZATION: Final = b"Basic " + b64encode(":".join(KEY_PAIR).encode())


@dataclass(slots=True)
class Asked:
    """What arrived.

    Attributes:
        questions: how often the question was asked.
        refused: how many requests were something else, or without the right credentials.
    """

    connections: int = 0
    questions: int = 0
    refused: int = 0


@lru_cache(maxsize=64)
def reply_to(head: bytes) -> tuple[bool, bytes]:
    """Whether the head of a request asks the question, and what it is answered with.

    A client asks with the same bytes again and again: they are read once.
    """
    first, *lines = head.removesuffix(_HEAD_END).split(b"\r\n")
    pairs = (line.split(b":", 1) for line in lines)
    headers = {name.strip().lower(): value.strip() for name, value in pairs}
    method, target, _ = first.decode("ascii").split(" ")
    if method == "GET" and asks(target) and headers.get(b"authorization") == _AUTHORIZATION:
        return True, _response(b"200 OK", REPLY)
    return False, _response(b"400 Bad Request", b'{"error":"another question was expected"}')


def _response(status: bytes, body: bytes) -> bytes:
    return (
        b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n"
        b"Date: Sun, 01 Mar 2026 12:00:00 GMT\r\nServer: benchmark\r\n\r\n%b"
    ) % (status, len(body), body)


def _answer(connection: socket.socket, seen: Asked) -> None:
    """Serve one connection until its client is gone."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    head = b""
    with connection:
        while received := connection.recv(65536):
            head += received
            if head.endswith(_HEAD_END):
                is_asked, response = reply_to(head)
                head = b""
                seen.questions += is_asked
                seen.refused += not is_asked
                connection.sendall(response)


def _accept(listener: socket.socket, every: list[Asked]) -> None:
    while True:
        connection, _ = listener.accept()
        every.append(Asked(connections=1))
        threading.Thread(target=_answer, args=(connection, every[-1]), daemon=True).start()


def _total(every: list[Asked]) -> Asked:
    return Asked(
        connections=sum(each.connections for each in every),
        questions=sum(each.questions for each in every),
        refused=sum(each.refused for each in every),
    )


def serve() -> None:
    """Run between the two messages on standard output."""
    every: list[Asked] = []
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        threading.Thread(target=_accept, args=(listener, every), daemon=True).start()
        print(listener.getsockname()[1], flush=True)
        sys.stdin.readline()
    print(json.dumps(asdict(_total(every))), flush=True)


if __name__ == "__main__":
    serve()
