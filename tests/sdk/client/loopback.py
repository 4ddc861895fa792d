"""A server on this machine that answers queries five at a time, and remembers how many it had."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 60.0
"""Seconds, real ones, after which a test has hung."""


class Counting(ThreadingHTTPServer):
    """Answers when `together` requests are there; fewer at a time never get an answer."""

    daemon_threads = True
    request_queue_size = 100

    def __init__(self, together: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.meeting = threading.Barrier(together)
        self.changed = threading.Condition()
        self.now = self.most = self.total = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def until_there_were(self, number: int) -> None:
        """Return when so many requests have come."""
        with self.changed:
            assert self.changed.wait_for(lambda: self.total == number, PATIENCE)

    def handle_error(self, _request: Any, _client_address: Any) -> None:
        """A client that went away is part of some tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Counting

    def do_GET(self) -> None:
        """Count the request while it is here."""
        with self.server.changed:
            self.server.now += 1
            self.server.total += 1
            self.server.most = max(self.server.most, self.server.now)
            self.server.changed.notify_all()
        try:
            self.server.meeting.wait(PATIENCE)
        finally:
            with self.server.changed:
                self.server.now -= 1
        body = b'{"data": {}}'
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name there
        """Say nothing."""


@contextmanager
def counting(together: int) -> Iterator[Counting]:
    """Run a server in a thread."""
    with Counting(together) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.meeting.abort()
            server.shutdown()
            thread.join()
