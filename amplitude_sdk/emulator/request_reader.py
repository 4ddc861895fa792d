"""Makes requests of the bytes that arrive on a connection."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final, NamedTuple

import httptools

from amplitude_sdk.emulator.messages import Request

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_HEAD_BYTES: Final = 64 * 1024
"""How long the lines before a body may be; servers commonly take 8 to 64 KiB."""


class Arrived(NamedTuple):
    """A whole request, and whether its connection stays open for the next one."""

    request: Request
    keeps_alive: bool


class RequestReader:
    """Reads the requests of one connection.

    `most_bytes` returns, by the path, what a body has fewer bytes than; of a longer one only as much
    is kept as shows that it is too long.
    """

    def __init__(self, most_bytes: Callable[[str], int], client: str) -> None:
        self._message = _Message(most_bytes, client)
        self._parser = self._message.parser()
        self._head_bytes = 0
        self.problem: HTTPStatus | None = None
        """Why nothing more can be read, once it cannot: what arrived is no HTTP, or too long."""

    @property
    def is_awaited(self) -> bool:
        """Whether the client waits for `100 Continue` before it sends a body."""
        return self._message.is_awaited

    def read(self, data: bytes) -> list[Arrived]:
        """Return the requests that are whole with what arrived."""
        message = self._message
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            # Another protocol was asked for, and the parser leaves the rest, body and all, to that.
            self._parser = message.parser()
            return self.read(message.declined() + data[upgrade.args[0] :])
        except httptools.HttpParserError:
            self.problem = HTTPStatus.BAD_REQUEST
        self._head_bytes = self._head_bytes + len(data) if message.in_head else 0
        if self._head_bytes > _MOST_HEAD_BYTES:
            self.problem = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        return message.taken()


class _Message:
    """The request that is arriving, and those that have arrived. The parser calls its `on_` methods."""

    def __init__(self, most_bytes: Callable[[str], int], client: str) -> None:
        self._most_bytes = most_bytes
        self._client = client
        self._arrived: list[Arrived] = []
        self.in_head = False
        self.is_awaited = False

    def parser(self) -> httptools.HttpRequestParser:
        """Return a new parser, for requests that begin with its first byte."""
        self._parser = httptools.HttpRequestParser(self)
        # What follows a last request is nobody's, not a reason to refuse that.
        self._parser.set_dangerous_leniencies(lenient_data_after_close=True)
        return self._parser

    def declined(self) -> bytes:
        """Return what has to be read again, so that it is a request of this protocol."""
        if self._headers.pop("upgrade", None) is None:  # CONNECT asks for one without a name
            return b""
        method = self._arrived.pop().request.method
        headers = "".join(f"{name}: {value}\r\n" for name, value in self._headers.items())
        line = f"{method} {self._target.decode('latin-1')} HTTP/1.1\r\n"
        return f"{line}{headers}\r\n".encode("latin-1")

    def taken(self) -> list[Arrived]:
        """Return what has arrived since the last time."""
        arrived, self._arrived = self._arrived, []
        return arrived

    def on_message_begin(self) -> None:
        self.in_head = True
        self._target = b""
        self._headers: dict[str, str] = {}
        self._body: list[bytes] = []
        self._size = 0

    def on_url(self, part: bytes) -> None:
        self._target += part

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))

    def on_headers_complete(self) -> None:
        self.in_head = False
        self._path, self._query = _parts(self._target)
        self._most = self._most_bytes(self._path)
        self.is_awaited = self._headers.get("expect", "").lower() == "100-continue"

    def on_body(self, part: bytes) -> None:
        self.is_awaited = False
        if self._size < self._most:
            self._body.append(part)
            self._size += len(part)

    def on_message_complete(self) -> None:
        self.is_awaited = False
        request = Request(
            method=self._parser.get_method().decode("latin-1"),
            path=self._path,
            query=self._query,
            headers=self._headers,
            body=b"".join(self._body),
            client=self._client,
        )
        is_old = self._parser.get_http_version() == "1.0"  # which has to be told what is kept
        self._arrived.append(Arrived(request, self._parser.should_keep_alive() and not is_old))


def _parts(target: bytes) -> tuple[str, str]:
    """Return path and query of a request's target, which names the host when it is for a proxy."""
    if not target.startswith(b"/") and b"://" in target:
        host_and_path = target.partition(b"://")[2]
        target = b"/" + host_and_path.partition(b"/")[2]
    path, _, query = target.decode("latin-1").partition("?")
    return path, query
