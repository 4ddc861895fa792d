"""What goes over the wire and what comes back, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, cast
from urllib.parse import quote, urlencode

import orjson

from amplitude_sdk.errors import ValidationError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from amplitude_api.facts import Operation

__all__ = ["Call", "Failure", "Reply", "Request", "is_seconds", "prepare", "wire_query"]

_LONGEST: Final = 86_400.0 * 365
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request, complete but for authentication.

    `cost` is what its query costs by the documented model; `left` are the seconds until the deadline
    over all attempts, None where there is none.
    """

    operation: Operation
    url: str = field(repr=False)  # its query may hold secrets
    content: bytes | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    timeout: float | None = None
    cost: int = 0
    left: float | None = None

    def __post_init__(self) -> None:
        timeout = self.timeout
        if timeout is not None and not is_seconds(timeout):
            raise ValidationError(
                "timeout", f"seconds, a positive and finite number, got {timeout!r}"
            )


@dataclass(frozen=True, slots=True)
class Reply:
    """A complete reply of any status.

    Attributes:
        status_code: any number a server or a proxy may send.
        headers: by lower-case name; a repeated one is joined by commas.
        content: the body, decompressed.
        reason: the phrase behind the status.
    """

    status_code: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Failure:
    """No complete reply came back.

    Attributes:
        reason: what happened, in words; perhaps in those of the service.
        sent: False when the request provably never reached the service.
        timeout: whether time ran out.
    """

    reason: str = field(repr=False)
    sent: bool
    timeout: bool = False


@dataclass(frozen=True, slots=True)
class Call(Generic[T_co]):
    """A query-side request together with the way to read its reply.

    Attributes:
        operation: its facts in the specs.
        arguments: what the generated `build_request` returned.
        decode: turns the decoded JSON body into the result.
        check: for operations that must not be repeated, how to find out whether one was applied.
        cost: what a query costs by the documented model.
    """

    operation: Operation
    arguments: Mapping[str, Any] = field(repr=False)
    decode: Callable[[Any], T_co]
    check: str = ""
    cost: int = 0


def prepare(
    call: Call[object],
    base_url: str,
    *,
    timeout: float | None = None,
    extra_query: Mapping[str, object] | None = None,
) -> Request:
    """Address a call: the URL with its query encoded once, the body as JSON bytes."""
    query = wire_query({**call.arguments.get("params", {}), **(extra_query or {})})
    url = base_url.rstrip("/") + call.arguments["url"]
    body = call.arguments.get("json")
    return Request(
        operation=call.operation,
        url=f"{url}?{query}" if query else url,
        content=None if body is None else _json(body),
        headers={} if body is None else {"content-type": "application/json"},
        timeout=timeout,
        cost=call.cost,
    )


def wire_query(params: Mapping[str, object]) -> str:
    """Encode a query string: a list repeats its name, a space is `%20` and a plus `%2B`.

    A value that is None is not sent; an object, or a list in a list, is sent as JSON.

    Raises:
        ValidationError: a text that is not Unicode, or a value without a JSON form.
    """
    pairs = [
        (name, _text(item))
        for name, value in params.items()
        for item in _several(value)
        if item is not None
    ]
    try:
        return urlencode(pairs, quote_via=quote, safe="")
    except UnicodeEncodeError:
        raise ValidationError("query", "contains a lone surrogate, not a character") from None


def is_seconds(value: object) -> bool:
    """Whether a value is seconds one can wait: a positive number, and not without end."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return 0 < value <= _LONGEST


def _json(body: object, field: str = "body") -> bytes:
    try:
        return orjson.dumps(body)
    except orjson.JSONEncodeError as error:
        raise ValidationError(field, f"has no JSON form: {error}") from None


def _several(value: object) -> Sequence[object]:
    return cast("Sequence[object]", value) if isinstance(value, list | tuple) else (value,)


def _text(value: object) -> str:
    if isinstance(value, dict | list | tuple):
        return _json(cast("object", value), "query").decode()
    return ("false", "true")[value] if isinstance(value, bool) else str(value)
