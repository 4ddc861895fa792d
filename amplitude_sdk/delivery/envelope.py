"""Events on their way, and the requests they travel in: real bytes are counted, not guessed."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import orjson
from amplitude_api import facts

from amplitude_sdk.transport.messages import Request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from amplitude_sdk.delivery.encode import Encoded

__all__ = ["UPLOAD", "Envelope", "Item"]

UPLOAD: Final = facts.OPERATIONS["uploadEvents"]


@dataclass(frozen=True, slots=True)
class Item:
    """An event on its way."""

    index: int
    event: Mapping[str, Any]
    encoded: Encoded

    @property
    def user_id(self) -> str | None:
        """Whose event it is."""
        return self.encoded.user_id

    @property
    def device_id(self) -> str | None:
        """Where it happened."""
        return self.encoded.device_id

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """What throttling and order go by."""
        given = (("user", self.user_id), ("device", self.device_id))
        return tuple((kind, value) for kind, value in given if value is not None)


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
        return facts.MAX_REQUEST_BYTES - 1 - len(self._head) - len(b"]}")

    def request(self, items: Sequence[Item]) -> Request:
        """Put events into a request."""
        content = self._head + b",".join(item.encoded.data for item in items) + b"]}"
        headers = {"content-type": "application/json"}
        if self._gzip:
            content = gzip.compress(content, compresslevel=1, mtime=0)
            headers["content-encoding"] = "gzip"
        return Request(UPLOAD, self._url, content, headers, self._timeout)
