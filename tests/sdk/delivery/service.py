"""The service on a real socket: stores what arrives and answers as a test says, when it says."""

from __future__ import annotations

import json
import threading
from collections import Counter, deque
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "a1b2c3d4e5f60718293a4b5c6d7e8f90"
PATIENCE = 60.0  # seconds until a test is given up; none waits so long when all is well


class Answer(NamedTuple):
    """What the service says to one request."""

    status: int = 200
    members: dict[str, Any] | None = None
    retry_after: int | None = None
    keeps: bool = True


UNAVAILABLE = Answer(503, {"code": 503})
WRONG_KEY = Answer(400, {"code": 400, "error": "Invalid API key: ..."})


def throttled(user: str) -> Answer:
    """No more events of this user for a second; the first event of the request was one."""
    members = {
        "code": 429,
        "error": "Too many requests for some devices and users",
        "eps_threshold": 30,
        "throttled_users": {user: 31},
        "throttled_devices": {},
        "throttled_events": [0],
    }
    return Answer(429, members, retry_after=1)


class Service:
    """Answers requests by `answers`, one each, then by 200; while it is paused, by nothing.

    Attributes:
        answers: what it says to the next requests.
        stored: the events that arrived, each once however many copies came.
        copies: how many copies of an event came, by its insert_id.
    """

    def __init__(self) -> None:
        self.answers: deque[Answer] = deque()
        self.stored: list[dict[str, Any]] = []
        self.copies = Counter[str]()
        self._seen = threading.Condition()
        self._requests = self._connections = 0
        self._goes_on = threading.Event()
        self._goes_on.set()
        self._server = _Server(self)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def requests(self) -> int:
        return self._requests

    @property
    def names(self) -> list[str]:
        """The types of the stored events, in the order of arrival."""
        return [event["event_type"] for event in self.stored]

    def pause(self) -> None:
        """Take requests and let them wait for an answer."""
        self._goes_on.clear()

    def go_on(self) -> None:
        self._goes_on.set()

    def wait_for_requests(self, number: int) -> None:
        """Wait until so many requests have come, answered or not."""
        with self._seen:
            assert self._seen.wait_for(lambda: self._requests >= number, PATIENCE)

    def wait_for_events(self, number: int) -> None:
        """Wait until so many events are stored."""
        with self._seen:
            assert self._seen.wait_for(lambda: len(self.stored) >= number, PATIENCE)

    def answer(self, body: dict[str, Any]) -> Answer:
        with self._seen:
            self._requests += 1
            self._seen.notify_all()
        assert self._goes_on.wait(PATIENCE)
        with self._seen:
            answer = self.answers.popleft() if self.answers else Answer()
            if answer.status == 200:
                self._store(body["events"])
            self._seen.notify_all()
        counted = {"code": 200, "events_ingested": len(body["events"])}
        return answer._replace(members=answer.members or counted)

    def wait_for_no_connection(self) -> None:
        """Wait until all clients have closed their connections."""
        with self._seen:
            assert self._seen.wait_for(lambda: self._connections == 0, PATIENCE)

    def count_connection(self, change: int) -> None:
        with self._seen:
            self._connections += change
            self._seen.notify_all()

    def _store(self, events: list[dict[str, Any]]) -> None:
        for event in events:
            self.copies[event["insert_id"]] += 1
            if self.copies[event["insert_id"]] == 1:
                self.stored.append(event)

    def close(self) -> None:
        self.go_on()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # closing joins them: a connection that nobody closes fails the test

    def __init__(self, service: Service) -> None:
        self.service = service
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = PATIENCE  # of a connection that nobody closes
    server: _Server

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if len(body) < length:  # the client has been closed meanwhile
            self.close_connection = True
            return
        answer = self.server.service.answer(json.loads(body))
        content = json.dumps(answer.members).encode()
        self.send_response(answer.status)
        self.send_header("Content-Length", str(len(content)))
        if answer.retry_after is not None:
            self.send_header("Retry-After", str(answer.retry_after))
        if not answer.keeps:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)

    def handle(self) -> None:
        self.server.service.count_connection(+1)
        try:
            super().handle()
        except (ConnectionError, BrokenPipeError):
            self.close_connection = True
        self.server.service.count_connection(-1)

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Service]:
    service = Service()
    try:
        yield service
    finally:
        service.close()
