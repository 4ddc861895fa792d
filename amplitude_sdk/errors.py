"""Everything the SDK raises on purpose.

```
AmplitudeError
├── ConfigurationError          the client was set up wrongly
├── ValidationError             refused before sending: which field, why
├── TransportError              no reply to act on
│   ├── NotSentError            nothing reached the service: safe to repeat
│   └── OutcomeUnknownError     the request may have been applied
├── DecodeError                 a reply that could not be understood
├── ApiError                    the service answered with an error status
│   ├── BadRequestError             400
│   ├── AuthenticationError         401, or an ingestion reply "Invalid API key"
│   ├── PermissionDeniedError       403
│   ├── NotFoundError               404
│   ├── ConflictError               409
│   ├── PayloadTooLargeError        413
│   ├── RateLimitError              429
│   └── ServerError                 5xx
├── QueueFullError              no room for another event
├── OutboxError                 the file of pending events cannot be opened, read or written
└── UploadError                 part of an upload could not be sent
```

All of them survive `pickle` and `copy`, and none carries a key, a secret or an Authorization header.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amplitude_sdk.delivery.report import UploadReport

__all__ = [
    "AmplitudeError",
    "ApiError",
    "Attempt",
    "AuthenticationError",
    "BadRequestError",
    "ConfigurationError",
    "ConflictError",
    "DecodeError",
    "NotFoundError",
    "NotSentError",
    "OutboxError",
    "OutcomeUnknownError",
    "PayloadTooLargeError",
    "PermissionDeniedError",
    "QueueFullError",
    "RateLimitError",
    "RequestInfo",
    "ServerError",
    "TransportError",
    "UploadError",
    "ValidationError",
]


@dataclass(frozen=True, slots=True)
class RequestInfo:
    """What was asked, without headers or body: they may hold secrets.

    Attributes:
        operation: the operation's id in the specs, such as `createRelease`.
        method: the HTTP method.
        url: the URL without credentials; secrets in its query are redacted.
    """

    operation: str
    method: str
    url: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try of a request that did not succeed, fit to be shown: secrets are redacted.

    Attributes:
        number: counted from 1.
        reason: what happened, in words.
        status_code: the status of the reply, None when there was none.
        waited: seconds waited after this attempt before the next one; 0.0 after the last.
        sent: False when provably nothing of it reached the service.
    """

    number: int
    reason: str
    status_code: int | None = None
    waited: float = 0.0
    sent: bool = True


class AmplitudeError(Exception):
    """The root of everything the SDK raises on purpose."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Rebuild from class, arguments and attributes, so that keyword-only constructors pickle."""
        return _rebuild, (type(self), self.args, dict(self.__dict__))


def _rebuild(
    kind: type[AmplitudeError], args: tuple[object, ...], state: dict[str, object]
) -> AmplitudeError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    if isinstance(error, UploadError):
        error.__cause__ = error.cause
    return error


class ConfigurationError(AmplitudeError):
    """The client cannot be built or used as configured; the message names the argument to change."""


class ValidationError(AmplitudeError):
    """A value was refused before anything was sent.

    Attributes:
        field: where the value stands, such as `start` or `events[3].event_properties.price`.
        problem: what is wrong with it and what to do.
    """

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


class TransportError(AmplitudeError):
    """No complete reply came back; see the two subclasses.

    Attributes:
        request: what was asked.
        attempts: every failed try, oldest first.
    """

    def __init__(
        self,
        message: str,
        *,
        request: RequestInfo | None = None,
        attempts: tuple[Attempt, ...] = (),
    ) -> None:
        super().__init__(message)
        self.request = request
        self.attempts = attempts


class NotSentError(TransportError):
    """No attempt of the request reached the service, provably: repeating it is safe."""


class OutcomeUnknownError(TransportError):
    """The request may have been applied, its reply is missing or an error that does not tell.

    Attributes:
        status_code: the status of the reply that did not tell, None when there was no reply.
    """

    def __init__(
        self,
        message: str,
        *,
        request: RequestInfo | None = None,
        attempts: tuple[Attempt, ...] = (),
        status_code: int | None = None,
    ) -> None:
        super().__init__(message, request=request, attempts=attempts)
        self.status_code = status_code


