"""The requests events travel in: real bytes are counted, not guessed."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Final

import orjson
from amplitude_api import facts

from amplitude_sdk.transport.messages import Request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amplitude_sdk.delivery.entries import Entry

__all__ = ["UPLOAD", "Envelope"]

UPLOAD: Final = facts.OPERATIONS["uploadEvents"]


class Envelope:
    """Builds request bodies around encoded events, counting real bytes."""

    __slots__ = ("_gzip", "_head", "_timeout", "_url")

    def __init__(
        self,
        url: str,
        api_key: str,
        *,
        min_id_length: int | None = None,
        compress: bool = False,
        timeout: float | None = None,
    ) -> None:
        head: dict[str, object] = {"api_key": api_key}
        if min_id_length is not None:
            head["options"] = {"min_id_length": min_id_length}
        self._head = orjson.dumps(head)[:-1] + b',"events":['
        self._url, self._gzip, self._timeout = url, compress, timeout

    @property
    def room(self) -> int:
        """Bytes left for events and the commas between them; the body stays below the limit."""
        return self.room_below(None)

    def room_below(self, most_bytes: int | None) -> int:
        """The same when a body is to have at most so many bytes."""
        limit = facts.MAX_REQUEST_BYTES - 1
        return min(limit, most_bytes or limit) - len(self._head) - len(b"]}")

    @property
    def address(self) -> Request:
        """A request without a body: where all of them go."""
        return Request(UPLOAD, self._url)

    def request(self, entries: Sequence[Entry]) -> Request:
        """Put events into a request."""
        events = [data for _, data, _ in entries]
        events[0] = self._head + events[0]  # one large copy instead of three
        events[-1] += b"]}"
        content = b",".join(events)
        headers = {"content-type": "application/json"}
        if self._gzip:
            content = gzip.compress(content, compresslevel=1, mtime=0)
            headers["content-encoding"] = "gzip"
        return Request(UPLOAD, self._url, content, headers, self._timeout)
