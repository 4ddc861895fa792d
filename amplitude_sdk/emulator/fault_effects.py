"""What faults do: change the reply to a request, or make an upload refuse an id.

Values, checked when they are made: each raises `ValueError` for what makes no sense.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from sys import float_info
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from amplitude_api.facts import EVENTS_PER_SECOND

from amplitude_sdk.emulator.json_types import is_number
from amplitude_sdk.emulator.messages import Response
from amplitude_sdk.emulator.replies import (
    UPLOAD_MEDIA_TYPE,
    json_response,
    refused,
)

if TYPE_CHECKING:
    from amplitude_api.facts import Operation

    from amplitude_sdk.emulator.messages import Break

When: TypeAlias = Literal["before", "after"]
MarkKind: TypeAlias = Literal["throttle", "silence", "quota"]

_DEFAULT_STATUS: Final = 503
_NO_BODY: Final = frozenset({204, 205, 304})
_STATUSES: Final = frozenset(int(status) for status in HTTPStatus if status >= HTTPStatus.OK)
_NEVER_SENT: Final = Response(0, b"", {})
"""What the journal says of a connection that was reset before the request was carried out."""


@dataclass(frozen=True, slots=True)
class Reply:
    """Changes the reply to a request.

    `status` None is 503, unless the true reply is to be late, cut off or lost. `when` is "before":
    the request is not carried out; or "after": it is, and only its reply is changed, which is what
    tests whether repeating it does harm.
    """

    status: int | None = None
    when: When = "before"
    delay: float = 0
    reset: bool = False
    truncate: bool = False
    body: bytes | None = None
    retry_after: float | None = None

    def __post_init__(self) -> None:
        known = type(self.status) is int and self.status in _STATUSES
        _check(self.status is None or known, "status", "an HTTP status from 200")
        _check(self.when in ("before", "after"), "when", "'before' or 'after'")
        _check(_is_duration(self.delay), "delay", "a number of seconds")
        for name in ("reset", "truncate"):
            _check(isinstance(getattr(self, name), bool), name, "true or false")
        for name in ("truncate", "status", "body", "retry_after"):
            sent = getattr(self, name)
            _check(not self.reset or sent is None or sent is False, name, "left out with reset")
        _check(self.body is None or isinstance(self.body, bytes), "body", "a text or bytes")
        _check(
            self.retry_after is None or _is_duration(self.retry_after),
            "retry_after",
            "a number of seconds",
        )

    @property
    def is_carried_out(self) -> bool:
        """Whether the request does what it asks for."""
        return self.when == "after" or self._is_true

    def changed(self, true: Response | None, operation: Operation | None) -> Response:
        """Return the reply. `true` is what it would be; None if the request is not carried out."""
        breaks: Break | None = "reset" if self.reset else "truncate" if self.truncate else None
        if self.reset:
            reply = true or _NEVER_SENT
        else:
            reply = true if true is not None and self._is_true else self._made(operation)
        return replace(reply, delay=float(self.delay), breaks=breaks)

    @property
    def _is_true(self) -> bool:
        """Whether the reply says what it would say without the fault."""
        says_nothing = self.status is None and self.body is None and self.retry_after is None
        return says_nothing and not self.reset and bool(self.delay or self.truncate)

    def _made(self, operation: Operation | None) -> Response:
        status = _DEFAULT_STATUS if self.status is None else self.status
        reply = documented(status, operation)
        body = b"" if status in _NO_BODY else reply.body if self.body is None else self.body
        headers = dict(reply.headers)
        if body.lstrip().startswith(b"<"):
            headers["content-type"] = "text/html; charset=UTF-8"
        if self.retry_after is not None:
            headers["retry-after"] = f"{self.retry_after:g}"
        return Response(status, body, headers)


@dataclass(frozen=True, slots=True)
class Mark:
    """Makes uploads refuse the events of an id, as documented for ids that send too much.

    "throttle" and "quota" answer 429, "silence" 400.
    """

    kind: MarkKind
    user_id: str | None = None
    device_id: str | None = None

    def __post_init__(self) -> None:
        given = [id_ for id_ in (self.user_id, self.device_id) if id_ is not None]
        one = len(given) == 1 and isinstance(given[0], str) and bool(given[0])
        _check(one, "user_id or device_id", "one text, the other left out")
        if self.kind == "silence":
            _check(self.device_id is not None, "device_id", "given: only devices are silenced")

    def concerns(self, event: dict[str, Any]) -> bool:
        """Tell whether an event, as it is stored, is of the id."""
        if self.user_id is not None:
            return event.get("user_id") == self.user_id
        return bool(event["device_id"] == self.device_id)


def documented(status: int, operation: Operation | None) -> Response:
    """Return a reply of this status in the shape that is documented for the operation."""
    phrase = HTTPStatus(status).phrase
    if operation is None or operation.api != "http_v2":
        return refused(status, phrase).response
    content = {"code": status, "error": _UPLOAD_ERRORS.get(status, phrase)}
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        content |= {
            "eps_threshold": EVENTS_PER_SECOND,
            "throttled_devices": {},
            "throttled_users": {},
            "throttled_events": [],
        }
    return json_response(status, content, media_type=UPLOAD_MEDIA_TYPE)


_UPLOAD_ERRORS: Final = {
    413: "Payload too large",
    429: "Too many requests for some devices and users",
}


def _check(holds: bool, name: str, wanted: str) -> None:  # noqa: FBT001 -- reads like an assert
    if not holds:
        raise ValueError(f"{name} must be {wanted}")


def _is_duration(value: Any) -> bool:
    return is_number(value) and 0 <= value <= float_info.max
