"""What `with_raw_response` makes of a method: the same parameters, the reply instead of a result."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from functools import update_wrapper
from typing import Any, TypeAlias, TypeVar

from amplitude_sdk.transport.raw_response import RawResponse

__all__ = ["AsyncReplies", "AsyncReply", "Replies", "Reply", "looks_like"]

Reply: TypeAlias = RawResponse
AsyncReply: TypeAlias = Awaitable[RawResponse]
Replies: TypeAlias = list[RawResponse]
AsyncReplies: TypeAlias = Awaitable[list[RawResponse]]

F = TypeVar("F", bound=Callable[..., Any])


def looks_like(method: Callable[..., Any], result: object, raw: F) -> F:
    """Give `raw` the name, the docstring and the parameters of a method, and a result of its own."""
    update_wrapper(raw, method)
    signature = inspect.signature(method)
    raw.__annotations__ = {**method.__annotations__, "return": result}
    raw.__signature__ = signature.replace(return_annotation=result)  # type: ignore[attr-defined]  # read by inspect
    return raw
