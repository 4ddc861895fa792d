"""From replies and failures to results and errors: pure, shared by sync and async."""

from __future__ import annotations

from http import HTTPStatus
from math import isfinite
from typing import TYPE_CHECKING, Any, Final, cast

import orjson

from amplitude_sdk.budget.limits import charge_of
from amplitude_sdk.budget.wording import advice as remedy_of
from amplitude_sdk.budget.wording import reason
from amplitude_sdk.errors import (
    ApiError,
    Attempt,
    AuthenticationError,
    DecodeError,
    ErrorReply,
    NotSentError,
    OutcomeUnknownError,
    RateLimitError,
    RequestInfo,
)
from amplitude_sdk.retry import (
    Happened,
    is_already_deleted,
    is_outcome_unknown,
    parse_retry_after,
)
from amplitude_sdk.transport.messages import Failure
from amplitude_sdk.transport.wording import advice, details, phrase, remedy, said, times

if TYPE_CHECKING:
    from collections.abc import Callable

    from amplitude_sdk.budget.ledger import Hold
    from amplitude_sdk.errors import AmplitudeError
    from amplitude_sdk.transport.messages import Reply, Request
    from amplitude_sdk.transport.redaction import Redactor

__all__ = ["Judge"]

_EXCERPT: Final = 500


