"""Requests as they stand on a real socket of this machine."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import httpx
from amplitude_api import facts

from tests.sdk import servers
from tests.sdk.bundles import examples
from tests.sdk.clients import Service, call

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator

Pairs = list[tuple[str, Any]]

REPLIES = {each.operation: json.dumps(each.value).encode() for each in examples("200")}


class Sent:
    """A request as it stood on the socket."""

    def __init__(self, raw: bytes) -> None:
        head, _, self.content = raw.partition(b"\r\n\r\n")
        self.method, target, _ = head.split(b"\r\n")[0].decode("ascii").split(" ")
        self.path, _, self.query = target.partition("?")

    @property
    def pairs(self) -> Pairs:
        """The query, decoded as the service does: a plus is a space."""
        return parse_qsl(self.query, keep_blank_values=True, strict_parsing=bool(self.query))

    @property
    def body(self) -> dict[str, Any]:
        return json.loads(self.content)


class Recorder:
    """A server on a loopback port that answers an operation with an example of the specs."""

    def __init__(self) -> None:
        self._reply = b""

    @contextmanager
    def listening(self) -> Iterator[Recorder]:
        """Listen for the length of some tests."""
        with servers.misbehaving(self._answer) as self._server:
            yield self

    def sent(self, operation: str, use: Callable[[Any], Any], colour: str = "sync") -> Sent:
        """Make a call of an operation and return the one request that arrived."""
        self._reply = REPLIES[operation]
        before = len(self._server.requests)
        kind = httpx.HTTPTransport if colour == "sync" else httpx.AsyncHTTPTransport
        call(colour, Service(), use, transport=kind(verify=False), base_url=self._server.url)
        (raw,) = self._server.requests[before:]
        return Sent(raw)

    def _answer(self, connection: socket.socket) -> None:
        servers.answers("200 OK", self._reply)(connection)


def decoded(operation: str, pairs: Pairs) -> dict[str, list[Any]]:
    """The values by name, in the order they came; JSON texts as what they carry."""
    carried = {each.name for each in facts.OPERATIONS[operation].parameters if each.json}
    values: dict[str, list[Any]] = {}
    for name, text in pairs:
        values.setdefault(name, []).append(json.loads(text) if name in carried else text)
    return values


def check_encoding(query: str) -> None:
    """A space is `%20`, a plus `%2B`, and nothing of JSON stands bare (T-X10)."""
    assert re.fullmatch(r"(?:[A-Za-z0-9_.~=&-]|%[0-9A-F]{2})*", query)
