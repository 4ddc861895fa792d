"""Makes requests of the bytes that arrive on a connection."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, NamedTuple

import httptools

from amplitude_sdk.emulator.messages import Request

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_LINES_BYTES: Final = 64 * 1024
"""How long the lines of a request may be, its body left out; servers commonly take 8 to 64 KiB."""

_CONTINUE: Final = b"HTTP/1.1 100 Continue\r\n\r\n"


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
        self._unfinished_bytes = 0
        self.problem: HTTPStatus | None = None
        """Why nothing more can be read, once it cannot: what arrived is no HTTP, or too long."""

    @property
    def is_inside(self) -> bool:
        """Whether a request has begun that has not arrived as a whole."""
        return self._message.is_inside

    def read(self, data: bytes) -> list[Arrived]:
        """Return the requests that are whole with what arrived."""
        message = self._message
        left = data
        while left and not message.is_too_long:
            message.has_moved = False
            try:
                message.parser.feed_data(left)
            except httptools.HttpParserUpgrade as upgrade:
                # Another protocol was asked for; the parser leaves the rest, body and all, to that.
                left = message.declined() + left[upgrade.args[0] :]
                continue
            except httptools.HttpParserError:
                self.problem = HTTPStatus.BAD_REQUEST
            # A line that has no end yet is kept by the parser, which tells nothing of it.
            self._unfinished_bytes = 0 if message.has_moved else self._unfinished_bytes + len(left)
            left = b""
        message.is_too_long |= self._unfinished_bytes > _MOST_LINES_BYTES
        if message.is_too_long:
            self.problem = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        return message.taken()

    def take_interim(self) -> bytes:
        """Return what the client waits for before it sends a body."""
        interim, self._message.interim = self._message.interim, b""
        return interim

    def close(self) -> None:
        """Let go of the parser, which refers to what it calls."""
        del self._message.parser


class _Message:
    """The request that is arriving, and those that have arrived. The parser calls its `on_` methods."""

    def __init__(self, most_bytes: Callable[[str], int], client: str) -> None:
        self._most_bytes = most_bytes
        self._client = client
        self._arrived: list[Arrived] = []
        self._body: list[bytes] = []
        self.has_moved = self.is_inside = False
        self.interim = b""
        self.is_too_long = False
        """Whether the lines of a request are longer than is taken: it is the last that is read."""
        self._lines_bytes = 0
        self.parser = self._new_parser()

    def taken(self) -> list[Arrived]:
        """Return what has arrived since the last time."""
        arrived, self._arrived = self._arrived, []
        return arrived

    def declined(self) -> bytes:
        """Return what has to be read again, by a new parser, to be a request of this protocol."""
        method, version = self.parser.get_method(), self.parser.get_http_version()
        self.parser = self._new_parser()
        kept = [(name, value) for name, value in self._fields if name.lower() != b"upgrade"]
        is_nameless = len(kept) == len(self._fields)  # CONNECT, which is answered as it is
        if is_nameless or self.is_too_long:
            return b""
        self._arrived.pop()
        fields = b"".join(name + b": " + value + b"\r\n" for name, value in kept)
        line = method + b" " + self._target + b" HTTP/" + version.encode()
        return line + b"\r\n" + fields + b"\r\n"

    def on_message_begin(self) -> None:
        self.has_moved = self.is_inside = self._in_head = True
        self._lines_bytes = self._size = 0
        self._target = b""
        self._fields: list[tuple[bytes, bytes]] = []

    def on_url(self, part: bytes) -> None:
        self.has_moved = True
        self._target += part
        self._took_of_lines(len(part))

    def on_header(self, name: bytes, value: bytes) -> None:
        self.has_moved = True
        self._took_of_lines(len(name) + len(value))
        if self._in_head:  # what follows a body must not change what it says
            self._fields.append((name, value))

    def on_headers_complete(self) -> None:
        self._in_head = False
        self._headers: dict[str, str] = {}
        for name, value in self._fields:
            self._headers.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
        self._path, self._query = _parts(self._target)
        self._most = self._most_bytes(self._path)
        if self._headers.get("expect", "").lower() == "100-continue" and not self._is_old():
            self.interim = _CONTINUE

    def on_body(self, part: bytes) -> None:
        self.has_moved = True
        self.interim = b""
        if self._size < self._most:
            self._body.append(part)
            self._size += len(part)

    def on_message_complete(self) -> None:
        self.has_moved, self.is_inside, self.interim = True, False, b""
        body, self._body = b"".join(self._body), []
        request = Request(
            method=self.parser.get_method().decode("latin-1"),
            path=self._path,
            query=self._query,
            headers=self._headers,
            body=body,
            client=self._client,
        )
        if not self.is_too_long:
            keeps_alive = self.parser.should_keep_alive() and not self._is_old()
            self._arrived.append(Arrived(request, keeps_alive))

    def _took_of_lines(self, size: int) -> None:
        self._lines_bytes += size
        self.is_too_long |= self._lines_bytes > _MOST_LINES_BYTES

    def _is_old(self) -> bool:
        """Whether it is HTTP/1.0, which has to be asked to keep a connection and knows no 100."""
        return self.parser.get_http_version() == "1.0"

    def _new_parser(self) -> httptools.HttpRequestParser:
        parser = httptools.HttpRequestParser(self)
        # What follows a last request is nobody's, not a reason to refuse that.
        parser.set_dangerous_leniencies(lenient_data_after_close=True)
        return parser


def _parts(target: bytes) -> tuple[str, str]:
    """Return path and query of a request's target, which names the host when it is for a proxy."""
    path, _, query = target.partition(b"#")[0].partition(b"?")
    if not target.startswith(b"/"):
        with suppress(httptools.HttpParserInvalidURLError):
            url = httptools.parse_url(target)
            if url.schema:
                path, query = url.path or b"/", url.query or b""
    return path.decode("latin-1"), query.decode("latin-1")
