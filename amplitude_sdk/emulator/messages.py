"""An HTTP request and its response as values, without a server."""

from __future__ import annotations

import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias
from urllib.parse import unquote_plus

from amplitude_sdk.emulator.limits import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping

GZIP: Final = 16 + zlib.MAX_WBITS
"""What tells zlib to expect gzip."""

Break: TypeAlias = Literal["reset", "truncate"]
"""How a connection ends before its time: reset instead of a response, or closed in the middle."""


@dataclass(frozen=True, slots=True)
class Request:
    """What arrived. `path` and `query` are still percent-encoded, header names are lower case.

    Its `repr` shows none of the places where keys are sent.
    """

    method: str
    path: str
    query: str = field(default="", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    body: bytes = field(default=b"", repr=False)
    client: str | None = None
    """Address of the sender."""

    @property
    def is_gzip(self) -> bool:
        """Whether the body says that it is compressed."""
        return self.headers.get("content-encoding", "").strip().lower() == "gzip"

    def texts(self) -> list[str]:
        """Return path, query and body for a person to search, as sent and decoded."""
        body = self.body
        if self.is_gzip:
            with suppress(zlib.error):  # what is no gzip is searched as it is
                body = zlib.decompressobj(GZIP).decompress(body, MOST_BYTES)
        sent = [self.path, self.query]
        return [*sent, *map(unquote_plus, sent), body.decode(errors="replace")]


@dataclass(frozen=True, slots=True)
class Response:
    """What is sent back, and how, when a fault says so."""

    status: int
    body: bytes
    headers: Mapping[str, str]
    delay: float = 0
    """Seconds to wait before anything is sent."""
    breaks: Break | None = None
    fault: int | None = None
    """The id of the fault that made or changed it."""

    @property
    def shown_body(self) -> bytes:
        """What of the body is sent: its first half when the connection is closed in the middle."""
        return self.body[: len(self.body) // 2] if self.breaks == "truncate" else self.body
