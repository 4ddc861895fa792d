"""A reply as it was received, for those who want to see for themselves."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  annotations are read at run time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from amplitude_sdk.errors import DecodeError

if TYPE_CHECKING:
    from amplitude_sdk.transport.messages import Reply

__all__ = ["RawResponse", "raw_response"]


@dataclass(frozen=True, slots=True)
class RawResponse:
    """The successful reply to a call, not looked into.

    Attributes:
        status_code: the HTTP status.
        headers: by lower-case name; a repeated header is one value, joined by commas.
        content: the body, decompressed. Should the service repeat the project's own keys, they are
            replaced, here and in the headers; nothing else is touched.
    """

    status_code: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The body as text; what is no UTF-8 is replaced."""
        return self.content.decode("utf-8", "replace")

    def json(self) -> Any:
        """Decode the body.

        Raises:
            DecodeError: it is not JSON.
        """
        try:
            return orjson.loads(self.content)
        except orjson.JSONDecodeError as error:
            problem = str(error)  # the exception would carry the body along
        raise DecodeError(
            f"the body of the reply (status {self.status_code}) is not JSON: {problem}",
            status_code=self.status_code,
        )


def raw_response(reply: Reply) -> RawResponse:
    """What a caller gets of a reply."""
    return RawResponse(reply.status_code, reply.headers, reply.content)