class Judge:
    """Turns what came back into a value or the right error, with every secret masked."""

    __slots__ = ("_hint", "_redact")

    def __init__(self, redact: Redactor, hint: Callable[[str, int], str | None]) -> None:
        self._redact = redact
        self._hint = hint

    @staticmethod
    def happened(outcome: Reply | Failure) -> Happened:
        """The outcome as the retry policy sees it."""
        if isinstance(outcome, Failure):
            return Happened(sent=outcome.sent)
        retry_after = parse_retry_after(outcome.headers.get("retry-after"))
        return Happened(status_code=outcome.status_code, retry_after=retry_after)

    def attempt(self, number: int, outcome: Reply | Failure, waited: float) -> Attempt:
        """Put a failed try on record."""
        if isinstance(outcome, Failure):
            reason = self._redact.text(outcome.reason)
            return Attempt(number, reason, None, waited, sent=outcome.sent)
        message = self._message(outcome, self._body(outcome))
        return Attempt(number, message, outcome.status_code, waited)

    def text(self, value: str) -> str:
        """A text the service had a part in, fit to be shown."""
        return self._redact.text(value)

    def members(self, reply: Reply) -> dict[str, Any] | None:
        """The members of a JSON object, fit to be shown; None for any other body."""
        body = self._body(reply)
        return cast("dict[str, Any]", body) if isinstance(body, dict) else None

    def info(self, request: Request) -> RequestInfo:
        """What was asked, fit to be shown."""
        operation = request.operation
        return RequestInfo(operation.id, operation.method, self._redact.text(request.url))

    @staticmethod
    def is_success(request: Request, reply: Reply, attempts: tuple[Attempt, ...]) -> bool:
        """Whether a reply says that what was asked is done, now or by one of the tries before."""
        if _is_good(reply.status_code):
            return True
        earlier = (_happened(attempt) for attempt in attempts)
        return is_already_deleted(request.operation.method, reply.status_code, earlier)

    def json(self, request: Request, reply: Reply, attempts: tuple[Attempt, ...] = ()) -> object:
        """Decode a successful reply; `attempts` are the failed tries before it.

        A reply that confirms an earlier try by its status alone has nothing to read, and an empty
        one to a DELETE says nothing but its status.

        Raises:
            DecodeError: it is not JSON.
            ApiError: it says `success: false` in spite of its status.
        """
        is_delete = request.operation.method == "DELETE"
        if not _is_good(reply.status_code) or (is_delete and not reply.content.strip()):
            return {}
        body, problem = _loaded(reply.content)
        if problem is not None:
            why = f"it is not complete JSON ({problem})"
            raise self.undecodable(request, reply, why, attempts)
        if _denies(body):
            this = self.attempt(len(attempts) + 1, reply, 0.0)
            raise self.api_error(request, reply, (*attempts, this))
        return body

    def undecodable(
        self, request: Request, reply: Reply, why: str, attempts: tuple[Attempt, ...] = ()
    ) -> DecodeError:
        """The error for a reply that does not mean anything to us."""
        info = self.info(request)
        excerpt = self._redact.text(_text(reply.content))[:_EXCERPT]
        again = (
            "repeating the call is safe"
            if request.operation.retry != "never"
            else "the request was applied, so look before repeating it"
        )
        return DecodeError(
            f"the reply to {info.method} {info.url} (status {reply.status_code}) could not be read: "
            f"{self._redact.text(why)}; {again}. It begins: {excerpt!r}",
            status_code=reply.status_code,
            excerpt=excerpt,
            request=info,
            attempts=attempts,
        )

    def error(
        self, request: Request, outcome: Reply | Failure, attempts: tuple[Attempt, ...], check: str
    ) -> AmplitudeError:
        """The error for an outcome that will not be repeated (again)."""
        if isinstance(outcome, Failure):
            return self._lost(request, outcome, attempts, self._redact.text(check))
        is_unknown = is_outcome_unknown(Happened(status_code=outcome.status_code))
        if request.operation.retry == "never" and is_unknown:
            return self._untold(request, outcome, attempts, self._redact.text(check))
        return self.api_error(request, outcome, attempts)

    def api_error(
        self,
        request: Request,
        reply: Reply,
        attempts: tuple[Attempt, ...] = (),
        kind: type[ApiError] | None = None,
    ) -> ApiError:
        """The `ApiError` of a reply, whatever its status and body; `kind` where the status misleads."""
        headers, body = self._redact.headers(reply.headers), self._body(reply)
        retry_after = parse_retry_after(headers.get("retry-after"))
        status = HTTPStatus.UNAUTHORIZED if kind is AuthenticationError else reply.status_code
        is_explained = status == HTTPStatus.FORBIDDEN and details(body)
        hint = None if is_explained else self._hint(request.operation.api, status)
        return (kind or ApiError.of)(
            ErrorReply(
                status_code=reply.status_code,
                message=self._message(reply, body),
                body=body,
                headers=headers,
                request=self.info(request),
                attempts=attempts,
                retry_after=retry_after,
                hint=hint or remedy(request, status, retry_after),
            )
        )

    def held(
        self, request: Request, hold: Hold, attempts: tuple[Attempt, ...] = ()
    ) -> RateLimitError:
        """The error for a call that the query budget kept back; `attempts` are those before."""
        charge = charge_of(request.operation, request.cost)
        before = f" again, after {attempts[-1].reason!r}" if attempts else ""
        return RateLimitError(
            ErrorReply(
                status_code=HTTPStatus.TOO_MANY_REQUESTS,
                message=f"{request.operation.id} was not sent{before}: {reason(hold, charge)}",
                request=self.info(request),
                attempts=attempts,
                retry_after=hold.seconds if isfinite(hold.seconds) else None,
                hint=remedy_of(charge),
                limit=hold.limit.name,
            )
        )

    def _lost(
        self, request: Request, failure: Failure, attempts: tuple[Attempt, ...], check: str
    ) -> NotSentError | OutcomeUnknownError:
        info, why = self.info(request), self._redact.text(failure.reason)
        start = f"{info.method} {info.url} failed {times(attempts)}: {why}"
        was_sent = any(is_outcome_unknown(_happened(attempt)) for attempt in attempts)
        if not failure.sent and not was_sent:
            return NotSentError(
                f"{start}. Nothing was sent, so repeating it is safe: check the network, the proxy "
                "and base_url",
                request=info,
                attempts=attempts,
            )
        return OutcomeUnknownError(
            f"{start}. {advice(request, check)}", request=info, attempts=attempts
        )

    def _untold(
        self, request: Request, reply: Reply, attempts: tuple[Attempt, ...], check: str
    ) -> OutcomeUnknownError:
        info, message = self.info(request), self._message(reply, self._body(reply))
        return OutcomeUnknownError(
            f"{info.method} {info.url} was answered with {reply.status_code} {message}. "
            f"{advice(request, check)}",
            request=info,
            attempts=attempts,
            status_code=reply.status_code,
        )

    def _message(self, reply: Reply, body: object) -> str:
        sentence = said(body) or self._redact.text(reply.reason)
        return sentence.removeprefix(f"{reply.status_code} ") or phrase(reply.status_code)

    def _body(self, reply: Reply) -> object:
        """A body fit to be shown: masked as a whole first, since half a key is not found."""
        body, problem = _loaded(reply.content)
        if problem is None:
            return self._redact.value(body)
        return self._redact.text(_text(reply.content))[:_EXCERPT] or None


def _is_good(status_code: int) -> bool:
    return HTTPStatus.OK <= status_code < HTTPStatus.MULTIPLE_CHOICES


def _happened(attempt: Attempt) -> Happened:
    return Happened(status_code=attempt.status_code, sent=attempt.sent)


def _denies(body: object) -> bool:
    return isinstance(body, dict) and cast("dict[str, object]", body).get("success") is False


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _loaded(content: bytes) -> tuple[object, str | None]:
    """Decode JSON, or say why not; an exception would carry the body along."""
    try:
        return orjson.loads(content), None
    except orjson.JSONDecodeError as error:
        return None, str(error)
