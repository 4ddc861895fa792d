"""An HTTP request and its response as values, without a server."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

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