class DecodeError(AmplitudeError):
    """A reply arrived but could not be understood.

    Attributes:
        status_code: the status of the reply.
        excerpt: the beginning of its body, secrets redacted.
        request: what was asked.
        attempts: the failed tries before that reply, oldest first.
    """

    def __init__(
        self,
        message: str,
        *,
        status_code: int | None = None,
        excerpt: str = "",
        request: RequestInfo | None = None,
        attempts: tuple[Attempt, ...] = (),
    ) -> None:
        super().__init__(message)
        self.status_code = status_code
        self.excerpt = excerpt
        self.request = request
        self.attempts = attempts


@dataclass(frozen=True, slots=True)
class ErrorReply:
    """The parts of an error reply that an `ApiError` is made of, already redacted."""

    status_code: int
    message: str
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    request: RequestInfo | None = None
    attempts: tuple[Attempt, ...] = ()
    retry_after: float | None = None
    hint: str | None = None
    limit: str | None = None


class ApiError(AmplitudeError):
    """The service answered with an error.

    Attributes:
        status_code: the HTTP status.
        message: what the service said, or the reason phrase when it said nothing readable.
        body: the decoded JSON body, the text when it was not JSON, None when it was empty.
        headers: the reply's headers, lower-case names, cookies removed.
        request: what was asked.
        attempts: every failed try, this one last.
        hint: what to check next, when the SDK knows something worth checking.
    """

    def __init__(self, reply: ErrorReply) -> None:
        text = reply.message if reply.limit else f"{reply.status_code} {reply.message}".strip()
        if reply.request is not None:
            text = f"{text} ({reply.request.method} {reply.request.url})"
        if len(reply.attempts) > 1:
            text = f"{text}, tried {len(reply.attempts)} times"
        super().__init__(f"{text}. {reply.hint}" if reply.hint else text)
        self.status_code = reply.status_code
        self.message = reply.message
        self.body = reply.body
        self.headers = dict(reply.headers)
        self.request = reply.request
        self.attempts: tuple[Attempt, ...] = reply.attempts
        self.hint = reply.hint

    @classmethod
    def of(cls, reply: ErrorReply) -> ApiError:
        """Build the subclass that belongs to the status of `reply`."""
        kind = _KINDS.get(reply.status_code, ApiError)
        if reply.status_code >= 500:  # noqa: PLR2004  the class of server errors, by definition
            kind = ServerError
        return kind(reply)


class BadRequestError(ApiError):
    """400: the service refused what was sent."""


class AuthenticationError(ApiError):
    """401, or an ingestion reply "Invalid API key" although its status is 400."""


class PermissionDeniedError(ApiError):
    """403: wrong key, missing permission, wrong region, or a firewall."""


class NotFoundError(ApiError):
    """404: there is nothing by that id or name."""


class ConflictError(ApiError):
    """409: it exists already, or the arguments exclude each other."""


class PayloadTooLargeError(ApiError):
    """413: too many bytes or events in one request."""


class RateLimitError(ApiError):
    """429: a documented limit was exceeded, or would have been.

    Attributes:
        retry_after: seconds to wait, as the reply asked for, or until the query budget has room;
            None when that is not known.
        limit: the name of the limit in the specs, such as `cost_per_five_minutes`, when the query
            budget kept the call back: nothing was sent then, and `attempts` are those before. None
            when the service refused it.
    """

    def __init__(self, reply: ErrorReply) -> None:
        super().__init__(reply)
        self.retry_after = reply.retry_after
        self.limit = reply.limit


class ServerError(ApiError):
    """5xx: the service, or a proxy before it, failed."""


_KINDS: dict[int, type[ApiError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    413: PayloadTooLargeError,
    429: RateLimitError,
}


class QueueFullError(AmplitudeError):
    """The queue of pending events is full; nothing was added to it."""


class OutboxError(AmplitudeError):
    """The outbox cannot be opened, read or written; the message names the file and what to do."""


class UploadError(AmplitudeError):
    """An upload stopped before every event had an outcome.

    Attributes:
        report: what was accepted and rejected so far; `report.unsent` holds the indexes of the rest.
        cause: why sending stopped; the same object as `__cause__`, kept when pickled.
    """

    def __init__(self, message: str, *, report: UploadReport, cause: AmplitudeError) -> None:
        super().__init__(message)
        self.report = report
        self.cause = cause
        self.__cause__ = cause
