"""A proxy of this machine, and a service behind it that speaks TLS."""

from __future__ import annotations

import socket
import ssl
import threading
from base64 import b64encode
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from tests.sdk.clients import event
from tests.sdk.servers import read_request
from tests.sdk.transport.listeners import listening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import trustme

USER = "proxy-user-7f3a"
PASSWORD = "proxy-password-c0ffee-19ad"
FOUND = b'{"matches": [{"amplitude_id": 1, "user_id": "mira.holm"}], "type": "match_user_id"}'
BASIC = b64encode(f"{USER}:{PASSWORD}".encode()).decode()


@dataclass(frozen=True)
class Seen:
    """A request as a proxy sees it; headers by lower-case name."""

    method: str
    target: str
    headers: dict[str, str]

    @classmethod
    def of(cls, request: bytes) -> Seen:
        first, *lines = request.partition(b"\r\n\r\n")[0].decode().split("\r\n")
        method, target, _ = first.split(" ")
        pairs = (line.split(": ", 1) for line in lines)
        return cls(method, target, {name.lower(): value for name, value in pairs})


class Proxy:
    """Forwards requests whose target is a whole URL, and opens tunnels for CONNECT.

    Attributes:
        seen: what it was asked, in order.
    """

    def __init__(self, refusal: bytes) -> None:
        self.seen: list[Seen] = []
        self._refusal = refusal
        self._threads: list[threading.Thread] = []

    def __call__(self, connection: socket.socket, number: int) -> None:
        self._start(self._serve, connection)

    def close(self) -> None:
        """Wait for the connections to end; their clients have closed them."""
        for thread in self._threads:
            thread.join(timeout=5)

    def _start(self, work: Callable[..., None], *sockets: socket.socket) -> None:
        thread = threading.Thread(target=work, args=sockets, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _serve(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            while True:
                request = whole(client)
                seen = Seen.of(request)
                self.seen.append(seen)
                if self._refusal:
                    client.sendall(self._refusal)
                elif seen.method == "CONNECT":
                    self._tunnel(client, seen.target)
                else:
                    client.sendall(forwarded(seen, request))

    def _tunnel(self, client: socket.socket, target: str) -> None:
        host, _, port = target.rpartition(":")
        with socket.create_connection((host, int(port))) as service:
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            self._start(pump, service, client)
            pump(client, service)
            self._threads[-1].join(timeout=5)


def whole(client: socket.socket) -> bytes:
    """The next request of a connection that is kept; an OSError when there is none any more."""
    if not client.recv(1, socket.MSG_PEEK):
        raise ConnectionAbortedError
    return read_request(client)


def forwarded(seen: Seen, request: bytes) -> bytes:
    """The reply of the service itself, asked without what is between a client and its proxy."""
    url = urlsplit(seen.target)
    head, _, body = request.partition(b"\r\n\r\n")
    first, *lines = head.split(b"\r\n")
    origin = first.replace(f"{url.scheme}://{url.netloc}".encode(), b"")
    kept = [line for line in lines if not line.lower().startswith(b"proxy-")]
    with socket.create_connection((url.hostname or "", url.port or 80)) as service:
        service.sendall(b"\r\n".join([origin, *kept]) + b"\r\n\r\n" + body)
        return read_request(service)  # a reply is framed as a request is


def pump(source: socket.socket, sink: socket.socket) -> None:
    """Pass on what comes until nothing does."""
    with suppress(OSError):
        while received := source.recv(65536):
            sink.sendall(received)
        sink.shutdown(socket.SHUT_WR)


@contextmanager
def proxying(refusal: bytes = b"") -> Iterator[tuple[Proxy, str]]:
    """A proxy for the length of a test, and its URL, credentials included.

    With a refusal it answers nothing else.
    """
    proxy = Proxy(refusal)
    with listening(proxy) as listener:
        yield proxy, f"http://{USER}:{PASSWORD}@127.0.0.1:{listener.port}"
    proxy.close()


@contextmanager
def secured(authority: trustme.CA, reply: bytes) -> Iterator[tuple[list[bytes], str]]:
    """A service that speaks TLS and answers each connection once: its requests, and its URL."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    requests: list[bytes] = []

    def behave(connection: socket.socket, number: int) -> None:
        with suppress(OSError), context.wrap_socket(connection, server_side=True) as secure:
            requests.append(read_request(secure))
            head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(reply)}\r\nConnection: close\r\n\r\n"
            secure.sendall(head.encode() + reply)

    with listening(behave) as listener:
        yield requests, listener.url.replace("http:", "https:")


def holds_proxy_credentials(*shown: Any) -> list[str]:
    """Which of the credentials can be read in what is shown."""
    text = "\n".join(map(str, shown))
    return [secret for secret in (USER, PASSWORD, BASIC) if secret in text]


def search(amp: Any) -> Any:
    return amp.dashboard.user_search("mira")


def upload(amp: Any) -> Any:
    return amp.events.upload([event()])


def through(colour: str, proxy: str) -> Any:
    """A transport of httpx that uses a proxy."""
    kind = httpx.HTTPTransport if colour == "sync" else httpx.AsyncHTTPTransport
    return kind(proxy=proxy, verify=False)
