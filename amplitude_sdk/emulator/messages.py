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

_GZIP: Final = 16 + zlib.MAX_WBITS
"""What tells zlib to expect gzip."""
_MOST_MEMBERS: Final = 1_000

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

    def decompressed(self, most: int) -> bytes:
        """Return what was compressed, or as much of it as shows that it has `most` bytes or more.

        Like the programs that read gzip, it takes several files that follow each other for one.
        Raises `ValueError` when it is no gzip, or not all of it.
        """
        plain = b""
        rest = self.body
        for _ in range(_MOST_MEMBERS):
            if not rest or len(plain) >= most:
                return plain
            stream = zlib.decompressobj(_GZIP)
            try:
                plain += stream.decompress(rest, most - len(plain))
            except zlib.error as problem:
                raise ValueError(f"no gzip: {problem}") from None
            if not stream.eof and len(plain) < most:
                raise ValueError("the gzip is cut off")
            rest = stream.unused_data.lstrip(b"\0")  # some pad what they write
        raise ValueError("more files in one gzip than anybody sends")

    def texts(self) -> list[str]:
        """Return path, query and body for a person to search, as sent and decoded."""
        body = self.body
        if self.is_gzip:
            with suppress(ValueError):  # what is no gzip is searched as it is
                body = self.decompressed(MOST_BYTES)
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
