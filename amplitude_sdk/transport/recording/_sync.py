# Derived from amplitude_sdk/transport/recording/_async.py by `nox -s generate`; do not edit.
"""A sender that keeps what it receives, for one call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from amplitude_sdk.transport._sync import Sender
from amplitude_sdk.transport.messages import Reply
from amplitude_sdk.transport.raw_response import raw_response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amplitude_sdk.transport.messages import Call, Failure, Request
    from amplitude_sdk.transport.raw_response import RawResponse

__all__ = ["Recorder"]

T = TypeVar("T")


class Recorder(Sender):
    """Sends like another sender, over its connections, and leaves replies undecoded.

    Attributes:
        replies: the reply to each call, and to each request that was sent one by one.
    """

    def __init__(self, sender: Sender) -> None:
        super().__init__(sender.settings, sender.connections, sender.clock)
        self.replies: list[RawResponse] = []

    def attempt(self, request: Request) -> Reply | Failure:
        """Send once, and keep a reply of whatever status."""
        outcome = super().attempt(request)
        if isinstance(outcome, Reply):
            self.replies.append(raw_response(outcome))
        return outcome

    def send(
        self,
        call: Call[T],
        *,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> T:
        """Send until there is a reply, which is kept; errors are raised as ever.

        Returns:
            Nothing: who records does not ask for the result.
        """
        _, reply, _ = self.receive(call, timeout=timeout, extra_query=extra_query)
        self.replies = [raw_response(reply)]
        return cast("T", None)
